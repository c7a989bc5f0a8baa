//! The five-gap model.

use std::sync::Arc;

use crate::error::Result;
use crate::ffi::calendar::day;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::five_gaps::{
    self, Antecedent, AntecedentReport, BeliefGap, BeliefGapAnswers, BeliefGapOptions, BeliefGapReport, BeliefSide,
    DeliveryGapOptions, DeliveryGapReport, Enumeration, GapCause, GapChecklist, GapRemedy, ServiceGap, ServiceNeed,
    StandardsGapOptions, StandardsGapReport,
};
use crate::handbook::Handbook;
use crate::measure::{Label, MissingRule, Tally};
use crate::standard::{Conformance, Standard};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, ReliabilityOptions};
use crate::touchpoint::Journey;

json_text!(AntecedentReport, antecedent_report_from_json);
json_text!(BeliefGapReport, belief_gap_report_from_json);
json_text!(DeliveryGapReport, delivery_gap_report_from_json);
json_text!(StandardsGapReport, standards_gap_report_from_json);

tally_object! {
    /// Gap 1, 6 or 7, what one side says against what another believes, while it is measured.
    BeliefGapTally, crate::gap::five_gaps::BeliefGapTally, BeliefGapReport
}

#[uniffi::export]
impl BeliefGapTally {
    /// An empty tally. Where not given, missing answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(
        gap: BeliefGap,
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
    ) -> Result<Self> {
        let options = BeliefGapOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(five_gaps::BeliefGapTally::new(gap, instrument.clone(), options)))
    }

    /// Adds people of one side: a row each. `expectation` names the columns of what they expect, or
    /// believe that customers expect, one for each item in the order of the instrument.
    fn observe(&self, columns: &Columns, side: BeliefSide, expectation: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let answers = columns.answers(&expectation, tally.instrument().scale())?;
        tally.observe(BeliefGapAnswers { side, expectation: &borrowed(&answers)? })
    }
}

/// Gap 2 on a day such as `2026-03-01`: which needs the standards of a handbook hold, and whether their
/// levels are what customers expect. Where not given, these are all needs and the level is 0.95.
#[uniffi::export(default(enumeration = None, level = None))]
fn standards_gap(
    needs: Vec<ServiceNeed>,
    handbook: &Handbook,
    on: String,
    enumeration: Option<Enumeration>,
    level: Option<ConfidenceLevel>,
) -> Result<StandardsGapReport> {
    let standards = handbook.standards().iter().map(|entry| Arc::new(entry.standard.clone())).collect();
    standards_gap_of(needs, standards, on, enumeration, level)
}

/// Gap 2 from standards that are in no handbook.
#[uniffi::export(default(enumeration = None, level = None))]
fn standards_gap_of(
    needs: Vec<ServiceNeed>,
    standards: Vec<Arc<Standard>>,
    on: String,
    enumeration: Option<Enumeration>,
    level: Option<ConfidenceLevel>,
) -> Result<StandardsGapReport> {
    let standards: Vec<Standard> = standards.iter().map(|standard| (**standard).clone()).collect();
    let options =
        StandardsGapOptions { enumeration: enumeration.unwrap_or_default(), level: level.unwrap_or_default() };
    five_gaps::standards_gap(&needs, &standards, day("on", &on)?, &options)
}

/// A need for each item of an instrument, without standards yet.
#[uniffi::export]
fn needs_of_items(instrument: &Instrument) -> Vec<ServiceNeed> {
    ServiceNeed::of_items(instrument)
}

/// A need for each touchpoint of a journey, without standards yet.
#[uniffi::export]
fn needs_of_touchpoints(journey: &Journey) -> Vec<ServiceNeed> {
    ServiceNeed::of_touchpoints(journey)
}

/// Gap 3 from the conformance with each standard, such as that of an assessment. Where not given,
/// these are all standards and the level is 0.95.
#[uniffi::export(default(enumeration = None, level = None))]
fn delivery_gap(
    conformances: Vec<Conformance>,
    enumeration: Option<Enumeration>,
    level: Option<ConfidenceLevel>,
) -> Result<DeliveryGapReport> {
    let options = DeliveryGapOptions { enumeration: enumeration.unwrap_or_default(), level: level.unwrap_or_default() };
    five_gaps::delivery_gap(&conformances, &options)
}

#[uniffi::export]
impl ServiceGap {
    /// Its number, 1 to 7.
    #[uniffi::method(name = "number")]
    fn ffi_number(&self) -> u64 {
        self.number()
    }
}

/// Name of a gap for people.
// No method: what a method of an enum returns gets its old name from the generator.
#[uniffi::export]
fn service_gap_label(gap: ServiceGap) -> Label {
    gap.label()
}

/// The 16 antecedents of gaps 1 to 4 (Zeithaml, Berry and Parasuraman 1988), gap by gap.
#[uniffi::export]
fn antecedents() -> Vec<Antecedent> {
    five_gaps::antecedents()
}

/// The causes of gaps 1 to 4, as the source names them.
#[uniffi::export]
fn gap_causes() -> Vec<GapCause> {
    five_gaps::gap_causes()
}

/// The remedies of all five gaps, as the source names them.
#[uniffi::export]
fn gap_remedies() -> Vec<GapRemedy> {
    five_gaps::gap_remedies()
}

/// The checklists of the source.
#[uniffi::export]
fn gap_checklists() -> Vec<GapChecklist> {
    five_gaps::gap_checklists()
}

tally_object! {
    /// The antecedents of gaps 1 to 4 from a questionnaire while they are measured.
    AntecedentTally, crate::gap::five_gaps::AntecedentTally, AntecedentReport
}

#[uniffi::export]
impl AntecedentTally {
    /// An empty tally of a questionnaire whose dimensions are antecedents. Where not given, missing
    /// answers are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(questionnaire: &Instrument, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = ReliabilityOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        five_gaps::AntecedentTally::new(questionnaire.clone(), options).map(Self::of)
    }

    /// Adds employees: a row each. `answers` names the columns, one for each item in the order of the
    /// questionnaire.
    fn observe(&self, columns: &Columns, answers: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let answers = columns.answers(&answers, tally.instrument().scale())?;
        tally.observe(&borrowed(&answers)?)
    }
}
