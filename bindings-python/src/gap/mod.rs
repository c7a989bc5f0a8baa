//! Gap models, one file a family.

mod antecedents;
mod belief_gap;
mod delivery;
mod diagnosis;
mod expectation_ceiling;
mod five_gaps;
mod form_validity;
mod importance_performance;
mod importance_performance_reports;
mod kano;
mod key_driver_reports;
mod key_drivers;
mod paired_tests;
mod promise_reports;
mod promises;
mod segment_reports;
mod segments;
mod servqual;
mod servqual_forms;
mod shortfall;
mod standards;
mod weighted;
mod weighted_drivers;
mod zone_of_tolerance;

pub(crate) use self::servqual::{GapResult, ServqualOverall, ServqualReport, ServqualTally};
pub(crate) use antecedents::{AntecedentReport, AntecedentScore, AntecedentTally};
pub(crate) use belief_gap::{BeliefGapReport, BeliefGapResult, BeliefGapTally};
pub(crate) use delivery::{DeliveryGap, DeliveryGapReport, DeliveryTotals, delivery_gap};
pub(crate) use diagnosis::{CauseFinding, GapDiagnosis, GapEvidence, GapFinding, RemedyFinding, diagnose_gaps};
pub(crate) use expectation_ceiling::{CeilingResult, ExpectationCeilingReport, ExpectationCeilingTally};
pub(crate) use five_gaps::{
    Antecedent, GapCause, GapChecklist, GapRemedy, gap_antecedents, gap_causes, gap_checklists, gap_remedies,
};
pub(crate) use form_validity::{FormValidity, FormValidityReport, FormValidityTally};
pub(crate) use importance_performance::{ImportancePerformanceTally, place_points};
pub(crate) use importance_performance_reports::{
    ImportancePerformanceItem, ImportancePerformanceReport, PlacedPoint, QuadrantBootstrap, QuadrantShares,
};
pub(crate) use kano::{FongTest, KanoCounts, KanoReport, KanoResult, KanoTally, kano_of};
pub(crate) use key_driver_reports::{DriverInterval, KeyDriver, KeyDriverBootstrap, KeyDriverReport};
pub(crate) use key_drivers::{KeyDriverTally, bootstrap_key_drivers, key_drivers_of, key_drivers_of_correlations};
pub(crate) use paired_tests::{
    BootstrappedGap, GapBootstrapReport, GapTest, GapTestReport, GapTestTally, SignedRankTest,
};
pub(crate) use promise_reports::{CommunicationGapReport, PromiseGap, PromiseKeeping, PromiseKeepingReport};
pub(crate) use promises::{PromiseKeepingTally, PromiseRegister};
pub(crate) use segment_reports::{
    SegmentComparisonReport, SegmentContrast, SegmentPartComparison, SegmentResult, ServqualTableReport, WelchAnova,
    WelchTest,
};
pub(crate) use segments::ServqualTableTally;
pub(crate) use servqual_forms::{FormResult, ServqualFormReport, ServqualFormTally};
pub(crate) use shortfall::{Shortfall, StandardizedEffect};
pub(crate) use standards::{
    MappedStandard, StandardsGap, StandardsGapReport, needs_of_items, needs_of_touchpoints, standards_gap,
};
pub(crate) use weighted::{WeightedGapReport, WeightedGapResult, WeightedGapTally};
pub(crate) use weighted_drivers::WeightedKeyDriverTally;
pub(crate) use zone_of_tolerance::{ZoneReport, ZoneResult, ZoneTally};
