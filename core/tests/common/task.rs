//! What a case computes: at once, or cut into chunks and merged.

use std::ops::Range;

use serde_json::Value;
use servqual::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualTally};
use servqual::kpi::{
    Criterion, KpiDefinition, KpiTally, Observable, Statistic, definition_from_json, service_cost_benefit,
};
use servqual::measure::{
    Direction, Label, Measure, MissingRule, OwnedColumn, Tally, Target, TargetBound, Unit, describe, from_bytes,
    to_bytes,
};
use servqual::stats::interval::{ConfidenceLevel, ProportionMethod, proportion, student};
use servqual::stats::{ExactMoments, ExactSum, benjamini_hochberg, holm};
use servqual::survey::Instrument;
use servqual::{QualityError, Result};

use super::answer::Answers;
use super::business_time;
use super::case::{self, Case};
use super::data::{self, Columns};
use super::indicators::shares;
use super::observed::{Observed, cases, definition, observed};
use super::report::{Analysis, analysis};

/// A case with its input read.
pub(crate) enum Task {
    Proportion { successes: u64, trials: u64, method: ProportionMethod, level: ConfidenceLevel },
    Sum(Vec<Option<f64>>),
    Mean { values: Vec<Option<f64>>, level: ConfidenceLevel },
    Kpi { definition: KpiDefinition, observed: Observed },
    Verdict { definition: KpiDefinition, observed: Observed, target: Target },
    Servqual { instrument: Instrument, options: ServqualOptions, expectation: Answered, perception: Answered },
    Report(Box<dyn Analysis>),
    Measured(Box<Measure>),
    Table(Value),
}

/// Answers of the items, in the order of the instrument.
pub(crate) type Answered = Vec<(String, Vec<Option<i8>>)>;

pub(crate) fn owned<T: Copy + Default>(name: &str, values: &[Option<T>], rows: &Range<usize>) -> OwnedColumn<T> {
    let mut column = OwnedColumn::new(name);
    // Columns of different length are passed on as they are.
    values[rows.start.min(values.len())..rows.end.min(values.len())].iter().for_each(|&value| column.push(value));
    column
}

impl Task {
    /// Reads the input of a case.
    pub(crate) fn new(case: &Case, columns: &Columns) -> Result<Self> {
        if let Some(report) = analysis(case, columns)? {
            return Ok(Self::Report(report));
        }
        match case.operation.as_str() {
            "business_time" => business_time::compute(case, columns).map(Self::Table),
            "survival" | "weighted_index" | "interval_choice" | "repeat" | "survey" => Self::indicator(case, columns),
            "cost_benefit" => cost_benefit(case),
            "adjust" => Ok(Self::Table(adjusted(&case.written))),
            _ => Self::measured(case, columns),
        }
    }

    fn measured(case: &Case, columns: &Columns) -> Result<Self> {
        let level = case.options.get("level").and_then(Value::as_f64);
        let level = level.map(ConfidenceLevel::new).transpose()?.unwrap_or_default();
        let missing: MissingRule = case.options.get("missing").map_or_else(Default::default, json);
        match case.operation.as_str() {
            "proportion_interval" => {
                let (successes, trials) = (case.successes.unwrap(), case.trials.unwrap());
                Ok(Self::Proportion { successes, trials, method: json(case.method.as_ref().unwrap()), level })
            }
            "exact_sum" => Ok(Self::Sum(data::reals(&columns["value"]))),
            "mean_interval" => {
                let values = data::reals(&columns["value"]);
                if missing == MissingRule::Raise {
                    data::refuse_missing("value", &values)?;
                }
                Ok(Self::Mean { values, level })
            }
            "verdict" => Self::verdict(case, level),
            "business_duration" => {
                let definition = definition_from_json(&case.definition.as_ref().unwrap().to_string())?;
                let observed = cases(case, columns)?;
                Ok(Self::Kpi { definition, observed })
            }
            "kpi" => {
                let definition = definition_from_json(&case.definition.as_ref().unwrap().to_string())?;
                let definition = definition.with_level(level).with_missing(missing);
                let observed = observed(case, columns, &definition)?;
                Ok(Self::Kpi { definition, observed })
            }
            "servqual" => Self::servqual(case, columns, ServqualOptions { missing, level, ..Default::default() }),
            other => panic!("unknown operation {other}"),
        }
    }

    /// An indicator with what stands beside its definition.
    fn indicator(case: &Case, columns: &Columns) -> Result<Self> {
        let definition = definition(case)?;
        let observed = observed(case, columns, &definition)?;
        Ok(Self::Kpi { definition, observed })
    }

