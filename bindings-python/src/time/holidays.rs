//! Public holidays and make-up workdays, which are the caller's data.

use pyo3::prelude::*;
use servqual::time;
use servqual::time::{IcalendarOptions, Period};

use super::{date, day};
use crate::error::Answer;
use crate::record::record;

record! {
    /// A day with a name.
    NamedDay(time::NamedDay) in "servqual.time" {
        /// The day.
        #[getter]
        fn date<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            date(py, &self.0.date)
        }

        /// What it is called; may be empty.
        #[getter]
        fn name(&self) -> &str {
            &self.0.name
        }

        fn __repr__(&self) -> String {
            format!("<NamedDay {} {}>", self.0.date, self.0.name)
        }
    }
}

record! {
    /// Public holidays, and the weekend days on which people work to make up for them (调休).
    ///
    /// `known` says for which days the list is complete; a calendar that takes the list over answers
    /// for these days only.
    ///
    /// Examples
    /// --------
    ///     >>> from servqual.time import HolidayList
    ///     >>> china = HolidayList.from_toml('''
    ///     ... source = "State Council of China, 国办发明电〔2025〕7号"
    ///     ... known = { first = "2026-01-01", last = "2026-12-31" }
    ///     ... holidays = [{ first = "2026-01-01", last = "2026-01-03", name = "元旦" }]
    ///     ... workdays = [{ date = "2026-01-04", name = "元旦" }]
    ///     ... ''')
    ///     >>> len(china.holidays), china.workdays[0].date
    ///     (3, datetime.date(2026, 1, 4))
    HolidayList(time::HolidayList) in "servqual.time" read |text| Ok(time::HolidayList::from_json(text)?); {
        /// Reads the written form from TOML.
        #[staticmethod]
        fn from_toml(text: &str) -> Answer<Self> {
            Ok(Self(time::HolidayList::from_toml(text)?))
        }

        /// Reads all-day events of iCalendar text as holidays and make-up workdays.
        ///
        /// Parameters
        /// ----------
        /// text : str
        ///     The text of an .ics file.
        /// source : str
        ///     Who decided these days, and where it is written.
        /// known : pair of date, optional
        ///     First and last day for which the feed is complete, which iCalendar itself cannot say;
        ///     events outside are left out and counted.
        /// workday_markers : sequence of str, optional
        ///     An event whose summary contains one of these is a make-up workday.
        /// holiday_markers : sequence of str, optional
        ///     Where given, only events whose summary contains one of these are holidays.
        ///
        /// Raises
        /// ------
        /// InvalidDocumentError
        ///     With the line: text that is not iCalendar, events that are not all-day or that repeat.
        ///
        /// Examples
        /// --------
        ///     >>> from servqual.time import HolidayList
        ///     >>> lines = [
        ///     ...     "BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260101",
        ///     ...     "DTEND;VALUE=DATE:20260104", "SUMMARY:元旦（休）", "END:VEVENT", "END:VCALENDAR", "",
        ///     ... ]
        ///     >>> found = HolidayList.from_icalendar("\r\n".join(lines), "the feed")
        ///     >>> len(found.holidays.holidays), found.left_out
        ///     (3, 0)
        #[staticmethod]
        #[pyo3(signature = (text, source, *, known = None, workday_markers = None, holiday_markers = None))]
        fn from_icalendar(
            text: &str,
            source: &str,
            known: Option<(Bound<'_, PyAny>, Bound<'_, PyAny>)>,
            workday_markers: Option<Vec<String>>,
            holiday_markers: Option<Vec<String>>,
        ) -> Answer<IcalendarImport> {
            let default = IcalendarOptions::default();
            let options = IcalendarOptions {
                workday_markers: workday_markers.unwrap_or(default.workday_markers),
                holiday_markers: holiday_markers.unwrap_or(default.holiday_markers),
            };
            let known = known.map(|(first, last)| -> Answer<Period> {
                Ok(Period::new(day(&first, "known")?, day(&last, "known")?)?)
            });
            let found = time::HolidayList::from_icalendar(text, source, known.transpose()?, &options)?;
            Ok(IcalendarImport { holidays: Self(found.holidays), left_out: found.left_out })
        }

        /// Who decided these days, and where it is written.
        #[getter]
        fn source(&self) -> &str {
            self.0.source()
        }

        /// First and last of the days for which the list is complete.
        #[getter]
        fn known<'py>(&self, py: Python<'py>) -> PyResult<Option<(Bound<'py, PyAny>, Bound<'py, PyAny>)>> {
            self.0.known().map(|known| Ok((date(py, &known.first())?, date(py, &known.last())?))).transpose()
        }

        /// Days off, in order.
        #[getter]
        fn holidays(&self) -> Vec<NamedDay> {
            self.0.holidays().iter().cloned().map(NamedDay).collect()
        }

        /// Days on which people work although the week says otherwise, in order.
        #[getter]
        fn workdays(&self) -> Vec<NamedDay> {
            self.0.workdays().iter().cloned().map(NamedDay).collect()
        }

        fn __repr__(&self) -> String {
            let (holidays, workdays) = (self.0.holidays().len(), self.0.workdays().len());
            format!("<HolidayList {}: {holidays} holidays, {workdays} make-up workdays>", self.0.source())
        }
    }
}

/// Holidays read from iCalendar text, and what was left out.
#[pyclass(frozen, get_all, eq, module = "servqual.time")]
#[derive(Clone, PartialEq)]
pub(crate) struct IcalendarImport {
    /// Holidays and make-up workdays.
    holidays: HolidayList,
    /// Events that are marked neither as holidays nor as workdays, are cancelled, or lie outside.
    left_out: u64,
}
