//! One measure on a line: its interval, its estimate, and the target or zero.

use super::axis::{Axis, Range, possible};
use super::svg::{Anchor, Caption, Svg};
use crate::gap::servqual::GapResult;
use crate::measure::{Measure, Target, TargetBound};

const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 36.0;
/// Height of the line on which everything stands.
const LINE: f64 = 12.0;
const MARGIN: f64 = 6.0;

/// What is drawn.
pub(in super::super) struct Strip<'a> {
    pub(in super::super) measure: &'a Measure,
    pub(in super::super) target: Option<&'a Target>,
    /// The range of all strips of a table, where they share one; it marks its zero.
    pub(in super::super) shared: Option<Range>,
}

/// The common range of the gaps of a survey, with zero.
pub(in super::super) fn range_of_gaps(results: &[GapResult]) -> Option<Range> {
    let values = results.iter().flat_map(|result| values(&result.gap));
    let unit = &results.first()?.gap.definition.unit;
    Range::of(values.chain([0.0])).map(|range| range.padded(0.05, unit))
}

/// The common range of the strips of a table of one indicator.
pub(in super::super) fn range_of_measures<'a>(
    measures: impl IntoIterator<Item = &'a Measure>,
    target: Option<&Target>,
) -> Option<Range> {
    let measures: Vec<&Measure> = measures.into_iter().collect();
    let unit = &measures.first()?.definition.unit;
    let all = measures.iter().flat_map(|measure| values(measure));
    Range::of(all.chain(target.map(|target| target.value))).map(|range| range.padded(0.05, unit))
}

/// Estimate and ends of the interval.
pub(super) fn values(measure: &Measure) -> impl Iterator<Item = f64> {
    let ends = measure.interval.map(|interval| [interval.lower, interval.upper]);
    measure.estimate.into_iter().chain(ends.into_iter().flatten())
}

impl Strip<'_> {
    fn range(&self) -> Option<Range> {
        let unit = &self.measure.definition.unit;
        if let Some(shared) = self.shared {
            return Some(shared);
        }
        let around = Range::of(values(self.measure).chain(self.target.map(|target| target.value)))?;
        let whole = possible(unit);
        Some(match self.target {
            Some(_) => around.padded(0.2, unit),
            // Without a target the whole scale says most; where it has no end, from zero.
            None if whole.lower.is_finite() && whole.upper.is_finite() => whole,
            None => Range { lower: around.lower.min(0.0), upper: around.padded(0.4, unit).upper },
        })
    }
}

/// Draws a strip; empty without any value.
pub(in super::super) fn strip(strip: &Strip<'_>, caption: &Caption) -> String {
    let Some(range) = strip.range() else { return String::new() };
    let unit = &strip.measure.definition.unit;
    let axis = Axis { range, from: MARGIN, to: WIDTH - MARGIN };
    let mut svg = Svg::new(WIDTH, HEIGHT);
    if let Some(target) = strip.target {
        let end = match target.bound {
            TargetBound::AtLeast => axis.to,
            TargetBound::AtMost => axis.from,
        };
        svg.rectangle("good", [axis.at(target.value), LINE - 9.0], [end, LINE + 9.0]);
    }
    svg.line("axis", [axis.from, LINE], [axis.to, LINE]);
    for tick in axis.ticks(unit, 3) {
        svg.line("tick", [tick.at, LINE + 9.0], [tick.at, LINE + 12.0]);
        svg.text("small", [tick.at, HEIGHT - 2.0], Anchor::within(tick.at, WIDTH, &tick.label), &tick.label);
    }
    // Where strips share their range, zero is marked if it is there.
    if strip.shared.is_some() && range.lower < 0.0 && range.upper > 0.0 {
        svg.line("zero", [axis.at(0.0), LINE - 9.0], [axis.at(0.0), LINE + 9.0]);
    }
    if let Some(interval) = &strip.measure.interval {
        svg.rectangle("interval", [axis.at(interval.lower), LINE - 3.0], [axis.at(interval.upper), LINE + 3.0]);
    }
    if let Some(target) = strip.target {
        svg.line("target", [axis.at(target.value), LINE - 10.0], [axis.at(target.value), LINE + 10.0]);
    }
    if let Some(estimate) = strip.measure.estimate {
        svg.circle("estimate", [axis.at(estimate), LINE], 4.5);
    }
    svg.finish("strip", caption)
}
