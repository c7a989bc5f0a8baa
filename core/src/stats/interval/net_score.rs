//! Interval of a net score: the share above minus the share below.

use super::{Bounds, ConfidenceLevel};

/// The adjusted Wald interval of a net score as a fraction in [−1, 1] (Rocks 2016,
/// "Interval estimation for the net promoter score"): ¾, 1½ and ¾ pseudo-observations below,
/// between and above, variance p + d − (p − d)² with divisor n + 3, clipped to [−1, 1].
///
/// ```
/// use servqual::stats::interval::{ConfidenceLevel, adjusted_wald};
/// let bounds = adjusted_wald(20.0, 50.0, 100.0, ConfidenceLevel::default());
/// assert!((bounds.lower - 0.141).abs() < 1e-3 && (bounds.upper - 0.442).abs() < 1e-3);
/// ```
pub fn adjusted_wald(below: f64, above: f64, n: f64, level: ConfidenceLevel) -> Bounds {
    let size = n + 3.0;
    let below = (below + 0.75) / size;
    let above = (above + 0.75) / size;
    let net = above - below;
    let half = level.normal() * ((above + below - net * net) / size).sqrt();
    Bounds { lower: (net - half).max(-1.0), upper: (net + half).min(1.0) }
}
