//! Which attributes drive an outcome.

use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use servqual::gap::key_drivers as model;
use servqual::gap::key_drivers::{Driver, KeyDriverAnswers, KeyDriverOptions};
use servqual::measure::{Scale, Tally};

use super::key_driver_reports::{KeyDriverBootstrap, KeyDriverReport};
use super::weighted_drivers::weighted;
use crate::columns::{Frame, Source, read};
use crate::error::{Answer, wrong};
use crate::record::{dumps, from_json, from_word};
use crate::stats::{bootstrap_options, interruptible};
use crate::survey::{Answers, Asked, Sides, Surveyed, finish, sides};
use crate::tally::tally;

impl Surveyed for model::KeyDriverTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [outcome, drivers] = sides(found)?;
        self.observe(KeyDriverAnswers { outcome: outcome[0], drivers })
    }
}

pub(super) fn options(missing: &str, orders: u64, seed: u64) -> Answer<KeyDriverOptions> {
    Ok(KeyDriverOptions { missing: from_word(missing, "missing")?, orders, seed })
}

/// The scale of an id: the same for all, or by id.
fn scale_of(scale: &Bound<'_, PyAny>, id: &str) -> Answer<Scale> {
    let pair = match scale.cast::<PyMapping>() {
        Ok(mapping) if mapping.contains(id)? => mapping.get_item(id)?,
        Ok(_) => return Err(wrong("scale", format!("no scale of `{id}`"), "a scale for the outcome and every driver")),
        Err(_) => scale.clone(),
    };
    let (minimum, maximum) = pair.extract()?;
    Ok(Scale::new(minimum, maximum)?)
}

fn driver(id: &str, scale: &Bound<'_, PyAny>) -> Answer<Driver> {
    Ok(Driver { id: id.into(), label: Default::default(), scale: scale_of(scale, id)? })
}

/// An empty tally whose drivers are the columns of a dataframe or mapping.
fn empty(
    outcome_id: &str,
    drivers: &Bound<'_, PyAny>,
    scale: &Bound<'_, PyAny>,
    options: KeyDriverOptions,
) -> Answer<model::KeyDriverTally> {
    let frame = Frame::open(drivers, "drivers")?;
    let outcome = driver(outcome_id, scale)?;
    let drivers = frame.names().iter().map(|id| driver(id, scale)).collect::<Answer<_>>()?;
    Ok(model::KeyDriverTally::new(outcome, drivers, options)?)
}

/// Reads the outcome, by itself or by the name of a column of `data`, and the drivers.
pub(super) fn answers<'py>(
    asked: &[Driver],
    scale: Scale,
    outcome: &Bound<'py, PyAny>,
    drivers: &Bound<'py, PyAny>,
    data: Option<&Bound<'py, PyAny>>,
) -> Answer<Answers> {
    let column: Source = match (outcome.cast::<PyString>(), data) {
        (Ok(name), Some(data)) => Frame::open(data, "data")?.column(name.to_str()?, "outcome")?,
        _ => read(outcome, "outcome")?,
    };
    let items = asked.iter().map(|driver| (driver.id.clone(), driver.scale)).collect();
    let asked = Asked { kind: "a driver".into(), items };
    Ok(Answers::read(&asked, &[("drivers", drivers)], data)?.after(column, scale))
}

