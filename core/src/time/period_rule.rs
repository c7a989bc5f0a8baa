//! Periods of a scorecard: how instants are cut into days, weeks, months, quarters and years.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::{DAY, date, day_number};
use super::{Instant, Period, TimeZone};
use crate::error::{QualityError, Result};
use crate::measure::Column;

/// Length of the periods into which time is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PeriodLength {
    /// Days, `2026-01-05`.
    Day,
    /// Weeks of ISO 8601, Monday to Sunday, named for the year of their Thursday: `2026-W02`.
    IsoWeek,
    /// Months, `2026-01`.
    #[default]
    Month,
    /// Quarters, `2026-Q1`.
    Quarter,
    /// Years, `2026`.
    Year,
    /// Quarters of a fiscal year, named for the calendar year in which it ends: `FY2026-Q1`.
    FiscalQuarter {
        /// The month in which the fiscal year begins, 1 to 12.
        first_month: u8,
    },
    /// Fiscal years, named for the calendar year in which they end: `FY2026`.
    FiscalYear {
        /// The month in which the fiscal year begins, 1 to 12.
        first_month: u8,
    },
    /// The last so many days, anew for each day: `2026-01-01/2026-01-30`. Windows overlap; those
    /// that would begin before the first day of the observations are not formed.
    RollingDays {
        /// How many days, 2 to 3660.
        days: u32,
    },
}

impl PeriodLength {
    /// The machine name with its parameter, such as `fiscal_quarter_4`.
    pub fn name(self) -> String {
        match self {
            Self::Day => "day".into(),
            Self::IsoWeek => "iso_week".into(),
            Self::Month => "month".into(),
            Self::Quarter => "quarter".into(),
            Self::Year => "year".into(),
            Self::FiscalQuarter { first_month } => format!("fiscal_quarter_{first_month}"),
            Self::FiscalYear { first_month } => format!("fiscal_year_{first_month}"),
            Self::RollingDays { days } => format!("rolling_days_{days}"),
        }
    }

    fn check(self) -> Result<()> {
        let (possible, value, expected) = match self {
            Self::FiscalQuarter { first_month } | Self::FiscalYear { first_month } => {
                ((1..=12).contains(&first_month), u32::from(first_month), "a first month of 1 to 12")
            }
            Self::RollingDays { days } => ((2..=3660).contains(&days), days, "2 to 3660 days"),
            _ => return Ok(()),
        };
        if possible {
            return Ok(());
        }
        let (place, value) = ("period".into(), value.to_string());
        Err(QualityError::InvalidParameter { place, value, expected: expected.into() })
    }
}

/// A period with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPeriod {
    /// Its name, such as `2026-W02`.
    pub name: String,
    /// Its first and last day.
    pub days: Period,
}

/// The periods of a column of instants, as codes into a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodCodes {
    /// The periods that occur, in the order of time.
    pub periods: Vec<NamedPeriod>,
    /// For each row the position of its period; `None` without an instant.
    pub codes: Vec<Option<u32>>,
}

/// How instants are cut into periods: a length, and the zone in which days begin.
///
/// For rolling windows the periods are the days of which the windows are made.
///
/// ```
/// use servqual::measure::Column;
/// use servqual::time::{PeriodLength, PeriodRule, TimeZone, parse_instant};
/// let rule = PeriodRule::new(PeriodLength::FiscalYear { first_month: 4 }, TimeZone::new("Asia/Shanghai")?)?;
/// // Already the first of April in Shanghai.
/// let at = [parse_instant("2026-03-31T17:00:00Z", "at", 0)?];
/// let periods = rule.periods(&Column::new("at", &at))?.periods;
/// assert_eq!((periods[0].name.as_str(), periods[0].days.first().to_string()), ("FY2027", "2026-04-01".into()));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct PeriodRule {
    length: PeriodLength,
    zone: TimeZone,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    length: PeriodLength,
    time_zone: String,
}

impl PeriodRule {
    /// A rule.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] for a first month or a number of days that is not possible.
    pub fn new(length: PeriodLength, zone: TimeZone) -> Result<Self> {
        length.check()?;
        Ok(Self { length, zone })
    }

    /// The length of the periods.
    pub fn length(&self) -> PeriodLength {
        self.length
    }

    /// The zone in which days begin.
    pub fn time_zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The period of each instant.
    ///
    /// # Errors
    /// [`QualityError::InvalidInstant`] for instants outside the years 1 to 9999.
    pub fn periods(&self, at: &Column<'_, Instant>) -> Result<PeriodCodes> {
        let days = self.days(at)?;
        let present = || days.iter().flatten().copied();
        let (Some(first), Some(last)) = (present().min(), present().max()) else {
            return Ok(PeriodCodes { periods: Vec::new(), codes: vec![None; days.len()] });
        };
        let mut used = vec![false; (last - first) as usize + 1];
        present().for_each(|day| used[(day - first) as usize] = true);
        let mut periods: Vec<NamedPeriod> = Vec::new();
        let mut codes = vec![0_u32; used.len()];
        for (offset, _) in used.iter().enumerate().filter(|(_, used)| **used) {
            let day = date(first + offset as i64).unwrap_or_default();
            if !periods.last().is_some_and(|period| period.days.contains(day)) {
                periods.push(self.period_of(day)?);
            }
            codes[offset] = periods.len() as u32 - 1;
        }
        let codes = days.iter().map(|day| day.map(|day| codes[(day - first) as usize])).collect();
        Ok(PeriodCodes { periods, codes })
    }

