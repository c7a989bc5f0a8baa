//! Replays the golden vectors of surveys and gap models against the serialised reports.
#![allow(clippy::print_stdout, reason = "tells the deviation from the reference on request")]
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/levels.rs"]
pub mod levels;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use servqual::measure::{Column, OwnedColumn};
use servqual::{QualityError, Result};

/// The largest relative deviation seen, by name of the last part of the key.
pub type Deviations = BTreeMap<String, f64>;

pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The cases of a golden file.
pub fn cases(id: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(project().join(format!("tests/golden/{id}.json"))).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    document["cases"].as_array().unwrap().clone()
}

/// `shared/x` lies beside the project or beside one of its parents; `None` where it is absent.
pub fn data_file(file: &str) -> Option<PathBuf> {
    let Some(rest) = file.strip_prefix("shared/") else { return Some(project().join(file)) };
    let here = project().canonicalize().unwrap();
    here.ancestors().map(|parent| parent.join("shared/data").join(rest)).find(|path| path.exists())
}

type Table = BTreeMap<String, BTreeMap<String, Vec<Option<i64>>>>;

/// The input columns of a case by side and item; `None` where the data are not on this machine.
pub fn table(case: &Value) -> Option<Table> {
    if let Some(columns) = case.get("columns") {
        return Some(serde_json::from_value(columns.clone()).unwrap());
    }
    let data = &case["data"];
    let path = data_file(data["file"].as_str().unwrap())?;
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let position = |name: &str| header.iter().position(|found| found == name).expect("the column is there");
    let conditions: BTreeMap<String, String> =
        data.get("where").map_or(BTreeMap::new(), |found| serde_json::from_value(found.clone()).unwrap());
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.unwrap())
        .filter(|record| conditions.iter().all(|(name, value)| &record[position(name)] == value))
        .collect();
    let sides: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_value(data["columns"].clone()).unwrap();
    let read = |column: &str| rows.iter().map(|record| record[position(column)].trim().parse().ok()).collect();
    let side =
        |items: BTreeMap<String, String>| items.into_iter().map(|(item, column)| (item, read(&column))).collect();
    Some(sides.into_iter().map(|(name, items)| (name, side(items))).collect())
}

/// The ids of the instrument's items, in order.
pub fn item_ids(case: &Value) -> Vec<String> {
    let items = case["instrument"]["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// One side of the input in the order of `ids`.
pub fn owned(table: &Table, side: &str, ids: &[String]) -> Vec<OwnedColumn<i8>> {
    ids.iter()
        .map(|id| {
            let mut column = OwnedColumn::new(id);
            table[side][id].iter().for_each(|value| column.push(value.map(|value| i8::try_from(value).unwrap())));
            column
        })
        .collect()
}

pub fn borrowed(columns: &[OwnedColumn<i8>]) -> Vec<Column<'_, i8>> {
    columns.iter().map(|column| column.column().unwrap()).collect()
}

/// Options of a case, those it does not name by default.
pub fn options<T: serde::de::DeserializeOwned>(case: &Value) -> T {
    serde_json::from_value(case.get("options").cloned().unwrap_or(Value::Object(Default::default()))).unwrap()
}

/// The value at a dotted path; in a list a part is the id of a record, or its position.
pub fn at<'a>(report: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(report, |value, part| match value {
        Value::Array(list) => list
            .iter()
            .find(|entry| entry.get("id").and_then(Value::as_str) == Some(part))
            .or_else(|| part.parse::<usize>().ok().and_then(|position| list.get(position))),
        other => other.get(part),
    })
}

/// Compares a finished report with a case and notes how far they are apart.
pub fn compare<T: serde::Serialize>(case: &Value, outcome: Result<T>, deviations: &mut Deviations) {
    let name = case["name"].as_str().unwrap();
    if let Some(expected) = case.get("expected_error") {
        let error: QualityError = outcome.err().unwrap_or_else(|| panic!("{name}: an error was expected"));
        assert_eq!(error.code(), expected["code"].as_str().unwrap(), "{name}: {error}");
        if let Some(row) = expected.get("row") {
            assert_eq!(error.row(), row.as_u64(), "{name}: {error}");
        }
        return;
    }
    let report = serde_json::to_value(outcome.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap();
    for (key, expected) in case["expected"].as_object().unwrap() {
        let found = at(&report, key).unwrap_or(&Value::Null);
        check(&format!("{name}: {key}"), key, found, expected, &case["tolerance"], deviations);
    }
}

fn check(place: &str, key: &str, found: &Value, expected: &Value, tolerance: &Value, deviations: &mut Deviations) {
    if expected.is_null() || expected.is_string() || expected.is_boolean() || expected.is_u64() && found.is_u64() {
        assert_eq!(found, expected, "{place}");
        return;
    }
    let (expected, found) = (expected.as_f64().unwrap(), found.as_f64().unwrap_or_else(|| panic!("{place}: {found}")));
    let last = key.rsplit('.').next().unwrap();
    let overrides = tolerance.get("overrides").and_then(|overrides| overrides.get(last)).unwrap_or(tolerance);
    let bound = |name: &str| overrides[name].as_f64().unwrap_or(0.0);
    let away = (found - expected).abs();
    assert!(
        away <= (bound("relative") * expected.abs()).max(bound("absolute")),
        "{place}: {found:e} here, {expected:e} expected, {:e} away",
        away / expected.abs()
    );
    // Numbers near zero are measured against the absolute tolerance of the file.
    let relative = if expected.abs() > 1e-6 { away / expected.abs() } else { away };
    let worst = deviations.entry(last.to_owned()).or_default();
    *worst = worst.max(relative);
}

pub fn show(id: &str, deviations: &Deviations) {
    let worst = deviations.values().copied().fold(0.0, f64::max);
    println!("{id}: largest relative deviation {worst:.1e}");
    deviations.iter().for_each(|(key, worst)| println!("  {key}: {worst:.1e}"));
}
