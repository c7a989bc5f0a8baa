//! Handbooks and their assessments.

use std::sync::Arc;

use super::columns::Columns;
use super::tally::tally_object;
use crate::error::Result;
use crate::handbook::{Handbook, Organisation};
use crate::kpi::KpiDefinition;
use crate::measure::{Language, Tally, Target};
use crate::report::Assessment;
use crate::survey::Instrument;
use crate::touchpoint::Journey;

#[uniffi::export]
impl Handbook {
    /// Reads a handbook in TOML.
    #[uniffi::constructor(name = "from_toml")]
    fn ffi_from_toml(text: String) -> Result<Arc<Self>> {
        Self::from_toml(&text).map(Arc::new)
    }

    /// Reads a handbook in JSON.
    #[uniffi::constructor(name = "from_json")]
    fn ffi_from_json(text: String) -> Result<Arc<Self>> {
        Self::from_json(&text).map(Arc::new)
    }

    /// The handbook in JSON, with every default written out.
    #[uniffi::method(name = "to_json")]
    fn ffi_to_json(&self) -> String {
        self.to_json()
    }

    /// Whose handbook it is.
    #[uniffi::method(name = "organisation")]
    fn ffi_organisation(&self) -> Organisation {
        self.organisation().clone()
    }

    /// Ids of the indicators, in the order of the handbook.
    #[uniffi::method(name = "indicator_ids")]
    fn ffi_indicator_ids(&self) -> Vec<String> {
        self.kpis().iter().map(|indicator| indicator.id.clone()).collect()
    }

    /// What an indicator measures; missing for an id that the handbook does not have.
    #[uniffi::method(name = "indicator")]
    fn ffi_indicator(&self, id: String) -> Option<Arc<KpiDefinition>> {
        let found = self.kpis().iter().find(|indicator| indicator.id == id);
        found.map(|indicator| Arc::new(indicator.definition.clone()))
    }

    /// What an indicator should reach; missing where it has no target.
    #[uniffi::method(name = "target")]
    fn ffi_target(&self, id: String) -> Option<Target> {
        self.kpis().iter().find(|indicator| indicator.id == id)?.target.clone()
    }

    /// What the survey asks, where there is one.
    #[uniffi::method(name = "instrument")]
    fn ffi_instrument(&self) -> Option<Arc<Instrument>> {
        self.survey().map(|survey| Arc::new(survey.instrument.clone()))
    }

    /// The cycle of touchpoints, where there is one.
    #[uniffi::method(name = "journey")]
    fn ffi_journey(&self) -> Option<Arc<Journey>> {
        self.journey().map(|journey| Arc::new(journey.clone()))
    }
}

tally_object! {
    /// Everything that a handbook measures, in progress.
    AssessmentTally, crate::report::AssessmentTally, Assessment
}

#[uniffi::export]
impl AssessmentTally {
    /// An empty tally.
    #[uniffi::constructor]
    fn new(handbook: &Handbook) -> Self {
        Self::of(crate::report::AssessmentTally::new(handbook.clone()))
    }

    /// Adds the rows of columns whose names are those of the handbook's sources, all of them or
    /// nothing.
    fn observe(&self, columns: &Columns) -> Result<()> {
        columns.with_all(|columns| self.lock().observe(columns))
    }

    /// Adds rows of CSV with a header row, in UTF-8, all of them or nothing.
    fn observe_csv(&self, text: &[u8]) -> Result<()> {
        let mut tally = self.lock();
        let mut added = tally.clone();
        added.observe_csv(text, |_| {})?;
        *tally = added;
        Ok(())
    }

    /// Rows observed so far.
    fn rows(&self) -> u64 {
        self.lock().rows()
    }
}

#[uniffi::export]
impl Assessment {
    /// The assessment as a JSON document.
    #[uniffi::method(name = "to_json")]
    fn ffi_to_json(&self) -> Result<String> {
        Ok(self.to_json())
    }

    /// The assessment for a terminal.
    #[uniffi::method(name = "to_text")]
    fn ffi_to_text(&self, language: Language) -> Result<String> {
        Ok(self.to_text(language))
    }
}

#[cfg(feature = "html")]
#[uniffi::export]
impl Assessment {
    /// The assessment as one page that loads nothing.
    #[uniffi::method(name = "to_html")]
    fn ffi_to_html(&self, language: Language) -> Result<String> {
        Ok(self.to_html(language))
    }
}

/// An assessment from its JSON document.
#[uniffi::export]
fn assessment_from_json(json: String) -> Result<Assessment> {
    Assessment::from_json(&json)
}
