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

/// Wald's interval of a net score as a fraction: net ± z √((p + d − net²) / n), clipped to [−1, 1].
/// Too short where n is small or almost all answers are on one side.
pub fn wald_net_score(below: f64, above: f64, n: f64, level: ConfidenceLevel) -> Bounds {
    let net = (above - below) / n;
    let half = level.normal() * (((above + below) / n - net * net).max(0.0) / n).sqrt();
    Bounds { lower: (net - half).max(-1.0), upper: (net + half).min(1.0) }
}

/// The net scores that the score test does not reject, as a fraction in [−1, 1]: with δ the value
/// that is tested and p, d the shares that are most likely where p − d = δ, those with
/// (net − δ)² ≤ z² (p + d − δ²) / n. The iterative interval of Rocks (2016).
///
/// Checked against SciPy, which maximises the likelihood and seeks the ends by itself
/// (`tests/golden/interval_choice.json`).
///
/// ```
/// use servqual::stats::interval::{ConfidenceLevel, net_score_test};
/// let bounds = net_score_test(20.0, 50.0, 100.0, ConfidenceLevel::default());
/// assert!(bounds.lower > 0.13 && bounds.upper < 0.45);
/// ```
pub fn net_score_test(below: f64, above: f64, n: f64, level: ConfidenceLevel) -> Bounds {
    let net = (above - below) / n;
    let z = level.normal();
    let kept = |delta: f64| {
        let both = constrained(below, above, n, delta);
        n * (net - delta) * (net - delta) <= z * z * (both - delta * delta)
    };
    let end = |far: f64| {
        if kept(far) {
            return far;
        }
        let (mut inside, mut outside) = (net, far);
        loop {
            let middle = inside + 0.5 * (outside - inside);
            if middle == inside || middle == outside {
                return inside;
            }
            if kept(middle) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
    };
    Bounds { lower: end(-1.0), upper: end(1.0) }
}

/// p + d at the most likely shares with p − d = δ: the larger root of
/// 2n d² − (below (1 − 3δ) + above (1 − δ) − 2 between δ) d − below (1 − δ) δ = 0.
fn constrained(below: f64, above: f64, n: f64, delta: f64) -> f64 {
    let between = n - below - above;
    let linear = below * (1.0 - 3.0 * delta) + above * (1.0 - delta) - 2.0 * between * delta;
    let root = (linear * linear + 8.0 * n * below * (1.0 - delta) * delta).max(0.0).sqrt();
    let share = ((linear + root) / (4.0 * n)).clamp((-delta).max(0.0), (1.0 - delta) / 2.0);
    2.0 * share + delta
}
