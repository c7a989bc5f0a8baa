//! Repeat windows, replies by rules, sequential comparisons, families and return on quality against
//! their golden vectors.
#![allow(clippy::unwrap_used)]

#[path = "kpi_vectors/columns.rs"]
#[allow(dead_code)]
mod columns;
mod gap_support;

use columns::{Columns, flat};
use gap_support::{cases, compare, show};
use serde_json::{Value, json};
use servqual::Result;
use servqual::kpi::*;
use servqual::measure::*;
use servqual::stats::{Random, benjamini_hochberg, holm};

fn replay(id: &str, run: impl Fn(&Value) -> Result<Value>) {
    let mut deviations = Default::default();
    for case in cases(id) {
        compare(&case, run(&case), &mut deviations);
    }
    show(id, &deviations);
}

fn value<T: serde::Serialize>(result: T) -> Value {
    serde_json::to_value(result).unwrap()
}

#[test]
fn every_repeat_window() {
    replay("repeat", |case| {
        let columns = Columns::new(case)?;
        if case["operation"] == "survey" {
            let definition = definition_from_json(&case["definition"].to_string())?.with_missing(MissingRule::Omit);
            return columns.with(0..columns.rows(), |chunk| definition.measure(chunk)).map(|measure| flat(&measure));
        }
        let empty = RepeatTally::new(RepeatOptions { missing: Some(MissingRule::Omit), ..Default::default() })?;
        let observe = |tally: &mut RepeatTally, rows: std::ops::Range<usize>| {
            let (customer, at) = (columns.keys("customer", &rows).unwrap(), columns.instants("at", &rows).unwrap());
            let [resolvable, reopened] = ["resolvable", "reopened"].map(|name| columns.booleans(name, &rows).unwrap());
            tally.observe(RepeatObservations {
                customer: customer.column()?,
                at: at.column()?,
                resolvable: Some(resolvable.column()?),
                reopened: Some(reopened.column()?),
                observed_until: columns.until,
            })
        };
        let [mut whole, mut parts] = [empty.clone(), empty.clone()];
        observe(&mut whole, 0..columns.rows())?;
        for row in (0..columns.rows()).rev() {
            let mut part = empty.clone();
            observe(&mut part, row..row + 1)?;
            parts.merge(&from_bytes(&to_bytes(&part))?)?;
        }
        assert_eq!(to_bytes(&whole), to_bytes(&parts));
        whole.finish().map(value)
    });
}

fn share(k: u64, n: u64) -> Measure {
    let solved: Vec<bool> = (0..n).map(|row| row < k).collect();
    resolution_rate().unwrap().measure(Observations::Outcomes(Column::new("solved", &solved))).unwrap()
}

fn counts(case: &Value, name: &str) -> [Measure; 2] {
    let counts: Vec<u64> = serde_json::from_value(case[name].clone()).unwrap();
    [share(counts[0], counts[1]), share(counts[2], counts[3])]
}

#[test]
fn sequences_and_families() {
    replay("sequential", |case| {
        if case["operation"] == "adjust" {
            let p: Vec<f64> = serde_json::from_value(case["p_values"].clone()).unwrap();
            let adjusted = if case["method"] == "holm" { holm(&p) } else { benjamini_hochberg(&p) };
            return Ok(json!(adjusted));
        }
        let [first, second] = counts(case, "counts");
        let options = SequentialOptions { mixture: case["mixture"].as_f64().unwrap() };
        SequentialComparison::new(&first, &second, options).map(value)
    });
}

/// Looked at forty times, the sequence is wrong at any look in at most five of a hundred runs; a
/// plain interval in far more. Where there is a difference, the sequence finds it.
#[test]
fn a_sequence_holds_however_often_it_is_looked_at() {
    let runs = 400;
    let (mut wrong, mut found) = (0, 0);
    for run in 0..runs {
        for (shift, count) in [(0.0, &mut wrong), (0.1, &mut found)] {
            let mut random = Random::new(20_260, run * 2 + u64::from(shift > 0.0));
            let mut yes = [0_u64; 2];
            for look in 1..=40_u64 {
                for (group, yes) in yes.iter_mut().enumerate() {
                    *yes += random.binomial(50, 0.4 + shift * group as f64);
                }
                let [first, second] = yes.map(|yes| share(yes, 50 * look));
                let options = SequentialOptions { mixture: 0.05 };
                let comparison = SequentialComparison::new(&first, &second, options).unwrap();
                let interval = comparison.interval.unwrap();
                let outside = interval.lower > 0.0 || interval.upper < 0.0;
                assert_eq!(outside, comparison.p_value.unwrap() < 0.05);
                if outside {
                    *count += 1;
                    break;
                }
            }
        }
    }
    assert!(wrong * 100 <= 5 * runs, "{wrong} of {runs}");
    assert!(found * 100 >= 95 * runs, "{found} of {runs}");
}

#[test]
fn what_quality_is_worth() {
    replay("return_on_quality", |case| {
        let [before, after] = counts(case, "counts");
        let change = after.change_since(&before)?;
        if case["operation"] == "cost_benefit" {
            let [before, after] = counts(case, "again");
            let again = after.change_since(&before)?;
            let options: CostBenefitOptions = serde_json::from_value(case["options"].clone()).unwrap();
            return service_cost_benefit(&change, Some(&again), &options).map(value);
        }
        let options: ReturnOnQualityOptions = serde_json::from_value(case["options"].clone()).unwrap();
        return_on_quality(&change, &options).map(value)
    });
}

#[test]
fn replies_count_by_the_rules() {
    use MessageKind::{Agent, Bot, Customer, Reopened, UnassignedAgent};
    // Case 1: asked at 0, machine at 1, colleague at 4, agent at 9, asked again at 20 and 21, agent at
    // 25, opened again at 40, agent at 43. Case 2: asked at 3, nobody replied.
    let kinds = [Customer, Bot, UnassignedAgent, Agent, Customer, Customer, Agent, Reopened, Agent, Customer];
    let minutes = [0, 1, 4, 9, 20, 21, 25, 40, 43, 3].map(|minute: i64| minute * 60_000_000);
    let cases = [1, 1, 1, 1, 1, 1, 1, 1, 1, 2];
    let waits = |rules: ReplyRules| {
        let found =
            rules.spans(Column::new("case", &cases), Column::new("at", &minutes), Column::new("kind", &kinds)).unwrap();
        let (start, end) = (found.start.column().unwrap(), found.end.column().unwrap());
        let spans = start.iter().zip(end.iter());
        spans.map(|(start, end)| end.map(|end| (end - start.unwrap()) / 60_000_000)).collect::<Vec<_>>()
    };
    let plain = ReplyRules::default();
    assert_eq!(waits(plain), [Some(9), Some(3), None]);
    assert_eq!(waits(ReplyRules { bot: ReplyRule::Counts, ..plain }), [Some(1), Some(3), None]);
    assert_eq!(waits(ReplyRules { unassigned: ReplyRule::Counts, ..plain }), [Some(4), Some(3), None]);
    assert_eq!(waits(ReplyRules { reopened: ReopenRule::Ignored, ..plain }), [Some(9), None]);
    assert_eq!(waits(ReplyRules { waits: ReplyWaits::Every, ..plain }), [Some(9), Some(5), Some(3), None]);
    let hash = |rules: ReplyRules| rules.declare(reply_time(Default::default()).unwrap()).unwrap().definition().hash;
    assert_ne!(hash(plain), hash(ReplyRules { bot: ReplyRule::Counts, ..plain }));
}
