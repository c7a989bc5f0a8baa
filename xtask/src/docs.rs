//! The reference pages of indicators and models, made from their documentation, and the book.

use std::process::Command;

use crate::command::{root, run};

/// The ids of the catalogue, from the one place that lists them.
pub(crate) fn catalogue() -> Result<Vec<String>, String> {
    let text = read("core/src/kpi/catalogue/mod.rs")?;
    let list = text.split_once("pub const CATALOGUE").and_then(|(_, rest)| rest.split_once("];"));
    let (list, _) = list.ok_or("core/src/kpi/catalogue/mod.rs has no CATALOGUE")?;
    Ok(list.split('"').skip(1).step_by(2).map(str::to_owned).collect())
}

/// The documentation of an indicator: the doc comment of the function of its name.
pub(crate) fn documentation(id: &str) -> Result<String, String> {
    let file = format!("core/src/kpi/catalogue/{id}.rs");
    let text = read(&file)?;
    let (before, _) = text.split_once(&format!("pub fn {id}(")).ok_or(format!("{file} has no function `{id}`"))?;
    let lines: Vec<&str> = before
        .lines()
        .rev()
        .skip_while(|line| !line.starts_with("///"))
        .take_while(|line| line.starts_with("///"))
        .map(|line| line.trim_start_matches("///").strip_prefix(' ').unwrap_or_default())
        .collect();
    Ok(lines.into_iter().rev().collect::<Vec<_>>().join("\n"))
}

/// Writes the pages, or with `check` only tells which are stale.
pub(crate) fn write(check: bool) -> Result<(), String> {
    let mut stale = Vec::new();
    let mut index = String::new();
    for id in catalogue()? {
        let page = page(&id)?;
        let title = page.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        index.push_str(&format!("- [{title}]({id}.md)\n"));
        write_file(&format!("docs/src/reference/kpi/{id}.md"), &page, check, &mut stale)?;
    }
    write_file("docs/src/reference/errors.md", &errors()?, check, &mut stale)?;
    let mut models = String::new();
    for module in MODELS {
        let (name, page) = model(module)?;
        let title = page.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        models.push_str(&format!("- [{title}]({name}.md)\n"));
        write_file(&format!("docs/src/reference/model/{name}.md"), &page, check, &mut stale)?;
    }
    let models = format!("# Models\n\nMade by `cargo xtask docs` from the documentation in the code.\n\n{models}");
    write_file("docs/src/reference/model/index.md", &models, check, &mut stale)?;
    let index = format!("# Indicators\n\nMade by `cargo xtask docs` from the documentation in the code.\n\n{index}");
    write_file("docs/src/reference/kpi/index.md", &index, check, &mut stale)?;
    let summary = read("docs/src/SUMMARY.md")?;
    let pages = catalogue()?.into_iter().map(|id| format!("reference/kpi/{id}.md"));
    let models = MODELS.iter().map(|entry| entry.split('#').next().unwrap_or(entry));
    let pages =
        pages.chain(models.map(|module| format!("reference/model/{}.md", module.rsplit('/').next().unwrap_or(module))));
    let unlisted: Vec<_> = pages.filter(|page| !summary.contains(&format!("({page})"))).collect();
    if !unlisted.is_empty() {
        return Err(format!("docs/src/SUMMARY.md does not list {}", unlisted.join(", ")));
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("stale, run `cargo xtask docs`: {}", stale.join(", ")))
}

/// Writes the pages and builds the book where mdBook is on the PATH.
pub(crate) fn build() -> Result<(), String> {
    write(false)?;
    match Command::new("mdbook").arg("--version").output() {
        Ok(_) => run(Command::new("mdbook").arg("build").arg(root().join("docs"))),
        Err(_) => {
            println!("pages written; for the book: cargo install mdbook, then again");
            Ok(())
        }
    }
}

/// The page of an indicator.
fn page(id: &str) -> Result<String, String> {
    laid_out(&documentation(id)?, &format!("In every language: `{id}`."))
}

/// The modules whose documentation is a page of the book.
///
/// After `#` stands the type or function whose documentation it is; else it is that of the module.
const MODELS: [&str; 22] = [
    "survey/reliability",
    "gap/servqual",
    "gap/servqual/forms",
    "gap/servqual/validity",
    "gap/servqual/expectation_ceiling",
    "gap/servqual/segments",
    "gap/servqual/weighted",
    "gap/paired_tests",
    "gap/zone_of_tolerance",
    "gap/importance_performance",
    "gap/kano",
    "gap/key_drivers",
    "gap/five_gaps",
    "kpi/scorecard#ScorecardTally",
    "kpi/repeat#RepeatTally",
    "kpi/clustered#ClusteredTally",
    "kpi/return_on_quality#return_on_quality",
    "measure/comparison#Comparison",
    "measure/family#ComparisonFamily",
    "measure/sequential#SequentialComparison",
    "kpi/replies#ReplyRules",
    "time",
];

