//! Gaps as bars from zero, each with its interval.

use super::super::wrapping::cut;
use super::axis::{Axis, Range, Tick};
use super::strip::values;
use super::svg::{Anchor, Caption, Svg};
use crate::measure::Measure;

const WIDTH: f64 = 400.0;
const ROW: f64 = 46.0;
const AXIS: f64 = 20.0;
/// Columns of a name beside which the numbers have room.
const NAME: usize = 30;

/// One bar.
pub(in super::super) struct GapBar<'a> {
    pub(in super::super) name: &'a str,
    /// The numbers in words, at the right end.
    pub(in super::super) shown: String,
    pub(in super::super) gap: &'a Measure,
    /// `dimension`, `worst` or `overall`.
    pub(in super::super) class: &'static str,
}

/// Draws the bars; empty where no gap has a value.
pub(in super::super) fn gap_bars(bars: &[GapBar<'_>], caption: &Caption) -> String {
    let Some(first) = bars.first() else { return String::new() };
    let unit = &first.gap.definition.unit;
    let Some(range) = Range::of(bars.iter().flat_map(|bar| values(bar.gap))) else { return String::new() };
    let range = Range { lower: range.lower.min(0.0), upper: range.upper.max(0.0) }.padded(0.06, unit);
    let axis = Axis { range, from: 2.0, to: WIDTH - 2.0 };
    let ticks = axis.ticks(unit, 6);
    let bottom = ROW * bars.len() as f64;
    let mut svg = Svg::new(WIDTH, bottom + AXIS);
    for (position, bar) in bars.iter().enumerate() {
        draw(&mut svg, &axis, &ticks, bar, ROW * position as f64);
    }
    for tick in &ticks {
        svg.text("label", [tick.at, bottom + 14.0], Anchor::within(tick.at, WIDTH, &tick.label), &tick.label);
    }
    svg.finish("chart gaps", caption)
}

/// The name and the numbers above, the bar below; no line runs through a text.
fn draw(svg: &mut Svg, axis: &Axis, ticks: &[Tick], bar: &GapBar<'_>, top: f64) {
    let (bar_top, bar_bottom) = (top + 22.0, top + 38.0);
    let middle = (bar_top + bar_bottom) / 2.0;
    svg.text("name", [0.0, top + 15.0], Anchor::Start, &cut(bar.name, NAME));
    svg.text("number", [WIDTH, top + 15.0], Anchor::End, &bar.shown);
    ticks.iter().for_each(|tick| svg.line("grid", [tick.at, bar_top - 2.0], [tick.at, bar_bottom + 2.0]));
    if let Some(gap) = bar.gap.estimate {
        svg.rectangle(&format!("bar {}", bar.class), [axis.at(0.0), bar_top], [axis.at(gap), bar_bottom]);
    }
    if let Some(interval) = &bar.gap.interval {
        let [lower, upper] = [interval.lower, interval.upper].map(|value| axis.at(value));
        svg.line("whisker", [lower, middle], [upper, middle]);
        [lower, upper].into_iter().for_each(|end| svg.line("whisker", [end, middle - 5.0], [end, middle + 5.0]));
    }
    svg.line("zero", [axis.at(0.0), bar_top - 3.0], [axis.at(0.0), bar_bottom + 3.0]);
}
