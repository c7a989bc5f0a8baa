//! Laws of the bootstrap.
#![allow(clippy::unwrap_used)]

use core::ops::ControlFlow;

use servqual::stats::{BootstrapMethod, BootstrapOptions, bootstrap, bootstrap_mean_of_counts, replicate};

fn statistic(name: &str, values: Vec<f64>) -> impl Fn(&[u32]) -> f64 + Sync + use<> {
    let is_mean = name == "mean";
    move |rows: &[u32]| {
        let mut drawn: Vec<f64> = rows.iter().map(|&row| values[row as usize]).collect();
        if is_mean {
            return drawn.iter().sum::<f64>() / drawn.len() as f64;
        }
        drawn.sort_by(f64::total_cmp);
        (drawn[(drawn.len() - 1) / 2] + drawn[drawn.len() / 2]) / 2.0
    }
}

#[test]
fn threads_change_no_bit() {
    let values: Vec<f64> = (0..200).map(|row| f64::from(row * 37 % 101)).collect();
    let statistic = statistic("mean", values.clone());
    let run = |threads: u32| {
        let options = BootstrapOptions { replicates: 1_001, seed: 9, threads, ..Default::default() };
        bootstrap(values.len(), &statistic, &options, &mut |_, _| ControlFlow::Continue(())).unwrap().unwrap()
    };
    assert_eq!(run(1), run(2));
    assert_eq!(run(1), run(7));
}

#[test]
fn progress_is_told_and_can_stop() {
    let options = BootstrapOptions { replicates: 1_000, ..Default::default() };
    let mut told = Vec::new();
    let all = replicate(&options, &|random| random.uniform(), &mut |done, total| {
        told.push((done, total));
        ControlFlow::Continue(())
    });
    assert_eq!(all.unwrap().unwrap().len(), 1_000);
    assert!(told.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    assert_eq!(told.last(), Some(&(1_000, 1_000)));
    let stop = &mut |done, _| if done > 200 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    assert_eq!(replicate(&options, &|random| random.uniform(), stop).unwrap(), None);
}

/// The histogram path has the law of the row path: for a mean both moments are known.
#[test]
fn histogram_and_rows_have_the_same_law() {
    let counts = [(-3_i64, 40_u64), (-1, 160), (0, 300), (2, 100)];
    let n = 600.0;
    let mean = counts.iter().map(|&(value, count)| value as f64 * count as f64).sum::<f64>() / n;
    let variance = counts.iter().map(|&(value, count)| (value as f64 - mean).powi(2) * count as f64).sum::<f64>() / n;
    let values: Vec<f64> =
        counts.iter().flat_map(|&(value, count)| std::iter::repeat_n(value as f64, count as usize)).collect();
    let options = BootstrapOptions { replicates: 20_000, seed: 4, threads: 2, ..Default::default() };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let fast = bootstrap_mean_of_counts(&counts, 1.0, &options, go_on).unwrap().unwrap();
    let rows = bootstrap(values.len(), &statistic("mean", values.clone()), &options, go_on).unwrap().unwrap();
    let error = (variance / n).sqrt();
    for interval in [fast, rows] {
        assert!((interval.standard_error / error - 1.0).abs() < 0.03);
        assert!(interval.bias.abs() < 4.0 * error / 20_000_f64.sqrt());
    }
    assert!((fast.lower - rows.lower).abs() < 0.1 * error && (fast.upper - rows.upper).abs() < 0.1 * error);
}

/// A constant sample has an interval without width.
#[test]
fn a_constant_has_no_width() {
    for method in [BootstrapMethod::Percentile, BootstrapMethod::Bca] {
        let options = BootstrapOptions { method, ..Default::default() };
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let interval = bootstrap_mean_of_counts(&[(-2, 9)], 1.0, &options, go_on).unwrap().unwrap();
        assert_eq!((interval.lower, interval.upper, interval.standard_error), (-2.0, -2.0, 0.0));
    }
}
