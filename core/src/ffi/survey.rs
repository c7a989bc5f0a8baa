//! Surveys: SERVQUAL and its tests, reliability, zone of tolerance, Kano.

use std::sync::Arc;

use super::columns::{Columns, borrowed};
use super::tally::tally_object;
use crate::error::Result;
use crate::gap::kano::{KanoAnswers, KanoFeature, KanoOptions, KanoReport};
use crate::gap::paired_tests::{GapTestOptions, GapTestReport};
use crate::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualReport, WeightConvention};
use crate::gap::zone_of_tolerance::{ViolationRule, ZoneAnswers, ZoneOptions, ZoneReport};
use crate::measure::{MissingRule, Scale, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{DifferenceReliabilityReport, Instrument, PairedAnswers, ReliabilityOptions, ReliabilityReport};

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
}

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
