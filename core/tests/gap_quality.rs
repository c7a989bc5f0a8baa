//! Data quality on the shared water survey, and its laws.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[expect(dead_code, reason = "shared with the golden tests")]
mod common;

use std::collections::BTreeMap;

use common::case::resolve;
use proptest::prelude::*;
use serde_json::{Value, json};
use servqual::measure::{Column, OwnedColumn};
use servqual::survey::{Instrument, QualityAnswers, QualityFlag, QualityOptions, flag_respondents};

fn instrument(ids: &[String]) -> Instrument {
    let items: Vec<Value> = ids.iter().map(|id| json!({"id": id, "dimension": "all"})).collect();
    let instrument =
        json!({"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "all"}], "items": items});
    Instrument::from_json(&instrument.to_string()).unwrap()
}

/// The columns of the water survey; cells that are no number are missing.
fn answers(ids: &[String]) -> Vec<OwnedColumn<i8>> {
    let mut reader = csv::Reader::from_path(resolve("shared/servaqua_water/data.csv").unwrap()).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let column = |id: &String| {
        let position = header.iter().position(|found| found == id).unwrap();
        let mut column = OwnedColumn::new(id);
        rows.iter().for_each(|row| column.push(row[position].trim().parse().ok()));
        column
    };
    ids.iter().map(column).collect()
}

/// 39 straight-liners and the lengths of runs among the 432 complete rows of the water survey.
#[test]
fn water_survey_is_reproduced() {
    let Some(reference) = resolve("shared/servaqua_water/reference.json") else {
        println!("skipped: the shared data are not there");
        return;
    };
    let reference: Value = serde_json::from_str(&std::fs::read_to_string(reference).unwrap()).unwrap();
    let ids: Vec<String> =
        (1..=5).map(|item| format!("t{item:02}")).chain((1..=13).map(|item| format!("f{item:02}"))).collect();
    let columns = answers(&ids);
    let borrowed: Vec<Column<'_, i8>> = columns.iter().map(|column| column.column().unwrap()).collect();
    let answers = QualityAnswers { perception: &borrowed, ..Default::default() };
    let options = QualityOptions { least_answers: 18, least_percent_of_dimension: 100 };
    let report = flag_respondents(&instrument(&ids), answers, options).unwrap();
    let values = &reference["values"];
    assert_eq!(Value::from(report.count(QualityFlag::StraightLining)), values["straightliners_18_items"]);
    let complete = report.kept(&[QualityFlag::TooFewAnswers]);
    assert_eq!(Value::from(complete.len()), values["n_complete_servaqua"]);
    let mut runs = BTreeMap::<String, u64>::new();
    complete.iter().for_each(|&row| *runs.entry(report.longest_run[row as usize].to_string()).or_default() += 1);
    let expected: BTreeMap<String, u64> = serde_json::from_value(values["longstring_max_18"].clone()).unwrap();
    assert_eq!(runs, expected);
}

#[test]
fn every_flag_is_raised() {
    let ids: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
    let side = |columns: [&'static [i8]; 3]| columns.map(|values| Column::new("q", values));
    let (expectation, perception) =
        (side([&[7, 6, 5], &[7, 6, 6], &[7, 5, 7]]), side([&[5, 6, 5], &[4, 6, 3], &[6, 5, 3]]));
    let minimum = side([&[3, 7, 3], &[3, 4, 3], &[3, 3, 4]]);
    let answers =
        QualityAnswers { expectation: &expectation, perception: &perception, minimum: &minimum, ..Default::default() };
    let options = QualityOptions { least_answers: 3, ..Default::default() };
    let report = flag_respondents(&instrument(&ids), answers, options).unwrap();
    assert_eq!(report.flagged[0].flags, [QualityFlag::StraightLining]);
    assert_eq!(report.flagged[1].flags, [QualityFlag::EqualPairs, QualityFlag::MinimumAboveDesired]);
    assert_eq!(report.kept(&QualityFlag::ALL), [2]);
    assert_eq!(report.kept(&[]), [0, 1, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Respondents are flagged one by one: a chunk says the same of each as its parts.
    #[test]
    fn respondents_do_not_touch_each_other(rows in prop::collection::vec(prop::array::uniform3(1_i8..=3), 1..30)) {
        let ids: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
        let flag = |rows: &[[i8; 3]]| {
            let columns: [Vec<i8>; 3] = core::array::from_fn(|item| rows.iter().map(|row| row[item]).collect());
            let columns = columns.each_ref().map(|values| Column::new("q", values));
            let options = QualityOptions { least_answers: 3, ..Default::default() };
            let answers = QualityAnswers { perception: &columns, ..Default::default() };
            flag_respondents(&instrument(&ids), answers, options).unwrap()
        };
        let whole = flag(&rows);
        let lines = rows.iter().filter(|row| flag(&[**row]).count(QualityFlag::StraightLining) == 1).count();
        prop_assert_eq!(whole.count(QualityFlag::StraightLining), lines as u64);
        prop_assert_eq!(whole.kept(&QualityFlag::ALL).len() + whole.flagged.len(), rows.len());
    }
}
