//! SERVQUAL by segment.

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::groups::Groups;
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::servqual::{
    PValueAdjustment, SegmentComparisonOptions, SegmentComparisonReport, SegmentPairs, SegmentScore, SegmentedAnswers,
    ServqualAnswers, ServqualOptions, ServqualReport, ServqualTableReport, WeightConvention,
};
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(ServqualTableReport, servqual_table_report_from_json);
json_text!(SegmentComparisonReport, segment_comparison_report_from_json);

tally_object! {
    /// A SERVQUAL survey by segment, such as by branch or kind of customer, while it is measured.
    ServqualTable, crate::gap::servqual::ServqualTable, ServqualTableReport
}

#[uniffi::export]
impl ServqualTable {
    /// A table without segments. Where not given, missing answers are errors, the level is 0.95, and
    /// the convention is the weighted sum.
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
        Ok(Self::of(crate::gap::servqual::ServqualTable::new(instrument.clone(), options)))
    }

    /// Adds respondents: a row each, with the segment of each. The lists name the columns of the
    /// answers, one for each item in the order of the instrument.
    fn observe(
        &self,
        columns: &Columns,
        segments: Vec<String>,
        expectation: Vec<String>,
        perception: Vec<String>,
    ) -> Result<()> {
        let mut table = self.lock();
        let (scale, codes) = (table.instrument().scale(), &table.options().not_applicable);
        let read = |names: &Vec<String>| columns.coded_answers(names, scale, codes);
        let sides = [read(&expectation)?, read(&perception)?];
        let answers = ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? };
        let Groups { keys, codes } = Groups::new(&segments);
        table.observe(SegmentedAnswers { keys: &keys, codes: &codes, answers })
    }

    /// All segments together.
    fn total(&self) -> Result<ServqualReport> {
        self.lock().total()?.finish()
    }

    /// Whether segments differ. Where not given, all pairs are compared by their gaps, and p values
    /// are adjusted by Holm.
    #[uniffi::method(default(pairs = None, score = None, adjustment = None))]
    fn compare(
        &self,
        pairs: Option<SegmentPairs>,
        score: Option<SegmentScore>,
        adjustment: Option<PValueAdjustment>,
    ) -> Result<SegmentComparisonReport> {
        let options = SegmentComparisonOptions {
            pairs: pairs.unwrap_or_default(),
            score: score.unwrap_or_default(),
            adjustment: adjustment.unwrap_or_default(),
        };
        self.lock().compare(&options)
    }
}
