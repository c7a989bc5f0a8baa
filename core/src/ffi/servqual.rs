//! SERVQUAL surveys.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::columns::Columns;
use crate::error::Result;
use crate::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualReport, WeightConvention};
use crate::measure::{Label, MissingRule, Scale, Tally, from_bytes, to_bytes};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Dimension, Instrument, Item};

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

/// A SERVQUAL survey while it is measured.
#[derive(uniffi::Object)]
pub struct ServqualTally {
    inner: Mutex<crate::gap::servqual::ServqualTally>,
}

impl ServqualTally {
    fn lock(&self) -> MutexGuard<'_, crate::gap::servqual::ServqualTally> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl ServqualTally {
    /// An empty tally. Where not given, missing answers are errors, the level is 0.95, and the
    /// convention is the weighted sum.
    #[uniffi::constructor(default(missing = None, level = None, convention = None))]
    fn new(
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        convention: Option<WeightConvention>,
    ) -> Result<Self> {
        let options = ServqualOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            convention: convention.unwrap_or_default(),
        };
        let tally = crate::gap::servqual::ServqualTally::new(instrument.clone(), options);
        Ok(Self { inner: Mutex::new(tally) })
    }

    /// A tally from `to_bytes`, checked in every part.
    #[uniffi::constructor(name = "from_bytes")]
    fn read(bytes: Vec<u8>) -> Result<Arc<Self>> {
        Ok(Arc::new(Self { inner: Mutex::new(from_bytes(&bytes)?) }))
    }

    /// The tally as bytes; equal tallies give equal bytes.
    fn to_bytes(&self) -> Vec<u8> {
        to_bytes(&*self.lock())
    }

    /// What is asked.
    fn instrument(&self) -> Arc<Instrument> {
        Arc::new(self.lock().instrument().clone())
    }

    /// Adds respondents: a row each. `expectation` and `perception` name the columns of the
    /// answers, one for each item in the order of the instrument.
    fn observe(&self, columns: &Columns, expectation: Vec<String>, perception: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let expectation = columns.answers(&expectation, scale)?;
        let perception = columns.answers(&perception, scale)?;
        let expectation = expectation.iter().map(|column| column.column()).collect::<Result<Vec<_>>>()?;
        let perception = perception.iter().map(|column| column.column()).collect::<Result<Vec<_>>>()?;
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception })
    }

    /// Adds a tally of other respondents to the same instrument.
    fn merge(&self, other: &Self) -> Result<()> {
        let other = other.lock().clone();
        self.lock().merge(&other)
    }

    /// The report so far; the tally can go on observing.
    fn finish(&self) -> Result<ServqualReport> {
        self.lock().finish()
    }
}
