//! Gaps 1, 6 and 7: what one side says against what another believes.

use pyo3::prelude::*;
use servqual::gap::five_gaps as model;
use servqual::gap::five_gaps::{BeliefGapAnswers, BeliefGapOptions, BeliefSide};
use servqual::measure::{Language, Tally};
use servqual::stats::interval::ConfidenceLevel;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::{from_word, word};
use crate::report::report;
use crate::survey::{Answers, Instrument, sides};
use crate::table::Table;
use crate::tally::tally;

/// The answers of one side.
type Side = (BeliefSide, Answers);

/// The sides by name, as they are given.
type Given<'a, 'py> = [(BeliefSide, &'static str, Option<&'a Bound<'py, PyAny>>); 3];

fn read<'py>(instrument: &Instrument, given: Given<'_, 'py>, data: Option<&Bound<'py, PyAny>>) -> Answer<Vec<Side>> {
    let given = given.into_iter().filter_map(|(side, name, answers)| Some((side, name, answers?)));
    given.map(|(side, name, answers)| Ok((side, instrument.answers(&[(name, answers)], data)?))).collect()
}

/// Observes the sides one after the other. Needs no interpreter.
fn add(tally: &mut model::BeliefGapTally, given: Vec<Side>) -> servqual::Result<()> {
    given.into_iter().try_for_each(|(side, answers)| {
        answers.load()?.each(|found| {
            let [expectation] = sides(found)?;
            tally.observe(BeliefGapAnswers { side, expectation })
        })
    })
}

fn empty(instrument: &Instrument, gap: &str, missing: &str, level: f64) -> Answer<model::BeliefGapTally> {
    let options = BeliefGapOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? };
    Ok(model::BeliefGapTally::new(from_word(gap, "gap")?, instrument.0.clone(), options))
}

#[pymethods]
impl Instrument {
    /// Gap 1, 6 or 7: the expectations of one side against what another side believes them to be.
    ///
    /// Gap 1 (`knowledge`) holds customers against managers, gap 6 (`employee_perception`) customers
    /// against employees, gap 7 (`management_perception`) employees against managers. Two independent
    /// samples; reference − belief with Welch's interval and test, above zero where the believer
    /// underestimates.
    ///
    /// Parameters
    /// ----------
    /// gap : {"knowledge", "employee_perception", "management_perception"}
    ///     Which gap.
    /// customers, employees, managers : dataframe or mapping, optional
    ///     The answers of the two sides of the gap: a column for each item, by its id; a mapping may
    ///     also give names of columns in `data`. The sides may differ in length.
    /// data : dataframe or mapping, optional
    ///     Where such names are looked up.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to missing answers.
    /// level : float
    ///     Confidence level of the intervals.
    ///
    /// Raises
    /// ------
    /// WrongObservationsError
    ///     For a side that has no part in the gap.
    /// QualityError
    ///     The subclass for its cause, such as an answer outside the scale; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.belief_gap("knowledge", customers={"q1": [7, 6, 7, 6]}, managers={"q1": [5, 6, 4]})
    ///     >>> report.items[0].gap.estimate
    ///     1.5
    #[pyo3(signature = (
        gap, *, customers = None, employees = None, managers = None, data = None, missing = "raise", level = 0.95
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn belief_gap<'py>(
        &self,
        py: Python<'py>,
        gap: &str,
        customers: Option<&Bound<'py, PyAny>>,
        employees: Option<&Bound<'py, PyAny>>,
        managers: Option<&Bound<'py, PyAny>>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<BeliefGapReport> {
        let mut tally = empty(self, gap, missing, level)?;
        let given = read(self, named(customers, employees, managers), data)?;
        let report = py.detach(move || {
            add(&mut tally, given)?;
            tally.finish()
        })?;
        Ok(BeliefGapReport(report))
    }

    /// An empty tally of gap 1, 6 or 7; the arguments are those of `belief_gap`.
    #[pyo3(signature = (gap, *, missing = "raise", level = 0.95))]
    fn belief_gap_tally(&self, gap: &str, missing: &str, level: f64) -> Answer<BeliefGapTally> {
        Ok(BeliefGapTally::new(empty(self, gap, missing, level)?))
    }
}

fn named<'a, 'py>(
    customers: Option<&'a Bound<'py, PyAny>>,
    employees: Option<&'a Bound<'py, PyAny>>,
    managers: Option<&'a Bound<'py, PyAny>>,
) -> Given<'a, 'py> {
    [
        (BeliefSide::Customers, "customers", customers),
        (BeliefSide::Employees, "employees", employees),
        (BeliefSide::Managers, "managers", managers),
    ]
}

tally! {
    /// Gap 1, 6 or 7 while it is measured: independent samples, each in chunks as they come.
    ///
    /// Integer sums only: the same bits for every cut, order and merge.
    BeliefGapTally(model::BeliefGapTally) {
        /// What is asked.
        #[getter]
        fn instrument(&self, py: Python<'_>) -> Instrument {
            Instrument(py.detach(|| self.0.lock().instrument().clone()))
        }

        /// Adds a chunk of answers of one side or of both, all of it or nothing.
        #[pyo3(signature = (*, customers = None, employees = None, managers = None, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            customers: Option<&Bound<'py, PyAny>>,
            employees: Option<&Bound<'py, PyAny>>,
            managers: Option<&Bound<'py, PyAny>>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let given = read(&self.instrument(py), named(customers, employees, managers), data)?;
            Ok(py.detach(|| {
                let mut tally = self.0.lock();
                let mut next = tally.clone();
                add(&mut next, given)?;
                *tally = next;
                servqual::Result::Ok(())
            })?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<BeliefGapReport> {
            Ok(BeliefGapReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<BeliefGapTally of {}>", py.detach(|| self.0.lock().instrument().id().to_owned()))
        }
    }
}

report! {
    /// The gap of one item, of one dimension or over all items.
    BeliefGapResult(model::BeliefGapResult) {
        /// Id of the item or dimension; `overall` for all items.
        id: String,
        /// Name for people.
        label: Label,
        /// Mean of the side that is taken to know.
        reference: Measure,
        /// Mean of the side whose belief is held against it.
        belief: Measure,
        /// Reference − belief: above zero the believer underestimates. Its `n` counts both.
        gap: Measure,
        /// Two-sided p value of Welch's t test; `None` where neither side varies.
        p_value: Option<f64>,
        /// Cohen's d with the pooled deviation of both sides; `None` where neither varies.
        cohens_d: Option<f64>,
        /// Hedges' g: Cohen's d without its bias in small samples.
        hedges_g: Option<f64>,
    }
    |item| format!("{}: {}", item.id, item.gap.show(Language::English))
}

report! {
    /// Gap 1, 6 or 7, from the item to the whole.
    BeliefGapReport(model::BeliefGapReport) {
        /// Which gap, such as `knowledge`.
        gap: String,
        /// The side that is taken to know.
        reference: String,
        /// The side whose belief is held against it.
        believer: String,
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents of the reference side.
        reference_respondents: u64,
        /// Respondents of the believing side.
        believer_respondents: u64,
        /// One row for each item, in the order of the instrument.
        items: Table,
        /// One row for each dimension, in the order of the instrument.
        dimensions: Table,
        /// Over all items.
        overall: BeliefGapResult,
    }
    |report| format!("{} of {}: {}", word(&report.gap), report.instrument, report.overall.gap.show(Language::English))
}
