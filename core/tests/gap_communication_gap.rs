//! Gap 4 against the golden vectors, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{cases, compare, levels, options, show};
use proptest::prelude::*;
use serde_json::{Value, json};
use servqual::Result;
use servqual::gap::five_gaps::{
    DeliveredLevel, PromiseInstances, PromiseKeepingReport, PromiseKeepingTally, PromiseRegister, communication_gap,
};
use servqual::measure::{OwnedColumn, Tally, from_bytes, to_bytes};

#[test]
fn a_register_agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("communication_gap") {
        compare(&case, levels::communication_report(&case), &mut deviations);
    }
    show("communication_gap", &deviations);
}

#[test]
fn what_does_not_fit_is_refused() {
    let case = &cases("communication_gap")[0];
    let register = levels::register(&case["parts"]).unwrap();
    let level = |promise: &str, part: usize| DeliveredLevel {
        promise: promise.into(),
        measure: levels::measure(&case["parts"][part], 0.95),
    };
    let code =
        |delivered: &[DeliveredLevel]| communication_gap(&register, delivered, &Default::default()).unwrap_err().code();
    assert_eq!(code(&[level("solved", 3)]), "definition_mismatch");
    assert_eq!(code(&[level("solvd", 0)]), "unknown_id");
    assert_eq!(code(&[level("solved", 0), level("solved", 0)]), "duplicate_id");
    let late = json!([{
        "id": "a", "channel": "b", "subject": {"standard": {"id": "c"}}, "published": "2026-01-15",
        "target": {"bound": "at_least", "value": 0.5, "unit": "share"},
        "feasibility": {"checked_on": "2026-01-16", "found": "feasible"},
    }]);
    let error = PromiseRegister::from_json(&late.to_string()).unwrap_err();
    assert!(error.to_string().starts_with("promises.a.feasibility.checked_on: 2026-01-16"), "{error}");
    let impossible = late.to_string().replace("0.5", "95").replace("01-16", "01-14");
    assert_eq!(PromiseRegister::from_json(&impossible).unwrap_err().code(), "invalid_parameter");
}

type Row = (String, Option<f64>, Option<f64>);

fn observe(tally: &mut PromiseKeepingTally, rows: &[Row]) -> Result<()> {
    let ids: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    let (mut promised, mut delivered) = (OwnedColumn::new("promised"), OwnedColumn::new("delivered"));
    rows.iter().for_each(|row| promised.push(row.1));
    rows.iter().for_each(|row| delivered.push(row.2));
    tally.observe(PromiseInstances {
        promise: servqual::measure::Column::new("promise", &ids),
        promised: promised.column()?,
        delivered: delivered.column()?,
    })
}

fn keeping(case: &Value) -> Result<PromiseKeepingReport> {
    let rows: Vec<Row> = serde_json::from_value(case["rows"].clone()).unwrap();
    let mut tally = PromiseKeepingTally::new(levels::register(&case["promises"])?, options(case));
    observe(&mut tally, &rows)?;
    tally.finish()
}

#[test]
fn single_promises_agree_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("promise_keeping") {
        compare(&case, keeping(&case), &mut deviations);
    }
    show("promise_keeping", &deviations);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, order, merging and reading back change no bit; a promise that is kept to the point
    /// is kept and has no over-promise.
    #[test]
    fn any_cut_gives_the_same_bits(
        rows in prop::collection::vec((0_usize..2, 0_u32..5000, 0_u32..5000), 1..40), cut in 0_usize..40,
    ) {
        let case = &cases("promise_keeping")[0];
        let register = levels::register(&case["promises"]).unwrap();
        let row = |&(kind, promised, delivered): &(usize, u32, u32)| match kind {
            0 => ("arrival".to_owned(), Some(f64::from(promised)), Some(f64::from(delivered))),
            _ => ("rooms_ready".to_owned(), Some(f64::from(promised) / 5e3), Some(f64::from(delivered) / 5e3)),
        };
        let mut rows: Vec<Row> = rows.iter().map(row).collect();
        let tally = |rows: &[Row]| {
            let mut tally = PromiseKeepingTally::new(register.clone(), Default::default());
            observe(&mut tally, rows).unwrap();
            tally
        };
        let (whole, cut) = (tally(&rows), cut.min(rows.len()));
        let mut parts = tally(&rows[cut..]);
        parts.merge(&from_bytes(&to_bytes(&tally(&rows[..cut]))).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&parts), to_bytes(&whole));
        rows.reverse();
        prop_assert_eq!(to_bytes(&tally(&rows)), to_bytes(&whole));
        let even: Vec<Row> = rows.into_iter().map(|row| (row.0, row.1, row.1)).collect();
        let report = tally(&even).finish().unwrap();
        prop_assert_eq!((report.kept.estimate, report.severity.estimate), (Some(1.0), Some(0.0)));
    }
}
