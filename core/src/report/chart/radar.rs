//! Expectation and perception of the dimensions as two polygons.

use unicode_width::UnicodeWidthStr;

use super::super::wrapping::{cut, wrap};
use super::axis::{Axis, Range, possible};
use super::svg::{Anchor, Caption, Point, Svg};
use crate::measure::Unit;

const WIDTH: f64 = 400.0;
const CENTRE: Point = [200.0, 150.0];
const RADIUS: f64 = 106.0;
const HEIGHT: f64 = 296.0;
/// Columns of a label before it is wrapped.
const LABEL: usize = 14;
/// About the width of one column of a label.
const COLUMN: f64 = 7.4;
const LINE: f64 = 15.0;

/// One dimension.
pub(in super::super) struct Spoke<'a> {
    pub(in super::super) name: &'a str,
    /// The two numbers in words, below the name.
    pub(in super::super) shown: String,
    pub(in super::super) expectation: Option<f64>,
    pub(in super::super) perception: Option<f64>,
}

/// Draws the radar; empty for fewer than three dimensions or where a value is missing.
pub(in super::super) fn radar(spokes: &[Spoke<'_>], unit: &Unit, caption: &Caption) -> String {
    let polygon = |value: fn(&Spoke<'_>) -> Option<f64>| spokes.iter().map(value).collect::<Option<Vec<_>>>();
    let (Some(expectation), Some(perception)) = (polygon(|spoke| spoke.expectation), polygon(|spoke| spoke.perception))
    else {
        return String::new();
    };
    let Range { lower, upper } = possible(unit);
    if spokes.len() < 3 || !(lower.is_finite() && upper.is_finite()) {
        return String::new();
    }
    let axis = Axis { range: Range { lower, upper }, from: 0.0, to: RADIUS };
    let around = |values: &[f64]| -> Vec<Point> {
        values.iter().enumerate().map(|(spoke, &value)| place(spoke, spokes.len(), axis.at(value))).collect()
    };
    let mut svg = Svg::new(WIDTH, HEIGHT);
    let ticks = axis.ticks(unit, 7);
    for tick in &ticks {
        let ring: Vec<_> = (0..spokes.len()).map(|spoke| place(spoke, spokes.len(), tick.at)).collect();
        svg.polygon("ring", &ring);
    }
    (0..spokes.len()).for_each(|spoke| svg.line("grid", CENTRE, place(spoke, spokes.len(), RADIUS)));
    svg.polygon("perception", &around(&perception));
    svg.polygon("expectation", &around(&expectation));
    around(&perception).into_iter().for_each(|point| svg.circle("perception-point", point, 3.5));
    for tick in &ticks {
        svg.text("small halo", [CENTRE[0] + 4.0, CENTRE[1] - tick.at + 3.5], Anchor::Start, &tick.label);
    }
    spokes.iter().enumerate().for_each(|(position, spoke)| label(&mut svg, spoke, position, spokes.len()));
    svg.finish("chart radar", caption)
}

/// The point at `distance` from the centre, the first spoke upwards, then clockwise.
fn place(spoke: usize, spokes: usize, distance: f64) -> Point {
    let angle = core::f64::consts::TAU * spoke as f64 / spokes as f64;
    [CENTRE[0] + distance * libm::sin(angle), CENTRE[1] - distance * libm::cos(angle)]
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

fn label(svg: &mut Svg, spoke: &Spoke<'_>, position: usize, spokes: usize) {
    let [x, y] = place(position, spokes, RADIUS + 12.0);
    let sideways = x - CENTRE[0];
    let anchor = match sideways {
        right if right > 8.0 => Anchor::Start,
        left if left < -8.0 => Anchor::End,
        _ => Anchor::Middle,
    };
    let lines = lines(spoke.name);
    let widest = COLUMN * lines.iter().map(|line| line.width()).max().unwrap_or(0) as f64;
    // A long name beside the drawing moves inwards rather than off the edge.
    let x = match anchor {
        Anchor::Start => x.min(WIDTH - widest),
        Anchor::End => x.max(widest),
        Anchor::Middle => x,
    };
    let height = LINE * lines.len() as f64;
    // Above the drawing the text grows upwards, below it downwards, beside it both ways.
    let top = match y - CENTRE[1] {
        above if above < -0.9 * RADIUS => y - height,
        below if below > 0.7 * RADIUS => y + 8.0,
        _ => y - height / 2.0,
    };
    for (line, text) in lines.iter().enumerate() {
        svg.text("name", [x, top + LINE * line as f64 + 4.0], anchor, text);
    }
    svg.text("label", [x, top + height + 4.0], anchor, &spoke.shown);
}
