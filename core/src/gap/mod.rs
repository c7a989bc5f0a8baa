//! Gap models: what customers expect against what they get.

pub mod paired_tests;
pub mod servqual;
