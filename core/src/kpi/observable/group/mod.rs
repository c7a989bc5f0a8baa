//! Chunks by group, counted in one pass over the rows instead of group by group.
//!
//! A pass counts only what is in order. At the first row that may be an error it gives up: the way
//! group by group then finds the error and names its place.

use super::duration_by_group::{SortedDurations, cases_by_group, durations_by_group};
use super::{Counted, Observations, contact, count, outcome, rating};
use crate::kpi::{KpiDefinition, Statistic};
use crate::measure::{Column, ExclusionReason, Exclusions, MissingRule};

/// What one group has counted, how many of its rows were there, and what was left out.
pub(in crate::kpi) struct Group {
    pub(in crate::kpi) counted: Counted,
    pub(in crate::kpi) there: u64,
    pub(in crate::kpi) excluded: Exclusions,
}

/// What indicators that look at the same columns of one chunk do once.
#[derive(Default)]
pub(in crate::kpi) struct Shared<'a> {
    pub(super) durations: Vec<SortedDurations<'a>>,
}

/// The group of each row: codes below `groups`.
#[derive(Clone, Copy)]
pub(super) struct Codes<'a> {
    pub(super) codes: &'a [u32],
    pub(super) groups: usize,
}

/// Counts a chunk by group; `None` where that must be done group by group.
pub(in crate::kpi) fn count_by_group<'a>(
    definition: &KpiDefinition,
    groups: usize,
    codes: &[u32],
    observations: Observations<'a>,
    shared: &mut Shared<'a>,
) -> Option<Vec<Group>> {
    let fits = groups <= codes.len() && codes.len() < u32::MAX as usize;
    let known = codes.iter().fold(0, |highest, &code| code.max(highest)) < u32::try_from(groups).ok()?;
    let codes = Codes { codes, groups };
    let empty = Counted::new(definition);
    let counted = match (&empty, observations) {
        _ if !fits || !known => None,
        (Counted::Rating(state), Observations::Ratings(ratings)) => rating::by_group(state, codes, ratings),
        (Counted::Outcome(_), Observations::Outcomes(outcomes)) => outcome::by_group(codes, outcomes),
        (Counted::Duration(state), Observations::Durations(seconds)) => {
            durations_by_group(state, codes, seconds, shared)
        }
        (Counted::Duration(state), Observations::Spans { .. } | Observations::Cases { .. }) => {
            let cases = observations.cases()?.read(definition.clock(), definition.missing()).ok()?;
            cases_by_group(state, codes, &cases)
        }
        (Counted::Contact(_), Observations::Contacts { customer, at, observed_until }) => {
            contact::by_group(codes, customer, at, observed_until)
        }
        (Counted::Count(_), Observations::Counts { events, base }) => {
            let share = matches!(definition.statistic(), Statistic::Share { .. });
            count::by_group(codes, events, base, share)
        }
        _ => None,
    };
    let refused = |group: &Group| group.missing() > 0 && definition.missing() == MissingRule::Raise;
    counted.filter(|groups| !groups.iter().any(refused))
}

impl Group {
    pub(super) fn new(counted: Counted, there: u64, missing: u64) -> Self {
        let mut excluded = Exclusions::default();
        excluded.add(ExclusionReason::Missing, missing);
        Self { counted, there, excluded }
    }

    fn missing(&self) -> u64 {
        self.excluded.count(ExclusionReason::Missing)
    }

    pub(in crate::kpi) fn has_rows(&self) -> bool {
        self.there + self.missing() > 0
    }
}

