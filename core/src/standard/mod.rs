//! Service standards: what is promised, where it holds, and whether it was kept.

mod conformance;
mod definition;

pub use conformance::Conformance;
pub use definition::{Pillar, Scope, Standard};

pub(crate) use definition::check_supplements;
