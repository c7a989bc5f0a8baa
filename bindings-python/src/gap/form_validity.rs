//! Which form of a service-quality score predicts the overall rating.

use pyo3::prelude::*;
use servqual::gap::servqual as model;
use servqual::gap::servqual::{FormValidityAnswers, FormValidityOptions, ServqualAnswers};
use servqual::measure::{Language, Scale, Tally};
use servqual::stats::interval::ConfidenceLevel;

use super::servqual_forms::{FormAnswers, importance, source};
use crate::columns::{Frame, read};
use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::{from_word, word};
use crate::report::report;
use crate::survey::{Instrument, sides};
use crate::table::Table;
use crate::tally::tally;

fn empty(
    instrument: &Instrument,
    scale: (i64, i64),
    given: Option<&Bound<'_, PyAny>>,
    missing: &str,
    level: f64,
) -> Answer<model::FormValidityTally> {
    let options = FormValidityOptions {
        missing: from_word(missing, "missing")?,
        level: ConfidenceLevel::new(level)?,
        importance: source(given)?,
    };
    Ok(model::FormValidityTally::new(instrument.0.clone(), Scale::new(scale.0, scale.1)?, options)?)
}

/// Reads the overall rating, by itself or by the name of a column of `data`, and the answers.
fn answers<'py>(
    instrument: &Instrument,
    overall: &Bound<'py, PyAny>,
    pairs: [&Bound<'py, PyAny>; 2],
    given: [Option<&Bound<'py, PyAny>>; 2],
    data: Option<&Bound<'py, PyAny>>,
) -> Answer<FormAnswers> {
    let column = match (overall.extract::<String>(), data) {
        (Ok(name), Some(data)) => Frame::open(data, "data")?.column(&name, "overall")?,
        _ => read(overall, "overall")?,
    };
    // The core knows the scale of the rating and checks it.
    Ok(FormAnswers::read(instrument, pairs, given, data)?.after(column, Scale::new(-100, 100)?))
}

fn add(tally: &mut model::FormValidityTally, answers: FormAnswers) -> servqual::Result<()> {
    answers.whole(|found, points| {
        let [overall, expectation, perception, ratings] = sides(found)?;
        let answers = ServqualAnswers { expectation, perception };
        let importance = importance(ratings, points);
        tally.observe(FormValidityAnswers { answers, importance, overall: overall[0] })
    })
}

#[pymethods]
impl Instrument {
    /// Which of the four forms predicts the overall rating: correlations of Pearson and of Spearman.
    ///
    /// Parameters
    /// ----------
    /// overall : column, or name of a column in `data`
    ///     The rating of the service as a whole.
    /// overall_scale : pair of int
    ///     Its lowest and highest point.
    /// expectation, perception, importance, points, ratings, data, missing
    ///     As in `servqual_forms`.
    /// level : float
    ///     Confidence level of the intervals.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause, such as a rating outside its scale; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.form_validity(
    ///     ...     overall=[3, 4, 1, 5], overall_scale=(1, 5),
    ///     ...     expectation={"q1": [7, 6, 7, 5]}, perception={"q1": [5, 6, 2, 7]},
    ///     ... )
    ///     >>> [form.form for form in report.forms]
    ///     ['gap', 'performance']
    #[pyo3(signature = (
        *, overall, overall_scale, expectation, perception, importance = None, points = None, ratings = None,
        data = None, missing = "raise", level = 0.95
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn form_validity<'py>(
        &self,
        py: Python<'py>,
        overall: &Bound<'py, PyAny>,
        overall_scale: (i64, i64),
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        importance: Option<&Bound<'py, PyAny>>,
        points: Option<&Bound<'py, PyAny>>,
        ratings: Option<&Bound<'py, PyAny>>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<FormValidityReport> {
        let mut tally = empty(self, overall_scale, importance, missing, level)?;
        let answers = answers(self, overall, [expectation, perception], [points, ratings], data)?;
        let report = py.detach(move || {
            add(&mut tally, answers)?;
            tally.finish()
        })?;
        Ok(FormValidityReport(report))
    }

    /// An empty tally of validity; the arguments are those of `form_validity`.
    #[pyo3(signature = (*, overall_scale, importance = None, missing = "raise", level = 0.95))]
    fn form_validity_tally(
        &self,
        overall_scale: (i64, i64),
        importance: Option<&Bound<'_, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<FormValidityTally> {
        Ok(FormValidityTally::new(empty(self, overall_scale, importance, missing, level)?))
    }
}

tally! {
    /// The validity of the four forms while it is measured: observe, merge, finish.
    ///
    /// Counts of each score with each rating are all that is kept: the same bits for every cut, order
    /// and merge.
    FormValidityTally(model::FormValidityTally) {
        /// What is asked.
        #[getter]
        fn instrument(&self, py: Python<'_>) -> Instrument {
            Instrument(py.detach(|| self.0.lock().instrument().clone()))
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of
        /// `Instrument.form_validity`.
        #[pyo3(signature = (*, overall, expectation, perception, points = None, ratings = None, data = None))]
        #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            overall: &Bound<'py, PyAny>,
            expectation: &Bound<'py, PyAny>,
            perception: &Bound<'py, PyAny>,
            points: Option<&Bound<'py, PyAny>>,
            ratings: Option<&Bound<'py, PyAny>>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let pairs = [expectation, perception];
            let answers = answers(&self.instrument(py), overall, pairs, [points, ratings], data)?;
            // One chunk: an observation that fails leaves the tally of the core as it was.
            Ok(py.detach(|| add(&mut self.0.lock(), answers))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<FormValidityReport> {
            Ok(FormValidityReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<FormValidityTally of {}>", py.detach(|| self.0.lock().instrument().id().to_owned()))
        }
    }
}

report! {
    /// How well one form predicts the overall rating.
    FormValidity(model::FormValidity) {
        /// The form.
        form: String,
        /// Its name for people.
        label: Label,
        /// Pearson's correlation of the respondents' scores with their overall ratings.
        pearson: Measure,
        /// Its two-sided p value.
        pearson_p_value: Option<f64>,
        /// Spearman's rank correlation of the same.
        spearman: Measure,
        /// Its two-sided p value.
        spearman_p_value: Option<f64>,
    }
    |form| format!("{}: {}", word(&form.form), form.pearson.show(Language::English))
}

report! {
    /// The forms side by side.
    FormValidityReport(model::FormValidityReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each form; without importance only two.
        forms: Table,
        /// The form with the highest correlation of Pearson; the first of those that are equal.
        best: Option<String>,
        /// The form with the highest rank correlation.
        best_by_rank: Option<String>,
    }
    |report| format!("{}: {} respondents, {} forms", report.instrument, report.respondents, report.forms.len())
}
