//! Gap models: what customers expect against what they get.

pub mod servqual;
