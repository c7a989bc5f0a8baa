//! Gaps of weighted samples against the golden vector, and their laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::servqual::{
    ServqualAnswers, ServqualTally, WeightedGapAnswers, WeightedGapReport, WeightedGapTally,
};
use servqual::measure::{Column, OwnedColumn, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("weighted_gaps") {
        let table = table(&case).unwrap();
        let ids = item_ids(&case);
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let [e, p] = ["expectation", "perception"].map(|side| owned(&table, side, &ids));
        let (e, p) = (borrowed(&e), borrowed(&p));
        let weights: Vec<Option<f64>> = serde_json::from_value(case["weight"].clone()).unwrap();
        let mut weight = OwnedColumn::new("weight");
        weights.into_iter().for_each(|value| weight.push(value));
        let mut tally = WeightedGapTally::new(instrument, options(&case)).unwrap();
        let answers = ServqualAnswers { expectation: &e, perception: &p };
        let weight = weight.column().unwrap();
        let outcome = tally.observe(WeightedGapAnswers { answers, weight }).and_then(|()| tally.finish());
        compare(&case, outcome, &mut deviations);
    }
    show("weighted_gaps", &deviations);
}

fn instrument() -> Instrument {
    Instrument::from_json(
        r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}, {"id": "b"}],
            "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "b", "reversed": true}]}"#,
    )
    .unwrap()
}

type Row = ([i8; 4], f64);

fn with<T>(rows: &[Row], answer: impl FnOnce(WeightedGapAnswers<'_>) -> T) -> T {
    let columns: [Vec<i8>; 4] = core::array::from_fn(|item| rows.iter().map(|row| row.0[item]).collect());
    let [e1, e2, p1, p2] = columns.each_ref().map(|values| Column::new("q", values));
    let weights: Vec<f64> = rows.iter().map(|row| row.1).collect();
    let answers = ServqualAnswers { expectation: &[e1, e2], perception: &[p1, p2] };
    answer(WeightedGapAnswers { answers, weight: Column::new("weight", &weights) })
}

fn report(rows: &[Row]) -> WeightedGapReport {
    let mut tally = WeightedGapTally::new(instrument(), Default::default()).unwrap();
    with(rows, |chunk| tally.observe(chunk)).unwrap();
    tally.finish().unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((prop::array::uniform4(1_i8..=7), 1e-3_f64..1e3), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(rows in rows(), cut in 0_usize..40) {
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] =
            [0; 3].map(|_| WeightedGapTally::new(instrument(), Default::default()).unwrap());
        with(&rows, |chunk| whole.observe(chunk)).unwrap();
        with(&rows[..cut], |chunk| left.observe(chunk)).unwrap();
        with(&rows[cut..], |chunk| right.observe(chunk)).unwrap();
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        prop_assert_eq!(whole.finish().unwrap(), right.finish().unwrap());
    }

    /// Equal weights are no weights, of whatever scale; and the scale of weights does not count.
    #[test]
    fn only_proportions_count(rows in rows(), scale in 1e-6_f64..1e6) {
        let equal: Vec<Row> = rows.iter().map(|&(answers, _)| (answers, scale)).collect();
        let found = report(&equal);
        let mut plain = ServqualTally::new(instrument(), Default::default());
        with(&equal, |chunk| plain.observe(chunk.answers)).unwrap();
        let plain = plain.finish().unwrap();
        for (weighted, plain) in found.items.iter().zip(&plain.items).chain(found.dimensions.iter().zip(&plain.dimensions)) {
            prop_assert!((weighted.gap.estimate.unwrap() - plain.gap.estimate.unwrap()).abs() < 1e-12);
            prop_assert!((weighted.effective_n.unwrap() - rows.len() as f64).abs() < 1e-9);
            if let Some((weighted, plain)) = weighted.gap.standard_deviation.zip(plain.gap.standard_deviation) {
                prop_assert!((weighted - plain).abs() < 1e-12);
            }
        }
        let scaled: Vec<Row> = rows.iter().map(|&(answers, weight)| (answers, scale * weight)).collect();
        let (first, second) = (report(&rows).overall, report(&scaled).overall);
        prop_assert!((first.gap.estimate.unwrap() - second.gap.estimate.unwrap()).abs() < 1e-12);
        prop_assert!((first.effective_n.unwrap() / second.effective_n.unwrap() - 1.0).abs() < 1e-12);
        if let Some((first, second)) = first.gap_standard_error.zip(second.gap_standard_error) {
            prop_assert!((first - second).abs() < 1e-12);
        }
        prop_assert!(first.effective_n.unwrap() <= rows.len() as f64 * (1.0 + 1e-12));
    }
}

#[test]
fn weights_that_are_no_numbers_name_their_row() {
    let mut tally = WeightedGapTally::new(instrument(), Default::default()).unwrap();
    for (weight, code) in
        [(f64::NAN, "not_finite"), (f64::INFINITY, "not_finite"), (-1e-9, "invalid_cell"), (1e300, "invalid_cell")]
    {
        let error = with(&[([5; 4], 1.0), ([5; 4], weight)], |chunk| tally.observe(chunk)).unwrap_err();
        assert_eq!((error.code(), error.row()), (code, Some(1)), "{error}");
    }
    assert_eq!(tally.finish().unwrap_err().code(), "too_few_observations");
}
