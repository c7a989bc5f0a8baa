//! The scorecard for a terminal: plain text, aligned also in Chinese.

pub(super) mod grid;

use self::grid::Grid;
use super::shown::{self, Tallied};
use super::words::{self, Words};
use super::wrapping::wrap;
use super::{Assessment, TrendLine, TrendPoint};
use crate::gap::servqual::{GapResult, ServqualReport};
use crate::measure::{Label, Language, Measure, Outcome, Verdict};
use crate::touchpoint::JourneyReport;

/// Columns of a terminal into which sentences are wrapped.
const COLUMNS: usize = 100;

impl Assessment {
    /// The assessment as a scorecard in plain text.
    ///
    /// One line for each measure, with estimate, interval, number of observations (left out
    /// beside it), target and verdict; an undecided verdict says how many more observations would
    /// decide. Columns are aligned for fonts in which a Chinese character is two columns wide.
    ///
    /// ```
    /// use servqual::handbook::Handbook;
    /// use servqual::measure::{Language, Tally};
    /// use servqual::report::AssessmentTally;
    /// let handbook = Handbook::from_toml(r#"
    ///     handbook = 1
    ///     organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
    ///     [[kpi]]
    ///     id = "satisfaction"
    ///     measure = { named = "customer_satisfaction" }
    ///     source = { ratings = "satisfaction" }
    ///     target = { at_least = 85, unit = "percent" }
    /// "#)?;
    /// let mut tally = AssessmentTally::new(handbook);
    /// tally.observe_csv("satisfaction\n5\n4\n2\n".as_bytes(), |_| {})?;
    /// let text = tally.finish()?.to_text(Language::English);
    /// assert!(text.contains("≥ 85.0 %"));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn to_text(&self, language: Language) -> String {
        let words = Words::of(language);
        let mut text = format!("{}\n", shown::name(&self.label, &self.organisation, language));
        if let Some(note) = &self.note {
            wrap(note.text(language), COLUMNS).iter().for_each(|line| text.push_str(&format!("{line}\n")));
        }
        let tallied = Tallied::new(self).sentence(language);
        text.push_str(&format!("{} {} · {tallied}\n", shown::count(self.rows), words.rows));
        self.duplicated(language).iter().for_each(|note| text.push_str(&format!("{note}\n")));
        let standards = self.standards.iter();
        let standards = standards.map(|kept| (&kept.label, kept.standard.as_str(), &kept.measure, Some(&kept.verdict)));
        text.push_str(&scorecard(words.standards, standards.collect(), language));
        let indicators = self.indicators.iter();
        let indicators = indicators
            .map(|line| (&line.measure.definition.label, line.id.as_str(), &line.measure, line.verdict.as_ref()));
        text.push_str(&scorecard(words.indicators, indicators.collect(), language));
        self.scorecard.iter().for_each(|scorecard| text.push_str(&scorecard.latest_to_text(language)));
        self.survey.iter().for_each(|report| text.push_str(&survey(report, language)));
        self.journey.iter().for_each(|report| text.push_str(&journey(report, language)));
        text.push_str(&self.courses(language));
        if self.judged().next().is_some() {
            text.push_str(&key(words));
        }
        text
    }

    fn courses(&self, language: Language) -> String {
        let lines = self.trends.iter().enumerate().filter(|(_, line)| line.points.len() > 1);
        let mut grid = Grid::new(Words::of(language).trends, "<><>");
        for (position, line) in lines {
            let followed = self.followed(position);
            let name = followed.map_or(line.id.as_str(), |(label, _)| shown::name(label, &line.id, language));
            grid.row(course(name, line));
        }
        grid.show()
    }
}

/// A line of the scorecard: label, id, measure, verdict.
type Line<'a> = (&'a Label, &'a str, &'a Measure, Option<&'a Verdict>);

fn scorecard(title: &str, lines: Vec<Line<'_>>, language: Language) -> String {
    let words = Words::of(language);
    let level = shown::level(lines.iter().map(|line| line.2));
    let mut grid = Grid::new(title, "<><>><<");
    grid.header([
        words.estimate,
        &interval_header(level.as_deref(), words),
        words.n,
        words.left_out,
        words.target,
        words.verdict,
    ]);
    for (label, id, measure, verdict) in lines {
        let own_level = measure.interval.filter(|_| level.is_none()).map(|interval| shown::percent(interval.level));
        let interval = format!("{} {}", shown::interval(measure), own_level.unwrap_or_default());
        grid.row([
            shown::name(label, id, language).to_owned(),
            shown::estimate(measure),
            interval.trim_end().to_owned(),
            shown::used(measure, language),
            shown::left_out(measure, language),
            verdict.map_or_else(String::new, |verdict| shown::target(&verdict.target)),
            verdict.map_or_else(String::new, |verdict| judgement(verdict, language)),
        ]);
    }
    grid.show()
}

fn interval_header(level: Option<&str>, words: &Words) -> String {
    level.map_or_else(|| words.interval_key.into(), |level| format!("{level} {}", words.interval))
}

