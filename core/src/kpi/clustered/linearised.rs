//! The interval of a ratio of sums over clusters.

use crate::measure::{Interval, IntervalMethod};
use crate::stats::ExactSum;
use crate::stats::interval::{Bounds, ConfidenceLevel, student};

/// What a linearised ratio says beside its estimate.
#[derive(Debug, Clone, Copy)]
pub(in crate::kpi) struct Linearised {
    pub(in crate::kpi) standard_deviation: f64,
    pub(in crate::kpi) interval: Interval,
}

/// The interval of Σ y / Σ x over clusters: with residuals u = y − R x of a cluster, the standard
/// error is √(G / (G − 1) · Σ u²) / Σ x, times Student's t with G − 1 degrees of freedom; `None`
/// below two clusters. The deviation is the error times √n.
pub(in crate::kpi) fn linearised(
    clusters: &[[f64; 2]],
    n: u64,
    level: ConfidenceLevel,
    [lowest, highest]: [f64; 2],
) -> Option<Linearised> {
    let [mut above, mut below] = [ExactSum::default(), ExactSum::default()];
    clusters.iter().for_each(|&[y, x]| {
        above.add(y);
        below.add(x);
    });
    let (whole, count) = (below.value(), clusters.len() as u64);
    let ratio = above.value() / whole;
    let mut squares = ExactSum::default();
    clusters.iter().for_each(|&[y, x]| squares.add_square(y - ratio * x));
    let groups = count as f64;
    let error = (groups / (groups - 1.0) * squares.value()).sqrt() / whole;
    // Student's half-width is t · s / √G: s is made so that this is t times the error.
    let bounds = student(ratio, error * groups.sqrt(), count, level)?;
    let bounds = Bounds { lower: bounds.lower.max(lowest), upper: bounds.upper.min(highest) };
    let interval = Interval::new(bounds, level, IntervalMethod::LinearisedClusters);
    Some(Linearised { standard_deviation: error * (n as f64).sqrt(), interval })
}
