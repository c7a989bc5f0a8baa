//! What an indicator is, and its measure over one batch.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::kpi;
use servqual::measure::Tally;
use servqual::stats::interval::ConfidenceLevel;

use super::table::{KpiTableTally, group_table, grouped};
use super::{KpiTally, SurvivalCurve};
use crate::columns::read;
use crate::error::Answer;
use crate::measure::{Definition, Label, Measure};
use crate::observe::Given;
use crate::record::{Reduced, dumps, from_word, restorer};
use crate::table::Table;

/// A key performance indicator: valid once it exists.
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct KpiDefinition(pub(crate) kpi::KpiDefinition);

#[pymethods]
impl KpiDefinition {
    /// A definition from its document; see `servqual.kpi.define`.
    #[staticmethod]
    #[pyo3(signature = (document, missing = None, level = None, interval = None))]
    fn _define(
        document: &Bound<'_, PyAny>,
        missing: Option<&str>,
        level: Option<f64>,
        interval: Option<&str>,
    ) -> Answer<Self> {
        let mut definition = kpi::definition_from_json(&dumps(document)?)?;
        if let Some(missing) = missing {
            definition = definition.with_missing(from_word(missing, "missing")?);
        }
        if let Some(level) = level {
            definition = definition.with_level(ConfidenceLevel::new(level)?);
        }
        if let Some(interval) = interval {
            definition = definition.with_interval(from_word(interval, "interval")?)?;
        }
        Ok(Self(definition))
    }

    /// The definition in JSON.
    fn to_json(&self) -> String {
        crate::record::to_json(&self.0)
    }

