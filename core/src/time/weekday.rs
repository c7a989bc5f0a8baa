//! Days of the week.

use serde::{Deserialize, Serialize};

/// A day of the week; weeks begin on Monday (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Weekday {
    /// 星期一.
    Monday,
    /// 星期二.
    Tuesday,
    /// 星期三.
    Wednesday,
    /// 星期四.
    Thursday,
    /// 星期五.
    Friday,
    /// 星期六.
    Saturday,
    /// 星期日.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The machine name, `monday` to `sunday`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// The day after.
    pub(super) fn next(self) -> Self {
        Self::of(self as i64 - 2)
    }

    /// The weekday of a day counted from 1970-01-01, which was a Thursday.
    pub(super) fn of(day: i64) -> Self {
        match (day + 3).rem_euclid(7) {
            0 => Self::Monday,
            1 => Self::Tuesday,
            2 => Self::Wednesday,
            3 => Self::Thursday,
            4 => Self::Friday,
            5 => Self::Saturday,
            _ => Self::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Weekday;

    #[test]
    fn days_follow_each_other() {
        for (index, weekday) in Weekday::ALL.into_iter().enumerate() {
            assert_eq!(weekday.next(), Weekday::ALL[(index + 1) % 7]);
            assert_eq!(Weekday::of(4 + index as i64), weekday, "1970-01-05 was a Monday");
        }
    }
}
