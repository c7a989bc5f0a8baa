//! Bad input of indicators, clocks and scorecards: a clear error, or a counted exclusion.
#![allow(clippy::unwrap_used, clippy::panic)]

use servqual::handbook::Handbook;
use servqual::kpi::*;
use servqual::measure::*;
use servqual::report::{AssessmentTally, Cells, NamedColumn};
use servqual::time::{BusinessCalendar, Clock, LocalTimeRule, PeriodLength, PeriodRule, TimeZone, parse_instant};
use servqual::{QualityError, Result};

/// Checks the error: its code, its row, and words that its text must hold.
#[track_caller]
fn refuse<T>(result: Result<T>, code: &str, row: Option<u64>, words: &[&str]) {
    let error: QualityError = result.err().unwrap();
    let text = error.to_string();
    assert_eq!((error.code(), error.row()), (code, row), "{text}");
    words.iter().for_each(|word| assert!(text.contains(word), "`{word}` is not in: {text}"));
}

const HANDBOOK: &str = r#"
    handbook = 1
    organisation = { id = "desk", label = { zh = "", en = "" } }
    [[kpi]]
    id = "closing"
    measure = { named = "complaint_closure_time" }
    source = { spans = { start = "opened", end = "closed" } }
    [[kpi]]
    id = "once"
    measure = { named = "first_contact_resolution", missing = "omit" }
    source = { contacts = { customer = "customer", at = "opened" } }
"#;

fn observe(csv: &str) -> Result<AssessmentTally> {
    let mut tally = AssessmentTally::new(Handbook::from_toml(HANDBOOK)?);
    tally.observe_csv(csv.as_bytes(), |_| {})?;
    Ok(tally)
}

const ROW: &str = "2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,a\n";

#[test]
fn cases_that_close_before_they_open() {
    let csv = format!("opened,closed,customer\n{ROW}2026-01-06T09:00:00Z,2026-01-05T09:00:00Z,b\n");
    refuse(observe(&csv), "negative_duration", Some(1), &["closed", "-86400"]);
    // The same in business time, although the service was closed all the time between.
    let calendar = r#"{"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-10:00"]}}"#;
    let clock = Clock::business(BusinessCalendar::from_json(calendar).unwrap());
    let definition = reply_time(DurationOptions { clock: Some(clock), ..Default::default() }).unwrap();
    let (start, end) = ([parse_instant("2026-01-07T00:00:00Z", "", 0).unwrap()], [1]);
    let spans = Observations::Spans { start: Column::new("start", &start), end: Column::new("end", &end) };
    refuse(definition.measure(spans), "negative_duration", Some(0), &["end"]);
}

#[test]
fn dates_that_do_not_say_when() {
    for written in ["05/01/2026 09:00", "01/05/2026", "2026-01-05T09:00:00", "5.1.2026", "46027"] {
        let csv = format!("opened,closed,customer\n{ROW}{written},2026-01-06T09:00:00Z,b\n");
        refuse(observe(&csv), "invalid_instant", Some(1), &["opened", written, "zone"]);
    }
}

#[test]
fn local_times_that_do_not_exist_or_exist_twice() {
    let berlin = TimeZone::new("Europe/Berlin").unwrap();
    for (written, why) in [("2026-03-29T02:30:00", "skip"), ("2026-10-25T02:30:00", "twice")] {
        let read = |rule| berlin.parse_local(written, rule, "opened", 7);
        refuse(read(LocalTimeRule::Raise), "invalid_instant", Some(7), &["opened", written, why]);
        assert!(read(LocalTimeRule::Earlier).unwrap() < read(LocalTimeRule::Later).unwrap());
    }
    refuse(TimeZone::new("CST"), "unknown_id", None, &["CST", "Asia/Shanghai"]);
    refuse(TimeZone::new("Asia/Bejing"), "unknown_id", None, &["Asia/Bejing", "expected"]);
}

#[test]
fn calendars_that_never_open_or_do_not_know_the_day() {
    let never = r#"{"id": "desk", "time_zone": "UTC", "week": {}}"#;
    refuse(BusinessCalendar::from_json(never), "invalid_document", None, &["never opens"]);
    let known = r#"{"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-10:00"]},
        "known": {"first": "2026-01-01", "last": "2026-12-31"}}"#;
    let clock = Clock::business(BusinessCalendar::from_json(known).unwrap());
    let definition = reply_time(DurationOptions { clock: Some(clock.clone()), ..Default::default() }).unwrap();
    let at = |text: &str| parse_instant(text, "", 0).unwrap();
    let (start, end) = ([at("2026-12-30T00:00:00Z")], [at("2027-01-02T00:00:00Z")]);
    let spans = Observations::Spans { start: Column::new("start", &start), end: Column::new("end", &end) };
    refuse(definition.measure(spans), "outside_calendar", Some(0), &["end", "desk", "2027-01-02"]);
    refuse(resolution_rate().unwrap().with_clock(clock), "invalid_parameter", None, &["clock", "durations"]);
    let one = definition.measure(Observations::Durations(Column::new("wait", &[60.0]))).unwrap();
    let plain = reply_time(Default::default()).unwrap();
    let other = plain.measure(Observations::Durations(Column::new("wait", &[60.0]))).unwrap();
    refuse(one.change_since(&other), "definition_mismatch", None, &["clock calendar against business"]);
}

