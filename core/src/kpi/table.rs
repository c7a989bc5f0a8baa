//! Indicators by group: one pass over the data, one row for each group.

use serde::{Deserialize, Serialize};

use super::observable::{Shared, count_by_group};
use super::partition::Partition;
use super::{KpiDefinition, KpiTally, Observations};
use crate::error::{QualityError, Result};
use crate::measure::{Measure, Tally};

/// One indicator for many groups (team, week, channel, …).
///
/// Groups are given as codes 0, 1, 2, … into a list of keys that may grow from chunk to chunk, as
/// in a dictionary-encoded column. A row costs what a row of a [`KpiTally`] costs; memory is one
/// tally a group.
///
/// ```
/// use servqual::kpi::{GroupedObservations, KpiTable, Observations, customer_satisfaction};
/// use servqual::measure::{Column, Tally};
/// let mut table = KpiTable::new(customer_satisfaction(Default::default())?);
/// table.observe(GroupedObservations {
///     keys: &["north", "south"],
///     codes: &[0, 1, 0],
///     observations: Observations::Ratings(Column::new("satisfaction", &[5, 1, 4])),
/// })?;
/// let rows = table.finish()?;
/// assert_eq!((rows[0].group.as_str(), rows[0].measure.estimate), ("north", Some(1.0)));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct KpiTable {
    definition: KpiDefinition,
    groups: std::collections::BTreeMap<String, KpiTally>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    definition: KpiDefinition,
    groups: std::collections::BTreeMap<String, KpiTally>,
}

impl TryFrom<Wire> for KpiTable {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = KpiTally::new(wire.definition.clone());
        wire.groups.values().try_for_each(|tally| empty.require_mergeable(tally))?;
        Ok(Self { definition: wire.definition, groups: wire.groups })
    }
}

impl From<KpiTable> for Wire {
    fn from(table: KpiTable) -> Self {
        Self { definition: table.definition, groups: table.groups }
    }
}

/// One chunk of observations with their groups.
#[derive(Debug, Clone, Copy)]
pub struct GroupedObservations<'a> {
    /// The groups.
    pub keys: &'a [&'a str],
    /// For each row the position of its group in `keys`.
    pub codes: &'a [u32],
    /// The observations.
    pub observations: Observations<'a>,
}

/// One chunk of several indicators with their groups.
#[derive(Debug, Clone, Copy)]
pub struct GroupedIndicators<'a> {
    /// The groups.
    pub keys: &'a [&'a str],
    /// For each row the position of its group in `keys`.
    pub codes: &'a [u32],
    /// What each indicator observes, in the order of the tables.
    pub observations: &'a [Observations<'a>],
}

/// The measure of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct KpiTableRow {
    /// The group.
    pub group: String,
    /// Its measure.
    pub measure: Measure,
}

impl KpiTable {
    /// A table without groups.
    pub fn new(definition: KpiDefinition) -> Self {
        Self { definition, groups: Default::default() }
    }

    /// What is measured.
    pub fn definition(&self) -> &KpiDefinition {
        &self.definition
    }

