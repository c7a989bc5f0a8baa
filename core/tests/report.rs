//! The scorecard and the page: the right numbers, safe, well formed, the same every time; and the
//! shipped handbooks, which are the examples that people copy.
#![cfg(feature = "html")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use servqual::handbook::Handbook;
use servqual::measure::{Language, Outcome, Tally};
use servqual::report::{Assessment, AssessmentTally};

/// Every part of a handbook, small, with texts that try to break out of the page.
const HANDBOOK: &str = r#"
handbook = 1
organisation = { id = "desk", label = { zh = "服务台", en = "<script>alert('&')</script>" }, note = { zh = "模拟", en = "\"Simulated\" </style><b>" } }
trend = { column = "day", by = "day" }

[[standard]]
id = "quick"
label = { zh = "快", en = "Quick <img src=x onerror=alert(1)>" }
pillar = "process"
scope = { regional = { region = "<north>" } }
version = "<1>"
effective_from = 2026-01-01
measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 60 }, missing = "omit" }
source = { durations = { column = "wait", unit = "second" } }
target = { at_least = 50, unit = "percent" }

[[kpi]]
id = "wait"
label = { zh = "", en = "" }
measure = { named = "first_response_time", missing = "propagate" }
source = { durations = { column = "wait", unit = "second" } }
target = { at_most = 1, unit = "hours" }

[[kpi]]
id = "complaints"
measure = { named = "complaint_rate", options = { base = "contact", per = 1000 } }
source = { counts = { events = "complaint" } }

[[touchpoint]]
id = "greeting"
label = { zh = "问候", en = "Greeting </svg>" }
channel = "phone"
tier = { bounded_choice = { options = ["formal", "friendly"] } }

[journey]
id = "call"
label = { zh = "来电", en = "Call" }
touchpoints = ["greeting"]
source = { touchpoint = "touchpoint", delivered = "delivered", outcome = "ok" }

[survey]
expectation = "e{item}"
perception = "p{item}"

[instrument]
id = "three"
scale = { minimum = 1, maximum = 7 }
dimensions = [{ id = "first", label = { zh = "一", en = "First <&>" } }, { id = "second" }, { id = "third" }]
items = [{ id = "1", dimension = "first" }, { id = "2", dimension = "second", reversed = true }, { id = "3", dimension = "third" }]
"#;

const DATA: &str = "\
day,wait,complaint,touchpoint,delivered,ok,e1,p1,e2,p2,e3,p3
2026-01-01,30,0,greeting,formal,1,6,5,2,3,7,7
2026-01-01,90,1,greeting,own words,0,7,5,1,2,6,6
2026-01-02,45,0,greeting,friendly,1,6,4,2,2,7,5
2026-01-03,,0,greeting,formal,1,5,5,1,4,6,7
";

fn assess(handbook: &str, data: &str) -> Assessment {
    let mut tally = AssessmentTally::new(Handbook::from_toml(handbook).unwrap());
    tally.observe_csv(data.as_bytes(), |_| {}).unwrap();
    tally.finish().unwrap()
}

