//! The SERVQUAL gap model.

use pyo3::prelude::*;
use servqual::gap::servqual as gap;
use servqual::gap::servqual::{ServqualAnswers, ServqualOptions};
use servqual::measure::{Language, Tally};
use servqual::stats::interval::ConfidenceLevel;

use crate::error::Answer;
use crate::html;
use crate::measure::{Label, Measure};
use crate::record::{from_word, record};
use crate::survey::{Answers, Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::table::{Columns, Table};

impl Surveyed for gap::ServqualTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [expectation, perception] = sides(found)?;
        self.observe(ServqualAnswers { expectation, perception })
    }

    fn takes_codes(&self) -> bool {
        !self.options().not_applicable.is_empty()
    }
}

pub(super) fn options(missing: &str, level: f64, convention: &str, not_applicable: Vec<i8>) -> Answer<ServqualOptions> {
    Ok(ServqualOptions {
        missing: from_word(missing, "missing")?,
        level: ConfidenceLevel::new(level)?,
        convention: from_word(convention, "convention")?,
        not_applicable,
    })
}

#[pymethods]
impl Instrument {
    /// Measures one batch of answers by SERVQUAL: perception − expectation of items, dimensions and
    /// the whole.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
    /// data : dataframe or mapping, optional
    ///     Where such names are looked up.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to missing answers.
    /// level : float
    ///     Confidence level of the intervals.
    /// convention : {"weighted_sum", "weighted_sum_over_dimensions"}
    ///     How the weighted score is formed.
    /// not_applicable : sequence of int
    ///     Codes off the scale that say "not applicable", such as 0 or -99: left out and counted.
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
    ///     >>> report = desk.servqual(
    ///     ...     expectation={"q1": [7, 6, 7], "q2": [6, 6, 7]}, perception={"q1": [5, 6, 4], "q2": [4, 5, 5]}
    ///     ... )
    ///     >>> report.dimensions[0].gap.estimate
    ///     -1.6666666666666667
    #[pyo3(signature = (*, expectation, perception, data = None, missing = "raise", level = 0.95, convention = "weighted_sum", not_applicable = vec![]))]
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
        not_applicable: Vec<i8>,
    ) -> Answer<ServqualReport> {
        let tally = gap::ServqualTally::new(self.0.clone(), options(missing, level, convention, not_applicable)?);
        let given = [("expectation", expectation), ("perception", perception)];
        let answers = Answers::read(&self.asked_with(tally.takes_codes()), &given, data)?;
        Ok(ServqualReport(finish(py, tally, answers)?))
    }

    /// An empty SERVQUAL tally of this instrument; the arguments are those of `servqual`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95, convention = "weighted_sum", not_applicable = vec![]))]
    fn servqual_tally(
        &self,
        missing: &str,
        level: f64,
        convention: &str,
        not_applicable: Vec<i8>,
    ) -> Answer<ServqualTally> {
        let options = options(missing, level, convention, not_applicable)?;
        Ok(ServqualTally::new(gap::ServqualTally::new(self.0.clone(), options)))
    }
}

survey_tally! {
    /// A SERVQUAL survey while it is measured: observe, merge, finish.
    ///
    /// Everything is summed in integers: for every cut, order and merge the report has the same
    /// bits. A chunk that fails leaves the tally as it was. Threads may share a tally.
    ServqualTally(gap::ServqualTally) -> ServqualReport, of(expectation, perception)
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
            format!("<GapResult {}: {}>", self.0.id, self.0.gap.show(Language::English))
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
            format!("<ServqualOverall {}>", self.0.unweighted.show(Language::English))
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
