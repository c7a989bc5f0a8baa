//! Measures, standards and promises from the parts of a golden case: `share`, `seconds` or `rating`.
#![allow(dead_code, unreachable_pub, reason = "shared by tests of which each uses a part")]

use serde_json::{Value, json};
use servqual::Result;
use servqual::gap::five_gaps::{
    CommunicationGapReport, DeliveredLevel, PromiseRegister, ServiceNeed, StandardsGapReport, communication_gap,
    standards_gap,
};
use servqual::kpi::{Criterion, KpiDefinition, KpiTally, Observable, Observations, Statistic};
use servqual::measure::{Column, Direction, Label, Measure, Scale, Tally, Target, TargetBound, Unit};
use servqual::standard::{Conformance, Scope, Standard};
use servqual::stats::interval::ConfidenceLevel;
use servqual::time::Period;

fn options<T: serde::de::DeserializeOwned>(case: &Value) -> T {
    serde_json::from_value(case.get("options").cloned().unwrap_or_else(|| json!({}))).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The indicator that a part measures.
pub fn indicator(part: &Value, level: f64) -> KpiDefinition {
    let (observable, statistic) = match text(&part["kind"]) {
        "share" => (Observable::Outcome {}, Statistic::Share { criterion: Criterion::Yes {} }),
        "seconds" => (Observable::Duration { clock: Default::default() }, Statistic::Mean {}),
        "rating" => (Observable::Rating { scale: Scale::ONE_TO_FIVE }, Statistic::Mean {}),
        other => panic!("{other}"),
    };
    let direction = match text(&part["bound"]) {
        "at_least" => Direction::HigherIsBetter,
        _ => Direction::LowerIsBetter,
    };
    let indicator = KpiDefinition::new(text(&part["id"]), Label::default(), observable, statistic, direction).unwrap();
    indicator.with_level(ConfidenceLevel::new(level).unwrap())
}

/// What the observations of a part say.
pub fn tally(part: &Value, level: f64) -> KpiTally {
    let mut tally = KpiTally::new(indicator(part, level));
    let data = part["data"].as_array().unwrap();
    let numbers: Vec<f64> = data.iter().map(|value| value.as_f64().unwrap()).collect();
    let whole: Vec<i8> = numbers.iter().map(|value| *value as i8).collect();
    let observed = match text(&part["kind"]) {
        "share" => {
            let yes = vec![true; numbers[0] as usize];
            let outcomes = [yes, vec![false; numbers[1] as usize]].concat();
            tally.observe(Observations::Outcomes(Column::new("data", &outcomes)))
        }
        "seconds" => tally.observe(Observations::Durations(Column::new("data", &numbers))),
        _ => tally.observe(Observations::Ratings(Column::new("data", &whole))),
    };
    observed.unwrap();
    tally
}

pub fn measure(part: &Value, level: f64) -> Measure {
    tally(part, level).finish().unwrap()
}

pub fn target(part: &Value) -> Target {
    let bound: TargetBound = serde_json::from_value(part["bound"].clone()).unwrap();
    let unit = match text(&part["kind"]) {
        "share" => Unit::Share,
        "seconds" => Unit::Second,
        _ => Unit::ScalePoint { scale: Scale::ONE_TO_FIVE },
    };
    Target::new(bound, part["target"].as_f64().unwrap(), unit).unwrap()
}

pub fn standard(part: &Value, level: f64) -> Standard {
    let pillar = part.get("pillar").cloned().unwrap_or("process".into());
    Standard {
        id: text(&part["id"]).into(),
        label: Label::new("", text(&part["id"])),
        pillar: serde_json::from_value(pillar).unwrap(),
        scope: Scope::Core,
        version: "1".into(),
        effective_from: part.get("from").map_or("2026-01-01", text).parse().unwrap(),
        effective_until: part.get("until").map(|until| text(until).parse().unwrap()),
        supplements: None,
        indicator: indicator(part, level),
        target: target(part),
    }
}

pub fn conformance(part: &Value, level: f64) -> Conformance {
    let march = Period::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap()).unwrap();
    standard(part, level).conformance(&tally(part, level), march).unwrap()
}

/// The parts of a case, and the confidence level of their intervals.
pub fn parts(case: &Value) -> (Vec<Value>, f64) {
    (case["parts"].as_array().unwrap().clone(), case.get("level").map_or(0.95, |level| level.as_f64().unwrap()))
}

pub fn need(need: &Value) -> ServiceNeed {
    let expected = need.get("expected").map(|expected| {
        let part = json!({"id": need["id"], "kind": expected[0], "bound": "at_least", "data": expected[1]});
        measure(&part, 0.95)
    });
    ServiceNeed {
        id: need["id"].as_str().unwrap().into(),
        label: Default::default(),
        standards: serde_json::from_value(need["standards"].clone()).unwrap(),
        expected,
    }
}

pub fn standards(case: &Value) -> Vec<Standard> {
    case["standards"].as_array().unwrap().iter().map(|part| standard(part, 0.95)).collect()
}

/// Gap 2 of a case.
pub fn standards_report(case: &Value) -> Result<StandardsGapReport> {
    let needs: Vec<ServiceNeed> = case["needs"].as_array().unwrap().iter().map(need).collect();
    standards_gap(&needs, &standards(case), case["on"].as_str().unwrap().parse().unwrap(), &options(case))
}

/// The promise that a part of a case makes, as it is written.
fn promise(part: &Value) -> Value {
    let checked = part.get("checked").map(|found| json!({"checked_on": "2026-01-10", "found": found}));
    json!({
        "id": part["id"], "channel": part["channel"], "subject": {"indicator": {"id": part["id"]}},
        "target": target(part), "published": "2026-01-15", "feasibility": checked,
    })
}

pub fn register(parts: &Value) -> Result<PromiseRegister> {
    let promises: Vec<Value> = parts.as_array().unwrap().iter().map(promise).collect();
    PromiseRegister::from_json(&Value::from(promises).to_string())
}

/// Gap 4 of a case.
pub fn communication_report(case: &Value) -> Result<CommunicationGapReport> {
    let (parts, level) = parts(case);
    let measured = parts.iter().filter(|part| part.get("data").is_some());
    let delivered: Vec<DeliveredLevel> = measured
        .map(|part| DeliveredLevel { promise: part["id"].as_str().unwrap().into(), measure: measure(part, level) })
        .collect();
    communication_gap(&register(&case["parts"])?, &delivered, &options(case))
}

pub fn conformances(case: &Value) -> Vec<Conformance> {
    let (parts, level) = parts(case);
    parts.iter().map(|part| conformance(part, level)).collect()
}
