//! Gap 4: what was promised against what was delivered.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use servqual::gap::five_gaps as model;
use servqual::gap::five_gaps::{
    CommunicationGapOptions, DeliveredLevel, PromiseInstances, PromiseKeepingOptions, PromiseSubject,
};
use servqual::measure::{Column, Tally};
use servqual::stats::interval::ConfidenceLevel;

use super::promise_reports::{CommunicationGapReport, PromiseKeepingReport};
use crate::columns::{Source, groups, read, seconds};
use crate::error::Answer;
use crate::measure::Measure;
use crate::record::{Reduced, dumps, from_word, restorer};
use crate::report::documents;
use crate::tally::tally;

documents!(PromiseSubject);

/// The promises of a service: valid once it exists.
///
/// Parameters
/// ----------
/// promises : iterable of mappings
///     Each with `id`, `channel`, `subject` (`{"indicator": {"id": …}}` or `{"standard": {"id": …}}`),
///     `target` (a `Target`, or `bound`, `value` and `unit`), `published`, and where known `label` and
///     `feasibility` (`checked_on`, and `found`: `feasible` or `not_feasible`).
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> register = sq.PromiseRegister([{
///     ...     "id": "solved", "channel": "website", "subject": {"indicator": {"id": "resolution_rate"}},
///     ...     "target": sq.Target.at_least(0.9, "share"), "published": "2026-01-15",
///     ... }])
///     >>> solved = sq.kpi.resolution_rate().measure([True] * 60 + [False] * 40)
///     >>> report = register.communication_gap({"solved": solved})
///     >>> report.broken, report.unchecked, report.promises[0].over_promise_ratio.estimate
///     (1, ['solved'], 1.5)
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct PromiseRegister(model::PromiseRegister);

#[pymethods]
impl PromiseRegister {
    #[new]
    fn new(py: Python<'_>, promises: &Bound<'_, PyAny>) -> Answer<Self> {
        let promises = promises.try_iter()?.collect::<PyResult<Vec<_>>>()?;
        Self::from_json(&dumps(PyList::new(py, promises)?.as_any())?)
    }

    /// A register in JSON.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(model::PromiseRegister::from_json(text)?))
    }

    /// The register in JSON.
    fn to_json(&self) -> String {
        crate::record::to_json(&self.0)
    }

    /// The promises as plain dictionaries.
    #[getter]
    fn promises<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, &self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, String> {
        Ok((restorer(py)?, (py.get_type::<Self>().into_any(), self.to_json())))
    }

    fn __len__(&self) -> usize {
        self.0.promises().len()
    }

    fn __repr__(&self) -> String {
        format!("<PromiseRegister of {} promises>", self.0.promises().len())
    }

    /// Gap 4 of the register: each promise against the measure of what was delivered.
    ///
    /// Over-promise: promised - delivered where more was promised, delivered - promised where less was.
    /// A promise of which nothing was measured is counted and left out.
    ///
    /// Parameters
    /// ----------
    /// delivered : mapping
    ///     The `Measure` of what was delivered, by the id of the promise.
    /// enumeration : {"census", "sample"}
    ///     Whether these are all promises, or a sample of them.
    /// level : float
    ///     Confidence level of what is counted in a sample.
    ///
    /// Raises
    /// ------
    /// UnknownIdError
    ///     For a promise that the register has not.
    /// QualityError
    ///     The subclass for its cause, such as a measure of another indicator than was promised.
    #[pyo3(signature = (delivered, *, enumeration = "census", level = 0.95))]
    fn communication_gap(
        &self,
        delivered: &Bound<'_, PyDict>,
        enumeration: &str,
        level: f64,
    ) -> Answer<CommunicationGapReport> {
        let level_of = |(promise, measure): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
            Ok(DeliveredLevel { promise: promise.extract()?, measure: measure.extract::<Measure>()?.0 })
        };
        let delivered = delivered.iter().map(level_of).collect::<PyResult<Vec<_>>>()?;
        let options = CommunicationGapOptions {
            enumeration: from_word(enumeration, "enumeration")?,
            level: ConfidenceLevel::new(level)?,
        };
        Ok(CommunicationGapReport(model::communication_gap(&self.0, &delivered, &options)?))
    }

    /// Gap 4 of single promises, a row for each: what this customer was promised and what they got.
    ///
    /// A row is kept where at least as much was delivered (at most as much where less is promised).
    ///
    /// Parameters
    /// ----------
    /// promise : column
    ///     Id of the promise in the register.
    /// promised, delivered : column
    ///     Both in the unit of the promise; durations may be durations.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to a row without one of them.
    /// level : float
    ///     Confidence level of the intervals.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause, such as a promise that the register has not.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> register = sq.PromiseRegister([{
    ///     ...     "id": "arrival", "channel": "app", "subject": {"standard": {"id": "delivery_time"}},
    ///     ...     "target": sq.Target.at_most(3600, "second"), "published": "2026-01-15",
    ///     ... }])
    ///     >>> report = register.promise_keeping(
    ///     ...     promise=["arrival"] * 4, promised=[1800, 2400, 1800, 3600], delivered=[1700, 3000, 1800, 4000],
    ///     ... )
    ///     >>> report.promises[0].kept.estimate, report.promises[0].over_promise.estimate
    ///     (0.5, 225.0)
    #[pyo3(signature = (*, promise, promised, delivered, missing = "raise", level = 0.95))]
    fn promise_keeping<'py>(
        &self,
        py: Python<'py>,
        promise: &Bound<'py, PyAny>,
        promised: &Bound<'py, PyAny>,
        delivered: &Bound<'py, PyAny>,
        missing: &str,
        level: f64,
    ) -> Answer<PromiseKeepingReport> {
        let mut tally = empty(self, missing, level)?;
        let given = Rows::read(promise, promised, delivered)?;
        Ok(PromiseKeepingReport(py.detach(move || {
            given.add(&mut tally)?;
            tally.finish()
        })?))
    }

    /// An empty tally of single promises; the arguments are those of `promise_keeping`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn promise_keeping_tally(&self, missing: &str, level: f64) -> Answer<PromiseKeepingTally> {
        Ok(PromiseKeepingTally::new(empty(self, missing, level)?))
    }
}

