//! A whole handbook: however the file is cut, the assessment has the same bits, and an error names
//! the row of the file.

use proptest::prelude::*;
use servqual::handbook::Handbook;
use servqual::measure::{Tally, to_bytes};
use servqual::report::AssessmentTally;

use crate::plan::plan;

const HANDBOOK: &str = r#"
    handbook = 1
    organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
    trend = { column = "at", by = "month" }
    [[standard]]
    id = "answer"
    label = { zh = "及时答复", en = "Answer in time" }
    pillar = "process"
    scope = "core"
    version = "1"
    effective_from = 2026-01-01
    measure = { named = "first_response_time", missing = "omit", options = { statistic = "share_within", threshold_seconds = 120 } }
    source = { durations = { column = "wait", unit = "minute" } }
    target = { at_least = 90, unit = "percent" }
    [[kpi]]
    id = "mean"
    measure = { named = "first_response_time", missing = "omit", options = { statistic = "mean" } }
    source = { durations = { column = "wait", unit = "minute" } }
    [[kpi]]
    id = "recommend"
    measure = { named = "net_promoter_score", missing = "omit" }
    source = { ratings = "recommend" }
    target = { at_least = 30, unit = "points" }
    [[kpi]]
    id = "resolution"
    measure = { named = "first_contact_resolution", missing = "omit", options = { window_days = 3 } }
    source = { contacts = { customer = "customer", at = "at" } }
    [instrument]
    id = "survey"
    scale = { minimum = 1, maximum = 5 }
    dimensions = [{ id = "reliability" }]
    items = [{ id = "q1", dimension = "reliability" }, { id = "q2", dimension = "reliability", reversed = true }]
    [survey]
    expectation = "e_{item}"
    perception = "p_{item}"
    missing = "omit"
"#;

const HEADER: &str = "wait,recommend,customer,at,e_q1,p_q1,e_q2,p_q2\n";

fn cell(value: impl std::fmt::Display) -> String {
    value.to_string()
}

fn row() -> impl Strategy<Value = String> {
    let maybe = |value: BoxedStrategy<String>| prop::option::weighted(0.9, value).prop_map(Option::unwrap_or_default);
    let rating = |highest: i8| maybe((0..=highest).prop_map(cell).boxed());
    let answer = || maybe((1_i8..=5).prop_map(cell).boxed());
    let at = (1_u8..=6, 1_u8..=28, 0_u8..24)
        .prop_map(|(month, day, hour)| format!("2026-{month:02}-{day:02}T{hour:02}:00:00+08:00"));
    let wait = maybe(prop_oneof![(0_u8..9).prop_map(cell), (0.0_f64..1e4).prop_map(cell)].boxed());
    let customer = maybe((0_u8..4).prop_map(|id| format!("客户{id}")).boxed());
    (wait, rating(10), customer, at, (answer(), answer(), answer(), answer())).prop_map(
        |(wait, rating, customer, at, (a, b, c, d))| format!("{wait},{rating},{customer},{at},{a},{b},{c},{d}"),
    )
}

fn observe(tally: &mut AssessmentTally, rows: &[String], picked: &[usize]) -> servqual::Result<()> {
    let lines: Vec<&str> = picked.iter().map(|&row| rows[row].as_str()).collect();
    tally.observe_csv(format!("{HEADER}{}\n", lines.join("\n")).as_bytes(), |_| {})
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cut_changes_a_bit(rows in prop::collection::vec(row(), 1..50), plan in plan()) {
        let empty = AssessmentTally::new(Handbook::from_toml(HANDBOOK).unwrap());
        let mut whole = empty.clone();
        observe(&mut whole, &rows, &(0..rows.len()).collect::<Vec<_>>()).unwrap();
        let parts = plan.run(rows.len(), &empty, |tally, picked| observe(tally, &rows, picked));
        prop_assert_eq!(String::from_utf8(to_bytes(&whole)), String::from_utf8(to_bytes(&parts)));
        prop_assert_eq!(whole.rows(), rows.len() as u64);
        match (whole.finish(), parts.finish()) {
            (Ok(whole), Ok(parts)) => prop_assert_eq!(whole.to_json(), parts.to_json()),
            (whole, parts) => prop_assert_eq!(whole, parts),
        }
    }

    #[test]
    fn an_error_names_the_row_of_the_file(
        rows in prop::collection::vec(row(), 2..50),
        spoilt in any::<prop::sample::Index>(),
        chunk in 1_usize..10,
    ) {
        let (mut rows, spoilt) = (rows.clone(), spoilt.index(rows.len()));
        rows[spoilt] = "1,11,a,2026-01-01T00:00:00Z,1,1,1,1".into();
        let mut tally = AssessmentTally::new(Handbook::from_toml(HANDBOOK).unwrap());
        let all: Vec<usize> = (0..rows.len()).collect();
        for picked in all.chunks(chunk) {
            let before = to_bytes(&tally);
            match observe(&mut tally, &rows, picked) {
                Ok(()) => prop_assert!(!picked.contains(&spoilt)),
                Err(error) => {
                    prop_assert_eq!((error.code(), error.row()), ("outside_scale", Some(spoilt as u64)), "{}", error);
                    prop_assert_eq!(before, to_bytes(&tally));
                    return Ok(());
                }
            }
        }
        prop_assert!(false, "the spoilt row is an error");
    }
}
