//! How two measures differ.

use pyo3::prelude::*;
use servqual::measure;

use super::{Interval, Target};
use crate::comparison::comparison;
use crate::error::Answer;
use crate::record::word;

comparison! {
    /// How a measure differs from another one of the same definition.
    ///
    /// The difference and the relative change are two numbers with two units: "+10 %" is one or the
    /// other, never both.
    Comparison(measure::Comparison) {
        /// Second minus first.
        difference;
        /// Interval of the difference; `None` where one side has none.
        interval;
        /// Two-sided p value of "no difference"; `None` for quantiles, which have no such test here.
        p_value;

        /// Second over first, minus one; `None` where the first is not positive.
        #[getter]
        fn relative_change(&self) -> Option<f64> {
            self.0.relative_change
        }

        /// Interval of the relative change.
        #[getter]
        fn relative_interval(&self) -> Option<Interval> {
            self.0.relative_interval.map(Interval)
        }

        /// What the change says against a target, in the unit of the difference or as
        /// `relative_change`: `met`, `missed` or `undecided`.
        fn judge(&self, target: &Target) -> Answer<String> {
            Ok(word(&self.0.judge(&target.0)?))
        }
    }
}
