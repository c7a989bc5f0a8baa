//! Tests of gaps, forms by respondent and key drivers.

use criterion::{Criterion, criterion_group, criterion_main};
use servqual::gap::key_drivers::{Driver, key_drivers_of_correlations};
use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::{
    ImportanceAnswers, ImportanceSource, PointsRule, ServqualAnswers, ServqualFormAnswers, ServqualFormOptions,
    ServqualFormTally, WeightedGapAnswers, WeightedGapTally,
};
use servqual::measure::{Column, Label, Scale, Tally};
use servqual::stats::Random;
use servqual_bench::survey::{ITEMS, instrument};

/// Respondents of a survey.
const ROWS: usize = 10_000;

fn surveys(criterion: &mut Criterion) {
    let mut random = Random::new(1, 1);
    let mut side =
        || -> Vec<Vec<i8>> { (0..ITEMS).map(|_| (0..ROWS).map(|_| 1 + random.below(7) as i8).collect()).collect() };
    let (expectation, perception) = (side(), side());
    let columns = |side: &'static str, answers: &'static [Vec<i8>]| -> Vec<Column<'static, i8>> {
        answers.iter().map(|values| Column::new(side, values)).collect()
    };
    let [expectation, perception] =
        [("expectation", expectation), ("perception", perception)].map(|(name, side)| columns(name, side.leak()));
    let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
    let points = [20_i64; 5].map(|points| vec![points; ROWS]);
    let points = points.each_ref().map(|points| Column::new("points", points));
    let weights: Vec<f64> = (0..ROWS).map(|row| 0.5 + (row % 7) as f64).collect();
    let mut group = criterion.benchmark_group("models");
    group.sample_size(20);
    group.bench_function("gap_tests", |bencher| {
        bencher.iter(|| {
            let mut tally = GapTestTally::new(instrument(), Default::default());
            tally.observe(answers).and_then(|()| tally.finish())
        });
    });
    group.bench_function("forms_by_points", |bencher| {
        let importance = ImportanceSource::DimensionPoints { rule: PointsRule::Share100 };
        let options = ServqualFormOptions { importance, ..Default::default() };
        bencher.iter(|| {
            let mut tally = ServqualFormTally::new(instrument(), options.clone())?;
            let importance = ImportanceAnswers::Points(&points);
            tally.observe(ServqualFormAnswers { answers, importance }).and_then(|()| tally.finish())
        });
    });
    group.bench_function("weighted_gaps", |bencher| {
        bencher.iter(|| {
            let mut tally = WeightedGapTally::new(instrument(), Default::default())?;
            let weight = Column::new("weight", &weights);
            tally.observe(WeightedGapAnswers { answers, weight }).and_then(|()| tally.finish())
        });
    });
}

fn key_drivers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("key_drivers");
    group.sample_size(10);
    for size in [10, 15, 20, 30] {
        let load = |at: usize| 0.2 + 0.6 * at as f64 / size as f64;
        let between = |left: usize, right: usize| if left == right { 1.0 } else { load(left) * load(right) };
        let matrix: Vec<Vec<f64>> =
            (0..size).map(|left| (0..size).map(|right| between(left, right)).collect()).collect();
        let outcome: Vec<f64> = (0..size).map(|at| 0.7 * load(at)).collect();
        let driver = |id: String| Driver { id, label: Label::default(), scale: Scale::ONE_TO_SEVEN };
        let all: Vec<Driver> = (0..size).map(|at| driver(format!("d{at}"))).collect();
        group.bench_function(format!("{size}"), |bencher| {
            bencher.iter(|| {
                key_drivers_of_correlations(&driver("y".into()), &all, &matrix, &outcome, 500, &Default::default())
            });
        });
    }
}

criterion_group!(benches, surveys, key_drivers);
criterion_main!(benches);
