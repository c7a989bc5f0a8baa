//! Gaps 2 to 4 from their parts, the diagnosis of all gaps, and SERVQUAL by segment.

use std::ops::Range;

use serde::Serialize;
use serde_json::Value;
use servqual::Result;
use servqual::gap::five_gaps::{
    AntecedentTally, BeliefGapAnswers, BeliefGapTally, GapReports, PromiseInstances, PromiseKeepingTally, delivery_gap,
    diagnose,
};
use servqual::gap::servqual::{
    SegmentComparisonOptions, SegmentedAnswers, ServqualAnswers, ServqualOptions, ServqualTable, ServqualTally,
};
use servqual::measure::{Column, OwnedColumn, Tally};
use servqual::survey::Instrument;

use super::case::Case;
use super::data::{self, Columns};
use super::levels;
use super::report::{Analysis, Once, Rows, borrowed, finished, ids, options, part, side};
use super::task::{Answered, owned};

/// A report that is computed at once.
fn once<T: Serialize>(report: impl Fn() -> Result<T> + 'static) -> Box<dyn Analysis> {
    Box::new(Once(move || Ok(serde_json::to_string(&report()?).unwrap())))
}

/// Reads a case; `None` where its operation is none of these.
pub(crate) fn analysis(case: &Case, columns: &Columns) -> Result<Option<Box<dyn Analysis>>> {
    let written = case.written.clone();
    Ok(Some(match case.operation.as_str() {
        "standards_gap" => once(move || levels::standards_report(&written)),
        "delivery_gap" => {
            let options = options(case);
            once(move || delivery_gap(&levels::conformances(&written), &options))
        }
        "communication_gap" => once(move || levels::communication_report(&written)),
        "gap_diagnosis" => once(move || diagnose(&reports(&written["reports"]), &Default::default())),
        "promise_keeping" => promise_keeping(case)?,
        "segment_comparison" => segments(case, columns)?,
        _ => return Ok(None),
    }))
}

fn promise_keeping(case: &Case) -> Result<Box<dyn Analysis>> {
    let rows: Vec<(String, Option<f64>, Option<f64>)> = part(&case.written["rows"]);
    let empty = PromiseKeepingTally::new(levels::register(&case.written["promises"])?, options(case));
    Ok(Box::new(Rows {
        rows: rows.len(),
        empty,
        observe: move |tally: &mut PromiseKeepingTally, cut: &Range<usize>| {
            let rows = &rows[cut.clone()];
            let ids: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
            let all = 0..rows.len();
            let promised = owned("promised", &rows.iter().map(|row| row.1).collect::<Vec<_>>(), &all);
            let delivered = owned("delivered", &rows.iter().map(|row| row.2).collect::<Vec<_>>(), &all);
            tally.observe(PromiseInstances {
                promise: Column::new("promise", &ids),
                promised: promised.column()?,
                delivered: delivered.column()?,
            })
        },
        finish: finished,
    }))
}

/// The options of the comparison; none where the tally is to compare by default.
fn comparison(case: &Case) -> SegmentComparisonOptions {
    part(&case.options["comparison"])
}

/// Segments are compared when the tally is finished, with options that the tally does not keep.
struct Segments<O> {
    rows: Rows<ServqualTable, O>,
    options: SegmentComparisonOptions,
}

impl<O: Fn(&mut ServqualTable, &Range<usize>) -> Result<()>> Analysis for Segments<O> {
    fn rows(&self) -> usize {
        self.rows.rows
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        let table = super::task::merged(chunks, self.rows.empty.clone(), &self.rows.observe)?;
        Ok(serde_json::to_string(&table.compare(&self.options)?).unwrap())
    }
}

