//! The tally of a whole handbook.

use std::io::Read;

use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, ScorecardLine, TrendLine, TrendPoint};
use super::columns::{Cells, NamedColumn, Table};
use super::observed::{Observed, Texts};
use super::periods::Periods;
use crate::error::{QualityError, Result};
use crate::gap::servqual::{ServqualAnswers, ServqualTally};
use crate::handbook::{Handbook, Indicator, Source};
use crate::kpi::{GroupedObservations, KpiDefinition, KpiTable, KpiTally, Observable};
use crate::measure::{Column, OwnedColumn, Tally};
use crate::stats::MOST_OBSERVATIONS;
use crate::time::Period;
use crate::touchpoint::{DeliveredService, JourneyTally};

/// Rows of one chunk of CSV.
const CSV_CHUNK: usize = 16_384;

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

/// One tally for each thing that is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    standards: Vec<KpiTally>,
    indicators: Vec<KpiTally>,
    survey: Option<ServqualTally>,
    journey: Option<JourneyTally>,
    /// Standards first; those that cannot be cut by period have no table.
    trends: Vec<Option<KpiTable>>,
    /// First and last day of the observations, where the handbook names a column of dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<Period>,
}

impl Parts {
    fn new(handbook: &Handbook) -> Self {
        let definitions = || definitions(handbook);
        Self {
            standards: handbook
                .standards()
                .iter()
                .map(|entry| KpiTally::new(entry.standard.indicator.clone()))
                .collect(),
            indicators: handbook.kpis().iter().map(|entry| KpiTally::new(entry.definition.clone())).collect(),
            survey: handbook
                .survey()
                .map(|survey| ServqualTally::new(survey.instrument.clone(), survey.options.clone())),
            journey: handbook.journey_source().map(|(journey, missing, _)| JourneyTally::new(journey.clone(), missing)),
            trends: match handbook.trend() {
                // A repeat contact may fall into the next period: such a course would mislead.
                Some(_) => definitions()
                    .map(|(_, definition, _)| {
                        let whole = matches!(definition.observable(), Observable::Contact { .. });
                        (!whole).then(|| KpiTable::new(definition.clone()))
                    })
                    .collect(),
                None => vec![],
            },
            days: None,
        }
    }

