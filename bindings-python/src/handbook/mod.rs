//! Handbooks and their assessments.

mod assessment;
mod journey;

pub(crate) use assessment::{Assessment, Conformance, ScorecardLine, TrendPoint};
pub(crate) use journey::{JourneyReport, TouchpointConformance};

use std::collections::BTreeSet;

use pyo3::prelude::*;
use servqual::handbook;
use servqual::measure::Tally;
use servqual::report;

use crate::columns::{Frame, NamedCells, Source};
use crate::error::Answer;
use crate::measure::Label;
use crate::record::{Reduced, dumps, restorer};
use crate::tally::tally;

/// What good service is, and which data tell whether it is given: valid once it exists.
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Handbook(pub(crate) handbook::Handbook);

#[pymethods]
impl Handbook {
    /// A handbook from its document as plain dictionaries and lists.
    #[new]
    fn new(document: &Bound<'_, PyAny>) -> Answer<Self> {
        Self::from_json(&dumps(document)?)
    }

    /// A handbook in TOML.
    #[staticmethod]
    fn from_toml(text: &str) -> Answer<Self> {
        Ok(Self(handbook::Handbook::from_toml(text)?))
    }

    /// A handbook in JSON.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(handbook::Handbook::from_json(text)?))
    }

    /// The handbook in JSON, with every default written out.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The handbook as plain dictionaries and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(),))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, String> {
        Ok((restorer(py)?, (py.get_type::<Self>().into_any(), self.to_json())))
    }

    /// Id of the organisation.
    #[getter]
    fn organisation(&self) -> &str {
        &self.0.organisation().id
    }

    /// Name of the organisation.
    #[getter]
    fn label(&self) -> Label {
        Label(self.0.organisation().label.clone())
    }

    /// Holds the handbook against a dataframe, or a mapping of names to columns.
    fn assess(&self, py: Python<'_>, data: &Bound<'_, PyAny>) -> Answer<Assessment> {
        let sources = read(&self.0, data)?;
        Ok(Assessment(py.detach(|| {
            let mut tally = report::AssessmentTally::new(self.0.clone());
            add_to(&mut tally, sources)?;
            tally.finish()
        })?))
    }

    /// An empty tally of everything that the handbook measures.
    fn tally(&self) -> AssessmentTally {
        AssessmentTally::new(report::AssessmentTally::new(self.0.clone()))
    }

    fn __repr__(&self) -> String {
        let (standards, kpis) = (self.0.standards().len(), self.0.kpis().len());
        format!("<Handbook of {}: {standards} standards, {kpis} indicators>", self.0.organisation().id)
    }
}

/// The columns of the data that the handbook names; one that is not there is the core's to miss.
fn read(handbook: &handbook::Handbook, data: &Bound<'_, PyAny>) -> Answer<Vec<Source>> {
    let frame = Frame::open(data, "data")?;
    let wanted = wanted(handbook);
    let found = frame.names().iter().filter(|name| wanted.contains(*name));
    found.map(|name| frame.column(name, "data")).collect()
}

/// Every text in the places of a handbook that name columns, and the columns of the survey.
fn wanted(handbook: &handbook::Handbook) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    if let Ok(document) = serde_json::from_str(&handbook.to_json()) {
        collect(&document, false, &mut wanted);
    }
    if let Some(survey) = handbook.survey() {
        wanted.extend(survey.expectation.iter().chain(&survey.perception).cloned());
    }
    wanted
}

fn collect(value: &serde_json::Value, names_columns: bool, wanted: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) if names_columns => {
            wanted.insert(text.clone());
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, names_columns, wanted)),
        serde_json::Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            let holds_columns = matches!(key.as_str(), "source" | "trend" | "scorecard" | "rows");
            collect(value, names_columns || holds_columns, wanted);
        }),
        _ => {}
    }
}

/// Observes chunk by chunk into a copy, so that an error leaves the tally as it was.
fn add_to(tally: &mut report::AssessmentTally, sources: Vec<Source>) -> servqual::Result<()> {
    let columns = sources.into_iter().map(NamedCells::new).collect::<servqual::Result<Vec<_>>>()?;
    let mut next = tally.clone();
    for rows in NamedCells::cuts(&columns)? {
        let texts: Vec<_> = columns.iter().map(|column| column.texts(&rows)).collect();
        let named = columns.iter().zip(&texts);
        let named = named.map(|(column, texts)| column.part(&rows, texts)).collect::<servqual::Result<Vec<_>>>()?;
        next.observe(&named)?;
    }
    *tally = next;
    Ok(())
}

tally! {
    /// Everything that a handbook measures, in progress: observe, merge, finish.
    AssessmentTally(report::AssessmentTally) {
        /// The handbook.
        #[getter]
        fn handbook(&self, py: Python<'_>) -> Handbook {
            Handbook(py.detach(|| self.0.lock().handbook().clone()))
        }

        /// Rows observed so far.
        #[getter]
        fn rows(&self, py: Python<'_>) -> u64 {
            py.detach(|| self.0.lock().rows())
        }

        /// Adds a dataframe, or a mapping of names to columns, all of it or nothing.
        fn observe(&self, py: Python<'_>, data: &Bound<'_, PyAny>) -> Answer<()> {
            let handbook = py.detach(|| self.0.lock().handbook().clone());
            let sources = read(&handbook, data)?;
            Ok(py.detach(|| add_to(&mut self.0.lock(), sources))?)
        }

        /// Adds rows of CSV with a header row, in UTF-8, all of it or nothing.
        fn observe_csv(&self, py: Python<'_>, data: &[u8]) -> Answer<()> {
            Ok(py.detach(|| -> servqual::Result<()> {
                let mut tally = self.0.lock();
                let mut next = tally.clone();
                next.observe_csv(data, |_| {})?;
                *tally = next;
                Ok(())
            })?)
        }

        /// The assessment so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<Assessment> {
            Ok(Assessment(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<AssessmentTally of {} rows>", self.rows(py))
        }
    }
}
