//! Shows what a tally holds after ten thousand, a million and a hundred million rows, and what the
//! tables of a desk hold while a hundred million tickets stream by.

use peak_alloc::PeakAlloc;
use servqual::kpi::{KpiTable, KpiTally};
use servqual::measure::{Tally, to_bytes};
use servqual_bench::survey::Survey;
use servqual_bench::tickets::{INDICATORS, Tickets, definition};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Rows of a chunk; the same chunk is observed again and again.
const CHUNK: usize = 10_000;
/// How many chunks are observed.
const CHUNKS: [usize; 3] = [1, 100, 10_000];

fn main() {
    println!("{:<28}{:>14}{:>14}{:>14}{:>14}", "tally", "rows", "heap bytes", "peak bytes", "written bytes");
    let survey = Survey::generate(CHUNK);
    show("servqual (22 pairs)", Survey::tally, |tally| survey.observe(tally));
    let tickets = Tickets::generate(CHUNK);
    // Contacts are kept one by one, because each may be the repetition of another.
    for indicator in INDICATORS.into_iter().filter(|&name| name != "first_contact_resolution") {
        let observe = |tally: &mut KpiTally| tally.observe(tickets.observations(indicator)).expect("valid tickets");
        show(indicator, || KpiTally::new(definition(indicator)), observe);
    }
    stream();
}

/// Rows of a chunk of the stream, and how many chunks it has: a hundred million tickets, each made up
/// once and forgotten.
const STREAM_CHUNK: usize = 100_000;
const STREAM_CHUNKS: usize = 1_000;

/// Streams tickets through the tables of all indicators by team, and prints the peak on the way.
fn stream() {
    let indicators: Vec<_> = INDICATORS.into_iter().filter(|&name| name != "first_contact_resolution").collect();
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let mut tables: Vec<_> = indicators.iter().map(|name| KpiTable::new(definition(name))).collect();
    println!("\n{:<28}{:>14}{:>14}{:>14}", "stream by team", "rows", "heap MB", "peak MB");
    for number in 1..=STREAM_CHUNKS {
        Tickets::generate_chunk(STREAM_CHUNK, number as u64).observe_by_team(&mut tables, &indicators);
        if [1, 10, 100, STREAM_CHUNKS].contains(&number) {
            let megabytes = |bytes: usize| (bytes - before) as f64 / 1e6;
            let (heap, peak) = (megabytes(HEAP.current_usage()), megabytes(HEAP.peak_usage()));
            println!("{:<28}{:>14}{heap:>14.1}{peak:>14.1}", "seven indicators", number * STREAM_CHUNK);
        }
    }
}

/// Observes the chunk ever more often and prints what the tally then holds.
fn show<T: Tally>(name: &str, empty: impl Fn() -> T, observe: impl Fn(&mut T)) {
    for chunks in CHUNKS {
        let before = HEAP.current_usage();
        HEAP.reset_peak_usage();
        let mut tally = empty();
        (0..chunks).for_each(|_| observe(&mut tally));
        let (heap, peak) = (HEAP.current_usage() - before, HEAP.peak_usage() - before);
        println!("{name:<28}{:>14}{heap:>14}{peak:>14}{:>14}", chunks * CHUNK, to_bytes(&tally).len());
    }
}
