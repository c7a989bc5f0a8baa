//! The Python package: types and columns at the border, nothing computed.
//!
//! Every class wraps a type of the core, every function passes its arguments on. Columns come in
//! through [`columns`], errors go out through [`error`].
#![deny(unsafe_op_in_unsafe_fn)]

mod closed_sets;
mod columns;
mod comparison;
mod error;
mod gap;
mod handbook;
mod html;
mod kpi;
mod measure;
mod observe;
mod record;
mod report;
mod stats;
mod survey;
mod table;
mod tally;
mod time;
mod touchpoint;

/// What `servqual` is made of; import it from there.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::closed_sets::_closed_sets;
    #[pymodule_export]
    use crate::comparison::{ComparisonFamily, FamilyMember, SequentialComparison, compare_family};
    #[pymodule_export]
    use crate::gap::{
        Antecedent, AntecedentReport, AntecedentScore, AntecedentTally, BeliefGapReport, BeliefGapResult,
        BeliefGapTally, BootstrappedGap, CauseFinding, CeilingResult, CommunicationGapReport, DeliveryGap,
        DeliveryGapReport, DeliveryTotals, DriverInterval, ExpectationCeilingReport, ExpectationCeilingTally, FongTest,
        FormResult, FormValidity, FormValidityReport, FormValidityTally, GapBootstrapReport, GapCause, GapChecklist,
        GapDiagnosis, GapEvidence, GapFinding, GapRemedy, GapResult, GapTest, GapTestReport, GapTestTally,
        ImportancePerformanceItem, ImportancePerformanceReport, ImportancePerformanceTally, KanoCounts, KanoReport,
        KanoResult, KanoTally, KeyDriver, KeyDriverBootstrap, KeyDriverReport, KeyDriverTally, MappedStandard,
        PlacedPoint, PromiseGap, PromiseKeeping, PromiseKeepingReport, PromiseKeepingTally, PromiseRegister,
        QuadrantBootstrap, QuadrantShares, RemedyFinding, SegmentComparisonReport, SegmentContrast,
        SegmentPartComparison, SegmentResult, ServqualFormReport, ServqualFormTally, ServqualOverall, ServqualReport,
        ServqualTableReport, ServqualTableTally, ServqualTally, Shortfall, SignedRankTest, StandardizedEffect,
        StandardsGap, StandardsGapReport, WeightedGapReport, WeightedGapResult, WeightedGapTally,
        WeightedKeyDriverTally, WelchAnova, WelchTest, ZoneReport, ZoneResult, ZoneTally, bootstrap_key_drivers,
        delivery_gap, diagnose_gaps, gap_antecedents, gap_causes, gap_checklists, gap_remedies, kano_of,
        key_drivers_of, key_drivers_of_correlations, needs_of_items, needs_of_touchpoints, place_points, standards_gap,
    };
    #[pymodule_export]
    use crate::handbook::{
        Assessment, AssessmentTally, Conformance, Handbook, JourneyReport, ScorecardLine, TouchpointConformance,
        TrendPoint,
    };
    #[pymodule_export]
    use crate::kpi::{
        ClusteredMeasure, ClusteredTally, EmptyPeriod, Group, KpiDefinition, KpiTableTally, KpiTally, Progress,
        RepeatReport, RepeatTally, RepeatWindow, ReplyRules, ReplySpans, ReturnOnQuality, Scorecard, ScorecardRow,
        ScorecardTally, SurvivalComparison, SurvivalCurve, SurvivalStep, repeat_windows, require_distinct,
        return_on_quality, scorecard, service_cost_benefit,
    };
    #[pymodule_export]
    use crate::measure::{Comparison, Definition, Interval, Label, Measure, Target, Verdict};
    #[pymodule_export]
    use crate::record::{_plain, _restore};
    #[pymodule_export]
    use crate::stats::{
        _nothing, BootstrapInterval, Bounds, Description, benjamini_hochberg, bootstrap_mean_of_counts,
        bootstrap_statistic, describe, holm, mean_interval, normal_cumulative, normal_quantile, proportion_interval,
    };
    #[pymodule_export]
    use crate::survey::{
        DifferenceReliability, DifferenceReliabilityReport, DifferenceReliabilityTally, Dimension, FlagCount,
        FlaggedRespondent, Instrument, Item, ItemAnalysis, QualityReport, ReliabilityReport, ReliabilityTally,
        ScaleReliability,
    };
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::time::{
        BusinessCalendar, BusinessDuration, BusinessTimes, CalendarSet, CaseClock, ClockDue, HolidayList,
        IcalendarImport, Leg, NamedDay, Stretch, Values, business_times, due_dates, parse_local_times,
        time_zone_database_version,
    };
    #[pymodule_export]
    use crate::touchpoint::{Journey, JourneyTally};

    /// Version of the package and of the core.
    #[expect(non_upper_case_globals, reason = "the name that Python gives it")]
    #[pymodule_export]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Whether this is a slow build with checks, for developers.
    #[pymodule_export]
    const _DEBUG: bool = cfg!(debug_assertions);
}
