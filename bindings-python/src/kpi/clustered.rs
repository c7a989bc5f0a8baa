//! Indicators whose rows have weights, belong to clusters, or both.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::kpi;
use servqual::kpi::{ClusteredObservations, Weighting};
use servqual::measure::{Language, Tally};

use super::KpiDefinition;
use crate::columns::{Source, keys, read, reals};
use crate::error::Answer;
use crate::measure::Measure;
use crate::observe::Given;
use crate::record::from_word;
use crate::report::report;
use crate::tally::tally;

/// Observations with weights and clusters that have left Python.
struct Rows {
    given: Given,
    clusters: Option<Source>,
    weights: Option<Source>,
}

impl Rows {
    fn read(
        definition: &kpi::KpiDefinition,
        values: &Bound<'_, PyAny>,
        clusters: Option<&Bound<'_, PyAny>>,
        weights: Option<&Bound<'_, PyAny>>,
    ) -> Answer<Self> {
        let given = Given::read(definition, Some(values), None::<&Bound<'_, PyDict>>)?;
        let clusters = clusters.map(|clusters| read(clusters, "clusters")).transpose()?;
        let weights = weights.map(|weights| read(weights, "weights")).transpose()?;
        Ok(Self { given, clusters, weights })
    }

    /// One chunk: an observation that fails leaves the tally of the core as it was.
    fn add(self, tally: &mut kpi::ClusteredTally) -> servqual::Result<()> {
        let clusters = self.clusters.map(|source| keys(source).map(|keys| keys.joined())).transpose()?;
        let weights = self.weights.map(|source| reals(source).map(|reals| reals.joined())).transpose()?;
        self.given.load()?.joined().whole(|observations| {
            let clusters = clusters.as_ref().map(|column| column.part(&(0..column.shape().1))).transpose()?;
            let weights = weights.as_ref().map(|column| column.part(&(0..column.shape().1))).transpose()?;
            tally.observe(ClusteredObservations { observations, clusters, weights })
        })
    }
}

#[pymethods]
impl KpiDefinition {
    /// The indicator over rows that have weights, belong to clusters, or both.
    ///
    /// R = sum of weight times value / sum of weights, with a standard error that is linearised over
    /// clusters: several contacts of one customer are not independent.
    ///
    /// Parameters
    /// ----------
    /// values : column
    ///     Ratings, outcomes or durations, as in `measure`.
    /// clusters : column, optional
    ///     To whom each row belongs; without it each row stands for itself.
    /// weights : column, optional
    ///     The weight of each row, zero or more.
    ///
    /// Raises
    /// ------
    /// InvalidParameterError
    ///     Where the definition is no share, mean or net score of one value a row.
    /// QualityError
    ///     The subclass for its cause; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> solved = sq.kpi.resolution_rate()
    ///     >>> result = solved.measure_clustered([True, True, False, False], clusters=["a", "a", "b", "c"])
    ///     >>> result.measure.estimate, result.clusters
    ///     (0.5, 3)
    #[pyo3(signature = (values, *, clusters = None, weights = None))]
    fn measure_clustered<'py>(
        &self,
        py: Python<'py>,
        values: &Bound<'py, PyAny>,
        clusters: Option<&Bound<'py, PyAny>>,
        weights: Option<&Bound<'py, PyAny>>,
    ) -> Answer<ClusteredMeasure> {
        let weighting = if weights.is_some() { Weighting::Weighted } else { Weighting::Equal };
        let mut tally = kpi::ClusteredTally::new(self.0.clone(), weighting)?;
        let rows = Rows::read(&self.0, values, clusters, weights)?;
        Ok(ClusteredMeasure(py.detach(move || {
            rows.add(&mut tally)?;
            tally.finish()
        })?))
    }

    /// An empty tally over clusters; `weighting` says whether rows have weights: `equal` or `weighted`.
    #[pyo3(signature = (*, weighting = "equal"))]
    fn clustered_tally(&self, weighting: &str) -> Answer<ClusteredTally> {
        Ok(ClusteredTally::new(kpi::ClusteredTally::new(self.0.clone(), from_word(weighting, "weighting")?)?))
    }
}

tally! {
    /// An indicator over clusters while it is measured: observe, merge, finish.
    ClusteredTally(kpi::ClusteredTally) {
        /// What is measured.
        #[getter]
        fn definition(&self, py: Python<'_>) -> KpiDefinition {
            KpiDefinition(py.detach(|| self.0.lock().definition().clone()))
        }

        /// Adds a chunk of observations, all of it or nothing; the arguments are those of
        /// `KpiDefinition.measure_clustered`.
        #[pyo3(signature = (values, *, clusters = None, weights = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            values: &Bound<'py, PyAny>,
            clusters: Option<&Bound<'py, PyAny>>,
            weights: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let definition = py.detach(|| self.0.lock().definition().clone());
            let rows = Rows::read(&definition, values, clusters, weights)?;
            Ok(py.detach(|| rows.add(&mut self.0.lock()))?)
        }

        /// The measure so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<ClusteredMeasure> {
            Ok(ClusteredMeasure(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<ClusteredTally of {}>", py.detach(|| self.0.lock().definition().id().to_owned()))
        }
    }
}

report! {
    /// A measure over clusters.
    ClusteredMeasure(kpi::ClusteredMeasure) {
        /// The measure; `n` counts rows.
        measure: Measure,
        /// Clusters.
        clusters: u64,
        /// Sum of the weights.
        weight: f64,
        /// Variance over that of as many independent rows (Kish): 2 says that half the rows would say
        /// as much.
        design_effect: Option<f64>,
    }
    |found| format!("{}, {} clusters", found.measure.show(Language::English), found.clusters)
}
