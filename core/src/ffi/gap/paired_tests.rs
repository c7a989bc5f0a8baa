//! Tests of gaps.

use std::sync::Arc;

use crate::error::Result;
use crate::ffi::bootstrap::{BootstrapOptions, BootstrapProgress, Watched};
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::paired_tests::{GapBootstrapReport, GapTestOptions, GapTestReport};
use crate::gap::servqual::ServqualAnswers;
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(GapTestReport, gap_test_report_from_json);
json_text!(GapBootstrapReport, gap_bootstrap_report_from_json);

tally_object! {
    /// Tests of the gaps of a paired survey while it is measured.
    GapTestTally, crate::gap::paired_tests::GapTestTally, GapTestReport
}

#[uniffi::export]
impl GapTestTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(instrument: &Instrument, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = GapTestOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(crate::gap::paired_tests::GapTestTally::new(instrument.clone(), options)))
    }

    /// Adds respondents, as in a SERVQUAL survey.
    fn observe(&self, columns: &Columns, expectation: Vec<String>, perception: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&expectation, scale)?, columns.answers(&perception, scale)?];
        tally.observe(ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? })
    }

    /// The gaps with intervals by bootstrap, straight from what was counted. `progress` hears how far it
    /// has come, and may stop it.
    #[uniffi::method(default(progress = None))]
    fn bootstrap(
        &self,
        options: BootstrapOptions,
        progress: Option<Arc<dyn BootstrapProgress>>,
    ) -> Result<GapBootstrapReport> {
        // A copy, so that others can go on observing meanwhile.
        let tally = self.lock().clone();
        let watched = Watched::new(progress);
        watched.finished(tally.bootstrap(&options.into(), &mut |done, total| watched.go_on(done, total)))
    }
}