impl Codes<'_> {
    /// Calls `visit` with group, value and whether the value is there, for every row in order;
    /// `None` where column and codes have different lengths.
    #[inline(always)]
    pub(super) fn each<T: Copy>(self, column: &Column<'_, T>, mut visit: impl FnMut(usize, T, bool)) -> Option<()> {
        if column.len() != self.codes.len() {
            return None;
        }
        let Some(validity) = column.validity() else {
            for (&code, &value) in self.codes.iter().zip(column.values()) {
                visit(code as usize, value, true);
            }
            return Some(());
        };
        for (position, (codes, values)) in self.codes.chunks(8).zip(column.values().chunks(8)).enumerate() {
            let bits = validity.eight(8 * position);
            for (bit, (&code, &value)) in codes.iter().zip(values).enumerate() {
                visit(code as usize, value, bits >> bit & 1 == 1);
            }
        }
        Some(())
    }

    /// The values that are there, group after group, with the end of each group; and how many of
    /// each group are missing.
    pub(super) fn sort<T: Copy + Default>(self, column: &Column<'_, T>) -> Option<Sorted<T>> {
        let mut rows = vec![[0_u32; 2]; self.groups];
        self.each(column, |group, _, there| rows[group][usize::from(there)] += 1)?;
        let mut sorted = Sorted::new(&rows);
        self.each(column, |group, value, there| sorted.put(group, value, there))?;
        Some(sorted)
    }

    /// The same of pairs: one is there where both its values are.
    pub(super) fn sort_pairs<L: Copy + Default, R: Copy + Default>(
        self,
        left: &Column<'_, L>,
        right: &Column<'_, R>,
    ) -> Option<Sorted<(L, R)>> {
        if right.len() != left.len() {
            return None;
        }
        let (mut rows, mut row) = (vec![[0_u32; 2]; self.groups], 0);
        self.each(left, |group, _, there| {
            rows[group][usize::from(there & right.is_valid(row))] += 1;
            row += 1;
        })?;
        let (mut sorted, mut row) = (Sorted::new(&rows), 0);
        self.each(left, |group, value, there| {
            sorted.put(group, (value, right.values()[row]), there & right.is_valid(row));
            row += 1;
        })?;
        Some(sorted)
    }
}

/// Values sorted by group.
pub(super) struct Sorted<T> {
    /// Behind the last group lies one more, over which missing values were written.
    values: Vec<T>,
    /// Where the next value of each group goes; in the end, where the group ends.
    next: Vec<u32>,
    missing: Vec<u64>,
}

impl<T: Copy + Default> Sorted<T> {
    /// Room for so many values of each group, missing and there.
    fn new(rows: &[[u32; 2]]) -> Self {
        let mut next = Vec::with_capacity(rows.len() + 1);
        let mut end = 0_u32;
        for [_, there] in rows {
            next.push(end);
            end += there;
        }
        next.push(end);
        let missing = rows.iter().map(|[missing, _]| u64::from(*missing)).collect();
        Self { values: vec![T::default(); end as usize + 1], next, missing }
    }

    #[inline(always)]
    fn put(&mut self, group: usize, value: T, there: bool) {
        let place = &mut self.next[if there { group } else { self.missing.len() }];
        self.values[*place as usize] = value;
        *place += u32::from(there);
    }

    /// All values that are there.
    pub(super) fn values(&self) -> &[T] {
        &self.values[..self.values.len() - 1]
    }