#[test]
fn parts_that_are_more_than_their_whole() {
    let (numerator, denominator) = (Column::new("busy", &[1.0, 9.0]), Column::new("available", &[2.0, 8.0]));
    let found = occupancy().unwrap().measure(Observations::Amounts { numerator, denominator });
    refuse(found, "invalid_cell", Some(1), &["busy", "`9`", "at most 8", "available"]);
    let rate = error_rate(ErrorRateOptions { base: "check".into(), per: None }).unwrap();
    let (events, base) = (Column::new("errors", &[1, 3]), Column::new("checks", &[2, 2]));
    refuse(rate.measure(Observations::Counts { events, base }), "invalid_count", Some(1), &["errors", "base of 2"]);
}

#[test]
fn an_identifier_that_says_na_is_an_identifier() {
    let na = "2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,NA\n";
    let later = "2026-01-06T09:00:00Z,2026-01-07T09:00:00Z,NA\n";
    let end = "2026-03-01T09:00:00Z,2026-03-02T09:00:00Z,b\n";
    let nobody = "2026-01-06T09:00:00Z,2026-01-07T09:00:00Z,\n";
    let tally = observe(&format!("opened,closed,customer\n{na}{later}{end}{nobody}")).unwrap();
    let measure = tally.finish().unwrap().indicators[1].measure.clone();
    // Two mature contacts of NA, of which one came back; one is too young, one has no customer.
    assert_eq!((measure.estimate, measure.n), (Some(0.5), 2));
    assert_eq!(
        (measure.excluded_for(ExclusionReason::Missing), measure.excluded_for(ExclusionReason::Immature)),
        (1, 1)
    );
}

#[test]
fn names_and_rows_that_stand_twice() {
    let csv = "opened,closed,customer,opened\n2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,a,2026-01-05T09:00:00Z\n";
    refuse(observe(csv), "duplicate_id", None, &["columns", "`opened`"]);
    let mut tally = AssessmentTally::new(Handbook::from_toml(HANDBOOK).unwrap());
    let column = |name| NamedColumn { name, cells: Cells::Integers(Column::new(name, &[1_i64])) };
    refuse(tally.observe(&[column("a"), column("a")]), "duplicate_id", None, &["columns", "`a`"]);
    let twice = r#"{"named": "customer_satisfaction", "satisfied_from": 4, "satisfied_from": 5}"#;
    refuse(definition_from_json(twice), "invalid_document", None, &["`satisfied_from` stands twice", "line 1"]);
    let deep = r#"{"id": "d", "time_zone": "UTC", "week": {"monday": [], "monday": ["09:00-10:00"]}}"#;
    refuse(BusinessCalendar::from_json(deep), "invalid_document", None, &["`monday` stands twice"]);
    refuse(definition_from_json("{} {}"), "invalid_document", None, &["line 1"]);
    refuse(require_distinct(&Column::new("ticket", &["7", "8", "7"])), "invalid_cell", Some(2), &["ticket", "row 0"]);
}

#[test]
fn counts_that_are_not_whole_and_scales_that_are_mixed() {
    let handbook = HANDBOOK
        .replace("named = \"complaint_closure_time\"", "named = \"complaint_rate\", options = { base = \"contact\" }");
    let handbook =
        handbook.replace("spans = { start = \"opened\", end = \"closed\" }", "counts = { events = \"closed\" }");
    let mut tally = AssessmentTally::new(Handbook::from_toml(&handbook).unwrap());
    let csv = "opened,closed,customer\n2026-01-05T09:00:00Z,1,a\n2026-01-05T09:00:00Z,0.5,a\n";
    refuse(tally.observe_csv(csv.as_bytes(), |_| {}), "invalid_cell", Some(1), &["closed", "0.5", "whole"]);
    let index = customer_satisfaction_index(Default::default()).unwrap();
    let answers =
        [Column::new("attitude", &[4_i8, 5]), Column::new("efficiency", &[5, 9]), Column::new("result", &[4, 4])];
    refuse(index.measure(Observations::RatingSets(&answers)), "outside_scale", Some(1), &["efficiency", "9", "1 to 5"]);
}

