//! The zone of tolerance.

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::zone_of_tolerance::{ViolationRule, ZoneAnswers, ZoneOptions, ZoneReport};
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(ZoneReport, zone_report_from_json);

tally_object! {
    /// A zone of tolerance while it is measured.
    ZoneTally, crate::gap::zone_of_tolerance::ZoneTally, ZoneReport
}

#[uniffi::export]
impl ZoneTally {
    /// An empty tally. Where not given, missing answers are errors, the level is 0.95, and a
    /// minimum above the desired level is counted and kept.
    #[uniffi::constructor(default(missing = None, level = None, violations = None))]
    fn new(
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        violations: Option<ViolationRule>,
    ) -> Result<Self> {
        let options = ZoneOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            violations: violations.unwrap_or_default(),
        };
        Ok(Self::of(crate::gap::zone_of_tolerance::ZoneTally::new(instrument.clone(), options)))
    }

    /// Adds respondents: a row each. The lists name the columns of what is just accepted, desired
    /// and perceived, one for each item in the order of the instrument.
    fn observe(
        &self,
        columns: &Columns,
        minimum: Vec<String>,
        desired: Vec<String>,
        perceived: Vec<String>,
    ) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let read = |names: &Vec<String>| columns.answers(names, scale);
        let [minimum, desired, perceived] = [read(&minimum)?, read(&desired)?, read(&perceived)?];
        tally.observe(ZoneAnswers {
            minimum: &borrowed(&minimum)?,
            desired: &borrowed(&desired)?,
            perceived: &borrowed(&perceived)?,
        })
    }
}
