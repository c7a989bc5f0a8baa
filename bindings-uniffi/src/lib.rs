//! The native library that the Kotlin and Swift packages load.
//!
//! Everything exported is defined once, in `servqual` behind its `uniffi` feature. This crate only
//! makes a shared and a static library out of it.

servqual::uniffi_reexport_scaffolding!();
