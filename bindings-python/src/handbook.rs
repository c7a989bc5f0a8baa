//! Handbooks and their assessments.

use std::collections::BTreeSet;

use pyo3::prelude::*;
use servqual::handbook;
use servqual::measure::{Language, Tally};
use servqual::report;
use servqual::{standard, touchpoint};

use crate::columns::{Frame, NamedCells, Source};
use crate::error::Answer;
use crate::measure::{Label, Measure, Verdict, read_language};
use crate::record::{Reduced, dumps, record, restorer, word};
use crate::survey::ServqualReport;
use crate::table::{Columns, Table};
use crate::tally::tally;

/// What good service is, and which data tell whether it is given: valid once it exists.
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Handbook(handbook::Handbook);

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
            collect(value, names_columns || key == "source" || key == "trend", wanted);
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

record! {
    /// One indicator with its verdict.
    ScorecardLine(report::ScorecardLine) {
        /// Id of the indicator in the handbook.
        #[getter]
        fn id(&self) -> &str {
            &self.0.id
        }

        /// What was measured.
        #[getter]
        fn measure(&self) -> Measure {
            Measure(self.0.measure.clone())
        }

        /// What it says against its target, where it has one.
        #[getter]
        fn verdict(&self) -> Option<Verdict> {
            self.0.verdict.clone().map(Verdict)
        }

        fn __repr__(&self) -> String {
            format!("<ScorecardLine {}: {}>", self.0.id, self.0.measure.show(Language::English))
        }
    }
}

record! {
    /// Whether a standard was kept, with its measure and verdict.
    Conformance(standard::Conformance) {
        /// Id of the standard.
        #[getter]
        fn standard(&self) -> &str {
            &self.0.standard
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// Which part of the service it governs.
        #[getter]
        fn pillar(&self) -> String {
            word(&self.0.pillar)
        }

        /// Where it holds, as the handbook writes it.
        #[getter]
        fn scope<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            crate::record::to_dict(py, &self.0.scope)
        }

        /// Version of the standard that was held against.
        #[getter]
        fn version(&self) -> &str {
            &self.0.version
        }

        /// What was observed.
        #[getter]
        fn measure(&self) -> Measure {
            Measure(self.0.measure.clone())
        }

        /// What it says against the target.
        #[getter]
        fn verdict(&self) -> Verdict {
            Verdict(self.0.verdict.clone())
        }

        fn __repr__(&self) -> String {
            format!("<Conformance {} {}>", self.0.standard, word(&self.0.verdict.outcome))
        }
    }
}

record! {
    /// Conformance at one touchpoint.
    TouchpointConformance(touchpoint::TouchpointConformance) {
        /// Id of the touchpoint.
        #[getter]
        fn touchpoint(&self) -> &str {
            &self.0.touchpoint
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// Id of the channel.
        #[getter]
        fn channel(&self) -> &str {
            &self.0.channel
        }

        /// How far it is standardised, as plain dictionaries.
        #[getter]
        fn tier<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            crate::record::to_dict(py, &self.0.tier)
        }

        /// Share of delivered services that conform to the tier.
        #[getter]
        fn conformance(&self) -> Measure {
            Measure(self.0.conformance.clone())
        }

        /// How often each option of a bounded choice was delivered.
        #[getter]
        fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
            let options = pyo3::types::PyDict::new(py);
            self.0.options.iter().try_for_each(|found| options.set_item(&found.option, found.count))?;
            Ok(options)
        }

        fn __repr__(&self) -> String {
            let conformance = self.0.conformance.show(Language::English);
            format!("<TouchpointConformance {}: {conformance}>", self.0.touchpoint)
        }
    }
}

