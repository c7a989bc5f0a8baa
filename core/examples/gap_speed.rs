//! How long the estimators of surveys and gap models take: `cargo run --release --example gap_speed`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::ops::ControlFlow;
use std::time::Instant;

use servqual::gap::key_drivers::{Driver, key_drivers_of_correlations};
use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::ServqualAnswers;
use servqual::measure::{Column, Label, Scale, Tally};
use servqual::stats::{BootstrapMethod, BootstrapOptions, Random, bootstrap, bootstrap_mean_of_counts};
use servqual::survey::{Instrument, ReliabilityTally};

fn timed<T>(name: &str, work: impl Fn() -> T) {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        std::hint::black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name}: {:.2} ms", 1e3 * best);
}

fn instrument() -> Instrument {
    let sizes = [4, 5, 4, 4, 5];
    let dimensions: Vec<String> = (0..5).map(|d| format!(r#"{{"id": "d{d}"}}"#)).collect();
    let items: Vec<String> = sizes
        .iter()
        .enumerate()
        .flat_map(|(d, &size)| (0..size).map(move |i| format!(r#"{{"id": "q{d}{i}", "dimension": "d{d}"}}"#)))
        .collect();
    let (dimensions, items) = (dimensions.join(","), items.join(","));
    let scale = r#"{"minimum": 1, "maximum": 7}"#;
    Instrument::from_json(&format!(
        r#"{{"id": "x", "scale": {scale}, "dimensions": [{dimensions}], "items": [{items}]}}"#
    ))
    .unwrap()
}

fn drivers(size: usize) {
    let load = |at: usize| 0.2 + 0.6 * at as f64 / size as f64;
    let between = |left: usize, right: usize| if left == right { 1.0 } else { load(left) * load(right) };
    let matrix: Vec<Vec<f64>> = (0..size).map(|left| (0..size).map(|right| between(left, right)).collect()).collect();
    let outcome: Vec<f64> = (0..size).map(|at| 0.7 * load(at)).collect();
    let driver = |id: String| Driver { id, label: Label::default(), scale: Scale::ONE_TO_SEVEN };
    let all: Vec<Driver> = (0..size).map(|at| driver(format!("d{at}"))).collect();
    timed(&format!("key drivers, {size}"), || {
        key_drivers_of_correlations(&driver("y".into()), &all, &matrix, &outcome, 500, &Default::default()).unwrap()
    });
}

fn main() {
    [10, 15, 20, 30].into_iter().for_each(drivers);
    let rows = 1_000_000;
    let mut random = Random::new(1, 1);
    let answers: Vec<Vec<i8>> = (0..22).map(|_| (0..rows).map(|_| 1 + random.below(7) as i8).collect()).collect();
    let columns: Vec<Column<'_, i8>> = answers.iter().map(|values| Column::new("q", values)).collect();
    timed("alpha of five scales, 1 M x 22", || {
        let mut tally = ReliabilityTally::new(instrument(), Default::default());
        tally.observe(&columns).unwrap();
        tally.finish().unwrap()
    });
    timed("tests of gaps, 1 M x 22 pairs", || {
        let mut tally = GapTestTally::new(instrument(), Default::default());
        let turned: Vec<_> = columns.iter().rev().copied().collect();
        tally.observe(ServqualAnswers { expectation: &columns, perception: &turned }).unwrap();
        tally.finish().unwrap()
    });
    let counts: Vec<(i64, u64)> = (1..=7).map(|value| (value, 14_000 + 100 * value as u64)).collect();
    for method in [BootstrapMethod::Percentile, BootstrapMethod::Bca] {
        let options = BootstrapOptions { method, ..Default::default() };
        timed(&format!("bootstrap of a mean of ratings, {method:?}, 2 000 x 100 000"), || {
            bootstrap_mean_of_counts(&counts, 1.0, &options, &mut |_, _| ControlFlow::Continue(())).unwrap()
        });
    }
    let values: Vec<f64> = (0..100_000).map(|_| random.uniform()).collect();
    let mean = |rows: &[u32]| rows.iter().map(|&row| values[row as usize]).sum::<f64>() / rows.len() as f64;
    let options = BootstrapOptions { method: BootstrapMethod::Percentile, threads: 2, ..Default::default() };
    timed("bootstrap of a mean of reals by rows, two threads, 2 000 x 100 000", || {
        bootstrap(values.len(), &mean, &options, &mut |_, _| ControlFlow::Continue(())).unwrap()
    });
}
