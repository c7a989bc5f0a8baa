//! How surely each item lies in its quadrant.

use serde::{Deserialize, Serialize};

use super::report::{ImportancePerformanceReport, Quadrant, lines, point};
use super::tally::{ImportancePerformanceAnswers, ImportancePerformanceTally, PairSums};
use crate::error::Result;
use crate::measure::Tally;
use crate::stats::{BootstrapOptions, Progress, Random, replicate};

/// How often one item fell into each quadrant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct QuadrantShares {
    /// Id of the item.
    pub id: String,
    /// Share of replicates with high importance and low performance.
    pub concentrate_here: f64,
    /// Share of replicates with high importance and high performance.
    pub keep_up: f64,
    /// Share of replicates with low importance and low performance.
    pub low_priority: f64,
    /// Share of replicates with low importance and high performance.
    pub possible_overkill: f64,
    /// The quadrant whose share reaches the level; missing where the item is undecided.
    pub decided: Option<Quadrant>,
}

/// An importance–performance analysis with the certainty of its quadrants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct QuadrantBootstrap {
    /// The analysis of the data.
    pub report: ImportancePerformanceReport,
    /// Replicates.
    pub replicates: u64,
    /// Seed.
    pub seed: u64,
    /// Share of replicates that decides a quadrant.
    pub level: f64,
    /// One for each item.
    pub items: Vec<QuadrantShares>,
}

/// Resamples respondents and places every item anew, the crosshair by its rule.
///
/// Needs the rows, all at once, as items are answered together. `tally` names instrument and options;
/// what it has observed does not count. The level of `bootstrap` decides a quadrant.
///
/// # Errors
/// As `observe` and `finish` of the tally, and
/// [`InvalidParameter`](crate::QualityError::InvalidParameter) below 40 replicates. `None` where
/// `progress` asked to stop.
pub fn bootstrap_quadrants(
    tally: &ImportancePerformanceTally,
    answers: ImportancePerformanceAnswers<'_>,
    bootstrap: &BootstrapOptions,
    progress: &mut Progress<'_>,
) -> Result<Option<QuadrantBootstrap>> {
    let mut all = ImportancePerformanceTally::new(tally.instrument().clone(), tally.options().clone());
    all.observe(answers)?;
    let report = all.finish()?;
    let (instrument, crosshair) = (tally.instrument(), tally.options().crosshair);
    let rows = report.respondents;
    let one = |random: &mut Random| -> Vec<Option<Quadrant>> {
        let mut times = vec![0_u32; rows as usize];
        (0..rows).for_each(|_| times[random.below(rows) as usize] += 1);
        let columns = answers.importance.iter().zip(answers.performance).zip(instrument.items());
        let points: Vec<Option<[f64; 2]>> = columns
            .map(|((importance, performance), item)| {
                let mut sums = PairSums::default();
                for (row, &count) in times.iter().enumerate().filter(|(_, count)| **count > 0) {
                    if let Some((i, p)) = importance.get(row).zip(performance.get(row)) {
                        let p = if item.reversed { instrument.scale().reverse(p) } else { p };
                        sums.importance.add(i.into(), count.into());
                        sums.performance.add(p.into(), count.into());
                    }
                }
                point(&sums)
            })
            .collect();
        let known: Vec<[f64; 2]> = points.iter().flatten().copied().collect();
        let crossing = lines(&known, crosshair, instrument.scale());
        points.iter().map(|point| point.map(|point| Quadrant::of(point, crossing))).collect()
    };
    let Some(replicates) = replicate(bootstrap, &one, progress)? else { return Ok(None) };
    let level = bootstrap.level.get();
    let items = report.items.iter().enumerate().map(|(at, item)| shares(&item.id, at, &replicates, level)).collect();
    Ok(Some(QuadrantBootstrap { report, replicates: bootstrap.replicates, seed: bootstrap.seed, level, items }))
}

fn shares(id: &str, item: usize, replicates: &[Vec<Option<Quadrant>>], level: f64) -> QuadrantShares {
    let share = |quadrant: Quadrant| {
        replicates.iter().filter(|items| items[item] == Some(quadrant)).count() as f64 / replicates.len() as f64
    };
    let all = [Quadrant::ConcentrateHere, Quadrant::KeepUp, Quadrant::LowPriority, Quadrant::PossibleOverkill];
    let [concentrate_here, keep_up, low_priority, possible_overkill] = all.map(share);
    let decided = all.into_iter().find(|&quadrant| share(quadrant) >= level);
    QuadrantShares { id: id.into(), concentrate_here, keep_up, low_priority, possible_overkill, decided }
}
