//! Micro-benchmarks, and the library beside its peers.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{cargo, root, run};

/// Runs the micro-benchmarks.
///
/// # Errors
///
/// Names the command that failed.
pub(crate) fn micro() -> Result<(), String> {
    run(&mut in_benches("bench"))
}

/// Runs the library beside Polars, DuckDB and NumPy on the same bytes and prints the table.
///
/// # Errors
///
/// Names the command that failed; also fails where a peer came to another result.
pub(crate) fn peers() -> Result<(), String> {
    run(in_benches("build").args(["--release", "--bins"]))?;
    let python = python()?;
    let benches = root().join("benches");
    run(Command::new(python).arg(benches.join("peers/run.py")).arg(benches.join("target/release/peer")))
}

/// A cargo command in the workspace of the benchmarks, which builds into its own directory.
fn in_benches(subcommand: &str) -> Command {
    let mut command = cargo();
    let benches = root().join("benches");
    command.arg(subcommand).arg("--manifest-path").arg(benches.join("Cargo.toml"));
    command.arg("--target-dir").arg(benches.join("target"));
    command
}

/// The Python of the environment with the pinned peers, made where it is not there yet.
fn python() -> Result<PathBuf, String> {
    let environment = root().join("target/bench-venv");
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    let requirements = root().join("benches/peers/requirements.txt");
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
    Ok(python)
}
