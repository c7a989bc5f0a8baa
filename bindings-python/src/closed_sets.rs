//! Closed sets of the core: their values are words in Python.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::de::DeserializeOwned;
use servqual::gap::{five_gaps, importance_performance, kano, servqual as gap, zone_of_tolerance};
use servqual::{kpi, measure, standard, stats, survey, time};

use crate::error::Answer;
use crate::record::word;
use crate::report::{Cells, Field};
use crate::table::Columns;

/// What serde says to a word that no set has; it lists those that the set has.
fn words<T: DeserializeOwned>() -> Vec<String> {
    let refused = serde_json::from_value::<T>("?".into()).err().map_or(String::new(), |error| error.to_string());
    let listed = refused.split_once("expected").map_or("", |(_, listed)| listed);
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The sets by the name of their literal in `_types.py`: those that are fields of reports, then
/// those that are only arguments or have an attribute of their own.
macro_rules! closed_sets {
    (fields { $($field:ident: $field_kind:ty,)* } others { $($other:ident: $other_kind:ty,)* }) => {
        $(
            impl Field<String> for $field_kind {
                fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<String> {
                    Ok(word(self))
                }
            }

            impl Cells for $field_kind {
                fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
                    let words: Vec<_> = rows.iter().map(|row| row.map(word)).collect();
                    into.texts(name, words.iter().map(Option::as_deref))
                }
            }

            /// Several words are one text, with commas.
            impl Cells for Vec<$field_kind> {
                fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
                    let several = |words: &Self| words.iter().map(word).collect::<Vec<_>>().join(", ");
                    let texts: Vec<_> = rows.iter().map(|row| row.map(several)).collect();
                    into.texts(name, texts.iter().map(Option::as_deref))
                }
            }
        )*

        /// The words of each closed set, by the name of its literal: for a test of `_types.py`.
        #[pyfunction]
        pub(crate) fn _closed_sets(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
            let sets = PyDict::new(py);
            $(sets.set_item(stringify!($field), words::<$field_kind>())?;)*
            $(sets.set_item(stringify!($other), words::<$other_kind>())?;)*
            Ok(sets)
        }
    };
}

closed_sets! {
    fields {
        ZoneState: zone_of_tolerance::ZoneState,
        KanoCategory: kano::KanoCategory,
        Quadrant: importance_performance::Quadrant,
        ServiceGap: five_gaps::ServiceGap,
        BeliefSide: five_gaps::BeliefSide,
        ServqualForm: gap::ServqualForm,
        Influence: five_gaps::Influence,
        QualityFlag: survey::QualityFlag,
        BootstrapMethod: stats::BootstrapMethod,
        Outcome: measure::Outcome,
        SegmentScore: gap::SegmentScore,
        PValueAdjustment: gap::PValueAdjustment,
        Course: kpi::Course,
        Correction: measure::Correction,
        Pillar: standard::Pillar,
        EffectKind: five_gaps::EffectKind,
        Feasibility: five_gaps::Feasibility,
        GapStatus: five_gaps::GapStatus,
        EvidenceKind: five_gaps::EvidenceKind,
        CauseStatus: five_gaps::CauseStatus,
        SeverityScale: five_gaps::SeverityScale,
    }
    others {
        MissingRule: measure::MissingRule,
        Direction: measure::Direction,
        Bound: measure::TargetBound,
        IntervalMethod: measure::IntervalMethod,
        ProportionMethod: stats::interval::ProportionMethod,
        WeightConvention: gap::WeightConvention,
        ViolationRule: zone_of_tolerance::ViolationRule,
        Enumeration: five_gaps::Enumeration,
        BeliefGap: five_gaps::BeliefGap,
        IntervalChoice: kpi::IntervalChoice,
        Weighting: kpi::Weighting,
        ReplyRule: kpi::ReplyRule,
        ReopenRule: kpi::ReopenRule,
        ReplyWaits: kpi::ReplyWaits,
        Weekday: time::Weekday,
        LocalTimeRule: time::LocalTimeRule,
    }
}
