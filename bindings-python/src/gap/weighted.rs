//! Gaps of samples with survey weights.

use pyo3::prelude::*;
use servqual::gap::servqual as model;
use servqual::gap::servqual::{ServqualAnswers, WeightedGapAnswers, WeightedGapOptions};
use servqual::measure::{Language, Tally};
use servqual::stats::interval::ConfidenceLevel;

use crate::columns::{Source, read, reals};
use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::from_word;
use crate::report::report;
use crate::survey::{Answers, Instrument, sides};
use crate::table::Table;
use crate::tally::tally;

/// One chunk: an observation that fails leaves the tally of the core as it was.
fn add(tally: &mut model::WeightedGapTally, answers: Answers, weight: Source) -> servqual::Result<()> {
    let weight = reals(weight)?.joined();
    answers.load()?.whole(|found| {
        let [expectation, perception] = sides(found)?;
        let answers = ServqualAnswers { expectation, perception };
        tally.observe(WeightedGapAnswers { answers, weight: weight.part(&(0..weight.shape().1))? })
    })
}

fn empty(instrument: &Instrument, missing: &str, level: f64) -> Answer<model::WeightedGapTally> {
    let options = WeightedGapOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? };
    Ok(model::WeightedGapTally::new(instrument.0.clone(), options)?)
}

#[pymethods]
impl Instrument {
    /// The gaps of a sample with survey weights, with linearised standard errors.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
    /// weight : column
    ///     The weight of each respondent, zero or more.
    /// data : dataframe or mapping, optional
    ///     Where names of columns are looked up.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to missing answers and weights.
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
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.weighted_gaps(expectation={"q1": [7, 6]}, perception={"q1": [5, 6]}, weight=[3, 1])
    ///     >>> report.overall.gap.estimate
    ///     -1.5
    #[pyo3(signature = (*, expectation, perception, weight, data = None, missing = "raise", level = 0.95))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn weighted_gaps<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        weight: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<WeightedGapReport> {
        let mut tally = empty(self, missing, level)?;
        let answers = self.answers(&[("expectation", expectation), ("perception", perception)], data)?;
        let weight = read(weight, "weight")?;
        Ok(WeightedGapReport(py.detach(move || {
            add(&mut tally, answers, weight)?;
            tally.finish()
        })?))
    }

    /// An empty tally of weighted gaps; the arguments are those of `weighted_gaps`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn weighted_gaps_tally(&self, missing: &str, level: f64) -> Answer<WeightedGapTally> {
        Ok(WeightedGapTally::new(empty(self, missing, level)?))
    }
}

tally! {
    /// The gaps of a weighted sample while they are measured: observe, merge, finish.
    WeightedGapTally(model::WeightedGapTally) {
        /// What is asked.
        #[getter]
        fn instrument(&self, py: Python<'_>) -> Instrument {
            Instrument(py.detach(|| self.0.lock().instrument().clone()))
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of
        /// `Instrument.weighted_gaps`.
        #[pyo3(signature = (*, expectation, perception, weight, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            expectation: &Bound<'py, PyAny>,
            perception: &Bound<'py, PyAny>,
            weight: &Bound<'py, PyAny>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let given = [("expectation", expectation), ("perception", perception)];
            let (answers, weight) = (self.instrument(py).answers(&given, data)?, read(weight, "weight")?);
            Ok(py.detach(|| add(&mut self.0.lock(), answers, weight))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<WeightedGapReport> {
            Ok(WeightedGapReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<WeightedGapTally of {}>", py.detach(|| self.0.lock().instrument().id().to_owned()))
        }
    }
}

report! {
    /// The weighted gap of one item, one dimension or the whole.
    WeightedGapResult(model::WeightedGapResult) {
        /// Id of the item or dimension; of the whole the id of the instrument.
        id: String,
        /// Name for people.
        label: Label,
        /// For an item, the id of its dimension.
        dimension: Option<String>,
        /// Weighted mean of P - E, with its interval.
        gap: Measure,
        /// Its linearised standard error.
        gap_standard_error: Option<f64>,
        /// The gap over its standard error.
        t: Option<f64>,
        /// Degrees of freedom of the test.
        degrees_of_freedom: Option<u64>,
        /// Two-sided p value of no gap.
        p_value: Option<f64>,
        /// Weighted mean of P.
        performance: Measure,
        /// Its linearised standard error.
        performance_standard_error: Option<f64>,
        /// How many respondents of equal weight would say as much about the weights (Kish).
        effective_n: Option<f64>,
        /// Variance over that of as many respondents with equal weights.
        design_effect: Option<f64>,
    }
    |result| format!("{}: {}", result.id, result.gap.show(Language::English))
}

report! {
    /// The gaps of a weighted sample, from the item to the whole.
    WeightedGapReport(model::WeightedGapReport) {
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
        /// Over all dimensions.
        overall: WeightedGapResult,
    }
    |report| format!("{}: {} respondents, {} items", report.instrument, report.respondents, report.items.len())
}
