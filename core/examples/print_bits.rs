//! Prints the bits of every golden result. Python, Kotlin and Swift print the same lines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a program for tests")]

#[path = "../tests/common/mod.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod common;

use common::answer::{Answers, JSON};
use common::case::{Case, files};
use common::data::columns;
use common::task::Task;

fn main() {
    for file in files() {
        for case in &file.cases {
            print(&file.id, case);
        }
    }
}

fn print(file: &str, case: &Case) {
    let name = format!("{file}/{}", case.name);
    let Some(columns) = columns(case) else {
        let data = case.data.as_ref().expect("only a file can be absent");
        return println!("{name} absent {}", data.file);
    };
    match (Task::new(case, &columns).and_then(|task| task.run()), &case.expected) {
        (Ok(answers), Some(expected)) => {
            for (key, _) in &expected.0 {
                println!("{name} {key} {}", answers.get(key));
            }
            if let Answers::Report { .. } = answers {
                println!("{name} {JSON} {}", answers.get(JSON));
            }
        }
        (Ok(_), None) => println!("{name} error none"),
        (Err(error), _) => println!("{name} error {}", error.code()),
    }
}