    /// A share of yes, held against a target.
    fn verdict(case: &Case, level: ConfidenceLevel) -> Result<Self> {
        let share = Statistic::Share { criterion: Criterion::Yes {} };
        let (label, direction) = (Label::default(), Direction::HigherIsBetter);
        let definition =
            KpiDefinition::new("share", label, Observable::Outcome {}, share, direction)?.with_level(level);
        let (successes, trials) = (case.successes.unwrap(), case.trials.unwrap());
        let observed = Observed::Outcomes((0..trials).map(|trial| Some(trial < successes)).collect());
        let target = target(case.target.as_ref().unwrap())?;
        Ok(Self::Verdict { definition, observed, target })
    }

    fn servqual(case: &Case, columns: &Columns, options: ServqualOptions) -> Result<Self> {
        let instrument = Instrument::from_json(&case.instrument.as_ref().unwrap().to_string())?;
        let read = |side: &str| {
            let ids = instrument.items().iter().map(|item| format!("{side}.{}", item.id));
            let column = |name: String| {
                let answers = data::answers(&name, &columns[&name], instrument.scale())?;
                Ok((name, answers))
            };
            ids.map(column).collect::<Result<Answered>>()
        };
        let (expectation, perception) = (read("expectation")?, read("perception")?);
        Ok(Self::Servqual { instrument, options, expectation, perception })
    }

    /// Rows that can be cut; an interval of counts has none.
    pub(crate) fn rows(&self) -> usize {
        match self {
            Self::Proportion { .. } | Self::Measured(_) | Self::Table(_) => 0,
            Self::Report(report) => report.rows(),
            Self::Sum(values) | Self::Mean { values, .. } => values.len(),
            Self::Kpi { observed, .. } | Self::Verdict { observed, .. } => observed.rows(),
            Self::Servqual { expectation, .. } => expectation.first().map_or(0, |(_, answers)| answers.len()),
        }
    }

    /// All rows at once.
    pub(crate) fn run(&self) -> Result<Answers> {
        let all = 0..self.rows();
        match self {
            Self::Proportion { successes, trials, method, level } => {
                let bounds = proportion(*successes, *trials, *method, *level)?;
                Ok(Answers::Proportion { successes: *successes, trials: *trials, bounds })
            }
            Self::Sum(values) => Ok(Answers::Sum(describe(owned("value", values, &all).column()?)?.sum)),
            Self::Mean { values, level } => {
                let found = describe(owned("value", values, &all).column()?)?;
                mean(found.n, found.missing, found.mean, found.standard_deviation, *level)
            }
            _ => self.run_cut(std::slice::from_ref(&all)),
        }
    }

    /// Chunk by chunk, the last first, each into its own tally; neighbours are merged in a tree.
    pub(crate) fn run_cut(&self, chunks: &[Range<usize>]) -> Result<Answers> {
        match self {
            Self::Proportion { .. } => self.run(),
            Self::Table(found) => Ok(Answers::Table(found.clone())),
            Self::Measured(measure) => Ok(Answers::Kpi(measure.clone())),
            Self::Report(report) => {
                let text = report.run(chunks)?;
                let tree = report.tree(&text);
                Ok(Answers::report(text, tree))
            }
            Self::Sum(values) => {
                let sum = tree(
                    chunks,
                    |rows| {
                        describe(owned("value", values, rows).column()?)?;
                        let mut sum = ExactSum::default();
                        values[rows.clone()].iter().flatten().for_each(|&value| sum.add(value));
                        Ok(sum)
                    },
                    |sum, other| {
                        sum.merge(&again(other));
                        Ok(())
                    },
                )?;
                Ok(Answers::Sum(sum.value()))
            }
            Self::Mean { values, level } => {
                let moments = tree(
                    chunks,
                    |rows| {
                        describe(owned("value", values, rows).column()?)?;
                        let mut moments = ExactMoments::default();
                        values[rows.clone()].iter().flatten().for_each(|&value| moments.add(value));
                        Ok(moments)
                    },
                    |moments, other| {
                        moments.merge(&again(other));
                        Ok(())
                    },
                )?;
                let missing = values.len() as u64 - moments.n();
                mean(moments.n(), missing, moments.mean(), moments.standard_deviation(), *level)
            }
            Self::Kpi { definition, observed } => {
                let tally =
                    merged(chunks, KpiTally::new(definition.clone()), |tally, rows| observed.observe(tally, rows))?;
                Ok(Answers::Kpi(tally.finish()?.into()))
            }
            Self::Verdict { definition, observed, target } => {
                let tally =
                    merged(chunks, KpiTally::new(definition.clone()), |tally, rows| observed.observe(tally, rows))?;
                let measure = tally.finish()?;
                let verdict = measure.judge(target)?;
                Ok(Answers::Verdict(measure.into(), verdict.into()))
            }
            Self::Servqual { instrument, options, expectation, perception } => {
                let empty = ServqualTally::new(instrument.clone(), options.clone());
                let tally = merged(chunks, empty, |tally, rows| {
                    let cut = |side: &Answered| {
                        side.iter().map(|(name, answers)| owned(name, answers, rows)).collect::<Vec<_>>()
                    };
                    let (expectation, perception) = (cut(expectation), cut(perception));
                    let expectation: Vec<_> = Result::from_iter(expectation.iter().map(OwnedColumn::column))?;
                    let perception: Vec<_> = Result::from_iter(perception.iter().map(OwnedColumn::column))?;
                    tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception })
                })?;
                Ok(Answers::Servqual(tally.finish()?.into()))
            }
        }
    }
}

