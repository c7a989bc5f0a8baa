//! One chunk of each observation shape, for the whole and by group.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use servqual::kpi::KpiTally;
use servqual::measure::Tally;
use servqual_bench::tickets::{INDICATORS, Tickets, definition};

/// Rows of the chunk.
const ROWS: usize = 100_000;

fn observe(criterion: &mut Criterion) {
    let tickets = Tickets::generate(ROWS);
    let mut group = criterion.benchmark_group("observe");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
    for indicator in INDICATORS {
        let empty = KpiTally::new(definition(indicator));
        let observations = tickets.observations(indicator);
        group.bench_function(indicator, |bencher| {
            bencher.iter_batched(
                || empty.clone(),
                |mut tally| tally.observe(observations).map(|()| tally),
                BatchSize::LargeInput,
            );
        });
    }
}

fn table(criterion: &mut Criterion) {
    let tickets = Tickets::generate(ROWS);
    let codes = tickets.codes();
    let mut group = criterion.benchmark_group("table");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(10);
    for indicator in INDICATORS {
        group.bench_function(indicator, |bencher| bencher.iter(|| tickets.table(indicator, &codes)));
    }
}

criterion_group!(benches, observe, table);
criterion_main!(benches);
