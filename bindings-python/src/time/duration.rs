//! How long something took, in calendar time and in business time.

use pyo3::prelude::*;
use pyo3::types::PyDelta;
use servqual::time;

use super::{datetime, timedelta};
use crate::record::record;

record! {
    /// From a start to an end, which is not part of it.
    Stretch(time::Stretch) in "servqual.time" {
        /// First instant, in UTC.
        #[getter]
        fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            datetime(py, self.0.start)
        }

        /// The instant at which it ends, in UTC.
        #[getter]
        fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            datetime(py, self.0.end)
        }

        fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
            Ok(format!("<Stretch {} to {}>", self.start(py)?, self.end(py)?))
        }
    }
}

record! {
    /// A part of a duration in which the clock ran under one calendar, and what of it was counted.
    Leg(time::Leg) in "servqual.time" {
        /// Id of the calendar.
        #[getter]
        fn calendar(&self) -> &str {
            &self.0.calendar
        }

        /// When the clock began to run under it, in UTC.
        #[getter]
        fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            datetime(py, self.0.start)
        }

        /// When it stopped, paused or changed to another calendar, in UTC.
        #[getter]
        fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            datetime(py, self.0.end)
        }

        /// What counts as business time, in order.
        #[getter]
        fn stretches(&self) -> Vec<Stretch> {
            self.0.stretches.iter().copied().map(Stretch).collect()
        }

        fn __repr__(&self) -> String {
            format!("<Leg of {}: {} stretches>", self.0.calendar, self.0.stretches.len())
        }
    }
}

record! {
    /// How long something took, in calendar time and in business time, with what was counted.
    BusinessDuration(time::BusinessDuration) in "servqual.time" {
        /// Elapsed time, day and night, without pauses.
        #[getter]
        fn calendar<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDelta>> {
            timedelta(py, self.0.calendar_microseconds)
        }

        /// Elapsed time while the service was open, without pauses.
        #[getter]
        fn business<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDelta>> {
            timedelta(py, self.0.business_microseconds)
        }

        /// Elapsed time, day and night, during pauses.
        #[getter]
        fn paused<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDelta>> {
            timedelta(py, self.0.paused_microseconds)
        }

        /// The trace: what was counted, and under which calendar.
        #[getter]
        fn legs(&self) -> Vec<Leg> {
            self.0.legs.iter().cloned().map(Leg).collect()
        }

        fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
            Ok(format!("<BusinessDuration {} of {}>", self.business(py)?, self.calendar(py)?))
        }
    }
}
