//! What should be reached, and whether it is.

use pyo3::prelude::*;
use servqual::measure;
use servqual::measure::Unit;

use crate::error::Answer;
use crate::html;
use crate::record::{record, word};

record! {
    /// A value with its unit and the side on which it is met.
    Target(measure::Target) {
        /// A target that is met by `value` or more, such as `Target.at_least(0.85, "share")`.
        #[staticmethod]
        fn at_least(value: f64, unit: &str) -> Answer<Self> {
            Ok(Self(measure::Target::at_least(value, Unit::from_name(unit)?)?))
        }

        /// A target that is met by `value` or less.
        #[staticmethod]
        fn at_most(value: f64, unit: &str) -> Answer<Self> {
            Ok(Self(measure::Target::at_most(value, Unit::from_name(unit)?)?))
        }

        /// `at_least` or `at_most`.
        #[getter]
        fn bound(&self) -> String {
            word(&self.0.bound)
        }

        /// The value, in the unit.
        #[getter]
        fn value(&self) -> f64 {
            self.0.value
        }

        /// The unit, such as `share`.
        #[getter]
        fn unit(&self) -> String {
            self.0.unit.name()
        }

        fn __repr__(&self) -> String {
            format!("Target.{}({:?}, {:?})", word(&self.0.bound), self.0.value, self.0.unit.name())
        }
    }
}

record! {
    /// The judgement of a measure against a target.
    Verdict(measure::Verdict) {
        /// `met`, `missed` or `undecided`.
        #[getter]
        fn outcome(&self) -> String {
            word(&self.0.outcome)
        }

        /// Estimate minus target, in the unit of the target.
        #[getter]
        fn distance(&self) -> Option<f64> {
            self.0.distance
        }

        /// How many further observations would decide if the estimate stayed as it is: 0 where the
        /// verdict is decided, `None` where no number would.
        #[getter]
        fn further_observations(&self) -> Option<u64> {
            self.0.further_observations
        }

        /// The target that was judged against.
        #[getter]
        fn target(&self) -> Target {
            Target(self.0.target.clone())
        }

        fn __repr__(&self) -> String {
            format!("<Verdict {} against {}>", word(&self.0.outcome), self.0.target.show())
        }

        fn _repr_html_(&self) -> String {
            html::verdict(&self.0)
        }
    }
}
