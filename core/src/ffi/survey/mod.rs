//! Surveys: instruments, reliability, data quality.

mod instrument;
mod quality;
mod reliability;
