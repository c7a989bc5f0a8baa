//! Expectation and perception of the dimensions as two polygons.

use unicode_width::UnicodeWidthStr;

use super::super::wrapping::{cut, wrap};
use super::axis::{Axis, possible};
use super::svg::{Anchor, Caption, Point, Svg};
use crate::measure::Unit;

const WIDTH: f64 = 400.0;
const RADIUS: f64 = 106.0;
/// Between the tips and the labels.
const SPACE: f64 = 12.0;
/// Columns of a label before it is wrapped.
const LABEL: usize = 14;
/// About the width of one column of a label.
const COLUMN: f64 = 7.4;
const LINE: f64 = 15.0;
/// With more the labels would lie on each other; the gap bars show them all.
const MOST_SPOKES: usize = 12;

/// One dimension.
pub(in super::super) struct Spoke<'a> {
    pub(in super::super) name: &'a str,
    /// The two numbers in words, below the name.
    pub(in super::super) shown: String,
    pub(in super::super) expectation: Option<f64>,
    pub(in super::super) perception: Option<f64>,
}

/// Draws the radar; empty for fewer than three dimensions, for more than labels have room, or where
/// a value is missing.
pub(in super::super) fn radar(spokes: &[Spoke<'_>], unit: &Unit, caption: &Caption) -> String {
    let polygon = |value: fn(&Spoke<'_>) -> Option<f64>| spokes.iter().map(value).collect::<Option<Vec<_>>>();
    let (Some(expectation), Some(perception)) = (polygon(|spoke| spoke.expectation), polygon(|spoke| spoke.perception))
    else {
        return String::new();
    };
    let range = possible(unit);
    let bounded = range.lower.is_finite() && range.upper.is_finite();
    if !bounded || !(3..=MOST_SPOKES).contains(&spokes.len()) {
        return String::new();
    }
    let names: Vec<_> = spokes.iter().map(|spoke| lines(spoke.name)).collect();
    let margin = SPACE + LINE * (1 + names.iter().map(Vec::len).max().unwrap_or(1)) as f64 + 6.0;
    let frame = Frame { spokes: spokes.len(), centre: [WIDTH / 2.0, margin + RADIUS] };
    let axis = Axis { range, from: 0.0, to: RADIUS };
    let mut svg = Svg::new(WIDTH, 2.0 * (margin + RADIUS));
    let ticks = axis.ticks(unit, 7);
    ticks.iter().for_each(|tick| svg.polygon("ring", &frame.around(|_| tick.at)));
    frame.around(|_| RADIUS).into_iter().for_each(|tip| svg.line("grid", frame.centre, tip));
    let perception = frame.around(|spoke| axis.at(perception[spoke]));
    svg.polygon("perception", &perception);
    svg.polygon("expectation", &frame.around(|spoke| axis.at(expectation[spoke])));
    perception.into_iter().for_each(|point| svg.circle("perception-point", point, 3.5));
    for tick in &ticks {
        let [x, y] = frame.centre;
        svg.text("small halo", [x + 4.0, y - tick.at + 3.5], Anchor::Start, &tick.label);
    }
    for (spoke, name) in names.iter().enumerate() {
        frame.label(&mut svg, spoke, name, &spokes[spoke].shown);
    }
    svg.finish("chart radar", caption)
}

/// A name in at most two lines.
fn lines(name: &str) -> Vec<String> {
    let mut lines = wrap(name, LABEL);
    if lines.len() > 2 {
        lines.truncate(2);
        lines.iter_mut().skip(1).for_each(|line| line.push('…'));
    }
    lines.iter().map(|line| cut(line, LABEL + 4)).collect()
}

/// Where the spokes point.
struct Frame {
    spokes: usize,
    centre: Point,
}

impl Frame {
    /// The point at `distance` from the centre, the first spoke upwards, then clockwise.
    fn place(&self, spoke: usize, distance: f64) -> Point {
        let angle = core::f64::consts::TAU * spoke as f64 / self.spokes as f64;
        [self.centre[0] + distance * libm::sin(angle), self.centre[1] - distance * libm::cos(angle)]
    }

    fn around(&self, distance: impl Fn(usize) -> f64) -> Vec<Point> {
        (0..self.spokes).map(|spoke| self.place(spoke, distance(spoke))).collect()
    }

    /// The name of a spoke and its numbers below, beyond the tip.
    fn label(&self, svg: &mut Svg, spoke: usize, name: &[String], numbers: &str) {
        let [x, y] = self.place(spoke, RADIUS + SPACE);
        let widest = COLUMN * name.iter().map(|line| line.width()).max().unwrap_or(0) as f64;
        // A long name beside the drawing moves inwards rather than off the edge.
        let (anchor, x) = match x - self.centre[0] {
            right if right > 8.0 => (Anchor::Start, x.min(WIDTH - widest)),
            left if left < -8.0 => (Anchor::End, x.max(widest)),
            _ => (Anchor::Middle, x),
        };
        let height = LINE * name.len() as f64;
        // Above the drawing the text grows upwards, below it downwards, beside it both ways.
        let top = match y - self.centre[1] {
            above if above < -0.9 * RADIUS => y - height,
            below if below > 0.7 * RADIUS => y + 8.0,
            _ => y - height / 2.0,
        };
        for (line, text) in name.iter().enumerate() {
            svg.text("name halo", [x, top + LINE * line as f64 + 4.0], anchor, text);
        }
        svg.text("label", [x, top + height + 4.0], anchor, numbers);
    }
}
