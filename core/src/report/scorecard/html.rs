//! The scorecard as HTML.

use std::fmt::Write;

use super::{Cells, header};
use crate::kpi::{Scorecard, ScorecardRow};
use crate::measure::{Language, Outcome};
use crate::report::TrendPoint;
use crate::report::chart::{Caption, Course, Range, Strip, escape, range_of_measures, strip, trend};
use crate::report::shown;
use crate::report::words::Words;

/// Everything below one class, so that a notebook keeps its own looks.
pub(in super::super) const STYLE: &str = include_str!("../html/scorecard.css");

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
                html.push_str(&table_row(row, &drawn_strip(row, position, shared, language), language));
                position += 1;
            }
        }
        html.push_str("</tbody></table>");
        html.push_str(&self.courses(language));
        self.left_out(language).iter().for_each(|note| html.push_str(&format!("<p>{note}</p>")));
        html.push_str("</div>");
        html
    }

    /// A chart for each indicator and unit with at least two periods.
    fn courses(&self, language: Language) -> String {
        let mut charts = String::new();
        let same =
            |left: &ScorecardRow, right: &ScorecardRow| left.indicator == right.indicator && left.unit == right.unit;
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

pub(super) fn class(row: &ScorecardRow) -> &'static str {
    match row.verdict.as_ref().map(|verdict| verdict.outcome) {
        Some(Outcome::Met) => "met",
        Some(Outcome::Missed) => "missed",
        Some(Outcome::Undecided) => "undecided",
        None => "none",
    }
}

fn drawn_strip(row: &ScorecardRow, position: usize, shared: Option<Range>, language: Language) -> String {
    let cells = Cells::new(row, language);
    let caption = Caption {
        id: format!("scorecard-strip-{position}"),
        title: format!("{}, {} {}", cells.name, cells.unit, cells.period),
        description: format!("{} {} {}", cells.estimate, cells.interval, cells.verdict),
    };
    let target = row.verdict.as_ref().map(|verdict| &verdict.target);
    target.map_or_else(String::new, |_| strip(&Strip { measure: &row.measure, target, shared }, &caption))
}

pub(super) fn table_row(row: &ScorecardRow, drawing: &str, language: Language) -> String {
    let cells = Cells::new(row, language);
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
    format!("<tr class=\"{}\">{texts}<td>{drawing}</td></tr>", class(row))
}
