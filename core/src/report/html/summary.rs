//! What the assessment says, in sentences.

use serde::Serialize;

use super::super::shown;
use super::super::words::Words;
use super::Assessment;
use super::view::class;
use crate::gap::servqual::GapResult;
use crate::measure::{Language, Outcome};

/// One sentence of the summary.
#[derive(Serialize)]
pub(super) struct Sentence {
    /// The outcome that it is about, as a class.
    class: &'static str,
    /// The outcome in words.
    lead: String,
    text: String,
}

impl Sentence {
    fn plain(text: String) -> Self {
        Self { class: "", lead: String::new(), text }
    }
}

impl Assessment {
    /// The paragraph at the head of the page: what is missed, what is open, where the worst lies.
    pub(super) fn sentences(&self, language: Language) -> Vec<Sentence> {
        let words = Words::of(language);
        let mut sentences = vec![];
        for outcome in [Outcome::Missed, Outcome::Undecided, Outcome::Met] {
            let listed: Vec<String> = self.judged_as(outcome, language).collect();
            if !listed.is_empty() {
                let text = format!("{}{}", listed.join(semicolon(language)), words.stop.trim_end());
                let lead = format!("{}{}", capital(words.outcome(outcome)), words.colon);
                sentences.push(Sentence { class: class(outcome), lead, text });
            }
        }
        sentences.extend(self.widest_gap(language).map(Sentence::plain));
        sentences.extend(self.weakest_touchpoint(language).map(Sentence::plain));
        sentences
    }

    /// `Customer satisfaction (60.9 % against ≥ 65.0 %)`.
    fn judged_as(&self, outcome: Outcome, language: Language) -> impl Iterator<Item = String> {
        let judged = self.judged().filter(move |(.., verdict)| verdict.outcome == outcome);
        judged.map(move |(label, id, measure, verdict)| {
            let name = shown::name(label, id, language);
            let (estimate, target) = (together(&shown::estimate(measure)), together(&shown::target(&verdict.target)));
            let more = shown::more(verdict, language);
            match language {
                Language::Chinese => {
                    let more = more.map_or_else(String::new, |more| format!("；{more}"));
                    format!("{name}（{estimate}，目标 {target}{more}）")
                }
                Language::English => {
                    let more = more.map_or_else(String::new, |more| format!("; {more}"));
                    format!("{name} ({estimate} against {target}{more})")
                }
            }
        })
    }

    fn widest_gap(&self, language: Language) -> Option<String> {
        let result = widest(&self.survey.as_ref()?.dimensions)?;
        let name = shown::name(&result.label, &result.id, language);
        let (estimate, interval) = (together(&shown::estimate(&result.gap)), together(&shown::interval(&result.gap)));
        Some(match language {
            Language::Chinese => format!("差距最大的维度是{name}：{estimate} {interval}。"),
            Language::English => format!("The widest gap is in {name}: {estimate} {interval}."),
        })
    }

    fn weakest_touchpoint(&self, language: Language) -> Option<String> {
        let journey = self.journey.as_ref()?;
        let weakest = journey.weakest.as_ref()?;
        let result = journey.touchpoints.iter().find(|result| &result.touchpoint == weakest)?;
        let name = shown::name(&result.label, &result.touchpoint, language);
        let conformance = &result.conformance;
        let (estimate, interval) = (together(&shown::estimate(conformance)), together(&shown::interval(conformance)));
        Some(match language {
            Language::Chinese => format!("符合率最低的触点是{name}：{estimate} {interval}。"),
            Language::English => format!("Conformance is lowest at {name}: {estimate} {interval}."),
        })
    }
}

/// The dimension with the widest gap below zero; one whose interval reaches zero falls short of
/// nothing that the data show.
pub(super) fn widest(dimensions: &[GapResult]) -> Option<&GapResult> {
    let short = dimensions.iter().filter(|result| result.gap.interval.is_some_and(|interval| interval.upper < 0.0));
    let known = short.filter_map(|result| Some((result, result.gap.estimate?)));
    known.min_by(|left, right| left.1.total_cmp(&right.1)).map(|(result, _)| result)
}

/// A number that no line break takes apart, but before what a rate refers to.
pub(super) fn together(number: &str) -> String {
    number.replace(' ', "\u{a0}").replace("\u{a0}/", " /")
}

fn semicolon(language: Language) -> &'static str {
    match language {
        Language::Chinese => "；",
        Language::English => "; ",
    }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}
