//! The JSON Schema of the handbook, generated from its types.

use std::process::Stdio;

use crate::command::{cargo, root};

/// Where editors and validators find it.
const PATH: &str = "docs/handbook.schema.json";

/// Writes the schema, or with `check` only tells whether it is stale.
///
/// # Errors
///
/// Names the command that failed, the file that could not be written, or the one that is stale.
pub(crate) fn write(check: bool) -> Result<(), String> {
    let schema = generate()?;
    let path = root().join(PATH);
    if check {
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        let fresh = written == schema;
        return if fresh { Ok(()) } else { Err(format!("stale, run `cargo xtask schema`: {PATH}")) };
    }
    std::fs::write(&path, schema).map_err(|error| format!("{}: {error}", path.display()))
}

fn generate() -> Result<String, String> {
    const LINE: [&str; 8] = ["run", "--quiet", "--package", "servqual", "--features", "schema", "--example", "schema"];
    let failed = |reason: String| format!("`cargo {}` failed: {reason}", LINE.join(" "));
    let output = cargo().args(LINE).stderr(Stdio::inherit()).output().map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(error.to_string()))
}
