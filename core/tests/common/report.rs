//! Survey models: what a case observes, side by side, and the JSON of the report.

use std::ops::Range;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use servqual::Result;
use servqual::gap::five_gaps::{AntecedentTally, BeliefGapAnswers, BeliefGapTally, BeliefSide};
use servqual::gap::importance_performance::{ImportancePerformanceAnswers, ImportancePerformanceTally};
use servqual::gap::kano::{KanoAnswers, KanoFeature, KanoTally};
use servqual::gap::key_drivers::{Driver, KeyDriverAnswers, KeyDriverTally, key_drivers_of_correlations};
use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::{ExpectationCeilingTally, ServqualAnswers, WeightedGapAnswers, WeightedGapTally};
use servqual::gap::zone_of_tolerance::{ZoneAnswers, ZoneTally};
use servqual::measure::{Column, Label, OwnedColumn, Scale, Tally};
use servqual::stats::{BootstrapOptions, bootstrap};
use servqual::survey::{DifferenceReliabilityTally, Instrument, PairedAnswers, ReliabilityTally};

use super::case::Case;
use super::data::{self, Columns};
use super::forms::{forms, validity};
use super::task::{Answered, merged, owned};
use super::{gaps, indicators};

/// Something whose result is a report.
pub(crate) trait Analysis {
    /// Rows that can be cut; 0 for what is no tally.
    fn rows(&self) -> usize {
        0
    }

    /// The report as JSON, of a tally for each chunk, merged.
    fn run(&self, chunks: &[Range<usize>]) -> Result<String>;

    /// The tree that the keys of the golden file point into, from that JSON.
    fn tree(&self, text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }
}

/// One side of a survey for each name: its columns in the order of the items.
type Sides<'a> = [Vec<Column<'a, i8>>];

/// A tally and what it observes.
struct Survey<T> {
    empty: T,
    sides: Vec<Answered>,
    observe: fn(&mut T, &Sides<'_>) -> Result<()>,
}

impl<T: Tally> Analysis for Survey<T>
where
    T::Output: Serialize,
{
    fn rows(&self) -> usize {
        self.sides.iter().flatten().map(|(_, answers)| answers.len()).max().unwrap_or(0)
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        let tally = merged(chunks, self.empty.clone(), |tally, rows| {
            let cut =
                |side: &Answered| side.iter().map(|(name, answers)| owned(name, answers, rows)).collect::<Vec<_>>();
            let sides: Vec<Vec<OwnedColumn<i8>>> = self.sides.iter().map(cut).collect();
            (self.observe)(tally, &sides.iter().map(|side| borrowed(side)).collect::<Result<Vec<_>>>()?)
        })?;
        Ok(serde_json::to_string(&tally.finish()?).unwrap())
    }
}

pub(crate) fn borrowed<T: Copy + Default>(side: &[OwnedColumn<T>]) -> Result<Vec<Column<'_, T>>> {
    side.iter().map(OwnedColumn::column).collect()
}

/// The gaps of a weighted sample.
struct Weighted {
    empty: WeightedGapTally,
    answers: [Answered; 2],
    weight: Vec<Option<f64>>,
}

impl Analysis for Weighted {
    fn rows(&self) -> usize {
        self.answers.iter().flatten().map(|(_, answers)| answers.len()).max().unwrap_or(0)
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        let tally = merged(chunks, self.empty.clone(), |tally, rows| {
            let cut =
                |side: &Answered| side.iter().map(|(name, answers)| owned(name, answers, rows)).collect::<Vec<_>>();
            let [expectation, perception] = self.answers.each_ref().map(cut);
            let (expectation, perception) = (borrowed(&expectation)?, borrowed(&perception)?);
            let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
            let weight = owned("weight", &self.weight, rows);
            tally.observe(WeightedGapAnswers { answers, weight: weight.column()? })
        })?;
        Ok(serde_json::to_string(&tally.finish()?).unwrap())
    }
}

/// A tally that observes rows in a way of its own.
pub(crate) struct Rows<T, O> {
    pub(crate) rows: usize,
    pub(crate) empty: T,
    pub(crate) observe: O,
    pub(crate) finish: fn(&T) -> Result<String>,
}

impl<T: Tally, O: Fn(&mut T, &Range<usize>) -> Result<()>> Analysis for Rows<T, O> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        (self.finish)(&merged(chunks, self.empty.clone(), &self.observe)?)
    }
}

