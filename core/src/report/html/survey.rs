//! The survey on the page: gap bars, radar, and the tables behind them.

use serde::Serialize;

use super::shown;
use super::summary::widest;
use super::view::{Making, Row};
use crate::gap::servqual::{GapResult, ServqualReport};
use crate::measure::{Language, Measure};
use crate::report::chart::{GapBar, Range, Spoke, Strip, gap_bars, radar, range_of_gaps, strip};

/// The survey as the template reads it.
#[derive(Serialize)]
pub(super) struct SurveyView {
    name: String,
    respondents: String,
    gaps: String,
    /// Whether one of the bars is marked as the widest.
    has_widest: bool,
    radar: String,
    overall: Vec<OverallView>,
    dimensions: Vec<GapView>,
    items: Vec<GapView>,
}

/// One number over all dimensions.
#[derive(Serialize)]
struct OverallView {
    row: Row,
    /// `t = −15.72, p < 0.001`, where it was tested.
    test: Option<String>,
}

/// A dimension or an item.
#[derive(Serialize)]
struct GapView {
    name: String,
    dimension: String,
    weight: Option<String>,
    expectation: Row,
    perception: Row,
    gap: Row,
    strip: String,
    t: String,
    degrees: String,
    p: String,
}

impl SurveyView {
    pub(super) fn new(report: &ServqualReport, making: &mut Making) -> Self {
        Self {
            name: shown::name(&report.label, &report.instrument, making.language).to_owned(),
            respondents: shown::count(report.respondents),
            gaps: draw_gaps(report, making),
            has_widest: widest(&report.dimensions).is_some(),
            radar: draw_radar(report, making),
            overall: overall(report, making),
            dimensions: views(&report.dimensions, report, making),
            items: views(&report.items, report, making),
        }
    }
}

fn overall(report: &ServqualReport, making: &mut Making) -> Vec<OverallView> {
    let overall = &report.overall;
    let numbers = [
        (Some(&overall.unweighted), test(overall.t, overall.p_value, making)),
        (overall.weighted.as_ref(), test(overall.weighted_t, overall.weighted_p_value, making)),
        (Some(&overall.servperf), None),
    ];
    let view = |(measure, test): (Option<&Measure>, Option<String>)| {
        let measure = measure?;
        let name = measure.definition.label.text(making.language).to_owned();
        Some(OverallView { row: making.plain_row(name, measure, None), test })
    };
    numbers.into_iter().filter_map(view).collect()
}

/// `t = −15.72, p < 0.001`; `None` where nothing was tested.
fn test(t: Option<f64>, p_value: Option<f64>, making: &Making) -> Option<String> {
    let p = shown::p_value(p_value);
    // A value below what is shown carries its own sign.
    let p = if p.starts_with('<') { p } else { format!("= {p}") };
    t.map(|t| format!("t = {}{}p {p}", shown::statistic(Some(t)), making.words.comma))
}

fn views(results: &[GapResult], report: &ServqualReport, making: &mut Making) -> Vec<GapView> {
    let shared = range_of_gaps(results);
    results.iter().map(|result| view(result, shared, report, making)).collect()
}

fn view(result: &GapResult, shared: Option<Range>, report: &ServqualReport, making: &mut Making) -> GapView {
    let name = shown::name(&result.label, &result.id, making.language).to_owned();
    let of = report.dimensions.iter().find(|dimension| Some(&dimension.id) == result.dimension.as_ref());
    let dimension = of.map_or("", |dimension| shown::name(&dimension.label, &dimension.id, making.language));
    let caption = making.caption(name.clone(), making.description(&result.gap, None));
    GapView {
        dimension: dimension.to_owned(),
        weight: result.weight.map(|weight| weight.to_string()),
        expectation: making.plain_row(name.clone(), &result.expectation, None),
        perception: making.plain_row(name.clone(), &result.perception, None),
        gap: making.plain_row(name.clone(), &result.gap, None),
        strip: strip(&Strip { measure: &result.gap, target: None, shared }, &caption),
        t: shown::statistic(result.t),
        degrees: result.degrees_of_freedom.map_or_else(String::new, shown::count),
        p: shown::p_value(result.p_value),
        name,
    }
}

fn draw_gaps(report: &ServqualReport, making: &mut Making) -> String {
    let overall = making.words.overall;
    let widest = widest(&report.dimensions).map(|result| result.id.as_str());
    let bar = |name, gap: &'static str, measure| GapBar { name, shown: numbers(measure), gap: measure, class: gap };
    let mut bars: Vec<GapBar<'_>> = vec![];
    for result in &report.dimensions {
        let class = if widest == Some(&result.id) { "worst" } else { "dimension" };
        bars.push(bar(shown::name(&result.label, &result.id, making.language), class, &result.gap));
    }
    bars.push(bar(overall, "overall", &report.overall.unweighted));
    let each = bars.iter().map(|bar| format!("{} {}", bar.name, bar.shown));
    let description = each.collect::<Vec<_>>().join(making.words.comma);
    let caption = making.caption(making.words.gaps.into(), description);
    gap_bars(&bars, &caption)
}

fn draw_radar(report: &ServqualReport, making: &mut Making) -> String {
    let Some(first) = report.dimensions.first() else { return String::new() };
    let language = making.language;
    let spokes: Vec<_> = report.dimensions.iter().map(|result| spoke(result, language)).collect();
    let each = spokes.iter().map(|spoke| format!("{} {}", spoke.name, spoke.shown));
    let description = each.collect::<Vec<_>>().join(making.words.comma);
    let caption = making.caption(making.words.radar.into(), description);
    radar(&spokes, &first.expectation.definition.unit, &caption)
}

fn spoke(result: &GapResult, language: Language) -> Spoke<'_> {
    Spoke {
        name: shown::name(&result.label, &result.id, language),
        shown: format!("{} / {}", shown::estimate(&result.expectation), shown::estimate(&result.perception)),
        expectation: result.expectation.estimate,
        perception: result.perception.estimate,
    }
}

/// `−1.01 [−1.12, −0.90]`.
fn numbers(measure: &Measure) -> String {
    format!("{} {}", shown::estimate(measure), shown::interval(measure))
}
