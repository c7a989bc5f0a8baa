//! Bootstrap of a mean: of ratings by their histogram, of durations row by row.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use servqual::stats::{BootstrapInterval, BootstrapMethod, BootstrapOptions, bootstrap, bootstrap_mean_of_counts};

use crate::columns::Bits;
use crate::tickets::Tickets;

/// Observations that are resampled.
const ROWS: usize = 100_000;

/// What is resampled.
#[derive(Debug)]
pub struct Observed {
    ratings: Vec<i8>,
    durations: Vec<f64>,
}

impl Observed {
    /// The first observations of the tickets that are there.
    pub fn new(tickets: &Tickets) -> Self {
        fn present<T: Copy>(bits: &Bits<T>) -> Vec<T> {
            let column = bits.column("observed");
            column.iter().flatten().take(ROWS).collect()
        }
        Self { ratings: present(&tickets.satisfaction), durations: present(&tickets.response) }
    }

    /// The mean rating, counted first.
    pub fn ratings(&self, threads: usize) -> BootstrapInterval {
        let mut counts = BTreeMap::new();
        self.ratings.iter().for_each(|&rating| *counts.entry(i64::from(rating)).or_insert(0_u64) += 1);
        let counts: Vec<_> = counts.into_iter().collect();
        let found = bootstrap_mean_of_counts(&counts, 1.0, &options(threads), &mut |_, _| ControlFlow::Continue(()));
        found.expect("there are ratings").expect("nobody asked to stop")
    }

    /// The mean duration.
    pub fn durations(&self, threads: usize) -> BootstrapInterval {
        let mean = |rows: &[u32]| rows.iter().map(|&row| self.durations[row as usize]).sum::<f64>() / rows.len() as f64;
        let found = bootstrap(self.durations.len(), &mean, &options(threads), &mut |_, _| ControlFlow::Continue(()));
        found.expect("there are durations").expect("nobody asked to stop")
    }
}

fn options(threads: usize) -> BootstrapOptions {
    let threads = threads as u32;
    BootstrapOptions { replicates: 2_000, seed: 1, method: BootstrapMethod::Percentile, threads, ..Default::default() }
}