/// Which attributes drive an outcome, such as overall satisfaction.
///
/// How much of the variation of the outcome each driver explains, fairly among drivers that go
/// together: LMG (Lindeman, Merenda and Gold 1980) and Johnson's relative weights (2000), whose parts
/// add up to R². LMG is exact up to 20 drivers and beyond the mean over seeded random orders.
///
/// Parameters
/// ----------
/// outcome : column, or name of a column in `data`
///     Answers to the outcome.
/// drivers : dataframe or mapping
///     A column for each driver; their names are the ids. A mapping may also give names of columns in
///     `data`.
/// scale : pair of int, or mapping
///     Lowest and highest point of every scale, or the scale of each id, the outcome's too.
/// data : dataframe or mapping, optional
///     Where names of columns are looked up.
/// weights : column, optional
///     The weight of each respondent, zero or more.
/// outcome_id : str
///     What the outcome is called.
/// missing : {"raise", "omit", "propagate"}
///     What happens to missing answers; "omit" leaves out the respondent.
/// orders, seed : int
///     Random orders of more than 20 drivers, and their seed.
///
/// Raises
/// ------
/// QualityError
///     The subclass for its cause, such as a driver that does not vary or that follows from the others.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> report = sq.key_drivers(
///     ...     outcome=[7, 5, 3, 6, 2, 4],
///     ...     drivers={"staff": [7, 5, 2, 6, 2, 5], "speed": [5, 6, 3, 4, 4, 5]},
///     ...     scale=(1, 7),
///     ... )
///     >>> [driver.rank for driver in report.drivers]
///     [1, 2]
#[pyfunction(name = "key_drivers")]
#[pyo3(signature = (
    *, outcome, drivers, scale, data = None, weights = None, outcome_id = "outcome", missing = "raise",
    orders = 10000, seed = 0
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn key_drivers_of<'py>(
    py: Python<'py>,
    outcome: &Bound<'py, PyAny>,
    drivers: &Bound<'py, PyAny>,
    scale: &Bound<'py, PyAny>,
    data: Option<&Bound<'py, PyAny>>,
    weights: Option<&Bound<'py, PyAny>>,
    outcome_id: &str,
    missing: &str,
    orders: u64,
    seed: u64,
) -> Answer<KeyDriverReport> {
    let tally = empty(outcome_id, drivers, scale, options(missing, orders, seed)?)?;
    let answers = answers(tally.drivers(), tally.outcome().scale, outcome, drivers, data)?;
    if let Some(weights) = weights {
        return weighted(py, &tally, answers, read(weights, "weights")?, options(missing, orders, seed)?);
    }
    Ok(KeyDriverReport(finish(py, tally, answers)?))
}

/// Key drivers with bootstrap intervals: resamples respondents and evaluates the drivers of each
/// resample.
///
/// Percentile intervals: parts of R² are bounded by zero, where BCa is erratic.
///
/// Parameters
/// ----------
/// outcome, drivers, scale, data, outcome_id, missing, orders
///     As in `key_drivers`.
/// replicates : int
///     How many resamples, at least 40.
/// seed : int
///     The same seed gives the same intervals, on every machine.
/// level : float
///     Confidence level.
/// threads : int
///     Threads to share the work; changes no bit of the result.
/// progress : callable, optional
///     Hears how many replicates are done, of how many. What it raises stops the work, as Ctrl+C does.
///
/// Raises
/// ------
/// QualityError
///     As in `key_drivers`, and `InvalidParameterError` below 40 replicates.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> found = sq.bootstrap_key_drivers(
///     ...     outcome=[7, 5, 3, 6, 2, 4, 5, 6],
///     ...     drivers={"staff": [7, 5, 2, 6, 2, 5, 5, 7], "speed": [5, 6, 3, 4, 4, 5, 2, 6]},
///     ...     scale=(1, 7), replicates=200,
///     ... )
///     >>> found.intervals[0].share_first > 0.5
///     True
#[pyfunction]
#[pyo3(signature = (
    *, outcome, drivers, scale, data = None, outcome_id = "outcome", missing = "raise", orders = 10000,
    replicates = 2000, seed = 0, level = 0.95, threads = 1, progress = None
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn bootstrap_key_drivers<'py>(
    py: Python<'py>,
    outcome: &Bound<'py, PyAny>,
    drivers: &Bound<'py, PyAny>,
    scale: &Bound<'py, PyAny>,
    data: Option<&Bound<'py, PyAny>>,
    outcome_id: &str,
    missing: &str,
    orders: u64,
    replicates: u64,
    seed: u64,
    level: f64,
    threads: u32,
    progress: Option<&Bound<'py, PyAny>>,
) -> Answer<KeyDriverBootstrap> {
    let tally = empty(outcome_id, drivers, scale, options(missing, orders, seed)?)?;
    let answers = answers(tally.drivers(), tally.outcome().scale, outcome, drivers, data)?;
    let bootstrap = bootstrap_options(replicates, seed, level, "percentile", threads)?;
    let found = interruptible(py, progress, |progress| {
        answers.load()?.whole(|found| {
            let [outcome, drivers] = sides(found)?;
            let answers = KeyDriverAnswers { outcome: outcome[0], drivers };
            model::bootstrap_key_drivers(&tally, answers, &bootstrap, progress)
        })
    })?;
    Ok(KeyDriverBootstrap(found))
}

