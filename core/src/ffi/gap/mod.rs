//! Gap models.

mod diagnosis;
mod five_gaps;
mod importance_performance;
mod kano;
mod key_drivers;
mod paired_tests;
mod promises;
mod servqual;
mod servqual_forms;
mod servqual_segments;
mod servqual_weighted;
mod zone_of_tolerance;
