//! What all tallies have in common: threads share them, they merge, and they travel as bytes.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A tally behind a lock of its own. The lock is taken only while the interpreter lock is
/// released, so that the two cannot wait for each other.
pub(crate) struct Shared<T>(Mutex<T>);

impl<T: Clone> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    /// Locks it; a panic of another thread cannot have left a tally half changed.
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy as it is now.
    pub(crate) fn copy(&self) -> T {
        self.lock().clone()
    }
}

/// The class of one tally of the core. The block holds `observe`, `finish` and what else it has.
macro_rules! tally {
    ($(#[$about:meta])* $name:ident($inner:ty) { $($own:tt)* }) => {
        $(#[$about])*
        #[pyclass(frozen, module = "servqual")]
        pub(crate) struct $name(crate::tally::Shared<$inner>);

        impl $name {
            pub(crate) fn new(tally: $inner) -> Self {
                Self(crate::tally::Shared::new(tally))
            }
        }

        #[pymethods]
        impl $name {
            /// Adds a tally of other observations of the same kind.
            fn merge(&self, py: Python<'_>, other: &Self) -> crate::error::Answer<()> {
                Ok(py.detach(|| {
                    let other = other.0.copy();
                    servqual::measure::Tally::merge(&mut *self.0.lock(), &other)
                })?)
            }

            /// The tally as bytes, the same in every language; equal tallies give equal bytes.
            fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, pyo3::types::PyBytes> {
                let bytes = py.detach(|| servqual::measure::to_bytes(&*self.0.lock()));
                pyo3::types::PyBytes::new(py, &bytes)
            }

            /// A tally from `to_bytes`, checked in every part.
            #[staticmethod]
            fn from_bytes(data: &[u8]) -> crate::error::Answer<Self> {
                Ok(Self::new(servqual::measure::from_bytes(data)?))
            }

            /// A tally of its own with the same observations.
            fn copy(&self, py: Python<'_>) -> Self {
                Self::new(py.detach(|| self.0.copy()))
            }

            fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
                py.detach(|| {
                    let other = other.0.copy();
                    *self.0.lock() == other
                })
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> crate::record::Reduced<'py, Bound<'py, pyo3::types::PyBytes>> {
                Ok((crate::record::restorer(py)?, (py.get_type::<Self>().into_any(), self.to_bytes(py))))
            }

            $($own)*
        }
    };
}
pub(crate) use tally;
