//! servqual as one side of a side-by-side run: reads the name of a case from each line of the
//! input, runs it once on columns already in memory, and answers with one line of JSON.

use std::io::{BufRead, Write};
use std::time::Instant;

use cpu_time::ProcessTime;
use serde_json::{Value, json};
use servqual::gap::servqual::{ServqualReport, ServqualTableReport};
use servqual::kpi::KpiTableRow;
use servqual::measure::Measure;
use servqual::survey::ReliabilityReport;
use servqual_bench::Source;
use servqual_bench::resampling::Observed;
use servqual_bench::spans::Spans;
use servqual_bench::survey::{Survey, reliability_of_parts, segments_of_parts, summary_of_parts};
use servqual_bench::tickets::{INDICATORS, Tickets};

/// Threads of the cases that use several: as many as the machine has.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn main() -> std::io::Result<()> {
    let directory = std::env::args().nth(1).expect("usage: peer DIRECTORY");
    let source = Source::new(directory);
    let (survey, tickets) = (Survey::read(&source)?, Tickets::read(&source)?);
    let spans = Spans::read(&source)?;
    let (parts, observed) = (survey.parts(threads()), Observed::new(&tickets));
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = match line?.as_str() {
            "read" => timed(|| survey.read_once(), |sum| json!({"bytes": survey.bytes(), "sum": sum})),
            "gap" => timed(|| survey.summary(), |report| gaps(&report)),
            "gap_threads" => timed(|| summary_of_parts(&parts), |report| gaps(&report)),
            "report" => timed(|| survey.summary(), |report| whole(&report)),
            "report_threads" => timed(|| summary_of_parts(&parts), |report| whole(&report)),
            "segments" => timed(|| survey.segments(), |report| by_segment(&report)),
            "segments_threads" => timed(|| segments_of_parts(&parts), |report| by_segment(&report)),
            "bootstrap_ratings" => timed(|| observed.ratings(1), |interval| json!([interval.estimate])),
            "bootstrap_ratings_threads" => timed(|| observed.ratings(threads()), |interval| json!([interval.estimate])),
            "bootstrap_durations" => timed(|| observed.durations(1), |interval| json!([interval.estimate])),
            "bootstrap_durations_threads" => {
                timed(|| observed.durations(threads()), |interval| json!([interval.estimate]))
            }
            "alpha_threads" => timed(|| reliability_of_parts(&parts), |report| alphas(&report)),
            "business_hours" => timed(|| spans.business_hours(1_000), |hours| json!(hours)),
            "business_hours_many" => {
                timed(|| spans.business_hours(usize::MAX), |hours| json!(hours.iter().sum::<f64>()))
            }
            "alpha" => timed(|| survey.reliability(), |report| alphas(&report)),
            names => {
                // Names of indicators, after `threads` where every core takes one after the other.
                let (indicators, threads) = match names.strip_prefix("threads ") {
                    Some(names) => (names.split(' ').collect::<Vec<_>>(), threads()),
                    None => (names.split(' ').collect(), 1),
                };
                match indicators.iter().find(|name| !INDICATORS.contains(name)) {
                    Some(name) => json!({"error": format!("no case is called {name}")}),
                    None => timed(|| tickets.tables(&indicators, threads), |tables| tables.iter().map(table).collect()),
                }
            }
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

/// Seconds on the clock, seconds of work of all processors, and the result.
fn timed<T>(run: impl FnOnce() -> T, show: impl FnOnce(T) -> Value) -> Value {
    let (start, work) = (Instant::now(), ProcessTime::now());
    let result = run();
    let (seconds, work) = (start.elapsed().as_secs_f64(), work.elapsed().as_secs_f64());
    json!({"seconds": seconds, "work": work, "result": show(result)})
}

/// Number, mean and deviation of the gap of each item, each dimension and both scores.
fn gaps(report: &ServqualReport) -> Value {
    let rows = report.items.iter().chain(&report.dimensions).map(|row| &row.gap);
    rows.chain([&report.overall.unweighted]).chain(&report.overall.weighted).map(figures).collect()
}

/// The same of each segment.
fn by_segment(report: &ServqualTableReport) -> Value {
    report.segments.iter().map(|segment| gaps(&segment.report)).collect()
}

/// The same of both sides and the gap, and of all scores.
fn whole(report: &ServqualReport) -> Value {
    let rows = report.items.iter().chain(&report.dimensions);
    let rows = rows.flat_map(|row| [&row.expectation, &row.perception, &row.gap]);
    let overall = &report.overall;
    rows.chain([&overall.unweighted]).chain(&overall.weighted).chain([&overall.servperf]).map(figures).collect()
}

/// Respondents and alpha of each scale.
fn alphas(report: &ReliabilityReport) -> Value {
    report.scales.iter().map(|scale| json!([scale.alpha.n, scale.alpha.estimate])).collect()
}

fn figures(measure: &Measure) -> Value {
    json!([measure.n, measure.estimate, measure.standard_deviation])
}

fn table(rows: &Vec<KpiTableRow>) -> Value {
    rows.iter().map(|row| json!([row.measure.n, row.measure.estimate])).collect()
}
