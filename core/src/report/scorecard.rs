//! A scorecard in words: plain text, and HTML for a notebook or a page.

use super::shown;
use super::text::grid::Grid;
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
            n: shown::count(row.measure.n),
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
        words.team,
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
        if self.undated > 0 {
            text.push_str(&format!("{} {}\n", shown::count(self.undated), words.undated));
        }
        text
    }
}

#[cfg(feature = "html")]
mod html {
    use std::fmt::Write;

    use super::super::TrendPoint;
    use super::super::chart::{Caption, Course, Range, Strip, escape, range_of_measures, strip, trend};
    use super::*;

    /// Everything below one class, so that a notebook keeps its own looks.
    const STYLE: &str = include_str!("html/scorecard.css");

    impl Scorecard {
        /// The scorecard as a piece of HTML for a notebook or a page: a table with a strip for each
        /// verdict, and the course of each indicator and unit with its intervals.
        ///
        /// It holds no script and loads nothing; every text is escaped. The same scorecard gives the
        /// same bytes.
        pub fn to_html(&self, language: Language) -> String {
            let words = Words::of(language);
            let mut html = format!("<div class=\"servqual-scorecard\"><style>{STYLE}</style>");
            let head: String = header(words).iter().map(|name| format!("<th>{name}</th>")).collect();
            let _ = write!(html, "<table><thead><tr><th>{}</th>{head}<th></th></tr></thead><tbody>", words.indicators);
            let mut position = 0;
            for rows in self.rows.chunk_by(|left, right| left.indicator == right.indicator) {
                // One axis for all strips of an indicator, so that they can be held against each other.
                let target = rows.iter().find_map(|row| row.verdict.as_ref()).map(|verdict| &verdict.target);
                let shared = range_of_measures(rows.iter().map(|row| &row.measure), target);
                for row in rows {
                    html.push_str(&table_row(row, position, shared, language));
                    position += 1;
                }
            }
            html.push_str("</tbody></table>");
            html.push_str(&self.courses(language));
            if self.undated > 0 {
                let _ = write!(html, "<p>{} {}</p>", shown::count(self.undated), words.undated);
            }
            html.push_str("</div>");
            html
        }

        /// A chart for each indicator and unit with at least two periods.
        fn courses(&self, language: Language) -> String {
            let mut charts = String::new();
            let same = |left: &ScorecardRow, right: &ScorecardRow| {
                left.indicator == right.indicator && left.unit == right.unit
            };
            for (position, rows) in self.rows.chunk_by(same).enumerate() {
                let named = rows
                    .iter()
                    .filter(|row| !row.suppressed)
                    .filter_map(|row| Some(TrendPoint { period: row.period.clone()?, measure: row.measure.clone() }));
                let points: Vec<TrendPoint> = named.collect();
                let (Some(first), true) = (rows.first(), points.len() > 1) else { continue };
                let label = shown::name(&first.measure.definition.label, &first.indicator, language);
                let title = format!("{label}, {}", first.unit);
                let caption = Caption {
                    id: format!("scorecard-course-{position}"),
                    description: points
                        .iter()
                        .map(|point| format!("{} {}", point.period, shown::estimate(&point.measure)))
                        .collect::<Vec<_>>()
                        .join(", "),
                    title: title.clone(),
                };
                let target = rows.iter().find_map(|row| row.verdict.as_ref()).map(|verdict| &verdict.target);
                let drawing = trend(&Course { points: &points, target }, &caption);
                let _ = write!(charts, "<figure><figcaption>{}</figcaption>{drawing}</figure>", escape(&title));
            }
            if charts.is_empty() { charts } else { format!("<div class=\"courses\">{charts}</div>") }
        }
    }

    fn table_row(row: &ScorecardRow, position: usize, shared: Option<Range>, language: Language) -> String {
        let cells = Cells::new(row, language);
        let class = match row.verdict.as_ref().map(|verdict| verdict.outcome) {
            Some(Outcome::Met) => "met",
            Some(Outcome::Missed) => "missed",
            Some(Outcome::Undecided) => "undecided",
            None => "none",
        };
        let caption = Caption {
            id: format!("scorecard-strip-{position}"),
            title: format!("{}, {} {}", cells.name, cells.unit, cells.period),
            description: format!("{} {} {}", cells.estimate, cells.interval, cells.verdict),
        };
        let target = row.verdict.as_ref().map(|verdict| &verdict.target);
        let drawing = match target {
            Some(_) => strip(&Strip { measure: &row.measure, target, shared }, &caption),
            None => String::new(),
        };
        let texts = [
            &cells.name,
            &cells.unit,
            &cells.period,
            &cells.estimate,
            &cells.interval,
            &cells.n,
            &cells.target,
            &cells.verdict,
            &cells.progress,
            &cells.change,
        ];
        let texts: String = texts.iter().map(|text| format!("<td>{}</td>", escape(text))).collect();
        format!("<tr class=\"{class}\">{texts}<td>{drawing}</td></tr>")
    }
}
