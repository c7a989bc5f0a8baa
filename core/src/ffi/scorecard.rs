//! Scorecards: several indicators by unit and period.

use std::sync::Arc;

use super::columns::Columns;
use super::groups::Groups;
use super::json::json_text;
use super::observed::ObservedColumns;
use super::tally::tally_object;
use crate::error::{QualityError, Result};
use crate::kpi::{self, KpiDefinition, Scorecard, ScorecardObservations, ScorecardOptions, ScorecardRow};
use crate::measure::{Language, MissingRule, Tally, Target};
use crate::report::Observed;
use crate::time::{PeriodLength, PeriodRule, TimeZone};

json_text!(Scorecard, scorecard_from_json);

/// One indicator of a scorecard.
#[derive(uniffi::Record)]
pub struct ScorecardIndicator {
    /// Id within the scorecard.
    pub id: String,
    /// What is measured.
    pub definition: Arc<KpiDefinition>,
    /// What should be reached.
    #[uniffi(default = None)]
    pub target: Option<Target>,
    /// Where the way to the target began, in the unit of the indicator; it is taken as known.
    #[uniffi(default = None)]
    pub baseline: Option<f64>,
}

tally_object! {
    /// Several indicators by unit and period while they are measured, in one pass over the data.
    ScorecardTally, crate::kpi::ScorecardTally, Scorecard
}

#[uniffi::export]
impl ScorecardTally {
    /// An empty scorecard. Without `periods`, all observations of a unit are one row; where no time
    /// zone is given, days begin in UTC. Rows with fewer than `minimum_n` observations show no number.
    /// Rows without an instant are an error, or with `omit` counted as undated.
    #[uniffi::constructor(default(periods = None, time_zone = None, minimum_n = 0, undated = None))]
    fn new(
        indicators: Vec<ScorecardIndicator>,
        periods: Option<PeriodLength>,
        time_zone: Option<String>,
        minimum_n: u64,
        undated: Option<MissingRule>,
    ) -> Result<Self> {
        let rule = |length| PeriodRule::new(length, TimeZone::new(time_zone.as_deref().unwrap_or("UTC"))?);
        let periods = periods.map(rule).transpose()?;
        let options = ScorecardOptions { periods, minimum_n, undated: undated.unwrap_or_default() };
        let indicators = indicators.into_iter().map(|indicator| kpi::ScorecardIndicator {
            id: indicator.id,
            definition: (*indicator.definition).clone(),
            target: indicator.target,
            baseline: indicator.baseline,
        });
        kpi::ScorecardTally::new(indicators.collect(), options).map(Self::of)
    }

    /// Adds rows: `unit` names the column of the units, `at` that of the instants by which time is
    /// cut, and `observed` the columns of each indicator, in their order.
    #[uniffi::method(default(at = None))]
    fn observe(
        &self,
        columns: &Columns,
        unit: String,
        observed: Vec<ObservedColumns>,
        at: Option<String>,
    ) -> Result<()> {
        let mut tally = self.lock();
        let indicators = tally.indicators();
        if indicators.len() != observed.len() {
            return Err(QualityError::WrongObservations {
                place: "scorecard".into(),
                found: format!("columns of {} indicators", observed.len()),
                expected: format!("those of each of the {} indicators", indicators.len()),
            });
        }
        let read = indicators.iter().zip(&observed).map(|(indicator, observed)| {
            columns.observed(&indicator.definition, observed).map_err(|error| error.within(&indicator.id))
        });
        let read = read.collect::<Result<Vec<_>>>()?;
        let units = columns.names(&unit)?;
        let Groups { keys, codes } = Groups::new(&units);
        let at = at.map(|at| columns.instants(&at)).transpose()?;
        let at = at.as_ref().map(|at| at.column()).transpose()?;
        let lent = read.iter().map(Observed::lend).collect::<Result<Vec<_>>>()?;
        let observations = read.iter().zip(&lent).map(|(read, lent)| read.observations(lent));
        let observations = &observations.collect::<Result<Vec<_>>>()?;
        tally.observe(ScorecardObservations { units: &keys, codes: &codes, at, observations })
    }
}

#[uniffi::export]
impl Scorecard {
    /// The rows of one indicator and unit in the order of time.
    #[uniffi::method(name = "course_of")]
    fn ffi_course_of(&self, indicator: String, unit: String) -> Result<Vec<ScorecardRow>> {
        Ok(self.course_of(&indicator, &unit).cloned().collect())
    }

    /// The scorecard for a terminal.
    #[uniffi::method(name = "to_text")]
    fn ffi_to_text(&self, language: Language) -> Result<String> {
        Ok(self.to_text(language))
    }
}

#[cfg(feature = "html")]
#[uniffi::export]
impl Scorecard {
    /// The scorecard as a piece of HTML that loads nothing.
    #[uniffi::method(name = "to_html")]
    fn ffi_to_html(&self, language: Language) -> Result<String> {
        Ok(self.to_html(language))
    }
}
