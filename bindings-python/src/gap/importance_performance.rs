//! Importance–performance analysis.

use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use servqual::gap::importance_performance as model;
use servqual::gap::importance_performance::{
    Crosshair, ImportancePerformanceAnswers, ImportancePerformanceOptions, ImportancePerformancePoint,
};
use servqual::measure::Tally;
use servqual::stats::interval::ConfidenceLevel;

use super::importance_performance_reports::{ImportancePerformanceReport, QuadrantBootstrap};
use crate::error::Answer;
use crate::record::{from_json, from_word};
use crate::report::{Cells, Field, dictionary, table};
use crate::stats::{bootstrap_options, interruptible};
use crate::survey::{Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::table::{Columns, Table};

impl Surveyed for model::ImportancePerformanceTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [importance, performance] = sides(found)?;
        self.observe(ImportancePerformanceAnswers { importance, performance })
    }
}

impl Field<Py<PyAny>> for Crosshair {
    fn shown(&self, py: Python<'_>, _name: &str) -> Answer<Py<PyAny>> {
        dictionary(py, self)
    }
}

impl Cells for Crosshair {
    fn columns(_rows: &[Option<&Self>], _name: &str, into: Columns) -> Columns {
        into
    }
}

/// The name of a rule, or both lines; the grand mean where nothing is given.
fn lines(given: Option<&Bound<'_, PyAny>>) -> Answer<Crosshair> {
    let Some(given) = given else { return Ok(Crosshair::default()) };
    if let Ok(rule) = given.cast::<PyString>() {
        // Serde names the rules that there are; `given` needs its lines.
        return from_json(&serde_json::json!({ "rule": rule.to_str()? }).to_string(), "crosshair");
    }
    let (importance, performance) = given.extract()?;
    Ok(Crosshair::Given { importance, performance })
}

fn options(missing: &str, level: f64, crosshair: Option<&Bound<'_, PyAny>>) -> Answer<ImportancePerformanceOptions> {
    Ok(ImportancePerformanceOptions {
        missing: from_word(missing, "missing")?,
        level: ConfidenceLevel::new(level)?,
        crosshair: lines(crosshair)?,
    })
}

