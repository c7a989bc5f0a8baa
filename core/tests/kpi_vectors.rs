//! Indicators against their golden vectors: clocks, survival, intervals, clusters, repeats.
#![allow(clippy::unwrap_used)]

mod gap_support;
#[allow(dead_code)]
mod kpi_vectors {
    pub(crate) mod columns;
}

use gap_support::{cases, compare, show};
use kpi_vectors::columns::{Columns, flat};
use serde_json::Value;
use servqual::Result;
use servqual::kpi::{KpiDefinition, KpiTally, Observations, definition_from_json};
use servqual::measure::{Measure, Tally, from_bytes, to_bytes};

fn definition(case: &Value) -> Result<KpiDefinition> {
    definition_from_json(&case["definition"].to_string())
}

/// Observes a case whole and row by row; both must give the same bytes.
fn measured(case: &Value) -> Result<Measure> {
    let definition = definition(case)?;
    let columns = Columns::new(case)?;
    let mut whole = KpiTally::new(definition.clone());
    columns.with(0..columns.rows(), |chunk| whole.observe(chunk))?;
    let mut parts = KpiTally::new(definition.clone());
    for row in (0..columns.rows()).rev() {
        let mut part = KpiTally::new(definition.clone());
        columns.with(row..row + 1, |chunk| part.observe(chunk))?;
        parts.merge(&from_bytes(&to_bytes(&part))?)?;
    }
    assert_eq!(to_bytes(&whole), to_bytes(&parts), "{}", case["name"]);
    whole.finish()
}

fn replay(id: &str, run: impl Fn(&Value) -> Result<Value>) {
    let mut deviations = Default::default();
    for case in cases(id) {
        compare(&case, run(&case), &mut deviations);
    }
    show(id, &deviations);
}

#[test]
fn durations_in_business_time() {
    replay("business_duration", |case| measured(case).map(|measure| flat(&measure)));
}

#[test]
fn groups_are_measured_by_the_clock_of_the_definition() {
    use servqual::kpi::{GroupedObservations, KpiTable};
    let case = cases("business_duration").into_iter().find(|case| case["columns"].get("service").is_some()).unwrap();
    let columns = Columns::new(&case).unwrap();
    let codes: Vec<u32> = (0..columns.rows()).map(|row| (row % 3) as u32).collect();
    let mut table = KpiTable::new(definition(&case).unwrap());
    let whole = columns.with(0..columns.rows(), |observations: Observations<'_>| {
        table.observe(GroupedObservations { keys: &["a", "b", "c"], codes: &codes, observations })
    });
    whole.unwrap();
    for (group, row) in table.finish().unwrap().into_iter().enumerate() {
        let mut alone = KpiTally::new(definition(&case).unwrap());
        for at in (group..columns.rows()).step_by(3) {
            columns.with(at..at + 1, |chunk| alone.observe(chunk)).unwrap();
        }
        assert_eq!(row.measure, alone.finish().unwrap());
    }
}
