//! The gap summary of a survey.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use servqual_bench::survey::Survey;

fn gap(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("gap");
    for rows in [1_000, 100_000, 1_000_000] {
        let survey = Survey::generate(rows);
        group.throughput(Throughput::Bytes(survey.bytes() as u64));
        group.bench_function(format!("summary/{rows}"), |bencher| bencher.iter(|| survey.summary()));
        group.bench_function(format!("observe/{rows}"), |bencher| {
            let mut tally = Survey::tally();
            bencher.iter(|| survey.observe(&mut tally));
        });
        group.bench_function(format!("reliability/{rows}"), |bencher| bencher.iter(|| survey.reliability()));
        group.bench_function(format!("read_once/{rows}"), |bencher| bencher.iter(|| survey.read_once()));
    }
}

criterion_group!(benches, gap);
criterion_main!(benches);
