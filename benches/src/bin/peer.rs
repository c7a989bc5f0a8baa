//! servqual as one side of a side-by-side run: reads the name of a case from each line of the
//! input, runs it once on columns already in memory, and answers with one line of JSON.

use std::io::{BufRead, Write};
use std::time::Instant;

use serde_json::{Value, json};
use servqual::gap::servqual::ServqualReport;
use servqual::kpi::KpiTableRow;
use servqual_bench::Source;
use servqual_bench::survey::{Survey, summary_of_parts};
use servqual_bench::tickets::{INDICATORS, Tickets};

/// Threads of the cases that use several: as many as the machine has.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn main() -> std::io::Result<()> {
    let directory = std::env::args().nth(1).expect("usage: peer DIRECTORY");
    let source = Source::new(directory);
    let (survey, tickets) = (Survey::read(&source)?, Tickets::read(&source)?);
    let parts = survey.parts(threads());
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = match line?.as_str() {
            "read" => timed(|| survey.read_once(), |sum| json!({"bytes": survey.bytes(), "sum": sum})),
            "gap" => timed(|| survey.summary(), summary),
            "gap_threads" => timed(|| summary_of_parts(&parts), summary),
            "codes" => timed(|| tickets.codes(), |_| Value::Null),
            indicator if INDICATORS.contains(&indicator) => {
                let codes = tickets.codes();
                timed(|| tickets.table(indicator, &codes), |rows| table(&rows))
            }
            other => json!({"error": format!("no case is called {other}")}),
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn timed<T>(run: impl FnOnce() -> T, show: impl FnOnce(T) -> Value) -> Value {
    let start = Instant::now();
    let result = run();
    let seconds = start.elapsed().as_secs_f64();
    json!({"seconds": seconds, "result": show(result)})
}

/// Number, mean and deviation of the gap of each item, each dimension and both scores.
fn summary(report: ServqualReport) -> Value {
    let (overall, rows) = (&report.overall, report.items.iter().chain(&report.dimensions).map(|row| &row.gap));
    let measures = rows.chain([&overall.unweighted]).chain(&overall.weighted);
    measures.map(|measure| json!([measure.n, measure.estimate, measure.standard_deviation])).collect()
}

fn table(rows: &[KpiTableRow]) -> Value {
    rows.iter().map(|row| json!([row.group, row.measure.n, row.measure.estimate])).collect()
}
