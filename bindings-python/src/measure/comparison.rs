//! How two measures differ.

use pyo3::prelude::*;
use servqual::measure;

use super::{Definition, Interval, Target};
use crate::error::Answer;
use crate::record::{record, word};

record! {
    /// How a measure differs from another one of the same definition.
    ///
    /// The difference and the relative change are two numbers with two units: "+10 %" is one or the
    /// other, never both.
    Comparison(measure::Comparison) {
        /// What was measured both times.
        #[getter]
        fn definition(&self) -> Definition {
            Definition(self.0.definition.clone())
        }

        /// Observations of the first measure.
        #[getter]
        fn n_first(&self) -> u64 {
            self.0.n_first
        }

        /// Observations of the second measure.
        #[getter]
        fn n_second(&self) -> u64 {
            self.0.n_second
        }

        /// Second minus first.
        #[getter]
        fn difference(&self) -> Option<f64> {
            self.0.difference
        }

        /// Unit of the difference and its interval.
        #[getter]
        fn unit(&self) -> String {
            self.0.unit.name()
        }

        /// Interval of the difference; `None` where one side has none.
        #[getter]
        fn interval(&self) -> Option<Interval> {
            self.0.interval.map(Interval)
        }

        /// Two-sided p value of "no difference"; `None` for quantiles, which have no such test here.
        #[getter]
        fn p_value(&self) -> Option<f64> {
            self.0.p_value
        }

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

        fn __repr__(&self) -> String {
            let difference = self.0.difference.map_or("–".into(), |value| self.0.unit.show(value));
            format!("<Comparison of {}: {difference}>", self.0.definition.id)
        }
    }
}
