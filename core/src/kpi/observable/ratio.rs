//! Two amounts for each row, of which one is divided by the other.

use serde::{Deserialize, Serialize};

use super::super::KpiDefinition;
use super::duration::check;
use super::{Reading, count_missing};
use crate::error::{QualityError, Result};
use crate::measure::{Column, ExclusionReason, Exclusions, Interval, IntervalMethod, MissingRule};
use crate::stats::interval::{Bounds, student};
use crate::stats::{ExactMoments, ExactSum};

/// Exact sums of both amounts, their squares and their product: 5.5 kB.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    numerator: Box<ExactMoments>,
    denominator: Box<ExactMoments>,
    products: ExactSum,
}

impl Counted {
    pub(super) fn fits(&self) -> bool {
        ExactMoments::are_pairs(&self.numerator, &self.denominator, &self.products)
    }

    pub(super) fn total(&self) -> u64 {
        self.numerator.n()
    }

    pub(super) fn observe(
        &mut self,
        numerator: Column<'_, f64>,
        denominator: Column<'_, f64>,
        part_of_whole: bool,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        numerator.require_length(&denominator)?;
        count_missing(&numerator, rule)?;
        count_missing(&denominator, rule)?;
        check(&numerator)?;
        check(&denominator)?;
        if part_of_whole {
            check_parts(&numerator, &denominator)?;
        }
        let mut missing = 0;
        for pair in numerator.iter().zip(denominator.iter()) {
            match pair {
                (Some(above), Some(below)) => {
                    self.numerator.add(above);
                    self.denominator.add(below);
                    self.products.add_product(above, below);
                }
                _ => missing += 1,
            }
        }
        excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.numerator.merge(&other.numerator);
        self.denominator.merge(&other.denominator);
        self.products.merge(&other.products);
    }

    /// The ratio with the deviation of its linearised residuals (Cochran 1977, section 2.11).
    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        let Some(ratio) = ExactMoments::ratio(&self.numerator, &self.denominator) else { return Reading::default() };
        let n = self.numerator.n();
        let deviation = ExactMoments::residual_deviation(&self.numerator, &self.denominator, &self.products);
        let bounds = deviation.and_then(|deviation| student(ratio, deviation, n, definition.level()));
        let bounds = bounds.map(|bounds| Bounds { lower: bounds.lower.max(0.0), ..bounds });
        Reading {
            n,
            estimate: Some(ratio),
            standard_deviation: deviation,
            interval: bounds.map(|bounds| Interval::new(bounds, definition.level(), IntervalMethod::Linearised)),
            ..Reading::default()
        }
    }
}

/// Refuses a part that is larger than its whole.
fn check_parts(part: &Column<'_, f64>, whole: &Column<'_, f64>) -> Result<()> {
    for (row, pair) in part.iter().zip(whole.iter()).enumerate() {
        if let (Some(value), Some(most)) = pair
            && value > most
        {
            return Err(QualityError::InvalidCell {
                place: part.name().into(),
                row: row as u64,
                value: value.to_string(),
                expected: format!("at most {most}, what `{}` says: a part is not more than its whole", whole.name()),
            });
        }
    }
    Ok(())
}
