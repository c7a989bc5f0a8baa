//! What the objects of all tallies have in common.

/// An object around a tally of the core: shared between threads, to bytes and back, merged.
macro_rules! tally_object {
    ($(#[$documentation:meta])* $name:ident, $tally:path, $($output:tt)+) => {
        $(#[$documentation])*
        #[derive(uniffi::Object)]
        pub struct $name {
            inner: std::sync::Mutex<$tally>,
        }

        impl $name {
            pub(super) fn of(tally: $tally) -> Self {
                Self { inner: std::sync::Mutex::new(tally) }
            }

            fn lock(&self) -> std::sync::MutexGuard<'_, $tally> {
                // A panic cannot leave a tally half changed: what fails adds nothing.
                self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
            }
        }

        #[uniffi::export]
        impl $name {
            /// A tally from `to_bytes`, checked in every part.
            #[uniffi::constructor(name = "from_bytes")]
            fn read(bytes: Vec<u8>) -> crate::Result<std::sync::Arc<Self>> {
                Ok(std::sync::Arc::new(Self::of(crate::measure::from_bytes(&bytes)?)))
            }

            /// The tally as bytes; equal tallies give equal bytes.
            fn to_bytes(&self) -> Vec<u8> {
                crate::measure::to_bytes(&*self.lock())
            }

            /// Adds a tally of other observations of the same definition.
            fn merge(&self, other: &Self) -> crate::Result<()> {
                // A copy, so that merging a tally with itself cannot lock twice.
                let other = other.lock().clone();
                crate::measure::Tally::merge(&mut *self.lock(), &other)
            }

            /// The result so far; the tally can go on observing.
            fn finish(&self) -> crate::Result<$($output)+> {
                crate::measure::Tally::finish(&*self.lock())
            }
        }
    };
}

pub(super) use tally_object;
