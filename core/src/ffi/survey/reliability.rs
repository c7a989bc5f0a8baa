//! Reliability.

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{DifferenceReliabilityReport, Instrument, PairedAnswers, ReliabilityOptions, ReliabilityReport};

json_text!(ReliabilityReport, reliability_report_from_json);
json_text!(DifferenceReliabilityReport, difference_reliability_report_from_json);

tally_object! {
    /// The reliability of a survey while it is measured.
    ReliabilityTally, crate::survey::ReliabilityTally, ReliabilityReport
}

#[uniffi::export]
impl ReliabilityTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(instrument: &Instrument, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = ReliabilityOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(crate::survey::ReliabilityTally::new(instrument.clone(), options)))
    }

    /// Adds respondents: a row each. `answers` names the columns, one for each item in the order of
    /// the instrument.
    fn observe(&self, columns: &Columns, answers: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let answers = columns.answers(&answers, tally.instrument().scale())?;
        tally.observe(&borrowed(&answers)?)
    }
}

tally_object! {
    /// The reliability of a paired survey and of its gaps while it is measured.
    DifferenceReliabilityTally, crate::survey::DifferenceReliabilityTally, DifferenceReliabilityReport
}

#[uniffi::export]
impl DifferenceReliabilityTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(instrument: &Instrument, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = ReliabilityOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(crate::survey::DifferenceReliabilityTally::new(instrument.clone(), options)))
    }

    /// Adds respondents, as in a SERVQUAL survey.
    fn observe(&self, columns: &Columns, expectation: Vec<String>, perception: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&expectation, scale)?, columns.answers(&perception, scale)?];
        tally.observe(PairedAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? })
    }
}