    /// The local day of each instant, counted from 1970-01-01.
    fn days(&self, at: &Column<'_, Instant>) -> Result<Vec<Option<i64>>> {
        let range = at.iter().flatten().fold(None, |range: Option<(Instant, Instant)>, at| {
            Some(range.map_or((at, at), |(low, high)| (low.min(at), high.max(at))))
        });
        let Some((low, high)) = range else { return Ok(vec![None; at.len()]) };
        let possible = date(low.div_euclid(DAY) - 1).zip(date(high.div_euclid(DAY) + 1));
        if !possible.is_some_and(|(low, high)| low.year() >= 1 && high.year() <= 9999) {
            let far = |at: Instant| date(at.div_euclid(DAY)).is_none_or(|day| !(2..9999).contains(&day.year()));
            let row = (0..at.len()).find(|&row| at.get(row).is_some_and(far)).unwrap_or(0);
            return Err(QualityError::InvalidInstant {
                place: at.name().into(),
                row: row as u64,
                value: at.get(row).unwrap_or_default().to_string(),
                expected: "microseconds since 1970-01-01T00:00:00Z within the years 1 to 9999".into(),
            });
        }
        let spans = self.zone.offsets(low, high.saturating_add(1));
        let mut current = 0;
        let mut day_of = |at: Instant| {
            if !spans.get(current).is_some_and(|span| (span.start..span.end).contains(&at)) {
                current = spans.partition_point(|span| span.end <= at).min(spans.len() - 1);
            }
            (at + spans[current].offset).div_euclid(DAY)
        };
        Ok(at.iter().map(|at| at.map(&mut day_of)).collect())
    }

    /// The period in which a day lies; for rolling windows the day itself.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] beyond the years that dates know.
    pub fn period_of(&self, day: NaiveDate) -> Result<NamedPeriod> {
        let month = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day);
        // From the first of a month so many months long.
        let months = |first: NaiveDate, count: u32| {
            let after = first.checked_add_months(chrono::Months::new(count)).unwrap_or(day);
            (first, after.pred_opt().unwrap_or(day))
        };
        let fiscal = |first_month: u8| {
            let begins = u32::from(first_month);
            let year = if day.month() >= begins { day.year() } else { day.year() - 1 };
            (month(year, begins), if begins == 1 { year } else { year + 1 })
        };
        let (name, (first, last)) = match self.length {
            PeriodLength::Day | PeriodLength::RollingDays { .. } => (day.to_string(), (day, day)),
            PeriodLength::IsoWeek => {
                let week = day.week(chrono::Weekday::Mon);
                let iso = day.iso_week();
                (format!("{:04}-W{:02}", iso.year(), iso.week()), (week.first_day(), week.last_day()))
            }
            PeriodLength::Month => (day.format("%Y-%m").to_string(), months(month(day.year(), day.month()), 1)),
            PeriodLength::Quarter => {
                let quarter = day.month0() / 3;
                (format!("{:04}-Q{}", day.year(), quarter + 1), months(month(day.year(), quarter * 3 + 1), 3))
            }
            PeriodLength::Year => (format!("{:04}", day.year()), months(month(day.year(), 1), 12)),
            PeriodLength::FiscalQuarter { first_month } => {
                let (begin, named) = fiscal(first_month);
                let since = (day.year() * 12 + day.month0() as i32) - (begin.year() * 12 + begin.month0() as i32);
                let quarter = since as u32 / 3;
                let first = begin.checked_add_months(chrono::Months::new(3 * quarter)).unwrap_or(day);
                (format!("FY{named:04}-Q{}", quarter + 1), months(first, 3))
            }
            PeriodLength::FiscalYear { first_month } => {
                let (begin, named) = fiscal(first_month);
                (format!("FY{named:04}"), months(begin, 12))
            }
        };
        Ok(NamedPeriod { name, days: Period::new(first, last)? })
    }

    /// The rolling window that ends on a day; `None` for other periods.
    pub(crate) fn window(&self, last: NaiveDate) -> Option<NamedPeriod> {
        let PeriodLength::RollingDays { days } = self.length else { return None };
        let first = last.checked_sub_days(Days::new(u64::from(days) - 1))?;
        Some(NamedPeriod { name: format!("{first}/{last}"), days: Period::new(first, last).ok()? })
    }

    /// Days from one date to another.
    pub(crate) fn days_between(first: NaiveDate, last: NaiveDate) -> i64 {
        day_number(last) - day_number(first)
    }
}

impl TryFrom<Wire> for PeriodRule {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        Self::new(wire.length, TimeZone::new(&wire.time_zone)?)
    }
}

impl From<PeriodRule> for Wire {
    fn from(rule: PeriodRule) -> Self {
        Self { length: rule.length, time_zone: rule.zone.name().into() }
    }
}
