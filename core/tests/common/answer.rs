//! Results by the keys of the golden files.

use serde_json::json;
use servqual::gap::servqual::{GapResult, ServqualReport};
use servqual::measure::{ExclusionReason, Measure, Outcome, Verdict};
use servqual::stats::interval::Bounds;

/// One result.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Float(f64),
    Whole(u64),
    Text(String),
    Truth(bool),
    /// Does not exist: no interval, no deviation, no test.
    Nothing,
}

impl std::fmt::Display for Value {
    /// The bits of a double, so that the last of them counts.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Float(value) => write!(formatter, "{:016x}", value.to_bits()),
            Self::Whole(value) => write!(formatter, "{value}"),
            Self::Text(text) => formatter.write_str(text),
            Self::Truth(truth) => write!(formatter, "{truth}"),
            Self::Nothing => formatter.write_str("null"),
        }
    }
}

impl From<Option<f64>> for Value {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Nothing, Self::Float)
    }
}

impl From<Option<u64>> for Value {
    fn from(value: Option<u64>) -> Self {
        value.map_or(Self::Nothing, Self::Whole)
    }
}

/// Everything that one case gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answers {
    Proportion {
        successes: u64,
        trials: u64,
        bounds: Bounds,
    },
    Sum(f64),
    Mean {
        n: u64,
        missing: u64,
        mean: Option<f64>,
        deviation: Option<f64>,
        bounds: Option<Bounds>,
    },
    Kpi(Box<Measure>),
    Verdict(Box<Measure>, Box<Verdict>),
    Servqual(Box<ServqualReport>),
    /// The JSON of a report, as text and as a tree: keys are paths.
    Report {
        text: String,
        tree: serde_json::Value,
    },
    /// Keys as they are.
    Table(serde_json::Value),
}

/// The key of the fingerprint of a whole report.
pub(crate) const JSON: &str = "json";

/// FNV-1a of a text: every language writes the same.
fn fingerprint(text: &str) -> String {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
}

impl Answers {
    pub(crate) fn report(text: String, tree: serde_json::Value) -> Self {
        Self::Report { text, tree }
    }

    /// The result that a golden file calls `key`.
    pub(crate) fn get(&self, key: &str) -> Value {
        self.find(key).unwrap_or_else(|| panic!("nothing answers to `{key}`"))
    }

    fn find(&self, key: &str) -> Option<Value> {
        match self {
            Self::Proportion { successes, trials, bounds } => match key {
                "estimate" => Some(Value::Float(*successes as f64 / *trials as f64)),
                "n" => Some(Value::Whole(*trials)),
                _ => bound(Some(*bounds), key),
            },
            Self::Sum(sum) => (key == "sum").then_some(Value::Float(*sum)),
            Self::Mean { n, missing, mean, deviation, bounds } => match key {
                "estimate" => Some((*mean).into()),
                "n" => Some(Value::Whole(*n)),
                "standard_deviation" => Some((*deviation).into()),
                "excluded.missing" => Some(Value::Whole(*missing)),
                _ => bound(*bounds, key),
            },
            Self::Kpi(measure) => of_measure(measure, key),
            Self::Verdict(measure, verdict) => match key {
                "verdict" => Some(Value::Text(outcome(verdict.outcome).into())),
                "further_observations" => Some(verdict.further_observations.into()),
                _ => of_measure(measure, key),
            },
            Self::Servqual(report) => of_report(report, key),
            Self::Report { text, .. } if key == JSON => Some(Value::Text(fingerprint(text))),
            Self::Report { tree, .. } => at(tree, key).map(of_json),
            Self::Table(found) => found.get(key).map(of_json),
        }
    }
}

static NOTHING: serde_json::Value = serde_json::Value::Null;

