//! Laws of key drivers.
#![allow(clippy::unwrap_used)]

use core::ops::ControlFlow;

use proptest::prelude::*;
use servqual::gap::key_drivers::{
    Driver, DriverMethod, KeyDriverAnswers, KeyDriverTally, bootstrap_key_drivers, key_drivers_of_correlations,
};
use servqual::measure::{Column, Label, Scale, Tally, from_bytes, to_bytes};
use servqual::stats::BootstrapOptions;

fn driver(id: String) -> Driver {
    Driver { id, label: Label::default(), scale: Scale::ONE_TO_SEVEN }
}

fn tally(drivers: usize) -> KeyDriverTally {
    let drivers = (0..drivers).map(|at| driver(format!("d{at}"))).collect();
    KeyDriverTally::new(driver("overall".into()), drivers, Default::default()).unwrap()
}

/// The last column is the outcome.
fn observe(tally: &mut KeyDriverTally, rows: &[[i8; 4]]) {
    let columns: [Vec<i8>; 4] = core::array::from_fn(|item| rows.iter().map(|row| row[item]).collect());
    let [a, b, c, outcome] = columns.each_ref().map(|values| Column::new("q", values));
    tally.observe(KeyDriverAnswers { outcome, drivers: &[a, b, c] }).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit; the parts add up to R² and are not negative.
    #[test]
    fn any_cut_gives_the_same_bits(
        rows in prop::collection::vec(prop::array::uniform4(1_i8..=7), 6..60),
        cut in 0_usize..60,
    ) {
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] = [0; 3].map(|_| tally(3));
        observe(&mut whole, &rows);
        observe(&mut left, &rows[..cut]);
        observe(&mut right, &rows[cut..]);
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        if let Ok(report) = whole.finish() {
            let r_squared = report.r_squared.estimate.unwrap();
            let lmg: Vec<f64> = report.drivers.iter().filter_map(|driver| driver.lmg.estimate).collect();
            let weights: Vec<f64> = report.drivers.iter().filter_map(|driver| driver.relative_weight.estimate).collect();
            for parts in [lmg, weights] {
                prop_assert!((parts.iter().sum::<f64>() - r_squared).abs() < 1e-9);
                prop_assert!(parts.iter().all(|&part| part > -1e-9));
            }
        }
    }

    /// The order of the drivers does not matter.
    #[test]
    fn order_does_not_matter(rows in prop::collection::vec(prop::array::uniform4(1_i8..=7), 8..60)) {
        let turned: Vec<[i8; 4]> = rows.iter().map(|&[a, b, c, y]| [c, b, a, y]).collect();
        let [mut one, mut other] = [0; 2].map(|_| tally(3));
        observe(&mut one, &rows);
        observe(&mut other, &turned);
        if let (Ok(one), Ok(other)) = (one.finish(), other.finish()) {
            for at in 0..3 {
                let (left, right) = (&one.drivers[at], &other.drivers[2 - at]);
                prop_assert!((left.lmg.estimate.unwrap() - right.lmg.estimate.unwrap()).abs() < 1e-9);
                prop_assert!((left.lmg_share.unwrap_or(0.0) - right.lmg_share.unwrap_or(0.0)).abs() < 1e-7);
            }
        }
    }
}

#[test]
fn more_than_twenty_drivers_are_sampled_with_a_seed() {
    let size = 24;
    let load = |at: usize| 0.2 + 0.6 * at as f64 / size as f64;
    let matrix: Vec<Vec<f64>> = (0..size)
        .map(|left| (0..size).map(|right| if left == right { 1.0 } else { load(left) * load(right) }).collect())
        .collect();
    let with_outcome: Vec<f64> = (0..size).map(|at| 0.7 * load(at)).collect();
    let drivers: Vec<Driver> = (0..size).map(|at| driver(format!("d{at}"))).collect();
    let run = |seed: u64| {
        let options = servqual::gap::key_drivers::KeyDriverOptions { seed, orders: 500, ..Default::default() };
        key_drivers_of_correlations(&driver("y".into()), &drivers, &matrix, &with_outcome, 400, &options).unwrap()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1).drivers[0].lmg.estimate, run(2).drivers[0].lmg.estimate);
    assert_eq!(run(1).method, DriverMethod::Sampled { orders: 500, seed: 1 });
    let sum: f64 = run(1).drivers.iter().filter_map(|driver| driver.lmg.estimate).sum();
    assert!((sum - run(1).r_squared.estimate.unwrap()).abs() < 1e-12);
}

#[test]
fn bootstrap_covers_the_estimate() {
    let rows: Vec<[i8; 4]> = (0..200_i32)
        .map(|row| {
            let [a, b, c] = [row * 7 % 13, row * 11 % 17, row * 5 % 19].map(|value| 1 + value % 7);
            [a as i8, b as i8, c as i8, ((2 * a + b + row % 5) / 4).clamp(1, 7) as i8]
        })
        .collect();
    let columns: [Vec<i8>; 4] = core::array::from_fn(|item| rows.iter().map(|row| row[item]).collect());
    let [a, b, c, outcome] = columns.each_ref().map(|values| Column::new("q", values));
    let options = BootstrapOptions { replicates: 300, seed: 2, threads: 2, ..Default::default() };
    let answers = KeyDriverAnswers { outcome, drivers: &[a, b, c] };
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let found = bootstrap_key_drivers(&tally(3), answers, &options, go_on).unwrap().unwrap();
    assert_eq!((found.replicates, found.failed), (300, 0));
    for (driver, interval) in found.report.drivers.iter().zip(&found.intervals) {
        let lmg = driver.lmg.estimate.unwrap();
        assert!(interval.lmg.lower <= lmg && lmg <= interval.lmg.upper);
    }
    assert!(found.intervals[0].share_first > 0.99);
    let single = BootstrapOptions { threads: 1, ..options };
    assert_eq!(bootstrap_key_drivers(&tally(3), answers, &single, go_on).unwrap().unwrap(), found);
}
