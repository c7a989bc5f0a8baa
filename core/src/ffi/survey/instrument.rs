//! Instruments.

use std::sync::Arc;

use crate::error::Result;
use crate::measure::{Label, Scale};
use crate::survey::{Dimension, Instrument, Item, PRESETS};

#[uniffi::export]
impl Instrument {
    /// An instrument from its parts.
    #[uniffi::constructor(name = "new")]
    fn ffi_new(
        id: String,
        label: Label,
        scale: Scale,
        dimensions: Vec<Dimension>,
        items: Vec<Item>,
    ) -> Result<Arc<Self>> {
        Self::new(&id, label, scale, dimensions, items).map(Arc::new)
    }

    /// An instrument in JSON: id, scale, dimensions and items.
    #[uniffi::constructor(name = "from_json")]
    fn ffi_from_json(json: String) -> Result<Arc<Self>> {
        Self::from_json(&json).map(Arc::new)
    }

    /// The structure of a published instrument, by one of the ids of `instrument_presets`; its labels
    /// are empty for yours.
    #[uniffi::constructor(name = "preset")]
    fn ffi_preset(id: String) -> Result<Arc<Self>> {
        Self::preset(&id).map(Arc::new)
    }

    /// The instrument in JSON, as `from_json` reads it.
    #[uniffi::method(name = "to_json")]
    fn ffi_to_json(&self) -> String {
        crate::ffi::json::write(self)
    }

    /// Stable id.
    #[uniffi::method(name = "id")]
    fn ffi_id(&self) -> String {
        self.id().into()
    }

    /// Name for people.
    #[uniffi::method(name = "label")]
    fn ffi_label(&self) -> Label {
        self.label().clone()
    }

    /// The scale of every item.
    #[uniffi::method(name = "scale")]
    fn ffi_scale(&self) -> Scale {
        self.scale()
    }

    /// Dimensions, in the order of reports.
    #[uniffi::method(name = "dimensions")]
    fn ffi_dimensions(&self) -> Vec<Dimension> {
        self.dimensions().to_vec()
    }

    /// Items, in the order of the answer columns.
    #[uniffi::method(name = "items")]
    fn ffi_items(&self) -> Vec<Item> {
        self.items().to_vec()
    }
}

/// Ids of the instruments whose structure is known.
#[uniffi::export]
fn instrument_presets() -> Vec<String> {
    PRESETS.map(str::to_owned).to_vec()
}
