//! Gap models: what customers expect against what they get.

pub mod five_gaps;
pub mod importance_performance;
pub mod kano;
pub mod key_drivers;
pub mod paired_tests;
pub mod servqual;
pub mod zone_of_tolerance;
