//! Indicators in depth: scorecards, clusters, repeat windows, comparisons, survival of two groups, return
//! on quality, and key drivers of weighted respondents.

use std::ops::Range;

use serde_json::{Value, json};
use servqual::Result;
use servqual::gap::key_drivers::{WeightedKeyDriverAnswers, WeightedKeyDriverTally};
use servqual::kpi::{
    ClusteredObservations, ClusteredTally, KpiTally, Observations, RepeatObservations, RepeatOptions, RepeatTally,
    Scorecard, ScorecardIndicator, ScorecardObservations, ScorecardOptions, ScorecardTally, SurvivalComparison,
    Weighting, customer_key, first_contact_resolution, resolution_rate, return_on_quality,
};
use servqual::measure::{
    Column, Measure, MissingRule, OwnedColumn, SequentialComparison, SequentialOptions, Tally, Target, Unit,
};
use servqual::time::Instant;

use super::case::Case;
use super::data::{self, Columns};
use super::observed::{Observed, definition, observed};
use super::report::{Analysis, Once, Rows, borrowed, drivers, finished, options, part, side};
use super::task::{Answered, merged, owned};

/// Reads a case; `None` where its operation is none of these.
pub(crate) fn analysis(case: &Case, columns: &Columns) -> Result<Option<Box<dyn Analysis>>> {
    Ok(Some(match case.operation.as_str() {
        "scorecard" => scorecard(case, columns)?,
        "clustered" => clustered(case, columns)?,
        "repeat" if case.definition.is_none() => repeat(case, columns)?,
        "compare" => Box::new(Groups::new(case, columns, survival_compared)?),
        "comparison" => Box::new(Groups::new(case, columns, compared)?),
        "weighted_key_drivers" => weighted_key_drivers(case, columns)?,
        "sequential" => {
            let [first, second] = shares(&case.written["counts"]);
            let mixture = part(&case.written["mixture"]);
            Box::new(Once(move || {
                let found = SequentialComparison::new(&first, &second, SequentialOptions { mixture })?;
                Ok(serde_json::to_string(&found).unwrap())
            }))
        }
        "return_on_quality" => {
            let [first, second] = shares(&case.written["counts"]);
            let options = options(case);
            Box::new(Once(move || {
                let found = return_on_quality(&second.change_since(&first)?, &options)?;
                Ok(serde_json::to_string(&found).unwrap())
            }))
        }
        _ => return Ok(None),
    }))
}

/// Two shares from yes and all, before and after.
pub(crate) fn shares(counts: &Value) -> [Measure; 2] {
    let counts: Vec<usize> = part(counts);
    [0, 2].map(|at| {
        let outcomes: Vec<bool> = (0..counts[at + 1]).map(|row| row < counts[at]).collect();
        resolution_rate().unwrap().measure(Observations::Outcomes(Column::new("outcome", &outcomes))).unwrap()
    })
}

fn until(case: &Case) -> Result<Option<Instant>> {
    case.observed_until.as_ref().map(|until| data::instant("observed_until", 0, until)).transpose()
}

/// The share that is solved, with target and baseline, and repeat contacts within three days.
struct Units<O>(Rows<ScorecardTally, O>);

impl<O: Fn(&mut ScorecardTally, &Range<usize>) -> Result<()>> Analysis for Units<O> {
    fn rows(&self) -> usize {
        self.0.rows
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        finished(&merged(chunks, self.0.empty.clone(), &self.0.observe)?)
    }

    /// Rows under `indicator/unit/period`, and how many there are.
    fn tree(&self, text: &str) -> Value {
        let scorecard = Scorecard::from_json(text).unwrap();
        let mut found = json!({"rows": scorecard.rows.len(), "suppressed": scorecard.suppressed});
        for row in &scorecard.rows {
            let period = row.period.as_deref().unwrap_or_default();
            found[format!("{}/{}/{period}", row.indicator, row.unit)] = serde_json::to_value(row).unwrap();
        }
        found
    }
}

fn scorecard(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let options: ScorecardOptions = options(case);
    let indicators = vec![
        ScorecardIndicator {
            target: Some(Target::at_least(0.7, Unit::Share)?),
            baseline: Some(0.4),
            ..ScorecardIndicator::new("solved", resolution_rate()?)
        },
        ScorecardIndicator::new("fcr", first_contact_resolution(part(&json!({"window_days": 3})))?),
    ];
    let units: Vec<String> = part(&Value::from(columns["unit"].clone()));
    let (at, outcome) = (data::instants("at", &columns["at"])?, data::outcomes(&columns["outcome"]));
    let (customer, until) = (data::customers(&columns["customer"]), until(case)?);
    Ok(Box::new(Units(Rows {
        rows: units.len(),
        empty: ScorecardTally::new(indicators, options)?,
        observe: move |tally: &mut ScorecardTally, rows: &Range<usize>| {
            let names = ["north", "south"];
            let code = |unit: &String| names.iter().position(|name| name == unit).unwrap() as u32;
            let codes: Vec<u32> = units[rows.clone()].iter().map(code).collect();
            let (at, outcome) = (owned("at", &at, rows), owned("outcome", &outcome, rows));
            let customer = owned("customer", &customer, rows);
            let (customer, at) = (customer.column()?, at.column()?);
            let contacts = Observations::Contacts { customer, at, observed_until: until };
            tally.observe(ScorecardObservations {
                units: &names,
                codes: &codes,
                at: Some(at),
                observations: &[Observations::Outcomes(outcome.column()?), contacts],
            })
        },
        finish: finished,
    })))
}

