//! One pass counts what row by row counts.

use proptest::prelude::*;

use super::*;
use crate::kpi::{
    ComplaintRateOptions, Criterion, GroupedObservations, KpiTable, KpiTally, Observable, complaint_rate,
    customer_satisfaction, first_contact_resolution, net_promoter_score, resolution_rate,
};
use crate::measure::{Column, Direction, Tally, Validity, to_bytes};

const KEYS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// What the table holds when each row is observed alone, row after row.
fn row_by_row(definition: &KpiDefinition, codes: &[u32], row: impl Fn(usize, &mut KpiTally)) -> Vec<(u32, Vec<u8>)> {
    let mut tallies = std::collections::BTreeMap::new();
    for (at, &code) in codes.iter().enumerate() {
        row(at, tallies.entry(code).or_insert_with(|| KpiTally::new(definition.clone())));
    }
    tallies.into_iter().map(|(code, tally)| (code, to_bytes(&tally))).collect()
}

/// What one pass counts, in the same form.
fn in_one_pass(definition: &KpiDefinition, codes: &[u32], observations: Observations<'_>) -> Vec<(u32, Vec<u8>)> {
    let groups =
        count_by_group(definition, observations, &mut Shared::new(KEYS.len(), codes)).expect("nothing to refuse");
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
    count_by_group(definition, observations, &mut Shared::new(2, &[0, 1, 0, 1])).is_none()
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
    assert!(count_by_group(&satisfaction, observations, &mut Shared::new(1, &[0, 1, 0, 1])).is_none());
    let mut table = KpiTable::new(satisfaction);
    let error = table.observe(GroupedObservations { keys: &KEYS, codes: &[0, 1, 4, 4], observations }).unwrap_err();
    assert!(error.to_string().contains("row 3"), "{error}");
}
