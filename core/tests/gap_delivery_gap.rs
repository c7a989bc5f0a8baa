//! Gap 3 against the golden vector, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{cases, compare, levels, options, show};
use proptest::prelude::*;
use serde_json::{Value, json};
use servqual::gap::five_gaps::{DeliveryGapReport, delivery_gap};

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("delivery_gap") {
        compare(&case, delivery_gap(&levels::conformances(&case), &options(&case)), &mut deviations);
    }
    show("delivery_gap", &deviations);
}

#[test]
fn a_report_survives_its_bytes() {
    let report = delivery_gap(&levels::conformances(&cases("delivery_gap")[0]), &Default::default()).unwrap();
    let read: DeliveryGapReport = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!(read, report);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The order of standards changes no total; severity lies between none and all; every standard
    /// is kept, missed or undecided.
    #[test]
    fn totals_do_not_depend_on_the_order(shares in prop::collection::vec((0_u64..40, 0_u64..40, 0.05_f64..0.95), 1..6)) {
        let parts: Vec<Value> = shares.iter().enumerate().map(|(at, (yes, no, target))| json!({
            "id": format!("s{at}"), "kind": "share", "bound": "at_least", "target": target, "data": [yes + 1, no],
        })).collect();
        let mut turned = parts.clone();
        turned.reverse();
        let [one, other] = [parts, turned].map(|parts| {
            delivery_gap(&levels::conformances(&json!({ "parts": parts })), &Default::default()).unwrap().overall
        });
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one.kept + one.missed + one.undecided, shares.len() as u64);
        let interval = one.severity.interval.unwrap();
        let ends = [0.0, interval.lower, one.severity.estimate.unwrap(), interval.upper, 1.0];
        prop_assert!(ends.is_sorted(), "{ends:?}");
    }
}
