//! Gaps of weighted samples.

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::servqual::{ServqualAnswers, WeightedGapAnswers, WeightedGapOptions, WeightedGapReport};
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(WeightedGapReport, weighted_gap_report_from_json);

tally_object! {
    /// The gaps of a sample with survey weights while they are measured.
    WeightedGapTally, crate::gap::servqual::WeightedGapTally, WeightedGapReport
}

#[uniffi::export]
impl WeightedGapTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(instrument: &Instrument, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = WeightedGapOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        crate::gap::servqual::WeightedGapTally::new(instrument.clone(), options).map(Self::of)
    }

    /// Adds respondents, as in a SERVQUAL survey; `weight` names the column of their weights.
    fn observe(
        &self,
        columns: &Columns,
        expectation: Vec<String>,
        perception: Vec<String>,
        weight: String,
    ) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&expectation, scale)?, columns.answers(&perception, scale)?];
        let answers = ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? };
        let weight = columns.reals(&weight)?;
        tally.observe(WeightedGapAnswers { answers, weight: weight.column()? })
    }
}