/// Name and page of a model: its documentation, with the first example of its files.
fn model(entry: &str) -> Result<(String, String), String> {
    let (module, item) = entry.split_once('#').map_or((entry, None), |(module, item)| (module, Some(item)));
    let sources = sources_of(module)?;
    let head = sources.first().ok_or(format!("core/src/{module} has no files"))?;
    let of_module: String = head.lines().take_while(|line| line.starts_with("//!")).map(uncommented).collect();
    let mut documentation = match item {
        None => of_module,
        Some(item) => {
            let found = sources.iter().find_map(|text| documentation_of(text, item));
            let found = found.ok_or(format!("core/src/{module} has no documented `{item}`"))?;
            format!("{}\n\n{found}", of_module.trim_end())
        }
    };
    if !documentation.contains("\n```") {
        let example = sources.iter().find_map(|text| first_example(text));
        documentation.push_str(&example.map_or(String::new(), |example| format!("\n# Example\n{example}")));
    }
    let name = module.rsplit('/').next().unwrap_or(module);
    let room = module.split('/').next().unwrap_or(module);
    let place =
        item.map_or_else(|| module.replace("/reliability", "").replace('/', "::"), |item| format!("{room}::{item}"));
    Ok((name.to_owned(), laid_out(&documentation, &format!("In Rust: `servqual::{place}`."))?))
}

/// The files of a module: the one that heads it, its tally, the others.
fn sources_of(module: &str) -> Result<Vec<String>, String> {
    let folder = root().join("core/src").join(module);
    if !folder.is_dir() {
        return Ok(vec![read(&format!("core/src/{module}.rs"))?]);
    }
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".rs")).collect();
    names.sort_by_key(|name| (name != "mod.rs", name != "tally.rs", name.clone()));
    names.iter().map(|name| read(&format!("core/src/{module}/{name}"))).collect()
}

/// A line of documentation without its marks.
fn uncommented(line: &str) -> String {
    let text = line.trim_start_matches("//!").trim_start_matches("///");
    format!("{}\n", text.strip_prefix(' ').unwrap_or(text))
}

/// The doc comment of a type or function.
fn documentation_of(text: &str, item: &str) -> Option<String> {
    let starts = ["struct", "enum", "fn"].map(|kind| format!("\npub {kind} {item}"));
    let begin = starts.iter().find_map(|start| text.find(start.as_str()))?;
    let before: Vec<&str> = text[..begin].lines().rev().take_while(|line| !line.is_empty()).collect();
    let lines = before.into_iter().rev().filter(|line| line.starts_with("///"));
    Some(lines.map(uncommented).collect())
}

/// The first example in the documentation of a file.
fn first_example(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim_start).skip_while(|line| *line != "/// ```");
    lines.next()?;
    let code: String = lines.take_while(|line| *line != "/// ```").map(uncommented).collect();
    Some(format!("```\n{code}```\n"))
}

/// A page: the first sentence as title, the sections one level down.
fn laid_out(documentation: &str, where_it_is: &str) -> Result<String, String> {
    let (title, body) = documentation.split_once('\n').ok_or("no documentation")?;
    let mut page = format!("# {}\n\n{where_it_is}\n", title.trim_end_matches('.'));
    let mut in_code = false;
    for line in body.lines() {
        if line.starts_with("```") {
            let opening = !in_code;
            in_code = opening;
            page.push_str(if opening { "```rust\n" } else { "```\n" });
        } else if in_code {
            // Hidden lines of a documentation test.
            if !line.starts_with("# ") {
                page.push_str(&format!("{line}\n"));
            }
        } else if let Some(section) = line.strip_prefix("# ") {
            page.push_str(&format!("## {section}\n\n"));
        } else {
            page.push_str(&format!("{}\n", plain_links(line)));
        }
    }
    Ok(page)
}

/// The table of error codes: the name of the cause in every language, and what it means.
fn errors() -> Result<String, String> {
    let text = read("core/src/error.rs")?;
    let mut page =
        "# Errors\n\nOne error type, by cause. The code is the same in every language; the text names the place, \
        the value and what was expected, and may improve.\n\n| code | cause |\n|---|---|\n"
            .to_owned();
    for line in text.lines() {
        let Some((variant, code)) =
            line.trim().strip_prefix("Self::").and_then(|rest| rest.split_once(" { .. } => \""))
        else {
            continue;
        };
        let declared = text.split_once(&format!("\n    {variant} {{")).map_or("", |(before, _)| before);
        let meaning = declared.lines().rev().find_map(|line| line.strip_prefix("    /// "));
        let meaning = meaning.ok_or(format!("the error {variant} has no documentation"))?;
        page.push_str(&format!("| `{}` | {meaning} |\n", code.trim_end_matches("\",")));
    }
    Ok(page)
}

/// Links to items of the code become plain code.
fn plain_links(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, after)) = after.split_once("`]") else { break };
        plain.push_str(&format!("{before}`{name}`"));
        rest = match after.strip_prefix('(') {
            Some(target) => target.split_once(')').map_or("", |(_, rest)| rest),
            None => after,
        };
    }
    plain + rest
}

fn read(file: &str) -> Result<String, String> {
    std::fs::read_to_string(root().join(file)).map_err(|error| format!("{file}: {error}"))
}

fn write_file(file: &str, text: &str, check: bool, stale: &mut Vec<String>) -> Result<(), String> {
    let path = root().join(file);
    if std::fs::read_to_string(&path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if check {
        stale.push(file.into());
        return Ok(());
    }
    let folder = path.parent().ok_or("a page lies in a folder")?;
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| format!("{file}: {error}"))
}
