//! Key performance indicators: definition, tally, and the table by groups.

mod clustered;
mod money;
mod repeat;
mod scorecards;
mod survival;

pub(crate) use clustered::{ClusteredMeasure, ClusteredTally};
pub(crate) use money::{ReturnOnQuality, return_on_quality, service_cost_benefit};
pub(crate) use repeat::{RepeatReport, RepeatTally, RepeatWindow, ReplyRules, ReplySpans, repeat_windows};
pub(crate) use scorecards::{EmptyPeriod, Progress, Scorecard, ScorecardRow, ScorecardTally, scorecard};
pub(crate) use survival::{SurvivalComparison, SurvivalCurve, SurvivalStep};

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::kpi;
use servqual::measure::Tally;
use servqual::stats::interval::ConfidenceLevel;

use crate::columns::{Source, groups, read};
use crate::error::Answer;
use crate::measure::{Definition, Label, Measure};
use crate::observe::Given;
use crate::record::{Reduced, dumps, from_word, restorer};
use crate::table::{Columns, Table};
use crate::tally::tally;

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

/// The measure of one group.
#[pyclass(frozen, get_all, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Group {
    /// The group.
    group: String,
    /// Its measure.
    measure: Measure,
}

#[pymethods]
impl Group {
    fn __repr__(&self) -> String {
        format!("<Group {}: {}>", self.group, self.measure.0.show(servqual::measure::Language::English))
    }
}

/// A fresh tally of all groups. Needs no interpreter.
fn grouped(definition: &kpi::KpiDefinition, given: Given, by: Source) -> servqual::Result<kpi::KpiTable> {
    let (names, codes) = groups(by)?;
    let keys: Vec<&str> = names.iter().map(String::as_str).collect();
    let observed = given.load()?.joined();
    let mut table = kpi::KpiTable::new(definition.clone());
    observed
        .whole(|observations| table.observe(kpi::GroupedObservations { keys: &keys, codes: &codes, observations }))?;
    Ok(table)
}

/// One row for each group.
fn group_table(py: Python<'_>, definition: &kpi::KpiDefinition, rows: Vec<kpi::KpiTableRow>) -> Answer<Table> {
    let measures = rows.iter().map(|row| &row.measure);
    let columns = Columns::default()
        .texts("group", rows.iter().map(|row| Some(row.group.as_str())))
        .reals("estimate", measures.clone().map(|measure| measure.estimate))
        .measures(measures);
    let caption = definition.label().en.clone();
    let rows = rows.into_iter().map(|row| Group { group: row.group, measure: Measure(row.measure) });
    Table::new(py, &caption, rows.collect(), columns)
}

tally! {
    /// An indicator while it is measured: observe, merge, finish.
    ///
    /// For every way to cut the observations into chunks, to order them and to merge the parts,
    /// the finished measure has the same bits. A chunk that fails leaves the tally as it was.
    /// Threads may share a tally.
    KpiTally(kpi::KpiTally) {
        /// What is measured.
        #[getter]
        fn definition(&self, py: Python<'_>) -> KpiDefinition {
            KpiDefinition(py.detach(|| self.0.lock().definition().clone()))
        }

        /// Adds a chunk of observations, all of it or nothing; the arguments are those of
        /// `KpiDefinition.measure`.
        #[pyo3(signature = (values = None, **columns))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            values: Option<&Bound<'py, PyAny>>,
            columns: Option<&Bound<'py, PyDict>>,
        ) -> Answer<()> {
            let definition = py.detach(|| self.0.lock().definition().clone());
            let given = Given::read(&definition, values, columns)?;
            Ok(py.detach(|| {
                let added = given.load()?.tally(&definition)?;
                self.0.lock().merge(&added)
            })?)
        }

        /// The measure so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<Measure> {
            Ok(Measure(py.detach(|| self.0.lock().finish())?))
        }

        /// The survival curve so far; `None` for indicators that have none.
        fn survival_curve(&self, py: Python<'_>) -> Option<SurvivalCurve> {
            py.detach(|| self.0.lock().survival_curve()).map(SurvivalCurve)
        }

        /// How long things last here against an earlier or another group of the same definition:
        /// the difference at the time of the definition, and the log-rank test of the whole curves.
        ///
        /// Raises
        /// ------
        /// DefinitionMismatchError
        ///     Where both do not mean the same.
        /// WrongObservationsError
        ///     Where the indicator is not one of survival.
        ///
        /// Examples
        /// --------
        ///     >>> import servqual as sq
        ///     >>> def stayed(days):
        ///     ...     tally = sq.kpi.retention_by_survival(at_days=30).tally()
        ///     ...     tally.observe(duration=[day * 86400.0 for day in days], ended=[True, True, False, True])
        ///     ...     return tally
        ///     >>> comparison = stayed([10, 50, 60, 70]).survival_change_since(stayed([10, 20, 30, 40]))
        ///     >>> comparison.difference, comparison.censored_first
        ///     (0.25, 1)
        fn survival_change_since(&self, py: Python<'_>, earlier: &Self) -> Answer<SurvivalComparison> {
            py.detach(|| {
                let (first, second) = (earlier.0.copy(), self.0.copy());
                SurvivalComparison::of(&first, &second)
            })
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<KpiTally of {}>", py.detach(|| self.0.lock().definition().id().to_owned()))
        }
    }
}

tally! {
    /// An indicator by groups while it is measured: observe, merge, finish.
    KpiTableTally(kpi::KpiTable) {
        /// What is measured.
        #[getter]
        fn definition(&self, py: Python<'_>) -> KpiDefinition {
            KpiDefinition(py.detach(|| self.0.lock().definition().clone()))
        }

        /// Adds a chunk of observations with their groups, all of it or nothing; the arguments are
        /// those of `KpiDefinition.table`.
        #[pyo3(signature = (values = None, *, by, **columns))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            values: Option<&Bound<'py, PyAny>>,
            by: &Bound<'py, PyAny>,
            columns: Option<&Bound<'py, PyDict>>,
        ) -> Answer<()> {
            let definition = py.detach(|| self.0.lock().definition().clone());
            let given = Given::read(&definition, values, columns)?;
            let by = read(by, "by")?;
            Ok(py.detach(|| {
                let added = grouped(&definition, given, by)?;
                self.0.lock().merge(&added)
            })?)
        }

        /// The table so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<Table> {
            let (definition, rows) = py.detach(|| {
                let tally = self.0.lock();
                (tally.definition().clone(), tally.finish())
            });
            group_table(py, &definition, rows?)
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<KpiTableTally of {}>", py.detach(|| self.0.lock().definition().id().to_owned()))
        }
    }
}
