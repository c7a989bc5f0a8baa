//! Survey instruments and the SERVQUAL gap model.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMapping, PyString};
use servqual::QualityError;
use servqual::gap::servqual as gap;
use servqual::gap::servqual::{ServqualAnswers, ServqualOptions};
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::stats::interval::ConfidenceLevel;
use servqual::survey;

use crate::columns::{Frame, Loaded, Source, common_cuts, ratings, read};
use crate::error::{Answer, in_row};
use crate::html;
use crate::measure::{Label, Measure};
use crate::record::{dumps, from_word, record};
use crate::shared::Shared;
use crate::table::{Columns, Table};

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

    /// The instrument in JSON.
    fn to_json(&self) -> String {
        crate::record::to_json(&self.0)
    }

    /// The instrument as plain dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, &self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>, String))> {
        Ok((crate::record::restorer(py)?, (py.get_type::<Self>().into_any(), self.to_json())))
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

    /// Measures one batch of answers by SERVQUAL.
    ///
    /// `expectation` and `perception` are dataframes with a column for each item, or mappings of
    /// item ids to columns, or to names of columns in `data`.
    #[pyo3(signature = (*, expectation, perception, data = None, missing = "raise", level = 0.95, convention = "weighted_sum"))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn servqual<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
        convention: &str,
    ) -> Answer<ServqualReport> {
        let options = options(missing, level, convention)?;
        let answers = Answers::read(&self.0, expectation, perception, data)?;
        Ok(ServqualReport(py.detach(|| answers.tally(&self.0, &options)?.finish())?))
    }

    /// An empty SERVQUAL tally of this instrument.
    #[pyo3(signature = (*, missing = "raise", level = 0.95, convention = "weighted_sum"))]
    fn servqual_tally(&self, missing: &str, level: f64, convention: &str) -> Answer<ServqualTally> {
        let options = options(missing, level, convention)?;
        let tally = Shared::new(gap::ServqualTally::new(self.0.clone(), options.clone()));
        Ok(ServqualTally { tally, instrument: self.0.clone(), options: Some(options) })
    }

    fn __repr__(&self) -> String {
        let (items, dimensions) = (self.0.items().len(), self.0.dimensions().len());
        format!("<Instrument {}: {items} items in {dimensions} dimensions, {}>", self.0.id(), self.0.scale())
    }
}

fn options(missing: &str, level: f64, convention: &str) -> Answer<ServqualOptions> {
    Ok(ServqualOptions {
        missing: from_word(missing, "missing")?,
        level: ConfidenceLevel::new(level)?,
        convention: from_word(convention, "convention")?,
    })
}

/// The answers of one chunk, a column for each item in the order of the instrument.
struct Answers {
    expectation: Vec<Source>,
    perception: Vec<Source>,
}

impl Answers {
    fn read<'py>(
        instrument: &survey::Instrument,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
    ) -> Answer<Self> {
        let data = data.map(|data| Frame::open(data, "data")).transpose()?;
        Ok(Self {
            expectation: select(instrument, expectation, data.as_ref(), "expectation")?,
            perception: select(instrument, perception, data.as_ref(), "perception")?,
        })
    }

    /// A fresh tally of all of it, chunk by chunk. Needs no interpreter.
    fn tally(self, instrument: &survey::Instrument, options: &ServqualOptions) -> servqual::Result<gap::ServqualTally> {
        let load = |side: Vec<Source>| -> servqual::Result<Vec<Loaded<i8>>> {
            side.into_iter().map(|source| ratings(source, instrument.scale())).collect()
        };
        let (expectation, perception) = (load(self.expectation)?, load(self.perception)?);
        let shapes: Vec<_> = expectation.iter().chain(&perception).map(Loaded::shape).collect();
        let mut tally = gap::ServqualTally::new(instrument.clone(), options.clone());
        for rows in common_cuts(&shapes)? {
            let (expectation, perception) = (parts(&expectation, &rows)?, parts(&perception, &rows)?);
            let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
            tally.observe(answers).map_err(|error| in_row(error, rows.start))?;
        }
        Ok(tally)
    }
}

fn parts<'a>(columns: &'a [Loaded<i8>], rows: &Range<usize>) -> servqual::Result<Vec<Column<'a, i8>>> {
    columns.iter().map(|column| column.part(rows)).collect()
}

/// The column of each item: by its id, or by the name that a mapping gives for it.
fn select<'py>(
    instrument: &survey::Instrument,
    side: &Bound<'py, PyAny>,
    data: Option<&Frame<'py>>,
    place: &str,
) -> Answer<Vec<Source>> {
    let frame = Frame::open(side, place)?;
    if let Ok(mapping) = side.cast::<PyMapping>() {
        refuse_strangers(instrument, &frame, place)?;
        return instrument.items().iter().map(|item| from_mapping(mapping, &frame, &item.id, data, place)).collect();
    }
    instrument.items().iter().map(|item| frame.column(&item.id, place)).collect()
}

/// A misspelt id must not pass as an item that nobody asked for.
fn refuse_strangers(instrument: &survey::Instrument, frame: &Frame<'_>, place: &str) -> Answer<()> {
    let known = |name: &String| instrument.items().iter().any(|item| &item.id == name);
    match frame.names().iter().find(|name| !known(name)) {
        None => Ok(()),
        Some(stranger) => Err(QualityError::UnknownId {
            place: place.into(),
            id: stranger.clone(),
            expected: format!("an item of `{}`", instrument.id()),
        }
        .into()),
    }
}

fn from_mapping<'py>(
    mapping: &Bound<'py, PyMapping>,
    frame: &Frame<'py>,
    item: &str,
    data: Option<&Frame<'py>>,
    place: &str,
) -> Answer<Source> {
    if frame.names().iter().any(|name| name == item) {
        let value = mapping.get_item(item)?;
        let place = format!("{place}.{item}");
        if let (Ok(name), Some(data)) = (value.cast::<PyString>(), data) {
            return data.column(name.to_str()?, &place);
        }
        return read(&value, &place);
    }
    frame.column(item, place)
}

/// A SERVQUAL survey while it is measured: observe, merge, finish.
#[pyclass(frozen, module = "servqual")]
pub(crate) struct ServqualTally {
    tally: Shared<gap::ServqualTally>,
    instrument: survey::Instrument,
    options: Option<ServqualOptions>,
}

#[pymethods]
impl ServqualTally {
    /// What is asked.
    #[getter]
    fn instrument(&self) -> Instrument {
        Instrument(self.instrument.clone())
    }
}

/// Expectation, perception and gap of one item or dimension.
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct GapResult(gap::GapResult);
