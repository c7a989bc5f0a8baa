//! Surveys: instruments, answers by item, reliability, and the care of respondents.

mod answers;
mod instrument;
mod quality;
mod reliability;

pub(crate) use answers::{Answers, Asked, Sides, Surveyed, finish, sides, survey_tally};
pub(crate) use instrument::{Dimension, Instrument, Item};
pub(crate) use quality::{FlagCount, FlaggedRespondent, QualityReport};
pub(crate) use reliability::{
    DifferenceReliability, DifferenceReliabilityReport, DifferenceReliabilityTally, ItemAnalysis, ReliabilityReport,
    ReliabilityTally, ScaleReliability,
};
