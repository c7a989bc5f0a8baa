//! Ranges of values, their places on a drawing, and round numbers to mark.

use super::super::shown;
use crate::measure::Unit;

/// From the lowest to the highest value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Range {
    pub(super) lower: f64,
    pub(super) upper: f64,
}

impl Range {
    /// The range of the values; `None` without any.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().fold(None, |range: Option<Self>, value| {
            let range = range.unwrap_or(Self { lower: value, upper: value });
            Some(Self { lower: range.lower.min(value), upper: range.upper.max(value) })
        })
    }

    /// The range with a part of its length added on both sides, within what the unit can be.
    pub(super) fn padded(self, part: f64, unit: &Unit) -> Self {
        let length = self.upper - self.lower;
        let room = if length > 0.0 { part * length } else { part * smallest(unit) };
        let possible = possible(unit);
        let padded =
            Self { lower: (self.lower - room).max(possible.lower), upper: (self.upper + room).min(possible.upper) };
        // A value beyond what is possible cannot occur; should it, it is shown.
        Self { lower: padded.lower.min(self.lower), upper: padded.upper.max(self.upper) }
    }
}

/// What values of a unit can be.
pub(super) fn possible(unit: &Unit) -> Range {
    let (lower, upper) = match unit {
        Unit::Share => (0.0, 1.0),
        Unit::ShareDifference | Unit::Coefficient => (-1.0, 1.0),
        Unit::Money { .. } => (f64::NEG_INFINITY, f64::INFINITY),
        Unit::NetPoint => (-100.0, 100.0),
        Unit::IndexPoint => (0.0, 100.0),
        Unit::IndexPointDifference => (-100.0, 100.0),
        Unit::NetPointDifference => (-200.0, 200.0),
        Unit::ScalePoint { scale } => (f64::from(scale.minimum()), f64::from(scale.maximum())),
        Unit::ScaleDifference { scale } => {
            let most = f64::from(scale.maximum()) - f64::from(scale.minimum());
            (-most, most)
        }
        Unit::Second | Unit::Ratio | Unit::RatePer { .. } => (0.0, f64::INFINITY),
        Unit::RelativeChange => (-1.0, f64::INFINITY),
        Unit::SecondDifference | Unit::RatioDifference | Unit::RateDifference { .. } => {
            (f64::NEG_INFINITY, f64::INFINITY)
        }
    };
    Range { lower, upper }
}

/// The length to show around a single value.
fn smallest(unit: &Unit) -> f64 {
    match unit {
        Unit::Share
        | Unit::ShareDifference
        | Unit::RelativeChange
        | Unit::Coefficient
        | Unit::Ratio
        | Unit::RatioDifference => 0.1,
        Unit::NetPoint | Unit::NetPointDifference | Unit::IndexPoint | Unit::IndexPointDifference => 10.0,
        Unit::Second | Unit::SecondDifference => 60.0,
        Unit::Money { .. }
        | Unit::ScalePoint { .. }
        | Unit::ScaleDifference { .. }
        | Unit::RatePer { .. }
        | Unit::RateDifference { .. } => 1.0,
    }
}

/// A range laid along a drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    pub(super) range: Range,
    /// Where the lowest value lies.
    pub(super) from: f64,
    /// Where the highest value lies.
    pub(super) to: f64,
}

/// A round value with its place and label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
}