#[pymethods]
impl Instrument {
    /// Importance–performance analysis: where to concentrate (Martilla and James 1977).
    ///
    /// Each item by its mean importance and mean performance against a crosshair: concentrate here,
    /// keep up, low priority, possible overkill. On the crosshair counts as high.
    ///
    /// Parameters
    /// ----------
    /// importance, performance : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
    /// crosshair : {"grand_mean", "median", "scale_midpoint"} or pair of float, optional
    ///     Where the lines cross that divide high from low: a rule (the grand mean where not given), or
    ///     the line of importance and the line of performance.
    /// data : dataframe or mapping, optional
    ///     Where names of columns are looked up.
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
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "all"}],
    ///     ...     "items": [{"id": "q1", "dimension": "all"}, {"id": "q2", "dimension": "all"}],
    ///     ... })
    ///     >>> report = desk.importance_performance(
    ///     ...     importance={"q1": [7, 7, 6], "q2": [3, 4, 4]}, performance={"q1": [3, 4, 2], "q2": [6, 6, 5]}
    ///     ... )
    ///     >>> [item.quadrant for item in report.items]
    ///     ['concentrate_here', 'possible_overkill']
    #[pyo3(signature = (
        *, importance, performance, crosshair = None, data = None, missing = "raise", level = 0.95
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn importance_performance<'py>(
        &self,
        py: Python<'py>,
        importance: &Bound<'py, PyAny>,
        performance: &Bound<'py, PyAny>,
        crosshair: Option<&Bound<'_, PyAny>>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<ImportancePerformanceReport> {
        let tally = model::ImportancePerformanceTally::new(self.0.clone(), options(missing, level, crosshair)?);
        let given = [("importance", importance), ("performance", performance)];
        Ok(ImportancePerformanceReport(finish(py, tally, self.answers(&given, data)?)?))
    }

    /// An empty tally of importance and performance; the arguments are those of
    /// `importance_performance`.
    #[pyo3(signature = (*, crosshair = None, missing = "raise", level = 0.95))]
    fn importance_performance_tally(
        &self,
        crosshair: Option<&Bound<'_, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<ImportancePerformanceTally> {
        let options = options(missing, level, crosshair)?;
        Ok(ImportancePerformanceTally::new(model::ImportancePerformanceTally::new(self.0.clone(), options)))
    }

    /// How sure the quadrants are: resamples respondents and places every item anew, the crosshair
    /// by its rule.
    ///
    /// Parameters
    /// ----------
    /// importance, performance, crosshair, data, missing
    ///     As in `importance_performance`.
    /// replicates : int
    ///     How many resamples, at least 40.
    /// seed : int
    ///     The same seed gives the same shares, on every machine.
    /// level : float
    ///     Share of replicates that decides a quadrant; where none reaches it the item is undecided.
    /// threads : int
    ///     Threads to share the work; changes no bit of the result.
    /// progress : callable, optional
    ///     Hears how many replicates are done, of how many. What it raises stops the work, as Ctrl+C does.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     As in `importance_performance`, and `InvalidParameterError` below 40 replicates.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "all"}],
    ///     ...     "items": [{"id": "q1", "dimension": "all"}, {"id": "q2", "dimension": "all"}],
    ///     ... })
    ///     >>> found = desk.bootstrap_quadrants(
    ///     ...     importance={"q1": [7, 7, 6], "q2": [3, 4, 4]}, performance={"q1": [3, 4, 2], "q2": [6, 6, 5]},
    ///     ...     replicates=200,
    ///     ... )
    ///     >>> [item.decided for item in found.items]
    ///     ['concentrate_here', 'possible_overkill']
    #[pyo3(signature = (
        *, importance, performance, crosshair = None, data = None, missing = "raise",
        replicates = 2000, seed = 0, level = 0.95, threads = 1, progress = None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn bootstrap_quadrants<'py>(
        &self,
        py: Python<'py>,
        importance: &Bound<'py, PyAny>,
        performance: &Bound<'py, PyAny>,
        crosshair: Option<&Bound<'_, PyAny>>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        replicates: u64,
        seed: u64,
        level: f64,
        threads: u32,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> Answer<QuadrantBootstrap> {
        let tally = model::ImportancePerformanceTally::new(self.0.clone(), options(missing, level, crosshair)?);
        let bootstrap = bootstrap_options(replicates, seed, level, "percentile", threads)?;
        let answers = self.answers(&[("importance", importance), ("performance", performance)], data)?;
        let found = interruptible(py, progress, |progress| {
            answers.load()?.whole(|found| {
                let [importance, performance] = sides(found)?;
                let answers = ImportancePerformanceAnswers { importance, performance };
                model::bootstrap_quadrants(&tally, answers, &bootstrap, progress)
            })
        })?;
        Ok(QuadrantBootstrap(found))
    }
}

/// Places points whose importance was derived, such as by key drivers, and not asked.
///
/// The two axes may have different units, so there is no iso-rating gap and no scale midpoint.
///
/// Parameters
/// ----------
/// points : mapping
///     For each id its importance and its performance.
/// crosshair : {"grand_mean", "median"} or pair of float
///     Where the lines cross that divide high from low.
///
/// Raises
/// ------
/// TooFewObservationsError
///     Without points.
/// InvalidParameterError
///     For a value that is no number, or the rule "scale_midpoint".
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> points = sq.place_points({"staff": (0.4, 5.1), "speed": (0.1, 6.2)})
///     >>> [point.quadrant for point in points]
///     ['concentrate_here', 'possible_overkill']
#[pyfunction]
#[pyo3(signature = (points, *, crosshair = None))]
pub(crate) fn place_points(
    py: Python<'_>,
    points: &Bound<'_, PyMapping>,
    crosshair: Option<&Bound<'_, PyAny>>,
) -> Answer<Table> {
    let point = |item: Bound<'_, PyAny>| -> Answer<ImportancePerformancePoint> {
        let (id, (importance, performance)) = item.extract()?;
        Ok(ImportancePerformancePoint { id, importance, performance })
    };
    let points = points.items()?.iter().map(point).collect::<Answer<Vec<_>>>()?;
    table(py, "points", &model::place_points(&points, lines(crosshair)?)?)
}

survey_tally! {
    /// An importance–performance analysis while it is measured: observe, merge, finish.
    ///
    /// Integer sums only: the same bits for every cut, order and merge. Reverse-scored items are
    /// turned in performance; importance is never reversed.
    ImportancePerformanceTally(model::ImportancePerformanceTally) -> ImportancePerformanceReport,
    of(importance, performance)
}
