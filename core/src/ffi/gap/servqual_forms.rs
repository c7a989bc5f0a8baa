//! The four forms of a score, which of them predicts the overall rating, and the ceiling of expectations.

use crate::error::{QualityError, Result};
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::servqual::{
    CeilingOptions, ExpectationCeilingReport, FormValidityAnswers, FormValidityOptions, FormValidityReport,
    ImportanceAnswers, ImportanceSource, ServqualAnswers, ServqualFormAnswers, ServqualFormOptions, ServqualFormReport,
    WeightConvention,
};
use crate::measure::{MissingRule, OwnedColumn, Scale, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(ServqualFormReport, servqual_form_report_from_json);
json_text!(FormValidityReport, form_validity_report_from_json);
json_text!(ExpectationCeilingReport, expectation_ceiling_report_from_json);

/// The importance that respondents gave.
struct Importance {
    ratings: Vec<OwnedColumn<i8>>,
    points: Vec<OwnedColumn<i64>>,
}

impl Importance {
    fn new(
        columns: &Columns,
        source: ImportanceSource,
        of_answers: Scale,
        ratings: &[String],
        points: &[String],
    ) -> Result<Self> {
        if !ratings.is_empty() && !points.is_empty() {
            return Err(QualityError::WrongObservations {
                place: "importance".into(),
                found: "ratings and points".into(),
                expected: "ratings or points".into(),
            });
        }
        let scale = match source {
            ImportanceSource::ItemRatings { scale } => scale,
            // The tally itself says that it takes no ratings.
            _ => of_answers,
        };
        Ok(Self { ratings: columns.answers(ratings, scale)?, points: columns.integers(points)? })
    }

    fn with<R>(&self, observe: impl FnOnce(ImportanceAnswers<'_>) -> Result<R>) -> Result<R> {
        let (ratings, points) = (borrowed(&self.ratings)?, borrowed(&self.points)?);
        observe(match (ratings.is_empty(), points.is_empty()) {
            (false, _) => ImportanceAnswers::Ratings(&ratings),
            (true, false) => ImportanceAnswers::Points(&points),
            (true, true) => ImportanceAnswers::NotAsked,
        })
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
        let given = Importance::new(columns, tally.options().importance, scale, &ratings, &points)?;
        given.with(|importance| tally.observe(ServqualFormAnswers { answers, importance }))
    }
}

tally_object! {
    /// Which of the four forms goes best with an overall rating, while it is measured.
    FormValidityTally, crate::gap::servqual::FormValidityTally, FormValidityReport
}

#[uniffi::export]
impl FormValidityTally {
    /// An empty tally; `overall` is the scale of the overall rating. Where not given, missing answers
    /// are errors, the level is 0.95, and importance is the weights of the instrument.
    #[uniffi::constructor(default(missing = None, level = None, importance = None))]
    fn new(
        instrument: &Instrument,
        overall: Scale,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        importance: Option<ImportanceSource>,
    ) -> Result<Self> {
        let options = FormValidityOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            importance: importance.unwrap_or_default(),
        };
        crate::gap::servqual::FormValidityTally::new(instrument.clone(), overall, options).map(Self::of)
    }

    /// Adds respondents: a row each. The lists name the columns as those of the four forms; `overall`
    /// names that of the rating of the service as a whole.
    #[uniffi::method(default(ratings = [], points = []))]
    fn observe(
        &self,
        columns: &Columns,
        expectation: Vec<String>,
        perception: Vec<String>,
        overall: String,
        ratings: Vec<String>,
        points: Vec<String>,
    ) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&expectation, scale)?, columns.answers(&perception, scale)?];
        let answers = ServqualAnswers { expectation: &borrowed(&sides[0])?, perception: &borrowed(&sides[1])? };
        let given = Importance::new(columns, tally.options().importance, scale, &ratings, &points)?;
        let overall = columns.answers(&[overall], tally.overall())?;
        let overall = borrowed(&overall)?[0];
        given.with(|importance| tally.observe(FormValidityAnswers { answers, importance, overall }))
    }
}

tally_object! {
    /// How many expectations are at the top of the scale, while it is measured.
    ExpectationCeilingTally, crate::gap::servqual::ExpectationCeilingTally, ExpectationCeilingReport
}

#[uniffi::export]
impl ExpectationCeilingTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(instrument: &Instrument, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = CeilingOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(crate::gap::servqual::ExpectationCeilingTally::new(instrument.clone(), options)))
    }

    /// Adds respondents: a row each. `expectation` names the columns, one for each item in the order of
    /// the instrument.
    fn observe(&self, columns: &Columns, expectation: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let answers = columns.answers(&expectation, tally.instrument().scale())?;
        tally.observe(&borrowed(&answers)?)
    }
}
