//! SERVQUAL and SERVPERF.

use std::sync::Arc;

use crate::error::{QualityError, Result};
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::servqual::{
    ImportanceAnswers, ImportanceSource, ServqualAnswers, ServqualFormAnswers, ServqualFormOptions, ServqualFormReport,
    ServqualOptions, ServqualReport, WeightConvention,
};
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(ServqualReport, servqual_report_from_json);
json_text!(ServqualFormReport, servqual_form_report_from_json);

tally_object! {
    /// A SERVQUAL survey while it is measured.
    ServqualTally, crate::gap::servqual::ServqualTally, ServqualReport
}

#[uniffi::export]
impl ServqualTally {
    /// An empty tally. Where not given, missing answers are errors, the level is 0.95, and the
    /// convention is the weighted sum.
    #[uniffi::constructor(default(missing = None, level = None, convention = None))]
    fn new(
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        convention: Option<WeightConvention>,
    ) -> Result<Self> {
        let options = ServqualOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            convention: convention.unwrap_or_default(),
            ..Default::default()
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
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&expectation, scale)?, columns.answers(&perception, scale)?];
        tally.observe(ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? })
    }
}

tally_object! {
    /// The four forms P − E, I · (P − E), P and I · P of a survey while they are measured.
    ServqualFormTally, crate::gap::servqual::ServqualFormTally, ServqualFormReport
}

#[uniffi::export]
impl ServqualFormTally {
    /// An empty tally. Where not given, missing answers are errors, the level is 0.95, importance is
    /// the weights of the instrument, and the convention is the weighted sum.
    #[uniffi::constructor(default(missing = None, level = None, importance = None, convention = None))]
    fn new(
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        importance: Option<ImportanceSource>,
        convention: Option<WeightConvention>,
    ) -> Result<Self> {
        let options = ServqualFormOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            importance: importance.unwrap_or_default(),
            convention: convention.unwrap_or_default(),
        };
        crate::gap::servqual::ServqualFormTally::new(instrument.clone(), options).map(Self::of)
    }

    /// Adds respondents: a row each. The lists name the columns of the answers, one for each item in
    /// the order of the instrument, and those of the importance that respondents gave, where they were
    /// asked: ratings of each item, or whole points of each dimension.
    #[uniffi::method(default(ratings = [], points = []))]
    fn observe(
        &self,
        columns: &Columns,
        expectation: Vec<String>,
        perception: Vec<String>,
        ratings: Vec<String>,
        points: Vec<String>,
    ) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&expectation, scale)?, columns.answers(&perception, scale)?];
        let answers = ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? };
        let of_ratings = match tally.options().importance {
            ImportanceSource::ItemRatings { scale } => scale,
            // The tally itself says that it takes no ratings.
            _ => scale,
        };
        let (rated, pointed) = (columns.answers(&ratings, of_ratings)?, columns.integers(&points)?);
        let (rated, pointed) = (borrowed(&rated)?, borrowed(&pointed)?);
        let importance = match (rated.is_empty(), pointed.is_empty()) {
            (true, true) => ImportanceAnswers::NotAsked,
            (false, true) => ImportanceAnswers::Ratings(&rated),
            (true, false) => ImportanceAnswers::Points(&pointed),
            (false, false) => {
                return Err(QualityError::WrongObservations {
                    place: "importance".into(),
                    found: "ratings and points".into(),
                    expected: "ratings or points".into(),
                });
            }
        };
        tally.observe(ServqualFormAnswers { answers, importance })
    }
}
