//! The one front door for developers: `cargo xtask`.

mod api;
mod bench;
mod bindgen;
mod bits;
mod command;
mod docs;
mod kotlin;
mod polish;
mod python;
mod schema;
mod swift;
mod tidy;

use std::process::ExitCode;

use command::{cargo, run};

const HELP: &str = "\
cargo xtask test [rust|python|kotlin|swift|bits]   every test, or those of one language
cargo xtask tidy                              the laws that a compiler does not check
cargo xtask docs                              reference pages and the book
cargo xtask schema [--check]                  the JSON Schema of the handbook
cargo xtask bench micro|peers                 micro-benchmarks, or side by side with other libraries
cargo xtask bindings [--check]                the native library, Kotlin and Swift sources
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => test_everything(),
        ["test", "rust"] => test_rust(),
        ["test", "python"] => python::test(),
        ["test", "kotlin"] => bindgen::generate().and_then(|()| bindgen::check_api()).and_then(|()| kotlin::test()),
        ["test", "swift"] => bindgen::generate().and_then(|()| bindgen::check_api()).and_then(|()| swift::test()),
        ["test", "bits"] => bits::write_rust().and_then(|()| bits::compare()),
        ["schema"] => schema::write(false),
        ["schema", "--check"] => schema::write(true),
        ["bench", "peers"] => bench::peers(),
        ["bench", "micro"] => bench::micro(),
        ["tidy"] => tidy::check(),
        ["docs"] => docs::build(),
        ["bindings"] => bindgen::generate().and_then(|()| bindgen::write_api()),
        ["bindings", "--check"] => bindgen::generate().and_then(|()| bindgen::check_api()),
        _ => Err(HELP.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What README and CI call: every language, the laws, and the bits of all of them compared.
fn test_everything() -> Result<(), String> {
    test_rust()?;
    python::test()?;
    bindgen::generate()?;
    bindgen::check_api()?;
    kotlin::test()?;
    swift::test()?;
    bits::write_rust()?;
    bits::compare()
}

/// Form, lints, the laws, and the tests of the core; the schema that is checked in.
fn test_rust() -> Result<(), String> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    run(cargo().args(["doc", "--quiet", "--package", "servqual", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings"))?;
    run(cargo().args(["test", "--package", "xtask"]))?;
    run(cargo().args(["test", "--package", "servqual"]))?;
    schema::write(true)
}
