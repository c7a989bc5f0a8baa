//! Gap 2 against the golden vector, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{cases, compare, levels, show};
use serde_json::json;
use servqual::gap::five_gaps::{StandardDefect, StandardsGapReport, standards_gap};
use servqual::measure::{Target, Unit};

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("standards_gap") {
        compare(&case, levels::standards_report(&case), &mut deviations);
    }
    show("standards_gap", &deviations);
}

#[test]
fn a_report_survives_its_bytes() {
    let report = levels::standards_report(&cases("standards_gap")[0]).unwrap();
    let read: StandardsGapReport = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    assert_eq!(read, report);
}

#[test]
fn a_target_in_another_unit_is_a_contradiction() {
    let case = &cases("standards_gap")[0];
    let mut standards = levels::standards(case);
    standards[0].target = Target::at_least(1.0, Unit::Ratio).unwrap();
    let needs = [levels::need(&json!({"id": "n", "standards": ["answer_in_time"]}))];
    let report = standards_gap(&needs, &standards, "2026-03-01".parse().unwrap(), &Default::default()).unwrap();
    let defect = report.needs[0].standards[0].defect.as_ref().unwrap();
    assert!(matches!(defect, StandardDefect::Contradictory { reason } if reason.contains("ratio")), "{defect:?}");
    assert_eq!(report.unneeded.len(), standards.len() - 1);
}
