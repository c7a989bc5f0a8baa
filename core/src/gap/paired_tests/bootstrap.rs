//! Bootstrap intervals of gaps, straight from the tally.

use core::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::counts::DifferenceCounts;
use super::report::GapTestReport;
use super::tally::GapTestTally;
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
    /// The overall gap, where [`GapTestReport::overall`] is there.
    pub overall: Option<BootstrappedGap>,
}

impl GapTestTally {
    /// The gaps with intervals by bootstrap: percentile, or bias-corrected and accelerated (BCa).
    ///
    /// Needs no rows, as the counts of the gaps are all that a resample of respondents changes: see
    /// [`bootstrap_mean_of_counts`]. The same seed gives the same intervals on any number of threads.
    /// Each gap is resampled by itself, so that the replicates of two gaps do not belong together.
    ///
    /// `progress` hears the replicates of all gaps together; `None` where it asked to stop.
    ///
    /// # Errors
    /// As [`finish`](Tally::finish), and [`QualityError::InvalidParameter`] below 40 replicates.
    ///
    /// ```
    /// use core::ops::ControlFlow;
    /// use servqual::gap::paired_tests::GapTestTally;
    /// use servqual::gap::servqual::ServqualAnswers;
    /// use servqual::measure::{Column, IntervalMethod, Tally};
    /// use servqual::stats::BootstrapOptions;
    /// # use servqual::survey::Instrument;
    /// # let instrument = Instrument::from_json(r#"{
    /// #     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
    /// #     "dimensions": [{"id": "reliability"}],
    /// #     "items": [{"id": "q1", "dimension": "reliability"}]
    /// # }"#)?;
    /// let mut tally = GapTestTally::new(instrument, Default::default());
    /// tally.observe(ServqualAnswers {
    ///     expectation: &[Column::new("e1", &[7, 6, 7, 5, 7, 7])],
    ///     perception: &[Column::new("p1", &[5, 6, 4, 6, 3, 5])],
    /// })?;
    /// let options = BootstrapOptions { replicates: 999, seed: 1, ..Default::default() };
    /// let report = tally.bootstrap(&options, &mut |_, _| ControlFlow::Continue(()))?;
    /// let overall = report.and_then(|report| report.overall);
    /// let interval = overall.and_then(|overall| overall.gap.interval);
    /// assert!(interval.is_some_and(|interval| interval.method == IntervalMethod::BootstrapBca));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    ///
    /// [`QualityError::InvalidParameter`]: crate::QualityError::InvalidParameter
    pub fn bootstrap(
        &self,
        options: &BootstrapOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Option<GapBootstrapReport>> {
        let GapTestReport { items, dimensions, overall, .. } = self.finish()?;
        let [item_counts, dimension_counts] = self.counts();
        let pairs = item_counts.iter().chain(dimension_counts).map(DifferenceCounts::pairs);
        let sizes = self.dimension_sizes().into_iter().map(|size| size as f64);
        let divisors = vec![1.0; items.len()].into_iter().chain(sizes);
        let parts = pairs.zip(divisors).chain(self.overall());
        let total = (items.len() + dimensions.len() + usize::from(overall.is_some())) as u64 * options.replicates;
        let mut found = Vec::new();
        for (test, (pairs, divisor)) in items.into_iter().chain(dimensions).chain(overall).zip(parts) {
            let before = found.len() as u64 * options.replicates;
            let mut step = |done: u64, _: u64| progress(before + done, total);
            match one(test.id, test.gap, &pairs, divisor, options, &mut step)? {
                Some(gap) => found.push(gap),
                None => return Ok(None),
            }
        }
        let mut dimensions = found.split_off(item_counts.len());
        let overall = dimensions.split_off(dimension_counts.len()).pop();
        let (replicates, seed) = (options.replicates, options.seed);
        Ok(Some(GapBootstrapReport { replicates, seed, items: found, dimensions, overall }))
    }
}

fn one(
    id: String,
    mut gap: Measure,
    pairs: &[(i64, u64)],
    divisor: f64,
    options: &BootstrapOptions,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Option<BootstrappedGap>> {
    gap.interval = None;
    if gap.n < 2 || gap.estimate.is_none() {
        return Ok(Some(BootstrappedGap { id, gap, standard_error: None }));
    }
    let Some(interval) = bootstrap_mean_of_counts(pairs, divisor, options, progress)? else {
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
