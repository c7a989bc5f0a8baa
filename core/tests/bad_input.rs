//! Bad input, one test each: the cause, the place, the row, and a text that names the value and what
//! was expected.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use servqual::gap::servqual::{ServqualAnswers, ServqualTally};
use servqual::handbook::Handbook;
use servqual::kpi::*;
use servqual::measure::{Column, Measure, MissingRule, Tally, Target, Unit, Validity};
use servqual::survey::Instrument;
use servqual::time::parse_instant;
use servqual::{QualityError, Result};

/// Checks the error: its code, its row, and words that its text must hold, the place first.
#[track_caller]
fn refuse<T: std::fmt::Debug>(result: Result<T>, code: &str, row: Option<u64>, words: &[&str]) {
    let error: QualityError = result.expect_err("bad input is refused");
    let text = error.to_string();
    assert_eq!((error.code(), error.row()), (code, row), "{text}");
    assert!(text.starts_with(words[0]), "the place `{}` comes first: {text}", words[0]);
    for word in words {
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
    if let Some(row) = row {
        assert!(text.contains(&format!("row {row}")), "row {row} is not in: {text}");
    }
}

fn csat() -> KpiDefinition {
    customer_satisfaction(Default::default()).unwrap()
}

fn median() -> KpiDefinition {
    first_response_time(Default::default()).unwrap()
}

fn rate(ratings: &[i8]) -> Result<Measure> {
    csat().measure(Observations::Ratings(Column::new("satisfaction", ratings)))
}

fn wait(seconds: &[f64]) -> Result<Measure> {
    median().measure(Observations::Durations(Column::new("wait", seconds)))
}

const HEAD: &str = "handbook = 1\norganisation = { id = \"desk\", label = { zh = \"\", en = \"\" } }\n";

/// A handbook with one standard, of which a line is replaced.
fn standard(line: &str, by: &str) -> Result<Handbook> {
    let text = format!(
        "{HEAD}[[standard]]\nid = \"greeting\"\nlabel = {{ zh = \"\", en = \"\" }}\npillar = \"process\"\n\
         scope = \"core\"\nversion = \"1\"\neffective_from = 2026-01-01\n\
         measure = {{ named = \"customer_satisfaction\" }}\nsource = {{ ratings = \"satisfaction\" }}\n\
         target = {{ at_least = 85, unit = \"percent\" }}\n"
    );
    assert!(text.contains(line), "{line}");
    Handbook::from_toml(&text.replace(line, by))
}

fn instrument(line: &str, by: &str) -> Result<Instrument> {
    let text = r#"{"id": "desk", "scale": {"minimum": 1, "maximum": 7},
        "dimensions": [{"id": "reliability", "weight": 70}, {"id": "empathy", "weight": 30}],
        "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "empathy"}]}"#;
    assert!(text.contains(line), "{line}");
    Instrument::from_json(&text.replace(line, by))
}

#[test]
fn empty_columns() {
    refuse(rate(&[]), "too_few_observations", None, &["customer_satisfaction", "0 observations", "at least 1"]);
    refuse(wait(&[]), "too_few_observations", None, &["first_response_time", "0 observations", "at least 1"]);
    let empty = ServqualTally::new(instrument("q1", "q1").unwrap(), Default::default());
    refuse(empty.finish(), "too_few_observations", None, &["desk", "0 observations", "at least 1"]);
}

#[test]
fn all_missing() {
    let column = || Column::new("satisfaction", &[0_i8; 9]).with_validity(Validity::new(&[0, 0], 0)).unwrap();
    let omitted = csat().with_missing(MissingRule::Omit).measure(Observations::Ratings(column()));
    refuse(omitted, "too_few_observations", None, &["customer_satisfaction", "0 observations"]);
    let raised = csat().measure(Observations::Ratings(column()));
    refuse(raised, "missing_value", Some(0), &["satisfaction", "missing", "`omit`"]);
}

#[test]
fn one_row() {
    // Not an error, but no spread and no interval where one row has none.
    let measure = rate(&[5]).unwrap();
    assert_eq!((measure.n, measure.estimate), (1, Some(1.0)));
    assert!(measure.interval.is_some_and(|interval| interval.lower > 0.2 && interval.upper == 1.0));
    let effort = customer_effort_score(Default::default()).unwrap();
    let measure = effort.measure(Observations::Ratings(Column::new("effort", &[6]))).unwrap();
    assert_eq!((measure.estimate, measure.standard_deviation, measure.interval), (Some(6.0), None, None));
    let measure = wait(&[30.0]).unwrap();
    assert_eq!((measure.estimate, measure.interval), (Some(30.0), None));
    let mut tally = ServqualTally::new(instrument("q1", "q1").unwrap(), Default::default());
    let (e, p) =
        ([Column::new("e1", &[7]), Column::new("e2", &[6])], [Column::new("p1", &[5]), Column::new("p2", &[6])]);
    tally.observe(ServqualAnswers { expectation: &e, perception: &p }).unwrap();
    let report = tally.finish().unwrap();
    assert_eq!((report.items[0].gap.estimate, report.items[0].t, report.overall.p_value), (Some(-2.0), None, None));
}

#[test]
fn lengths_that_differ() {
    let contacts = Observations::Contacts {
        customer: Column::new("customer", &[1, 2, 3]),
        at: Column::new("at", &[0, 1]),
        observed_until: None,
    };
    let found = first_contact_resolution(Default::default()).unwrap().measure(contacts);
    refuse(found, "length_mismatch", None, &["customer", "3 rows", "at", "2"]);
    let short = Column::new("satisfaction", &[1_i8; 9]).with_validity(Validity::new(&[0xff], 0));
    refuse(short, "length_mismatch", None, &["satisfaction", "9 rows", "validity of satisfaction", "8"]);
    let past = Column::new("satisfaction", &[1_i8; 9]).with_validity(Validity::new(&[0xff; 2], usize::MAX));
    refuse(past, "length_mismatch", None, &["satisfaction", "9 rows", "0"]);
    let mut table = KpiTable::new(csat());
    let observations = Observations::Ratings(Column::new("satisfaction", &[5, 4, 3]));
    let found = table.observe(GroupedObservations { keys: &["a"], codes: &[0, 0], observations });
    refuse(found, "length_mismatch", None, &["group", "2 rows", "satisfaction", "3"]);
    let found = table.observe(GroupedObservations { keys: &[], codes: &[], observations });
    refuse(found, "length_mismatch", None, &["group", "0 rows", "satisfaction", "3"]);
    let mut tally = ServqualTally::new(instrument("q1", "q1").unwrap(), Default::default());
    let one = [Column::new("e1", &[7])];
    let found = tally.observe(ServqualAnswers { expectation: &one, perception: &one });
    refuse(found, "length_mismatch", None, &["items of `desk`", "2 rows", "columns of expectation", "1"]);
}

#[test]
fn nan_and_infinity() {
    refuse(wait(&[30.0, f64::NAN]), "not_finite", Some(1), &["wait", "NaN", "finite"]);
    refuse(wait(&[f64::INFINITY]), "not_finite", Some(0), &["wait", "inf", "finite"]);
    refuse(wait(&[1.0, 2.0, f64::NEG_INFINITY]), "not_finite", Some(2), &["wait", "-inf", "finite"]);
    let amounts = Observations::Amounts {
        numerator: Column::new("busy", &[1.0, 2.0]),
        denominator: Column::new("available", &[4.0, f64::NAN]),
    };
    let ratio = definition_from_json(
        r#"{"id": "occupancy", "label": {"zh": "", "en": ""}, "observable": {"amount": {}},
            "statistic": {"ratio": {}}, "direction": "higher_is_better"}"#,
    );
    refuse(ratio.unwrap().measure(amounts), "not_finite", Some(1), &["available", "NaN", "finite"]);
    // Invalid is not missing: the rule `omit` changes nothing.
    let omitted = median().with_missing(MissingRule::Omit);
    let found = omitted.measure(Observations::Durations(Column::new("wait", &[f64::NAN])));
    refuse(found, "not_finite", Some(0), &["wait", "NaN"]);
    // What stands behind a missing value means nothing.
    let behind = Column::new("wait", &[1.0, f64::NAN]).with_validity(Validity::new(&[1], 0)).unwrap();
    assert_eq!(omitted.measure(Observations::Durations(behind)).unwrap().n, 1);
    // TOML can write NaN, a handbook cannot hold it.
    let found = standard("at_least = 85", "at_least = nan");
    refuse(found, "invalid_document", None, &["standard[0].target.at_least", "NaN", "a finite number"]);
    refuse(Target::at_least(f64::NAN, Unit::Second), "invalid_parameter", None, &["target", "NaN", "zero or more"]);
}

