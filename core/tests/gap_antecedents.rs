//! Antecedents against the golden vector, and their laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::five_gaps::AntecedentTally;
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("antecedents") {
        let (table, ids) = (table(&case).unwrap(), item_ids(&case));
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let columns = owned(&table, "single", &ids);
        let report = AntecedentTally::new(instrument, options(&case))
            .and_then(|mut tally| tally.observe(&borrowed(&columns)).and_then(|()| tally.finish()));
        compare(&case, report, &mut deviations);
    }
    show("antecedents", &deviations);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit. What narrows and what widens mirror each other.
    #[test]
    fn any_cut_gives_the_same_bits(answers in prop::collection::vec(1_i8..=7, 2..40), cut in 0_usize..40) {
        let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7},
            "dimensions": [{"id": "teamwork"}, {"id": "role_conflict"}],
            "items": [{"id": "q", "dimension": "teamwork"}, {"id": "r", "dimension": "role_conflict"}]}"#;
        let tally = |answers: &[i8]| {
            let instrument = Instrument::from_json(instrument).unwrap();
            let mut tally = AntecedentTally::new(instrument, Default::default()).unwrap();
            tally.observe(&[Column::new("q", answers), Column::new("r", answers)]).unwrap();
            tally
        };
        let (whole, cut) = (tally(&answers), cut.min(answers.len()));
        let mut parts = tally(&answers[cut..]);
        parts.merge(&from_bytes(&to_bytes(&tally(&answers[..cut]))).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&parts), to_bytes(&whole));
        let scores = whole.finish().unwrap().antecedents;
        let [narrows, widens] = [0, 1].map(|at| scores[at].adverse.estimate.unwrap());
        prop_assert!((narrows + widens - 1.0).abs() < 1e-12);
        prop_assert_eq!(scores[0].cohens_d, scores[1].cohens_d.map(|effect| -effect));
    }
}
