//! The columns of a golden case as observations.

use std::ops::Range;

use serde_json::{Map, Value, json};
use servqual::Result;
use servqual::kpi::{Observations, customer_key};
use servqual::measure::{Measure, OwnedColumn};
use servqual::time::{Instant, parse_instant};

pub(crate) struct Columns<'a> {
    columns: &'a Map<String, Value>,
    pub(crate) until: Option<Instant>,
}

fn part<T: Copy + Default>(name: &str, values: &[Value], read: impl Fn(&Value) -> T) -> OwnedColumn<T> {
    let mut column = OwnedColumn::new(name);
    values.iter().for_each(|value| column.push(if value.is_null() { None } else { Some(read(value)) }));
    column
}

impl<'a> Columns<'a> {
    pub(crate) fn new(case: &'a Value) -> Result<Self> {
        let until = case.get("observed_until").and_then(Value::as_str);
        let until = until.map(|until| parse_instant(until, "observed_until", 0)).transpose()?;
        Ok(Self { columns: case["columns"].as_object().unwrap(), until })
    }

    pub(crate) fn rows(&self) -> usize {
        self.columns.values().next().map_or(0, |column| column.as_array().unwrap().len())
    }

    fn get(&self, name: &str, rows: &Range<usize>) -> Option<&'a [Value]> {
        self.columns.get(name).map(|values| &values.as_array().unwrap()[rows.clone()])
    }

    pub(crate) fn instants(&self, name: &str, rows: &Range<usize>) -> Option<OwnedColumn<Instant>> {
        let read = |value: &Value| parse_instant(value.as_str().unwrap(), name, 0).unwrap();
        self.get(name, rows).map(|values| part(name, values, read))
    }

    pub(crate) fn reals(&self, name: &str, rows: &Range<usize>) -> Option<OwnedColumn<f64>> {
        self.get(name, rows).map(|values| part(name, values, |value| value.as_f64().unwrap()))
    }

    pub(crate) fn keys(&self, name: &str, rows: &Range<usize>) -> Option<OwnedColumn<u64>> {
        self.get(name, rows).map(|values| part(name, values, |value| customer_key(value.as_str().unwrap())))
    }

    pub(crate) fn booleans(&self, name: &str, rows: &Range<usize>) -> Option<OwnedColumn<bool>> {
        self.get(name, rows).map(|values| part(name, values, |value| value.as_bool().unwrap()))
    }

    pub(crate) fn texts(&self, name: &str, rows: &Range<usize>) -> Option<OwnedColumn<&'a str>> {
        self.get(name, rows).map(|values| part_texts(name, values))
    }

    /// Hands some of the rows to `observe`.
    pub(crate) fn with<T>(&self, rows: Range<usize>, observe: impl FnOnce(Observations<'_>) -> Result<T>) -> Result<T> {
        if let (Some(start), Some(end)) = (self.instants("start", &rows), self.instants("end", &rows)) {
            let service = self.texts("service", &rows);
            let service = service.as_ref().map(OwnedColumn::column).transpose()?;
            return observe(Observations::Cases {
                start: start.column()?,
                end: end.column()?,
                service,
                observed_until: self.until,
            });
        }
        if let (Some(duration), Some(ended)) = (self.reals("lifetime_seconds", &rows), self.booleans("ended", &rows)) {
            return observe(Observations::Lifetimes { duration: duration.column()?, ended: ended.column()? });
        }
        if self.columns.contains_key("set.0") {
            let answers = (0..3).map_while(|at| self.get(&format!("set.{at}"), &rows));
            let answers: Vec<_> =
                answers.map(|values| part("answer", values, |value| value.as_i64().unwrap() as i8)).collect();
            let columns = answers.iter().map(OwnedColumn::column).collect::<Result<Vec<_>>>()?;
            return observe(Observations::RatingSets(&columns));
        }
        if let (Some(customer), Some(at)) = (self.keys("customer", &rows), self.instants("at", &rows)) {
            let (customer, at) = (customer.column()?, at.column()?);
            return observe(Observations::Contacts { customer, at, observed_until: self.until });
        }
        if let (Some(events), Some(base)) = (self.get("event_count", &rows), self.get("base_count", &rows)) {
            let [events, base] = [("events", events), ("base", base)]
                .map(|(name, counts)| part(name, counts, |value| value.as_i64().unwrap()));
            return observe(Observations::Counts { events: events.column()?, base: base.column()? });
        }
        if let Some(outcomes) = self.booleans("outcome", &rows) {
            return observe(Observations::Outcomes(outcomes.column()?));
        }
        if let Some(ratings) = self.get("rating", &rows) {
            let ratings = part("rating", ratings, |value| value.as_i64().unwrap() as i8);
            return observe(Observations::Ratings(ratings.column()?));
        }
        let seconds = self.reals("duration_seconds", &rows).unwrap();
        observe(Observations::Durations(seconds.column()?))
    }
}

fn part_texts<'a>(name: &str, values: &'a [Value]) -> OwnedColumn<&'a str> {
    let mut column = OwnedColumn::new(name);
    values.iter().for_each(|value| column.push(value.as_str()));
    column
}

/// A measure with its exclusions by name, so that a reason that did not occur is zero.
pub(crate) fn flat(measure: &Measure) -> Value {
    let mut value = serde_json::to_value(measure).unwrap();
    let mut excluded = json!({"missing": 0, "open": 0, "immature": 0, "incomplete": 0});
    for exclusion in &measure.excluded {
        excluded[exclusion.reason.name()] = json!(exclusion.count);
    }
    value["excluded"] = excluded;
    value
}
