//! The core's error as Python's: one `ValueError` subclass for each cause.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::QualityError;

/// What a function of the bindings can fail with.
pub(crate) enum Trouble {
    /// The core refused what it was given.
    Quality(QualityError),
    /// Python did.
    Python(PyErr),
}

/// The result of a function of the bindings.
pub(crate) type Answer<T> = Result<T, Trouble>;

impl From<QualityError> for Trouble {
    fn from(error: QualityError) -> Self {
        Self::Quality(error)
    }
}

impl From<PyErr> for Trouble {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Trouble> for PyErr {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Python(error) => error,
            Trouble::Quality(error) => Python::attach(|py| exception(py, &error).unwrap_or_else(|failure| failure)),
        }
    }
}

/// The instance of the class of `servqual.errors` that has the code of the error.
fn exception(py: Python<'_>, error: &QualityError) -> PyResult<PyErr> {
    let module = py.import("servqual.errors")?;
    let by_code = module.getattr("BY_CODE")?.cast_into::<PyDict>().map_err(PyErr::from)?;
    let fields = fields(py, error)?;
    let class = match by_code.get_item(error.code())? {
        Some(class) => class,
        None => {
            fields.set_item("code", error.code())?;
            module.getattr("QualityError")?
        }
    };
    let instance = class.call((error.to_string(),), Some(&fields))?;
    Ok(PyErr::from_value(instance))
}

/// Copies the named fields of each variant.
macro_rules! copy_fields {
    ($error:expr, $into:ident, $($variant:ident { $($field:ident),* })*) => {
        match $error {
            $(QualityError::$variant { $($field),* } => { $($into.set_item(stringify!($field), $field)?;)* })*
            // A cause that is newer than these bindings still has its code and its text.
            _ => {}
        }
    };
}

fn fields<'py>(py: Python<'py>, error: &QualityError) -> PyResult<Bound<'py, PyDict>> {
    let into = PyDict::new(py);
    copy_fields!(error, into,
        OutsideScale { place, row, value, minimum, maximum }
        InvalidScale { place, minimum, maximum, expected }
        MissingValue { place, row }
        NotFinite { place, row, value }
        NegativeDuration { place, row, seconds }
        InvalidCount { place, row, value, expected }
        InvalidParameter { place, value, expected }
        LengthMismatch { left, right, left_length, right_length }
        TooFewObservations { place, required, actual }
        InvalidWeights { place, sum, expected }
        UnknownId { place, id, expected }
        DuplicateId { place, id }
        CyclicReference { place, chain }
        InvalidInstant { place, row, value, expected }
        OutsideCalendar { place, row, value, calendar, known }
        InvalidCell { place, row, value, expected }
        InvalidDocument { path, found, expected }
        DefinitionMismatch { left, right, difference }
        UnitMismatch { place, found, expected }
        WrongObservations { place, found, expected }
    );
    Ok(into)
}

/// The error for something of another kind than is read there.
pub(crate) fn wrong(place: &str, found: impl Into<String>, expected: impl Into<String>) -> Trouble {
    unfit(place, found, expected).into()
}

/// [`wrong`], where nothing of Python is at hand.
pub(crate) fn unfit(place: &str, found: impl Into<String>, expected: impl Into<String>) -> QualityError {
    QualityError::WrongObservations { place: place.into(), found: found.into(), expected: expected.into() }
}

/// A failure that no input explains.
pub(crate) fn broken(reason: impl core::fmt::Display) -> Trouble {
    PyRuntimeError::new_err(reason.to_string()).into()
}
