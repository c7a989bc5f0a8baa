//! What service quality costs and what it brings.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{
    Comparison, Definition, Direction, Interval, IntervalMethod, Label, Measure, MissingRule, Parameter, Unit,
};
use crate::stats::interval::{Bounds, ConfidenceLevel};

/// What is assumed when costs and benefits of a service are held against each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CostBenefitOptions {
    /// Customers whom the change reaches.
    pub customers: f64,
    /// What a customer who stays is worth.
    pub lifetime_value: f64,
    /// What a customer who buys again brings.
    pub repurchase_margin: f64,
    /// Costs that no longer arise, such as of complaints.
    pub cost_avoided: f64,
    /// What the change costs.
    pub cost: f64,
    /// The currency by its ISO 4217 code.
    pub currency: String,
}

/// The cost–benefit ratio of a service (服务成本收益率, SCR): what came back for each unit of money.
///
/// # Formula
/// (customers · Δretention · lifetime value + customers · Δrepurchase · margin + cost avoided) / cost.
///
/// # Interval
/// Those of the two changes, taken as independent and carried over (the method of variance estimates
/// recovery, Zou and Donner 2008); money and numbers of customers are taken as known.
///
/// # Errors
/// [`QualityError::UnitMismatch`] where a change is not one of shares,
/// [`QualityError::InvalidParameter`] for amounts that are not possible.
///
/// ```
/// use servqual::kpi::{CostBenefitOptions, Observations, retention_rate, service_cost_benefit};
/// use servqual::measure::{Column, Measure};
/// let kept = |yes: usize| -> servqual::Result<Measure> {
///     let kept: Vec<bool> = (0..1000).map(|row| row < yes).collect();
///     retention_rate()?.measure(Observations::Outcomes(Column::new("kept", &kept)))
/// };
/// let change = kept(850)?.change_since(&kept(800)?)?;
/// let options = CostBenefitOptions {
///     customers: 10_000.0,
///     lifetime_value: 400.0,
///     repurchase_margin: 0.0,
///     cost_avoided: 20_000.0,
///     cost: 100_000.0,
///     currency: "CNY".into(),
/// };
/// let ratio = service_cost_benefit(&change, None, &options)?;
/// assert!(ratio.estimate.is_some_and(|ratio| (ratio - 2.2).abs() < 1e-12));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn service_cost_benefit(
    retention: &Comparison,
    repurchase: Option<&Comparison>,
    options: &CostBenefitOptions,
) -> Result<Measure> {
    let CostBenefitOptions { customers, lifetime_value, repurchase_margin, cost_avoided, cost, currency } = options;
    amounts(&[
        ("customers", *customers, 0.0),
        ("lifetime_value", *lifetime_value, 0.0),
        ("repurchase_margin", *repurchase_margin, 0.0),
        ("cost_avoided", *cost_avoided, 0.0),
        ("cost", *cost, f64::MIN_POSITIVE),
    ])?;
    let mut parts = vec![part(retention, customers * lifetime_value / cost)?];
    if let Some(repurchase) = repurchase {
        parts.push(part(repurchase, customers * repurchase_margin / cost)?);
    }
    let estimate = parts.iter().try_fold(cost_avoided / cost, |sum, part| part.estimate.map(|value| sum + value));
    let side = |end: fn(&Part) -> Option<f64>| {
        let squares = parts.iter().try_fold(0.0, |sum, part| end(part).map(|distance| sum + distance * distance));
        squares.map(f64::sqrt)
    };
    let below = side(|part| part.estimate.zip(part.lower).map(|(value, lower)| value - lower));
    let above = side(|part| part.estimate.zip(part.upper).map(|(value, upper)| upper - value));
    let bounds = estimate.zip(below.zip(above));
    let bounds = bounds.map(|(value, (below, above))| Bounds { lower: value - below, upper: value + above });
    let parameters = vec![
        Parameter::new("customers", customers),
        Parameter::new("lifetime_value", lifetime_value),
        Parameter::new("repurchase_margin", repurchase_margin),
        Parameter::new("cost_avoided", cost_avoided),
        Parameter::new("cost", cost),
        Parameter::new("currency", currency),
        Parameter::new("retention", &retention.definition.hash),
        Parameter::new("repurchase", repurchase.map_or("not counted", |change| change.definition.hash.as_str())),
    ];
    let label = Label::new("服务成本收益率", "Service cost–benefit ratio");
    measure("service_cost_benefit", label, parameters, Unit::Ratio, estimate, bounds, retention)
}