/// The value at a dotted path; in a list a part is the id of a record, or its position. What lies
/// within something missing is missing.
fn at<'a>(report: &'a serde_json::Value, path: &str) -> Option<&'a serde_json::Value> {
    path.split('.').try_fold(report, |value, part| match value {
        serde_json::Value::Null => Some(value),
        serde_json::Value::Array(list) => list
            .iter()
            .find(|entry| entry.get("id").is_some_and(|id| id == part))
            // Behind the end of a list, such as that of what was left out, there is nothing.
            .or_else(|| part.parse::<usize>().ok().map(|position| list.get(position).unwrap_or(&NOTHING))),
        other => other.get(part),
    })
}

fn of_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Nothing,
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Bool(truth) => Value::Truth(*truth),
        serde_json::Value::Number(number) => match number.as_u64() {
            Some(whole) => Value::Whole(whole),
            None => Value::Float(number.as_f64().expect("a double")),
        },
        other => panic!("{other} is no single value"),
    }
}

fn bound(bounds: Option<Bounds>, key: &str) -> Option<Value> {
    match key {
        "interval.lower" => Some(bounds.map(|bounds| bounds.lower).into()),
        "interval.upper" => Some(bounds.map(|bounds| bounds.upper).into()),
        _ => None,
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::Missed => "missed",
        Outcome::Undecided => "undecided",
    }
}

fn of_measure(measure: &Measure, key: &str) -> Option<Value> {
    match key {
        "estimate" => Some(measure.estimate.into()),
        "n" => Some(Value::Whole(measure.n)),
        "standard_deviation" => Some(measure.standard_deviation.into()),
        // An interval as a whole is only ever expected not to be there.
        "interval" if measure.interval.is_none() => Some(Value::Nothing),
        "interval.method" => Some(measure.interval.map_or(Value::Nothing, |interval| of_json(&json!(interval.method)))),
        _ if key.starts_with("excluded.") => {
            let reason: ExclusionReason = serde_json::from_value(json!(key.trim_start_matches("excluded."))).unwrap();
            Some(Value::Whole(measure.excluded_for(reason)))
        }
        _ => bound(measure.interval.map(|interval| Bounds { lower: interval.lower, upper: interval.upper }), key),
    }
}

fn of_report(report: &ServqualReport, key: &str) -> Option<Value> {
    let (room, rest) = key.split_once('.')?;
    let (id, key) = rest.split_once('.')?;
    let among = |results: &[GapResult]| {
        let found = results.iter().find(|result| result.id == id);
        found.and_then(|result| of_gap(result, key))
    };
    match room {
        "items" => among(&report.items),
        "dimensions" => among(&report.dimensions),
        "overall" => of_overall(report, id, key),
        _ => None,
    }
}

fn of_gap(result: &GapResult, key: &str) -> Option<Value> {
    match key {
        "expectation" => Some(result.expectation.estimate.into()),
        "perception" => Some(result.perception.estimate.into()),
        "gap" => Some(result.gap.estimate.into()),
        "t" => Some(result.t.into()),
        "p_value" => Some(result.p_value.into()),
        _ => of_measure(&result.gap, key),
    }
}

fn of_overall(report: &ServqualReport, id: &str, key: &str) -> Option<Value> {
    let overall = &report.overall;
    match (id, key) {
        ("unweighted", "t") => Some(overall.t.into()),
        ("unweighted", "p_value") => Some(overall.p_value.into()),
        ("unweighted", "gap") => Some(overall.unweighted.estimate.into()),
        ("unweighted", _) => of_measure(&overall.unweighted, key),
        ("weighted", "t") => Some(overall.weighted_t.into()),
        ("weighted", "p_value") => Some(overall.weighted_p_value.into()),
        ("weighted", "gap") => Some(overall.weighted.as_ref()?.estimate.into()),
        ("weighted", _) => of_measure(overall.weighted.as_ref()?, key),
        ("servperf", "perception") => Some(overall.servperf.estimate.into()),
        ("servperf", _) => of_measure(&overall.servperf, key),
        _ => None,
    }
}
