//! Laws of the tests of gaps.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::ServqualAnswers;
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::stats::{BootstrapOptions, benjamini_hochberg, holm};
use servqual::survey::Instrument;

fn tally() -> GapTestTally {
    let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}],
        "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "a", "reversed": true}]}"#;
    GapTestTally::new(Instrument::from_json(instrument).unwrap(), Default::default())
}

fn observe(tally: &mut GapTestTally, rows: &[[i8; 4]]) {
    let columns: [Vec<i8>; 4] = core::array::from_fn(|item| rows.iter().map(|row| row[item]).collect());
    let [e1, e2, p1, p2] = columns.each_ref().map(|values| Column::new("q", values));
    tally.observe(ServqualAnswers { expectation: &[e1, e2], perception: &[p1, p2] }).unwrap();
}

/// The bootstrap lies close to Student's interval: 300 respondents are many.
#[test]
fn bootstrap_needs_no_rows() {
    let mut tally = tally();
    let rows: Vec<[i8; 4]> = (0..300_i16).map(|row| [7, 2, 1 + (row % 7) as i8, 1 + (row * 3 % 5) as i8]).collect();
    observe(&mut tally, &rows);
    let go_on = &mut |_, _| core::ops::ControlFlow::Continue(());
    let options = BootstrapOptions { replicates: 4_000, seed: 1, threads: 2, ..Default::default() };
    let report = tally.bootstrap(&options, go_on).unwrap().unwrap();
    let student = tally.finish().unwrap();
    for (bootstrap, student) in report
        .items
        .iter()
        .zip(&student.items)
        .chain(report.dimensions.iter().zip(&student.dimensions))
        .chain(report.overall.iter().zip(&student.overall))
    {
        let (found, expected) = (bootstrap.gap.interval.unwrap(), student.gap.interval.unwrap());
        let width = expected.upper - expected.lower;
        assert!((found.lower - expected.lower).abs() < 0.05 * width, "{}", bootstrap.id);
        assert!((found.upper - expected.upper).abs() < 0.05 * width, "{}", bootstrap.id);
        assert_eq!(bootstrap.gap.estimate, student.gap.estimate);
    }
    let stop = &mut |_, _| core::ops::ControlFlow::Break(());
    assert_eq!(tally.bootstrap(&options, stop).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(
        rows in prop::collection::vec(prop::array::uniform4(1_i8..=7), 1..60),
        cut in 0_usize..60,
    ) {
        let cut = cut.min(rows.len());
        let (mut whole, mut left, mut right) = (tally(), tally(), tally());
        observe(&mut whole, &rows);
        observe(&mut left, &rows[..cut]);
        observe(&mut right, &rows[cut..]);
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        prop_assert_eq!(whole.finish().unwrap(), right.finish().unwrap());
    }

    /// A correction never lowers a p value, Holm's is never below the other, and order is kept.
    #[test]
    fn corrections_only_raise(p_values in prop::collection::vec(0.0_f64..=1.0, 1..30)) {
        let (family, discovery) = (holm(&p_values), benjamini_hochberg(&p_values));
        for position in 0..p_values.len() {
            prop_assert!(discovery[position] >= p_values[position]);
            prop_assert!(family[position] >= discovery[position] && family[position] <= 1.0);
            for other in 0..p_values.len() {
                if p_values[position] <= p_values[other] {
                    prop_assert!(family[position] <= family[other] && discovery[position] <= discovery[other]);
                }
            }
        }
    }

    /// g is closer to zero than d_z, with the same sign.
    #[test]
    fn hedges_shrinks(rows in prop::collection::vec(prop::array::uniform4(1_i8..=7), 3..40)) {
        let mut tally = tally();
        observe(&mut tally, &rows);
        for test in &tally.finish().unwrap().items {
            if let Some((d, g)) = test.cohens_d_z.zip(test.hedges_g) {
                prop_assert!(g.abs() <= d.abs() && g * d >= 0.0);
            }
        }
    }
}
