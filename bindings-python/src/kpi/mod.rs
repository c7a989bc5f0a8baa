//! Key performance indicators: definition, tally, and the table by groups.

mod clustered;
mod definition;
mod distinct;
mod money;
mod repeat;
mod scorecard_reports;
mod scorecards;
mod survival;
mod table;
mod tally;

pub(crate) use clustered::{ClusteredMeasure, ClusteredTally};
pub(crate) use definition::KpiDefinition;
pub(crate) use distinct::require_distinct;
pub(crate) use money::{ReturnOnQuality, return_on_quality, service_cost_benefit};
pub(crate) use repeat::{RepeatReport, RepeatTally, RepeatWindow, ReplyRules, ReplySpans, repeat_windows};
pub(crate) use scorecard_reports::{EmptyPeriod, Progress, Scorecard, ScorecardRow};
pub(crate) use scorecards::{ScorecardTally, scorecard};
pub(crate) use survival::{SurvivalComparison, SurvivalCurve, SurvivalStep};
pub(crate) use table::{Group, KpiTableTally};
pub(crate) use tally::KpiTally;
