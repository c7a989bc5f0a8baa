//! The vocabulary of every number: label, definition, interval, measure, target, verdict.

mod comparison;
mod target;

pub(crate) use comparison::Comparison;
pub(crate) use target::{Target, Verdict};

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::QualityError;
use servqual::measure;
use servqual::measure::Language;

use crate::error::Answer;
use crate::html;
use crate::record::{record, word};

record! {
    /// A name in simplified Chinese and in English.
    Label(measure::Label) {
        /// Simplified Chinese.
        #[getter]
        fn zh(&self) -> &str {
            &self.0.zh
        }

        /// English.
        #[getter]
        fn en(&self) -> &str {
            &self.0.en
        }

        /// The text in one language, "zh" or "en".
        fn text(&self, language: &str) -> Answer<&str> {
            Ok(self.0.text(read_language(language)?))
        }

        fn __str__(&self) -> &str {
            &self.0.en
        }

        fn __repr__(&self) -> String {
            format!("Label(zh={:?}, en={:?})", self.0.zh, self.0.en)
        }
    }
}

/// "zh" or "en", or the whole tag.
pub(crate) fn read_language(name: &str) -> Answer<Language> {
    let found =
        Language::ALL.into_iter().find(|language| language.tag() == name || language.tag().get(..2) == Some(name));
    found.ok_or_else(|| {
        let (place, value) = ("language".into(), format!("`{name}`"));
        QualityError::InvalidParameter { place, value, expected: "`zh` or `en`".into() }.into()
    })
}

record! {
    /// What a number means: enough to compute it again.
    ///
    /// Two measures mean the same when their hashes are equal; translating a name changes no hash.
    Definition(measure::Definition) {
        /// Stable id, such as `net_promoter_score`.
        #[getter]
        fn id(&self) -> &str {
            &self.0.id
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// Scale, satisfied answers, denominator, clock, window: whatever changes the number.
        #[getter]
        fn parameters<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
            let parameters = PyDict::new(py);
            self.0.parameters.iter().try_for_each(|part| parameters.set_item(&part.name, &part.value))?;
            Ok(parameters)
        }

        /// Unit of the estimate and its interval, such as `share` or `scale_point_1_7`.
        #[getter]
        fn unit(&self) -> String {
            self.0.unit.name()
        }

        /// `higher_is_better` or `lower_is_better`.
        #[getter]
        fn direction(&self) -> String {
            word(&self.0.direction)
        }

        /// The missing rule: `raise`, `omit` or `propagate`.
        #[getter]
        fn missing(&self) -> &'static str {
            self.0.missing.name()
        }

        /// 32 hexadecimal digits that are the same for the same definition, in every language.
        #[getter]
        fn hash(&self) -> &str {
            &self.0.hash
        }

        fn __repr__(&self) -> String {
            format!("<Definition {} in {}>", self.0.id, self.0.unit.name())
        }
    }
}

record! {
    /// A confidence interval with its level and method.
    Interval(measure::Interval) {
        /// Lower end, in the unit of the measure.
        #[getter]
        fn lower(&self) -> f64 {
            self.0.lower
        }

        /// Upper end, in the unit of the measure.
        #[getter]
        fn upper(&self) -> f64 {
            self.0.upper
        }

        /// Confidence level, such as 0.95.
        #[getter]
        fn level(&self) -> f64 {
            self.0.level
        }

        /// How it was computed, such as `wilson`.
        #[getter]
        fn method(&self) -> String {
            word(&self.0.method)
        }

        fn __repr__(&self) -> String {
            let measure::Interval { lower, upper, level, method } = &self.0;
            format!("Interval(lower={lower:?}, upper={upper:?}, level={level:?}, method={:?})", word(method))
        }
    }
}

record! {
    /// A number with its meaning: what was measured, on how many observations, how surely.
    Measure(measure::Measure) {
        /// What was measured.
        #[getter]
        fn definition(&self) -> Definition {
            Definition(self.0.definition.clone())
        }

        /// The number; `None` only where the missing rule is `propagate` and a value was missing.
        #[getter]
        fn estimate(&self) -> Option<f64> {
            self.0.estimate
        }

        /// Observations that were used (for a rate: base units).
        #[getter]
        fn n(&self) -> u64 {
            self.0.n
        }

        /// Observations that were left out, by reason: `missing`, `open`, `immature`, `incomplete`.
        #[getter]
        fn excluded<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
            let excluded = PyDict::new(py);
            self.0.excluded.iter().try_for_each(|part| excluded.set_item(part.reason.name(), part.count))?;
            Ok(excluded)
        }

        /// How many of them had not ended when they were last seen; `None` where nothing can be open.
        #[getter]
        fn censored(&self) -> Option<u64> {
            self.0.censored
        }

        /// Standard deviation of a single observation, where it is defined.
        #[getter]
        fn standard_deviation(&self) -> Option<f64> {
            self.0.standard_deviation
        }

        /// The interval; `None` where so few observations have none.
        #[getter]
        fn interval(&self) -> Option<Interval> {
            self.0.interval.map(Interval)
        }

        /// What the measure says against a target in its own unit.
        fn judge(&self, target: &Target) -> Answer<Verdict> {
            Ok(Verdict(self.0.judge(&target.0)?))
        }

        /// How this measure differs from an earlier one of the same definition.
        fn change_since(&self, earlier: &Self) -> Answer<Comparison> {
            Ok(Comparison(self.0.change_since(&earlier.0)?))
        }

        /// One line for people, in "zh" or "en".
        #[pyo3(signature = (language = "en"))]
        fn show(&self, language: &str) -> Answer<String> {
            Ok(self.0.show(read_language(language)?))
        }

        fn __repr__(&self) -> String {
            format!("<Measure {}>", self.0.show(Language::English))
        }

        fn _repr_html_(&self) -> String {
            html::measure(&self.0)
        }
    }
}
