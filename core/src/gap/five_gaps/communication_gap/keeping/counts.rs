//! What is known of the rows of one promise.

use serde::{Deserialize, Serialize};

use super::has_zero;
use crate::gap::five_gaps::severity;
use crate::measure::{Target, TargetBound, Unit};
use crate::stats::{ExactMoments, ExactSum};

/// What is known of the rows of one promise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    pub(super) kept: u64,
    pub(super) missing: u64,
    /// Over-promises, in the unit.
    pub(super) behind: ExactMoments,
    pub(super) severity: ExactMoments,
    pub(super) promised: ExactMoments,
    pub(super) delivered: ExactMoments,
    pub(super) products: ExactSum,
}

impl Counts {
    pub(super) fn add(&mut self, target: &Target, promised: f64, delivered: f64) {
        let behind = match target.bound {
            TargetBound::AtLeast => promised - delivered,
            TargetBound::AtMost => delivered - promised,
        };
        self.kept += u64::from(behind <= 0.0);
        self.behind.add(behind);
        let severity = severity::of_levels(&target.unit, target.bound, promised, delivered);
        severity.into_iter().for_each(|severity| self.severity.add(severity));
        if has_zero(&target.unit) {
            self.promised.add(promised);
            self.delivered.add(delivered);
            self.products.add_product(promised, delivered);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.kept += other.kept;
        self.missing += other.missing;
        self.behind.merge(&other.behind);
        self.severity.merge(&other.severity);
        self.promised.merge(&other.promised);
        self.delivered.merge(&other.delivered);
        self.products.merge(&other.products);
    }

    /// Rows, where rows can give these counts.
    pub(super) fn total(&self, unit: &Unit) -> Option<u64> {
        let n = self.behind.n();
        let bounded = severity::of_levels(unit, TargetBound::AtLeast, 0.0, 0.0).is_some();
        let expected = |there: bool| if there { n } else { 0 };
        let sound = self.kept <= n
            && self.severity.n() == expected(bounded)
            && self.promised.n() == expected(has_zero(unit))
            && ExactMoments::are_pairs(&self.promised, &self.delivered, &self.products);
        n.checked_add(self.missing).filter(|_| sound)
    }
}
