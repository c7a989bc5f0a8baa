//! Survey instruments.

use pyo3::prelude::*;
use servqual::measure::Scale;
use servqual::survey;

use super::{Answers, Asked};
use crate::error::Answer;
use crate::measure::Label;
use crate::record::{Reduced, dumps, restorer};

/// A dimension of quality, such as reliability.
#[pyclass(frozen, get_all, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Dimension {
    /// Stable id.
    id: String,
    /// Name for people.
    label: Label,
    /// Importance in points; the points of all dimensions share 100.
    weight: Option<f64>,
}

/// One statement that is rated.
#[pyclass(frozen, get_all, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Item {
    /// Stable id.
    id: String,
    /// What it is about.
    label: Label,
    /// Id of its dimension.
    dimension: String,
    /// Whether it is worded negatively and scored minimum + maximum − answer.
    reversed: bool,
}

/// Dimensions and items on one scale: valid once it exists.
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Instrument(pub(crate) survey::Instrument);

#[pymethods]
impl Instrument {
    /// An instrument from its document: `id`, `scale`, `dimensions`, `items`.
    #[new]
    fn new(document: &Bound<'_, PyAny>) -> Answer<Self> {
        Self::from_json(&dumps(document)?)
    }

    /// An instrument in JSON.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(survey::Instrument::from_json(text)?))
    }

    /// The structure of a published instrument, without the wording of its items, which is its authors'.
    ///
    /// Parameters
    /// ----------
    /// id : str
    ///     `servqual_1988`, `servqual_1991`, `servperf`, `zone_of_tolerance` (LibQUAL+) or `e_s_qual`.
    ///
    /// Raises
    /// ------
    /// UnknownIdError
    ///     For another id; names the nearest one.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> sq.Instrument.preset("servqual_1988")
    ///     <Instrument servqual_1988: 22 items in 5 dimensions, 1 to 7>
    #[staticmethod]
    fn preset(id: &str) -> Answer<Self> {
        Ok(Self(survey::Instrument::preset(id)?))
    }

    /// The instrument in JSON.
    fn to_json(&self) -> String {
        crate::record::to_json(&self.0)
    }

    /// The instrument as plain dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, &self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, String> {
        Ok((restorer(py)?, (py.get_type::<Self>().into_any(), self.to_json())))
    }

    /// Stable id.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Name for people.
    #[getter]
    fn label(&self) -> Label {
        Label(self.0.label().clone())
    }

    /// Lowest and highest point of the scale of every item.
    #[getter]
    fn scale(&self) -> (i8, i8) {
        (self.0.scale().minimum(), self.0.scale().maximum())
    }

    /// Dimensions, in the order of reports.
    #[getter]
    fn dimensions(&self) -> Vec<Dimension> {
        let convert = |found: &survey::Dimension| Dimension {
            id: found.id.clone(),
            label: Label(found.label.clone()),
            weight: found.weight,
        };
        self.0.dimensions().iter().map(convert).collect()
    }

    /// Items, in the order of the instrument.
    #[getter]
    fn items(&self) -> Vec<Item> {
        let convert = |found: &survey::Item| Item {
            id: found.id.clone(),
            label: Label(found.label.clone()),
            dimension: found.dimension.clone(),
            reversed: found.reversed,
        };
        self.0.items().iter().map(convert).collect()
    }

    fn __repr__(&self) -> String {
        let (items, dimensions) = (self.0.items().len(), self.0.dimensions().len());
        format!("<Instrument {}: {items} items in {dimensions} dimensions, {}>", self.0.id(), self.0.scale())
    }
}

impl Instrument {
    /// Its items, as answers are read by them.
    pub(crate) fn asked(&self) -> Asked {
        self.asked_of(self.0.scale())
    }

    /// The same where answers may be codes off the scale: the core knows both and checks them.
    pub(crate) fn asked_with(&self, codes: bool) -> Asked {
        let widest = Scale::new(-100, 100).ok().filter(|_| codes);
        self.asked_of(widest.unwrap_or(self.0.scale()))
    }

    fn asked_of(&self, scale: Scale) -> Asked {
        let items = self.0.items().iter().map(|item| (item.id.clone(), scale));
        Asked { kind: format!("an item of `{}`", self.0.id()), items: items.collect() }
    }

    /// Reads the answers of one batch, side by side.
    pub(crate) fn answers<'py>(
        &self,
        sides: &[(&str, &Bound<'py, PyAny>)],
        data: Option<&Bound<'py, PyAny>>,
    ) -> Answer<Answers> {
        Answers::read(&self.asked(), sides, data)
    }
}