    /// A definition in JSON, named or of your own.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(kpi::definition_from_json(text)?))
    }

    /// The definition as plain dictionaries, as `servqual.kpi.define` takes it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, &self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, String> {
        Ok((restorer(py)?, (py.get_type::<Self>().into_any(), self.to_json())))
    }

    /// Stable id, such as `net_promoter_score`.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Name for people.
    #[getter]
    fn label(&self) -> Label {
        Label(self.0.label().clone())
    }

    /// Unit of the estimate, such as `share`.
    #[getter]
    fn unit(&self) -> String {
        self.0.unit().name()
    }

    /// The missing rule: `raise`, `omit` or `propagate`.
    #[getter]
    fn missing(&self) -> &'static str {
        self.0.missing().name()
    }

    /// Confidence level of the interval.
    #[getter]
    fn level(&self) -> f64 {
        self.0.level().get()
    }

    /// How the interval is computed, such as `jeffreys`; `None` for the usual one of the statistic.
    #[getter]
    fn interval(&self) -> Option<&'static str> {
        self.0.interval().map(kpi::IntervalChoice::name)
    }

    /// The same with another interval: another definition, as its hash says.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> exact = sq.kpi.resolution_rate().with_interval("clopper_pearson")
    ///     >>> exact.measure([True, True, False]).interval.method
    ///     'clopper_pearson'
    fn with_interval(&self, interval: &str) -> Answer<Self> {
        Ok(Self(self.0.clone().with_interval(from_word(interval, "interval")?)?))
    }

    /// Durations by another clock: `"calendar"`, or business hours as the document of a definition
    /// writes them. Calendars may stand in it as `BusinessCalendar`.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> week = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], ["09:00-17:00"])
    ///     >>> desk = sq.time.BusinessCalendar({"id": "desk", "time_zone": "Asia/Shanghai", "week": week})
    ///     >>> clock = {"business": {"hours": {"calendars": [desk], "otherwise": "desk"}}}
    ///     >>> first = sq.kpi.first_response_time(statistic="mean").with_clock(clock)
    ///     >>> first.measure(start=["2026-01-09T16:30:00+08:00"], end=["2026-01-12T09:30:00+08:00"]).estimate
    ///     3600.0
    fn with_clock(&self, clock: &Bound<'_, PyAny>) -> Answer<Self> {
        Ok(Self(self.0.clone().with_clock(crate::record::from_json(&dumps(clock)?, "clock")?)?))
    }

    /// The clock that measures durations, as the document of a definition writes it.
    #[getter]
    fn clock<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, self.0.clock())
    }

    /// The definition that every measure carries.
    #[getter]
    fn definition(&self) -> Definition {
        Definition(self.0.definition())
    }

    /// Measures one batch.
    ///
    /// Ratings, durations in seconds and outcomes are the first argument; durations may also come
    /// as `start` and `end`, contacts as `customer`, `at` and perhaps `observed_until`, counts as
    /// `events` and `base`, calls as `wait` and `answered`, amounts as `numerator` and
    /// `denominator`, cases as `start`, `end` and perhaps `service` (whose calendar counts) and
    /// `observed_until`, lifetimes as `duration` and `ended`, and the answers of an index as a dataframe or
    /// mapping with a column for each component. Columns may be lists, NumPy arrays, series and arrays of pandas, Polars and
    /// PyArrow, and one-column results of DuckDB.
    #[pyo3(signature = (values = None, **columns))]
    fn measure<'py>(
        &self,
        py: Python<'py>,
        values: Option<&Bound<'py, PyAny>>,
        columns: Option<&Bound<'py, PyDict>>,
    ) -> Answer<Measure> {
        let given = Given::read(&self.0, values, columns)?;
        Ok(Measure(py.detach(|| given.load()?.tally(&self.0)?.finish())?))
    }

    /// An empty tally of this definition.
    fn tally(&self) -> KpiTally {
        KpiTally::new(kpi::KpiTally::new(self.0.clone()))
    }

    /// Measures each group of a column of groups: one row for each group, in alphabetical order.
    #[pyo3(signature = (values = None, *, by, **columns))]
    fn table<'py>(
        &self,
        py: Python<'py>,
        values: Option<&Bound<'py, PyAny>>,
        by: &Bound<'py, PyAny>,
        columns: Option<&Bound<'py, PyDict>>,
    ) -> Answer<Table> {
        let given = Given::read(&self.0, values, columns)?;
        let by = read(by, "by")?;
        let rows = py.detach(|| grouped(&self.0, given, by)?.finish())?;
        group_table(py, &self.0, rows)
    }

    /// An empty tally of groups: observe, merge, finish into what `table` gives.
    fn table_tally(&self) -> KpiTableTally {
        KpiTableTally::new(kpi::KpiTable::new(self.0.clone()))
    }

    /// The survival curve of an indicator of survival; the arguments are those of `measure`.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> kept = sq.kpi.retention_by_survival(at_days=2)
    ///     >>> curve = kept.survival_curve(duration=[86400, 172800, 259200], ended=[True, False, True])
    ///     >>> [(step.seconds, step.at_risk, round(step.share, 3)) for step in curve.steps]
    ///     [(86400.0, 3, 0.667), (172800.0, 2, 0.667), (259200.0, 1, 0.0)]
    #[pyo3(signature = (values = None, **columns))]
    fn survival_curve<'py>(
        &self,
        py: Python<'py>,
        values: Option<&Bound<'py, PyAny>>,
        columns: Option<&Bound<'py, PyDict>>,
    ) -> Answer<Option<SurvivalCurve>> {
        let given = Given::read(&self.0, values, columns)?;
        let tally = py.detach(|| given.load()?.tally(&self.0))?;
        Ok(tally.survival_curve().map(SurvivalCurve))
    }

    /// Where the memory lies that the core reads: for tests that nothing was copied.
    #[pyo3(signature = (values = None, **columns))]
    fn _addresses<'py>(
        &self,
        values: Option<&Bound<'py, PyAny>>,
        columns: Option<&Bound<'py, PyDict>>,
    ) -> Answer<Vec<Vec<usize>>> {
        let given = Given::read(&self.0, values, columns)?;
        Ok(given.load()?.addresses())
    }

    fn __repr__(&self) -> String {
        let definition = self.0.definition();
        let parameters = definition.parameters.iter().map(|part| format!("{} {}", part.name, part.value));
        format!("<KpiDefinition {}: {}>", definition.id, parameters.collect::<Vec<_>>().join(", "))
    }
}
