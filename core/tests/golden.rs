//! Every case of `tests/golden` is computed again, at once and cut into chunks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod common;

use std::ops::Range;

use common::answer::{Answers, Value};
use common::case::{Case, File, files};
use common::data::columns;
use common::task::Task;
use servqual::Result;

/// Up to this many rows, every row is a chunk of its own.
const SMALL: usize = 40;

/// Calls `check` with every case whose data are here; what it returns are the failures.
fn for_every_case(mut check: impl FnMut(&File, &Case, Result<Task>) -> Vec<String>) {
    let (mut failures, mut absent) = (Vec::new(), Vec::new());
    let mut cases = 0;
    for file in files() {
        for case in &file.cases {
            let Some(columns) = columns(case) else {
                absent.push(format!("{}/{}", file.id, case.name));
                continue;
            };
            cases += 1;
            let found = check(&file, case, Task::new(case, &columns));
            failures.extend(found.into_iter().map(|failure| format!("{}/{}: {failure}", file.id, case.name)));
        }
    }
    println!("{cases} cases, {} of them fail, {} without their data", failures.len(), absent.len());
    if !absent.is_empty() {
        println!("shared data are not here; skipped: {}", absent.join(", "));
        assert!(std::env::var_os("CI").is_none(), "in CI every case must have its data");
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The largest deviation within a file.
#[derive(Default)]
struct Worst {
    cases: usize,
    numbers: usize,
    relative: f64,
    place: String,
}

#[test]
fn every_case_agrees_with_its_reference() {
    let mut table: Vec<(String, Worst)> = Vec::new();
    for_every_case(|file, case, task| {
        assert!(["kpi", "estimator", "gap", "survey", "time"].contains(&file.area.as_str()), "{}", file.area);
        assert!(case.provenance["tool"].is_string(), "every number says where it comes from");
        if table.last().is_none_or(|(id, _)| *id != file.id) {
            table.push((file.id.clone(), Worst::default()));
        }
        let worst = &mut table.last_mut().unwrap().1;
        worst.cases += 1;
        compare(case, task.and_then(|task| task.run()), worst)
    });
    println!("{:<26}{:>6}{:>9}  largest relative deviation", "file", "cases", "numbers");
    for (id, worst) in table {
        println!("{id:<26}{:>6}{:>9}  {:.1e}  {}", worst.cases, worst.numbers, worst.relative, worst.place);
    }
}

fn compare(case: &Case, found: Result<Answers>, worst: &mut Worst) -> Vec<String> {
    match (found, &case.expected, &case.expected_error) {
        (Ok(answers), Some(expected), None) => {
            let compared = expected.0.iter().filter_map(|(key, value)| {
                let found = answers.get(key);
                deviation(case, key, value, &found, worst).err()
            });
            compared.collect()
        }
        (Err(error), None, Some(expected)) => {
            let row = expected.row.is_none_or(|row| error.row() == Some(row));
            if error.code() == expected.code && row {
                return vec![];
            }
            vec![format!("{} at row {:?}, expected {} at {:?}", error.code(), error.row(), expected.code, expected.row)]
        }
        (Ok(_), None, Some(expected)) => vec![format!("no error, expected {}", expected.code)],
        (Err(error), ..) => vec![format!("unexpected error: {error}")],
        _ => vec!["neither values nor an error are expected".into()],
    }
}

/// Whole numbers and texts are equal, numbers within the tolerance.
fn deviation(
    case: &Case,
    key: &str,
    expected: &serde_json::Value,
    found: &Value,
    worst: &mut Worst,
) -> std::result::Result<(), String> {
    let failure = || Err(format!("{key} is {found:?}, expected {expected}"));
    let agrees = match found {
        Value::Nothing => expected.is_null(),
        Value::Text(text) => expected.as_str() == Some(text),
        Value::Truth(truth) => expected.as_bool() == Some(*truth),
        Value::Whole(value) => expected.as_u64() == Some(*value),
        Value::Float(value) => {
            let Some(wanted) = expected.as_f64() else { return failure() };
            let pair = case.tolerance.as_ref().expect("a tolerance").of(key);
            let difference = (value - wanted).abs();
            worst.numbers += 1;
            if difference > 0.0 && difference / wanted.abs() > worst.relative && wanted != 0.0 {
                worst.relative = difference / wanted.abs();
                worst.place = format!("{}, {key}", case.name);
            }
            // Written so that NaN fails.
            difference <= pair.absolute.max(pair.relative * wanted.abs())
        }
    };
    if agrees { Ok(()) } else { failure() }
}

#[test]
fn no_cut_changes_a_bit() {
    for_every_case(|file, case, task| {
        let Ok(task) = task else { return vec![] };
        // An error is looked for in its own chunk below.
        let (Ok(whole), Some(expected)) = (task.run(), &case.expected) else { return vec![] };
        let chunks = cut(task.rows(), &format!("{}/{}", file.id, case.name));
        match task.run_cut(&chunks) {
            Ok(parts) => {
                let changed =
                    expected.0.iter().filter(|(key, _)| whole.get(key).to_string() != parts.get(key).to_string());
                let mut failures: Vec<_> = changed.map(|(key, _)| format!("{key} changes with {chunks:?}")).collect();
                if failures.is_empty() && whole != parts {
                    failures.push("something beside the expected keys changes with the cut".into());
                }
                failures
            }
            Err(error) => vec![format!("cut into {} chunks: {error}", chunks.len())],
        }
    });
}

#[test]
fn errors_name_the_row_of_their_chunk() {
    for_every_case(|_, case, task| {
        let (Ok(task), Some(expected)) = (task, &case.expected_error) else { return vec![] };
        let Some(row) = expected.row.map(|row| row as usize).filter(|_| task.rows() > 0) else { return vec![] };
        let Err(error) = task.run_cut(std::slice::from_ref(&(row..row + 1))) else {
            return vec![format!("row {row} alone is no error")];
        };
        if (error.code(), error.row()) == (expected.code.as_str(), Some(0)) {
            return vec![];
        }
        vec![format!("row {row} alone is {} at {:?}", error.code(), error.row())]
    });
}

/// One row each for few rows, two to seven chunks for many; the same on every run.
fn cut(rows: usize, seed: &str) -> Vec<Range<usize>> {
    if rows <= SMALL {
        return if rows == 0 { vec![0..0, 0..0] } else { (0..rows).map(|row| row..row + 1).collect() };
    }
    // FNV-1a, then a linear congruential generator: enough to place a few cuts.
    let mut state = seed
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below as u64) as usize
    };
    let count = 2 + next(6);
    let mut ends: Vec<usize> = (1..count).map(|_| next(rows + 1)).collect();
    ends.extend([0, rows]);
    ends.sort_unstable();
    ends.windows(2).map(|pair| pair[0]..pair[1]).collect()
}
