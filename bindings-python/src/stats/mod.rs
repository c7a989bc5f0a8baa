//! The statistics that stand on their own.

mod bootstrap;

pub(crate) use bootstrap::{
    BootstrapInterval, bootstrap_mean_of_counts, bootstrap_statistic, interruptible, options as bootstrap_options,
};

use pyo3::prelude::*;
use servqual::QualityError;
use servqual::measure;
use servqual::stats;
use servqual::stats::interval::{ConfidenceLevel, ProportionMethod, proportion, student};

use crate::columns::{common_cuts, read, reals};
use crate::error::{Answer, broken};
use crate::record::from_word;

/// The point below which the standard normal distribution has `probability`, between 0 and 1.
#[pyfunction]
pub(crate) fn normal_quantile(probability: f64) -> Answer<f64> {
    if probability > 0.0 && probability < 1.0 {
        return Ok(stats::normal_quantile(probability));
    }
    let (place, value) = ("probability".into(), probability.to_string());
    Err(QualityError::InvalidParameter { place, value, expected: "a probability between 0 and 1".into() }.into())
}

/// Lower tail of the standard normal distribution at `x`.
#[pyfunction]
pub(crate) fn normal_cumulative(x: f64) -> f64 {
    stats::normal_cumulative(x)
}

/// Holm's adjusted p values (1979): the familywise error stays below the level.
///
/// In the order they came; equal to R's `p.adjust(method = "holm")`.
///
/// Parameters
/// ----------
/// p_values : column
///     One for each test of the family, none of them missing.
///
/// Raises
/// ------
/// InvalidParameterError
///     For a value that is no probability.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> sq.stats.holm([0.01, 0.04, 0.03])
///     [0.03, 0.06, 0.06]
#[pyfunction]
pub(crate) fn holm(p_values: &Bound<'_, PyAny>) -> Answer<Vec<f64>> {
    Ok(stats::holm(&probabilities(p_values)?))
}

/// Benjamini and Hochberg's adjusted p values (1995): the false discovery rate stays below the level.
///
/// In the order they came; equal to R's `p.adjust(method = "BH")`.
///
/// Parameters
/// ----------
/// p_values : column
///     One for each test of the family, none of them missing.
///
/// Raises
/// ------
/// InvalidParameterError
///     For a value that is no probability.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> sq.stats.benjamini_hochberg([0.01, 0.04, 0.03])
///     [0.03, 0.04, 0.04]
#[pyfunction]
pub(crate) fn benjamini_hochberg(p_values: &Bound<'_, PyAny>) -> Answer<Vec<f64>> {
    Ok(stats::benjamini_hochberg(&probabilities(p_values)?))
}

fn probabilities(p_values: &Bound<'_, PyAny>) -> Answer<Vec<f64>> {
    let values = bootstrap::complete(&reals(read(p_values, "p_values")?)?.joined())?;
    let Some(position) = values.iter().position(|value| !(0.0..=1.0).contains(value)) else { return Ok(values) };
    let (place, value) = (format!("p_values[{position}]"), values[position].to_string());
    Err(QualityError::InvalidParameter { place, value, expected: "a probability from 0 to 1".into() }.into())
}

/// Does nothing: what a call costs before it does anything.
#[pyfunction]
pub(crate) fn _nothing() {}

/// Both ends of the interval of `successes` out of `trials`.
#[pyfunction]
#[pyo3(signature = (successes, trials, *, method = "wilson", level = 0.95))]
pub(crate) fn proportion_interval(successes: u64, trials: u64, method: &str, level: f64) -> Answer<Bounds> {
    // The default is matched first: a call must not cost more than its number.
    let method = if method == "wilson" { ProportionMethod::Wilson } else { from_word(method, "method")? };
    let bounds = proportion(successes, trials, method, ConfidenceLevel::new(level)?)?;
    Ok(Bounds { lower: bounds.lower, upper: bounds.upper })
}

/// Both ends of Student's t interval of a mean; `None` below two values.
#[pyfunction]
#[pyo3(signature = (mean, standard_deviation, n, *, level = 0.95))]
pub(crate) fn mean_interval(mean: f64, standard_deviation: f64, n: u64, level: f64) -> Answer<Option<Bounds>> {
    let bounds = student(mean, standard_deviation, n, ConfidenceLevel::new(level)?);
    Ok(bounds.map(|bounds| Bounds { lower: bounds.lower, upper: bounds.upper }))
}

/// Number, exact sum, mean and standard deviation of a column of numbers.
///
/// Missing values are counted and left out; NaN and infinity are errors that name the row. The sum
/// is exact before it is rounded once, so it does not depend on the order of the values.
#[pyfunction]
pub(crate) fn describe(py: Python<'_>, values: &Bound<'_, PyAny>) -> Answer<Description> {
    let source = read(values, "values")?;
    let described = py.detach(|| -> servqual::Result<_> {
        let column = reals(source)?.joined();
        let cuts = common_cuts(&[column.shape()])?;
        cuts.first().map(|rows| measure::describe(column.part(rows)?)).transpose()
    })?;
    let found = described.ok_or_else(|| broken("a column without a chunk"))?;
    let measure::Description { n, missing, sum, mean, standard_deviation, .. } = found;
    Ok(Description { n, missing, sum, mean, standard_deviation })
}

/// Two ends of an interval.
#[pyclass(frozen, get_all, eq, module = "servqual.stats")]
#[derive(Clone, PartialEq)]
pub(crate) struct Bounds {
    /// Lower end.
    lower: f64,
    /// Upper end.
    upper: f64,
}

#[pymethods]
impl Bounds {
    fn __repr__(&self) -> String {
        format!("Bounds(lower={:?}, upper={:?})", self.lower, self.upper)
    }
}

/// Number, sum, mean and spread of a column.
#[pyclass(frozen, get_all, eq, module = "servqual.stats")]
#[derive(Clone, PartialEq)]
pub(crate) struct Description {
    /// Values that are there.
    n: u64,
    /// Values that are missing.
    missing: u64,
    /// The exact sum, rounded once.
    sum: f64,
    /// The mean; `None` without values.
    mean: Option<f64>,
    /// The standard deviation with divisor n − 1; `None` below two values.
    standard_deviation: Option<f64>,
}

#[pymethods]
impl Description {
    fn __repr__(&self) -> String {
        let real = |value: Option<f64>| value.map_or("None".into(), |value| format!("{value:?}"));
        format!(
            "Description(n={}, missing={}, sum={:?}, mean={}, standard_deviation={})",
            self.n,
            self.missing,
            self.sum,
            real(self.mean),
            real(self.standard_deviation)
        )
    }
}
