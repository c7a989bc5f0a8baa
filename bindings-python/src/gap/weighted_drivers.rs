//! Key drivers of samples with survey weights.

use pyo3::prelude::*;
use servqual::gap::key_drivers as model;
use servqual::gap::key_drivers::{KeyDriverOptions, WeightedKeyDriverAnswers};
use servqual::measure::{Scale, Tally};

use super::key_driver_reports::KeyDriverReport;
use super::key_drivers::{answers, options, written};
use crate::columns::{Source, read, reals};
use crate::error::Answer;
use crate::survey::{Answers, sides};
use crate::tally::tally;

/// One chunk: an observation that fails leaves the tally of the core as it was.
fn add(tally: &mut model::WeightedKeyDriverTally, answers: Answers, weights: Source) -> servqual::Result<()> {
    let weights = reals(weights)?.joined();
    answers.load()?.whole(|found| {
        let [outcome, drivers] = sides(found)?;
        let weights = weights.part(&(0..weights.shape().1))?;
        tally.observe(WeightedKeyDriverAnswers { outcome: outcome[0], drivers, weights })
    })
}

/// The report of one batch, of the outcome and drivers of another tally.
pub(super) fn weighted(
    py: Python<'_>,
    like: &model::KeyDriverTally,
    answers: Answers,
    weights: Source,
    options: KeyDriverOptions,
) -> Answer<KeyDriverReport> {
    let mut tally = model::WeightedKeyDriverTally::new(like.outcome().clone(), like.drivers().to_vec(), options)?;
    Ok(KeyDriverReport(py.detach(move || {
        add(&mut tally, answers, weights)?;
        tally.finish()
    })?))
}

tally! {
    /// Key drivers of a weighted sample while they are measured: observe, merge, finish.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> scale = {"minimum": 1, "maximum": 7}
    ///     >>> tally = sq.WeightedKeyDriverTally(
    ///     ...     {"id": "overall", "scale": scale}, [{"id": "staff", "scale": scale}, {"id": "speed", "scale": scale}]
    ///     ... )
    ///     >>> tally.observe(
    ///     ...     outcome=[7, 5, 3, 6, 2, 4], drivers={"staff": [7, 5, 2, 6, 2, 5], "speed": [5, 6, 3, 4, 4, 5]},
    ///     ...     weights=[1, 2, 1, 1, 2, 1],
    ///     ... )
    ///     >>> tally.finish().drivers[0].rank
    ///     1
    WeightedKeyDriverTally(model::WeightedKeyDriverTally) {
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
            Ok(Self::new(model::WeightedKeyDriverTally::new(outcome, drivers, options(missing, orders, seed)?)?))
        }

        /// Ids of the drivers, in order.
        #[getter]
        fn drivers(&self, py: Python<'_>) -> Vec<String> {
            py.detach(|| self.0.lock().drivers().iter().map(|driver| driver.id.clone()).collect())
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of
        /// `servqual.key_drivers`.
        #[pyo3(signature = (*, outcome, drivers, weights, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            outcome: &Bound<'py, PyAny>,
            drivers: &Bound<'py, PyAny>,
            weights: &Bound<'py, PyAny>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let asked = py.detach(|| self.0.lock().drivers().to_vec());
            // The core knows the scale of the outcome and checks it.
            let answers = answers(&asked, Scale::new(-100, 100)?, outcome, drivers, data)?;
            let weights = read(weights, "weights")?;
            Ok(py.detach(|| add(&mut self.0.lock(), answers, weights))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<KeyDriverReport> {
            Ok(KeyDriverReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<WeightedKeyDriverTally of {} drivers>", self.drivers(py).len())
        }
    }
}
