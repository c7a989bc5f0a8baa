//! Rolling windows, added up from their days.

use chrono::NaiveDate;

use crate::error::Result;
use crate::time::{NamedPeriod, PeriodRule};

/// What was counted in the period that begins on a day.
pub(crate) type Day<S> = (Option<NaiveDate>, S);

/// Cells with their periods; for rolling windows the days of each window added up. Windows that
/// would begin before `first` are not formed.
pub(crate) fn windows<S: Clone>(
    rule: &PeriodRule,
    first: NaiveDate,
    cells: Vec<Day<S>>,
    add: impl Fn(S, &S) -> Result<S>,
) -> Result<Vec<(Option<NamedPeriod>, S)>> {
    let mut found = Vec::with_capacity(cells.len());
    for (at, (day, state)) in cells.iter().enumerate() {
        let Some(day) = *day else { continue };
        let Some(window) = rule.window(day) else {
            if rule.window(first).is_none() {
                found.push((Some(rule.period_of(day)?), state.clone()));
            }
            continue;
        };
        if PeriodRule::days_between(first, window.days.first()) < 0 {
            continue;
        }
        let earlier = cells[..at].iter().rev();
        let inside = earlier.take_while(|(day, _)| day.is_some_and(|day| window.days.contains(day)));
        let sum = inside.into_iter().try_fold(state.clone(), |sum, (_, other)| add(sum, other))?;
        found.push((Some(window), sum));
    }
    Ok(found)
}