impl Axis {
    pub(super) fn at(&self, value: f64) -> f64 {
        let length = self.range.upper - self.range.lower;
        let part = if length > 0.0 { (value - self.range.lower) / length } else { 0.5 };
        self.from + part.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Round values within the range, as many as fit and at most `most`.
    pub(super) fn ticks(&self, unit: &Unit, most: usize) -> Vec<Tick> {
        // Shares are marked in round percent.
        let percent = matches!(unit, Unit::Share | Unit::ShareDifference | Unit::RelativeChange);
        let factor = if percent { 100.0 } else { 1.0 };
        let (lower, upper) = (factor * self.range.lower, factor * self.range.upper);
        let step = step((upper - lower) / most.max(1) as f64, unit);
        // Positions are whole multiples of the step, so that no rounding adds up.
        let [first, last] = [libm::ceil(lower / step - 1e-9), libm::floor(upper / step + 1e-9)];
        if !(first.is_finite() && last.is_finite()) {
            return vec![];
        }
        let values = (first as i64..=last as i64).take(2 * most).map(|multiple| multiple as f64 * step);
        values.map(|value| Tick { at: self.at(value / factor), label: self.label(value, step, unit) }).collect()
    }

    /// A short label with the digits that the step needs.
    fn label(&self, value: f64, step: f64, unit: &Unit) -> String {
        let digits = (-libm::floor(libm::log10(step))).clamp(0.0, 6.0) as usize;
        let magnitude = match digits {
            0 => shown::count(libm::round(value.abs()) as u64),
            _ => format!("{:.digits$}", value.abs()),
        };
        let sign = match (value < 0.0, unit) {
            (true, _) => "−",
            (false, unit) if value > 0.0 && (*unit == Unit::NetPoint || unit.is_difference()) => "+",
            _ => "",
        };
        match unit {
            Unit::Share | Unit::RelativeChange => format!("{sign}{magnitude} %"),
            Unit::ShareDifference => format!("{sign}{magnitude} pp"),
            Unit::Second | Unit::SecondDifference => format!("{sign}{}", time(value.abs(), step, self.range.upper)),
            _ => format!("{sign}{magnitude}"),
        }
    }
}

/// The smallest round step that is not below `least`.
fn step(least: f64, unit: &Unit) -> f64 {
    const TIMES: [f64; 21] = [
        1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 10_800.0,
        21_600.0, 43_200.0, 86_400.0, 172_800.0, 432_000.0, 864_000.0,
    ];
    if matches!(unit, Unit::Second | Unit::SecondDifference)
        && let Some(&step) = TIMES.iter().find(|&&step| step >= least)
    {
        return step;
    }
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let round = [1.0, 2.0, 5.0].into_iter().map(|factor| factor * power).find(|&step| step >= least * (1.0 - 1e-9));
    round.unwrap_or(10.0 * power)
}

/// In the largest unit of time in which steps are quarters at least and the values are a few.
fn time(seconds: f64, step: f64, longest: f64) -> String {
    let fits = |length: f64| {
        let quarters = 4.0 * step / length;
        step >= length || (quarters >= 1.0 && quarters == libm::floor(quarters) && longest >= 3.0 * length)
    };
    let units = [(86_400.0, "d"), (3_600.0, "h"), (60.0, "min")];
    let (length, name) = units.into_iter().find(|(length, _)| fits(*length)).unwrap_or((1.0, "s"));
    format!("{} {name}", seconds / length)
}

#[cfg(test)]
mod tests {
    use super::{Axis, Range, Unit};

    fn labels(lower: f64, upper: f64, unit: &Unit) -> Vec<String> {
        let axis = Axis { range: Range { lower, upper }, from: 0.0, to: 100.0 };
        axis.ticks(unit, 4).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round_in_their_unit() {
        assert_eq!(labels(0.763, 0.805, &Unit::Share), ["78 %", "80 %"]);
        assert_eq!(labels(0.0, 4_000.0, &Unit::Second), ["0 min", "30 min", "60 min"]);
        assert_eq!(labels(900.0, 975.0, &Unit::Second), ["15 min", "15.5 min", "16 min"]);
        assert_eq!(labels(0.0, 90.0, &Unit::Second), ["0 s", "30 s", "60 s", "90 s"]);
        assert_eq!(labels(0.0, 20_000.0, &Unit::Second), ["0 h", "2 h", "4 h"]);
        assert_eq!(labels(-12.0, 21.0, &Unit::NetPoint), ["−10", "0", "+10", "+20"]);
        assert_eq!(labels(0.0, 0.0, &Unit::Share), ["0 %"]);
    }

    #[test]
    fn places_stay_on_the_drawing() {
        let axis = Axis { range: Range { lower: 1.0, upper: 7.0 }, from: 10.0, to: 70.0 };
        assert_eq!([axis.at(1.0), axis.at(4.0), axis.at(9.0)], [10.0, 40.0, 70.0]);
    }
}