    /// The values of each group with the number of its missing rows.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&[T], u64)> {
        let begins = core::iter::once(0).chain(self.next.iter().copied());
        let runs = begins.zip(&self.next).map(|(begin, &end)| &self.values[begin as usize..end as usize]);
        runs.zip(self.missing.iter().copied())
    }

    /// The same, to be put in order.
    pub(super) fn groups_mut(&mut self) -> impl Iterator<Item = (&mut [T], u64)> {
        let begins = core::iter::once(0).chain(self.next.iter().copied());
        let lengths = begins.zip(&self.next).map(|(begin, &end)| (end - begin) as usize);
        let mut rest = self.values.as_mut_slice();
        let runs = lengths.map(move |length| rest.split_off_mut(..length).unwrap_or_default());
        runs.zip(self.missing.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kpi::{
        ComplaintRateOptions, Criterion, GroupedObservations, KpiTable, KpiTally, Observable, complaint_rate,
        customer_satisfaction, first_contact_resolution, net_promoter_score, resolution_rate,
    };
    use crate::measure::{Direction, Tally, Validity, to_bytes};

    const KEYS: [&str; 5] = ["a", "b", "c", "d", "e"];

    /// What the table holds when each row is observed alone, row after row.
    fn row_by_row(
        definition: &KpiDefinition,
        codes: &[u32],
        row: impl Fn(usize, &mut KpiTally),
    ) -> Vec<(u32, Vec<u8>)> {
        let mut tallies = std::collections::BTreeMap::new();
        for (at, &code) in codes.iter().enumerate() {
            row(at, tallies.entry(code).or_insert_with(|| KpiTally::new(definition.clone())));
        }
        tallies.into_iter().map(|(code, tally)| (code, to_bytes(&tally))).collect()
    }

    /// What one pass counts, in the same form.
    fn in_one_pass(definition: &KpiDefinition, codes: &[u32], observations: Observations<'_>) -> Vec<(u32, Vec<u8>)> {
        let groups = count_by_group(definition, KEYS.len(), codes, observations, &mut Shared::default())
            .expect("nothing to refuse");
        let empty = KpiTally::new(definition.clone());
        let groups = (0..).zip(groups).filter(|(_, group)| group.has_rows());
        groups.map(|(code, group)| (code, to_bytes(&empty.counting(group)))).collect()
    }

    /// One row of a column as a column of its own.
    fn alone<T: Copy>(column: &Column<'_, T>, row: usize, observe: impl FnOnce(Column<'_, T>)) {
        let bits = [u8::from(column.is_valid(row))];
        let one = Column::new(column.name(), &column.values()[row..=row]);
        observe(one.with_validity(Validity::new(&bits, 0)).unwrap());
    }

    fn durations() -> Vec<KpiDefinition> {
        let statistics = [
            Statistic::Mean {},
            Statistic::Quantile { probability: 0.5 },
            Statistic::Share { criterion: Criterion::AtMost { seconds: 60.0 } },
        ];
        let definition = |statistic| {
            let (label, observable) = (Default::default(), Observable::duration());
            KpiDefinition::new("wait", label, observable, statistic, Direction::LowerIsBetter).unwrap()
        };
        statistics.into_iter().map(definition).collect()
    }

    fn complaints(per: Option<u64>) -> KpiDefinition {
        complaint_rate(ComplaintRateOptions { base: "contact".into(), per }).unwrap()
    }

    proptest! {
        #[test]
        fn one_pass_counts_what_row_by_row_counts(
            rows in prop::collection::vec((0_u32..5, 0_i8..=10, 0.0_f64..200.0, any::<bool>(), 0_i64..4), 5..60),
            (bits, offset) in (prop::option::of(prop::collection::vec(any::<u8>(), 9)), 0_usize..8),
        ) {
            let codes: Vec<u32> = rows.iter().map(|row| row.0).collect();
            let (ratings, seconds): (Vec<_>, Vec<_>) = rows.iter().map(|row| (row.1, row.2)).unzip();
            let (outcomes, events): (Vec<_>, Vec<_>) = rows.iter().map(|row| (row.3, row.4)).unzip();
            let validity = bits.as_ref().map(|bits| Validity::new(bits, offset));
            let check = |definition: &KpiDefinition, whole: Observations<'_>, row: &dyn Fn(usize, &mut KpiTally)| {
                let definition = definition.clone().with_missing(MissingRule::Omit);
                assert_eq!(in_one_pass(&definition, &codes, whole), row_by_row(&definition, &codes, row));
            };
            let ratings = with(Column::new("rating", &ratings), validity);
            check(&net_promoter_score().unwrap(), Observations::Ratings(ratings), &|row, tally| {
                alone(&ratings, row, |one| tally.observe(Observations::Ratings(one)).unwrap());
            });
            let seconds = with(Column::new("seconds", &seconds), validity);
            for definition in durations() {
                check(&definition, Observations::Durations(seconds), &|row, tally| {
                    alone(&seconds, row, |one| tally.observe(Observations::Durations(one)).unwrap());
                });
            }
            let outcomes = with(Column::new("solved", &outcomes), validity);
            check(&resolution_rate().unwrap(), Observations::Outcomes(outcomes), &|row, tally| {
                alone(&outcomes, row, |one| tally.observe(Observations::Outcomes(one)).unwrap());
            });
            let (customers, instants): (Vec<u64>, Vec<i64>) = rows.iter().map(|row| (row.1 as u64, row.4)).unzip();
            let customer = with(Column::new("customer", &customers), validity);
            let (at, observed_until) = (Column::new("at", &instants), None);
            let contacts = first_contact_resolution(Default::default()).unwrap();
            check(&contacts, Observations::Contacts { customer, at, observed_until }, &|row, tally| {
                let at = Column::new("at", &instants[row..=row]);
                alone(&customer, row, |customer| {
                    tally.observe(Observations::Contacts { customer, at, observed_until }).unwrap();
                });
            });
            let (events, base) = (with(Column::new("events", &events), validity), vec![4; rows.len()]);
            let base = Column::new("base", &base);
            for per in [None, Some(100)] {
                check(&complaints(per), Observations::Counts { events, base }, &|row, tally| {
                    let base = Column::new("base", &[4]);
                    alone(&events, row, |events| tally.observe(Observations::Counts { events, base }).unwrap());
                });
            }
        }
    }

    fn with<'a, T: Copy>(column: Column<'a, T>, validity: Option<Validity<'a>>) -> Column<'a, T> {
        validity.map_or(column, |validity| column.with_validity(validity).unwrap())
    }

    fn is_left(definition: &KpiDefinition, observations: Observations<'_>) -> bool {
        count_by_group(definition, 2, &[0, 1, 0, 1], observations, &mut Shared::default()).is_none()
    }

    #[test]
    fn what_may_be_an_error_is_left_to_the_way_that_names_it() {
        let satisfaction = customer_satisfaction(Default::default()).unwrap();
        let missing = Column::new("rating", &[1_i8, 2, 3, 4]).with_validity(Validity::new(&[0b1011], 0)).unwrap();
        assert!(is_left(&satisfaction, Observations::Ratings(missing)));
        assert!(is_left(&satisfaction, Observations::Ratings(Column::new("rating", &[1, 2, 3, 6]))));
        assert!(is_left(&satisfaction, Observations::Ratings(Column::new("rating", &[1, 2, 3]))));
        assert!(is_left(&satisfaction, Observations::Outcomes(Column::new("solved", &[true; 4]))));
        for definition in durations() {
            for wrong in [-1.0, f64::NAN, f64::INFINITY] {
                let seconds = [1.0, 2.0, 3.0, wrong];
                assert!(is_left(&definition, Observations::Durations(Column::new("seconds", &seconds))));
            }
        }
        for (events, base) in [([0, 0, 0, 2], [1; 4]), ([0, 0, 0, -1], [1; 4]), ([0; 4], [1, 1, 1, i64::MAX])] {
            let (events, base) = (Column::new("events", &events), Column::new("base", &base));
            assert!(is_left(&complaints(None), Observations::Counts { events, base }));
        }
        let observations = Observations::Ratings(Column::new("rating", &[1, 2, 3, 6]));
        assert!(count_by_group(&satisfaction, 1, &[0, 1, 0, 1], observations, &mut Shared::default()).is_none());
        let mut table = KpiTable::new(satisfaction);
        let error = table.observe(GroupedObservations { keys: &KEYS, codes: &[0, 1, 4, 4], observations }).unwrap_err();
        assert!(error.to_string().contains("row 3"), "{error}");
    }
}
