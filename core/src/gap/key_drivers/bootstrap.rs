//! Bootstrap intervals of key drivers, from rows.

use serde::{Deserialize, Serialize};

use super::report::KeyDriverReport;
use super::tally::{KeyDriverAnswers, KeyDriverTally};
use crate::error::Result;
use crate::measure::{Column, Interval, IntervalMethod, Tally};
use crate::stats::{BootstrapOptions, Progress, Random, replicate};

/// Intervals of one driver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DriverInterval {
    /// Id of the driver.
    pub id: String,
    /// Percentile interval of its LMG.
    pub lmg: Interval,
    /// Percentile interval of its relative weight.
    pub relative_weight: Interval,
    /// Share of replicates in which it is the strongest by LMG.
    pub share_first: f64,
}

/// Key drivers with bootstrap intervals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KeyDriverBootstrap {
    /// The drivers of the data.
    pub report: KeyDriverReport,
    /// Replicates that could be evaluated; in the others a driver did not vary.
    pub replicates: u64,
    /// Replicates that could not.
    pub failed: u64,
    /// Seed.
    pub seed: u64,
    /// One for each driver, in their order.
    pub intervals: Vec<DriverInterval>,
}

/// Resamples respondents and evaluates the drivers of each resample.
///
/// Needs the rows, all at once: products of answers cannot be resampled. `tally` names outcome,
/// drivers and options; what it has observed does not count. Incomplete respondents are left out
/// first. Percentile intervals (type 7): parts of R² are bounded by zero, where BCa is erratic.
///
/// # Errors
/// As [`finish`](Tally::finish) of the tally, and
/// [`InvalidParameter`](crate::QualityError::InvalidParameter) below 40 replicates. `None` where
/// `progress` asked to stop.
pub fn bootstrap_key_drivers(
    tally: &KeyDriverTally,
    answers: KeyDriverAnswers<'_>,
    options: &BootstrapOptions,
    progress: &mut Progress<'_>,
) -> Result<Option<KeyDriverBootstrap>> {
    let empty = tally.emptied();
    let mut all = empty.clone();
    all.observe(answers)?;
    let report = all.finish()?;
    let columns: Vec<Column<'_, i8>> = answers.drivers.iter().copied().chain([answers.outcome]).collect();
    let complete: Vec<usize> =
        (0..answers.outcome.len()).filter(|&row| columns.iter().all(|column| column.is_valid(row))).collect();
    let one = |random: &mut Random| -> Option<Vec<[f64; 2]>> {
        let rows: Vec<usize> =
            (0..complete.len()).map(|_| complete[random.below(complete.len() as u64) as usize]).collect();
        let drawn: Vec<Vec<i8>> =
            columns.iter().map(|column| rows.iter().map(|&row| column.values()[row]).collect()).collect();
        let drawn: Vec<Column<'_, i8>> =
            columns.iter().zip(&drawn).map(|(column, values)| Column::new(column.name(), values)).collect();
        let (outcome, drivers) = drawn.split_last()?;
        let mut tally = empty.clone();
        tally.observe(KeyDriverAnswers { outcome: *outcome, drivers }).ok()?;
        let report = tally.finish().ok()?;
        report.drivers.iter().map(|driver| Some([driver.lmg.estimate?, driver.relative_weight.estimate?])).collect()
    };
    let Some(replicates) = replicate(options, &one, progress)? else { return Ok(None) };
    let found: Vec<Vec<[f64; 2]>> = replicates.into_iter().flatten().collect();
    Ok(Some(KeyDriverBootstrap {
        replicates: found.len() as u64,
        failed: options.replicates - found.len() as u64,
        seed: options.seed,
        intervals: intervals(&report, &found, options),
        report,
    }))
}

fn intervals(report: &KeyDriverReport, found: &[Vec<[f64; 2]>], options: &BootstrapOptions) -> Vec<DriverInterval> {
    let interval = |driver: usize, method: usize| {
        let mut values: Vec<f64> = found.iter().map(|drivers| drivers[driver][method]).collect();
        values.sort_by(f64::total_cmp);
        let tail = options.level.tail();
        let at = |probability: f64| crate::stats::quantile_of_sorted(&values, probability);
        let method = IntervalMethod::BootstrapPercentile;
        Interval { lower: at(tail), upper: at(1.0 - tail), level: options.level.get(), method }
    };
    let is_first = |drivers: &Vec<[f64; 2]>, driver: usize| drivers.iter().all(|[lmg, _]| *lmg <= drivers[driver][0]);
    let one = |(at, driver): (usize, &super::report::KeyDriver)| DriverInterval {
        id: driver.id.clone(),
        lmg: interval(at, 0),
        relative_weight: interval(at, 1),
        share_first: found.iter().filter(|drivers| is_first(drivers, at)).count() as f64 / found.len().max(1) as f64,
    };
    report.drivers.iter().enumerate().map(one).collect()
}