/// What is assumed about the money that better service brings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReturnOnQualityOptions {
    /// Customers at the start.
    pub customers: f64,
    /// Retention in a period before the change, taken as known.
    pub retention_before: f64,
    /// What a customer brings in a period.
    pub margin: f64,
    /// Number of periods that are looked at, 1 to 1000.
    pub periods: u32,
    /// Discount rate of a period, above −1; 0.08 is eight percent.
    pub discount_rate: f64,
    /// What the change costs at the start.
    pub initial_cost: f64,
    /// What it costs in each period.
    pub running_cost: f64,
    /// The currency by its ISO 4217 code.
    pub currency: String,
}

/// Return on quality: what an improvement is worth today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ReturnOnQuality {
    /// Present value of what it brings less that of what it costs.
    pub net_present_value: Measure,
    /// Net present value over the present value of what it costs.
    pub return_on_quality: Measure,
    /// The gain in retention a period at which it just pays; missing where no gain up to 1 does.
    pub break_even_change: Option<f64>,
}

/// Return on quality (ROQ) with its net present value, along the chain of Rust, Zahorik and
/// Keiningham (1995): improvement, retention, revenue, profit.
///
/// # Formula
/// With r₀ the retention before, r₁ = r₀ + Δ, N customers and a margin m, a period t brings
/// N m (r₁ᵗ − r₀ᵗ); NPV = Σ (that − running cost) / (1 + i)ᵗ − initial cost, and ROQ = NPV / present
/// value of the costs. Word of mouth and new customers are left out: the value is a lower one.
///
/// # Interval
/// The value rises with Δ, so the ends of the interval of Δ are carried over; everything else is
/// taken as known. The four assumptions of the approach: quality is an investment, it must pay, one
/// can spend too much on it, and not all of it pays alike.
///
/// # Errors
/// [`QualityError::UnitMismatch`] where the change is not one of shares,
/// [`QualityError::InvalidParameter`] for assumptions that are not possible.
///
/// Checked against exact fractions (`tests/golden/return_on_quality.json`).
pub fn return_on_quality(change: &Comparison, options: &ReturnOnQualityOptions) -> Result<ReturnOnQuality> {
    amounts(&[
        ("customers", options.customers, 0.0),
        ("margin", options.margin, 0.0),
        ("initial_cost", options.initial_cost, 0.0),
        ("running_cost", options.running_cost, 0.0),
        ("retention_before", options.retention_before, 0.0),
    ])?;
    let rate = options.discount_rate;
    if options.retention_before > 1.0 || !(1..=1000).contains(&options.periods) || !(rate > -1.0 && rate.is_finite()) {
        return Err(QualityError::InvalidParameter {
            place: "return_on_quality".into(),
            value: format!("retention {}, {} periods, rate {rate}", options.retention_before, options.periods),
            expected: "a retention of at most 1, 1 to 1000 periods and a discount rate above -1".into(),
        });
    }
    let share = part(change, 1.0)?;
    let costs = present_costs(options);
    let value = |delta: f64| present_gains(options, delta) - costs;
    let carried = |map: &dyn Fn(f64) -> f64| {
        let bounds = share.lower.zip(share.upper);
        let bounds = bounds.map(|(lower, upper)| Bounds { lower: map(lower), upper: map(upper) });
        (share.estimate.map(map), bounds)
    };
    let parameters = vec![
        Parameter::new("customers", options.customers),
        Parameter::new("retention_before", options.retention_before),
        Parameter::new("margin", options.margin),
        Parameter::new("periods", options.periods),
        Parameter::new("discount_rate", rate),
        Parameter::new("initial_cost", options.initial_cost),
        Parameter::new("running_cost", options.running_cost),
        Parameter::new("retention", &change.definition.hash),
    ];
    let unit = Unit::Money { currency: options.currency.clone() };
    let (estimate, bounds) = carried(&value);
    let label = Label::new("质量投资净现值", "Net present value of quality");
    let net_present_value =
        measure("quality_net_present_value", label, parameters.clone(), unit, estimate, bounds, change)?;
    let (estimate, bounds) = if costs > 0.0 { carried(&|delta| value(delta) / costs) } else { (None, None) };
    let label = Label::new("质量收益率", "Return on quality");
    let return_on_quality = measure("return_on_quality", label, parameters, Unit::Ratio, estimate, bounds, change)?;
    Ok(ReturnOnQuality { net_present_value, return_on_quality, break_even_change: break_even(options, &value) })
}

