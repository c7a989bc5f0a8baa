//! Laws of importance–performance analysis.
#![allow(clippy::unwrap_used)]

use core::ops::ControlFlow;

use servqual::gap::importance_performance::{
    ImportancePerformanceAnswers, ImportancePerformanceTally, Quadrant, bootstrap_quadrants,
};
use servqual::measure::{Column, Tally, from_bytes, to_bytes};
use servqual::stats::BootstrapOptions;
use servqual::survey::Instrument;

/// Three items: one far in its quadrant, one opposite, one on the line.
#[test]
fn near_the_crosshair_is_undecided_and_cuts_change_nothing() {
    let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}],
        "items": [{"id": "far", "dimension": "a"}, {"id": "other", "dimension": "a"}, {"id": "near", "dimension": "a"}]}"#;
    let new = || {
        let options =
            serde_json::from_str(r#"{"crosshair": {"rule": "given", "importance": 4.0, "performance": 4.0}}"#);
        ImportancePerformanceTally::new(Instrument::from_json(instrument).unwrap(), options.unwrap())
    };
    let rows = 60_usize;
    let column = |of: &dyn Fn(usize) -> i8| (0..rows).map(of).collect::<Vec<i8>>();
    let high = column(&|row| 6 + (row % 2) as i8);
    let low = column(&|row| 1 + (row % 3) as i8);
    let middle = column(&|row| [3, 5, 4, 1, 7][row % 5]);
    let importance = [&high, &low, &middle].map(|values| Column::new("i", values));
    let performance = [&low, &high, &high].map(|values| Column::new("p", values));
    let answers = ImportancePerformanceAnswers { importance: &importance, performance: &performance };
    let bootstrap = BootstrapOptions { replicates: 400, seed: 8, threads: 2, ..Default::default() };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let found = bootstrap_quadrants(&new(), answers, &bootstrap, go_on).unwrap().unwrap();
    let decided: Vec<Option<Quadrant>> = found.items.iter().map(|item| item.decided).collect();
    assert_eq!(decided, [Some(Quadrant::ConcentrateHere), Some(Quadrant::PossibleOverkill), None]);
    let near = &found.items[2];
    assert!((near.keep_up + near.possible_overkill - 1.0).abs() < 1e-12 && near.keep_up > 0.2 && near.keep_up < 0.8);

    let mut whole = new();
    whole.observe(answers).unwrap();
    let part = |from: usize, to: usize| {
        let mut tally = new();
        let importance = [&high, &low, &middle].map(|values| Column::new("i", &values[from..to]));
        let performance = [&low, &high, &high].map(|values| Column::new("p", &values[from..to]));
        tally.observe(ImportancePerformanceAnswers { importance: &importance, performance: &performance }).unwrap();
        tally
    };
    let mut merged = part(17, rows);
    merged.merge(&from_bytes(&to_bytes(&part(0, 17))).unwrap()).unwrap();
    assert_eq!(to_bytes(&merged), to_bytes(&whole));
}
