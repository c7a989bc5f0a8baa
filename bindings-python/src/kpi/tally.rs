//! An indicator while it is measured.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::kpi;
use servqual::measure::Tally;

use super::{KpiDefinition, SurvivalComparison, SurvivalCurve};
use crate::error::Answer;
use crate::measure::Measure;
use crate::observe::Given;
use crate::tally::tally;

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
