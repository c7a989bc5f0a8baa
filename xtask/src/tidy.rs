//! The laws that a compiler does not check.

use std::path::{Path, PathBuf};

use crate::command::root;
use crate::docs::{self, catalogue};

/// Rooms of the core from the lowest to the highest: a room may name those before it.
const ROOMS: [&str; 13] = [
    "error",
    "column",
    "document",
    "stats",
    "measure",
    "time",
    "survey",
    "kpi",
    "standard",
    "touchpoint",
    "gap",
    "handbook",
    "report",
];

/// What the pure core must not do.
const IMPURE: [&str; 15] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "println!",
    "eprintln!",
    "thread_rng",
    "thread_local!",
    "static mut",
    "OnceLock",
    "LazyLock",
];

/// Methods whose last digit depends on the platform; `libm` has them in pure Rust.
const PLATFORM_DIGITS: [&str; 14] = [
    ".ln()",
    ".exp()",
    ".powf(",
    ".powi(",
    ".sin()",
    ".cos()",
    ".tan()",
    ".log10()",
    ".log2()",
    ".log(",
    ".exp_m1()",
    ".ln_1p()",
    ".cbrt()",
    ".hypot(",
];

/// The sections that the documentation of every indicator has.
const SECTIONS: [&str; 9] = [
    "# What it measures",
    "# Formula",
    "# Input",
    "# Direction",
    "# Interval",
    "# Missing values",
    "# Traps",
    "# Sources",
    "# Example",
];

/// The longest file that somebody is expected to read.
const LONGEST_FILE: usize = 480;

/// Checks every law; the error lists what breaks them.
pub(crate) fn check() -> Result<(), String> {
    let mut broken = Vec::new();
    for file in sources() {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let name = file.strip_prefix(root()).unwrap_or(&file).to_string_lossy().into_owned();
        check_file(&name, &text, &mut broken);
    }
    check_catalogue(&mut broken)?;
    check_includes(&mut broken)?;
    if let Err(stale) = docs::write(true) {
        broken.push(stale);
    }
    if broken.is_empty() {
        println!("tidy: every law holds");
        return Ok(());
    }
    Err(format!("tidy:\n  {}", broken.join("\n  ")))
}

/// Every source file that is written by hand.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["core", "bindings-python", "bindings-uniffi", "xtask", "benches"] {
        collect(&root().join(folder), &mut found);
    }
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let skipped = ["target", "Generated", "generated", ".venv", "node_modules", "ServqualFFI"];
        if path.is_dir() && !skipped.contains(&name.as_str()) {
            collect(&path, found);
        } else if [".rs", ".py", ".kt", ".swift"].iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

fn check_file(name: &str, text: &str, broken: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        broken.push(format!("{name}: {lines} lines, more than {LONGEST_FILE}"));
    }
    // Spelled in two parts, so that this file does not break its own law.
    let negative = ["not(feature = ", "\"uniffi\")"].concat();
    if text.contains(&negative) {
        broken.push(format!("{name}: the feature uniffi must only add"));
    }
    if name.starts_with("core/src/") {
        check_core(name, text, broken);
    }
}

fn check_core(name: &str, text: &str, broken: &mut Vec<String>) {
    let product = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code = product.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let room = name.trim_start_matches("core/src/").split(['/', '.']).next().unwrap_or_default();
    for (number, line) in code {
        for word in IMPURE.iter().filter(|word| line.contains(**word)) {
            broken.push(format!("{name}:{}: `{word}`, but the core is pure", number + 1));
        }
        for word in PLATFORM_DIGITS.iter().filter(|word| line.contains(**word)) {
            broken.push(format!("{name}:{}: `{word}` differs between platforms, use libm", number + 1));
        }
        if line.trim_start().starts_with("pub message:") {
            broken.push(format!("{name}:{}: a field `message` does not compile in Kotlin", number + 1));
        }
        for named in line.split("crate::").skip(1) {
            let named: String =
                named.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect();
            if let Some(problem) = wrong_direction(room, &named) {
                broken.push(format!("{name}:{}: {problem}", number + 1));
            }
        }
    }
}

/// Lower rooms never name higher ones.
fn wrong_direction(room: &str, named: &str) -> Option<String> {
    let position = |name: &str| ROOMS.iter().position(|candidate| *candidate == name);
    // `document` reads with the names that `measure` suggests; both lie at the bottom.
    if (room, named) == ("document", "measure") {
        return None;
    }
    let (here, there) = (position(room)?, position(named)?);
    (there > here).then(|| format!("`{room}` names the higher room `{named}`"))
}

/// Every indicator has documentation, a vector, a page and a Python function.
fn check_catalogue(broken: &mut Vec<String>) -> Result<(), String> {
    let python = python_functions()?;
    for id in catalogue()? {
        let documentation = docs::documentation(&id)?;
        for section in SECTIONS.iter().filter(|section| !documentation.lines().any(|line| line == **section)) {
            broken.push(format!("core/src/kpi/catalogue/{id}.rs: the documentation lacks `{section}`"));
        }
        for file in [format!("tests/golden/{id}.json"), format!("docs/src/reference/kpi/{id}.md")] {
            let named = file.starts_with("tests") && is_named(&id);
            if !named && !root().join(&file).exists() {
                broken.push(format!("{file} is missing"));
            }
        }
        if !python.contains(&format!("def {id}(")) {
            broken.push(format!("bindings-python/python/servqual/kpi lacks `{id}`"));
        }
    }
    Ok(())
}

/// Whether the vector of a family names the indicator.
fn is_named(id: &str) -> bool {
    let files = std::fs::read_dir(root().join("tests/golden")).into_iter().flatten().flatten();
    let named = format!("\"named\": \"{id}\"");
    files.into_iter().any(|file| std::fs::read_to_string(file.path()).is_ok_and(|text| text.contains(&named)))
}

/// The text of every Python file with indicators.
fn python_functions() -> Result<String, String> {
    let mut files = Vec::new();
    collect(&root().join("bindings-python/python/servqual/kpi"), &mut files);
    let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()));
    files.iter().map(read).collect()
}

/// Every `{{#include file:anchor}}` of the book finds its anchor.
fn check_includes(broken: &mut Vec<String>) -> Result<(), String> {
    let mut pages = Vec::new();
    collect_pages(&root().join("docs/src"), &mut pages);
    for page in pages {
        let text = std::fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
        for include in text.split("{{#include ").skip(1).filter_map(|rest| rest.split_once("}}")) {
            let (file, anchor) = include.0.rsplit_once(':').unwrap_or((include.0, ""));
            let path = page.parent().unwrap_or(&page).join(file);
            let found = std::fs::read_to_string(&path).is_ok_and(|text| text.contains(&format!("ANCHOR: {anchor}\n")));
            if !found {
                broken.push(format!("{}: `{}` is not there", page.display(), include.0));
            }
        }
    }
    Ok(())
}

fn collect_pages(folder: &Path, pages: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect_pages(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_law_holds() {
        if let Err(broken) = super::check() {
            panic!("{broken}");
        }
    }

    #[test]
    fn finds_a_room_that_looks_up() {
        assert!(super::wrong_direction("stats", "kpi").is_some());
        assert!(super::wrong_direction("kpi", "stats").is_none());
    }
}
