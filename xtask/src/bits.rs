//! One conformance suite: every language prints the bits of every result, and they are equal.

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

/// Compares the bits of all languages with those of Rust, line by line.
pub(crate) fn compare() -> Result<(), String> {
    let read = |language: &str| {
        let file = root().join(format!("target/bits/{language}.txt"));
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
    };
    let rust = read("rust")?;
    let expected: Vec<&str> = rust.lines().collect();
    for language in LANGUAGES {
        let text = read(language)?;
        let found: Vec<&str> = text.lines().collect();
        if let Some(line) = (0..expected.len().max(found.len())).find(|&line| expected.get(line) != found.get(line)) {
            let show = |lines: &[&str]| lines.get(line).copied().unwrap_or("nothing").to_owned();
            return Err(format!("bits, line {}: rust `{}`, {language} `{}`", line + 1, show(&expected), show(&found)));
        }
    }
    println!("bits: {} passed, 0 failed", expected.len() * LANGUAGES.len());
    Ok(())
}