/// The verdict with a sign that also a screen without colours shows.
fn judgement(verdict: &Verdict, language: Language) -> String {
    let word = Words::of(language).outcome(verdict.outcome);
    match (verdict.outcome, shown::more(verdict, language)) {
        (Outcome::Met, _) => format!("✓ {word}"),
        (Outcome::Missed, _) => format!("✗ {word}"),
        (Outcome::Undecided, None) => format!("? {word}"),
        (Outcome::Undecided, Some(more)) => format!("? {word}{}{more}", Words::of(language).comma),
    }
}

fn survey(report: &ServqualReport, language: Language) -> String {
    let words = Words::of(language);
    let title = format!(
        "{}{}{} ({} {})",
        words.survey,
        words.colon,
        shown::name(&report.label, &report.instrument, language),
        shown::count(report.respondents),
        words.respondents
    );
    let level = shown::level(report.dimensions.iter().map(|result| &result.gap));
    let mut grid = Grid::new(&format!("  {}", words.dimension), "<>>><>>>>");
    grid.header([
        words.expectation,
        words.perception,
        words.gap,
        &interval_header(level.as_deref(), words),
        words.n,
        words.left_out,
        words.t,
        words.p,
    ]);
    report.dimensions.iter().for_each(|result| grid.row(dimension(result, language)));
    let overall = &report.overall;
    grid.row(whole(&overall.unweighted, Some(&overall.servperf), overall.t, overall.p_value, language));
    if let Some(weighted) = &overall.weighted {
        grid.row(whole(weighted, None, overall.weighted_t, overall.weighted_p_value, language));
    }
    format!("\n{title}{}", grid.show())
}

fn dimension(result: &GapResult, language: Language) -> [String; 9] {
    [
        shown::name(&result.label, &result.id, language).to_owned(),
        shown::estimate(&result.expectation),
        shown::estimate(&result.perception),
        shown::estimate(&result.gap),
        shown::interval(&result.gap),
        shown::count(result.gap.n),
        shown::left_out(&result.gap, language),
        shown::statistic(result.t),
        shown::p_value(result.p_value),
    ]
}

/// A score over all dimensions, with what is perceived where that is given.
fn whole(
    gap: &Measure,
    perception: Option<&Measure>,
    t: Option<f64>,
    p_value: Option<f64>,
    language: Language,
) -> [String; 9] {
    [
        gap.definition.label.text(language).to_owned(),
        String::new(),
        perception.map_or_else(String::new, shown::estimate),
        shown::estimate(gap),
        shown::interval(gap),
        shown::count(gap.n),
        shown::left_out(gap, language),
        shown::statistic(t),
        shown::p_value(p_value),
    ]
}

fn journey(report: &JourneyReport, language: Language) -> String {
    let words = Words::of(language);
    let title = format!("{}{}{}", words.journey, words.colon, shown::name(&report.label, &report.journey, language));
    let level = shown::level(report.touchpoints.iter().map(|result| &result.conformance));
    let mut grid = Grid::new(&title, "<<><>><");
    grid.header([
        words.tier,
        words.conformance,
        &interval_header(level.as_deref(), words),
        words.n,
        words.left_out,
        "",
    ]);
    for result in &report.touchpoints {
        let weakest = report.weakest.as_deref() == Some(result.touchpoint.as_str());
        grid.row([
            shown::name(&result.label, &result.touchpoint, language).to_owned(),
            words::tier(&result.tier, language).to_owned(),
            shown::estimate(&result.conformance),
            shown::interval(&result.conformance),
            shown::count(result.conformance.n),
            shown::left_out(&result.conformance, language),
            if weakest { format!("← {}", words.weakest) } else { String::new() },
        ]);
    }
    let end_to_end =
        report.end_to_end.map(|share| format!("  {}{}{:.1} %\n", words.end_to_end, words.colon, 100.0 * share));
    grid.show() + &end_to_end.unwrap_or_default()
}

/// `2013-01 81.6 %`, `▅▄▅▃`, `2013-12 68.8 %` beside the name.
fn course(name: &str, line: &TrendLine) -> [String; 4] {
    let end = |point: Option<&TrendPoint>| {
        point.map_or_else(String::new, |point| format!("{} {}", point.period, shown::estimate(&point.measure)))
    };
    let estimates: Vec<_> = line.points.iter().map(|point| point.measure.estimate).collect();
    [name.to_owned(), end(line.points.first()), sparkline(&estimates), end(line.points.last())]
}

/// One block for each value, from the lowest to the highest.
pub(super) fn sparkline(values: &[Option<f64>]) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let known = || values.iter().flatten().copied();
    let (lowest, highest) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let block = |value: f64| {
        let height = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
        BLOCKS[((height * 7.0).round() as usize).min(7)]
    };
    values.iter().map(|value| value.map_or(' ', block)).collect()
}

fn key(words: &Words) -> String {
    let each = [(words.met, words.met_why), (words.missed, words.missed_why), (words.undecided, words.undecided_why)];
    let each = each.map(|(word, why)| format!("{word}{}{why}\n", words.colon));
    format!("\n{}", each.concat())
}
