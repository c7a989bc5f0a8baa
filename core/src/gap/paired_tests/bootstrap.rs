//! Bootstrap intervals of gaps, straight from the tally.

use core::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::report::GapTestReport;
use super::tally::{DifferenceCounts, GapTestTally};
use crate::error::Result;
use crate::measure::{Interval, IntervalMethod, Measure, Tally};
use crate::stats::{BootstrapMethod, BootstrapOptions, Progress, bootstrap_mean_of_counts};

/// The gap of one item or dimension with a bootstrap interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct BootstrappedGap {
    /// Id of the item or dimension.
    pub id: String,
    /// The gap; below two observations without interval.
    pub gap: Measure,
    /// Standard deviation of the replicates.
    pub standard_error: Option<f64>,
}

/// Every gap of a survey with a bootstrap interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapBootstrapReport {
    /// Replicates of each gap.
    pub replicates: u64,
    /// Seed.
    pub seed: u64,
    /// One for each item.
    pub items: Vec<BootstrappedGap>,
    /// One for each dimension.
    pub dimensions: Vec<BootstrappedGap>,
}

impl GapTestTally {
    /// The gaps with intervals by bootstrap; needs no rows, as the counts of the gaps are all that a
    /// resample of respondents changes: see [`bootstrap_mean_of_counts`].
    ///
    /// `progress` hears the replicates of all gaps together; `None` where it asked to stop.
    ///
    /// # Errors
    /// As [`finish`](Tally::finish), and [`QualityError::InvalidParameter`] below 40 replicates.
    ///
    /// [`QualityError::InvalidParameter`]: crate::QualityError::InvalidParameter
    pub fn bootstrap(
        &self,
        options: &BootstrapOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Option<GapBootstrapReport>> {
        let GapTestReport { items, dimensions, .. } = self.finish()?;
        let [item_counts, dimension_counts] = self.counts();
        let total = (items.len() + dimensions.len()) as u64 * options.replicates;
        let sizes = self.dimension_sizes();
        let divisors = vec![1; items.len()].into_iter().chain(sizes);
        let all = items.into_iter().chain(dimensions).zip(item_counts.iter().chain(dimension_counts)).zip(divisors);
        let mut found = Vec::new();
        for (position, ((test, counts), divisor)) in all.enumerate() {
            let before = position as u64 * options.replicates;
            let mut step = |done: u64, _: u64| progress(before + done, total);
            match one(test.id, test.gap, counts, divisor, options, &mut step)? {
                Some(gap) => found.push(gap),
                None => return Ok(None),
            }
        }
        let dimensions = found.split_off(item_counts.len());
        Ok(Some(GapBootstrapReport { replicates: options.replicates, seed: options.seed, items: found, dimensions }))
    }
}

fn one(
    id: String,
    mut gap: Measure,
    counts: &DifferenceCounts,
    divisor: usize,
    options: &BootstrapOptions,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Option<BootstrappedGap>> {
    gap.interval = None;
    if gap.n < 2 || gap.estimate.is_none() {
        return Ok(Some(BootstrappedGap { id, gap, standard_error: None }));
    }
    let Some(interval) = bootstrap_mean_of_counts(&counts.pairs(), divisor as f64, options, progress)? else {
        return Ok(None);
    };
    let method = match options.method {
        BootstrapMethod::Percentile => IntervalMethod::BootstrapPercentile,
        BootstrapMethod::Bca => IntervalMethod::BootstrapBca,
    };
    let (lower, upper) = (interval.lower, interval.upper);
    gap.interval = Some(Interval { lower, upper, level: options.level.get(), method });
    Ok(Some(BootstrappedGap { id, gap, standard_error: Some(interval.standard_error) }))
}
