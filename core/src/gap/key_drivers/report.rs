//! What drives the outcome.

use serde::{Deserialize, Serialize};

use super::decompose::{Correlations, TOLERANCE};
use super::driver::{Driver, KeyDriverOptions};
use crate::error::{QualityError, Result};
use crate::measure::{Definition, Direction, Exclusion, Label, Measure, Parameter, Unit};

/// Drivers up to which LMG is exact.
const MOST_EXACT: usize = 20;

/// How LMG was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DriverMethod {
    /// Over all orders of the drivers.
    Exact,
    /// Over random orders.
    Sampled {
        /// How many.
        orders: u64,
        /// Seed.
        seed: u64,
    },
}

/// How much one driver explains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KeyDriver {
    /// Id of the driver.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Correlation with the outcome: its sign is the direction of the driver.
    pub correlation: f64,
    /// Standardised regression weight, all drivers held together; not for ranking.
    pub standardized_weight: f64,
    /// LMG: its part of the outcome's variation.
    pub lmg: Measure,
    /// LMG as a share of R²; missing where R² is zero.
    pub lmg_share: Option<f64>,
    /// Standard error of a sampled LMG.
    pub lmg_standard_error: Option<f64>,
    /// Johnson's relative weight: its part of the outcome's variation.
    pub relative_weight: Measure,
    /// Relative weight as a share of R²; missing where R² is zero.
    pub relative_weight_share: Option<f64>,
    /// Rank by LMG, 1 the strongest.
    pub rank: u64,
}

/// What drives the outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KeyDriverReport {
    /// Id of the outcome.
    pub outcome: String,
    /// Name of the outcome.
    pub label: Label,
    /// R² of all drivers together.
    pub r_squared: Measure,
    /// R² corrected for the number of drivers; missing without residual degrees of freedom, or where
    /// the number of observations behind a matrix is not known.
    pub adjusted_r_squared: Option<f64>,
    /// How LMG was computed.
    pub method: DriverMethod,
    /// One result for each driver, in their order.
    pub drivers: Vec<KeyDriver>,
}

/// Where the correlations come from.
pub(super) struct Origin<'a> {
    pub(super) outcome: &'a Driver,
    pub(super) drivers: &'a [Driver],
    pub(super) options: &'a KeyDriverOptions,
    pub(super) n: u64,
    pub(super) excluded: Vec<Exclusion>,
    pub(super) rows: &'a str,
}

impl Origin<'_> {
    fn measure(&self, id: &str, label: Label, estimate: f64, driver: Option<&str>) -> Measure {
        let ids: Vec<&str> = self.drivers.iter().map(|driver| driver.id.as_str()).collect();
        let mut parameters = vec![
            Parameter::new("outcome", &self.outcome.id),
            Parameter::new("drivers", ids.join("/")),
            Parameter::new("rows", self.rows),
        ];
        parameters.extend(driver.map(|driver| Parameter::new("driver", driver)));
        let definition =
            Definition::new(id, label, parameters, Unit::Share, Direction::HigherIsBetter, self.options.missing);
        Measure::of_estimate(definition, Some(estimate), self.n, self.excluded.clone())
    }

    /// The report on checked correlations.
    pub(super) fn report(&self, correlations: &Correlations) -> Result<KeyDriverReport> {
        let size = correlations.len();
        let weights = correlations.weights().ok_or_else(|| self.dependent(correlations))?;
        let r_squared = correlations.r_squared(&weights);
        let (lmg, method) = if size <= MOST_EXACT {
            (correlations.exact_lmg(), DriverMethod::Exact)
        } else {
            let (orders, seed) = (self.options.orders.max(2), self.options.seed);
            (correlations.sampled_lmg(orders, seed), DriverMethod::Sampled { orders, seed })
        };
        let relative = correlations.relative_weights();
        let share = |part: f64| (r_squared > TOLERANCE).then(|| part / r_squared);
        let one = |at: usize| {
            let driver = &self.drivers[at];
            let larger = lmg.values.iter().filter(|value| **value > lmg.values[at]).count();
            let measure = |id, estimate| self.measure(id, driver.label.clone(), estimate, Some(&driver.id));
            KeyDriver {
                id: driver.id.clone(),
                label: driver.label.clone(),
                correlation: correlations.outcome[at],
                standardized_weight: weights[at],
                lmg: measure("lmg", lmg.values[at]),
                lmg_share: share(lmg.values[at]),
                lmg_standard_error: lmg.standard_errors.as_ref().map(|errors| errors[at]),
                relative_weight: measure("relative_weight", relative[at]),
                relative_weight_share: share(relative[at]),
                rank: larger as u64 + 1,
            }
        };
        let residual = (self.n as i128) - size as i128 - 1;
        let label = Label::new("决定系数", "R squared");
        Ok(KeyDriverReport {
            outcome: self.outcome.id.clone(),
            label: self.outcome.label.clone(),
            r_squared: self.measure("r_squared", label, r_squared, None),
            adjusted_r_squared: (residual > 0).then(|| 1.0 - (1.0 - r_squared) * (self.n - 1) as f64 / residual as f64),
            method,
            drivers: (0..size).map(one).collect(),
        })
    }

    fn dependent(&self, correlations: &Correlations) -> QualityError {
        let name = correlations.dependent().and_then(|at| self.drivers.get(at)).map_or("", |driver| &driver.id);
        QualityError::InvalidParameter {
            place: format!("drivers.{name}"),
            value: "a linear combination of the drivers before it".into(),
            expected: "drivers of which none follows from the others".into(),
        }
    }
}
