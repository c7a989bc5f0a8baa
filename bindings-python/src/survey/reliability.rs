//! Reliability of scales and of differences.

use pyo3::prelude::*;
use servqual::measure::{Language, Tally};
use servqual::stats::interval::ConfidenceLevel;
use servqual::survey;
use servqual::survey::{PairedAnswers, ReliabilityOptions};

use super::{Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::from_word;
use crate::report::report;
use crate::table::Table;

impl Surveyed for survey::ReliabilityTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [answers] = sides(found)?;
        self.observe(answers)
    }
}

impl Surveyed for survey::DifferenceReliabilityTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [expectation, perception] = sides(found)?;
        self.observe(PairedAnswers { expectation, perception })
    }
}

fn options(missing: &str, level: f64) -> Answer<ReliabilityOptions> {
    Ok(ReliabilityOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? })
}

#[pymethods]
impl Instrument {
    /// How consistently the items of each dimension measure the same thing: Cronbach's alpha with
    /// Feldt's interval, item–rest correlations, alpha if an item is deleted.
    ///
    /// A respondent counts in a dimension when every item of it is answered.
    ///
    /// Parameters
    /// ----------
    /// answers : dataframe or mapping
    ///     One rating of each item, such as the perceptions: a column for each item, by its id; a
    ///     mapping may also give names of columns in `data`.
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
    ///     >>> report = desk.reliability(answers={"q1": [1, 3, 5, 7], "q2": [2, 3, 5, 6]})
    ///     >>> round(report.scales[0].alpha.estimate, 3)
    ///     0.966
    #[pyo3(signature = (*, answers, data = None, missing = "raise", level = 0.95))]
    fn reliability<'py>(
        &self,
        py: Python<'py>,
        answers: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<ReliabilityReport> {
        let tally = survey::ReliabilityTally::new(self.0.clone(), options(missing, level)?);
        let answers = self.answers(&[("answers", answers)], data)?;
        Ok(ReliabilityReport(finish(py, tally, answers)?))
    }

    /// An empty tally of reliability; the arguments are those of `reliability`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn reliability_tally(&self, missing: &str, level: f64) -> Answer<ReliabilityTally> {
        Ok(ReliabilityTally::new(survey::ReliabilityTally::new(self.0.clone(), options(missing, level)?)))
    }

    /// Reliability of expectation, perception and their difference, over the same respondents.
    ///
    /// The difference of two correlated scores is often less reliable than either: look at
    /// `difference_reliability` before gaps are ranked.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception : dataframe or mapping
    ///     As in `servqual`; so are `data` and `missing`.
    /// level : float
    ///     Confidence level of the intervals.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.difference_reliability(
    ///     ...     expectation={"q1": [7, 6, 7, 5], "q2": [7, 6, 6, 5]},
    ///     ...     perception={"q1": [5, 6, 4, 2], "q2": [5, 6, 3, 3]},
    ///     ... )
    ///     >>> round(report.dimensions[0].difference_reliability, 3)
    ///     0.867
    #[pyo3(signature = (*, expectation, perception, data = None, missing = "raise", level = 0.95))]
    fn difference_reliability<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<DifferenceReliabilityReport> {
        let tally = survey::DifferenceReliabilityTally::new(self.0.clone(), options(missing, level)?);
        let answers = self.answers(&[("expectation", expectation), ("perception", perception)], data)?;
        Ok(DifferenceReliabilityReport(finish(py, tally, answers)?))
    }

    /// An empty tally of the reliability of differences; the arguments are those of
    /// `difference_reliability`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn difference_reliability_tally(&self, missing: &str, level: f64) -> Answer<DifferenceReliabilityTally> {
        let tally = survey::DifferenceReliabilityTally::new(self.0.clone(), options(missing, level)?);
        Ok(DifferenceReliabilityTally::new(tally))
    }
}

survey_tally! {
    /// The reliability of one rating of each item while it is measured: observe, merge, finish.
    ///
    /// Integer sums and products only: the same bits for every cut, order and merge.
    ReliabilityTally(survey::ReliabilityTally) -> ReliabilityReport, of(answers)
}

survey_tally! {
    /// The reliability of a paired survey while it is measured: observe, merge, finish.
    ///
    /// Integer sums and products only: the same bits for every cut, order and merge.
    DifferenceReliabilityTally(survey::DifferenceReliabilityTally) -> DifferenceReliabilityReport,
    of(expectation, perception)
}

report! {
    /// What one item contributes to its scale.
    ItemAnalysis(survey::ItemAnalysis) {
        /// Id of the item.
        id: String,
        /// Name for people.
        label: Label,
        /// Whether its answers were turned.
        reversed: bool,
        /// Its mean over the respondents of the scale, turned where it is reverse-scored.
        mean: Measure,
        /// Correlation with the sum of the other items (corrected item–total correlation).
        item_rest_correlation: Option<f64>,
        /// Correlation with the sum of all items.
        item_total_correlation: Option<f64>,
        /// Alpha of the other items; `None` where fewer than two are left.
        alpha_if_deleted: Option<f64>,
    }
    |item| format!("{}: {}", item.id, item.mean.show(Language::English))
}

report! {
    /// How reliable one scale is.
    ScaleReliability(survey::ScaleReliability) {
        /// Id of the dimension.
        id: String,
        /// Name for people.
        label: Label,
        /// Cronbach's alpha from covariances, with Feldt's interval.
        alpha: Measure,
        /// Alpha of the standardised items.
        standardized_alpha: Option<f64>,
        /// Mean correlation of two different items.
        mean_inter_item_correlation: Option<f64>,
        /// Guttman's λ₂, never below alpha.
        guttman_lambda_2: Option<f64>,
        /// Mean of the respondents' sums over the items.
        total_mean: Option<f64>,
        /// Standard deviation of these sums.
        total_standard_deviation: Option<f64>,
        /// Standard error of measurement of a respondent's sum: its deviation times √(1 − alpha).
        standard_error_of_measurement: Option<f64>,
        /// One row for each item.
        items: Table,
    }
    |scale| format!("{}: {}", scale.id, scale.alpha.show(Language::English))
}

report! {
    /// The reliability of every dimension of an instrument.
    ReliabilityReport(survey::ReliabilityReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each dimension, in the order of the instrument.
        scales: Table,
    }
    |report| format!("{}: {} respondents, {} scales", report.instrument, report.respondents, report.scales.len())
}

report! {
    /// Reliability of expectation, perception and gap of one dimension, over the same respondents.
    DifferenceReliability(survey::DifferenceReliability) {
        /// Id of the dimension.
        id: String,
        /// Name for people.
        label: Label,
        /// The expectations as a scale.
        expectation: ScaleReliability,
        /// The perceptions as a scale.
        perception: ScaleReliability,
        /// The gaps of the items as a scale of their own.
        gap: ScaleReliability,
        /// Correlation of the sums of expectations and perceptions.
        correlation: Option<f64>,
        /// Reliability of perception − expectation from the alphas of both sides.
        difference_reliability: Option<f64>,
    }
    |dimension| format!("{}: {}", dimension.id, dimension.gap.alpha.show(Language::English))
}

report! {
    /// The reliability of every dimension of a paired survey.
    DifferenceReliabilityReport(survey::DifferenceReliabilityReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each dimension, in the order of the instrument.
        dimensions: Table,
    }
    |report| {
        let (respondents, dimensions) = (report.respondents, report.dimensions.len());
        format!("{}: {respondents} respondents, {dimensions} dimensions", report.instrument)
    }
}
