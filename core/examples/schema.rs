//! Prints the JSON Schema of a handbook; `cargo xtask schema` keeps it in `docs/`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let schema = serde_json::to_string_pretty(&servqual::handbook::schema()).map_err(io::Error::other)?;
    writeln!(io::stdout(), "{schema}")
}
