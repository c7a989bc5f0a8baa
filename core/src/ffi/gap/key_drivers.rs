//! What drives overall satisfaction.

use std::sync::Arc;

use crate::error::Result;
use crate::ffi::bootstrap::{BootstrapOptions, BootstrapProgress, Watched};
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::key_drivers::{
    self, Driver, KeyDriverAnswers, KeyDriverBootstrap, KeyDriverOptions, KeyDriverReport, WeightedKeyDriverAnswers,
};
use crate::measure::{MissingRule, OwnedColumn, Tally};

json_text!(KeyDriverReport, key_driver_report_from_json);
json_text!(KeyDriverBootstrap, key_driver_bootstrap_from_json);

tally_object! {
    /// Key drivers while they are measured.
    KeyDriverTally, crate::gap::key_drivers::KeyDriverTally, KeyDriverReport
}

fn options(missing: Option<MissingRule>, orders: Option<u64>, seed: Option<u64>) -> KeyDriverOptions {
    let default = KeyDriverOptions::default();
    KeyDriverOptions {
        missing: missing.unwrap_or_default(),
        orders: orders.unwrap_or(default.orders),
        seed: seed.unwrap_or(default.seed),
    }
}

/// The answers of the columns with these names.
struct Answered {
    outcome: OwnedColumn<i8>,
    drivers: Vec<OwnedColumn<i8>>,
}

impl Answered {
    fn new(asked: (&Driver, &[Driver]), columns: &Columns, outcome: &str, drivers: &[String]) -> Result<Self> {
        let (of_outcome, of_drivers) = asked;
        let one = |name: &str, scale| {
            let mut found = columns.answers(&[name.to_owned()], scale)?;
            Ok::<_, crate::QualityError>(found.pop().unwrap_or_else(|| OwnedColumn::new(name)))
        };
        // Columns beyond the drivers are left to the tally, which refuses them.
        let scales = of_drivers.iter().map(|driver| driver.scale);
        let scales = scales.chain(core::iter::repeat(of_outcome.scale));
        let drivers = drivers.iter().zip(scales).map(|(name, scale)| one(name, scale)).collect::<Result<_>>()?;
        Ok(Self { outcome: one(outcome, of_outcome.scale)?, drivers })
    }
}

#[uniffi::export]
impl KeyDriverTally {
    /// An empty tally. Where not given, missing answers are errors, and beyond 20 drivers 10 000 random
    /// orders are drawn with the seed 0.
    #[uniffi::constructor(default(missing = None, orders = None, seed = None))]
    fn new(
        outcome: Driver,
        drivers: Vec<Driver>,
        missing: Option<MissingRule>,
        orders: Option<u64>,
        seed: Option<u64>,
    ) -> Result<Self> {
        key_drivers::KeyDriverTally::new(outcome, drivers, options(missing, orders, seed)).map(Self::of)
    }

    /// Adds respondents: a row each. `outcome` and `drivers` name the columns of the answers, one for
    /// each driver in their order.
    fn observe(&self, columns: &Columns, outcome: String, drivers: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let found = Answered::new((tally.outcome(), tally.drivers()), columns, &outcome, &drivers)?;
        tally.observe(KeyDriverAnswers { outcome: found.outcome.column()?, drivers: &borrowed(&found.drivers)? })
    }
}

tally_object! {
    /// Key drivers while they are measured, where respondents count differently.
    WeightedKeyDriverTally, crate::gap::key_drivers::WeightedKeyDriverTally, KeyDriverReport
}

#[uniffi::export]
impl WeightedKeyDriverTally {
    /// An empty tally. Where not given, missing answers are errors, and beyond 20 drivers 10 000 random
    /// orders are drawn with the seed 0.
    #[uniffi::constructor(default(missing = None, orders = None, seed = None))]
    fn new(
        outcome: Driver,
        drivers: Vec<Driver>,
        missing: Option<MissingRule>,
        orders: Option<u64>,
        seed: Option<u64>,
    ) -> Result<Self> {
        key_drivers::WeightedKeyDriverTally::new(outcome, drivers, options(missing, orders, seed)).map(Self::of)
    }

    /// Adds respondents, as in `KeyDriverTally`; `weight` names the column that says how much each counts.
    fn observe(&self, columns: &Columns, outcome: String, drivers: Vec<String>, weight: String) -> Result<()> {
        let mut tally = self.lock();
        let found = Answered::new((tally.outcome(), tally.drivers()), columns, &outcome, &drivers)?;
        let weights = columns.reals(&weight)?;
        tally.observe(WeightedKeyDriverAnswers {
            outcome: found.outcome.column()?,
            drivers: &borrowed(&found.drivers)?,
            weights: weights.column()?,
        })
    }
}

/// Key drivers with intervals: resamples respondents and evaluates the drivers of each resample.
///
/// Needs the rows, all at once. `tally` names outcome, drivers and options; what it has observed does
/// not count. `progress` hears how far it has come, and may stop it.
#[uniffi::export(default(progress = None))]
fn bootstrap_key_drivers(
    tally: &KeyDriverTally,
    columns: &Columns,
    outcome: String,
    drivers: Vec<String>,
    options: BootstrapOptions,
    progress: Option<Arc<dyn BootstrapProgress>>,
) -> Result<KeyDriverBootstrap> {
    // A copy, so that others can go on observing meanwhile.
    let tally = tally.lock().clone();
    let found = Answered::new((tally.outcome(), tally.drivers()), columns, &outcome, &drivers)?;
    let answers = KeyDriverAnswers { outcome: found.outcome.column()?, drivers: &borrowed(&found.drivers)? };
    let watched = Watched::new(progress);
    let go_on = &mut |done, total| watched.go_on(done, total);
    watched.finished(key_drivers::bootstrap_key_drivers(&tally, answers, &options.into(), go_on))
}

/// Key drivers of correlations that come from elsewhere: of the drivers with each other, and with the
/// outcome; `n` observations are behind them, 0 where that is not known.
#[uniffi::export(default(orders = None, seed = None))]
fn key_drivers_of_correlations(
    outcome: Driver,
    drivers: Vec<Driver>,
    correlations: Vec<Vec<f64>>,
    with_outcome: Vec<f64>,
    n: u64,
    orders: Option<u64>,
    seed: Option<u64>,
) -> Result<KeyDriverReport> {
    let options = options(None, orders, seed);
    key_drivers::key_drivers_of_correlations(&outcome, &drivers, &correlations, &with_outcome, n, &options)
}