fn month() -> ScorecardOptions {
    let rule = PeriodRule::new(PeriodLength::Month, TimeZone::new("UTC").unwrap()).unwrap();
    ScorecardOptions { periods: Some(rule), ..Default::default() }
}

#[test]
fn scorecards_refuse_targets_of_another_unit_and_ids_that_stand_twice() {
    let solved = || ScorecardIndicator::new("solved", resolution_rate().unwrap());
    let points = ScorecardIndicator { target: Some(Target::at_least(30.0, Unit::NetPoint).unwrap()), ..solved() };
    refuse(ScorecardTally::new(vec![points], month()), "unit_mismatch", None, &["solved.target", "net_point", "share"]);
    let percent = ScorecardIndicator { baseline: Some(85.0), ..solved() };
    refuse(
        ScorecardTally::new(vec![percent], month()),
        "invalid_parameter",
        None,
        &["solved.baseline", "85", "0 and 1"],
    );
    refuse(ScorecardTally::new(vec![solved(), solved()], month()), "duplicate_id", None, &["solved"]);
    for length in [PeriodLength::FiscalYear { first_month: 13 }, PeriodLength::RollingDays { days: 1 }] {
        refuse(PeriodRule::new(length, TimeZone::new("UTC").unwrap()), "invalid_parameter", None, &["period"]);
    }
}

#[test]
fn a_chunk_that_does_not_fit_leaves_the_scorecard_as_it_was() {
    let mut tally =
        ScorecardTally::new(vec![ScorecardIndicator::new("nps", net_promoter_score().unwrap())], month()).unwrap();
    let before = to_bytes(&tally);
    let mut observe = |units: &[&str], codes: &[u32], at: Option<&[i64]>, ratings: &[i8]| {
        tally.observe(ScorecardObservations {
            units,
            codes,
            at: at.map(|at| Column::new("at", at)),
            observations: &[Observations::Ratings(Column::new("recommend", ratings))],
        })
    };
    refuse(observe(&["a"], &[0, 1], Some(&[0, 0]), &[9, 9]), "unknown_id", None, &["unit, row 1", "below 1"]);
    refuse(observe(&["a"], &[0, 0], None, &[9, 9]), "wrong_observations", None, &["instants"]);
    refuse(observe(&["a"], &[0, 0], Some(&[0]), &[9, 9]), "length_mismatch", None, &["unit has 2 rows", "at has 1"]);
    refuse(observe(&["a"], &[0, 0], Some(&[0, 0]), &[9, 11]), "outside_scale", Some(1), &["nps.recommend", "11"]);
    refuse(observe(&["a"], &[0], Some(&[i64::MAX]), &[9]), "invalid_instant", Some(0), &["at"]);
    refuse(observe(&["a"], &[0, 0], Some(&[0, 0]), &[9]), "length_mismatch", None, &["recommend"]);
    assert_eq!(to_bytes(&tally), before);
    // No rows, and a single group: nothing, and a card without a change.
    assert!(tally.finish().unwrap().rows.is_empty());
    let ratings = [Observations::Ratings(Column::new("recommend", &[9, 3]))];
    let at = Some(Column::new("at", &[0_i64, 0]));
    tally.observe(ScorecardObservations { units: &["a"], codes: &[0, 0], at, observations: &ratings }).unwrap();
    let rows = tally.finish().unwrap().rows;
    assert_eq!((rows.len(), rows[0].change.is_none(), rows[0].course), (1, true, None));
}

#[test]
fn families_and_sequences_need_what_they_compare() {
    let measure =
        |definition: KpiDefinition| definition.measure(Observations::Outcomes(Column::new("x", &[true, false])));
    let (one, other) = (measure(resolution_rate().unwrap()).unwrap(), measure(retention_rate().unwrap()).unwrap());
    let family = |first: &[Measure], second: &[Measure]| ComparisonFamily::new(first, second, Correction::Holm);
    refuse(family(std::slice::from_ref(&one), &[]), "length_mismatch", None, &["first has 1 rows"]);
    refuse(
        family(std::slice::from_ref(&one), std::slice::from_ref(&other)),
        "definition_mismatch",
        None,
        &["retention_rate"],
    );
    assert_eq!(family(&[], &[]).unwrap().tests, 0);
    for mixture in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let found = SequentialComparison::new(&one, &one, SequentialOptions { mixture });
        refuse(found, "invalid_parameter", None, &["mixture"]);
    }
}
