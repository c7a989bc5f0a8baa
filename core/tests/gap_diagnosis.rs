//! The diagnosis against the golden vector, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, levels, owned, show, table};
use serde_json::Value;
use servqual::Result;
use servqual::gap::five_gaps::{
    AntecedentTally, BeliefGapAnswers, BeliefGapTally, DiagnosisOptions, EvidenceKind, GapDiagnosis, GapReports,
    GapStatus, PromiseInstances, PromiseKeepingTally, RemedyMembers, ServiceGap, delivery_gap, diagnose,
};
use servqual::gap::servqual::{ServqualAnswers, ServqualTally};
use servqual::measure::{Column, Label, Language, Tally};
use servqual::survey::Instrument;

fn instrument(case: &Value) -> Instrument {
    Instrument::from_json(&case["instrument"].to_string()).unwrap()
}

fn list(case: &Value, name: &str) -> Vec<Value> {
    case.get(name).map_or(Vec::new(), |list| list.as_array().unwrap().clone())
}

fn reports(case: &Value) -> GapReports {
    let belief = |case: &Value| {
        let (table, ids) = (table(case).unwrap(), item_ids(case));
        let gap = serde_json::from_value(case["gap"].clone()).unwrap();
        let mut tally = BeliefGapTally::new(gap, instrument(case), Default::default());
        for name in table.keys() {
            let columns = owned(&table, name, &ids);
            let side = serde_json::from_value(name.as_str().into()).unwrap();
            tally.observe(BeliefGapAnswers { side, expectation: &borrowed(&columns) }).unwrap();
        }
        tally.finish().unwrap()
    };
    let customer = |case: &Value| {
        let (table, ids) = (table(case).unwrap(), item_ids(case));
        let [expectation, perception] = ["expectation", "perception"].map(|side| owned(&table, side, &ids));
        let mut tally = ServqualTally::new(instrument(case), Default::default());
        let (expectation, perception) = (borrowed(&expectation), borrowed(&perception));
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception }).unwrap();
        tally.finish().unwrap()
    };
    let questionnaire = |case: &Value| {
        let columns = owned(&table(case).unwrap(), "single", &item_ids(case));
        let mut tally = AntecedentTally::new(instrument(case), Default::default()).unwrap();
        tally.observe(&borrowed(&columns)).unwrap();
        tally.finish().unwrap()
    };
    let delivery = |case: &Value| delivery_gap(&levels::conformances(case), &Default::default()).unwrap();
    GapReports {
        beliefs: list(case, "beliefs").iter().map(belief).collect(),
        standards: case.get("standards").map(|case| levels::standards_report(case).unwrap()),
        delivery: case.get("delivery").map(delivery),
        communication: case.get("communication").map(|case| levels::communication_report(case).unwrap()),
        promise_keeping: None,
        customer: case.get("customer").map(customer),
        antecedents: list(case, "antecedents").iter().map(questionnaire).collect(),
    }
}

fn diagnosis(case: &Value) -> Result<GapDiagnosis> {
    diagnose(&reports(&case["reports"]), &Default::default())
}

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("gap_diagnosis") {
        compare(&case, diagnosis(&case), &mut deviations);
    }
    show("gap_diagnosis", &deviations);
}

#[test]
fn reports_and_diagnosis_survive_their_bytes() {
    let reports = reports(&cases("gap_diagnosis")[0]["reports"]);
    let again: GapReports = serde_json::from_str(&serde_json::to_string(&reports).unwrap()).unwrap();
    let diagnosis = diagnose(&again, &Default::default()).unwrap();
    assert_eq!(diagnosis, diagnose(&reports, &Default::default()).unwrap());
    let read: GapDiagnosis = serde_json::from_str(&serde_json::to_string(&diagnosis).unwrap()).unwrap();
    assert_eq!(read, diagnosis);
}

