//! The slow model: look at the clock in every minute. Knows nothing of the engine; the offsets of
//! its zones are those of Python's zoneinfo, typed in.

use proptest::prelude::*;
use servqual::time::{BusinessCalendar, Instant};

pub(crate) const MINUTE: i64 = 60_000_000;
/// 2026-01-01T00:00:00Z in minutes.
pub(crate) const BEGIN: i64 = 29_453_760;
/// Minutes of the year 2026.
pub(crate) const YEAR: i64 = 365 * 1440;

/// A zone in 2026: offset in minutes at the beginning, then (minute of the year in UTC, offset).
pub(crate) struct Zone {
    pub(crate) name: &'static str,
    offset: i64,
    changes: &'static [(i64, i64)],
}

pub(crate) const ZONES: [Zone; 5] = [
    Zone { name: "Asia/Shanghai", offset: 480, changes: &[] },
    Zone { name: "America/New_York", offset: -300, changes: &[(95_460, -240), (438_120, -300)] },
    Zone { name: "Europe/Berlin", offset: 60, changes: &[(125_340, 120), (427_740, 60)] },
    Zone { name: "Australia/Lord_Howe", offset: 660, changes: &[(134_820, 630), (396_930, 660)] },
    Zone { name: "Africa/Cairo", offset: 120, changes: &[(162_600, 180), (434_700, 120)] },
];

/// A calendar as drawn: minutes of the week from Monday 00:00, of which the last may run into the
/// next week; days of the year that are closed, and days that work like another weekday.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub(crate) zone: usize,
    pub(crate) week: Vec<(i64, i64)>,
    pub(crate) holidays: Vec<i64>,
    pub(crate) special: Vec<(i64, i64)>,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Drawn {
    /// Shifts that begin on a weekday, in minutes of that day.
    fn of_weekday(&self, weekday: i64) -> Vec<(i64, i64)> {
        let begin = weekday * 1440;
        let on = self.week.iter().filter(|(open, _)| open / 1440 == weekday);
        on.map(|(open, close)| (open - begin, close - begin)).collect()
    }

    /// Shifts that begin on a day counted from 1970-01-01.
    fn of_day(&self, day: i64) -> Vec<(i64, i64)> {
        let of_year = day - BEGIN / 1440;
        if self.holidays.contains(&of_year) {
            return Vec::new();
        }
        let like = self.special.iter().find(|(special, _)| *special == of_year).map(|(_, like)| *like);
        self.of_weekday(like.unwrap_or((day + 3).rem_euclid(7)))
    }

    pub(crate) fn document(&self) -> serde_json::Value {
        let time = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        let text = |(open, close): (i64, i64)| {
            let close = if close > 1440 { close - 1440 } else { close };
            format!("{}-{}", time(open), time(close))
        };
        let shifts = |weekday: i64| self.of_weekday(weekday).into_iter().map(text).collect::<Vec<_>>();
        let week: serde_json::Map<_, _> =
            (0..7).map(|weekday| (WEEKDAYS[weekday as usize].into(), shifts(weekday).into())).collect();
        let holidays: Vec<_> = self.holidays.iter().map(|&day| serde_json::json!({"date": date(day)})).collect();
        let special: Vec<_> = self
            .special
            .iter()
            .map(|&(day, like)| serde_json::json!({"date": date(day), "like": WEEKDAYS[like as usize]}))
            .collect();
        serde_json::json!({
            "id": "drawn", "time_zone": ZONES[self.zone].name, "week": week,
            "holidays": holidays, "special_days": special,
        })
    }

    /// The calendar; `None` where a special day overlaps a night shift of its neighbour.
    pub(crate) fn calendar(&self) -> Option<BusinessCalendar> {
        match BusinessCalendar::from_json(&self.document().to_string()) {
            Ok(calendar) => Some(calendar),
            Err(error) if error.to_string().contains("overlap") => None,
            Err(error) => panic!("{error} in {}", self.document()),
        }
    }

    fn is_open(&self, minute: i64) -> bool {
        let zone = &ZONES[self.zone];
        let changed = zone.changes.iter().rev().find(|(at, _)| *at <= minute - BEGIN);
        let local = minute + changed.map_or(zone.offset, |(_, offset)| *offset);
        let (day, clock) = (local.div_euclid(1440), local.rem_euclid(1440));
        self.of_day(day).iter().any(|&(open, close)| (open..close).contains(&clock))
            || self.of_day(day - 1).iter().any(|&(open, close)| (open..close).contains(&(clock + 1440)))
    }

    /// Business time by looking at every minute, in microseconds.
    pub(crate) fn business(&self, start: Instant, end: Instant) -> i64 {
        (start.div_euclid(MINUTE)..=end.div_euclid(MINUTE))
            .filter(|&minute| self.is_open(minute))
            .map(|minute| (end.min((minute + 1) * MINUTE) - start.max(minute * MINUTE)).max(0))
            .sum()
    }
}

fn date(day_of_year: i64) -> String {
    let day = chrono::NaiveDate::from_yo_opt(2026, day_of_year as u32 + 1);
    day.expect("a day of the year").to_string()
}

/// Shifts that never overlap: pairs of cuts of a cyclic week, none of them longer than a day.
fn week() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let cut = prop_oneof![2 => 0_i64..7 * 1440, 3 => (0_i64..7 * 48).prop_map(|half_hour| half_hour * 30)];
    (proptest::collection::btree_set(cut, 2..16), any::<bool>()).prop_map(|(cuts, shifted)| {
        let mut cuts: Vec<i64> = cuts.into_iter().collect();
        if shifted {
            let first = cuts.remove(0);
            cuts.push(first + 7 * 1440);
        }
        let pairs = cuts.chunks_exact(2).map(|pair| (pair[0], pair[1]));
        // A shift of exactly a day can only be written from midnight.
        pairs.filter(|(open, close)| close - open < 1440 || (close - open == 1440 && open % 1440 == 0)).collect()
    })
}

pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    let days = proptest::collection::btree_set(0_i64..365, 0..40);
    let special = proptest::collection::btree_map(0_i64..365, 0_i64..7, 0..10);
    (0..ZONES.len(), week(), days, special).prop_filter("opens", |(_, week, ..)| !week.is_empty()).prop_map(
        |(zone, week, holidays, special)| {
            let mut drawn = Drawn { zone, week, holidays: holidays.iter().copied().collect(), special: Vec::new() };
            drawn.special = special
                .into_iter()
                .filter(|(day, like)| !holidays.contains(day) && !drawn.of_weekday(*like).is_empty())
                .collect();
            drawn
        },
    )
}

/// An instant in 2026, often in a week in which clocks change and often on a whole minute.
pub(crate) fn instant() -> impl Strategy<Value = Instant> {
    let changes: Vec<i64> = ZONES.iter().flat_map(|zone| zone.changes.iter().map(|(minute, _)| *minute)).collect();
    let near = (0..changes.len(), -3000_i64..3000).prop_map(move |(at, minutes)| changes[at] + minutes);
    let minute = prop_oneof![0..YEAR, near];
    let rest = prop_oneof![Just(0), 0..MINUTE];
    (minute, rest).prop_map(|(minute, rest)| (BEGIN + minute) * MINUTE + rest)
}
