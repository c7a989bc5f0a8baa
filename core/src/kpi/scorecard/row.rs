//! What a scorecard says, as data.

use serde::{Deserialize, Serialize};

use crate::measure::{Comparison, Direction, Interval, IntervalMethod, Measure, Target, Verdict};
use crate::time::NamedPeriod;

/// How far along the way from the baseline to the target: 0 at the baseline, 1 at the target; below
/// 0 it went the wrong way, above 1 it went further than asked.
///
/// # Formula
/// (actual − baseline) / (target − baseline), and the ends of the interval of the actual value
/// likewise; baseline and target are taken as known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Progress {
    /// The part of the way.
    pub estimate: f64,
    /// Lower end of its interval.
    pub lower: Option<f64>,
    /// Upper end of its interval.
    pub upper: Option<f64>,
}

impl Progress {
    /// The part of the way; `None` where baseline and target are the same or nothing was measured.
    pub fn new(measure: &Measure, baseline: f64, target: &Target) -> Option<Self> {
        let way = target.value - baseline;
        let along = |value: f64| (value - baseline) / way;
        let estimate = measure.estimate.filter(|_| way != 0.0).map(along)?;
        let ends = measure.interval.map(|interval| [along(interval.lower), along(interval.upper)]);
        let ends = ends.map(|[lower, upper]| if way < 0.0 { [upper, lower] } else { [lower, upper] });
        Some(Self { estimate, lower: ends.map(|ends| ends[0]), upper: ends.map(|ends| ends[1]) })
    }
}

/// Whether a period is better than the one before, as far as the interval of the difference tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Course {
    /// The whole interval of the difference lies on the better side of zero.
    Better,
    /// The whole interval lies on the worse side.
    Worse,
    /// The interval holds zero.
    Undecided,
}

impl Course {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Undecided => "undecided",
        }
    }

    pub(super) fn of(change: &Comparison) -> Option<Self> {
        let interval = change.interval.as_ref()?;
        Some(match change.definition.direction {
            _ if interval.lower <= 0.0 && interval.upper >= 0.0 => Self::Undecided,
            Direction::HigherIsBetter if interval.lower > 0.0 => Self::Better,
            Direction::LowerIsBetter if interval.upper < 0.0 => Self::Better,
            _ => Self::Worse,
        })
    }
}

/// One indicator of one unit in one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ScorecardRow {
    /// The unit, such as a team.
    pub unit: String,
    /// The period, such as `2026-W02`; missing where time is not cut.
    pub period: Option<String>,
    /// First day of the period, such as `2026-01-05`.
    pub first_day: Option<String>,
    /// Last day of the period.
    pub last_day: Option<String>,
    /// Id of the indicator.
    pub indicator: String,
    /// What was measured; without numbers where the row is suppressed.
    pub measure: Measure,
    /// Whether the row has too few observations to be shown.
    pub suppressed: bool,
    /// What it says against the target, where there is one.
    pub verdict: Option<Verdict>,
    /// The baseline, where there is one.
    pub baseline: Option<f64>,
    /// How far along from the baseline to the target.
    pub progress: Option<Progress>,
    /// How it differs from the period before of the same unit; for rolling windows from the window
    /// that ended before this one began.
    pub change: Option<Comparison>,
    /// Whether it is better than then.
    pub course: Option<Course>,
}

/// A unit for which an indicator measured nothing in a period between the first and the last of the
/// scorecard: there were no observations, or all were left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct EmptyPeriod {
    /// Id of the indicator.
    pub indicator: String,
    /// The unit.
    pub unit: String,
    /// The period, such as `2026-W02`; missing where time is not cut.
    pub period: Option<String>,
    /// First day of the period, such as `2026-01-05`.
    pub first_day: Option<String>,
    /// Last day of the period.
    pub last_day: Option<String>,
}

impl EmptyPeriod {
    pub(super) fn new(indicator: &str, unit: &str, period: Option<NamedPeriod>) -> Self {
        Self {
            indicator: indicator.to_owned(),
            unit: unit.to_owned(),
            first_day: period.as_ref().map(|period| period.days.first().to_string()),
            last_day: period.as_ref().map(|period| period.days.last().to_string()),
            period: period.map(|period| period.name),
        }
    }
}

/// Indicators by unit and period.
///
/// Rows are in the order of the indicators, then by unit, then by time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Scorecard {
    /// One row for each indicator, unit and period with observations.
    pub rows: Vec<ScorecardRow>,
    /// Observed rows without an instant, left out.
    pub undated: u64,
    /// Rows that are not shown because they have too few observations.
    pub suppressed: u64,
    /// Units and periods in which nothing was measured; not listed for rolling windows.
    #[serde(default)]
    pub empty: Vec<EmptyPeriod>,
}

impl Scorecard {
    /// The scorecard as a JSON document.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// A scorecard from [`to_json`](Self::to_json).
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`](crate::QualityError::InvalidDocument).
    pub fn from_json(json: &str) -> crate::Result<Self> {
        crate::document::from_value(crate::document::parse_json(json)?)
    }

    /// The rows of one indicator and unit in the order of time.
    pub fn course_of<'a>(&'a self, indicator: &'a str, unit: &'a str) -> impl Iterator<Item = &'a ScorecardRow> {
        self.rows.iter().filter(move |row| row.indicator == indicator && row.unit == unit)
    }
}

/// The interval of a suppressed measure, and everything else of it, is not shown.
pub(super) fn suppress(measure: &mut Measure) {
    measure.estimate = None;
    measure.standard_deviation = None;
    measure.interval = None::<Interval>;
}

/// Intervals without a known difference: a quantile needs the raw data.
pub(super) fn has_difference(measure: &Measure) -> bool {
    measure.interval.is_some_and(|interval| interval.method != IntervalMethod::OrderStatistics)
}
