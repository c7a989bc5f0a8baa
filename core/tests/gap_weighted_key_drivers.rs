//! Weighted key drivers against the golden vector, and their laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::key_drivers::{
    Driver, KeyDriverAnswers, KeyDriverTally, WeightedKeyDriverAnswers, WeightedKeyDriverTally,
};
use servqual::measure::{Column, Label, OwnedColumn, Scale, Tally, from_bytes, to_bytes};

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("weighted_key_drivers") {
        let outcome: Driver = serde_json::from_value(case["instrument"]["outcome"].clone()).unwrap();
        let drivers: Vec<Driver> = serde_json::from_value(case["instrument"]["drivers"].clone()).unwrap();
        let table = table(&case).unwrap();
        let overall = owned(&table, "outcome", std::slice::from_ref(&outcome.id));
        let columns = owned(&table, "drivers", &item_ids(&case));
        let mut weights = OwnedColumn::new("weights");
        case["weights"].as_array().unwrap().iter().for_each(|weight| weights.push(weight.as_f64()));
        let mut tally = WeightedKeyDriverTally::new(outcome, drivers, options(&case)).unwrap();
        let answers = WeightedKeyDriverAnswers {
            outcome: overall[0].column().unwrap(),
            drivers: &borrowed(&columns),
            weights: weights.column().unwrap(),
        };
        compare(&case, tally.observe(answers).and_then(|()| tally.finish()), &mut deviations);
    }
    show("weighted_key_drivers", &deviations);
}

fn drivers() -> (Driver, Vec<Driver>) {
    let driver = |id: &str| Driver { id: id.into(), label: Label::default(), scale: Scale::ONE_TO_SEVEN };
    (driver("overall"), vec![driver("a"), driver("b")])
}

fn weighted(rows: &[([i8; 3], f64)]) -> WeightedKeyDriverTally {
    let (outcome, drivers) = drivers();
    let mut tally = WeightedKeyDriverTally::new(outcome, drivers, Default::default()).unwrap();
    let columns: [Vec<i8>; 3] = core::array::from_fn(|item| rows.iter().map(|row| row.0[item]).collect());
    let weights: Vec<f64> = rows.iter().map(|row| row.1).collect();
    let [a, b, outcome] = columns.each_ref().map(|values| Column::new("q", values));
    let weights = Column::new("weight", &weights);
    tally.observe(WeightedKeyDriverAnswers { outcome, drivers: &[a, b], weights }).unwrap();
    tally
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, order, merging and reading back change no bit; scaling the weights changes nothing;
    /// equal weights are no weights.
    #[test]
    fn any_cut_gives_the_same_bits(
        rows in prop::collection::vec(([1_i8..=7, 1_i8..=7, 1_i8..=7], 0.0_f64..5.0), 6..40), cut in 0_usize..40,
    ) {
        let (whole, cut) = (weighted(&rows), cut.min(rows.len()));
        let mut parts = weighted(&rows[cut..]);
        parts.merge(&from_bytes(&to_bytes(&weighted(&rows[..cut]))).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&parts), to_bytes(&whole));
        let turned: Vec<([i8; 3], f64)> = rows.iter().rev().copied().collect();
        prop_assert_eq!(to_bytes(&weighted(&turned)), to_bytes(&whole));
        let doubled: Vec<([i8; 3], f64)> = rows.iter().map(|row| (row.0, 4.0 * row.1)).collect();
        let even: Vec<([i8; 3], f64)> = rows.iter().map(|row| (row.0, 1.0)).collect();
        let (outcome, drivers) = drivers();
        let mut plain = KeyDriverTally::new(outcome, drivers, Default::default()).unwrap();
        let columns: [Vec<i8>; 3] = core::array::from_fn(|item| rows.iter().map(|row| row.0[item]).collect());
        let [a, b, outcome] = columns.each_ref().map(|values| Column::new("q", values));
        plain.observe(KeyDriverAnswers { outcome, drivers: &[a, b] }).unwrap();
        for (left, right, tolerance) in [
            (whole.finish(), weighted(&doubled).finish(), 0.0),
            (plain.finish(), weighted(&even).finish(), 1e-12),
        ] {
            prop_assert_eq!(left.is_ok(), right.is_ok());
            let (Ok(left), Ok(right)) = (left, right) else { continue };
            for (left, right) in left.drivers.iter().zip(&right.drivers) {
                prop_assert!((left.lmg.estimate.unwrap() - right.lmg.estimate.unwrap()).abs() <= tolerance);
            }
        }
    }
}
