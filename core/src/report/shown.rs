//! Numbers as people read them, the same in the terminal and on the page.

use super::Assessment;
use super::words::{self, Words};
use crate::measure::{Label, Language, Measure, Outcome, Target, TargetBound, Unit, Verdict};

/// What stands where there is no number.
pub(super) const NOTHING: &str = "–";

/// A label in the language, else in the other one, else the id.
pub(super) fn name<'a>(label: &'a Label, id: &'a str, language: Language) -> &'a str {
    let texts = [label.text(language), &label.zh, &label.en, id];
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or(id)
}

/// A whole number with its thousands apart.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// A value in its unit, with a true minus sign.
pub(super) fn value(unit: &Unit, value: f64) -> String {
    match unit {
        Unit::RatePer { per, base } | Unit::RateDifference { per, base } => {
            format!("{} / {} {base}", number(unit, value), count(*per))
        }
        _ => minus(unit.show(value)),
    }
}

/// The value without what a rate refers to, which need not stand beside each of two numbers.
fn number(unit: &Unit, value: f64) -> String {
    let tenths = format!("{:.1}", value.abs());
    let (whole, tenth) = tenths.split_once('.').unwrap_or((&tenths, "0"));
    match unit {
        // Beyond whole numbers of 64 bits nobody counts.
        Unit::RatePer { .. } | Unit::RateDifference { .. } => {
            let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
            let sign = match value {
                below if below < 0.0 => "−",
                _ if unit.is_difference() => "+",
                _ => "",
            };
            format!("{sign}{whole}.{tenth}")
        }
        _ => minus(unit.show(value)),
    }
}

/// A target in its unit: `≥ 85.0 %`.
pub(super) fn target(target: &Target) -> String {
    let sign = match target.bound {
        TargetBound::AtLeast => "≥",
        TargetBound::AtMost => "≤",
    };
    format!("{sign} {}", value(&target.unit, target.value))
}

/// A leading hyphen as the minus sign that it stands for.
fn minus(shown: String) -> String {
    match shown.strip_prefix('-') {
        Some(magnitude) => format!("−{magnitude}"),
        None => shown,
    }
}

/// The estimate of a measure in its unit.
pub(super) fn estimate(measure: &Measure) -> String {
    measure.estimate.map_or_else(|| NOTHING.into(), |estimate| value(&measure.definition.unit, estimate))
}

/// The ends of the interval of a measure in its unit.
pub(super) fn interval(measure: &Measure) -> String {
    let unit = &measure.definition.unit;
    match &measure.interval {
        Some(interval) => format!("[{}, {}]", number(unit, interval.lower), number(unit, interval.upper)),
        None => NOTHING.into(),
    }
}

/// How many were used, and how many of them had not ended: `80, 22 of them open`.
pub(super) fn used(measure: &Measure, language: Language) -> String {
    let n = count(measure.n);
    match (measure.censored.filter(|open| *open > 0), language) {
        (None, _) => n,
        (Some(open), Language::Chinese) => format!("{n}，其中 {} 未结束", count(open)),
        (Some(open), Language::English) => format!("{n}, {} of them open", count(open)),
    }
}

/// What was left out and why: `2,200 missing`.
pub(super) fn left_out(measure: &Measure, language: Language) -> String {
    let each = measure.excluded.iter();
    each.map(|exclusion| format!("{} {}", count(exclusion.count), words::exclusion(exclusion.reason, language)))
        .collect::<Vec<_>>()
        .join(Words::of(language).comma)
}

/// The confidence level that all measures share, as `95 %`.
pub(super) fn level<'a>(measures: impl IntoIterator<Item = &'a Measure>) -> Option<String> {
    let mut levels = measures.into_iter().filter_map(|measure| measure.interval).map(|interval| interval.level);
    let first = levels.next()?;
    levels.all(|level| level == first).then(|| percent(first))
}

