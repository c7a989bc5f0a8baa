//! Survey instruments: dimensions, items, scales and importance weights.

mod answers;
mod cross_products;
mod instrument;
mod not_applicable;
mod presets;
mod quality;
mod reliability;

pub use instrument::{Dimension, Instrument, Item, PointsRule};

pub use cross_products::CrossProducts;
pub use not_applicable::ApplicableAnswers;
pub use presets::PRESETS;
pub use quality::{
    FlagCount, FlaggedRespondent, QualityAnswers, QualityFlag, QualityOptions, QualityReport, flag_respondents,
};
pub use reliability::{
    DifferenceReliability, DifferenceReliabilityReport, DifferenceReliabilityTally, ItemAnalysis, PairedAnswers,
    ReliabilityOptions, ReliabilityReport, ReliabilityTally, ScaleReliability,
};

pub(crate) use answers::{check_answers, check_shape, most_respondents, require_room};
pub(crate) use cross_products::correlation_of;
pub(crate) use instrument::InstrumentDocument;
