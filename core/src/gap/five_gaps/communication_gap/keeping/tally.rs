//! The tally of single promises.

use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::report::{Context, PromiseKeeping, PromiseKeepingReport};
use super::{PromiseRegister, kept_definition};
use crate::error::{QualityError, Result};
use crate::gap::five_gaps::severity::{self, Enumeration, Part};
use crate::measure::{Column, ExclusionReason, Measure, MissingRule, Parameter, Tally, Target, left_out};
use crate::stats::MOST_OBSERVATIONS;
use crate::stats::interval::ConfidenceLevel;

/// How single promises are evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromiseKeepingOptions {
    /// What happens to a row without a promised or delivered value.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// One chunk of single promises: a row for each.
#[derive(Debug, Clone, Copy)]
pub struct PromiseInstances<'a> {
    /// Id of the promise in the register.
    pub promise: Column<'a, &'a str>,
    /// What this customer was promised, in the unit of the promise.
    pub promised: Column<'a, f64>,
    /// What this customer got, in the same unit.
    pub delivered: Column<'a, f64>,
}

/// Single promises while they are counted.
///
/// Each row has its own promised and delivered value. It is kept where at least as much was delivered
/// (at most as much where less is promised); its over-promise is promised − delivered (the other way
/// round where less is promised). The ratio is one of sums, with the interval of a ratio estimate
/// (Cochran 1977). Rows without a value are an error or left out and counted, as the rule says.
///
/// Exact sums: the same bits for every cut, order and merge; about 10 kB for each promise. Checked against
/// SciPy and statsmodels (`tests/golden/promise_keeping.json`).
///
/// ```
/// use servqual::gap::five_gaps::{PromiseInstances, PromiseKeepingTally, PromiseRegister};
/// use servqual::measure::{Column, Tally};
///
/// let register = PromiseRegister::from_json(r#"[{
///     "id": "arrival", "channel": "app", "subject": {"standard": {"id": "delivery_time"}},
///     "target": {"bound": "at_most", "value": 3600, "unit": "second"}, "published": "2026-01-15"
/// }]"#)?;
/// let mut tally = PromiseKeepingTally::new(register, Default::default());
/// tally.observe(PromiseInstances {
///     promise: Column::new("promise", &["arrival"; 4]),
///     promised: Column::new("promised", &[1800.0, 2400.0, 1800.0, 3600.0]),
///     delivered: Column::new("delivered", &[1700.0, 3000.0, 1800.0, 4000.0]),
/// })?;
/// let arrival = &tally.finish()?.promises[0];
/// assert_eq!((arrival.kept.estimate, arrival.over_promise.estimate), (Some(0.5), Some(225.0)));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct PromiseKeepingTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    register: PromiseRegister,
    options: PromiseKeepingOptions,
    counts: Vec<Counts>,
}

impl PromiseKeepingTally {
    /// An empty tally.
    pub fn new(register: PromiseRegister, options: PromiseKeepingOptions) -> Self {
        let counts = vec![Counts::default(); register.promises().len()];
        Self { state: Wire { register, options, counts } }
    }

    /// What was promised.
    pub fn register(&self) -> &PromiseRegister {
        &self.state.register
    }

    fn add_row(&mut self, rows: &PromiseInstances<'_>, row: usize) -> Result<()> {
        let Wire { register, options, counts } = &mut self.state;
        let Some(id) = rows.promise.get(row) else { return Err(rows.promise.missing(row)) };
        let place = || format!("{}, row {row}", rows.promise.name());
        let position = register.position(id).ok_or_else(|| register.unknown(place(), id))?;
        let target = &register.promises()[position].target;
        let [promised, delivered] = [&rows.promised, &rows.delivered].map(|column| level(column, row, target));
        match (promised?, delivered?) {
            (Some(promised), Some(delivered)) if (promised - delivered).is_finite() => {
                counts[position].add(target, promised, delivered);
            }
            (Some(promised), Some(delivered)) => {
                return Err(QualityError::InvalidCell {
                    place: rows.delivered.name().into(),
                    row: row as u64,
                    value: delivered.to_string(),
                    expected: format!("a value whose distance to {promised} can be told"),
                });
            }
            (None, _) if options.missing == MissingRule::Raise => return Err(rows.promised.missing(row)),
            _ if options.missing == MissingRule::Raise => return Err(rows.delivered.missing(row)),
            _ => counts[position].missing += 1,
        }
        Ok(())
    }

