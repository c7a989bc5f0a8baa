//! Laws of Kano's classification.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use servqual::gap::kano::{KanoAnswers, KanoFeature, KanoReport, KanoTally};
use servqual::measure::{Column, Label, Tally, from_bytes, to_bytes};

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
