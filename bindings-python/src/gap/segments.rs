//! SERVQUAL by segment, and how segments differ.

use pyo3::prelude::*;
use servqual::gap::servqual as model;
use servqual::gap::servqual::{SegmentComparisonOptions, SegmentPairs, SegmentedAnswers, ServqualAnswers};
use servqual::measure::Tally;

use super::segment_reports::{SegmentComparisonReport, ServqualTableReport};
use super::servqual::{ServqualReport, options};
use crate::columns::{Source, groups, read};
use crate::error::Answer;
use crate::record::{dumps, from_json, from_word};
use crate::report::{Cells, Field, joined};
use crate::survey::{Answers, Instrument, sides};
use crate::table::Columns;
use crate::tally::tally;

impl Field<ServqualReport> for model::ServqualReport {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<ServqualReport> {
        Ok(ServqualReport(self.clone()))
    }
}

/// The overall score of each segment.
impl Cells for model::ServqualReport {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        let gaps: Vec<_> = rows.iter().map(|row| row.map(|report| &report.overall.unweighted)).collect();
        servqual::measure::Measure::columns(&gaps, &joined(name, "gap"), into)
    }
}

fn add(table: &mut model::ServqualTable, answers: Answers, by: Source) -> servqual::Result<()> {
    let (names, codes) = groups(by)?;
    let keys: Vec<&str> = names.iter().map(String::as_str).collect();
    answers.load()?.whole(|found| {
        let [expectation, perception] = sides(found)?;
        let answers = ServqualAnswers { expectation, perception };
        table.observe(SegmentedAnswers { keys: &keys, codes: &codes, answers })
    })
}

#[pymethods]
impl Instrument {
    /// SERVQUAL for each segment of a column of segments, in one pass.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception, data, missing, level, convention, not_applicable
    ///     As in `servqual`.
    /// by : column
    ///     The segment of each respondent, such as a branch or an age group.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     As in `servqual`, and `InvalidCellError` for a respondent without a segment.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.servqual_table(
    ///     ...     expectation={"q1": [7, 6, 7]}, perception={"q1": [5, 6, 4]}, by=["online", "branch", "online"]
    ///     ... )
    ///     >>> [(row.segment, row.report.overall.unweighted.estimate) for row in report.segments]
    ///     [('branch', 0.0), ('online', -2.5)]
    #[pyo3(signature = (
        *, expectation, perception, by, data = None, missing = "raise", level = 0.95, convention = "weighted_sum",
        not_applicable = vec![]
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn servqual_table<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        by: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
        convention: &str,
        not_applicable: Vec<i8>,
    ) -> Answer<ServqualTableReport> {
        let mut table = model::ServqualTable::new(self.0.clone(), options(missing, level, convention, not_applicable)?);
        let given = [("expectation", expectation), ("perception", perception)];
        let codes = !table.options().not_applicable.is_empty();
        let answers = Answers::read(&self.asked_with(codes), &given, data)?;
        let by = read(by, "by")?;
        let report = py.detach(move || {
            add(&mut table, answers, by)?;
            table.finish()
        })?;
        Ok(ServqualTableReport(report))
    }

    /// An empty table of segments, which can compare them; the arguments are those of `servqual`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95, convention = "weighted_sum", not_applicable = vec![]))]
    fn servqual_table_tally(
        &self,
        missing: &str,
        level: f64,
        convention: &str,
        not_applicable: Vec<i8>,
    ) -> Answer<ServqualTableTally> {
        let options = options(missing, level, convention, not_applicable)?;
        Ok(ServqualTableTally::new(model::ServqualTable::new(self.0.clone(), options)))
    }
}

tally! {
    /// SERVQUAL by segments while it is measured: observe, merge, finish, compare.
    ServqualTableTally(model::ServqualTable) {
        /// What is asked.
        #[getter]
        fn instrument(&self, py: Python<'_>) -> Instrument {
            Instrument(py.detach(|| self.0.lock().instrument().clone()))
        }

        /// Adds a chunk of answers with their segments, all of it or nothing; the arguments are those of
        /// `Instrument.servqual_table`.
        #[pyo3(signature = (*, expectation, perception, by, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            expectation: &Bound<'py, PyAny>,
            perception: &Bound<'py, PyAny>,
            by: &Bound<'py, PyAny>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let given = [("expectation", expectation), ("perception", perception)];
            let codes = py.detach(|| !self.0.lock().options().not_applicable.is_empty());
            let answers = Answers::read(&self.instrument(py).asked_with(codes), &given, data)?;
            let by = read(by, "by")?;
            Ok(py.detach(|| add(&mut self.0.lock(), answers, by))?)
        }

        /// The report of each segment so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<ServqualTableReport> {
            Ok(ServqualTableReport(py.detach(|| self.0.lock().finish())?))
        }

        /// How the segments differ, by dimension and overall: Welch's interval and test, Hedges' g, and
        /// from three segments on Welch's analysis of variance.
        ///
        /// Parameters
        /// ----------
        /// pairs : str or mapping, optional
        ///     `"all"` (where not given), `{"reference": {"segment": "branch"}}`, or
        ///     `{"two": {"first": "branch", "second": "online"}}`.
        /// score : {"gap", "performance"}
        ///     What is compared.
        /// adjustment : {"holm", "benjamini_hochberg"}
        ///     How p values of many pairs are adjusted.
        ///
        /// Raises
        /// ------
        /// UnknownIdError
        ///     For a segment that is not there or has no answered pair.
        /// TooFewObservationsError
        ///     Below two segments.
        ///
        /// Examples
        /// --------
        ///     >>> import servqual as sq
        ///     >>> desk = sq.Instrument({
        ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
        ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
        ///     ... })
        ///     >>> table = desk.servqual_table_tally()
        ///     >>> table.observe(
        ///     ...     expectation={"q1": [7] * 6}, perception={"q1": [6, 7, 6, 3, 4, 3]},
        ///     ...     by=["branch"] * 3 + ["online"] * 3,
        ///     ... )
        ///     >>> table.compare().overall.contrasts[0].comparison.difference
        ///     -3.0
        #[pyo3(signature = (*, pairs = None, score = "gap", adjustment = "holm"))]
        fn compare(
            &self,
            py: Python<'_>,
            pairs: Option<&Bound<'_, PyAny>>,
            score: &str,
            adjustment: &str,
        ) -> Answer<SegmentComparisonReport> {
            let pairs: SegmentPairs =
                pairs.map_or(Ok(SegmentPairs::default()), |pairs| from_json(&dumps(pairs)?, "pairs"))?;
            let (score, adjustment) = (from_word(score, "score")?, from_word(adjustment, "adjustment")?);
            let options = SegmentComparisonOptions { pairs, score, adjustment };
            Ok(SegmentComparisonReport(py.detach(|| self.0.lock().compare(&options))?))
        }

        /// All segments together.
        fn total(&self, py: Python<'_>) -> Answer<ServqualReport> {
            Ok(ServqualReport(py.detach(|| self.0.lock().total()?.finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<ServqualTableTally of {}>", py.detach(|| self.0.lock().instrument().id().to_owned()))
        }
    }
}
