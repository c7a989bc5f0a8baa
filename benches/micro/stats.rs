//! Exact sums and moments, quantiles, Wilson's interval.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use servqual::stats::interval::{ConfidenceLevel, wilson};
use servqual::stats::{ExactMoments, ExactSum, QuantileTally};
use servqual_bench::tickets::Tickets;

/// Values of a column.
const ROWS: usize = 100_000;

fn stats(criterion: &mut Criterion) {
    let values = Tickets::generate(ROWS).response.values;
    let rounded: Vec<f64> = values.iter().map(|value| value.round() % 4000.0).collect();
    let mut group = criterion.benchmark_group("stats");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    group.bench_function("naive_sum", |bencher| bencher.iter(|| black_box(&values).iter().sum::<f64>()));
    group.bench_function("exact_sum", |bencher| {
        bencher.iter(|| {
            let mut sum = ExactSum::default();
            values.iter().for_each(|&value| sum.add(value));
            sum.value()
        });
    });
    group.bench_function("exact_moments", |bencher| {
        bencher.iter(|| {
            let mut moments = ExactMoments::default();
            values.iter().for_each(|&value| moments.add(value));
            moments.standard_deviation()
        });
    });
    for (name, values) in [("quantile/sketched", &values), ("quantile/exact", &rounded)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut tally = QuantileTally::default();
                tally.extend(values);
                tally.quantile(0.9)
            });
        });
    }
    group.throughput(Throughput::Elements(1));
    group.bench_function("wilson", |bencher| {
        bencher.iter(|| wilson(black_box(37.0), black_box(50.0), ConfidenceLevel::default()));
    });
}

criterion_group!(benches, stats);
criterion_main!(benches);
