//! Survey instruments and the SERVQUAL gap model.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use servqual::QualityError;
use servqual::gap::servqual as gap;
use servqual::gap::servqual::{ServqualAnswers, ServqualOptions};
use servqual::measure::{Column, Tally};
use servqual::stats::interval::ConfidenceLevel;
use servqual::survey;

use crate::columns::{Frame, Loaded, Source, common_cuts, ratings, read};
use crate::error::Answer;
use crate::html;
use crate::measure::{Label, Measure};
use crate::record::{Reduced, dumps, from_word, record, restorer};
use crate::table::{Columns, Table};
use crate::tally::tally;

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
        let report = py.detach(|| {
            let mut tally = gap::ServqualTally::new(self.0.clone(), options);
            answers.load(&self.0)?.add_to(&mut tally)?;
            tally.finish()
        })?;
        Ok(ServqualReport(report))
    }

    /// An empty SERVQUAL tally of this instrument.
    #[pyo3(signature = (*, missing = "raise", level = 0.95, convention = "weighted_sum"))]
    fn servqual_tally(&self, missing: &str, level: f64, convention: &str) -> Answer<ServqualTally> {
        let options = options(missing, level, convention)?;
        Ok(ServqualTally::new(gap::ServqualTally::new(self.0.clone(), options)))
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

    /// Converts what cannot be lent as it is. Needs no interpreter.
    fn load(self, instrument: &survey::Instrument) -> servqual::Result<TypedAnswers> {
        let load = |side: Vec<Source>| -> servqual::Result<Vec<Loaded<i8>>> {
            side.into_iter().map(|source| ratings(source, instrument.scale())).collect()
        };
        Ok(TypedAnswers { expectation: load(self.expectation)?, perception: load(self.perception)? })
    }
}

/// Typed columns of both sides.
struct TypedAnswers {
    expectation: Vec<Loaded<i8>>,
    perception: Vec<Loaded<i8>>,
}

