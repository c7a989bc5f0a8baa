//! A tally that threads of Python share.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value behind a lock of its own. Taken only while the interpreter lock is released, so that
/// the two cannot wait for each other.
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
