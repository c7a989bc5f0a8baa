//! Intervals of a proportion.
//!
//! `successes` may be a real number, so that the same share can be carried to another sample
//! size. Checked against statsmodels (`tests/golden/stats/proportion_interval.json`); the methods
//! are compared in Brown, Cai and DasGupta (2001) and Newcombe (1998).

use serde::{Deserialize, Serialize};

use super::{Bounds, ConfidenceLevel};
use crate::error::{QualityError, Result};
use crate::stats::{beta_quantile, beta_upper_quantile};

/// A method for the interval of a proportion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ProportionMethod {
    /// See [`wilson`].
    #[default]
    Wilson,
    /// See [`wilson_continuity`].
    WilsonContinuity,
    /// See [`clopper_pearson`].
    ClopperPearson,
    /// See [`jeffreys`].
    Jeffreys,
    /// See [`agresti_coull`].
    AgrestiCoull,
}

/// The interval of `successes` out of `trials` by a named method.
///
/// # Errors
/// [`QualityError::TooFewObservations`] without trials, [`QualityError::InvalidParameter`] where
/// there are more successes than trials.
///
/// ```
/// use servqual::stats::interval::{ProportionMethod, proportion};
/// let bounds = proportion(85, 100, ProportionMethod::ClopperPearson, Default::default())?;
/// assert!((bounds.lower - 0.7647).abs() < 1e-4 && (bounds.upper - 0.9135).abs() < 1e-4);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn proportion(successes: u64, trials: u64, method: ProportionMethod, level: ConfidenceLevel) -> Result<Bounds> {
    if trials == 0 {
        return Err(QualityError::TooFewObservations { place: "trials".into(), required: 1, actual: 0 });
    }
    if successes > trials {
        return Err(QualityError::InvalidParameter {
            place: "successes".into(),
            value: successes.to_string(),
            expected: format!("at most the {trials} trials"),
        });
    }
    let interval = match method {
        ProportionMethod::Wilson => wilson,
        ProportionMethod::WilsonContinuity => wilson_continuity,
        ProportionMethod::ClopperPearson => clopper_pearson,
        ProportionMethod::Jeffreys => jeffreys,
        ProportionMethod::AgrestiCoull => agresti_coull,
    };
    Ok(interval(successes as f64, trials as f64, level))
}

/// Wilson's score interval (1927): the proportions that a score test would not reject.
///
/// ```
/// use servqual::stats::interval::{ConfidenceLevel, wilson};
/// let bounds = wilson(85.0, 100.0, ConfidenceLevel::default());
/// assert!((bounds.lower - 0.7672).abs() < 1e-4 && (bounds.upper - 0.9069).abs() < 1e-4);
/// ```
pub fn wilson(successes: f64, trials: f64, level: ConfidenceLevel) -> Bounds {
    wilson_at(successes, trials, level.normal())
}

/// Wilson's interval with the normal quantile already known: for loops over many sample sizes.
pub(crate) fn wilson_at(successes: f64, trials: f64, z: f64) -> Bounds {
    let square = z * z;
    let share = successes / trials;
    let middle = 2.0 * successes + square;
    let half = z * (square + 4.0 * successes * (1.0 - share)).sqrt();
    let scale = 2.0 * (trials + square);
    Bounds {
        lower: if successes <= 0.0 { 0.0 } else { (middle - half) / scale },
        upper: if successes >= trials { 1.0 } else { (middle + half) / scale },
    }
}

/// Wilson's interval with continuity correction (Newcombe 1998, method 4).
pub fn wilson_continuity(successes: f64, trials: f64, level: ConfidenceLevel) -> Bounds {
    let z = level.normal();
    let square = z * z;
    let share = successes / trials;
    let middle = 2.0 * successes + square;
    let scale = 2.0 * (trials + square);
    let half = |sign: f64| {
        let inner = square - sign * 2.0 - 1.0 / trials + 4.0 * share * (trials * (1.0 - share) + sign);
        1.0 + z * inner.max(0.0).sqrt()
    };
    Bounds {
        lower: if successes <= 0.0 { 0.0 } else { ((middle - half(1.0)) / scale).max(0.0) },
        upper: if successes >= trials { 1.0 } else { ((middle + half(-1.0)) / scale).min(1.0) },
    }
}

/// Clopper and Pearson's exact interval (1934): never covers less than the level.
pub fn clopper_pearson(successes: f64, trials: f64, level: ConfidenceLevel) -> Bounds {
    let failures = trials - successes;
    let tail = level.tail();
    Bounds {
        lower: if successes <= 0.0 { 0.0 } else { beta_quantile(tail, successes, failures + 1.0) },
        upper: if failures <= 0.0 { 1.0 } else { beta_upper_quantile(tail, successes + 1.0, failures) },
    }
}

/// Jeffreys' interval: quantiles of the posterior under the Beta(½, ½) prior, without the usual
/// replacement of the ends at 0 and n (statsmodels reports the same).
pub fn jeffreys(successes: f64, trials: f64, level: ConfidenceLevel) -> Bounds {
    let (a, b) = (successes + 0.5, trials - successes + 0.5);
    let tail = level.tail();
    Bounds { lower: beta_quantile(tail, a, b), upper: beta_upper_quantile(tail, a, b) }
}

/// Agresti and Coull's interval (1998): Wald's, centred like Wilson's; clipped to [0, 1].
pub fn agresti_coull(successes: f64, trials: f64, level: ConfidenceLevel) -> Bounds {
    let z = level.normal();
    let n = trials + z * z;
    let share = (successes + z * z / 2.0) / n;
    let half = z * (share * (1.0 - share) / n).sqrt();
    Bounds { lower: (share - half).max(0.0), upper: (share + half).min(1.0) }
}