/// The report of a tally as JSON.
pub(crate) fn finished<T: Tally>(tally: &T) -> Result<String>
where
    T::Output: Serialize,
{
    Ok(serde_json::to_string(&tally.finish()?).unwrap())
}

/// What is computed at once.
pub(crate) struct Once<F>(pub(crate) F);

impl<F: Fn() -> Result<String>> Analysis for Once<F> {
    fn run(&self, _: &[Range<usize>]) -> Result<String> {
        self.0()
    }
}

/// The options of a case, those it does not name by default.
pub(crate) fn options<T: DeserializeOwned>(case: &Case) -> T {
    serde_json::from_value(case.options.clone()).unwrap_or_else(|error| panic!("{}: {error}", case.name))
}

pub(crate) fn part<T: DeserializeOwned>(value: &Value) -> T {
    T::deserialize(value).unwrap_or_else(|error| panic!("{value}: {error}"))
}

pub(crate) fn ids(case: &Case) -> Vec<String> {
    let items = case.instrument.as_ref().unwrap()["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// The answers of `side`, one column for each id.
pub(crate) fn side(columns: &Columns, side: &str, ids: &[String], scale: Scale) -> Result<Answered> {
    let column = |id: &String| {
        let name = format!("{side}.{id}");
        let answers = data::answers(&name, &columns[&name], scale)?;
        Ok((name, answers))
    };
    ids.iter().map(column).collect()
}

/// Reads a case; `None` where its operation gives no report.
pub(crate) fn analysis(case: &Case, columns: &Columns) -> Result<Option<Box<dyn Analysis>>> {
    Ok(Some(match case.operation.as_str() {
        "kano" => kano(case, columns)?,
        "key_drivers" => key_drivers(case, columns)?,
        "key_drivers_of_correlations" => correlations(case),
        "bootstrap" => bootstrapped(case, columns),
        _ => match gaps::analysis(case, columns)? {
            Some(found) => found,
            None => match indicators::analysis(case, columns)? {
                Some(found) => found,
                None => return on_instrument(case, columns),
            },
        },
    }))
}

const BELIEF_SIDES: [BeliefSide; 3] = [BeliefSide::Customers, BeliefSide::Employees, BeliefSide::Managers];

/// The models on an instrument with one scale.
fn on_instrument(case: &Case, columns: &Columns) -> Result<Option<Box<dyn Analysis>>> {
    let Some(written) = &case.instrument else { return Ok(None) };
    let instrument = Instrument::from_json(&written.to_string())?;
    let scale = instrument.scale();
    let sides = |names: &[&str]| -> Result<Vec<Answered>> {
        names.iter().map(|name| side(columns, name, &ids(case), scale)).collect()
    };
    Ok(Some(match case.operation.as_str() {
        "gap_tests" => Box::new(Survey {
            empty: GapTestTally::new(instrument, options(case)),
            sides: sides(&["expectation", "perception"])?,
            observe: |tally, s| tally.observe(ServqualAnswers { expectation: &s[0], perception: &s[1] }),
        }),
        "reliability" => Box::new(Survey {
            empty: ReliabilityTally::new(instrument, options(case)),
            sides: sides(&["single"])?,
            observe: |tally, s| tally.observe(&s[0]),
        }),
        "difference_reliability" => Box::new(Survey {
            empty: DifferenceReliabilityTally::new(instrument, options(case)),
            sides: sides(&["expectation", "perception"])?,
            observe: |tally, s| tally.observe(PairedAnswers { expectation: &s[0], perception: &s[1] }),
        }),
        "zone_of_tolerance" => Box::new(Survey {
            empty: ZoneTally::new(instrument, options(case)),
            sides: sides(&["minimum", "desired", "perceived"])?,
            observe: |tally, s| tally.observe(ZoneAnswers { minimum: &s[0], desired: &s[1], perceived: &s[2] }),
        }),
        "importance_performance" => Box::new(Survey {
            empty: ImportancePerformanceTally::new(instrument, options(case)),
            sides: sides(&["importance", "performance"])?,
            observe: |tally, s| tally.observe(ImportancePerformanceAnswers { importance: &s[0], performance: &s[1] }),
        }),
        "antecedents" => Box::new(Survey {
            empty: AntecedentTally::new(instrument, options(case))?,
            sides: sides(&["single"])?,
            observe: |tally, s| tally.observe(&s[0]),
        }),
        "expectation_ceiling" => Box::new(Survey {
            empty: ExpectationCeilingTally::new(instrument, options(case)),
            sides: sides(&["expectation"])?,
            observe: |tally, s| tally.observe(&s[0]),
        }),
        "weighted_gaps" => {
            let [expectation, perception] =
                ["expectation", "perception"].map(|name| side(columns, name, &ids(case), scale));
            Box::new(Weighted {
                empty: WeightedGapTally::new(instrument, options(case))?,
                answers: [expectation?, perception?],
                weight: data::reals(case.weight.as_ref().unwrap()),
            })
        }
        "servqual_forms" => forms(case, columns, instrument)?,
        "form_validity" => validity(case, columns, instrument)?,
        "belief_gap" => Box::new(Survey {
            empty: BeliefGapTally::new(part(case.gap.as_ref().unwrap()), instrument, options(case)),
            sides: BELIEF_SIDES
                .iter()
                .map(|of| match columns.keys().any(|name| name.starts_with(&format!("{}.", of.name()))) {
                    true => side(columns, of.name(), &ids(case), scale),
                    false => Ok(Answered::new()),
                })
                .collect::<Result<_>>()?,
            observe: |tally, s| {
                // One observation for each side; all of them or none.
                let mut added = tally.clone();
                for (side, expectation) in BELIEF_SIDES.into_iter().zip(s).filter(|(_, s)| !s.is_empty()) {
                    added.observe(BeliefGapAnswers { side, expectation })?;
                }
                *tally = added;
                Ok(())
            },
        }),
        _ => return Ok(None),
    }))
}

fn kano(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let ids = ids(case);
    let features = ids.iter().map(|id| KanoFeature { id: id.clone(), label: Label::default() }).collect();
    let read = |name: &str| side(columns, name, &ids, Scale::ONE_TO_FIVE);
    Ok(Box::new(Survey {
        empty: KanoTally::new(features, options(case))?,
        sides: vec![read("functional")?, read("dysfunctional")?],
        observe: |tally, s| tally.observe(KanoAnswers { functional: &s[0], dysfunctional: &s[1] }),
    }))
}

/// The outcome and the drivers of a case.
pub(crate) fn drivers(case: &Case) -> (Driver, Vec<Driver>) {
    let instrument = case.instrument.as_ref().unwrap();
    (part(&instrument["outcome"]), part(&instrument["drivers"]))
}

fn key_drivers(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let (outcome, drivers) = drivers(case);
    let overall = side(columns, "outcome", std::slice::from_ref(&outcome.id), outcome.scale)?;
    let one = |driver: &Driver| side(columns, "drivers", std::slice::from_ref(&driver.id), driver.scale);
    let answers = drivers.iter().map(one).collect::<Result<Vec<_>>>()?.concat();
    Ok(Box::new(Survey {
        empty: KeyDriverTally::new(outcome, drivers, options(case))?,
        sides: vec![overall, answers],
        observe: |tally, s| tally.observe(KeyDriverAnswers { outcome: s[0][0], drivers: &s[1] }),
    }))
}

fn correlations(case: &Case) -> Box<dyn Analysis> {
    let (outcome, drivers) = drivers(case);
    let matrix: Vec<Vec<f64>> = part(case.correlations.as_ref().unwrap());
    let with_outcome: Vec<f64> = part(case.with_outcome.as_ref().unwrap());
    let options = options(case);
    Box::new(Once(move || {
        let found = key_drivers_of_correlations(&outcome, &drivers, &matrix, &with_outcome, 30, &options)?;
        Ok(serde_json::to_string(&found).unwrap())
    }))
}

/// The interval of a mean or a median.
fn bootstrapped(case: &Case, columns: &Columns) -> Box<dyn Analysis> {
    let values: Vec<f64> = data::reals(&columns["value"]).into_iter().flatten().collect();
    let (options, name): (BootstrapOptions, _) = (options(case), case.statistic.clone().unwrap());
    let statistic = move |rows: &[u32], values: &[f64]| {
        let mut drawn: Vec<f64> = rows.iter().map(|&row| values[row as usize]).collect();
        match name.as_str() {
            "mean" => drawn.iter().sum::<f64>() / drawn.len() as f64,
            "median" => {
                drawn.sort_by(f64::total_cmp);
                (drawn[(drawn.len() - 1) / 2] + drawn[drawn.len() / 2]) / 2.0
            }
            other => panic!("unknown statistic {other}"),
        }
    };
    Box::new(Once(move || {
        let go_on = &mut |_, _| core::ops::ControlFlow::Continue(());
        let found = bootstrap(values.len(), &|rows| statistic(rows, &values), &options, go_on)?;
        Ok(serde_json::to_string(&found.unwrap()).unwrap())
    }))
}
