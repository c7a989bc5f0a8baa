//! Kano against the golden vector, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::kano::{KanoAnswers, KanoFeature, KanoReport, KanoTally};
use servqual::measure::{Column, Label, Tally, from_bytes, to_bytes};

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("kano") {
        let Some(table) = table(&case) else {
            println!("skipped {}: the shared data are not there", case["name"]);
            continue;
        };
        let ids = item_ids(&case);
        let features = ids.iter().map(|id| KanoFeature { id: id.clone(), label: Label::default() }).collect();
        let (functional, dysfunctional) = (owned(&table, "functional", &ids), owned(&table, "dysfunctional", &ids));
        let mut tally = KanoTally::new(features, options(&case)).unwrap();
        let answers = KanoAnswers { functional: &borrowed(&functional), dysfunctional: &borrowed(&dysfunctional) };
        let outcome = tally.observe(answers).and_then(|()| tally.finish());
        compare(&case, outcome, &mut deviations);
    }
    show("kano", &deviations);
}

fn observed(pairs: &[(i8, i8)]) -> KanoTally {
    let feature = KanoFeature { id: "q".into(), label: Label::default() };
    let mut tally = KanoTally::new(vec![feature], Default::default()).unwrap();
    let with: Vec<i8> = pairs.iter().map(|pair| pair.0).collect();
    let without: Vec<i8> = pairs.iter().map(|pair| pair.1).collect();
    tally
        .observe(KanoAnswers { functional: &[Column::new("f", &with)], dysfunctional: &[Column::new("d", &without)] })
        .unwrap();
    tally
}

fn report(pairs: &[(i8, i8)]) -> KanoReport {
    observed(pairs).finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(pairs in prop::collection::vec((1_i8..=5, 1_i8..=5), 1..80), cut in 0_usize..80) {
        let cut = cut.min(pairs.len());
        let mut right = observed(&pairs[cut..]);
        right.merge(&from_bytes(&to_bytes(&observed(&pairs[..cut]))).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&observed(&pairs)), to_bytes(&right));
        prop_assert_eq!(right.finish().unwrap(), report(&pairs));
    }

    /// The category is a mode, and each coefficient stays in its range.
    #[test]
    fn coefficients_are_bounded_and_the_category_is_the_mode(
        pairs in prop::collection::vec((1_i8..=5, 1_i8..=5), 1..80),
    ) {
        let feature = &report(&pairs).features[0];
        let counts = feature.counts;
        let most = [counts.must_be, counts.one_dimensional, counts.attractive, counts.indifferent,
            counts.reverse, counts.questionable].into_iter().max().unwrap();
        prop_assert_eq!(counts.of(feature.category), most);
        if let (Some(better), Some(worse)) = (feature.better.estimate, feature.worse.estimate) {
            prop_assert!((0.0..=1.0).contains(&better) && (-1.0..=0.0).contains(&worse));
        }
        prop_assert!((0.0..=1.0).contains(&feature.category_strength));
    }
}
