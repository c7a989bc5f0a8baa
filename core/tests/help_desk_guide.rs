//! The guide's judgement of a help desk, run.
#![allow(clippy::unwrap_used, reason = "tests")]

use servqual::Result;

#[test]
fn judge_a_help_desk() -> Result<()> {
    let bytes = std::fs::read("../tests/data/simulated_service_desk/contacts.csv").unwrap();
    // ANCHOR: handbook
    use servqual::handbook::Handbook;

    let handbook = Handbook::from_toml(
        r#"
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

        [[kpi]]
        id = "reply_within_two_minutes"
        measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 120 }, missing = "omit" }
        source = { spans = { start = "opened_at", end = "first_reply_at" } }
        target = { at_least = 60, unit = "percent" }

        [[kpi]]
        id = "resolved_at_first_contact"
        measure = { named = "first_contact_resolution", options = { window_days = 7 } }
        source = { contacts = { customer = "customer", at = "opened_at" } }
        target = { at_least = 70, unit = "percent" }

        [[kpi]]
        id = "effort"
        measure = { named = "customer_effort_score", missing = "omit" }
        source = { ratings = "effort" }
        target = { at_least = 5, unit = "scale_points" }
        "#,
    )?;
    // ANCHOR_END: handbook

    // ANCHOR: assess
    use servqual::measure::{Language, Outcome, Tally};
    use servqual::report::AssessmentTally;

    let mut tally = AssessmentTally::new(handbook);
    tally.observe_csv(bytes.as_slice(), |_rows| {})?;
    let indicators = tally.finish()?.indicators;
    let outcomes: Vec<Outcome> =
        indicators.iter().filter_map(|line| line.verdict.as_ref()).map(|verdict| verdict.outcome).collect();
    assert_eq!(outcomes, [Outcome::Met, Outcome::Missed, Outcome::Undecided]);
    let resolution = &indicators[1].measure;
    assert_eq!(resolution.show(Language::English), "First contact resolution 67.8 % [66.6 %, 68.9 %] n = 5923");
    // ANCHOR_END: assess

    // ANCHOR: left_out
    use servqual::measure::ExclusionReason;

    // Not yet answered; and too young to tell whether the customer comes back.
    assert_eq!(indicators[0].measure.excluded_for(ExclusionReason::Open), 34);
    assert_eq!(resolution.excluded_for(ExclusionReason::Immature), 241);
    // ANCHOR_END: left_out

    // ANCHOR: clock
    use servqual::time::{BusinessCalendar, parse_instant};

    let calendar = BusinessCalendar::from_toml(
        r#"
        id = "desk"
        time_zone = "Asia/Shanghai"
        [week]
        monday = ["09:00-12:00", "13:30-18:00"]
        friday = ["09:00-12:00", "13:30-18:00"]
        "#,
    )?;
    let asked = parse_instant("2026-01-09T17:00:00+08:00", "asked", 0)?;
    let answered = parse_instant("2026-01-12T09:30:00+08:00", "answered", 0)?;
    let took = calendar.between(asked, answered)?;
    // Friday evening to Monday morning: 64 and a half hours, of which the desk was open for 90 minutes.
    assert_eq!((took.calendar_seconds(), took.business_seconds()), (232_200.0, 5_400.0));
    // ANCHOR_END: clock

    // ANCHOR: teams
    use servqual::kpi::{GroupedObservations, KpiTable, Observations, customer_satisfaction};
    use servqual::measure::{MissingRule, OwnedColumn, Target, Unit};

    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let (opened, team, rating) = (2, 4, 6);
    let mut ratings = OwnedColumn::new("satisfaction");
    rows.iter().for_each(|row| ratings.push(row[rating].parse::<i8>().ok()));
    let teams = ["night", "north", "south"];
    let codes: Vec<u32> =
        rows.iter().map(|row| teams.iter().position(|name| *name == &row[team]).unwrap() as u32).collect();

    let satisfaction = customer_satisfaction(Default::default())?.with_missing(MissingRule::Omit);
    let mut table = KpiTable::new(satisfaction.clone());
    let observations = Observations::Ratings(ratings.column()?);
    table.observe(GroupedObservations { keys: &teams, codes: &codes, observations })?;
    let target = Target::at_least(0.65, Unit::Share)?;
    let mut missed = Vec::new();
    for row in table.finish()? {
        if row.measure.judge(&target)?.outcome == Outcome::Missed {
            missed.push(row.group);
        }
    }
    assert_eq!(missed, ["night", "south"]);
    // ANCHOR_END: teams

    // ANCHOR: change
    let half = |second: bool| {
        let mut ratings = OwnedColumn::new("satisfaction");
        let south = rows.iter().filter(|row| &row[team] == "south" && (&row[opened] >= "2026-04-06") == second);
        south.for_each(|row| ratings.push(row[rating].parse::<i8>().ok()));
        satisfaction.measure(Observations::Ratings(ratings.column()?))
    };
    let change = half(true)?.change_since(&half(false)?)?;
    // South got better for certain, but not by ten points for certain.
    assert_eq!(change.judge(&Target::at_least(0.0, Unit::ShareDifference)?)?, Outcome::Met);
    assert_eq!(change.judge(&Target::at_least(0.10, Unit::ShareDifference)?)?, Outcome::Undecided);
    // ANCHOR_END: change
    Ok(())
}
