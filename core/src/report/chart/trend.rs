//! The course of a measure: a line with the band of its intervals and the target.

use super::axis::{Axis, Range};
use super::strip::values;
use super::svg::{Anchor, Caption, Point, Svg};
use crate::measure::{Measure, Outcome, Target, TargetBound};
use crate::report::TrendPoint;

const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 50.0;
const RIGHT: f64 = 388.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 160.0;
/// With more periods than this the points would touch, and only the line is drawn.
const MOST_POINTS: usize = 40;

/// What is drawn.
pub(in super::super) struct Course<'a> {
    pub(in super::super) points: &'a [TrendPoint],
    pub(in super::super) target: Option<&'a Target>,
}

impl Course<'_> {
    fn range(&self) -> Option<Range> {
        let unit = &self.points.first()?.measure.definition.unit;
        let values = self.points.iter().flat_map(|point| values(&point.measure));
        Range::of(values.chain(self.target.map(|target| target.value))).map(|range| range.padded(0.08, unit))
    }
}

/// Draws a course; empty without any value.
pub(in super::super) fn trend(course: &Course<'_>, caption: &Caption) -> String {
    let (Some(first), Some(range)) = (course.points.first(), course.range()) else { return String::new() };
    let unit = &first.measure.definition.unit;
    let vertical = Axis { range, from: BOTTOM, to: TOP };
    let periods = Range { lower: 0.0, upper: (course.points.len() - 1) as f64 };
    let horizontal = Axis { range: periods, from: LEFT + 8.0, to: RIGHT - 8.0 };
    let mut svg = Svg::new(WIDTH, HEIGHT);
    if let Some(target) = course.target {
        let end = match target.bound {
            TargetBound::AtLeast => TOP,
            TargetBound::AtMost => BOTTOM,
        };
        svg.rectangle("good", [LEFT, vertical.at(target.value)], [RIGHT, end]);
    }
    for tick in vertical.ticks(unit, 4) {
        svg.line("grid", [LEFT, tick.at], [RIGHT, tick.at]);
        svg.text("label", [LEFT - 6.0, tick.at + 4.0], Anchor::End, &tick.label);
    }
    for position in labelled(course.points.len()) {
        let (x, period) = (horizontal.at(position as f64), &course.points[position].period);
        svg.line("tick", [x, BOTTOM], [x, BOTTOM + 4.0]);
        svg.text("label", [x, BOTTOM + 19.0], Anchor::within(x, WIDTH, period), period);
    }
    for run in runs(course.points) {
        draw_run(&mut svg, course.points, run, &horizontal, &vertical);
    }
    if let Some(target) = course.target {
        let y = vertical.at(target.value);
        svg.line("target", [LEFT, y], [RIGHT, y]);
    }
    if course.points.len() <= MOST_POINTS {
        draw_points(&mut svg, course, &horizontal, &vertical);
    }
    svg.finish("chart trend", caption)
}

/// At most four periods, the first and the last among them.
fn labelled(points: usize) -> Vec<usize> {
    let last = points.saturating_sub(1);
    let mut positions: Vec<usize> = (0..4).map(|part| last * part / 3).collect();
    positions.dedup();
    positions
}

/// Stretches of periods with an estimate; a period without one breaks the line.
fn runs(points: &[TrendPoint]) -> Vec<core::ops::Range<usize>> {
    let mut runs: Vec<core::ops::Range<usize>> = vec![];
    for (position, point) in points.iter().enumerate() {
        if point.measure.estimate.is_none() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == position => run.end = position + 1,
            _ => runs.push(position..position + 1),
        }
    }
    runs
}

fn draw_run(svg: &mut Svg, points: &[TrendPoint], run: core::ops::Range<usize>, horizontal: &Axis, vertical: &Axis) {
    let place = |position: usize, value: f64| -> Point { [horizontal.at(position as f64), vertical.at(value)] };
    let measures = || run.clone().map(|position| (position, &points[position].measure));
    let end = |value: fn(&Measure) -> Option<f64>| -> Vec<Point> {
        measures()
            .filter_map(|(position, measure)| Some(place(position, value(measure).or(measure.estimate)?)))
            .collect()
    };
    let mut band = end(|measure| measure.interval.map(|interval| interval.upper));
    band.extend(end(|measure| measure.interval.map(|interval| interval.lower)).into_iter().rev());
    svg.polygon("band", &band);
    svg.polyline("course", &end(|measure| measure.estimate));
}

/// Each period says by its shape whether it meets the target.
fn draw_points(svg: &mut Svg, course: &Course<'_>, horizontal: &Axis, vertical: &Axis) {
    for (position, point) in course.points.iter().enumerate() {
        let Some(estimate) = point.measure.estimate else { continue };
        let [x, y] = [horizontal.at(position as f64), vertical.at(estimate)];
        let verdict = course.target.and_then(|target| point.measure.judge(target).ok());
        match verdict.map(|verdict| verdict.outcome) {
            None => svg.circle("point", [x, y], 3.2),
            Some(Outcome::Met) => svg.circle("point met", [x, y], 3.8),
            Some(Outcome::Undecided) => svg.circle("point undecided", [x, y], 3.6),
            Some(Outcome::Missed) => {
                svg.polygon("point missed", &[[x, y - 5.0], [x + 5.0, y], [x, y + 5.0], [x - 5.0, y]]);
            }
        }
    }
}