/// What the change costs, in money of today.
fn present_costs(options: &ReturnOnQualityOptions) -> f64 {
    let (mut sum, mut discount) = (options.initial_cost, 1.0);
    for _ in 0..options.periods {
        discount /= 1.0 + options.discount_rate;
        sum += options.running_cost * discount;
    }
    sum
}

/// What a gain in retention brings, in money of today.
fn present_gains(options: &ReturnOnQualityOptions, delta: f64) -> f64 {
    let after = (options.retention_before + delta).clamp(0.0, 1.0);
    let (mut sum, mut discount, mut stay, mut stayed) = (0.0, 1.0, 1.0, 1.0);
    for _ in 0..options.periods {
        discount /= 1.0 + options.discount_rate;
        stay *= after;
        stayed *= options.retention_before;
        sum += options.customers * options.margin * (stay - stayed) * discount;
    }
    sum
}

/// The gain at which the value is zero, by bisection.
fn break_even(options: &ReturnOnQualityOptions, value: &dyn Fn(f64) -> f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, 1.0 - options.retention_before);
    if value(low) >= 0.0 || value(high) < 0.0 {
        return (value(low) >= 0.0).then_some(0.0);
    }
    loop {
        let middle = low + 0.5 * (high - low);
        if middle <= low || middle >= high {
            return Some(high);
        }
        if value(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// A change times a factor.
struct Part {
    estimate: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

fn part(change: &Comparison, factor: f64) -> Result<Part> {
    if change.unit != Unit::ShareDifference {
        return Err(QualityError::UnitMismatch {
            place: format!("change of {}", change.definition.id),
            found: change.unit.name(),
            expected: Unit::ShareDifference.name(),
        });
    }
    Ok(Part {
        estimate: change.difference.map(|value| value * factor),
        lower: change.interval.map(|interval| interval.lower * factor),
        upper: change.interval.map(|interval| interval.upper * factor),
    })
}

fn amounts(amounts: &[(&str, f64, f64)]) -> Result<()> {
    match amounts.iter().find(|(_, value, least)| !(value.is_finite() && value >= least)) {
        None => Ok(()),
        Some((place, value, least)) => Err(QualityError::InvalidParameter {
            place: (*place).into(),
            value: value.to_string(),
            expected: if *least > 0.0 { "more than zero".into() } else { "a finite number, zero or more".into() },
        }),
    }
}

fn measure(
    id: &str,
    label: Label,
    parameters: Vec<Parameter>,
    unit: Unit,
    estimate: Option<f64>,
    bounds: Option<Bounds>,
    change: &Comparison,
) -> Result<Measure> {
    let level =
        change.interval.map_or(Ok(ConfidenceLevel::default()), |interval| ConfidenceLevel::new(interval.level))?;
    let method = change.interval.map_or(IntervalMethod::Newcombe, |interval| interval.method);
    let definition = Definition::new(id, label, parameters, unit, Direction::HigherIsBetter, MissingRule::Raise);
    let n = change.n_first + change.n_second;
    let interval = bounds.map(|bounds| Interval::new(bounds, level, method));
    Ok(Measure::of_estimate(definition, estimate, n, Vec::new()).with_interval(interval))
}
