//! Survey instruments: dimensions, items, scales and importance weights.

mod instrument;

pub use instrument::{Dimension, Instrument, Item};

pub(crate) use instrument::InstrumentDocument;
