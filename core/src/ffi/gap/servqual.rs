//! SERVQUAL and SERVPERF.

use std::sync::Arc;

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualReport, WeightConvention};
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(ServqualReport, servqual_report_from_json);

tally_object! {
    /// A SERVQUAL survey while it is measured.
    ServqualTally, crate::gap::servqual::ServqualTally, ServqualReport
}

#[uniffi::export]
impl ServqualTally {
    /// An empty tally. Where not given, missing answers are errors, the level is 0.95, and the
    /// convention is the weighted sum.
    ///
    /// `not_applicable` are codes beside the scale, such as 0 or -99, that are no answers: what has one
    /// is left out and counted as such.
    #[uniffi::constructor(default(missing = None, level = None, convention = None, not_applicable = []))]
    fn new(
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        convention: Option<WeightConvention>,
        not_applicable: Vec<i8>,
    ) -> Result<Self> {
        let options = ServqualOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            convention: convention.unwrap_or_default(),
            not_applicable,
        };
        Ok(Self::of(crate::gap::servqual::ServqualTally::new(instrument.clone(), options)))
    }

    /// What is asked.
    fn instrument(&self) -> Arc<Instrument> {
        Arc::new(self.lock().instrument().clone())
    }

    /// Adds respondents: a row each. `expectation` and `perception` name the columns of the
    /// answers, one for each item in the order of the instrument.
    fn observe(&self, columns: &Columns, expectation: Vec<String>, perception: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let (scale, codes) = (tally.instrument().scale(), &tally.options().not_applicable);
        let read = |names: &Vec<String>| columns.coded_answers(names, scale, codes);
        let sides = [read(&expectation)?, read(&perception)?];
        tally.observe(ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? })
    }
}
