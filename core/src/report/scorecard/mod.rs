//! A scorecard in words: plain text, and HTML for a notebook or a page.

#[cfg(feature = "html")]
mod html;
mod lines;
#[cfg(feature = "html")]
mod page;

#[cfg(feature = "html")]
pub(super) use self::html::STYLE;
use self::lines::unit_lines;
use super::shown;
use super::text::{grid::Grid, sparkline};
use super::words::Words;
use crate::kpi::{Course, Progress, Scorecard, ScorecardRow};
use crate::measure::{Language, Outcome};

/// The cells of a row as people read them.
struct Cells {
    name: String,
    unit: String,
    period: String,
    estimate: String,
    interval: String,
    n: String,
    baseline: String,
    target: String,
    verdict: String,
    progress: String,
    change: String,
}

impl Cells {
    fn new(row: &ScorecardRow, language: Language) -> Self {
        let words = Words::of(language);
        let definition = &row.measure.definition;
        let sign = |outcome: Outcome| match outcome {
            Outcome::Met => "✓",
            Outcome::Missed => "✗",
            Outcome::Undecided => "?",
        };
        let verdict = row.verdict.as_ref();
        Self {
            name: shown::name(&definition.label, &row.indicator, language).to_owned(),
            unit: row.unit.clone(),
            period: row.period.clone().unwrap_or_default(),
            estimate: if row.suppressed { words.suppressed.to_owned() } else { shown::estimate(&row.measure) },
            interval: shown::interval(&row.measure),
            n: shown::used(&row.measure, language),
            baseline: row.baseline.map_or_else(String::new, |value| shown::value(&definition.unit, value)),
            target: verdict.map_or_else(String::new, |verdict| shown::target(&verdict.target)),
            verdict: verdict.map_or_else(String::new, |verdict| {
                format!("{} {}", sign(verdict.outcome), words.outcome(verdict.outcome))
            }),
            progress: row.progress.as_ref().map_or_else(String::new, progress),
            change: change(row, words),
        }
    }
}

/// `67 % [40 %, 95 %]`: from the baseline to the target.
fn progress(progress: &Progress) -> String {
    let percent = |value: f64| format!("{:.0} %", 100.0 * value).replace('-', "−");
    match progress.lower.zip(progress.upper) {
        Some((lower, upper)) => format!("{} [{}, {}]", percent(progress.estimate), percent(lower), percent(upper)),
        None => percent(progress.estimate),
    }
}

/// The difference to the period before, and what its interval says.
fn change(row: &ScorecardRow, words: &Words) -> String {
    let Some(change) = &row.change else { return String::new() };
    let difference = change.difference.map_or_else(String::new, |value| shown::value(&change.unit, value));
    let course = row.course.map_or("", |course| match course {
        Course::Better => words.better,
        Course::Worse => words.worse,
        Course::Undecided => words.undecided,
    });
    format!("{difference} {course}").trim().to_owned()
}

fn header(words: &Words) -> [&'static str; 9] {
    [
        words.organisational_unit,
        words.period,
        words.estimate,
        words.interval_key,
        words.n,
        words.target,
        words.verdict,
        words.progress,
        words.change,
    ]
}

impl Scorecard {
    /// The scorecard in plain text: a table with one line for each indicator, unit and period.
    pub fn to_text(&self, language: Language) -> String {
        let words = Words::of(language);
        let mut grid = Grid::new(words.indicators, "<<<><>><<<");
        grid.header(header(words));
        for row in &self.rows {
            let cells = Cells::new(row, language);
            grid.row([
                cells.name,
                cells.unit,
                cells.period,
                cells.estimate,
                cells.interval,
                cells.n,
                cells.target,
                cells.verdict,
                cells.progress,
                cells.change,
            ]);
        }
        let mut text = grid.show().trim_start().to_owned();
        self.left_out(language).iter().for_each(|note| text.push_str(&format!("{note}\n")));
        text
    }

    /// What does not stand in the rows, in sentences.
    fn left_out(&self, language: Language) -> Vec<String> {
        let words = Words::of(language);
        let counts = [(self.undated, words.undated), (self.empty.len() as u64, words.empty)];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        counts.map(|(count, what)| format!("{} {what}", shown::count(count))).collect()
    }

    /// One line for each indicator and unit: its latest period, with a small course of all periods.
    pub(super) fn latest_to_text(&self, language: Language) -> String {
        let words = Words::of(language);
        let mut grid = Grid::new(words.scorecard, "<<<>>><><<<<");
        grid.header([
            words.organisational_unit,
            words.period,
            words.baseline,
            words.target,
            words.actual,
            words.interval_key,
            words.n,
            words.verdict,
            words.progress,
            words.course,
            words.change,
        ]);
        let lines = unit_lines(self);
        let has_units = lines.iter().any(|line| !line.last.unit.is_empty());
        let mut before = None;
        for line in &lines {
            let cells = Cells::new(line.last, language);
            let repeated = before == Some(&line.last.indicator);
            before = Some(&line.last.indicator);
            let unstated = has_units && cells.unit.is_empty();
            let estimates = line.estimates();
            grid.row([
                if repeated { String::new() } else { cells.name },
                if unstated { words.no_unit.to_owned() } else { cells.unit },
                cells.period,
                cells.baseline,
                cells.target,
                cells.estimate,
                cells.interval,
                cells.n,
                cells.verdict,
                cells.progress,
                if estimates.len() > 1 { sparkline(&estimates) } else { String::new() },
                cells.change,
            ]);
        }
        let notes = self.left_out(language).into_iter().map(|note| format!("  {note}\n"));
        grid.show() + &notes.collect::<String>()
    }
}
