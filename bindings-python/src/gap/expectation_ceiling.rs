//! How many expectations are at the top of the scale.

use pyo3::prelude::*;
use servqual::gap::servqual as model;
use servqual::gap::servqual::CeilingOptions;
use servqual::measure::{Language, Tally};
use servqual::stats::interval::ConfidenceLevel;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::from_word;
use crate::report::report;
use crate::survey::{Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::table::Table;

impl Surveyed for model::ExpectationCeilingTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [expectation] = sides(found)?;
        self.observe(expectation)
    }
}

fn options(missing: &str, level: f64) -> Answer<CeilingOptions> {
    Ok(CeilingOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? })
}

#[pymethods]
impl Instrument {
    /// How many expectations are at the top of the scale, where gaps say little more than perceptions.
    ///
    /// Parameters
    /// ----------
    /// expectation : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
    /// data : dataframe or mapping, optional
    ///     Where such names are looked up.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to missing answers.
    /// level : float
    ///     Confidence level of the intervals.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause, such as an answer outside the scale; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.expectation_ceiling(expectation={"q1": [7, 6, 7, 7], "q2": [7, 7, 5, 7]})
    ///     >>> report.items[0].at_top.estimate, report.overall.throughout.estimate
    ///     (0.75, 0.5)
    #[pyo3(signature = (*, expectation, data = None, missing = "raise", level = 0.95))]
    fn expectation_ceiling<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<ExpectationCeilingReport> {
        let tally = model::ExpectationCeilingTally::new(self.0.clone(), options(missing, level)?);
        Ok(ExpectationCeilingReport(finish(py, tally, self.answers(&[("expectation", expectation)], data)?)?))
    }

    /// An empty tally of the ceiling; the arguments are those of `expectation_ceiling`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn expectation_ceiling_tally(&self, missing: &str, level: f64) -> Answer<ExpectationCeilingTally> {
        let options = options(missing, level)?;
        Ok(ExpectationCeilingTally::new(model::ExpectationCeilingTally::new(self.0.clone(), options)))
    }
}

survey_tally! {
    /// The ceiling of expectations while it is measured: observe, merge, finish.
    ///
    /// Counts only: the same bits for every cut, order and merge.
    ExpectationCeilingTally(model::ExpectationCeilingTally) -> ExpectationCeilingReport, of(expectation)
}

report! {
    /// The ceiling of one item, one dimension or the whole.
    CeilingResult(model::CeilingResult) {
        /// Id of the item or dimension; of the whole the id of the instrument.
        id: String,
        /// Name for people.
        label: Label,
        /// For an item, the id of its dimension.
        dimension: Option<String>,
        /// Share of the answers that are at the top of the scale.
        at_top: Measure,
        /// For a dimension and the whole, share of the respondents with every answer at the top.
        throughout: Option<Measure>,
    }
    |ceiling| format!("{}: {}", ceiling.id, ceiling.at_top.show(Language::English))
}

report! {
    /// The ceiling of expectations, from the item to the whole.
    ExpectationCeilingReport(model::ExpectationCeilingReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each item, in the order of the instrument.
        items: Table,
        /// One row for each dimension, in the order of the instrument.
        dimensions: Table,
        /// Over all items.
        overall: CeilingResult,
    }
    |report| format!("{}: {}", report.instrument, report.overall.at_top.show(Language::English))
}
