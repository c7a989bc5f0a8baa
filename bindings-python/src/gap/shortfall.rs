//! How far something stays behind what is wanted.

use pyo3::prelude::*;
use servqual::gap::five_gaps as model;
use servqual::measure::Language;

use crate::measure::{Measure, Target};
use crate::record::word;
use crate::report::report;

report! {
    /// A difference without a unit (Cohen 1988): 0.2 is called small, 0.5 medium, 0.8 large.
    StandardizedEffect(model::StandardizedEffect) {
        /// How it is computed: `cohens_d` or `cohens_h`.
        kind: String,
        /// The effect; above zero it falls short.
        value: f64,
    }
    |effect| format!("{} {:?}", word(&effect.kind), effect.value)
}

report! {
    /// How far a level stays behind the level that is wanted; above zero it falls short.
    Shortfall(model::Shortfall) {
        /// The level that was set or promised.
        target: Target,
        /// What was observed.
        measure: Measure,
        /// What the measure says against the target: `met`, `missed` or `undecided`.
        outcome: String,
        /// How far it falls short, in its unit.
        shortfall: Measure,
        /// The same without a unit.
        effect: Option<StandardizedEffect>,
        /// Two-sided p value of no difference.
        p_value: Option<f64>,
        /// The same as a share of what is possible; none below zero.
        severity: Option<Measure>,
    }
    |found| format!("{} {}", word(&found.outcome), found.shortfall.show(Language::English))
}
