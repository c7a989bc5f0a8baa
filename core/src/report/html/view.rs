//! What the template reads: texts and drawings, nothing left to compute.

use serde::Serialize;

use super::definitions::{DefinitionView, Definitions};
use super::names;
use super::summary::{Sentence, together};
use super::survey::SurveyView;
use super::{Assessment, shown};
use crate::measure::{Language, Measure, Outcome, Verdict};
use crate::report::chart::{Caption, Course, Strip, strip, trend};
use crate::report::shown::Tallied;
use crate::report::words::{self, Words};
use crate::standard::Conformance;
use crate::touchpoint::{JourneyReport, TouchpointConformance};

/// The page in one language.
#[derive(Serialize)]
pub(super) struct Article {
    words: &'static Words,
    /// Start of every id, so that the two languages do not share one.
    prefix: &'static str,
    name: String,
    note: Option<String>,
    rows: String,
    duplicated: Option<String>,
    tallied: String,
    counts: [Count; 3],
    sentences: Vec<Sentence>,
    /// The confidence level of the scorecard, where all its lines share one.
    level: Option<String>,
    standards: Vec<Row>,
    indicators: Vec<Row>,
    survey: Option<SurveyView>,
    journey: Option<JourneyView>,
    trends: Vec<TrendView>,
    scorecard: Option<String>,
    definitions: Vec<DefinitionView>,
}

/// How many targets have an outcome.
#[derive(Serialize)]
struct Count {
    class: &'static str,
    number: usize,
    word: &'static str,
    why: &'static str,
}

/// A measure with everything that belongs to its number.
#[derive(Serialize)]
pub(super) struct Row {
    name: String,
    detail: String,
    estimate: String,
    interval: String,
    /// Level and method of the interval.
    method: String,
    n: String,
    left_out: String,
    target: Option<String>,
    verdict: Option<Judged>,
    strip: String,
    definition: usize,
}

#[derive(Serialize)]
struct Judged {
    class: &'static str,
    word: &'static str,
    more: Option<String>,
}

#[derive(Serialize)]
struct JourneyView {
    name: String,
    touchpoints: Vec<TouchpointView>,
    end_to_end: Option<String>,
}

#[derive(Serialize)]
struct TouchpointView {
    row: Row,
    tier: &'static str,
    tier_class: &'static str,
    channel: String,
    required: Option<String>,
    options: Vec<OptionView>,
    weakest: bool,
}

#[derive(Serialize)]
struct OptionView {
    name: String,
    count: String,
    /// Percent of what was delivered, as a number and for the width of a bar.
    percent: String,
}

#[derive(Serialize)]
struct TrendView {
    name: String,
    target: Option<String>,
    definition: usize,
    chart: String,
    points: Vec<Row>,
}

/// What the parts of an article have in common while they are made.
pub(super) struct Making {
    pub(super) language: Language,
    pub(super) words: &'static Words,
    pub(super) definitions: Definitions,
    prefix: &'static str,
    captions: usize,
}

impl Article {
    pub(super) fn new(assessment: &Assessment, language: Language) -> Self {
        let words = Words::of(language);
        let prefix = match language {
            Language::Chinese => "zh",
            Language::English => "en",
        };
        let mut making = Making { language, words, definitions: Definitions::default(), prefix, captions: 0 };
        let tallied = Tallied::new(assessment);
        let lines = assessment.standards.iter().map(|kept| &kept.measure);
        let lines = lines.chain(assessment.indicators.iter().map(|line| &line.measure));
        Self {
            words,
            prefix,
            name: shown::name(&assessment.label, &assessment.organisation, language).to_owned(),
            note: assessment.note.as_ref().map(|note| shown::name(note, "", language).to_owned()),
            rows: shown::count(assessment.rows),
            duplicated: assessment.duplicated(language),
            tallied: tallied.sentence(language),
            counts: counts(&tallied, words),
            sentences: assessment.sentences(language),
            level: shown::level(lines),
            standards: assessment.standards.iter().map(|kept| making.standard(kept)).collect(),
            indicators: assessment
                .indicators
                .iter()
                .map(|line| making.row(&line.id, String::new(), &line.measure, line.verdict.as_ref()))
                .collect(),
            survey: assessment.survey.as_ref().map(|report| SurveyView::new(report, &mut making)),
            journey: assessment.journey.as_ref().map(|report| making.journey(report)),
            trends: (0..assessment.trends.len()).filter_map(|position| making.trend(assessment, position)).collect(),
            scorecard: assessment
                .scorecard
                .as_ref()
                .map(|scorecard| scorecard.page_section(&format!("{prefix}-scorecard"), language)),
            definitions: making.definitions.views(language),
        }
    }
}

fn counts(tallied: &Tallied, words: &'static Words) -> [Count; 3] {
    let count = |outcome, number, why| Count { class: class(outcome), number, word: words.outcome(outcome), why };
    [
        count(Outcome::Met, tallied.met, words.met_why),
        count(Outcome::Missed, tallied.missed, words.missed_why),
        count(Outcome::Undecided, tallied.undecided, words.undecided_why),
    ]
}

/// The class that gives an outcome its colour.
pub(super) fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Missed => "missed",
        Outcome::Undecided => "undecided",
    }
}

impl Making {
    /// A caption with an id that nothing else on the page has.
    pub(super) fn caption(&mut self, title: String, description: String) -> Caption {
        self.captions += 1;
        Caption { id: format!("{}-chart-{}", self.prefix, self.captions), title, description }
    }