#[test]
fn the_scorecard_has_the_numbers() {
    let text = assess(HANDBOOK, DATA).to_text(Language::English);
    for expected in ["66.7 %", "≥ 50.0 %", "? undecided", "more would decide", "1 missing", "250.0 / 1,000 contact"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    let text = assess(HANDBOOK, DATA).to_text(Language::Chinese);
    assert!(text.contains("未定") && text.contains("服务台"), "{text}");
}

#[test]
fn the_page_has_the_numbers_in_both_languages() {
    let page = assess(HANDBOOK, DATA).to_html(Language::English);
    for expected in ["66.7\u{a0}%", "≥ 50.0 %", "undecided", "未定", "服务台", "250.0 / 1,000 contact", "1 missing"]
    {
        assert!(page.contains(expected), "{expected}");
    }
    // Without a label the id stands there.
    assert!(page.contains("<span class=\"name\">wait</span>"));
}

/// The same with a scorecard by unit and month.
fn with_scorecard(section: &str) -> String {
    let kpi = r#"
[[kpi]]
id = "solved"
measure = { named = "resolution_rate", missing = "omit" }
source = { outcomes = "ok" }
target = { at_least = 80, unit = "percent" }
baseline = { value = 0.3, unit = "share" }
"#;
    format!(
        "handbook = 1\norganisation = {{ id = \"desk\", label = {{ zh = \"台\", en = \"Desk\" }} }}\n{kpi}\n{section}"
    )
}

const BY_MONTH: &str = "[scorecard]\nunit = \"team\"\ncolumn = \"at\"\nby = \"month\"\ntime_zone = \"Asia/Shanghai\"\n";

const TEAMS: &str = "\
at,team,ok
2026-01-31T17:00:00Z,<b>,1
2026-02-10T00:00:00Z,<b>,0
2026-04-10T00:00:00Z,<b>,1
2026-02-10T00:00:00Z,,1
2026-03-10T00:00:00Z,NA,1
2026-04-10T00:00:00Z,NA,
";

#[test]
fn the_scorecard_is_cut_by_unit_and_period_in_the_zone() {
    let assessment = assess(&with_scorecard(BY_MONTH), TEAMS);
    let scorecard = assessment.scorecard.as_ref().unwrap();
    let rows: Vec<_> = scorecard.rows.iter().map(|row| (row.unit.as_str(), row.period.as_deref().unwrap())).collect();
    // The first is already February in Shanghai. Rows without a team are shown, and a team may be called NA.
    assert_eq!(rows, [("", "2026-02"), ("<b>", "2026-02"), ("<b>", "2026-04"), ("NA", "2026-03")]);
    let empty: Vec<_> =
        scorecard.empty.iter().map(|cell| (cell.unit.as_str(), cell.period.as_deref().unwrap())).collect();
    let expected = [("", "2026-03"), ("", "2026-04"), ("<b>", "2026-03"), ("NA", "2026-02"), ("NA", "2026-04")];
    assert_eq!(empty, expected);
    let row = &scorecard.rows[1];
    assert_eq!((row.measure.n, row.baseline), (2, Some(0.3)));
    assert!((row.progress.unwrap().estimate - (0.5 - 0.3) / (0.8 - 0.3)).abs() < 1e-15);
    assert_eq!(assessment.indicators[0].baseline, Some(0.3));
    assert!(assessment.indicators[0].progress.is_some());
    let text = assessment.to_text(Language::English);
    for expected in ["not stated", "5 cells without observations", "≥ 80.0 %", "▁ █"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    let page = assessment.to_html(Language::English);
    check_page(&page);
    assert!(page.contains("&lt;b&gt;") && page.contains("记分卡") && !page.contains("<b>, "));
    let back = Assessment::from_json(&assessment.to_json()).unwrap();
    assert_eq!(back, assessment);
    // Cut anywhere, it is the same.
    let mut tally = AssessmentTally::new(Handbook::from_toml(&with_scorecard(BY_MONTH)).unwrap());
    let (header, rows) = TEAMS.split_once('\n').unwrap();
    rows.lines().rev().for_each(|row| tally.observe_csv(format!("{header}\n{row}\n").as_bytes(), |_| {}).unwrap());
    assert_eq!(tally.finish().unwrap(), assessment);
    assert_eq!(servqual::measure::from_bytes::<AssessmentTally>(&servqual::measure::to_bytes(&tally)).unwrap(), tally);
}

#[test]
fn a_scorecard_without_units_and_periods_has_one_row_each() {
    let assessment = assess(&with_scorecard("[scorecard]\nminimum_n = 100\n"), TEAMS);
    let scorecard = assessment.scorecard.as_ref().unwrap();
    assert_eq!((scorecard.rows.len(), scorecard.suppressed), (1, 1));
    assert_eq!((scorecard.rows[0].measure.estimate, scorecard.rows[0].measure.n), (None, 5));
    assert!(assessment.to_text(Language::English).contains("too few to show"));
    check_page(&assessment.to_html(Language::English));
}

#[test]
fn a_scorecard_that_is_not_possible_says_why() {
    let error = |section: &str| Handbook::from_toml(&with_scorecard(section)).unwrap_err().to_string();
    let expected = "`column` and `by` without `time_zone`";
    assert!(error("[scorecard]\ncolumn = \"at\"\nby = \"month\"").contains(expected));
    let zone = error("[scorecard]\ncolumn = \"at\"\nby = \"month\"\ntime_zone = \"Asia/Shangai\"");
    assert!(zone.contains("scorecard.") && zone.contains("Asia/Shanghai"), "{zone}");
    let month = "column = \"at\"\nby = { fiscal_year = { first_month = 13 } }\ntime_zone = \"UTC\"";
    assert!(error(&format!("[scorecard]\n{month}")).contains("scorecard.period"));
    let unit = with_scorecard("").replace("value = 0.3, unit = \"share\"", "value = 3, unit = \"minutes\"");
    assert!(Handbook::from_toml(&unit).unwrap_err().to_string().contains("kpi[0].baseline.unit"));
    let value = with_scorecard("").replace("value = 0.3", "value = 30");
    assert!(Handbook::from_toml(&value).unwrap_err().to_string().contains("kpi[0].baseline"));
}

#[test]
fn ids_that_stand_twice_are_counted() {
    let data = "id,ok\nNA,1\n2,1\nNA,0\n,1\n,1\n2,1\n2,0\n";
    let assessment = assess(&with_scorecard("[rows]\nid = \"id\""), data);
    // NA is an id as any other.
    let duplicates = assessment.duplicates.as_ref().unwrap();
    assert_eq!((duplicates.duplicates, duplicates.without_id, assessment.rows), (3, 2, 7));
    assert!(assessment.to_text(Language::English).contains("still counted: 3"));
    check_page(&assessment.to_html(Language::Chinese));
    let mut tally = AssessmentTally::new(Handbook::from_toml(&with_scorecard("[rows]\nid = \"id\"")).unwrap());
    let rows = data.lines().skip(1).collect::<Vec<_>>();
    rows.iter().rev().for_each(|row| tally.observe_csv(format!("id,ok\n{row}\n").as_bytes(), |_| {}).unwrap());
    assert_eq!(tally.finish().unwrap(), assessment);
    assert!(assess(&with_scorecard(""), data).duplicates.is_none());
}

#[test]
fn codes_for_not_applicable_are_left_out_and_counted() {
    let coded = HANDBOOK.replace("perception = \"p{item}\"", "perception = \"p{item}\"\nnot_applicable = [0, -99]");
    let data = DATA.replace("6,4,2,2,7,5", "6,0,2,2,-99,5");
    let report = assess(&coded, &data).survey.unwrap();
    let left_out = |item: usize| report.items[item].gap.excluded_for(servqual::measure::ExclusionReason::NotApplicable);
    assert_eq!((left_out(0), left_out(1), left_out(2)), (1, 0, 1));
    // Without the declaration it is an error that names the row.
    let mut tally = AssessmentTally::new(Handbook::from_toml(HANDBOOK).unwrap());
    let error = tally.observe_csv(data.as_bytes(), |_| {}).unwrap_err();
    assert_eq!(error.row(), Some(2));
    // A code on the scale is an answer.
    let answer = HANDBOOK.replace("perception = \"p{item}\"", "perception = \"p{item}\"\nnot_applicable = [7]");
    assert!(Handbook::from_toml(&answer).unwrap_err().to_string().contains("survey.not_applicable"));
}

#[test]
fn trends_are_cut_by_any_period() {
    let trend = |rest: &str| {
        let assessment = assess(&with_scorecard(&format!("[trend]\ncolumn = \"at\"\n{rest}")), TEAMS);
        let points = &assessment.trends[0].points;
        points.iter().map(|point| format!("{} {}", point.period, point.measure.n)).collect::<Vec<_>>()
    };
    assert_eq!(trend("by = \"month\""), ["2026-01 1", "2026-02 2", "2026-03 1", "2026-04 1"]);
    assert_eq!(trend("by = \"month\"\ntime_zone = \"Asia/Shanghai\""), ["2026-02 3", "2026-03 1", "2026-04 1"]);
    assert_eq!(trend("by = { fiscal_year = { first_month = 4 } }"), ["FY2026 4", "FY2027 1"]);
    assert_eq!(trend("by = \"iso_week\""), ["2026-W05 1", "2026-W07 2", "2026-W11 1", "2026-W15 1"]);
    assert_eq!(trend("by = { rolling_days = { days = 30 } }"), ["2026-02-09/2026-03-10 3", "2026-03-12/2026-04-10 1"]);
}

#[test]
fn texts_cannot_break_out_of_the_page() {
    let page = assess(HANDBOOK, DATA).to_html(Language::English);
    assert!(page.contains("&lt;script&gt;"));
    for dangerous in ["<script", "<img", "<b>\"", "<north>", "<1>", "onerror=alert(1)>"] {
        assert!(!page.contains(dangerous), "{dangerous}");
    }
    // The only style is the page's own, and it ends where the page says.
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn the_page_loads_nothing() {
    let page = assess(HANDBOOK, DATA).to_html(Language::Chinese);
    for external in ["http:", "https:", " src=\"", "url(", "@import", "<link", "javascript:"] {
        assert!(!page.contains(external), "{external}");
    }
}

#[test]
fn the_language_is_the_one_asked_for() {
    let assessment = assess(HANDBOOK, DATA);
    let chinese = assessment.to_html(Language::Chinese);
    assert!(chinese.contains("<html lang=\"zh-CN\">"));
    assert!(chinese.contains("id=\"language-zh\" autocomplete=\"off\" checked>"));
    let english = assessment.to_html(Language::English);
    assert!(english.contains("<html lang=\"en\">"));
    assert!(english.contains("id=\"language-en\" autocomplete=\"off\" checked>"));
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    let [one, other] = [assess(HANDBOOK, DATA), assess(HANDBOOK, DATA)];
    assert_eq!(one.to_html(Language::English), other.to_html(Language::English));
    assert_eq!(one.to_text(Language::English), other.to_text(Language::English));
    let back = Assessment::from_json(&one.to_json()).unwrap();
    assert_eq!(back, one);
    assert_eq!(back.to_html(Language::English), one.to_html(Language::English));
}

#[test]
fn little_data_still_make_a_page() {
    let bare = "handbook = 1\norganisation = { id = \"bare\", label = { zh = \"\", en = \"\" } }\n";
    let page = assess(bare, "a\n1\n").to_html(Language::English);
    check_page(&page);
    assert!(page.contains("<h1>bare</h1>") && page.contains("No targets are set"));
    let (header, first) = (DATA.lines().next().unwrap(), DATA.lines().nth(1).unwrap());
    let assessment = assess(HANDBOOK, &format!("{header}\n{first}\n"));
    check_page(&assessment.to_html(Language::Chinese));
    assert!(assessment.to_text(Language::Chinese).contains("未定"));
}

/// Folder, data, whether they are simulated, rows.
const SHIPPED: [(&str, &str, bool, u64); 4] = [
    ("jfk_punctuality", "flights.csv", false, 111_279),
    ("copenhagen_housing", "residents.csv", false, 1_681),
    ("simulated_service_desk", "contacts.csv", true, 6_164),
    ("simulated_hotel_survey", "answers.csv", true, 400),
];

/// The assessments of the shipped services, made once: without optimisation that takes seconds.
static ASSESSED: LazyLock<[Assessment; 4]> = LazyLock::new(|| {
    SHIPPED.map(|(folder, data, ..)| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data").join(folder);
        let handbook = fs::read_to_string(folder.join("handbook.toml")).unwrap();
        assess(&handbook, &fs::read_to_string(folder.join(data)).unwrap())
    })
});

#[test]
fn the_shipped_services_can_be_assessed() {
    let mut outcomes = vec![];
    for ((folder, _, simulated, rows), assessment) in SHIPPED.into_iter().zip(&*ASSESSED) {
        assert_eq!((assessment.organisation.as_str(), assessment.rows), (folder, rows));
        let note = assessment.note.clone().expect("data need a word");
        assert_eq!((note.en.contains("SIMULATED"), note.zh.contains("模拟数据")), (simulated, simulated));
        assert_eq!(&Assessment::from_json(&assessment.to_json()).unwrap(), assessment);
        for language in Language::ALL {
            let page = assessment.to_html(language);
            check_page(&page);
            assert!(page.contains(&note.zh) && page.contains(&note.en));
            assert!(assessment.to_text(language).contains(assessment.label.text(language)));
        }
        outcomes.extend(assessment.standards.iter().map(|kept| kept.verdict.outcome));
        outcomes.extend(assessment.indicators.iter().filter_map(|line| Some(line.verdict.as_ref()?.outcome)));
    }
    for outcome in [Outcome::Met, Outcome::Missed, Outcome::Undecided] {
        assert!(outcomes.contains(&outcome), "the examples show no verdict {outcome:?}");
    }
}

/// The key facts that the SOURCE.md of each data set gives.
#[test]
fn the_shipped_services_have_the_numbers_of_their_sources() {
    let [flights, housing, desk, hotel] = &*ASSESSED;
    assert_eq!(flights.standards[0].measure.estimate, Some(84_029.0 / 109_079.0));
    let june = &flights.trends[0].points[5];
    assert_eq!((june.period.as_str(), june.measure.estimate), ("2013-06", Some(6_248.0 / 9_182.0)));
    assert_eq!(housing.indicators[0].measure.estimate, Some(668.0 / 1_681.0));
    let shares: Vec<_> =
        desk.journey.as_ref().unwrap().touchpoints.iter().map(|point| point.conformance.estimate).collect();
    assert_eq!(shares[..2], [Some(2_796.0 / 3_047.0), Some(2_582.0 / 2_687.0)]);
    let survey = hotel.survey.as_ref().unwrap();
    let gaps = survey.dimensions.iter().map(|result| format!("{:.3}", result.gap.estimate.unwrap()));
    assert_eq!(gaps.collect::<Vec<_>>(), ["-0.223", "-1.011", "-0.820", "-0.402", "-0.893"]);
}

/// Balanced elements, unique ids, links that lead somewhere, and a title for every chart.
fn check_page(page: &str) {
    assert!(page.starts_with("<!doctype html>\n"), "{}", &page[..page.len().min(400)]);
    let mut open: Vec<&str> = vec![];
    // What stands between `<style>` and `</style>` holds no tag.
    for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        let is_void = ["!doctype", "meta", "br", "input"].contains(&name) || tag.ends_with('/');
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}> closes something else");
        } else if !is_void {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} never end");
    let values = |attribute: &str| -> Vec<&str> {
        page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    };
    let ids = values(" id=\"");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let links = values("href=\"#").into_iter().chain(values(" for=\""));
    let described = values("aria-labelledby=\"").into_iter().flat_map(str::split_whitespace);
    for id in links.chain(described) {
        assert!(unique.contains(&id), "{id} is not on the page");
    }
    assert_eq!(page.matches("role=\"img\"").count(), page.matches("<title id=").count());
    assert!(!page.contains("NaN") && !page.contains("inf "));
}

