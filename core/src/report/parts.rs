//! One tally for each thing that a handbook measures.

use serde::{Deserialize, Serialize};

use super::assessment::{TrendLine, TrendPoint};
use super::columns::Table;
use super::duplicates::RowIds;
use super::observed::{Lent, Observed, Texts};
use super::periods::{Periods, course};
use super::units::Units;
use crate::error::Result;
use crate::gap::servqual::{ServqualAnswers, ServqualTally};
use crate::handbook::{Handbook, Source};
use crate::kpi::{
    GroupedObservations, KpiDefinition, KpiTable, KpiTally, Observable, Observations, ScorecardObservations,
    ScorecardTally,
};
use crate::measure::{OwnedColumn, Tally};
use crate::time::Period;
use crate::touchpoint::{DeliveredService, JourneyTally};

/// One tally for each thing that is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parts {
    pub(super) standards: Vec<KpiTally>,
    pub(super) indicators: Vec<KpiTally>,
    pub(super) survey: Option<ServqualTally>,
    pub(super) journey: Option<JourneyTally>,
    /// Standards first; those that cannot be cut by period have no table.
    pub(super) trends: Vec<Option<KpiTable>>,
    /// First and last day of the observations, where the handbook names a column of dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) days: Option<Period>,
    /// The indicators by unit and period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) scorecard: Option<ScorecardTally>,
    /// Ids of rows, where the handbook names their column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ids: Option<RowIds>,
}

impl Parts {
    pub(super) fn new(handbook: &Handbook) -> Self {
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
            scorecard: handbook.empty_scorecard().cloned(),
            ids: handbook.id_column().map(|_| RowIds::default()),
        }
    }

    /// Whether these are tallies of what the handbook measures.
    pub(super) fn fits(&self, handbook: &Handbook) -> bool {
        let mut empty = Self::new(handbook);
        let same_shape = self.standards.len() == empty.standards.len()
            && self.indicators.len() == empty.indicators.len()
            && self.survey.is_some() == empty.survey.is_some()
            && self.journey.is_some() == empty.journey.is_some()
            && self.scorecard.is_some() == empty.scorecard.is_some()
            && self.ids.is_some() == empty.ids.is_some()
            && self.trends.len() == empty.trends.len()
            && self.trends.iter().zip(&empty.trends).all(|(mine, theirs)| mine.is_some() == theirs.is_some());
        // Merging checks every definition.
        same_shape && empty.merge(self).is_ok()
    }

    pub(super) fn merge(&mut self, other: &Self) -> Result<()> {
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
        if let (Some(mine), Some(theirs)) = (&mut self.scorecard, &other.scorecard) {
            mine.merge(theirs)?;
        }
        if let (Some(mine), Some(theirs)) = (&mut self.ids, &other.ids) {
            mine.merge(theirs);
        }
        let trends = self.trends.iter_mut().flatten().zip(other.trends.iter().flatten());
        trends.into_iter().try_for_each(|(mine, theirs)| mine.merge(theirs))
    }

    pub(super) fn observe(&mut self, handbook: &Handbook, table: &Table<'_>) -> Result<()> {
        let groups = handbook.trend().map(|trend| Periods::new(table, trend)).transpose()?;
        self.days = groups.as_ref().and_then(|groups| groups.days);
        let read = definitions(handbook).map(|(_, definition, source)| Observed::new(definition, source, table));
        let read = read.collect::<Result<Vec<_>>>()?;
        let lent = read.iter().map(Observed::lend).collect::<Result<Vec<Lent<'_>>>>()?;
        let observations = read.iter().zip(&lent).map(|(read, lent)| read.observations(lent));
        let observations = observations.collect::<Result<Vec<_>>>()?;
        let tallies = self.standards.iter_mut().chain(&mut self.indicators);
        for (position, ((id, ..), tally)) in definitions(handbook).zip(tallies).enumerate() {
            let observations = observations[position];
            tally.observe(observations).map_err(|error| error.within(id))?;
            if let (Some(groups), Some(Some(trend))) = (&groups, self.trends.get_mut(position)) {
                let (keys, codes) = (&groups.keys(), &groups.codes);
                trend.observe(GroupedObservations { keys, codes, observations })?;
            }
        }
        if let (Some(ids), Some(column)) = (&mut self.ids, handbook.id_column()) {
            ids.observe(table, column)?;
        }
        self.observe_scorecard(handbook, table, &observations[self.standards.len()..])?;
        self.observe_survey(handbook, table)?;
        self.observe_journey(handbook, table)
    }

    fn observe_scorecard(
        &mut self,
        handbook: &Handbook,
        table: &Table<'_>,
        observations: &[Observations<'_>],
    ) -> Result<()> {
        let (Some(scorecard), Some(tally)) = (handbook.scorecard(), &mut self.scorecard) else { return Ok(()) };
        let units = Units::new(table, scorecard.unit.as_deref())?;
        let at = scorecard.column.as_ref().map(|column| table.instants(column)).transpose()?;
        let at = at.as_ref().map(OwnedColumn::column).transpose()?;
        tally.observe(ScorecardObservations { units: &units.names(), codes: &units.codes, at, observations })
    }

    fn observe_survey(&mut self, handbook: &Handbook, table: &Table<'_>) -> Result<()> {
        let (Some(survey), Some(tally)) = (handbook.survey(), &mut self.survey) else { return Ok(()) };
        let (scale, codes) = (survey.instrument.scale(), survey.options.not_applicable.as_slice());
        let read =
            |names: &[String]| names.iter().map(|name| table.answers(name, scale, codes)).collect::<Result<Vec<_>>>();
        let (expectation, perception) = (read(&survey.expectation)?, read(&survey.perception)?);
        let expectation = expectation.iter().map(OwnedColumn::column).collect::<Result<Vec<_>>>()?;
        let perception = perception.iter().map(OwnedColumn::column).collect::<Result<Vec<_>>>()?;
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception })
    }

    fn observe_journey(&mut self, handbook: &Handbook, table: &Table<'_>) -> Result<()> {
        let (Some((_, _, source)), Some(tally)) = (handbook.journey_source(), &mut self.journey) else {
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

    pub(super) fn trends(&self, handbook: &Handbook) -> Result<Vec<TrendLine>> {
        let Some(trend) = handbook.trend() else { return Ok(Vec::new()) };
        let rule = trend.rule()?;
        let mut trends = Vec::new();
        for ((id, ..), table) in definitions(handbook).zip(&self.trends) {
            let Some(table) = table else { continue };
            let points = course(table, &rule)?.into_iter();
            let points = points.map(|row| TrendPoint { period: row.group, measure: row.measure }).collect();
            trends.push(TrendLine { id: id.into(), points });
        }
        Ok(trends)
    }
}

/// Id, definition and source of every standard and indicator, standards first.
fn definitions(handbook: &Handbook) -> impl Iterator<Item = (&str, &KpiDefinition, &Source)> {
    let standards = handbook.standards().iter();
    let standards = standards.map(|entry| (entry.standard.id.as_str(), &entry.standard.indicator, &entry.source));
    standards.chain(handbook.kpis().iter().map(|entry| (entry.id.as_str(), &entry.definition, &entry.source)))
}
