//! The Python package: types and columns at the border, nothing computed.
//!
//! Every class wraps a type of the core, every function passes its arguments on. Columns come in
//! through [`columns`], errors go out through [`error`].
#![deny(unsafe_op_in_unsafe_fn)]

mod columns;
mod error;
mod handbook;
mod html;
mod kpi;
mod measure;
mod observe;
mod record;
mod stats;
mod survey;
mod table;
mod tally;

/// What `servqual` is made of; import it from there.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::handbook::{
        Assessment, AssessmentTally, Conformance, Handbook, JourneyReport, ScorecardLine, TouchpointConformance,
        TrendPoint,
    };
    #[pymodule_export]
    use crate::kpi::{Group, KpiDefinition, KpiTableTally, KpiTally};
    #[pymodule_export]
    use crate::measure::{Comparison, Definition, Interval, Label, Measure, Target, Verdict};
    #[pymodule_export]
    use crate::record::_restore;
    #[pymodule_export]
    use crate::stats::{
        _nothing, Bounds, Description, describe, mean_interval, normal_cumulative, normal_quantile, proportion_interval,
    };
    #[pymodule_export]
    use crate::survey::{Dimension, GapResult, Instrument, Item, ServqualOverall, ServqualReport, ServqualTally};
    #[pymodule_export]
    use crate::table::Table;

    /// Version of the package and of the core.
    #[expect(non_upper_case_globals, reason = "the name that Python gives it")]
    #[pymodule_export]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Whether this is a slow build with checks, for developers.
    #[pymodule_export]
    const _DEBUG: bool = cfg!(debug_assertions);
}