record! {
    /// Conformance along a journey.
    JourneyReport(touchpoint::JourneyReport) {
        /// Id of the journey.
        #[getter]
        fn journey(&self) -> &str {
            &self.0.journey
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// One row for each touchpoint, in order.
        #[getter]
        fn touchpoints(&self, py: Python<'_>) -> Answer<Table> {
            let rows = &self.0.touchpoints;
            let measures = rows.iter().map(|row| &row.conformance);
            let columns = Columns::default()
                .texts("touchpoint", rows.iter().map(|row| Some(row.touchpoint.as_str())))
                .texts("channel", rows.iter().map(|row| Some(row.channel.as_str())))
                .reals("conformance", measures.clone().map(|measure| measure.estimate))
                .measures(measures);
            Table::new(py, &self.0.label.en, rows.iter().cloned().map(TouchpointConformance).collect(), columns)
        }

        /// Id of the touchpoint with the lowest conformance.
        #[getter]
        fn weakest(&self) -> Option<&str> {
            self.0.weakest.as_deref()
        }

        /// Product of the shares: the share of journeys without a fault if faults were independent.
        #[getter]
        fn end_to_end(&self) -> Option<f64> {
            self.0.end_to_end
        }

        fn __repr__(&self) -> String {
            format!("<JourneyReport {}: {} touchpoints>", self.0.journey, self.0.touchpoints.len())
        }
    }
}

record! {
    /// One point of a trend.
    TrendPoint(report::TrendPoint) {
        /// The period, such as `2013-02`.
        #[getter]
        fn period(&self) -> &str {
            &self.0.period
        }

        /// What was measured in it.
        #[getter]
        fn measure(&self) -> Measure {
            Measure(self.0.measure.clone())
        }

        fn __repr__(&self) -> String {
            format!("<TrendPoint {}: {}>", self.0.period, self.0.measure.show(Language::English))
        }
    }
}

record! {
    /// A handbook held against what happened.
    Assessment(report::Assessment) {
        /// Id of the organisation.
        #[getter]
        fn organisation(&self) -> &str {
            &self.0.organisation
        }

        /// Name of the organisation.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// What readers must know about the data.
        #[getter]
        fn note(&self) -> Option<Label> {
            self.0.note.clone().map(Label)
        }

        /// Rows that were observed.
        #[getter]
        fn rows(&self) -> u64 {
            self.0.rows
        }

        /// Standards with their verdicts.
        #[getter]
        fn standards(&self, py: Python<'_>) -> Answer<Table> {
            let rows = &self.0.standards;
            let judged = rows.iter().map(|row| (row.standard.as_str(), &row.measure, Some(&row.verdict)));
            let rows = rows.iter().cloned().map(Conformance).collect();
            Table::new(py, "standards", rows, scorecard("standard", judged))
        }

        /// Indicators with their verdicts.
        #[getter]
        fn indicators(&self, py: Python<'_>) -> Answer<Table> {
            let rows = &self.0.indicators;
            let judged = rows.iter().map(|row| (row.id.as_str(), &row.measure, row.verdict.as_ref()));
            let rows = rows.iter().cloned().map(ScorecardLine).collect();
            Table::new(py, "indicators", rows, scorecard("id", judged))
        }

        /// The survey.
        #[getter]
        fn survey(&self) -> Option<ServqualReport> {
            self.0.survey.clone().map(ServqualReport)
        }

        /// Conformance along the journey.
        #[getter]
        fn journey(&self) -> Option<JourneyReport> {
            self.0.journey.clone().map(JourneyReport)
        }

        /// The course over time of each standard and indicator, by id.
        #[getter]
        fn trends<'py>(&self, py: Python<'py>) -> Answer<Bound<'py, pyo3::types::PyDict>> {
            let trends = pyo3::types::PyDict::new(py);
            for line in &self.0.trends {
                let measures = line.points.iter().map(|point| &point.measure);
                let columns = Columns::default()
                    .texts("period", line.points.iter().map(|point| Some(point.period.as_str())))
                    .reals("estimate", measures.clone().map(|measure| measure.estimate))
                    .measures(measures);
                let rows = line.points.iter().cloned().map(TrendPoint).collect();
                trends.set_item(&line.id, Table::new(py, &line.id, rows, columns)?)?;
            }
            Ok(trends)
        }

        /// The assessment as one page of HTML that loads nothing, in "zh" or "en".
        #[pyo3(signature = (language = "en"))]
        fn to_html(&self, py: Python<'_>, language: &str) -> Answer<String> {
            let language = read_language(language)?;
            Ok(py.detach(|| self.0.to_html(language)))
        }

        /// The assessment for a terminal, in "zh" or "en".
        #[pyo3(signature = (language = "en"))]
        fn to_text(&self, language: &str) -> Answer<String> {
            Ok(self.0.to_text(read_language(language)?))
        }

        fn __repr__(&self) -> String {
            let report::Assessment { organisation, rows, standards, indicators, .. } = &self.0;
            let (standards, indicators) = (standards.len(), indicators.len());
            format!("<Assessment of {organisation}: {rows} rows, {standards} standards, {indicators} indicators>")
        }

        fn _repr_html_(&self, py: Python<'_>) -> Answer<String> {
            Ok(self.standards(py)?.html() + &self.indicators(py)?.html())
        }
    }
}

type Judged<'a> = (&'a str, &'a servqual::measure::Measure, Option<&'a servqual::measure::Verdict>);

/// Measures beside what they say against their targets.
fn scorecard<'a>(name: &str, rows: impl Iterator<Item = Judged<'a>> + Clone) -> Columns {
    let outcomes: Vec<_> = rows.clone().map(|row| row.2.map(|verdict| word(&verdict.outcome))).collect();
    let targets: Vec<_> = rows.clone().map(|row| row.2.map(|verdict| verdict.target.show())).collect();
    let units: Vec<_> = rows.clone().map(|row| row.1.definition.unit.name()).collect();
    let verdicts = rows.clone().map(|row| row.2);
    Columns::default()
        .texts(name, rows.clone().map(|row| Some(row.0)))
        .texts("label_zh", rows.clone().map(|row| Some(row.1.definition.label.zh.as_str())))
        .texts("label_en", rows.clone().map(|row| Some(row.1.definition.label.en.as_str())))
        .reals("estimate", rows.clone().map(|row| row.1.estimate))
        .texts("unit", units.iter().map(|unit| Some(unit.as_str())))
        .measures(rows.clone().map(|row| row.1))
        .texts("target", targets.iter().map(Option::as_deref))
        .texts("outcome", outcomes.iter().map(Option::as_deref))
        .reals("distance", verdicts.clone().map(|verdict| verdict?.distance))
        .counts("further_observations", verdicts.map(|verdict| verdict?.further_observations))
}
