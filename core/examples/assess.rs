//! Assesses services: a scorecard on the terminal, a JSON document and an HTML report for each.
//!
//!     cargo run --release --example assess
//!     cargo run --release --example assess -- --handbook handbook.toml --data contacts.csv
//!
//! The library is pure and reads no file; reading and writing them is the business of this program.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use servqual::QualityError;
use servqual::handbook::Handbook;
use servqual::measure::{Language, Tally};
use servqual::report::{Assessment, AssessmentTally};

const USAGE: &str = "\
usage: assess [--language zh|en] [--out DIR]
       assess [--language zh|en] [--out DIR] --handbook FILE --data FILE [--data FILE ...]

Without a handbook, assesses the services that are shipped with the library.
A handbook is TOML or JSON (docs/handbook.schema.json); data are CSV with a header row.

  --handbook FILE   what good service is, and which columns tell whether it is given
  --data FILE       what happened; several files are read as one
  --language zh|en  language of the scorecard and of the opened report (default: en)
  --out DIR         where DIR/<id>.json and DIR/<id>.html are written (default: assessment)";

/// The shipped services: folder under tests/data and the data in it.
const SHIPPED: [(&str, &str); 4] = [
    ("jfk_punctuality", "flights.csv"),
    ("copenhagen_housing", "residents.csv"),
    ("simulated_service_desk", "contacts.csv"),
    ("simulated_hotel_survey", "answers.csv"),
];

/// Input that is read faster than this shows no progress.
const PATIENCE: Duration = Duration::from_millis(400);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        return report(say(USAGE));
    }
    report(Options::parse(&arguments).and_then(|options| run(&options)))
}

fn report(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do where the terminal is gone as well.
            let _ = writeln!(io::stderr(), "assess: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    for service in options.services() {
        let assessment = assess(&service)?;
        let json = options.out.join(format!("{}.json", assessment.organisation));
        let html = options.out.join(format!("{}.html", assessment.organisation));
        write_file(&json, &assessment.to_json())?;
        write_file(&html, &assessment.to_html(options.language))?;
        say(&assessment.to_text(options.language))?;
        say(&format!("  → {}\n  → {}\n", json.display(), html.display()))?;
    }
    Ok(())
}

/// Files of one service.
struct Service {
    handbook: PathBuf,
    data: Vec<PathBuf>,
}

struct Options {
    language: Language,
    out: PathBuf,
    handbook: Option<PathBuf>,
    data: Vec<PathBuf>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self { language: Language::English, out: "assessment".into(), handbook: None, data: vec![] };
        let mut rest = arguments.iter();
        while let Some(name) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{name} needs a value\n\n{USAGE}"));
            match name.as_str() {
                "--language" => options.language = language(value()?)?,
                "--out" => options.out = value()?.into(),
                "--handbook" => options.handbook = Some(value()?.into()),
                "--data" => options.data.push(value()?.into()),
                _ => return Err(format!("`{name}` is not an option\n\n{USAGE}")),
            }
        }
        if options.handbook.is_some() == options.data.is_empty() {
            return Err(format!("--handbook and --data belong together\n\n{USAGE}"));
        }
        Ok(options)
    }

    /// The service that is asked for, else all that are shipped.
    fn services(&self) -> Vec<Service> {
        if let Some(handbook) = &self.handbook {
            return vec![Service { handbook: handbook.clone(), data: self.data.clone() }];
        }
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data");
        let service = |(folder, data): (&str, &str)| {
            let folder = shipped.join(folder);
            Service { handbook: folder.join("handbook.toml"), data: vec![folder.join(data)] }
        };
        SHIPPED.map(service).into()
    }
}

fn language(tag: &str) -> Result<Language, String> {
    match tag {
        "zh" | "zh-CN" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        _ => Err(format!("`{tag}` is not a language of the report: zh or en")),
    }
}

fn assess(service: &Service) -> Result<Assessment, String> {
    let mut tally = AssessmentTally::new(read_handbook(&service.handbook)?);
    for path in &service.data {
        observe(&mut tally, path)?;
    }
    tally.finish().map_err(|error| format!("{}: {error}", service.handbook.display()))
}

fn read_handbook(path: &Path) -> Result<Handbook, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let json = path.extension().is_some_and(|extension| extension == "json");
    let handbook = if json { Handbook::from_json(&text) } else { Handbook::from_toml(&text) };
    handbook.map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads one file of data, with progress on the terminal where it takes long.
fn observe(tally: &mut AssessmentTally, path: &Path) -> Result<(), String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{msg} [{bar:32}] {bytes} of {total_bytes}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (started, mut shown) = (Instant::now(), false);
    let before = tally.rows();
    let result = tally.observe_csv(bar.wrap_read(file), |rows| {
        if !shown && started.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            shown = true;
        }
        bar.set_message(format!("{}: {rows} rows", path.display()));
    });
    bar.finish_and_clear();
    result.map_err(|error| at_line(path, &error, before))
}

/// The error with its line: the header is the first, and rows are counted over all files.
fn at_line(path: &Path, error: &QualityError, before: u64) -> String {
    match error.row().and_then(|row| row.checked_sub(before)) {
        Some(row) => format!("{}, line {}: {error}", path.display(), row + 2),
        None => format!("{}: {error}", path.display()),
    }
}

fn write_file(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Prints, and ends quietly where nobody listens any more, as in `assess | head`.
fn say(text: &str) -> Result<(), String> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}
