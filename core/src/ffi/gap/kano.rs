//! Kano's classification of features.

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::kano::{KanoAnswers, KanoCategory, KanoFeature, KanoOptions, KanoReport};
use crate::measure::{Label, MissingRule, Scale, Tally};
use crate::stats::interval::ConfidenceLevel;

json_text!(KanoReport, kano_report_from_json);

tally_object! {
    /// A Kano survey while it is measured.
    KanoTally, crate::gap::kano::KanoTally, KanoReport
}

#[uniffi::export]
impl KanoTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(features: Vec<KanoFeature>, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = KanoOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(crate::gap::kano::KanoTally::new(features, options)?))
    }

    /// Adds respondents: a row each. The lists name the columns of how people feel if a feature is
    /// there and if it is not, 1 like to 5 dislike, one for each feature in their order.
    fn observe(&self, columns: &Columns, functional: Vec<String>, dysfunctional: Vec<String>) -> Result<()> {
        let read = |names: &Vec<String>| columns.answers(names, Scale::ONE_TO_FIVE);
        let [functional, dysfunctional] = [read(&functional)?, read(&dysfunctional)?];
        self.lock()
            .observe(KanoAnswers { functional: &borrowed(&functional)?, dysfunctional: &borrowed(&dysfunctional)? })
    }
}

/// Name of a category for people.
// No method: what a method of an enum returns gets its old name from the generator.
#[uniffi::export]
fn kano_category_label(category: KanoCategory) -> Label {
    category.label()
}
