//! Key performance indicators: a closed set of kinds, an open catalogue of names.
//!
//! A [`KpiDefinition`] is an [`Observable`] (what is looked at) with a [`Statistic`] (what is
//! computed from it). The named indicators of the catalogue, such as [`net_promoter_score`], are
//! definitions with the usual parameters; your own are made in the same way. Every definition is
//! measured by the same [`KpiTally`] and gives the same [`Measure`](crate::measure::Measure).

mod catalogue;
mod clustered;
mod criterion;
mod definition;
mod interval_choice;
mod observable;
mod partition;
mod repeat;
mod replies;
mod return_on_quality;
mod rows;
mod scorecard;
mod survival;
mod survival_comparison;
mod table;
mod tally;

pub use catalogue::*;
pub use clustered::{ClusteredMeasure, ClusteredObservations, ClusteredTally, Weighting};
pub use criterion::{Criterion, ServiceLevelFormula};
pub use definition::{IndexComponent, KpiDefinition, Observable, Statistic};
pub use interval_choice::IntervalChoice;
pub use observable::{Observations, customer_key};
pub use repeat::{RepeatObservations, RepeatOptions, RepeatReport, RepeatTally, RepeatWindow};
pub use replies::{MessageKind, ReopenRule, ReplyRule, ReplyRules, ReplySpans, ReplyWaits};
pub use return_on_quality::{
    CostBenefitOptions, ReturnOnQuality, ReturnOnQualityOptions, return_on_quality, service_cost_benefit,
};
pub use rows::require_distinct;
pub(crate) use scorecard::windows;
pub use scorecard::{
    Course, EmptyPeriod, Progress, Scorecard, ScorecardIndicator, ScorecardObservations, ScorecardOptions,
    ScorecardRow, ScorecardTally,
};
pub use survival::{SurvivalCurve, SurvivalStep};
pub use survival_comparison::SurvivalComparison;
pub use table::{GroupedIndicators, GroupedObservations, KpiTable, KpiTableRow};
pub use tally::KpiTally;
