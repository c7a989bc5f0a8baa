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
use servqual::kpi::{
    ClusteredObservations, ClusteredTally, KpiDefinition, KpiTally, Observations, SurvivalComparison, Weighting,
    definition_from_json,
};
use servqual::measure::{Measure, OwnedColumn, Tally, from_bytes, to_bytes};
use servqual::stats::interval::ConfidenceLevel;

fn definition(case: &Value) -> Result<KpiDefinition> {
    let definition = definition_from_json(&case["definition"].to_string())?;
    let missing = case.get("missing").map(|rule| serde_json::from_value(rule.clone()).unwrap());
    let definition = definition.with_missing(missing.unwrap_or_default());
    let definition = match case.get("level").and_then(Value::as_f64) {
        Some(level) => definition.with_level(ConfidenceLevel::new(level)?),
        None => definition,
    };
    match case.get("interval") {
        Some(interval) => definition.with_interval(serde_json::from_value(interval.clone()).unwrap()),
        None => Ok(definition),
    }
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

#[test]
fn survival() {
    replay("survival", |case| measured(case).map(|measure| flat(&measure)));
}

#[test]
fn two_survival_curves() {
    replay("survival_comparison", |case| {
        let columns = Columns::new(case)?;
        let first = case["first"].as_u64().unwrap() as usize;
        let observed = |rows: std::ops::Range<usize>| {
            let mut tally = KpiTally::new(definition(case)?);
            columns.with(rows, |chunk| tally.observe(chunk)).map(|()| tally)
        };
        let (left, right) = (observed(0..first)?, observed(first..columns.rows())?);
        let there = SurvivalComparison::new(&left, &right)?;
        // The other way round is the same with the other sign.
        let back = SurvivalComparison::new(&right, &left)?;
        assert_eq!((there.difference.map(|d| -d), there.p_value), (back.difference, back.p_value));
        assert_eq!(left.finish()?.censored, Some(there.censored_first));
        Ok(serde_json::to_value(there).unwrap())
    });
}

#[test]
fn weighted_indexes() {
    replay("weighted_index", |case| measured(case).map(|measure| flat(&measure)));
}

#[test]
fn a_curve_of_many_times_is_a_sketch() {
    use servqual::stats::SurvivalTally;
    let times: Vec<(f64, bool)> = (1..=20_000).map(|at| (f64::from(at) * 1.7, at % 3 != 0)).collect();
    let mut whole = SurvivalTally::default();
    whole.extend(&times);
    let mut parts = SurvivalTally::default();
    for chunk in times.rchunks(3_001) {
        let mut part = SurvivalTally::default();
        part.extend(chunk);
        part = serde_json::from_str(&serde_json::to_string(&part).unwrap()).unwrap();
        parts.merge(&part);
    }
    assert_eq!(whole, parts);
    assert!(!whole.is_exact());
    // By the definition, without buckets: S at the 10 000th time.
    let exact =
        (0..10_000).filter(|at| (at + 1) % 3 != 0).fold(1.0, |share, at| share * (1.0 - 1.0 / f64::from(20_000 - at)));
    assert!((whole.share_at(17_000.0).unwrap().share / exact - 1.0).abs() < 2e-3);
    assert!((whole.quantile(0.5).unwrap() / 1.7 / 10_000.0 - 1.0).abs() < 0.5);
}

#[test]
fn chosen_intervals() {
    replay("interval_choice", |case| measured(case).map(|measure| flat(&measure)));
}

#[test]
fn weights_and_clusters() {
    replay("clustered", |case| {
        if case["operation"] == "repeat" {
            return measured(case).map(|measure| flat(&measure));
        }
        let columns = Columns::new(case)?;
        let weighting = if case["columns"].get("weight").is_some() { Weighting::Weighted } else { Weighting::Equal };
        let empty = ClusteredTally::new(definition(case)?, weighting)?;
        let observe = |tally: &mut ClusteredTally, rows: std::ops::Range<usize>| {
            let (clusters, weights) = (columns.keys("cluster", &rows), columns.reals("weight", &rows));
            let clusters = clusters.as_ref().map(OwnedColumn::column).transpose()?;
            let weights = weights.as_ref().map(OwnedColumn::column).transpose()?;
            columns.with(rows, |observations| tally.observe(ClusteredObservations { observations, clusters, weights }))
        };
        let [mut whole, mut parts] = [empty.clone(), empty.clone()];
        observe(&mut whole, 0..columns.rows())?;
        for row in (0..columns.rows()).rev() {
            let mut part = empty.clone();
            observe(&mut part, row..row + 1)?;
            parts.merge(&from_bytes(&to_bytes(&part))?)?;
        }
        assert_eq!(to_bytes(&whole), to_bytes(&parts));
        whole.finish().map(|result| serde_json::to_value(result).unwrap())
    });
}
