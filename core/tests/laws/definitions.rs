//! The hash is the meaning.

use std::collections::BTreeMap;

use proptest::prelude::*;
use servqual::kpi::{KpiDefinition, KpiTally, definition_from_json};
use servqual::measure::{Label, MissingRule, Tally, to_bytes};
use servqual::stats::interval::ConfidenceLevel;

use crate::sample::sample;

fn own(observable: &str, statistic: &str, direction: &str) -> KpiDefinition {
    let label = r#"{"zh": "自定义", "en": "Own"}"#;
    let text = format!(
        r#"{{"id": "own", "label": {label}, "observable": {observable}, "statistic": {statistic},
            "direction": "{direction}"}}"#
    );
    definition_from_json(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Definitions of which each differs from another in one parameter.
fn neighbours() -> Vec<KpiDefinition> {
    let mut found = Vec::new();
    let mut add = |observables: &[&str], statistics: &[&str]| {
        for observable in observables {
            for statistic in statistics {
                for direction in ["higher_is_better", "lower_is_better"] {
                    let definition = own(observable, statistic, direction);
                    let rules = [MissingRule::Raise, MissingRule::Omit, MissingRule::Propagate];
                    found.extend(rules.map(|rule| definition.clone().with_missing(rule)));
                }
            }
        }
    };
    let ratings = [
        r#"{"rating": {"scale": {"minimum": 1, "maximum": 5}}}"#,
        r#"{"rating": {"scale": {"minimum": 1, "maximum": 6}}}"#,
        r#"{"rating": {"scale": {"minimum": 0, "maximum": 5}}}"#,
    ];
    let of_ratings = [
        r#"{"share": {"criterion": {"between": {"from": 4, "to": 5}}}}"#,
        r#"{"share": {"criterion": {"between": {"from": 3, "to": 5}}}}"#,
        r#"{"share": {"criterion": {"between": {"from": 3, "to": 4}}}}"#,
        r#"{"net_score": {"below_up_to": 2, "above_from": 5}}"#,
        r#"{"net_score": {"below_up_to": 2, "above_from": 4}}"#,
        r#"{"net_score": {"below_up_to": 3, "above_from": 5}}"#,
        r#"{"mean": {}}"#,
    ];
    add(&ratings, &of_ratings);
    let of_durations = [
        r#"{"mean": {}}"#,
        r#"{"quantile": {"probability": 0.5}}"#,
        r#"{"quantile": {"probability": 0.9}}"#,
        r#"{"share": {"criterion": {"at_most": {"seconds": 120}}}}"#,
        r#"{"share": {"criterion": {"at_most": {"seconds": 120.5}}}}"#,
    ];
    add(&[r#"{"duration": {}}"#], &of_durations);
    add(&[r#"{"outcome": {}}"#], &[r#"{"share": {"criterion": {"yes": {}}}}"#]);
    let contacts = [r#"{"contact": {"window_days": 7}}"#, r#"{"contact": {"window_days": 8}}"#];
    add(&contacts, &[r#"{"share": {"criterion": {"not_repeated": {}}}}"#]);
    let counts = [r#"{"count": {"base": "user"}}"#, r#"{"count": {"base": "contact"}}"#];
    let of_counts =
        [r#"{"share": {"criterion": {"event": {}}}}"#, r#"{"rate": {"per": 1000}}"#, r#"{"rate": {"per": 1000000}}"#];
    add(&counts, &of_counts);
    let level = |seconds: &str, formula: &str, short: &str| {
        format!(
            r#"{{"share": {{"criterion": {{"service_level": {{"seconds": {seconds}, "formula": "{formula}",
                "short_abandon_seconds": {short}}}}}}}}}"#
        )
    };
    let mut of_calls = vec![
        r#"{"mean": {}}"#.to_owned(),
        r#"{"share": {"criterion": {"abandoned": {"short_abandon_seconds": 0}}}}"#.into(),
        r#"{"share": {"criterion": {"abandoned": {"short_abandon_seconds": 5}}}}"#.into(),
        level("30", "abandoned_are_missed", "0"),
        level("20", "abandoned_are_missed", "5"),
    ];
    let formulas = [
        "abandoned_are_missed",
        "answered_only",
        "abandoned_within_are_met",
        "abandoned_within_are_left_out",
        "short_abandoned_are_met",
    ];
    of_calls.extend(formulas.map(|formula| level("20", formula, "0")));
    add(&[r#"{"call": {}}"#], &of_calls.iter().map(String::as_str).collect::<Vec<_>>());
    add(&[r#"{"amount": {}}"#], &[r#"{"ratio": {}}"#]);
    found
}

#[test]
fn every_parameter_changes_the_hash() {
    let mut seen: BTreeMap<String, KpiDefinition> = BTreeMap::new();
    let neighbours = neighbours();
    for definition in &neighbours {
        let hash = definition.definition().hash;
        assert_eq!(hash.len(), 32);
        if let Some(other) = seen.insert(hash, definition.clone()) {
            panic!("one hash for two meanings: {definition:?} and {other:?}");
        }
    }
    assert_eq!(seen.len(), neighbours.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_and_levels_do_not(sample in sample(), zh in ".*", en in ".*") {
        let definition = &sample.definition;
        let hash = definition.definition().hash;
        let translated = definition.clone().with_label(Label::new(zh, en));
        prop_assert_eq!(&hash, &translated.definition().hash);
        let level = ConfidenceLevel::new(0.5).unwrap();
        prop_assert_eq!(&hash, &definition.clone().with_level(level).definition().hash);
    }

    /// Bounds of two levels cannot be mixed, so their tallies are not.
    #[test]
    fn other_levels_are_not_merged(sample in sample()) {
        let mut tally = sample.whole();
        let before = to_bytes(&tally);
        let level = ConfidenceLevel::new(sample.definition.level().get() / 2.0).unwrap();
        let other = KpiTally::new(sample.definition.clone().with_level(level));
        let error = tally.merge(&other).unwrap_err();
        prop_assert_eq!(error.code(), "definition_mismatch");
        prop_assert!(error.to_string().contains("level"), "{error}");
        prop_assert_eq!(before, to_bytes(&tally));
    }

    /// Written and read again, a definition means the same.
    #[test]
    fn documents_keep_the_meaning(sample in sample()) {
        let text = serde_json::to_string(&sample.definition).unwrap();
        let again = definition_from_json(&text).unwrap();
        prop_assert_eq!(&again, &sample.definition);
        prop_assert_eq!(again.definition().hash, sample.definition.definition().hash);
    }
}