fn clustered(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let definition = definition(case)?;
    let observed = observed(case, columns, &definition)?;
    let weights = columns.get("weight").map(|values| data::reals(values));
    let clusters = columns.get("cluster").map(|values| data::customers(values));
    let weighting = if weights.is_some() { Weighting::Weighted } else { Weighting::Equal };
    Ok(Box::new(Rows {
        rows: observed.rows(),
        empty: ClusteredTally::new(definition, weighting)?,
        observe: move |tally: &mut ClusteredTally, rows: &Range<usize>| {
            let clusters = clusters.as_ref().map(|keys| owned("cluster", keys, rows));
            let weights = weights.as_ref().map(|weights| owned("weight", weights, rows));
            let clusters = clusters.as_ref().map(OwnedColumn::column).transpose()?;
            let weights = weights.as_ref().map(OwnedColumn::column).transpose()?;
            observed.with(rows, |observations| tally.observe(ClusteredObservations { observations, clusters, weights }))
        },
        finish: finished,
    }))
}

fn repeat(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let customer: Vec<Option<u64>> = columns["customer"].iter().map(|id| id.as_str().map(customer_key)).collect();
    let at = data::instants("at", &columns["at"])?;
    let [resolvable, reopened] = ["resolvable", "reopened"].map(|name| data::outcomes(&columns[name]));
    let until = until(case)?;
    let options = RepeatOptions { missing: Some(MissingRule::Omit), ..Default::default() };
    Ok(Box::new(Rows {
        rows: at.len(),
        empty: RepeatTally::new(options)?,
        observe: move |tally: &mut RepeatTally, rows: &Range<usize>| {
            let (customer, at) = (owned("customer", &customer, rows), owned("at", &at, rows));
            let (resolvable, reopened) = (owned("resolvable", &resolvable, rows), owned("reopened", &reopened, rows));
            tally.observe(RepeatObservations {
                customer: customer.column()?,
                at: at.column()?,
                resolvable: Some(resolvable.column()?),
                reopened: Some(reopened.column()?),
                observed_until: until,
            })
        },
        finish: finished,
    }))
}

/// The same indicator of two groups, each cut at the same rows.
struct Groups {
    empty: KpiTally,
    groups: [Observed; 2],
    compare: fn(&KpiTally, &KpiTally) -> Result<String>,
}

fn survival_compared(first: &KpiTally, second: &KpiTally) -> Result<String> {
    Ok(serde_json::to_string(&SurvivalComparison::new(first, second)?).unwrap())
}

fn compared(first: &KpiTally, second: &KpiTally) -> Result<String> {
    Ok(serde_json::to_string(&second.finish()?.change_since(&first.finish()?)?).unwrap())
}

impl Groups {
    /// The first rows are those of the first group.
    fn new(case: &Case, columns: &Columns, compare: fn(&KpiTally, &KpiTally) -> Result<String>) -> Result<Self> {
        let definition = definition(case)?;
        let first: usize = part(&case.written["first"]);
        let group = |cut: fn(&[Value], usize) -> &[Value]| {
            let columns = columns.iter().map(|(name, values)| (name.clone(), cut(values, first).to_vec())).collect();
            observed(case, &columns, &definition)
        };
        let groups = [group(|values, first| &values[..first])?, group(|values, first| &values[first..])?];
        Ok(Self { empty: KpiTally::new(definition), groups, compare })
    }
}

impl Analysis for Groups {
    fn rows(&self) -> usize {
        self.groups.iter().map(Observed::rows).max().unwrap_or(0)
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        let tally = |group: &Observed| merged(chunks, self.empty.clone(), |tally, rows| group.observe(tally, rows));
        (self.compare)(&tally(&self.groups[0])?, &tally(&self.groups[1])?)
    }
}

fn weighted_key_drivers(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let (outcome, drivers) = drivers(case);
    let overall = side(columns, "outcome", std::slice::from_ref(&outcome.id), outcome.scale)?;
    let mut answers = Answered::new();
    for driver in &drivers {
        answers.extend(side(columns, "drivers", std::slice::from_ref(&driver.id), driver.scale)?);
    }
    let weights = data::reals(case.weights.as_ref().unwrap());
    Ok(Box::new(Rows {
        rows: weights.len(),
        empty: WeightedKeyDriverTally::new(outcome, drivers, options(case))?,
        observe: move |tally: &mut WeightedKeyDriverTally, rows: &Range<usize>| {
            let cut =
                |side: &Answered| side.iter().map(|(name, answers)| owned(name, answers, rows)).collect::<Vec<_>>();
            let (overall, answers, weights) = (cut(&overall), cut(&answers), owned("weights", &weights, rows));
            tally.observe(WeightedKeyDriverAnswers {
                outcome: overall[0].column()?,
                drivers: &borrowed(&answers)?,
                weights: weights.column()?,
            })
        },
        finish: finished,
    }))
}