#[test]
fn open_lists_are_filled_by_the_user() {
    let reports = reports(&cases("gap_diagnosis")[0]["reports"]);
    let given = |remedy: &str, count: usize| DiagnosisOptions {
        members: vec![RemedyMembers { remedy: remedy.into(), members: vec![Label::new("顾客", "Customers"); count] }],
    };
    let diagnosis = diagnose(&reports, &given("five_voices", 2)).unwrap();
    let voices = &diagnosis.finding(ServiceGap::Knowledge).unwrap().remedies[0];
    assert_eq!((voices.id.as_str(), voices.open_members, voices.members.len()), ("five_voices", Some(3), 2));
    assert!(diagnosis.show(Language::English).contains("Listen to the five voices (Customers, Customers, 3 to be"));
    let code = |options: DiagnosisOptions| diagnose(&reports, &options).unwrap_err().code();
    assert_eq!(code(given("five_voices", 6)), "invalid_parameter");
    assert_eq!(code(given("coaching", 1)), "invalid_parameter");
    assert_eq!(code(given("six_voices", 1)), "unknown_id");
}

#[test]
fn the_order_of_reports_changes_nothing() {
    let mut reports = reports(&cases("gap_diagnosis")[0]["reports"]);
    let diagnosis = diagnose(&reports, &Default::default()).unwrap();
    reports.beliefs.reverse();
    reports.antecedents.reverse();
    assert_eq!(diagnose(&reports, &Default::default()).unwrap(), diagnosis);
    let severities: Vec<Option<f64>> = diagnosis.findings.iter().map(|finding| finding.severity.estimate).collect();
    assert!(severities.is_sorted_by(|left, right| left >= right), "{severities:?}");
    // Who overlaps whom is mutual.
    for finding in &diagnosis.findings {
        for other in &finding.not_separated_from {
            assert!(diagnosis.finding(*other).unwrap().not_separated_from.contains(&finding.gap));
        }
    }
}

#[test]
fn single_promises_stand_in_for_a_register_or_beside_it() {
    let mut reports = reports(&cases("gap_diagnosis")[0]["reports"]);
    let (register, ids) = (levels::register(&cases("promise_keeping")[0]["promises"]).unwrap(), ["arrival"; 4]);
    let mut tally = PromiseKeepingTally::new(register, Default::default());
    tally
        .observe(PromiseInstances {
            promise: Column::new("promise", &ids),
            promised: Column::new("promised", &[1800.0, 2400.0, 1800.0, 3600.0]),
            delivered: Column::new("delivered", &[3600.0, 4900.0, 3500.0, 7300.0]),
        })
        .unwrap();
    reports.promise_keeping = Some(tally.finish().unwrap());
    let finding = |reports: &GapReports| {
        diagnose(reports, &Default::default()).unwrap().finding(ServiceGap::Communication).unwrap().clone()
    };
    let both = finding(&reports);
    let arrivals: Vec<EvidenceKind> =
        both.evidence.iter().filter(|part| part.id == "arrival").map(|part| part.kind).collect();
    assert_eq!(arrivals, [EvidenceKind::PromiseRows, EvidenceKind::Promise]);
    let asked = &both.remedies[0].evidence;
    assert_eq!(asked.iter().filter(|id| *id == "arrival").count(), 1, "{asked:?}");
    reports.communication = None;
    let rows = finding(&reports);
    assert_eq!((rows.evidence[0].id.as_str(), rows.status), ("arrival", GapStatus::Open));
}

#[test]
fn levels_of_confidence_are_not_mixed() {
    let parts = cases("delivery_gap")[0]["parts"].clone();
    let mixed = [levels::conformance(&parts[0], 0.95), levels::conformance(&parts[1], 0.9)];
    assert_eq!(delivery_gap(&mixed, &Default::default()).unwrap_err().code(), "definition_mismatch");
}

#[test]
fn people_can_read_it() {
    let diagnosis = diagnosis(&cases("gap_diagnosis")[0]).unwrap();
    for language in Language::ALL {
        let text = diagnosis.show(language);
        assert!(text.lines().count() > diagnosis.findings.len(), "{text}");
        assert!(!text.contains("NaN"), "{text}");
    }
}
