//! What service quality costs and what it brings.

use pyo3::prelude::*;
use servqual::kpi;
use servqual::kpi::{CostBenefitOptions, ReturnOnQualityOptions};
use servqual::measure::Language;

use crate::error::Answer;
use crate::measure::{Comparison, Measure};
use crate::report::report;

/// Return on quality with its net present value (Rust, Zahorik and Keiningham 1995).
///
/// A period t brings customers * margin * (r1^t - r0^t), with r1 = r0 + the change of the retention. The
/// interval carries over that of the change; everything else is taken as known.
///
/// Parameters
/// ----------
/// change : Comparison
///     The change of the retention in a period, such as `after.change_since(before)`.
/// customers : float
///     Customers at the start.
/// retention_before : float
///     Retention in a period before the change.
/// margin : float
///     What a customer brings in a period.
/// periods : int
///     Number of periods that are looked at, 1 to 1000.
/// discount_rate : float
///     Discount rate of a period; 0.08 is eight percent.
/// initial_cost, running_cost : float
///     What the change costs at the start, and in each period.
/// currency : str
///     The currency by its ISO 4217 code.
///
/// Raises
/// ------
/// UnitMismatchError
///     Where the change is not one of shares.
/// InvalidParameterError
///     For assumptions that are not possible.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> kept = lambda yes: sq.kpi.retention_rate().measure([True] * yes + [False] * (1000 - yes))
///     >>> found = sq.return_on_quality(
///     ...     kept(850).change_since(kept(800)), customers=10_000, retention_before=0.8, margin=120, periods=5,
///     ...     discount_rate=0.08, initial_cost=200_000, running_cost=30_000, currency="CNY",
///     ... )
///     >>> found.net_present_value.definition.unit, found.return_on_quality.estimate > 0
///     ('money_CNY', True)
#[pyfunction]
#[pyo3(signature = (
    change, *, customers, retention_before, margin, periods, discount_rate, initial_cost, running_cost, currency
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn return_on_quality(
    change: &Comparison,
    customers: f64,
    retention_before: f64,
    margin: f64,
    periods: u32,
    discount_rate: f64,
    initial_cost: f64,
    running_cost: f64,
    currency: String,
) -> Answer<ReturnOnQuality> {
    let options = ReturnOnQualityOptions {
        customers,
        retention_before,
        margin,
        periods,
        discount_rate,
        initial_cost,
        running_cost,
        currency,
    };
    Ok(ReturnOnQuality(kpi::return_on_quality(&change.0, &options)?))
}

/// The cost-benefit ratio of a service: what came back for each unit of money.
///
/// (customers * change of the retention * lifetime value + customers * change of the repurchase * margin +
/// cost avoided) / cost, with the intervals of the changes.
///
/// Parameters
/// ----------
/// retention : Comparison
///     The change of the retention.
/// repurchase : Comparison, optional
///     The change of the repurchase rate.
/// customers : float
///     Customers whom the change reaches.
/// lifetime_value : float
///     What a customer who stays is worth.
/// cost : float
///     What the change costs.
/// currency : str
///     The currency by its ISO 4217 code.
/// repurchase_margin, cost_avoided : float
///     What a customer who buys again brings, and costs that no longer arise.
///
/// Raises
/// ------
/// UnitMismatchError
///     Where a change is not one of shares.
/// InvalidParameterError
///     For amounts that are not possible.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> kept = lambda yes: sq.kpi.retention_rate().measure([True] * yes + [False] * (1000 - yes))
///     >>> ratio = sq.service_cost_benefit(
///     ...     kept(850).change_since(kept(800)), customers=10_000, lifetime_value=400, cost_avoided=20_000,
///     ...     cost=100_000, currency="CNY",
///     ... )
///     >>> round(ratio.estimate, 12)
///     2.2
#[pyfunction]
#[pyo3(signature = (
    retention, repurchase = None, *, customers, lifetime_value, cost, currency, repurchase_margin = 0.0,
    cost_avoided = 0.0
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn service_cost_benefit(
    retention: &Comparison,
    repurchase: Option<&Comparison>,
    customers: f64,
    lifetime_value: f64,
    cost: f64,
    currency: String,
    repurchase_margin: f64,
    cost_avoided: f64,
) -> Answer<Measure> {
    let options = CostBenefitOptions { customers, lifetime_value, repurchase_margin, cost_avoided, cost, currency };
    Ok(Measure(kpi::service_cost_benefit(&retention.0, repurchase.map(|change| &change.0), &options)?))
}

report! {
    /// Return on quality: what an improvement is worth today.
    ReturnOnQuality(kpi::ReturnOnQuality) {
        /// Present value of what it brings less that of what it costs.
        net_present_value: Measure,
        /// Net present value over the present value of what it costs.
        return_on_quality: Measure,
        /// The gain in retention a period at which it just pays; `None` where no gain up to 1 does.
        break_even_change: Option<f64>,
    }
    |found| found.net_present_value.show(Language::English)
}
