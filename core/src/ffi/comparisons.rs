//! Families of comparisons, comparisons that are looked at again and again, and what they are worth.

use super::json::json_text;
use super::kpi::KpiTally;
use crate::error::Result;
use crate::kpi::{self, CostBenefitOptions, ReturnOnQuality, ReturnOnQualityOptions, SurvivalComparison};
use crate::measure::{Comparison, ComparisonFamily, Correction, Measure, SequentialComparison, SequentialOptions};

json_text!(ComparisonFamily, comparison_family_from_json);
json_text!(SurvivalComparison, survival_comparison_from_json);
json_text!(SequentialComparison, sequential_comparison_from_json);
json_text!(ReturnOnQuality, return_on_quality_from_json);

/// Compares each of `second` with the one of `first` in its place, with p values that are adjusted for
/// the family; by Holm where not given.
#[uniffi::export(default(correction = None))]
fn compare_families(
    first: Vec<Measure>,
    second: Vec<Measure>,
    correction: Option<Correction>,
) -> Result<ComparisonFamily> {
    ComparisonFamily::new(&first, &second, correction.unwrap_or_default())
}

/// Compares two measures at one of many looks, valid however often they are looked at. `mixture` is the
/// difference that is looked for, in the unit of the measures; it must not come from the data.
#[uniffi::export]
fn compare_sequentially(first: Measure, second: Measure, mixture: f64) -> Result<SequentialComparison> {
    SequentialComparison::new(&first, &second, SequentialOptions { mixture })
}

/// Compares how long things of two groups last: the difference at the time of the definition, second
/// minus first, and the log-rank test of the whole curves.
#[uniffi::export]
fn compare_survival(first: &KpiTally, second: &KpiTally) -> Result<SurvivalComparison> {
    SurvivalComparison::new(&first.inner_tally(), &second.inner_tally())
}

/// Return on quality and its net present value, from a change in retention.
#[uniffi::export]
fn return_on_quality(change: Comparison, options: ReturnOnQualityOptions) -> Result<ReturnOnQuality> {
    kpi::return_on_quality(&change, &options)
}

/// The cost–benefit ratio of a service, from a change in retention and one in repurchase.
#[uniffi::export(default(repurchase = None))]
fn service_cost_benefit(
    retention: Comparison,
    options: CostBenefitOptions,
    repurchase: Option<Comparison>,
) -> Result<Measure> {
    kpi::service_cost_benefit(&retention, repurchase.as_ref(), &options)
}
