//! Columns of a case, inline or cut out of a CSV file.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde_json::{Map, Value};
use servqual::kpi::customer_key;
use servqual::measure::Scale;
use servqual::time::{Instant, parse_instant};
use servqual::{QualityError, Result};

use super::case::{Case, Data, resolve};

/// Columns by name; of the tables of a survey `expectation.01`, `perception.01`, ….
pub(crate) type Columns = BTreeMap<String, Vec<Value>>;

/// The columns of a case; `None` where they are in a shared file that is not here.
pub(crate) fn columns(case: &Case) -> Option<Columns> {
    match (&case.columns, &case.data) {
        (Some(inline), None) => Some(flatten(inline, |values| values.as_array().unwrap().clone())),
        (None, Some(data)) => from_file(data),
        _ => Some(Columns::new()),
    }
}

/// Takes the tables of a survey apart into columns.
fn flatten(forms: &Map<String, Value>, read: impl Fn(&Value) -> Vec<Value>) -> Columns {
    let mut columns = Columns::new();
    for (name, form) in forms {
        match form.as_object() {
            Some(items) if !["column", "constant", "from", "date"].iter().any(|key| items.contains_key(*key)) => {
                columns.extend(items.iter().map(|(item, form)| (format!("{name}.{item}"), read(form))));
            }
            _ => drop(columns.insert(name.clone(), read(form))),
        }
    }
    columns
}

/// A CSV file: columns by name, and rows.
struct Table {
    names: HashMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

thread_local! {
    static TABLES: RefCell<HashMap<String, Option<Rc<Table>>>> = RefCell::default();
}

fn table(file: &str) -> Option<Rc<Table>> {
    let read = || {
        let mut reader = csv::Reader::from_path(resolve(file)?).unwrap();
        let names = reader.headers().unwrap().iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        Some(Rc::new(Table { names, rows: reader.records().map(|row| row.unwrap()).collect() }))
    };
    TABLES.with_borrow_mut(|tables| tables.entry(file.to_owned()).or_insert_with(read).clone())
}

fn from_file(data: &Data) -> Option<Columns> {
    let table = table(&data.file)?;
    let cell = |row: &csv::StringRecord, name: &str| row.get(table.names[name]).unwrap_or_default().to_owned();
    let kept = |row: &csv::StringRecord| {
        data.equal.iter().all(|(name, text)| cell(row, name) == text.as_str().unwrap())
            && data.unequal.iter().all(|(name, text)| cell(row, name) != text.as_str().unwrap())
            && !data
                .without
                .iter()
                .any(|cells| cells.iter().all(|(name, text)| cell(row, name) == text.as_str().unwrap()))
    };
    let rows: Vec<_> = table.rows.iter().filter(|row| kept(row)).collect();
    Some(flatten(&data.columns, |form| rows.iter().map(|row| value(form, |name| cell(row, name))).collect()))
}

/// One cell by the form of its column.
fn value(form: &Value, cell: impl Fn(&str) -> String) -> Value {
    let named = |key: &str| form.get(key).map(|name| cell(name.as_str().unwrap()));
    let text = |text: String| if text.is_empty() { Value::Null } else { Value::String(text) };
    if let Some(name) = form.as_str() {
        return text(cell(name));
    }
    if let Some(constant) = form.get("constant") {
        return constant.clone();
    }
    if let Some(yes) = form.get("equals") {
        let found = named("column").unwrap();
        return if found.is_empty() { Value::Null } else { (found == yes.as_str().unwrap()).into() };
    }
    match (named("column"), named("from"), named("to"), named("date"), named("clock")) {
        (Some(number), ..) if number.is_empty() => Value::Null,
        (Some(number), ..) => (number.parse::<f64>().unwrap() * form["multiply"].as_f64().unwrap()).into(),
        (_, Some(from), Some(to), ..) if from.is_empty() || to.is_empty() => Value::Null,
        (_, Some(from), Some(to), ..) => {
            let [from, to] = [from, to].map(|text| parse_instant(&text, "data", 0).unwrap());
            ((to - from) as f64 / 1e6).into()
        }
        (.., Some(date), Some(clock)) => {
            let (hour, rest) = clock.split_once(':').unwrap();
            text(format!("{date}T{hour:0>2}:{rest}Z"))
        }
        _ => panic!("a column of unknown form: {form}"),
    }
}

/// A real number; the texts of NaN and the infinities stand for these.
pub(crate) fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.parse().unwrap()),
        number => Some(number.as_f64().unwrap()),
    }
}

pub(crate) fn reals(values: &[Value]) -> Vec<Option<f64>> {
    values.iter().map(real).collect()
}

pub(crate) fn answers(name: &str, values: &[Value], scale: Scale) -> Result<Vec<Option<i8>>> {
    let answer = |(row, value)| real(value).map(|value| scale.answer(value, name, row as u64)).transpose();
    values.iter().enumerate().map(answer).collect()
}

pub(crate) fn counts(values: &[Value]) -> Vec<Option<i64>> {
    let whole = |number: f64| {
        assert_eq!(number.fract(), 0.0, "a count");
        number as i64
    };
    values.iter().map(|value| real(value).map(whole)).collect()
}

pub(crate) fn outcomes(values: &[Value]) -> Vec<Option<bool>> {
    values.iter().map(|value| if value.is_null() { None } else { Some(value.as_bool().unwrap()) }).collect()
}

pub(crate) fn customers(values: &[Value]) -> Vec<Option<u64>> {
    values.iter().map(|value| value.as_str().map(customer_key)).collect()
}

pub(crate) fn instants(name: &str, values: &[Value]) -> Result<Vec<Option<Instant>>> {
    let read = |(row, value): (usize, &Value)| match value {
        Value::Null => Ok(None),
        value => instant(name, row as u64, value).map(Some),
    };
    values.iter().enumerate().map(read).collect()
}

/// Epoch seconds, or a text in RFC 3339.
pub(crate) fn instant(name: &str, row: u64, value: &Value) -> Result<Instant> {
    match value {
        Value::String(text) => parse_instant(text, name, row),
        number => Ok(number.as_i64().unwrap() * 1_000_000),
    }
}

/// Refuses a missing value, for the operations that have no missing rule of their own.
pub(crate) fn refuse_missing(name: &str, values: &[Option<f64>]) -> Result<()> {
    match values.iter().position(Option::is_none) {
        Some(row) => Err(QualityError::MissingValue { place: name.into(), row: row as u64 }),
        None => Ok(()),
    }
}