    /// Whether these are tallies of what the handbook measures.
    fn fits(&self, handbook: &Handbook) -> bool {
        let mut empty = Self::new(handbook);
        let same_shape = self.standards.len() == empty.standards.len()
            && self.indicators.len() == empty.indicators.len()
            && self.survey.is_some() == empty.survey.is_some()
            && self.journey.is_some() == empty.journey.is_some()
            && self.trends.len() == empty.trends.len()
            && self.trends.iter().zip(&empty.trends).all(|(mine, theirs)| mine.is_some() == theirs.is_some());
        // Merging checks every definition.
        same_shape && empty.merge(self).is_ok()
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.days = match (self.days, other.days) {
            (Some(mine), Some(theirs)) => Some(mine.union(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        self.standards.iter_mut().zip(&other.standards).try_for_each(|(mine, theirs)| mine.merge(theirs))?;
        self.indicators.iter_mut().zip(&other.indicators).try_for_each(|(mine, theirs)| mine.merge(theirs))?;
        if let (Some(mine), Some(theirs)) = (&mut self.survey, &other.survey) {
            mine.merge(theirs)?;
        }
        if let (Some(mine), Some(theirs)) = (&mut self.journey, &other.journey) {
            mine.merge(theirs)?;
        }
        let trends = self.trends.iter_mut().flatten().zip(other.trends.iter().flatten());
        trends.into_iter().try_for_each(|(mine, theirs)| mine.merge(theirs))
    }
}

/// Id, definition and source of every standard and indicator, standards first.
fn definitions(handbook: &Handbook) -> impl Iterator<Item = (&str, &KpiDefinition, &Source)> {
    let standards = handbook.standards().iter();
    let standards = standards.map(|entry| (entry.standard.id.as_str(), &entry.standard.indicator, &entry.source));
    standards.chain(handbook.kpis().iter().map(|entry| (entry.id.as_str(), &entry.definition, &entry.source)))
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

    fn observe_into(&self, parts: &mut Parts, table: &Table<'_>) -> Result<()> {
        let groups = self.handbook.trend().map(|trend| Periods::new(table, &trend)).transpose()?;
        parts.days = groups.as_ref().and_then(|groups| groups.days);
        let tallies = parts.standards.iter_mut().chain(&mut parts.indicators);
        for (position, ((id, definition, source), tally)) in definitions(&self.handbook).zip(tallies).enumerate() {
            let observed = Observed::new(definition, source, table)?;
            observed.with(|chunk| tally.observe(chunk)).map_err(|error| error.within(id))?;
            if let (Some(groups), Some(Some(trend))) = (&groups, parts.trends.get_mut(position)) {
                let (keys, codes) = (&groups.keys(), &groups.codes);
                observed.with(|observations| trend.observe(GroupedObservations { keys, codes, observations }))?;
            }
        }
        self.observe_survey(parts, table)?;
        self.observe_journey(parts, table)
    }

    fn observe_survey(&self, parts: &mut Parts, table: &Table<'_>) -> Result<()> {
        let (Some(survey), Some(tally)) = (self.handbook.survey(), &mut parts.survey) else { return Ok(()) };
        let scale = survey.instrument.scale();
        let read = |names: &[String]| names.iter().map(|name| table.ratings(name, scale)).collect::<Result<Vec<_>>>();
        let (expectation, perception) = (read(&survey.expectation)?, read(&survey.perception)?);
        let expectation = expectation.iter().map(OwnedColumn::column).collect::<Result<Vec<_>>>()?;
        let perception = perception.iter().map(OwnedColumn::column).collect::<Result<Vec<_>>>()?;
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception })
    }

    fn observe_journey(&self, parts: &mut Parts, table: &Table<'_>) -> Result<()> {
        let (Some((_, _, source)), Some(tally)) = (self.handbook.journey_source(), &mut parts.journey) else {
            return Ok(());
        };
        let touchpoint = Texts::new(&source.touchpoint, table)?;
        let delivered = Texts::new(&source.delivered, table)?;
        let outcome = table.booleans(&source.outcome)?;
        tally.observe(DeliveredService {
            touchpoint: touchpoint.column().column()?,
            delivered: delivered.column().column()?,
            outcome: outcome.column()?,
        })
    }

    /// Reads CSV with a header row in chunks; `progress` hears the rows read so far.
    ///
    /// An empty cell is a missing value. A blank line is no row: where a file has a single column,
    /// write `""` for a missing value.
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`] for text that is not CSV, and the errors of
    /// [`observe`](Self::observe). Chunks before the error stay observed.
    pub fn observe_csv(&mut self, text: impl Read, mut progress: impl FnMut(u64)) -> Result<()> {
        let mut reader = csv::Reader::from_reader(text);
        let names = reader.headers().map_err(|error| invalid_csv(&error))?.clone();
        let mut records = Vec::with_capacity(CSV_CHUNK);
        loop {
            let mut record = csv::StringRecord::new();
            let more = reader.read_record(&mut record).map_err(|error| invalid_csv(&error))?;
            if more {
                records.push(record);
            }
            if records.len() == CSV_CHUNK || !more {
                self.observe_records(&names, &records)?;
                progress(self.rows);
                records.clear();
            }
            if !more {
                return Ok(());
            }
        }
    }

    fn observe_records(&mut self, names: &csv::StringRecord, records: &[csv::StringRecord]) -> Result<()> {
        let cell = |record: &'_ csv::StringRecord, position: usize| record.get(position).unwrap_or_default().to_owned();
        let columns: Vec<Vec<String>> =
            (0..names.len()).map(|position| records.iter().map(|record| cell(record, position)).collect()).collect();
        let texts: Vec<Vec<&str>> = columns.iter().map(|column| column.iter().map(String::as_str).collect()).collect();
        let named: Vec<_> = names
            .iter()
            .zip(&texts)
            .map(|(name, texts)| NamedColumn {
                // A byte order mark belongs to the file, not to the name.
                name: name.trim_start_matches('\u{feff}').trim(),
                cells: Cells::Texts(Column::new(name, texts)),
            })
            .collect();
        self.observe(&named)
    }

    fn trends(&self) -> Result<Vec<TrendLine>> {
        let mut trends = Vec::new();
        for ((id, ..), table) in definitions(&self.handbook).zip(&self.parts.trends) {
            let Some(table) = table else { continue };
            let points = table.finish()?.into_iter();
            let points = points.map(|row| TrendPoint { period: row.group, measure: row.measure }).collect();
            trends.push(TrendLine { id: id.into(), points });
        }
        Ok(trends)
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
        self.observe_into(&mut added, &table).map_err(|error| error.with_rows_after(self.rows))?;
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
            trends: self.trends()?,
        })
    }
}

fn line(indicator: &Indicator, tally: &KpiTally) -> Result<ScorecardLine> {
    let measure = tally.finish()?;
    let verdict = indicator.target.as_ref().map(|target| measure.judge(target)).transpose()?;
    Ok(ScorecardLine { id: indicator.id.clone(), measure, verdict })
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

pub(crate) fn invalid_csv(error: &csv::Error) -> QualityError {
    QualityError::InvalidDocument {
        path: error.position().map_or("csv".into(), |position| format!("csv, line {}", position.line())),
        found: error.to_string(),
        expected: "comma-separated UTF-8 text with a header row".into(),
    }
}
