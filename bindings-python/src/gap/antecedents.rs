//! Antecedents of the gaps from a questionnaire.

use pyo3::prelude::*;
use servqual::gap::five_gaps as model;
use servqual::measure::{Language, Tally};
use servqual::stats::interval::ConfidenceLevel;
use servqual::survey::ReliabilityOptions;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::from_word;
use crate::report::report;
use crate::survey::{Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::table::Table;

impl Surveyed for model::AntecedentTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [answers] = sides(found)?;
        self.observe(answers)
    }
}

fn empty(instrument: &Instrument, missing: &str, level: f64) -> Answer<model::AntecedentTally> {
    let options = ReliabilityOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? };
    Ok(model::AntecedentTally::new(instrument.0.clone(), options)?)
}

#[pymethods]
impl Instrument {
    /// Scores of the antecedents of gaps 1 to 4, of a questionnaire whose dimensions have their ids.
    ///
    /// Managers answer for gaps 1 and 2, contact staff for gaps 3 and 4 (Zeithaml, Berry and
    /// Parasuraman 1988): one call for each questionnaire. `adverse` says how far the score lies
    /// towards the end of the scale that widens the gap.
    ///
    /// Parameters
    /// ----------
    /// answers : dataframe or mapping
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
    /// UnknownIdError
    ///     For a dimension that is no antecedent; see `servqual.gap_antecedents`.
    /// QualityError
    ///     The subclass for its cause, such as an answer outside the scale; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> staff = sq.Instrument({
    ///     ...     "id": "staff", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "role_ambiguity"}],
    ///     ...     "items": [
    ///     ...         {"id": "q1", "dimension": "role_ambiguity"},
    ///     ...         {"id": "q2", "dimension": "role_ambiguity", "reversed": True},
    ///     ...     ],
    ///     ... })
    ///     >>> report = staff.antecedents(answers={"q1": [6, 5, 7, 6], "q2": [2, 3, 1, 2]})
    ///     >>> report.antecedents[0].gap, round(report.antecedents[0].adverse.estimate, 3)
    ///     ('delivery', 0.833)
    #[pyo3(signature = (*, answers, data = None, missing = "raise", level = 0.95))]
    fn antecedents<'py>(
        &self,
        py: Python<'py>,
        answers: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<AntecedentReport> {
        let tally = empty(self, missing, level)?;
        Ok(AntecedentReport(finish(py, tally, self.answers(&[("answers", answers)], data)?)?))
    }

    /// An empty tally of antecedents; the arguments are those of `antecedents`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn antecedent_tally(&self, missing: &str, level: f64) -> Answer<AntecedentTally> {
        Ok(AntecedentTally::new(empty(self, missing, level)?))
    }
}

survey_tally! {
    /// Scores of antecedents while they are measured: observe, merge, finish.
    AntecedentTally(model::AntecedentTally) -> AntecedentReport, of(answers)
}

report! {
    /// The score of one antecedent.
    AntecedentScore(model::AntecedentScore) {
        /// Id of the antecedent.
        id: String,
        /// Name for people.
        label: Label,
        /// The gap it acts on.
        gap: String,
        /// What more of it does: `narrows` or `widens`.
        influence: String,
        /// Mean over the respondents of the mean of their items, reverse-scored ones turned.
        score: Measure,
        /// Cronbach's alpha of its items, with Feldt's interval.
        alpha: Measure,
        /// How far the score lies towards the end of the scale that widens the gap, from 0 to 1.
        adverse: Measure,
        /// (Score − middle of the scale) / standard deviation, above zero where it widens the gap.
        cohens_d: Option<f64>,
        /// Two-sided p value of the t test that the mean is the middle of the scale.
        p_value: Option<f64>,
    }
    |score| format!("{}: {}", score.id, score.score.show(Language::English))
}

report! {
    /// The antecedents that one questionnaire measures.
    AntecedentReport(model::AntecedentReport) {
        /// Id of the questionnaire.
        instrument: String,
        /// Name of the questionnaire.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each antecedent, in the order of the questionnaire.
        antecedents: Table,
    }
    |report| format!("{}: {} respondents", report.instrument, report.respondents)
}