    /// The groups with their tallies, in alphabetical order.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&str, &KpiTally)> {
        self.groups.iter().map(|(key, tally)| (key.as_str(), tally))
    }

    /// Adds one chunk to several tables, to all of them or to none. What their indicators have in
    /// common, such as the order of the durations of each group, is done once.
    ///
    /// # Errors
    /// As [`observe`](Tally::observe), and [`QualityError::WrongObservations`] where the tables are
    /// not as many as the observations.
    ///
    /// ```
    /// use servqual::kpi::{GroupedIndicators, KpiTable, Observations, first_response_time};
    /// use servqual::kpi::{DurationOptions, DurationStatistic};
    /// use servqual::measure::Column;
    /// let of = |statistic| first_response_time(DurationOptions { statistic: Some(statistic), ..Default::default() });
    /// let mut tables = [KpiTable::new(of(DurationStatistic::Median)?), KpiTable::new(of(DurationStatistic::Mean)?)];
    /// let seconds = Observations::Durations(Column::new("response", &[30.0, 90.0, 60.0, 300.0]));
    /// let chunk = GroupedIndicators { keys: &["north"], codes: &[0; 4], observations: &[seconds; 2] };
    /// KpiTable::observe_together(&mut tables, chunk)?;
    /// # use servqual::measure::Tally;
    /// assert_eq!(tables[0].finish()?[0].measure.estimate, Some(75.0));
    /// assert_eq!(tables[1].finish()?[0].measure.estimate, Some(120.0));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn observe_together(tables: &mut [Self], chunk: GroupedIndicators<'_>) -> Result<()> {
        let GroupedIndicators { keys, codes, observations } = chunk;
        if tables.len() != observations.len() {
            return Err(QualityError::WrongObservations {
                place: "tables".into(),
                found: format!("observations of {} indicators", observations.len()),
                expected: format!("one for each of the {} tables", tables.len()),
            });
        }
        let (mut shared, mut counted) = (Shared::new(keys.len(), codes), Vec::with_capacity(tables.len()));
        for (table, &observations) in tables.iter().zip(observations) {
            let added = table.count(GroupedObservations { keys, codes, observations }, &mut shared)?;
            table.require_mergeable(&added)?;
            counted.push(added);
        }
        tables.iter_mut().zip(counted).try_for_each(|(table, added)| table.add_all(added))
    }

    /// Adds a chunk whose columns other tables may have looked at.
    pub(super) fn observe_sharing<'a>(
        &mut self,
        chunk: GroupedObservations<'a>,
        shared: &mut Shared<'a>,
    ) -> Result<()> {
        let added = self.count(chunk, shared)?;
        self.require_mergeable(&added)?;
        self.add_all(added)
    }

    /// What each group of a chunk counts.
    fn count<'a>(&self, chunk: GroupedObservations<'a>, shared: &mut Shared<'a>) -> Result<Vec<(&'a str, KpiTally)>> {
        let GroupedObservations { keys, codes, observations } = chunk;
        let empty = KpiTally::new(self.definition.clone());
        if let Some(groups) = count_by_group(&self.definition, observations, shared) {
            let groups = keys.iter().copied().zip(groups).filter(|(_, group)| group.has_rows());
            return Ok(groups.map(|(key, group)| (key, empty.counting(group))).collect());
        }
        let order = Partition::new(keys.len(), codes)?;
        if codes.is_empty() {
            // No group has rows: the columns must have none either.
            order.with(0, observations, |part| empty.clone().observe(part))?;
            return Ok(Vec::new());
        }
        let mut added = Vec::with_capacity(keys.len());
        for (code, key) in keys.iter().enumerate().filter(|(code, _)| order.has_rows(*code)) {
            let mut tally = empty.clone();
            order.with(code, observations, |part| tally.observe(part))?;
            added.push((*key, tally));
        }
        Ok(added)
    }

    fn require_mergeable(&self, added: &[(&str, KpiTally)]) -> Result<()> {
        let known = added.iter().filter_map(|(key, tally)| Some((self.groups.get(*key)?, tally)));
        known.into_iter().try_for_each(|(group, tally)| group.require_mergeable(tally))
    }

    fn add_all(&mut self, mut added: Vec<(&str, KpiTally)>) -> Result<()> {
        added.sort_by_key(|(key, _)| *key);
        if self.groups.is_empty() && added.is_sorted_by(|(one, _), (next, _)| one < next) {
            // Nothing to merge.
            self.groups = added.into_iter().map(|(key, tally)| (key.into(), tally)).collect();
            return Ok(());
        }
        added.into_iter().try_for_each(|(key, tally)| self.add(key, tally))
    }

    /// Adds another table, which is not needed any more.
    pub(super) fn absorb(&mut self, other: Self) -> Result<()> {
        if self.groups.is_empty() && self.definition.is_same(&other.definition) {
            self.groups = other.groups;
            return Ok(());
        }
        self.merge(&other)
    }

    fn add(&mut self, key: &str, tally: KpiTally) -> Result<()> {
        match self.groups.get_mut(key) {
            Some(group) => group.merge(&tally),
            None => {
                self.groups.insert(key.into(), tally);
                Ok(())
            }
        }
    }
}

impl Tally for KpiTable {
    type Observations<'a> = GroupedObservations<'a>;
    type Output = Vec<KpiTableRow>;
    const KIND: &'static str = "kpi_table";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: GroupedObservations<'_>) -> Result<()> {
        self.observe_sharing(chunk, &mut Shared::new(chunk.keys.len(), chunk.codes))
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.definition.definition().require_same(&other.definition.definition())?;
        for (key, tally) in &other.groups {
            self.groups.get(key).map_or(Ok(()), |group| group.require_mergeable(tally))?;
        }
        other.groups.iter().try_for_each(|(key, tally)| self.add(key, tally.clone()))
    }

    /// One row for each group with observations, in alphabetical order of the groups.
    fn finish(&self) -> Result<Vec<KpiTableRow>> {
        // Every group is watched as long as the whole log.
        let watched = self.groups.values().map(KpiTally::watched);
        let [given, latest] = watched.fold([None, None], |all, one| [all[0].max(one[0]), all[1].max(one[1])]);
        let until = given.or(latest);
        let defined = self.definition.definition();
        let mut rows = Vec::with_capacity(self.groups.len());
        for (group, tally) in &self.groups {
            match tally.finish_watched(&defined, until) {
                Ok(measure) => rows.push(KpiTableRow { group: group.clone(), measure }),
                Err(QualityError::TooFewObservations { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(rows)
    }
}
