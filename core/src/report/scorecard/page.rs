//! The scorecard as a section of the page: one line for each indicator and unit.

use std::fmt::Write;

use super::html::{class, table_row};
use super::lines::{UnitLine, unit_lines};
use super::{Cells, header};
use crate::kpi::Scorecard;
use crate::measure::Language;
use crate::report::chart::{Caption, Spark, escape, spark};
use crate::report::shown;
use crate::report::words::Words;

/// With more rows than this the page would not open on a phone; the JSON document has them all.
const MOST_ROWS: usize = 2_000;

impl Scorecard {
    /// The latest period of each indicator and unit with its course, and all periods folded away.
    /// Ids begin with the prefix.
    pub(in super::super) fn page_section(&self, prefix: &str, language: Language) -> String {
        let words = Words::of(language);
        let lines = unit_lines(self);
        let has_units = lines.iter().any(|line| !line.last.unit.is_empty());
        let has_periods = lines.iter().any(|line| line.last.period.is_some());
        let mut html = String::from("<div class=\"scroll card\" tabindex=\"0\" role=\"region\"");
        let _ = write!(html, " aria-label=\"{}\"><table class=\"plain units\"><thead><tr>", words.scorecard);
        let head = [
            (has_units, words.organisational_unit, ""),
            (has_periods, words.period, ""),
            (true, words.baseline, " class=\"number\""),
            (true, words.target, " class=\"number\""),
            (true, words.actual, " class=\"number\""),
            (true, words.verdict, ""),
            (true, words.progress, " class=\"number\""),
            (has_periods, words.course, ""),
        ];
        for (_, name, attribute) in head.iter().filter(|(shown, ..)| *shown) {
            let _ = write!(html, "<th scope=\"col\"{attribute}>{name}</th>");
        }
        html.push_str("</tr></thead>");
        let columns = head.iter().filter(|(shown, ..)| *shown).count();
        for of_indicator in lines.chunk_by(|left, right| left.last.indicator == right.last.indicator) {
            let Some(first) = of_indicator.first() else { continue };
            let name = escape(&Cells::new(first.last, language).name);
            let heading =
                format!("<th colspan=\"{columns}\" scope=\"rowgroup\"><span class=\"name\">{name}</span></th>");
            let _ = write!(html, "<tbody><tr class=\"group\">{heading}</tr>");
            for (position, line) in of_indicator.iter().enumerate() {
                let id = format!("{prefix}-{}-{position}", first.position);
                html.push_str(&unit_row(line, &id, [has_units, has_periods], language));
            }
            html.push_str("</tbody>");
        }
        html.push_str("</table></div>");
        self.left_out(language).iter().for_each(|note| html.push_str(&format!("<p class=\"detail\">{note}</p>")));
        if has_periods {
            html.push_str(&self.all_periods(language));
        }
        html
    }

    fn all_periods(&self, language: Language) -> String {
        let words = Words::of(language);
        let (rows, name) = (shown::count(self.rows.len() as u64), words.all_periods);
        if self.rows.len() > MOST_ROWS {
            return format!("<p class=\"detail\">{name}{}{rows} {}</p>", words.colon, words.in_json);
        }
        let head: String = header(words).iter().map(|name| format!("<th>{name}</th>")).collect();
        let rows: String = self.rows.iter().map(|row| table_row(row, "", language)).collect();
        format!(
            "<details><summary>{name}</summary><div class=\"servqual-scorecard\"><table><thead><tr><th>{}</th>{head}<th></th></tr></thead><tbody>{rows}</tbody></table></div></details>",
            words.indicators
        )
    }
}

fn unit_row(line: &UnitLine<'_>, id: &str, [has_units, has_periods]: [bool; 2], language: Language) -> String {
    let words = Words::of(language);
    let cells = Cells::new(line.last, language);
    let unit = if cells.unit.is_empty() { words.no_unit } else { &cells.unit };
    let mut html = format!("<tr class=\"{}\">", class(line.last));
    if has_units {
        let _ = write!(html, "<th scope=\"row\">{}</th>", escape(unit));
    }
    if has_periods {
        let _ = write!(html, "<td class=\"period\">{}</td>", escape(&cells.period));
    }
    let [baseline, target] = [&cells.baseline, &cells.target].map(|text| escape(text));
    let _ = write!(html, "<td class=\"number\">{baseline}</td><td class=\"number\">{target}</td>");
    let [estimate, interval, verdict] = [&cells.estimate, &cells.interval, &cells.verdict].map(|text| escape(text));
    let interval = if line.last.measure.interval.is_some() { format!("{interval} · ") } else { String::new() };
    let _ = write!(
        html,
        "<td class=\"number strong\">{estimate}<span class=\"detail\">{interval}n = {}</span></td>",
        cells.n
    );
    let _ = write!(html, "<td class=\"judged {}\">{verdict}</td>", class(line.last));
    let progress = escape(&cells.progress);
    let (part, ends) = progress.split_once(" [").map_or((progress.as_str(), None), |(part, ends)| (part, Some(ends)));
    let ends = ends.map_or_else(String::new, |ends| format!("<span class=\"detail\">[{ends}</span>"));
    let _ = write!(html, "<td class=\"number\">{part}{ends}</td>");
    if has_periods {
        let caption =
            Caption { id: id.to_owned(), title: format!("{}, {unit}", cells.name), description: line.description() };
        let drawing = spark(&Spark { measures: &line.measures(), target: line.target() }, &caption);
        let _ =
            write!(html, "<td class=\"drawn\">{drawing}<span class=\"detail\">{}</span></td>", escape(&cells.change));
    }
    html.push_str("</tr>");
    html
}