fn segments(case: &Case, columns: &Columns) -> Result<Box<dyn Analysis>> {
    let instrument = Instrument::from_json(&case.instrument.as_ref().unwrap().to_string())?;
    let sides = ["expectation", "perception"].map(|name| side(columns, name, &ids(case), instrument.scale()));
    let [expectation, perception] = sides;
    let (expectation, perception) = (expectation?, perception?);
    let segments: Vec<String> = part(&case.written["texts"]["segment"]);
    let mut written = case.options.clone();
    written.as_object_mut().unwrap().remove("comparison");
    let options: ServqualOptions = part(&written);
    let rows = Rows {
        rows: segments.len(),
        empty: ServqualTable::new(instrument, options),
        observe: move |table: &mut ServqualTable, rows: &Range<usize>| {
            let cut =
                |side: &Answered| side.iter().map(|(name, answers)| owned(name, answers, rows)).collect::<Vec<_>>();
            let (expectation, perception) = (cut(&expectation), cut(&perception));
            let (expectation, perception) = (borrowed(&expectation)?, borrowed(&perception)?);
            let mut keys: Vec<&str> = segments[rows.clone()].iter().map(String::as_str).collect();
            keys.sort_unstable();
            keys.dedup();
            let code = |segment: &String| keys.binary_search(&segment.as_str()).unwrap() as u32;
            let codes: Vec<u32> = segments[rows.clone()].iter().map(code).collect();
            let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
            table.observe(SegmentedAnswers { keys: &keys, codes: &codes, answers })
        },
        finish: finished,
    };
    Ok(Box::new(Segments { rows, options: comparison(case) }))
}

/// The columns of one side of a survey within a report.
fn answers(written: &Value, side: &str, instrument: &Instrument) -> Vec<OwnedColumn<i8>> {
    let column = |id: &str| {
        let values = written["columns"][side][id].as_array().unwrap();
        let values = data::answers(id, values, instrument.scale()).unwrap();
        owned(id, &values, &(0..values.len()))
    };
    instrument.items().iter().map(|item| column(&item.id)).collect()
}

fn list(written: &Value, name: &str) -> Vec<Value> {
    written.get(name).map_or(Vec::new(), |list| list.as_array().unwrap().clone())
}

/// The reports that a diagnosis reads.
fn reports(written: &Value) -> GapReports {
    let instrument = |written: &Value| Instrument::from_json(&written["instrument"].to_string()).unwrap();
    let belief = |written: &Value| {
        let instrument = instrument(written);
        let mut tally = BeliefGapTally::new(part(&written["gap"]), instrument.clone(), Default::default());
        for name in written["columns"].as_object().unwrap().keys() {
            let columns = answers(written, name, &instrument);
            let (side, expectation) = (part(&name.as_str().into()), &borrowed(&columns).unwrap());
            tally.observe(BeliefGapAnswers { side, expectation }).unwrap();
        }
        tally.finish().unwrap()
    };
    let customer = |written: &Value| {
        let instrument = instrument(written);
        let sides = ["expectation", "perception"].map(|side| answers(written, side, &instrument));
        let mut tally = ServqualTally::new(instrument, Default::default());
        let [expectation, perception] = sides.each_ref().map(|side| borrowed(side).unwrap());
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception }).unwrap();
        tally.finish().unwrap()
    };
    let questionnaire = |written: &Value| {
        let instrument = instrument(written);
        let columns = answers(written, "single", &instrument);
        let mut tally = AntecedentTally::new(instrument, Default::default()).unwrap();
        tally.observe(&borrowed(&columns).unwrap()).unwrap();
        tally.finish().unwrap()
    };
    let delivery = |written: &Value| delivery_gap(&levels::conformances(written), &Default::default()).unwrap();
    GapReports {
        beliefs: list(written, "beliefs").iter().map(belief).collect(),
        standards: written.get("standards").map(|case| levels::standards_report(case).unwrap()),
        delivery: written.get("delivery").map(delivery),
        communication: written.get("communication").map(|case| levels::communication_report(case).unwrap()),
        promise_keeping: None,
        customer: written.get("customer").map(customer),
        antecedents: list(written, "antecedents").iter().map(questionnaire).collect(),
    }
}