/// A confidence level: `95 %`, `99.9 %`.
pub(super) fn percent(level: f64) -> String {
    let text = format!("{:.3}", 100.0 * level);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A statistic with two decimals.
pub(super) fn statistic(number: Option<f64>) -> String {
    number.map_or_else(|| NOTHING.into(), |number| minus(format!("{number:.2}")))
}

/// A p value with three decimals, `< 0.001` below.
pub(super) fn p_value(p: Option<f64>) -> String {
    match p {
        None => NOTHING.into(),
        Some(p) if p < 0.001 => "< 0.001".into(),
        Some(p) => format!("{p:.3}"),
    }
}

/// How many more observations would decide, where the verdict is open and that can be told.
pub(super) fn more(verdict: &Verdict, language: Language) -> Option<String> {
    let further = verdict.further_observations.filter(|_| verdict.outcome == Outcome::Undecided)?;
    let further = count(further);
    Some(match language {
        Language::Chinese => format!("再有 {further} 个观测可定"),
        Language::English => format!("{further} more would decide"),
    })
}

/// How many targets are met, missed and undecided.
pub(super) struct Tallied {
    pub(super) met: usize,
    pub(super) missed: usize,
    pub(super) undecided: usize,
}

impl Tallied {
    pub(super) fn new(assessment: &Assessment) -> Self {
        let outcomes = || assessment.judged().map(|(.., verdict)| verdict.outcome);
        let number = |wanted: Outcome| outcomes().filter(|&outcome| outcome == wanted).count();
        Self { met: number(Outcome::Met), missed: number(Outcome::Missed), undecided: number(Outcome::Undecided) }
    }

    /// `8 targets: 4 met, 3 missed, 1 undecided`.
    pub(super) fn sentence(&self, language: Language) -> String {
        let Self { met, missed, undecided } = self;
        let all = met + missed + undecided;
        match (language, all) {
            (Language::Chinese, 0) => "未设目标".into(),
            (Language::English, 0) => "No targets are set".into(),
            (Language::Chinese, _) => format!("{all} 项目标：{met} 项达标、{missed} 项未达标、{undecided} 项未定"),
            (Language::English, 1) => format!("1 target: {met} met, {missed} missed, {undecided} undecided"),
            (Language::English, _) => format!("{all} targets: {met} met, {missed} missed, {undecided} undecided"),
        }
    }
}

impl Assessment {
    /// That ids stand twice, where they do.
    pub(super) fn duplicated(&self, language: Language) -> Option<String> {
        let found = self.duplicates.as_ref().filter(|found| found.duplicates > 0)?;
        let number = count(found.duplicates);
        Some(match language {
            Language::Chinese => format!("注意：{number} 行的编号（{}）重复出现，仍计入各项结果", found.column),
            Language::English => {
                format!("Note: rows with an id ({}) that another row has, still counted: {number}", found.column)
            }
        })
    }

    /// Every measure with a target: label, id, measure and verdict; standards first.
    pub(super) fn judged(&self) -> impl Iterator<Item = (&Label, &str, &Measure, &Verdict)> {
        let standards = self.standards.iter();
        let standards = standards.map(|kept| (&kept.label, kept.standard.as_str(), &kept.measure, &kept.verdict));
        let indicators = self.indicators.iter().filter_map(|line| {
            let verdict = line.verdict.as_ref()?;
            Some((&line.measure.definition.label, line.id.as_str(), &line.measure, verdict))
        });
        standards.chain(indicators)
    }

    /// Label and verdict of what a trend follows.
    pub(super) fn followed(&self, position: usize) -> Option<(&Label, Option<&Verdict>)> {
        let line = self.trends.get(position)?;
        let hash = line.points.first().map(|point| point.measure.definition.hash.as_str());
        let fits = |id: &str, measure: &Measure| id == line.id && Some(measure.definition.hash.as_str()) == hash;
        let standard = self.standards.iter().find(|kept| fits(&kept.standard, &kept.measure));
        let standard = standard.map(|kept| (&kept.label, Some(&kept.verdict)));
        standard.or_else(|| {
            let indicator = self.indicators.iter().find(|line| fits(&line.id, &line.measure))?;
            Some((&indicator.measure.definition.label, indicator.verdict.as_ref()))
        })
    }
}