/// The cost–benefit ratio of a change in retention and one in repurchase.
fn cost_benefit(case: &Case) -> Result<Task> {
    let change = |name: &str| {
        let [first, second] = shares(&case.written[name]);
        second.change_since(&first)
    };
    let found = service_cost_benefit(&change("counts")?, Some(&change("again")?), &json(&case.options))?;
    Ok(Task::Measured(Box::new(found)))
}

/// Adjusted p values under their positions.
fn adjusted(case: &Value) -> Value {
    let p_values: Vec<f64> = json(&case["p_values"]);
    let found = if case["method"] == "holm" { holm(&p_values) } else { benjamini_hochberg(&p_values) };
    found.iter().enumerate().map(|(at, value)| (at.to_string(), Value::from(*value))).collect()
}

fn json<T: serde::de::DeserializeOwned>(value: &serde_json::Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

/// Written and read again.
fn again<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_slice(&serde_json::to_vec(value).unwrap()).unwrap()
}

fn mean(n: u64, missing: u64, mean: Option<f64>, deviation: Option<f64>, level: ConfidenceLevel) -> Result<Answers> {
    if n == 0 {
        return Err(QualityError::TooFewObservations { place: "value".into(), required: 1, actual: 0 });
    }
    let bounds = mean.zip(deviation).and_then(|(mean, deviation)| student(mean, deviation, n, level));
    Ok(Answers::Mean { n, missing, mean, deviation, bounds })
}

fn target(target: &case::Target) -> Result<Target> {
    let unit = match target.unit.as_str() {
        "share" => Unit::Share,
        "points" => Unit::NetPoint,
        other => panic!("unknown unit {other}"),
    };
    match (target.at_least, target.at_most) {
        (Some(value), None) => Target::new(TargetBound::AtLeast, value, unit),
        (None, Some(value)) => Target::new(TargetBound::AtMost, value, unit),
        _ => panic!("one bound"),
    }
}

/// One state for each chunk, the last chunk first; then neighbours are merged until one is left.
fn tree<T>(
    chunks: &[Range<usize>],
    observe: impl Fn(&Range<usize>) -> Result<T>,
    merge: impl Fn(&mut T, &T) -> Result<()>,
) -> Result<T> {
    let mut states = chunks.iter().rev().map(observe).collect::<Result<Vec<_>>>()?;
    while states.len() > 1 {
        let mut merged = Vec::with_capacity(states.len().div_ceil(2));
        let mut left = states.into_iter();
        while let Some(mut state) = left.next() {
            if let Some(other) = left.next() {
                merge(&mut state, &other)?;
            }
            merged.push(state);
        }
        states = merged;
    }
    Ok(states.pop().expect("at least one chunk"))
}

/// The same for a tally, which goes through its bytes on the way.
pub(crate) fn merged<T: Tally>(
    chunks: &[Range<usize>],
    empty: T,
    observe: impl Fn(&mut T, &Range<usize>) -> Result<()>,
) -> Result<T> {
    let observe = |rows: &Range<usize>| {
        let mut tally = empty.clone();
        let before = to_bytes(&tally);
        match observe(&mut tally, rows) {
            Ok(()) => Ok(tally),
            Err(error) => {
                assert_eq!(before, to_bytes(&tally), "a chunk that fails leaves the tally as it was");
                Err(error)
            }
        }
    };
    let tally = tree(chunks, observe, |tally, other| tally.merge(&from_bytes(&to_bytes(other))?))?;
    from_bytes(&to_bytes(&tally))
}