#[test]
fn ratings_off_the_scale() {
    refuse(rate(&[5, 4, 6]), "outside_scale", Some(2), &["satisfaction", "6", "1 to 5"]);
    refuse(rate(&[0]), "outside_scale", Some(0), &["satisfaction", "0", "1 to 5"]);
    let nps = net_promoter_score().unwrap();
    let found = nps.measure(Observations::Ratings(Column::new("recommend", &[10, -128])));
    refuse(found, "outside_scale", Some(1), &["recommend", "-128", "0 to 10"]);
    let scale = servqual::measure::Scale::ONE_TO_FIVE;
    refuse(scale.answer(3.5, "satisfaction", 7), "outside_scale", Some(7), &["satisfaction", "3.5", "1 to 5"]);
    refuse(scale.answer(f64::NAN, "satisfaction", 0), "outside_scale", Some(0), &["satisfaction", "NaN"]);
    refuse(scale.answer(1e300, "satisfaction", 0), "outside_scale", Some(0), &["satisfaction", "1 to 5"]);
    let mut tally = ServqualTally::new(instrument("q1", "q1").unwrap(), Default::default());
    let good = [Column::new("e1", &[7, 7]), Column::new("e2", &[6, 6])];
    let bad = [Column::new("p1", &[5, 5]), Column::new("p2", &[7, 8])];
    let found = tally.observe(ServqualAnswers { expectation: &good, perception: &bad });
    refuse(found, "outside_scale", Some(1), &["p2", "8", "1 to 7"]);
}

