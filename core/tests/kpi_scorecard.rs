//! Scorecards against their golden vectors, and their laws.
#![allow(clippy::unwrap_used)]

#[path = "kpi_vectors/columns.rs"]
#[allow(dead_code)]
mod columns;
mod gap_support;

use columns::{Columns, flat};
use gap_support::{cases, compare, show};
use proptest::prelude::*;
use serde_json::{Value, json};
use servqual::Result;
use servqual::kpi::{
    Observations, Scorecard, ScorecardIndicator, ScorecardObservations, ScorecardOptions, ScorecardTally,
    first_contact_resolution, net_promoter_score, resolution_rate,
};
use servqual::measure::{Column, MissingRule, Tally, Target, Unit, from_bytes, to_bytes};
use servqual::time::{PeriodLength, PeriodRule, TimeZone};

fn tally(options: ScorecardOptions) -> ScorecardTally {
    let window = serde_json::from_value(json!({"window_days": 3})).unwrap();
    let indicators = vec![
        ScorecardIndicator {
            target: Some(Target::at_least(0.7, Unit::Share).unwrap()),
            baseline: Some(0.4),
            ..ScorecardIndicator::new("solved", resolution_rate().unwrap())
        },
        ScorecardIndicator::new("fcr", first_contact_resolution(window).unwrap()),
    ];
    ScorecardTally::new(indicators, options).unwrap()
}

fn observe(tally: &mut ScorecardTally, case: &Value, rows: std::ops::Range<usize>) -> Result<()> {
    let columns = Columns::new(case)?;
    let units = columns.texts("unit", &rows).unwrap();
    let codes: Vec<u32> = units.column()?.values().iter().map(|unit| u32::from(*unit == "south")).collect();
    let (at, outcome) = (columns.instants("at", &rows).unwrap(), columns.booleans("outcome", &rows).unwrap());
    let customer = columns.keys("customer", &rows).unwrap();
    let (customer, at) = (customer.column()?, at.column()?);
    let contacts = Observations::Contacts { customer, at, observed_until: columns.until };
    tally.observe(ScorecardObservations {
        units: &["north", "south"],
        codes: &codes,
        at: Some(at),
        observations: &[Observations::Outcomes(outcome.column()?), contacts],
    })
}

fn keyed(scorecard: &Scorecard) -> Value {
    let mut found = json!({"rows": scorecard.rows.len(), "suppressed": scorecard.suppressed});
    for row in &scorecard.rows {
        let mut value = serde_json::to_value(row).unwrap();
        value["measure"] = flat(&row.measure);
        found[format!("{}/{}/{}", row.indicator, row.unit, row.period.as_deref().unwrap_or(""))] = value;
    }
    found
}

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("scorecard") {
        let options: ScorecardOptions = serde_json::from_value(case["options"].clone()).unwrap();
        let rows = case["columns"]["at"].as_array().unwrap().len();
        let [mut whole, mut parts] = [0; 2].map(|_| tally(options.clone()));
        observe(&mut whole, &case, 0..rows).unwrap();
        for cut in [rows / 3..rows, 0..rows / 5, rows / 5..rows / 3] {
            let mut part = tally(options.clone());
            observe(&mut part, &case, cut).unwrap();
            parts.merge(&from_bytes(&to_bytes(&part)).unwrap()).unwrap();
        }
        assert_eq!(to_bytes(&whole), to_bytes(&parts), "{}", case["name"]);
        let scorecard = whole.finish().unwrap();
        assert_eq!(Scorecard::from_json(&scorecard.to_json()).unwrap(), scorecard);
        compare(&case, Ok(keyed(&scorecard)), &mut deviations);
    }
    show("scorecard", &deviations);
}

#[test]
fn rows_without_an_instant_are_counted_or_refused() {
    let periods = PeriodRule::new(PeriodLength::IsoWeek, TimeZone::new("UTC").unwrap()).unwrap();
    let indicators = vec![ScorecardIndicator::new("nps", net_promoter_score().unwrap())];
    for undated in [MissingRule::Raise, MissingRule::Omit] {
        let options = ScorecardOptions { periods: Some(periods.clone()), undated, ..Default::default() };
        let mut tally = ScorecardTally::new(indicators.clone(), options).unwrap();
        let at = Column::new("at", &[0, 0]).with_validity(servqual::measure::Validity::new(&[0b01], 0)).unwrap();
        let observed = tally.observe(ScorecardObservations {
            units: &["a"],
            codes: &[0, 0],
            at: Some(at),
            observations: &[Observations::Ratings(Column::new("recommend", &[10, 0]))],
        });
        if undated == MissingRule::Raise {
            assert_eq!(observed.unwrap_err().row(), Some(1));
            continue;
        }
        observed.unwrap();
        let scorecard = tally.finish().unwrap();
        assert_eq!((scorecard.undated, scorecard.rows.len()), (1, 1));
        assert_eq!(scorecard.rows[0].measure.estimate, Some(100.0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every day lies in exactly one period, and periods touch.
    #[test]
    fn periods_leave_no_hole(day in 0_i64..40_000, first_month in 1_u8..=12) {
        let lengths = [
            PeriodLength::Day, PeriodLength::IsoWeek, PeriodLength::Month, PeriodLength::Quarter, PeriodLength::Year,
            PeriodLength::FiscalQuarter { first_month }, PeriodLength::FiscalYear { first_month },
        ];
        for length in lengths {
            let rule = PeriodRule::new(length, TimeZone::new("UTC").unwrap()).unwrap();
            let at = day * 86_400_000_000;
            let found = rule.periods(&Column::new("at", &[at])).unwrap().periods.remove(0);
            let date = chrono::DateTime::from_timestamp_micros(at).unwrap().date_naive();
            prop_assert!(found.days.contains(date));
            prop_assert_eq!(&rule.period_of(found.days.first()).unwrap(), &found);
            prop_assert_eq!(&rule.period_of(found.days.last()).unwrap(), &found);
            let next = rule.period_of(found.days.last().succ_opt().unwrap()).unwrap();
            prop_assert_eq!(next.days.first(), found.days.last().succ_opt().unwrap());
            prop_assert!(next.name != found.name);
        }
    }
}

#[test]
fn a_scorecard_is_read_as_text_and_as_html() {
    use servqual::measure::Language;
    let case = cases("scorecard").into_iter().find(|case| case["name"].as_str().unwrap().contains("month")).unwrap();
    let options: ScorecardOptions = serde_json::from_value(case["options"].clone()).unwrap();
    let mut tally = tally(options);
    observe(&mut tally, &case, 0..case["columns"]["at"].as_array().unwrap().len()).unwrap();
    let mut scorecard = tally.finish().unwrap();
    scorecard.rows.iter_mut().filter(|row| row.unit == "south").for_each(|row| row.unit = "<南>".into());
    for language in [Language::Chinese, Language::English] {
        let text = scorecard.to_text(language);
        assert_eq!(text.lines().count(), scorecard.rows.len() + 1);
        assert!(text.contains("2026-01") && text.contains("≥ 70.0 %"));
        let html = scorecard.to_html(language);
        assert!(html.contains("&lt;南&gt;") && !html.contains("<南>"));
        assert_eq!(html.matches("<tr").count(), scorecard.rows.len() + 1);
        assert_eq!(html.matches("<figure>").count(), 4);
        if let Some(folder) = std::env::var_os("SERVQUAL_LOOK") {
            let page = format!("<!doctype html><meta charset=\"utf-8\">{html}");
            std::fs::write(std::path::Path::new(&folder).join(format!("scorecard_{}.html", language.tag())), page)
                .unwrap();
        }
    }
}
