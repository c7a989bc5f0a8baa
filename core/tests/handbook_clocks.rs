//! Indicators of a handbook that run in business time, by one calendar and by one for each tier.
#![allow(clippy::unwrap_used)]

use servqual::handbook::Handbook;
use servqual::measure::Tally;
use servqual::report::AssessmentTally;

const HANDBOOK: &str = r#"
    handbook = 1
    organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
    [[calendar]]
    id = "office"
    time_zone = "Asia/Shanghai"
    week = { friday = ["09:00-18:00"], monday = ["09:00-18:00"] }
    [[calendar]]
    id = "hotline"
    time_zone = "Asia/Shanghai"
    week = { friday = ["00:00-24:00"], saturday = ["00:00-24:00"], sunday = ["00:00-24:00"], monday = ["00:00-24:00"] }
    [[kpi]]
    id = "first_reply"
    measure = { named = "first_response_time", options = { statistic = "mean" }, calendar = "office" }
    source = { spans = { start = "opened", end = "replied" } }
    target = { at_most = 4, unit = "hours" }
    [[kpi]]
    id = "first_reply_by_tier"
    measure = { named = "first_response_time", options = { statistic = "mean" }, calendar = "office", calendars = { gold = "hotline" } }
    source = { spans = { start = "opened", end = "replied", service = "tier", observed_until = "2026-01-06T00:00:00Z" } }
"#;

const LOG: &str = "opened,replied,tier\n\
    2026-01-02T17:00:00+08:00,2026-01-05T10:00:00+08:00,gold\n\
    2026-01-02T17:00:00+08:00,2026-01-05T10:00:00+08:00,silver\n\
    2026-01-05T17:00:00+08:00,2026-01-09T10:00:00+08:00,\n";

#[test]
fn each_tier_has_its_calendar() {
    let mut tally = AssessmentTally::new(Handbook::from_toml(HANDBOOK).unwrap());
    tally.observe_csv(LOG.as_bytes(), |_| {}).unwrap();
    let lines = tally.finish().unwrap().indicators;
    // Friday 17 to 18 and Monday 9 to 10, twice; Monday 17 to 18 and Friday 9 to 10.
    assert_eq!(lines[0].measure.estimate, Some(2.0 * 3_600.0));
    // Gold: 65 hours; silver: 2. The third was still open when the watch ended.
    assert_eq!(lines[1].measure.estimate, Some(33.5 * 3_600.0));
    assert_eq!(lines[1].measure.excluded[0].count, 1);
    let parameter = |name: &str| {
        let found = lines[1].measure.definition.parameters.iter().find(|parameter| parameter.name == name);
        found.unwrap().value.clone()
    };
    assert_eq!(parameter("clock"), "business");
    assert_eq!(parameter("calendar"), "gold: hotline, otherwise: office");
    // The same calendar with other shifts is another definition.
    let other = Handbook::from_toml(&HANDBOOK.replace("09:00-18:00", "09:00-17:00")).unwrap();
    let hash = |handbook: &Handbook| handbook.kpis()[0].definition.definition().hash;
    assert_ne!(hash(tally.handbook()), hash(&other));
}

#[test]
fn a_calendar_must_be_there_and_a_column_must_say_which() {
    let refuse = |from: &str, to: &str| Handbook::from_toml(&HANDBOOK.replace(from, to)).unwrap_err().to_string();
    let unknown = refuse("calendar = \"office\" }", "calendar = \"ofice\" }");
    assert_eq!(unknown, "kpi[0].measure.calendars: `ofice` is not known, expected `office`");
    assert!(refuse("service = \"tier\", ", "").starts_with("kpi[1].source: found no column `service`"));
    assert!(refuse("2026-01-06T00:00:00Z", "2026-01-06").contains("observed_until"));
    let twice = refuse("id = \"hotline\"", "id = \"office\"");
    assert_eq!(twice, "calendars: `office` is defined twice");
}
