//! Gaps 1, 6 and 7 against the golden vector, and their laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::five_gaps::{BeliefGap, BeliefGapAnswers, BeliefGapTally, BeliefSide};
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("belief_gap") {
        let (table, ids) = (table(&case).unwrap(), item_ids(&case));
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let gap = serde_json::from_value(case["gap"].clone()).unwrap();
        let mut tally = BeliefGapTally::new(gap, instrument, options(&case));
        let observed = table.keys().try_for_each(|name| {
            let columns = owned(&table, name, &ids);
            let side = serde_json::from_value(name.as_str().into()).unwrap();
            tally.observe(BeliefGapAnswers { side, expectation: &borrowed(&columns) })
        });
        compare(&case, observed.and_then(|()| tally.finish()), &mut deviations);
    }
    show("belief_gap", &deviations);
}

fn observed(customers: &[[i8; 2]], managers: &[[i8; 2]]) -> BeliefGapTally {
    let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}],
        "items": [{"id": "q", "dimension": "a"}, {"id": "r", "dimension": "a", "reversed": true}]}"#;
    let instrument = Instrument::from_json(instrument).unwrap();
    let mut tally = BeliefGapTally::new(BeliefGap::Knowledge, instrument, Default::default());
    for (side, rows) in [(BeliefSide::Customers, customers), (BeliefSide::Managers, managers)] {
        let columns = [0, 1].map(|item| rows.iter().map(|row| row[item]).collect::<Vec<_>>());
        let expectation = columns.each_ref().map(|column| Column::new("answers", column));
        tally.observe(BeliefGapAnswers { side, expectation: &expectation }).unwrap();
    }
    tally
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit; exchanging the sides turns the sign; with
    /// every answer there, the whole is the mean of its items.
    #[test]
    fn any_cut_gives_the_same_bits(
        customers in prop::collection::vec([1_i8..=7, 1_i8..=7], 2..40),
        managers in prop::collection::vec([1_i8..=7, 1_i8..=7], 2..20),
        cut in 0_usize..40,
    ) {
        let (here, there) = (cut.min(customers.len()), cut.min(managers.len()));
        let mut right = observed(&customers[here..], &managers[there..]);
        right.merge(&from_bytes(&to_bytes(&observed(&customers[..here], &managers[..there]))).unwrap()).unwrap();
        let whole = observed(&customers, &managers);
        prop_assert_eq!(to_bytes(&right), to_bytes(&whole));
        let (gap, turned) = (whole.finish().unwrap(), observed(&managers, &customers).finish().unwrap());
        prop_assert_eq!(gap.overall.gap.estimate.unwrap(), -turned.overall.gap.estimate.unwrap());
        prop_assert_eq!(gap.overall.p_value, turned.overall.p_value);
        let items: f64 = gap.items.iter().map(|item| item.gap.estimate.unwrap()).sum();
        prop_assert!((items / 2.0 - gap.overall.gap.estimate.unwrap()).abs() < 1e-12);
    }
}
