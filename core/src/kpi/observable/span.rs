//! Cases by their ends: how long they took, by the clock of the definition.

use super::count_missing;
use super::duration::negative;
use crate::error::Result;
use crate::measure::{Column, MissingRule, OwnedColumn};
use crate::time::{Clock, Instant};

/// Microseconds in a second.
const MICROSECONDS: f64 = 1e6;

/// Columns of cases.
#[derive(Clone, Copy)]
pub(super) struct Cases<'a> {
    pub(super) start: Column<'a, Instant>,
    pub(super) end: Column<'a, Instant>,
    pub(super) service: Option<Column<'a, &'a str>>,
    pub(super) observed_until: Option<Instant>,
}

/// What is known of one case.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Case {
    /// It began at an unknown time.
    #[default]
    Missing,
    /// It began when the watch was over.
    NotBegun,
    /// It has not ended, and nobody says until when it was watched.
    Open,
    /// It had not ended when the watch was over, after so many seconds.
    Watched(f64),
    /// It ended after so many seconds.
    Ended(f64),
}

impl Cases<'_> {
    /// What is known of each case.
    pub(super) fn read(&self, clock: &Clock, rule: MissingRule) -> Result<Vec<Case>> {
        self.start.require_length(&self.end)?;
        if let Some(service) = &self.service {
            service.require_length(&self.start)?;
        }
        count_missing(&self.start, rule)?;
        let mut cases = self.elapsed()?;
        if let Clock::Business { hours } = clock {
            let mut stop = OwnedColumn::new(self.end.name());
            for (row, case) in cases.iter().enumerate() {
                stop.push(match case {
                    Case::Ended(_) => self.end.get(row),
                    Case::Watched(_) => self.observed_until,
                    _ => None,
                });
            }
            let times = hours.times(self.start, stop.column()?, self.service, rule)?;
            let open = times.microseconds.column()?;
            for (case, time) in cases.iter_mut().zip(open.iter()) {
                *case = match (*case, time.map(|time| time as f64 / MICROSECONDS)) {
                    (Case::Ended(_), Some(seconds)) => Case::Ended(seconds),
                    (Case::Watched(_), Some(seconds)) => Case::Watched(seconds),
                    // A row without a calendar: nobody knows its time.
                    (Case::Ended(_) | Case::Watched(_), None) => Case::Missing,
                    (other, _) => other,
                };
            }
        }
        Ok(cases)
    }

    /// What is known by elapsed time.
    fn elapsed(&self) -> Result<Vec<Case>> {
        let mut cases = Vec::with_capacity(self.start.len());
        for row in 0..self.start.len() {
            let Some(start) = self.start.get(row) else {
                cases.push(Case::Missing);
                continue;
            };
            let seconds = |stop: Instant| (i128::from(stop) - i128::from(start)) as f64 / MICROSECONDS;
            let end = self.end.get(row);
            if let Some(end) = end.filter(|&end| end < start) {
                return Err(negative(self.end.name(), row, seconds(end)));
            }
            cases.push(match (end, self.observed_until) {
                (_, Some(until)) if start > until => Case::NotBegun,
                (Some(end), Some(until)) if end <= until => Case::Ended(seconds(end)),
                (_, Some(until)) => Case::Watched(seconds(until)),
                (Some(end), None) => Case::Ended(seconds(end)),
                (None, None) => Case::Open,
            });
        }
        Ok(cases)
    }
}
