//! A small course beside its number: the line of estimates, the target, the latest period.

use super::axis::{Axis, Range};
use super::svg::{Caption, Point, Svg};
use crate::measure::{Measure, Target};

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 34.0;
const MARGIN: f64 = 5.0;

/// What is drawn; nothing where a period has no measure.
pub(in super::super) struct Spark<'a> {
    pub(in super::super) measures: &'a [Option<&'a Measure>],
    pub(in super::super) target: Option<&'a Target>,
}

/// Draws a small course; empty with fewer than two periods or without any value.
pub(in super::super) fn spark(spark: &Spark<'_>, caption: &Caption) -> String {
    let known = || spark.measures.iter().flatten().filter(|measure| measure.estimate.is_some());
    let Some(first) = known().next().filter(|_| spark.measures.len() > 1) else { return String::new() };
    // One wide interval must not flatten the course: what of it lies beyond is cut off.
    let all = known().filter_map(|measure| measure.estimate).chain(spark.target.map(|target| target.value));
    let Some(range) = Range::of(all) else { return String::new() };
    let vertical = Axis { range: range.padded(0.35, &first.definition.unit), from: HEIGHT - MARGIN, to: MARGIN };
    let periods = Range { lower: 0.0, upper: (spark.measures.len() - 1) as f64 };
    let horizontal = Axis { range: periods, from: MARGIN, to: WIDTH - MARGIN };
    let mut svg = Svg::new(WIDTH, HEIGHT);
    let place = |position: usize, value: f64| -> Point {
        [horizontal.at(position as f64), vertical.at(value).clamp(1.0, HEIGHT - 1.0)]
    };
    let mut position = 0;
    // A period without an estimate breaks the line.
    for run in spark.measures.chunk_by(|left, right| has_estimate(*left) && has_estimate(*right)) {
        let measured = run.iter().enumerate().filter_map(|(offset, measure)| Some((position + offset, (*measure)?)));
        let measured: Vec<_> = measured.filter(|(_, measure)| measure.estimate.is_some()).collect();
        draw_run(&mut svg, &measured, place);
        position += run.len();
    }
    if let Some(target) = spark.target {
        let y = vertical.at(target.value);
        svg.line("target", [MARGIN, y], [WIDTH - MARGIN, y]);
    }
    let last = spark.measures.iter().enumerate().rev();
    let last = last.filter_map(|(position, measure)| Some((position, (*measure)?.estimate?))).next();
    last.into_iter().for_each(|(position, estimate)| svg.circle("point", place(position, estimate), 3.2));
    svg.finish("spark", caption)
}

fn has_estimate(measure: Option<&Measure>) -> bool {
    measure.is_some_and(|measure| measure.estimate.is_some())
}

fn draw_run(svg: &mut Svg, measured: &[(usize, &Measure)], place: impl Fn(usize, f64) -> Point) {
    let at = |end: fn(&Measure) -> Option<f64>| {
        let points = measured
            .iter()
            .filter_map(|(position, measure)| Some(place(*position, end(measure).or(measure.estimate)?)));
        points.collect::<Vec<Point>>()
    };
    let mut band = at(|measure| measure.interval.map(|interval| interval.upper));
    band.extend(at(|measure| measure.interval.map(|interval| interval.lower)).into_iter().rev());
    let course = at(|measure| measure.estimate);
    match course.as_slice() {
        [] => {}
        [only] => svg.circle("point", *only, 1.6),
        _ => {
            svg.polygon("band", &band);
            svg.polyline("course", &course);
        }
    }
}
