//! Laws of the zone of tolerance.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use servqual::gap::zone_of_tolerance::{ViolationRule, ZoneAnswers, ZoneOptions, ZoneTally};
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

fn tally(violations: ViolationRule) -> ZoneTally {
    let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 9}, "dimensions": [{"id": "a"}],
        "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "a", "reversed": true}]}"#;
    let options = ZoneOptions { violations, ..Default::default() };
    ZoneTally::new(Instrument::from_json(instrument).unwrap(), options)
}

type Rows = Vec<([i8; 3], [i8; 3])>;

fn observe(tally: &mut ZoneTally, rows: &Rows) {
    let side = |side: usize| -> [Vec<i8>; 2] {
        [rows.iter().map(|row| row.0[side]).collect(), rows.iter().map(|row| row.1[side]).collect()]
    };
    let (minimum, desired, perceived) = (side(0), side(1), side(2));
    let columns = |side: &'static str, values: &'static [Vec<i8>; 2]| values.each_ref().map(|v| Column::new(side, v));
    let keep = |values: [Vec<i8>; 2]| -> &'static [Vec<i8>; 2] { Box::leak(Box::new(values)) };
    let answers = ZoneAnswers {
        minimum: &columns("minimum", keep(minimum)),
        desired: &columns("desired", keep(desired)),
        perceived: &columns("perceived", keep(perceived)),
    };
    tally.observe(answers).unwrap();
}

fn rows() -> impl Strategy<Value = Rows> {
    prop::collection::vec((prop::array::uniform3(1_i8..=9), prop::array::uniform3(1_i8..=9)), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(rows in rows(), cut in 0_usize..40) {
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] = [0; 3].map(|_| tally(ViolationRule::Count));
        observe(&mut whole, &rows);
        observe(&mut left, &rows[..cut].to_vec());
        observe(&mut right, &rows[cut..].to_vec());
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
    }

    /// Shares add to one, width is adequacy minus superiority, and leaving violations out leaves
    /// zones that are never below and above at once.
    #[test]
    fn the_parts_fit(rows in rows()) {
        for rule in [ViolationRule::Count, ViolationRule::Exclude] {
            let mut tally = tally(rule);
            observe(&mut tally, &rows);
            let Ok(report) = tally.finish() else { continue };
            for zone in report.items.iter().chain(&report.dimensions).chain([&report.overall]) {
                let Some(below) = zone.below.estimate else { continue };
                let shares = below + zone.inside.estimate.unwrap() + zone.above.estimate.unwrap();
                prop_assert!((shares - 1.0).abs() < 1e-12);
                let width = zone.adequacy.estimate.unwrap() - zone.superiority.estimate.unwrap();
                prop_assert!((width - zone.width.estimate.unwrap()).abs() < 1e-12);
                if rule == ViolationRule::Exclude {
                    prop_assert!(zone.width.estimate.unwrap() >= 0.0);
                    prop_assert_eq!(zone.width.n + zone.violations, rows.len() as u64);
                }
            }
        }
    }
}
