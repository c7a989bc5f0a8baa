//! The tally of a whole handbook.

use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, ScorecardLine};
use super::columns::{NamedColumn, Table};
use super::parts::Parts;
use crate::error::{QualityError, Result};
use crate::handbook::{Handbook, Indicator};
use crate::kpi::{KpiTally, Progress};
use crate::measure::Tally;
use crate::stats::MOST_OBSERVATIONS;

/// Everything that a handbook measures, in progress.
///
/// Where the handbook names a column of dates (`trend`), a standard that was not in force on every
/// day of the observations is an error: observations of another time say nothing about it.
///
/// Columns come in by name; each indicator, standard, the survey and the journey read the columns
/// that the handbook names. A chunk is observed whole or not at all, and rows in errors are
/// counted from the first chunk.
///
/// ```
/// use servqual::handbook::Handbook;
/// use servqual::measure::Tally;
/// use servqual::report::AssessmentTally;
/// let handbook = Handbook::from_toml(r#"
///     handbook = 1
///     organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
///     [[kpi]]
///     id = "satisfaction"
///     measure = { named = "customer_satisfaction", missing = "omit" }
///     source = { ratings = "satisfaction" }
///     target = { at_least = 85, unit = "percent" }
/// "#)?;
/// let mut tally = AssessmentTally::new(handbook);
/// tally.observe_csv("satisfaction\n5\n4\n\"\"\n2\n".as_bytes(), |_| {})?;
/// let assessment = tally.finish()?;
/// assert_eq!(assessment.indicators[0].measure.estimate, Some(2.0 / 3.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct AssessmentTally {
    handbook: Handbook,
    rows: u64,
    parts: Parts,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    handbook: Handbook,
    rows: u64,
    parts: Parts,
}

impl AssessmentTally {
    /// An empty tally.
    pub fn new(handbook: Handbook) -> Self {
        let parts = Parts::new(&handbook);
        Self { handbook, rows: 0, parts }
    }

    /// The handbook.
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// Rows observed so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }
}

impl Tally for AssessmentTally {
    type Observations<'a> = &'a [NamedColumn<'a>];
    type Output = Assessment;
    const KIND: &'static str = "assessment";
    const VERSION: u32 = 1;

    fn observe(&mut self, columns: &[NamedColumn<'_>]) -> Result<()> {
        let table = Table::new(columns)?;
        let mut added = Parts::new(&self.handbook);
        added.observe(&self.handbook, &table).map_err(|error| error.with_rows_after(self.rows))?;
        self.parts.merge(&added)?;
        self.rows += table.rows() as u64;
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.handbook != other.handbook {
            return Err(QualityError::DefinitionMismatch {
                left: self.handbook.organisation().id.clone(),
                right: other.handbook.organisation().id.clone(),
                difference: "handbook".into(),
            });
        }
        self.parts.merge(&other.parts)?;
        self.rows = self.rows.saturating_add(other.rows);
        Ok(())
    }

    fn finish(&self) -> Result<Assessment> {
        let organisation = self.handbook.organisation();
        let standards = self.handbook.standards().iter().zip(&self.parts.standards);
        let indicators = self.handbook.kpis().iter().zip(&self.parts.indicators);
        Ok(Assessment {
            organisation: organisation.id.clone(),
            label: organisation.label.clone(),
            note: organisation.note.clone(),
            rows: self.rows,
            standards: standards
                .map(|(entry, tally)| match self.parts.days {
                    Some(days) => entry.standard.conformance(tally, days),
                    None => entry.standard.judge(tally, None),
                })
                .collect::<Result<_>>()?,
            indicators: indicators.map(|(entry, tally)| line(entry, tally)).collect::<Result<_>>()?,
            survey: self.parts.survey.as_ref().map(Tally::finish).transpose()?,
            journey: self.parts.journey.as_ref().map(Tally::finish).transpose()?,
            trends: self.parts.trends(&self.handbook)?,
            scorecard: self.parts.scorecard.as_ref().map(Tally::finish).transpose()?,
            duplicates: self.parts.ids.as_ref().zip(self.handbook.id_column()).map(|(ids, column)| ids.finish(column)),
        })
    }
}

fn line(indicator: &Indicator, tally: &KpiTally) -> Result<ScorecardLine> {
    let measure = tally.finish()?;
    let verdict = indicator.target.as_ref().map(|target| measure.judge(target)).transpose()?;
    let way = indicator.baseline.zip(indicator.target.as_ref());
    let progress = way.and_then(|(baseline, target)| Progress::new(&measure, baseline, target));
    Ok(ScorecardLine { id: indicator.id.clone(), measure, verdict, baseline: indicator.baseline, progress })
}

impl TryFrom<Wire> for AssessmentTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let Wire { handbook, rows, parts } = wire;
        if rows <= MOST_OBSERVATIONS && parts.fits(&handbook) {
            return Ok(Self { handbook, rows, parts });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.parts".into(),
            found: "tallies of another handbook".into(),
            expected: format!("tallies of `{}`", handbook.organisation().id),
        })
    }
}

impl From<AssessmentTally> for Wire {
    fn from(tally: AssessmentTally) -> Self {
        Self { handbook: tally.handbook, rows: tally.rows, parts: tally.parts }
    }
}
