//! One conformance suite: every language prints the bits of every result, and they are equal.

use std::collections::BTreeMap;

use crate::command::{cargo, root};

/// Languages that leave their bits in `target/bits/<language>.txt` when they are tested.
const LANGUAGES: [&str; 3] = ["python", "kotlin", "swift"];

/// Writes the bits of Rust.
pub(crate) fn write_rust() -> Result<(), String> {
    let folder = root().join("target/bits");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let output = cargo()
        .args(["run", "--quiet", "--package", "servqual", "--example", "print_bits"])
        .output()
        .map_err(|error| format!("print_bits could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("print_bits failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    std::fs::write(folder.join("rust.txt"), output.stdout).map_err(|error| format!("rust.txt: {error}"))
}

/// Compares the bits of all languages with those of Rust, file by file and line by line.
pub(crate) fn compare() -> Result<(), String> {
    let rust = read("rust")?;
    let mut compared = 0;
    for language in LANGUAGES {
        let text = read(language)?;
        let (expected, found) = (by_file(&rust), by_file(&text));
        if let Some(file) = found.keys().find(|file| !expected.contains_key(*file)) {
            return Err(format!("bits: {language} has `{file}`, which rust has not"));
        }
        for (file, lines) in expected {
            same(language, &lines, found.get(file).map_or(&[], Vec::as_slice))?;
            compared += lines.len();
        }
    }
    println!("bits: {compared} passed, 0 failed");
    Ok(())
}

fn read(language: &str) -> Result<String, String> {
    let file = root().join(format!("target/bits/{language}.txt"));
    std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
}

/// The lines of each golden file, whose id stands before the first slash.
fn by_file(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut files = BTreeMap::<&str, Vec<&str>>::new();
    text.lines().for_each(|line| files.entry(line.split('/').next().unwrap_or_default()).or_default().push(line));
    files
}

fn same(language: &str, expected: &[&str], found: &[&str]) -> Result<(), String> {
    let lines = 0..expected.len().max(found.len());
    let Some(line) = lines.into_iter().find(|&line| expected.get(line) != found.get(line)) else { return Ok(()) };
    let show = |lines: &[&str]| lines.get(line).copied().unwrap_or("nothing").to_owned();
    Err(format!("bits: rust `{}`, {language} `{}`", show(expected), show(found)))
}