#[test]
fn reversed_thresholds() {
    let own = |scale: &str, statistic: &str| {
        definition_from_json(&format!(
            r#"{{"id": "own", "label": {{"zh": "", "en": ""}}, "observable": {{"rating": {{"scale": {scale}}}}},
                "statistic": {statistic}, "direction": "higher_is_better"}}"#
        ))
    };
    let five = r#"{"minimum": 1, "maximum": 5}"#;
    let found = own(r#"{"minimum": 5, "maximum": 1}"#, r#"{"mean": {}}"#);
    refuse(found, "invalid_scale", None, &["observable.rating.scale", "from 5 to 1", "minimum must be below"]);
    let found = own(five, r#"{"share": {"criterion": {"between": {"from": 5, "to": 4}}}}"#);
    refuse(found, "invalid_parameter", None, &["kpi.statistic", "from 5 to 4", "the lower first"]);
    let found = own(five, r#"{"net_score": {"below_up_to": 4, "above_from": 4}}"#);
    refuse(found, "invalid_parameter", None, &["kpi.statistic", "below up to 4, above from 4", "do not overlap"]);
    let found = own(five, r#"{"net_score": {"below_up_to": 5, "above_from": 2}}"#);
    refuse(found, "invalid_parameter", None, &["kpi.statistic", "below up to 5, above from 2", "do not overlap"]);
    let beyond = customer_satisfaction(CustomerSatisfactionOptions { satisfied_from: Some(6), ..Default::default() });
    refuse(beyond, "invalid_parameter", None, &["kpi.statistic", "satisfied from 6 to 5", "scale 1 to 5"]);
    let found = standard("effective_from = 2026-01-01", "effective_from = 2026-01-02\neffective_until = 2026-01-01");
    refuse(found, "invalid_parameter", None, &["standard[0]", "2026-01-02 to 2026-01-01", "not before the first"]);
}

#[test]
fn weights_that_do_not_share_100() {
    refuse(instrument("70", "60"), "invalid_weights", None, &["instrument.dimensions", "90", "share 100"]);
    refuse(instrument("70", "-70"), "invalid_weights", None, &["instrument.dimensions", "-40", "none negative"]);
    refuse(instrument(", \"weight\": 70", ""), "invalid_weights", None, &["instrument.dimensions", "30", "2 weights"]);
    assert!(instrument("70", "70.0000000000001").is_ok());
}

#[test]
fn targets_without_unit() {
    let found = standard("{ at_least = 85, unit = \"percent\" }", "{ at_least = 85 }");
    refuse(found, "invalid_document", None, &["standard[0].target", "missing field `unit`"]);
    let found = standard("unit = \"percent\"", "unit = \"points\"");
    refuse(found, "unit_mismatch", None, &["standard[0].target.unit", "points", "share"]);
    let found = standard("unit = \"percent\"", "unit = \"share\"");
    refuse(found, "invalid_parameter", None, &["standard[0].target", "85", "between 0 and 1"]);
    let found = standard("unit = \"percent\"", "unit = \"percents\"");
    refuse(found, "invalid_document", None, &["standard[0].target.unit", "`percents`", "`percent`"]);
    let target = Target::at_least(30.0, Unit::NetPoint).unwrap();
    refuse(rate(&[5]).unwrap().judge(&target), "unit_mismatch", None, &["customer_satisfaction", "net_point", "share"]);
}

#[test]
fn timestamps_without_zone() {
    let found = parse_instant("2026-01-05T09:30:00", "opened_at", 3);
    refuse(found, "invalid_instant", Some(3), &["opened_at", "`2026-01-05T09:30:00`", "zone"]);
    for text in ["", "yesterday", "2026-01-05", "2026-02-30T00:00:00Z", "2026-01-05T09:30:00+25:00", "１２"] {
        refuse(parse_instant(text, "opened_at", 0), "invalid_instant", Some(0), &["opened_at", text, "+08:00"]);
    }
}

#[test]
fn resolved_before_created() {
    let spans = Observations::Spans {
        start: Column::new("created_at", &[0, 10_000_000]),
        end: Column::new("resolved_at", &[5_000_000, 9_500_000]),
    };
    refuse(median().measure(spans), "negative_duration", Some(1), &["resolved_at", "-0.5 seconds", "negative"]);
    refuse(wait(&[1.0, -0.25]), "negative_duration", Some(1), &["wait", "-0.25 seconds", "negative"]);
    let extremes =
        Observations::Spans { start: Column::new("start", &[i64::MAX]), end: Column::new("end", &[i64::MIN]) };
    refuse(median().measure(extremes), "negative_duration", Some(0), &["end", "negative"]);
}

#[test]
fn unknown_dimension() {
    let found = instrument("\"dimension\": \"empathy\"", "\"dimension\": \"emphaty\"");
    refuse(found, "unknown_id", None, &["instrument.items.q2.dimension", "`emphaty`", "`empathy`"]);
    let found = instrument("\"dimension\": \"empathy\"", "\"dimension\": \"price\"");
    refuse(found, "unknown_id", None, &["instrument.items.q2.dimension", "`price`", "`reliability`, `empathy`"]);
    let found = instrument("\"dimension\": \"empathy\"", "\"dimension\": \"reliability\"");
    refuse(found, "invalid_parameter", None, &["instrument.dimensions.empathy", "0 items", "1 to 100 items"]);
}

#[test]
fn duplicate_ids() {
    let found = instrument("\"id\": \"q2\"", "\"id\": \"q1\"");
    refuse(found, "duplicate_id", None, &["instrument.items", "`q1`", "twice"]);
    let found = instrument("\"id\": \"empathy\"", "\"id\": \"reliability\"");
    refuse(found, "duplicate_id", None, &["instrument.dimensions", "`reliability`", "twice"]);
    let kpi = "[[kpi]]\nid = \"nps\"\nmeasure = { named = \"net_promoter_score\" }\nsource = { ratings = \"r\" }\n";
    refuse(Handbook::from_toml(&format!("{HEAD}{kpi}{kpi}")), "duplicate_id", None, &["kpi", "`nps`", "twice"]);
}

/// A handbook with standards of which each supplements another.
fn supplements(pairs: &[(&str, &str)]) -> Result<Handbook> {
    let one = |(id, other): &(&str, &str)| {
        format!(
            "[[standard]]\nid = \"{id}\"\nlabel = {{ zh = \"\", en = \"\" }}\npillar = \"process\"\nscope = \"core\"\n\
             version = \"1\"\neffective_from = 2026-01-01\nmeasure = {{ named = \"net_promoter_score\" }}\n\
             source = {{ ratings = \"r\" }}\ntarget = {{ at_least = 30, unit = \"points\" }}\nsupplements = \"{other}\"\n"
        )
    };
    Handbook::from_toml(&format!("{HEAD}{}", pairs.iter().map(one).collect::<String>()))
}

#[test]
fn handbook_with_a_cycle() {
    let found = supplements(&[("a", "b"), ("b", "c"), ("c", "a")]);
    refuse(found, "cyclic_reference", None, &["standard.c.supplements", "a → b → c → a"]);
    refuse(supplements(&[("a", "a")]), "cyclic_reference", None, &["standard.a.supplements", "a → a"]);
    // A cycle that the first standard only leads into.
    let found = supplements(&[("way", "b"), ("b", "c"), ("c", "b")]);
    refuse(found, "cyclic_reference", None, &["standard.", "b → c → b"]);
}

#[test]
fn handbook_with_a_dangling_reference() {
    let found = supplements(&[("greeting", "greting")]);
    refuse(found, "unknown_id", None, &["standard.greeting.supplements", "`greting`", "`greeting`"]);
    let journey = format!(
        "{HEAD}[[touchpoint]]\nid = \"door\"\nlabel = {{ zh = \"\", en = \"\" }}\nchannel = \"counter\"\n\
         tier = {{ bespoke = {{}} }}\n[journey]\nid = \"visit\"\nlabel = {{ zh = \"\", en = \"\" }}\n\
         touchpoints = [\"door\", \"desk\"]\nsource = {{ touchpoint = \"t\", delivered = \"d\", outcome = \"o\" }}\n"
    );
    let found = Handbook::from_toml(&journey);
    refuse(found, "unknown_id", None, &["journey.touchpoints[1]", "`desk`", "`door`"]);
    let found = standard("named = \"customer_satisfaction\"", "named = \"customer_satisfacton\"");
    refuse(
        found,
        "unknown_id",
        None,
        &["standard[0].measure.named", "`customer_satisfacton`", "`customer_satisfaction`"],
    );
    let found = standard("pillar = ", "pilar = ");
    refuse(found, "invalid_document", None, &["standard[0]", "`pilar`", "`pillar`"]);
}

#[test]
fn fifty_megabytes_of_nested_brackets() {
    let brackets = "[".repeat(50 << 20);
    let found = Handbook::from_json(&brackets);
    refuse(found, "invalid_document", None, &["document", "52428800 bytes", "at most 4194304 bytes"]);
    let found = Handbook::from_toml(&format!("a = {brackets}"));
    refuse(found, "invalid_document", None, &["document", "52428804 bytes", "at most 4194304 bytes"]);
    // Short enough to be looked at, and still deeper than a parser may go.
    let brackets = "[".repeat(4_000_000);
    refuse(Handbook::from_json(&brackets), "invalid_document", None, &["line 1, column 128", "recursion limit"]);
    let found = Handbook::from_toml(&format!("a = {brackets}"));
    refuse(found, "invalid_document", None, &["line 1, column", "recurs", "a TOML document"]);
    refuse(Instrument::from_json(&brackets), "invalid_document", None, &["line 1, column 128", "recursion limit"]);
    refuse(definition_from_json(&brackets), "invalid_document", None, &["line 1, column 128", "recursion limit"]);
    let bytes = brackets.as_bytes();
    let found = servqual::measure::from_bytes::<KpiTally>(bytes);
    refuse(found, "invalid_document", None, &["tally", "sequence", "a `kpi` tally of version 1"]);
}