    fn standard(&mut self, kept: &Conformance) -> Row {
        let detail = [
            names::pillar(kept.pillar, self.language).to_owned(),
            names::scope(&kept.scope, self.language),
            format!("{} {}", self.words.version, kept.version),
        ];
        let mut row = self.row(&kept.standard, detail.join(" · "), &kept.measure, Some(&kept.verdict));
        row.name = shown::name(&kept.label, &kept.standard, self.language).to_owned();
        row
    }

    /// A line of the scorecard.
    pub(super) fn row(&mut self, id: &str, detail: String, measure: &Measure, verdict: Option<&Verdict>) -> Row {
        let name = shown::name(&measure.definition.label, id, self.language).to_owned();
        let description = self.description(measure, verdict);
        let caption = self.caption(name.clone(), description);
        let target = verdict.map(|verdict| &verdict.target);
        let mut row = self.plain_row(name, measure, verdict);
        row.detail = detail;
        row.strip = strip(&Strip { measure, target, shared: None }, &caption);
        row
    }

    /// The numbers of a measure without a drawing.
    pub(super) fn plain_row(&mut self, name: String, measure: &Measure, verdict: Option<&Verdict>) -> Row {
        let method = measure.interval.map(|interval| {
            format!("{} {}", shown::percent(interval.level), names::method(interval.method, self.language))
        });
        Row {
            name,
            detail: String::new(),
            estimate: together(&shown::estimate(measure)),
            interval: shown::interval(measure),
            method: method.unwrap_or_default(),
            n: shown::used(measure, self.language),
            left_out: shown::left_out(measure, self.language),
            target: verdict.map(|verdict| shown::target(&verdict.target)),
            verdict: verdict.map(|verdict| Judged {
                class: class(verdict.outcome),
                word: self.words.outcome(verdict.outcome),
                more: shown::more(verdict, self.language),
            }),
            strip: String::new(),
            definition: self.definitions.cite(measure),
        }
    }

    /// `77.0 % [76.8 %, 77.3 %], target ≥ 80.0 %, missed`, in the words of the language.
    pub(super) fn description(&self, measure: &Measure, verdict: Option<&Verdict>) -> String {
        let mut parts = vec![format!("{} {}", shown::estimate(measure), shown::interval(measure))];
        if let Some(verdict) = verdict {
            parts.push(format!("{} {}", self.words.target, shown::target(&verdict.target)));
            parts.push(self.words.outcome(verdict.outcome).into());
        }
        parts.join(self.words.comma)
    }

    fn journey(&mut self, report: &JourneyReport) -> JourneyView {
        let weakest = |result: &TouchpointConformance| report.weakest.as_deref() == Some(&result.touchpoint);
        JourneyView {
            name: shown::name(&report.label, &report.journey, self.language).to_owned(),
            touchpoints: report.touchpoints.iter().map(|result| self.touchpoint(result, weakest(result))).collect(),
            end_to_end: report.end_to_end.map(|share| format!("{:.1} %", 100.0 * share)),
        }
    }

    fn touchpoint(&mut self, result: &TouchpointConformance, weakest: bool) -> TouchpointView {
        let total = result.conformance.n;
        let option = |name: &str, count: u64| OptionView {
            name: name.to_owned(),
            count: shown::count(count),
            percent: format!("{:.1}", if total > 0 { 100.0 * count as f64 / total as f64 } else { 0.0 }),
        };
        let mut options: Vec<_> = result.options.iter().map(|used| option(&used.option, used.count)).collect();
        let chosen = result.options.iter().fold(0_u64, |sum, used| sum.saturating_add(used.count));
        if !options.is_empty() && total > chosen {
            options.push(option(self.words.outside, total - chosen));
        }
        let required = match &result.tier {
            crate::touchpoint::Tier::Fixed { required } => Some(required.clone()),
            _ => None,
        };
        TouchpointView {
            row: self.row(&result.touchpoint, String::new(), &result.conformance, None),
            tier: words::tier(&result.tier, self.language),
            tier_class: result.tier.name(),
            channel: result.channel.clone(),
            required,
            options,
            weakest,
        }
    }

    /// The course of one trend; `None` where there is a single period or none.
    fn trend(&mut self, assessment: &Assessment, position: usize) -> Option<TrendView> {
        let line = assessment.trends.get(position)?;
        let [first, .., last] = line.points.as_slice() else { return None };
        let (label, verdict) = assessment.followed(position).unwrap_or((&first.measure.definition.label, None));
        let name = shown::name(label, &line.id, self.language).to_owned();
        let end = |point: &crate::report::TrendPoint| format!("{} {}", point.period, shown::estimate(&point.measure));
        let caption = self.caption(name.clone(), format!("{} → {}", end(first), end(last)));
        let target = verdict.map(|verdict| &verdict.target);
        let row = |making: &mut Self, point: &crate::report::TrendPoint| {
            let verdict = target.and_then(|target| point.measure.judge(target).ok());
            making.plain_row(point.period.clone(), &point.measure, verdict.as_ref())
        };
        let points = line.points.iter().map(|point| row(self, point)).collect();
        let definition = self.definitions.cite(&first.measure);
        let chart = trend(&Course { points: &line.points, target }, &caption);
        Some(TrendView { name, target: target.map(shown::target), definition, chart, points })
    }
}
