//! What a handbook says of observations.

use pyo3::prelude::*;
use servqual::measure::Language;
use servqual::{report, standard};

use super::journey::JourneyReport;
use crate::error::Answer;
use crate::gap::ServqualReport;
use crate::kpi::{Progress, Scorecard};
use crate::measure::{Label, Measure, Verdict, read_language};
use crate::record::{record, word};
use crate::table::{Columns, Table};

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

        /// Where the way to the target began, where the handbook says so.
        #[getter]
        fn baseline(&self) -> Option<f64> {
            self.0.baseline
        }

        /// How far along from the baseline to the target.
        #[getter]
        fn progress(&self) -> Option<Progress> {
            self.0.progress.map(Progress)
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

        /// The scorecard by units and periods, where the handbook asks for one.
        #[getter]
        fn scorecard(&self) -> Option<Scorecard> {
            self.0.scorecard.clone().map(Scorecard)
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