    /// Rows so far, where they can be counted together.
    fn total(&self) -> Option<u64> {
        let promises = self.state.register.promises().iter().map(|promise| &promise.target.unit);
        let mut totals = self.state.counts.iter().zip(promises).map(|(counts, unit)| counts.total(unit));
        let total = totals.try_fold(0_u64, |sum, total| sum.checked_add(total?));
        total.filter(|&total| total <= MOST_OBSERVATIONS)
    }
}

/// A level in the unit of the promise; an error for one that the unit does not have.
fn level(column: &Column<'_, f64>, row: usize, target: &Target) -> Result<Option<f64>> {
    let Some(value) = column.get(row) else { return Ok(None) };
    if !value.is_finite() {
        let (place, value) = (column.name().into(), value.to_string());
        return Err(QualityError::NotFinite { place, row: row as u64, value });
    }
    match Target::new(target.bound, value, target.unit.clone()) {
        Ok(_) => Ok(Some(value)),
        Err(QualityError::InvalidParameter { value, expected, .. }) => {
            Err(QualityError::InvalidCell { place: column.name().into(), row: row as u64, value, expected })
        }
        Err(error) => Err(error),
    }
}

impl Tally for PromiseKeepingTally {
    type Observations<'a> = PromiseInstances<'a>;
    type Output = PromiseKeepingReport;
    const KIND: &'static str = "promise_keeping";
    const VERSION: u32 = 1;

    fn observe(&mut self, rows: PromiseInstances<'_>) -> Result<()> {
        rows.promise.require_length(&rows.promised)?;
        rows.promise.require_length(&rows.delivered)?;
        // Into a fresh tally, so that an error leaves this one as it was.
        let mut added = Self::new(self.state.register.clone(), self.state.options.clone());
        (0..rows.promise.len()).try_for_each(|row| added.add_row(&rows, row))?;
        self.merge(&added)
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        let (mine, theirs) = (&self.state, &other.state);
        if mine.register != theirs.register || mine.options != theirs.options {
            return Err(QualityError::DefinitionMismatch {
                left: "promises".into(),
                right: "promises".into(),
                difference: "register or options".into(),
            });
        }
        let both = self.total().zip(other.total()).map(|(mine, theirs)| mine + theirs);
        if both.is_none_or(|both| both > MOST_OBSERVATIONS) {
            return Err(QualityError::InvalidParameter {
                place: "promises".into(),
                value: "the merged tally".into(),
                expected: format!("at most {MOST_OBSERVATIONS} rows"),
            });
        }
        self.state.counts.iter_mut().zip(&other.state.counts).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<PromiseKeepingReport> {
        let Wire { register, options, counts } = &self.state;
        let n = counts.iter().map(|counts| counts.behind.n()).sum();
        Measure::require_observations("promises", n, 1)?;
        let promises = register.promises().iter().zip(counts);
        let promises: Vec<PromiseKeeping> =
            promises.map(|(promise, counts)| Context { promise, options, counts }.keeping()).collect();
        let kept = counts.iter().map(|counts| counts.kept).sum();
        let excluded = left_out(ExclusionReason::Missing, counts.iter().map(|counts| counts.missing).sum());
        let definition = kept_definition(vec![Parameter::new("promise", "all")], options.missing);
        let parts: Vec<Part<'_>> =
            promises.iter().filter_map(|promise| promise.severity.as_ref().map(Part::Measured)).collect();
        Ok(PromiseKeepingReport {
            kept: Measure::of_share(definition, kept, n, excluded, options.level),
            severity: severity::mean("promises", &parts, Enumeration::Census, options.level)?,
            promises,
        })
    }
}

impl TryFrom<Wire> for PromiseKeepingTally {
    type Error = QualityError;

    fn try_from(state: Wire) -> Result<Self> {
        let tally = Self { state };
        if tally.state.counts.len() == tally.state.register.promises().len() && tally.total().is_some() {
            return Ok(tally);
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.counts".into(),
            found: "counts of other promises, or none that rows give".into(),
            expected: format!("counts of {} promises", tally.state.register.promises().len()),
        })
    }
}

impl From<PromiseKeepingTally> for Wire {
    fn from(tally: PromiseKeepingTally) -> Self {
        tally.state
    }
}