impl TypedAnswers {
    /// Adds all of it to a tally, chunk by chunk; where one fails, the tally keeps the ones before.
    fn add_to(&self, tally: &mut gap::ServqualTally) -> servqual::Result<()> {
        let shapes: Vec<_> = self.expectation.iter().chain(&self.perception).map(Loaded::shape).collect();
        for rows in common_cuts(&shapes)? {
            let (expectation, perception) = (parts(&self.expectation, &rows)?, parts(&self.perception, &rows)?);
            let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
            tally.observe(answers).map_err(|error| error.with_rows_after(rows.start as u64))?;
        }
        Ok(())
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

tally! {
    /// A SERVQUAL survey while it is measured: observe, merge, finish.
    ///
    /// Everything is summed in integers: for every cut, order and merge the report has the same
    /// bits. A chunk that fails leaves the tally as it was. Threads may share a tally.
    ServqualTally(gap::ServqualTally) {
        /// What is asked.
        #[getter]
        fn instrument(&self, py: Python<'_>) -> Instrument {
            Instrument(py.detach(|| self.0.lock().instrument().clone()))
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of
        /// `Instrument.servqual`.
        #[pyo3(signature = (*, expectation, perception, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            expectation: &Bound<'py, PyAny>,
            perception: &Bound<'py, PyAny>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let instrument = py.detach(|| self.0.lock().instrument().clone());
            let answers = Answers::read(&instrument, expectation, perception, data)?;
            Ok(py.detach(|| -> servqual::Result<()> {
                let answers = answers.load(&instrument)?;
                let mut tally = self.0.lock();
                let mut next = tally.clone();
                answers.add_to(&mut next)?;
                *tally = next;
                Ok(())
            })?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<ServqualReport> {
            Ok(ServqualReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<ServqualTally of {}>", py.detach(|| self.0.lock().instrument().id().to_owned()))
        }
    }
}

record! {
    /// Expectation, perception and gap of one item or dimension.
    GapResult(gap::GapResult) {
        /// Id of the item or dimension.
        #[getter]
        fn id(&self) -> &str {
            &self.0.id
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// For an item, the id of its dimension.
        #[getter]
        fn dimension(&self) -> Option<&str> {
            self.0.dimension.as_deref()
        }

        /// For a dimension, its weight in points of 100.
        #[getter]
        fn weight(&self) -> Option<f64> {
            self.0.weight
        }

        /// Mean expectation, reverse-scored items turned.
        #[getter]
        fn expectation(&self) -> Measure {
            Measure(self.0.expectation.clone())
        }

        /// Mean perception: SERVPERF.
        #[getter]
        fn perception(&self) -> Measure {
            Measure(self.0.perception.clone())
        }

        /// Perception − expectation with standard deviation and interval of the differences.
        #[getter]
        fn gap(&self) -> Measure {
            Measure(self.0.gap.clone())
        }

        /// Paired t statistic; `None` where it is not defined.
        #[getter]
        fn t(&self) -> Option<f64> {
            self.0.t
        }

        /// Its degrees of freedom.
        #[getter]
        fn degrees_of_freedom(&self) -> Option<u64> {
            self.0.degrees_of_freedom
        }

        /// Its two-sided p value.
        #[getter]
        fn p_value(&self) -> Option<f64> {
            self.0.p_value
        }

        fn __repr__(&self) -> String {
            format!("<GapResult {}: {}>", self.0.id, self.0.gap.show(servqual::measure::Language::English))
        }

        fn _repr_html_(&self) -> String {
            html::measure(&self.0.gap)
        }
    }
}

record! {
    /// The scores over all dimensions.
    ServqualOverall(gap::ServqualOverall) {
        /// Mean of the gaps of the dimensions, each counting the same.
        #[getter]
        fn unweighted(&self) -> Measure {
            Measure(self.0.unweighted.clone())
        }

        /// Weighted score by the named convention, where the instrument has weights.
        #[getter]
        fn weighted(&self) -> Option<Measure> {
            self.0.weighted.clone().map(Measure)
        }

        /// Mean of the perceptions of the dimensions: SERVPERF.
        #[getter]
        fn servperf(&self) -> Measure {
            Measure(self.0.servperf.clone())
        }

        /// Paired t statistic of the unweighted score.
        #[getter]
        fn t(&self) -> Option<f64> {
            self.0.t
        }

        /// Its two-sided p value.
        #[getter]
        fn p_value(&self) -> Option<f64> {
            self.0.p_value
        }

        /// Paired t statistic of the weighted score.
        #[getter]
        fn weighted_t(&self) -> Option<f64> {
            self.0.weighted_t
        }

        /// Its two-sided p value.
        #[getter]
        fn weighted_p_value(&self) -> Option<f64> {
            self.0.weighted_p_value
        }

        fn __repr__(&self) -> String {
            format!("<ServqualOverall {}>", self.0.unweighted.show(servqual::measure::Language::English))
        }
    }
}

record! {
    /// What a SERVQUAL survey says, from the item to the whole.
    ServqualReport(gap::ServqualReport) {
        /// Id of the instrument.
        #[getter]
        fn instrument(&self) -> &str {
            &self.0.instrument
        }

        /// Name of the instrument.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// Respondents, complete or not.
        #[getter]
        fn respondents(&self) -> u64 {
            self.0.respondents
        }

        /// One row for each item, in the order of the instrument.
        #[getter]
        fn items(&self, py: Python<'_>) -> Answer<Table> {
            gaps(py, "items", &self.0.items)
        }

        /// One row for each dimension, in the order of the instrument.
        #[getter]
        fn dimensions(&self, py: Python<'_>) -> Answer<Table> {
            gaps(py, "dimensions", &self.0.dimensions)
        }

        /// Over all dimensions.
        #[getter]
        fn overall(&self) -> ServqualOverall {
            ServqualOverall(self.0.overall.clone())
        }

        fn __repr__(&self) -> String {
            let gap::ServqualReport { instrument, respondents, items, dimensions, .. } = &self.0;
            let (items, dimensions) = (items.len(), dimensions.len());
            format!("<ServqualReport {instrument}: {respondents} respondents, {items} items, {dimensions} dimensions>")
        }

        fn _repr_html_(&self, py: Python<'_>) -> Answer<String> {
            let (dimensions, items) = (self.dimensions(py)?, self.items(py)?);
            Ok(html::measure(&self.0.overall.unweighted) + &dimensions.html() + &items.html())
        }
    }
}

fn gaps(py: Python<'_>, caption: &str, results: &[gap::GapResult]) -> Answer<Table> {
    let columns = Columns::default()
        .texts("id", results.iter().map(|row| Some(row.id.as_str())))
        .texts("label_zh", results.iter().map(|row| Some(row.label.zh.as_str())))
        .texts("label_en", results.iter().map(|row| Some(row.label.en.as_str())))
        .texts("dimension", results.iter().map(|row| row.dimension.as_deref()))
        .reals("weight", results.iter().map(|row| row.weight))
        .reals("expectation", results.iter().map(|row| row.expectation.estimate))
        .reals("perception", results.iter().map(|row| row.perception.estimate))
        .reals("gap", results.iter().map(|row| row.gap.estimate))
        .measures(results.iter().map(|row| &row.gap))
        .reals("t", results.iter().map(|row| row.t))
        .counts("degrees_of_freedom", results.iter().map(|row| row.degrees_of_freedom))
        .reals("p_value", results.iter().map(|row| row.p_value));
    Table::new(py, caption, results.iter().cloned().map(GapResult).collect(), columns)
}