#[test]
fn observations_outside_the_days_of_a_standard_are_refused() {
    let handbook = Handbook::from_toml(
        r#"
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
        [[standard]]
        id = "solved"
        label = { zh = "解决", en = "Solved" }
        pillar = "process"
        scope = "core"
        version = "1"
        effective_from = 2026-01-01
        effective_until = 2026-01-31
        measure = { observable = { outcome = {} }, statistic = { share = { criterion = { yes = {} } } }, direction = "higher_is_better" }
        source = { outcomes = "solved" }
        target = { at_least = 50, unit = "percent" }
        [trend]
        column = "day"
        by = "month"
        "#,
    )
    .unwrap();
    let assess = |text: &str| {
        let mut tally = AssessmentTally::new(handbook.clone());
        tally.observe_csv(text.as_bytes(), |_| {}).unwrap();
        tally.finish()
    };
    let inside = assess("day,solved\n2026-01-02,1\n2026-01-31,0\n").unwrap();
    assert_eq!(inside.standards[0].last_day.as_deref(), Some("2026-01-31"));
    let error = assess("day,solved\n2026-01-02,1\n2026-02-01,0\n").unwrap_err();
    assert_eq!(error.code(), "invalid_parameter");
    assert!(error.to_string().contains("2026-01-02 to 2026-02-01"), "{error}");
}