/// Key drivers of a correlation matrix that comes from elsewhere, such as a published table.
///
/// Parameters
/// ----------
/// drivers : sequence of str
///     Ids of the drivers.
/// correlations : sequence of sequence of float
///     Correlations of the drivers with each other.
/// with_outcome : sequence of float
///     Correlations with the outcome.
/// n : int
///     Observations behind them; 0 where not known.
/// outcome_id : str
///     What the outcome is called.
/// orders, seed : int
///     Random orders of more than 20 drivers, and their seed.
///
/// Raises
/// ------
/// LengthMismatchError
///     Where the matrix is not square or does not fit.
/// InvalidParameterError
///     Where it is no correlation matrix, or a driver follows from the others.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> report = sq.key_drivers_of_correlations(
///     ...     ["staff", "speed"], [[1.0, 0.0], [0.0, 1.0]], [0.6, 0.4], n=200
///     ... )
///     >>> round(report.r_squared.estimate, 12)
///     0.52
#[pyfunction]
#[pyo3(signature = (drivers, correlations, with_outcome, *, n = 0, outcome_id = "outcome", orders = 10000, seed = 0))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn key_drivers_of_correlations(
    py: Python<'_>,
    drivers: Vec<String>,
    correlations: Vec<Vec<f64>>,
    with_outcome: Vec<f64>,
    n: u64,
    outcome_id: &str,
    orders: u64,
    seed: u64,
) -> Answer<KeyDriverReport> {
    let options = options("raise", orders, seed)?;
    // Correlations have no scale; the core asks for one that nothing is held against.
    let named = |id: &str| Driver { id: id.into(), label: Default::default(), scale: Scale::ONE_TO_SEVEN };
    let (outcome, drivers) = (named(outcome_id), drivers.iter().map(|id| named(id)).collect::<Vec<_>>());
    let report = py
        .detach(|| model::key_drivers_of_correlations(&outcome, &drivers, &correlations, &with_outcome, n, &options))?;
    Ok(KeyDriverReport(report))
}

/// A driver as its id with a scale, in a mapping.
pub(super) fn written(driver: &Bound<'_, PyAny>, place: &str) -> Answer<Driver> {
    from_json(&dumps(driver)?, place)
}

tally! {
    /// Key drivers while they are measured: observe, merge, finish.
    ///
    /// Integer sums and products only: the same bits for every cut, order and merge.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> scale = {"minimum": 1, "maximum": 7}
    ///     >>> tally = sq.KeyDriverTally(
    ///     ...     {"id": "overall", "scale": scale}, [{"id": "staff", "scale": scale}, {"id": "speed", "scale": scale}]
    ///     ... )
    ///     >>> tally.observe(
    ///     ...     outcome=[7, 5, 3, 6, 2, 4], drivers={"staff": [7, 5, 2, 6, 2, 5], "speed": [5, 6, 3, 4, 4, 5]}
    ///     ... )
    ///     >>> tally.finish().drivers[0].rank
    ///     1
    KeyDriverTally(model::KeyDriverTally) {
        /// An empty tally; outcome and drivers are mappings with `id`, `scale` and perhaps `label`.
        #[new]
        #[pyo3(signature = (outcome, drivers, *, missing = "raise", orders = 10000, seed = 0))]
        fn of(
            outcome: &Bound<'_, PyAny>,
            drivers: &Bound<'_, PyAny>,
            missing: &str,
            orders: u64,
            seed: u64,
        ) -> Answer<Self> {
            let outcome = written(outcome, "outcome")?;
            let drivers = drivers.try_iter()?.map(|driver| written(&driver?, "drivers")).collect::<Answer<_>>()?;
            Ok(Self::new(model::KeyDriverTally::new(outcome, drivers, options(missing, orders, seed)?)?))
        }

        /// Id of the outcome.
        #[getter]
        fn outcome(&self, py: Python<'_>) -> String {
            py.detach(|| self.0.lock().outcome().id.clone())
        }

        /// Ids of the drivers, in order.
        #[getter]
        fn drivers(&self, py: Python<'_>) -> Vec<String> {
            py.detach(|| self.0.lock().drivers().iter().map(|driver| driver.id.clone()).collect())
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of
        /// `servqual.key_drivers`.
        #[pyo3(signature = (*, outcome, drivers, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            outcome: &Bound<'py, PyAny>,
            drivers: &Bound<'py, PyAny>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let tally = py.detach(|| self.0.copy());
            self.0.observe(py, answers(tally.drivers(), tally.outcome().scale, outcome, drivers, data)?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<KeyDriverReport> {
            Ok(KeyDriverReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<KeyDriverTally of {}: {} drivers>", self.outcome(py), self.drivers(py).len())
        }
    }
}