fn empty(register: &PromiseRegister, missing: &str, level: f64) -> Answer<model::PromiseKeepingTally> {
    let options =
        PromiseKeepingOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? };
    Ok(model::PromiseKeepingTally::new(register.0.clone(), options))
}

/// Single promises that have left Python.
struct Rows {
    promise: Source,
    promised: Source,
    delivered: Source,
}

impl Rows {
    fn read(promise: &Bound<'_, PyAny>, promised: &Bound<'_, PyAny>, delivered: &Bound<'_, PyAny>) -> Answer<Self> {
        Ok(Self {
            promise: read(promise, "promise")?,
            promised: read(promised, "promised")?,
            delivered: read(delivered, "delivered")?,
        })
    }

    /// One chunk: an observation that fails leaves the tally of the core as it was.
    fn add(self, tally: &mut model::PromiseKeepingTally) -> servqual::Result<()> {
        let (names, codes) = groups(self.promise)?;
        let ids: Vec<&str> = codes.iter().map(|&code| names[code as usize].as_str()).collect();
        let (promised, delivered) = (seconds(self.promised)?.joined(), seconds(self.delivered)?.joined());
        tally.observe(PromiseInstances {
            promise: Column::new("promise", &ids),
            promised: promised.part(&(0..promised.shape().1))?,
            delivered: delivered.part(&(0..delivered.shape().1))?,
        })
    }
}

tally! {
    /// Single promises while they are counted: observe, merge, finish.
    ///
    /// Exact sums: the same bits for every cut, order and merge.
    PromiseKeepingTally(model::PromiseKeepingTally) {
        /// What was promised.
        #[getter]
        fn register(&self, py: Python<'_>) -> PromiseRegister {
            PromiseRegister(py.detach(|| self.0.lock().register().clone()))
        }

        /// Adds single promises, all of them or nothing; the arguments are those of
        /// `PromiseRegister.promise_keeping`.
        #[pyo3(signature = (*, promise, promised, delivered))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            promise: &Bound<'py, PyAny>,
            promised: &Bound<'py, PyAny>,
            delivered: &Bound<'py, PyAny>,
        ) -> Answer<()> {
            let given = Rows::read(promise, promised, delivered)?;
            Ok(py.detach(|| given.add(&mut self.0.lock()))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<PromiseKeepingReport> {
            Ok(PromiseKeepingReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<PromiseKeepingTally of {} promises>", py.detach(|| self.0.lock().register().promises().len()))
        }
    }
}
