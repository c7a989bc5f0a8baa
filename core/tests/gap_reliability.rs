//! Laws of reliability.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use servqual::measure::{Column, MissingRule, Tally, from_bytes, to_bytes};
use servqual::survey::{Instrument, ReliabilityOptions, ReliabilityReport, ReliabilityTally};

fn instrument(reversed: bool) -> Instrument {
    let item = |id: &str, dimension: &str, reversed: bool| {
        format!(r#"{{"id": "{id}", "dimension": "{dimension}", "reversed": {reversed}}}"#)
    };
    Instrument::from_json(&format!(
        r#"{{"id": "x", "scale": {{"minimum": 1, "maximum": 7}}, "dimensions": [{{"id": "a"}}, {{"id": "b"}}],
            "items": [{}, {}, {}, {}]}}"#,
        item("q1", "a", false),
        item("q2", "a", reversed),
        item("q3", "a", false),
        item("q4", "b", false)
    ))
    .unwrap()
}

fn tally(instrument: Instrument) -> ReliabilityTally {
    let options = ReliabilityOptions { missing: MissingRule::Omit, ..Default::default() };
    ReliabilityTally::new(instrument, options)
}

fn columns(rows: &[[i8; 4]]) -> [Vec<i8>; 4] {
    core::array::from_fn(|item| rows.iter().map(|row| row[item]).collect())
}

fn observe(tally: &mut ReliabilityTally, rows: &[[i8; 4]]) {
    let columns = columns(rows);
    let names = ["q1", "q2", "q3", "q4"];
    let columns: Vec<_> = names.iter().zip(&columns).map(|(name, values)| Column::new(name, values)).collect();
    tally.observe(&columns).unwrap();
}

fn report(instrument: Instrument, rows: &[[i8; 4]]) -> ReliabilityReport {
    let mut tally = tally(instrument);
    observe(&mut tally, rows);
    tally.finish().unwrap()
}

fn rows() -> impl Strategy<Value = Vec<[i8; 4]>> {
    prop::collection::vec(prop::array::uniform4(1_i8..=7), 2..60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(rows in rows(), cut in 0_usize..60) {
        let cut = cut.min(rows.len());
        let mut whole = tally(instrument(true));
        observe(&mut whole, &rows);
        let (mut left, mut right) = (tally(instrument(true)), tally(instrument(true)));
        observe(&mut left, &rows[..cut]);
        observe(&mut right, &rows[cut..]);
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        prop_assert_eq!(whole.finish().unwrap(), right.finish().unwrap());
    }

    /// Turning the answers of an item and marking it reverse-scored is the same; alpha is at most
    /// one and λ₂ at least alpha.
    #[test]
    fn reversed_items_are_turned(rows in rows()) {
        let turned: Vec<[i8; 4]> = rows.iter().map(|&[a, b, c, d]| [a, 8 - b, c, d]).collect();
        let (plain, reversed) = (report(instrument(false), &rows), report(instrument(true), &turned));
        for (plain, reversed) in plain.scales.iter().zip(&reversed.scales) {
            prop_assert_eq!(plain.alpha.estimate, reversed.alpha.estimate);
            prop_assert_eq!(plain.items[0].item_rest_correlation, reversed.items[0].item_rest_correlation);
            if let Some(alpha) = plain.alpha.estimate {
                prop_assert!(alpha <= 1.0);
                prop_assert!(plain.guttman_lambda_2.unwrap() >= alpha - 1e-12);
            }
        }
    }

    /// Identical items are perfectly consistent.
    #[test]
    fn identical_items_reach_one(answers in prop::collection::vec(1_i8..=7, 2..40)) {
        let rows: Vec<[i8; 4]> = answers.iter().map(|&answer| [answer; 4]).collect();
        let alpha = report(instrument(false), &rows).scales[0].alpha.estimate;
        let varies = answers.iter().any(|&answer| answer != answers[0]);
        prop_assert_eq!(alpha, varies.then_some(1.0));
    }
}
