//! Gap 1 against the golden vector, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::five_gaps::{BeliefSide, KnowledgeGapAnswers, KnowledgeGapTally};
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

const SIDES: [(BeliefSide, &str); 2] = [(BeliefSide::Customers, "customers"), (BeliefSide::Managers, "managers")];

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("knowledge_gap") {
        let (table, ids) = (table(&case).unwrap(), item_ids(&case));
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let mut tally = KnowledgeGapTally::new(instrument, options(&case));
        let observed = SIDES.into_iter().try_for_each(|(side, name)| {
            let columns = owned(&table, name, &ids);
            tally.observe(KnowledgeGapAnswers { side, expectation: &borrowed(&columns) })
        });
        compare(&case, observed.and_then(|()| tally.finish()), &mut deviations);
    }
    show("knowledge_gap", &deviations);
}

fn observed(customers: &[i8], managers: &[i8]) -> KnowledgeGapTally {
    let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}],
        "items": [{"id": "q", "dimension": "a"}]}"#;
    let mut tally = KnowledgeGapTally::new(Instrument::from_json(instrument).unwrap(), Default::default());
    for ((side, name), answers) in SIDES.into_iter().zip([customers, managers]) {
        tally.observe(KnowledgeGapAnswers { side, expectation: &[Column::new(name, answers)] }).unwrap();
    }
    tally
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit; exchanging the sides turns the sign.
    #[test]
    fn any_cut_gives_the_same_bits(
        customers in prop::collection::vec(1_i8..=7, 2..40),
        managers in prop::collection::vec(1_i8..=7, 2..20),
        cut in 0_usize..40,
    ) {
        let (here, there) = (cut.min(customers.len()), cut.min(managers.len()));
        let mut right = observed(&customers[here..], &managers[there..]);
        right.merge(&from_bytes(&to_bytes(&observed(&customers[..here], &managers[..there]))).unwrap()).unwrap();
        let whole = observed(&customers, &managers);
        prop_assert_eq!(to_bytes(&right), to_bytes(&whole));
        let (gap, turned) = (whole.finish().unwrap(), observed(&managers, &customers).finish().unwrap());
        prop_assert_eq!(gap.items[0].gap.estimate.unwrap(), -turned.items[0].gap.estimate.unwrap());
        prop_assert_eq!(gap.items[0].p_value, turned.items[0].p_value);
    }
}
