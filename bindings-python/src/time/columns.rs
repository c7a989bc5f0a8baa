//! Business time by row.

use pyo3::prelude::*;
use servqual::measure::OwnedColumn;
use servqual::time;
use servqual::time::TimeZone;

use super::calendar::{BusinessCalendar, CalendarSet};
use super::values::Values;
use crate::columns::{Loaded, instants, microseconds, read, texts};
use crate::error::Answer;
use crate::record::from_word;

/// The business time of each span, and how many have none.
#[pyclass(frozen, get_all, module = "servqual.time")]
pub(crate) struct BusinessTimes {
    /// Business time of each row; `None` for spans that are open or have no start.
    durations: Py<Values>,
    /// Spans with a start but no end: still open, or never ended.
    open: u64,
    /// Spans without a start, or without a calendar.
    missing: u64,
}

#[pymethods]
impl BusinessTimes {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let rows = self.durations.bind(py).as_any().len()?;
        Ok(format!("<BusinessTimes of {rows} spans, {} open, {} missing>", self.open, self.missing))
    }
}

/// All rows of a column in one piece.
fn whole<T: Copy + Send + Sync + 'static>(column: &Loaded<T>) -> servqual::Result<servqual::measure::Column<'_, T>> {
    column.part(&(0..column.shape().1))
}

/// The business time of each span of a column of starts and a column of ends.
///
/// The calendar is laid out once for the range of the data; each row costs two look-ups. The durations
/// are a column for any indicator of durations.
///
/// Parameters
/// ----------
/// calendar : BusinessCalendar or CalendarSet
///     When the service is open.
/// start, end : column of instants with a zone, or of RFC 3339 texts
///     A span without an end is open: it has no business time and is counted.
/// by : column of str, optional
///     With a `CalendarSet`, the id of the calendar of each row: its tier, its team, its region.
/// missing : {"raise", "omit", "propagate"}
///     What happens to a span without a start, or without a calendar: an error, or counted.
///
/// Raises
/// ------
/// LengthMismatchError, NegativeDurationError, OutsideCalendarError, MissingValueError
///     Naming column and row; `InvalidCellError` for ids that are not in the set.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> from servqual.time import BusinessCalendar, business_times
///     >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}})
///     >>> start, end = ["2026-01-05T16:00:00Z"] * 2, ["2026-01-12T10:00:00Z", None]
///     >>> times = business_times(desk, start, end)
///     >>> times
///     <BusinessTimes of 2 spans, 1 open, 0 missing>
///     >>> sq.kpi.first_response_time(statistic="mean", missing="omit").measure(times.durations).estimate
///     7200.0
#[pyfunction]
#[pyo3(signature = (calendar, start, end, *, by = None, missing = "raise"))]
pub(crate) fn business_times<'py>(
    py: Python<'py>,
    calendar: &Bound<'py, PyAny>,
    start: &Bound<'py, PyAny>,
    end: &Bound<'py, PyAny>,
    by: Option<&Bound<'py, PyAny>>,
    missing: &str,
) -> Answer<BusinessTimes> {
    let (start, end, rule) = (read(start, "start")?, read(end, "end")?, from_word(missing, "missing")?);
    let found = match by {
        None => {
            let calendar = calendar.cast::<BusinessCalendar>().map_err(PyErr::from)?.get();
            py.detach(|| {
                let (start, end) = (instants(start)?.joined(), instants(end)?.joined());
                time::business_times(&calendar.0, whole(&start)?, whole(&end)?, rule)
            })?
        }
        Some(by) => {
            let (calendars, by) = (calendar.cast::<CalendarSet>().map_err(PyErr::from)?.get(), read(by, "by")?);
            py.detach(|| {
                let (start, end, ids) = (instants(start)?.joined(), instants(end)?.joined(), texts(&by)?);
                let names = OwnedColumn::of(&by.name, ids.iter().map(Option::as_deref));
                time::business_times_by(&calendars.0, names.column()?, whole(&start)?, whole(&end)?, rule)
            })?
        }
    };
    let durations = Py::new(py, Values::durations(&found.microseconds)?)?;
    Ok(BusinessTimes { durations, open: found.open, missing: found.missing })
}

/// The due date of each row: where its business duration is used up.
///
/// Parameters
/// ----------
/// calendar : BusinessCalendar
///     When the service is open.
/// start : column of instants with a zone, or of RFC 3339 texts
/// business : column of durations, or of seconds
/// missing : {"raise", "omit", "propagate"}
///     What happens to a row without a start or without a duration: an error, or no due date.
///
/// Raises
/// ------
/// LengthMismatchError, NegativeDurationError, OutsideCalendarError, MissingValueError
///     Naming column and row.
///
/// Examples
/// --------
///     >>> from servqual.time import BusinessCalendar, due_dates
///     >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}})
///     >>> due_dates(desk, ["2026-01-05T16:00:00Z"], [7200])[0].isoformat()
///     '2026-01-12T10:00:00+00:00'
#[pyfunction]
#[pyo3(signature = (calendar, start, business, *, missing = "raise"))]
pub(crate) fn due_dates<'py>(
    py: Python<'py>,
    calendar: &BusinessCalendar,
    start: &Bound<'py, PyAny>,
    business: &Bound<'py, PyAny>,
    missing: &str,
) -> Answer<Values> {
    let (start, business, rule) = (read(start, "start")?, read(business, "business")?, from_word(missing, "missing")?);
    let found = py.detach(|| {
        let (start, business) = (instants(start)?.joined(), microseconds(business)?.joined());
        time::due_dates(&calendar.0, whole(&start)?, whole(&business)?, rule)
    })?;
    Values::instants(&found)
}

/// Local times without a zone, such as `2026-01-05 09:30`, as instants of a time zone.
///
/// Parameters
/// ----------
/// texts : column of str
/// time_zone : str
///     IANA name.
/// rule : {"raise", "earlier", "later"}
///     What happens to a time that a change of the clocks skips or shows twice.
///
/// Raises
/// ------
/// InvalidInstantError
///     Naming the row, for text that is no local time, and with "raise" for times that do not exist or
///     exist twice.
/// UnknownIdError
///     For a zone that is not in the IANA database; names the nearest one.
///
/// Examples
/// --------
///     >>> from servqual.time import parse_local_times
///     >>> parse_local_times(["2026-03-08 02:30"], "America/New_York", rule="later")[0].isoformat()
///     '2026-03-08T07:30:00+00:00'
#[pyfunction(name = "parse_local_times")]
#[pyo3(signature = (texts, time_zone, *, rule = "raise"))]
pub(crate) fn parse_local_times(texts: &Bound<'_, PyAny>, time_zone: &str, rule: &str) -> Answer<Values> {
    let (zone, rule, source) = (TimeZone::new(time_zone)?, from_word(rule, "rule")?, read(texts, "texts")?);
    let mut found = OwnedColumn::new(&source.name);
    for (row, text) in crate::columns::texts(&source)?.iter().enumerate() {
        let parse = |text: &str| zone.parse_local(text, rule, &source.name, row as u64);
        found.push(text.as_deref().map(parse).transpose()?);
    }
    Values::instants(&found)
}

/// The release of the IANA time zone database that is embedded, such as `2026e`.
///
/// Examples
/// --------
///     >>> from servqual.time import time_zone_database_version
///     >>> time_zone_database_version() >= "2026"
///     True
#[pyfunction]
pub(crate) fn time_zone_database_version() -> &'static str {
    TimeZone::database_version()
}
