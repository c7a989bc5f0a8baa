//! Indicators by group: one pass over the data, one row for each group.

use serde::{Deserialize, Serialize};

use super::observable::count_by_group;
use super::{KpiDefinition, KpiTally, Observations};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Measure, Tally, Validity};

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

    /// Adds the tallies of a chunk, all of them or none.
    fn add_all(&mut self, added: Vec<(&str, KpiTally)>) -> Result<()> {
        for (key, tally) in &added {
            self.groups.get(*key).map_or(Ok(()), |group| group.require_mergeable(tally))?;
        }
        added.into_iter().try_for_each(|(key, tally)| self.add(key, tally))
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
        let GroupedObservations { keys, codes, observations } = chunk;
        let empty = KpiTally::new(self.definition.clone());
        if let Some(groups) = count_by_group(&self.definition, keys.len(), codes, observations) {
            let groups = keys.iter().copied().zip(groups).filter(|(_, group)| group.has_rows());
            return self.add_all(groups.map(|(key, group)| (key, empty.counting(group))).collect());
        }
        let order = Partition::new(keys.len(), codes)?;
        if codes.is_empty() {
            // No group has rows: the columns must have none either.
            return order.with(0, observations, |part| empty.clone().observe(part));
        }
        let mut added = Vec::with_capacity(keys.len());
        for (code, key) in keys.iter().enumerate().filter(|(code, _)| order.has_rows(*code)) {
            let mut tally = empty.clone();
            order.with(code, observations, |part| tally.observe(part))?;
            added.push((*key, tally));
        }
        self.add_all(added)
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
        let mut rows = Vec::with_capacity(self.groups.len());
        for (group, tally) in &self.groups {
            match tally.finish_watched(until) {
                Ok(measure) => rows.push(KpiTableRow { group: group.clone(), measure }),
                Err(QualityError::TooFewObservations { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(rows)
    }
}

/// Rows sorted by group: a counting sort, so that each group is then one run of columns.
struct Partition {
    rows: Vec<u32>,
    starts: Vec<usize>,
}

impl Partition {
    fn new(groups: usize, codes: &[u32]) -> Result<Self> {
        if u32::try_from(codes.len()).is_err() {
            return Err(QualityError::InvalidParameter {
                place: "group".into(),
                value: format!("{} rows", codes.len()),
                expected: format!("at most {} rows in one chunk", u32::MAX),
            });
        }
        let mut starts = vec![0_usize; groups.max(1) + 1];
        for (row, &code) in codes.iter().enumerate() {
            match starts.get_mut(code as usize + 1) {
                Some(count) if (code as usize) < groups => *count += 1,
                _ => {
                    return Err(QualityError::UnknownId {
                        place: format!("group, row {row}"),
                        id: code.to_string(),
                        expected: format!("a code below {groups}"),
                    });
                }
            }
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut rows = vec![0; codes.len()];
        for (row, &code) in codes.iter().enumerate() {
            rows[next[code as usize]] = row as u32;
            next[code as usize] += 1;
        }
        Ok(Self { rows, starts })
    }

    fn has_rows(&self, group: usize) -> bool {
        self.starts[group] < self.starts[group + 1]
    }

    /// Calls `observe` with the part of the observations that belongs to one group.
    fn with(
        &self,
        group: usize,
        observations: Observations<'_>,
        observe: impl FnOnce(Observations<'_>) -> Result<()>,
    ) -> Result<()> {
        let rows = &self.rows[self.starts[group]..self.starts[group + 1]];
        let total = self.rows.len();
        let observe = |part: Observations<'_>| observe(part).map_err(|error| error.with_row_of(rows));
        match observations {
            Observations::Ratings(column) => observe(Observations::Ratings(Part::new(column, rows, total)?.column()?)),
            Observations::Durations(column) => {
                observe(Observations::Durations(Part::new(column, rows, total)?.column()?))
            }
            Observations::Outcomes(column) => {
                observe(Observations::Outcomes(Part::new(column, rows, total)?.column()?))
            }
            Observations::Spans { start, end } => {
                let (start, end) = (Part::new(start, rows, total)?, Part::new(end, rows, total)?);
                observe(Observations::Spans { start: start.column()?, end: end.column()? })
            }
            Observations::Cases { start, end, service, observed_until } => {
                let (start, end) = (Part::new(start, rows, total)?, Part::new(end, rows, total)?);
                let service = service.map(|service| Part::new(service, rows, total)).transpose()?;
                let service = service.as_ref().map(Part::column).transpose()?;
                observe(Observations::Cases { start: start.column()?, end: end.column()?, service, observed_until })
            }
            Observations::Lifetimes { duration, ended } => {
                let (duration, ended) = (Part::new(duration, rows, total)?, Part::new(ended, rows, total)?);
                observe(Observations::Lifetimes { duration: duration.column()?, ended: ended.column()? })
            }
            Observations::RatingSets(answers) => {
                let parts = answers.iter().map(|column| Part::new(*column, rows, total));
                let parts = parts.collect::<Result<Vec<_>>>()?;
                let columns = parts.iter().map(Part::column).collect::<Result<Vec<_>>>()?;
                observe(Observations::RatingSets(&columns))
            }
            Observations::Contacts { customer, at, observed_until } => {
                let (customer, at) = (Part::new(customer, rows, total)?, Part::new(at, rows, total)?);
                observe(Observations::Contacts { customer: customer.column()?, at: at.column()?, observed_until })
            }
            Observations::Calls { wait, answered } => {
                let (wait, answered) = (Part::new(wait, rows, total)?, Part::new(answered, rows, total)?);
                observe(Observations::Calls { wait: wait.column()?, answered: answered.column()? })
            }
            Observations::Amounts { numerator, denominator } => {
                let numerator = Part::new(numerator, rows, total)?;
                let denominator = Part::new(denominator, rows, total)?;
                observe(Observations::Amounts { numerator: numerator.column()?, denominator: denominator.column()? })
            }
            Observations::Counts { events, base } => {
                let (events, base) = (Part::new(events, rows, total)?, Part::new(base, rows, total)?);
                observe(Observations::Counts { events: events.column()?, base: base.column()? })
            }
        }
    }
}

/// The rows of one group, gathered from a column.
struct Part<'a, T> {
    name: &'a str,
    values: Vec<T>,
    bits: Option<Vec<u8>>,
}

impl<'a, T: Copy> Part<'a, T> {
    fn new(column: Column<'a, T>, rows: &[u32], total: usize) -> Result<Self> {
        if column.len() != total {
            return Err(QualityError::LengthMismatch {
                left: "group".into(),
                right: column.name().into(),
                left_length: total as u64,
                right_length: column.len() as u64,
            });
        }
        let values = rows.iter().map(|&row| column.values()[row as usize]).collect();
        let bits = column.validity().map(|validity| {
            let mut bits = vec![0_u8; rows.len().div_ceil(8)];
            for (position, &row) in rows.iter().enumerate() {
                bits[position / 8] |= u8::from(validity.is_valid(row as usize)) << (position % 8);
            }
            bits
        });
        Ok(Self { name: column.name(), values, bits })
    }

    fn column(&self) -> Result<Column<'_, T>> {
        let column = Column::new(self.name, &self.values);
        match &self.bits {
            Some(bits) => column.with_validity(Validity::new(bits, 0)),
            None => Ok(column),
        }
    }
}
