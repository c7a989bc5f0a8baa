//! Gap models.

mod five_gaps;
mod importance_performance;
mod kano;
mod key_drivers;
mod paired_tests;
mod servqual;
mod zone_of_tolerance;
