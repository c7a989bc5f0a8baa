//! Reversing and shifting a scale.

use proptest::prelude::*;
use servqual::measure::{Scale, Tally};

use crate::survey::{instrument, survey};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reversing_every_item_negates_every_gap(survey in survey()) {
        let plain = &survey.instrument;
        let turned: Vec<bool> = plain.items().iter().map(|item| !item.reversed).collect();
        let other = instrument(plain.scale(), &turned, plain.dimensions().len(), plain.weights().is_some());
        let (Ok(left), Ok(right)) = (survey.whole().finish(), survey.with(other, |x| x).whole().finish()) else {
            return Ok(());
        };
        let negated = |value: Option<f64>| value.map(|value| 0.0 - value);
        for (left, right) in left.items.iter().chain(&left.dimensions).zip(right.items.iter().chain(&right.dimensions)) {
            prop_assert_eq!(left.gap.estimate, negated(right.gap.estimate));
            prop_assert_eq!(left.gap.standard_deviation, right.gap.standard_deviation);
            prop_assert_eq!((left.t, left.p_value), (negated(right.t), right.p_value));
        }
        prop_assert_eq!(left.overall.unweighted.estimate, negated(right.overall.unweighted.estimate));
        prop_assert_eq!(left.overall.unweighted.standard_deviation, right.overall.unweighted.standard_deviation);
        prop_assert_eq!(left.overall.p_value, right.overall.p_value);
    }

    #[test]
    fn shifting_the_scale_changes_no_gap(survey in survey(), shift in -100_i64..=100) {
        let plain = &survey.instrument;
        let [low, high] = [plain.scale().minimum(), plain.scale().maximum()].map(i64::from);
        let shift = shift.clamp(-100 - low, 100 - high);
        let scale = Scale::new(low + shift, high + shift).unwrap();
        let reversed: Vec<bool> = plain.items().iter().map(|item| item.reversed).collect();
        let other = instrument(scale, &reversed, plain.dimensions().len(), plain.weights().is_some());
        let shifted = survey.with(other, |x| (i64::from(x) + shift) as i8);
        let (Ok(left), Ok(right)) = (survey.whole().finish(), shifted.whole().finish()) else { return Ok(()) };
        for (left, right) in left.items.iter().chain(&left.dimensions).zip(right.items.iter().chain(&right.dimensions)) {
            prop_assert_eq!(left.gap.estimate, right.gap.estimate);
            prop_assert_eq!(left.gap.interval, right.gap.interval);
            prop_assert_eq!((left.t, left.p_value), (right.t, right.p_value));
            // The perception moves by the shift and keeps its deviation.
            let moved = right.perception.estimate.map(|mean| mean - shift as f64);
            let close = |a: f64, b: f64| (a - b).abs() < 1e-12 * 200.0;
            prop_assert!(left.perception.estimate.zip(moved).is_none_or(|(a, b)| close(a, b)));
            prop_assert_eq!(left.perception.standard_deviation, right.perception.standard_deviation);
        }
        prop_assert_eq!(left.overall.unweighted.estimate, right.overall.unweighted.estimate);
        prop_assert_eq!(left.overall.weighted.map(|x| x.interval), right.overall.weighted.map(|x| x.interval));
    }
}
