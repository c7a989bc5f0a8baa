//! The tally of a key performance indicator.

use serde::{Deserialize, Serialize};

use super::observable::{Counted, Group, Reading, share};
use super::{IntervalChoice, KpiDefinition, Observations, SurvivalCurve};
use crate::error::{QualityError, Result};
use crate::measure::{Definition, ExclusionReason, Exclusions, Measure, MissingRule, Tally};
use crate::stats::MOST_OBSERVATIONS;
use crate::time::Instant;

/// A key performance indicator while it is measured.
///
/// Costs a few hundred bytes whatever the number of observations, but for quantiles
/// (see [`QuantileTally`](crate::stats::QuantileTally)) and repeat contacts (16 bytes a contact).
///
/// ```
/// use servqual::kpi::{KpiTally, Observations, net_promoter_score};
/// use servqual::measure::{Column, Tally};
///
/// let definition = net_promoter_score()?;
/// let mut phone = KpiTally::new(definition.clone());
/// phone.observe(Observations::Ratings(Column::new("recommend", &[10, 9])))?;
/// let mut server = KpiTally::new(definition);
/// server.observe(Observations::Ratings(Column::new("recommend", &[3, 8])))?;
/// server.merge(&phone)?;
/// assert_eq!(server.finish()?.estimate, Some(25.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct KpiTally {
    definition: KpiDefinition,
    excluded: Exclusions,
    counted: Counted,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    definition: KpiDefinition,
    excluded: Exclusions,
    counted: Counted,
}

impl KpiTally {
    /// An empty tally.
    pub fn new(definition: KpiDefinition) -> Self {
        let counted = Counted::new(&definition);
        Self { definition, excluded: Exclusions::default(), counted }
    }

    /// Observations so far, left out or not, where they can be counted together.
    fn total(&self) -> Option<u64> {
        let excluded = self.excluded.total(&[
            ExclusionReason::Missing,
            ExclusionReason::Open,
            ExclusionReason::Immature,
            ExclusionReason::Incomplete,
        ])?;
        self.counted.total()?.checked_add(excluded).filter(|&total| total <= MOST_OBSERVATIONS)
    }

    /// Refuses what cannot be merged; what passes can.
    pub(super) fn require_mergeable(&self, other: &Self) -> Result<()> {
        // Equal definitions need no hash.
        if !self.definition.is_same(&other.definition) {
            self.definition.definition().require_same(&other.definition.definition())?;
        }
        let [left, right] = [self, other].map(|tally| tally.definition.level().get());
        if left != right {
            return Err(QualityError::DefinitionMismatch {
                left: self.definition.id().into(),
                right: other.definition.id().into(),
                difference: format!("confidence level {left} against {right}"),
            });
        }
        let [left, right] = [self, other].map(|tally| tally.definition.interval());
        if left != right {
            let name = |choice: Option<IntervalChoice>| choice.map_or("the usual one", IntervalChoice::name);
            return Err(QualityError::DefinitionMismatch {
                left: self.definition.id().into(),
                right: other.definition.id().into(),
                difference: format!("interval {} against {}", name(left), name(right)),
            });
        }
        let both = self.total().zip(other.total()).map(|(mine, theirs)| mine + theirs);
        if both.is_some_and(|both| both <= MOST_OBSERVATIONS) {
            return Ok(());
        }
        Err(QualityError::InvalidParameter {
            place: self.definition.id().into(),
            value: "the merged tally".into(),
            expected: format!("at most {MOST_OBSERVATIONS} observations"),
        })
    }

    /// A tally of the same definition that has counted one group of a chunk.
    pub(super) fn counting(&self, group: Group) -> Self {
        Self { definition: self.definition.clone(), excluded: group.excluded, counted: group.counted }
    }

    /// When the watch over a log of contacts ended, as given and by the latest contact.
    pub(super) fn watched(&self) -> [Option<Instant>; 2] {
        self.counted.watched()
    }

    /// The measure under a definition that was put together before, where a log of contacts was
    /// watched until `until`.
    pub(super) fn finish_watched(&self, defined: &Definition, until: Option<Instant>) -> Result<Measure> {
        let reading = self.counted.read_watched(&self.definition, until);
        measure_defined(defined, reading, &self.excluded)
    }

    /// The times behind the number, where the statistic is one of survival.
    pub(super) fn survival(&self) -> Option<&crate::stats::SurvivalTally> {
        self.counted.survival()
    }

    /// The survival curve behind the number, where the statistic is one of survival.
    pub fn survival_curve(&self) -> Option<SurvivalCurve> {
        self.counted.survival().map(|tally| SurvivalCurve::new(tally, self.definition.level()))
    }

    /// What is measured.
    pub fn definition(&self) -> &KpiDefinition {
        &self.definition
    }
}

impl Tally for KpiTally {
    type Observations<'a> = Observations<'a>;
    type Output = Measure;
    const KIND: &'static str = "kpi";
    const VERSION: u32 = 1;

    fn observe(&mut self, observations: Observations<'_>) -> Result<()> {
        self.counted.observe(&self.definition, &mut self.excluded, observations)
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.require_mergeable(other)?;
        self.counted.merge(&other.counted);
        self.excluded.merge(&other.excluded);
        Ok(())
    }

    fn finish(&self) -> Result<Measure> {
        measure(&self.definition, self.counted.read(&self.definition), &self.excluded)
    }
}

/// The measure of a reading.
pub(super) fn measure(definition: &KpiDefinition, reading: Reading, excluded: &Exclusions) -> Result<Measure> {
    measure_defined(&definition.definition(), reading, excluded)
}

fn measure_defined(definition: &Definition, reading: Reading, excluded: &Exclusions) -> Result<Measure> {
    Measure::require_observations(&definition.id, reading.n, 1)?;
    let mut excluded = excluded.clone();
    excluded.add(ExclusionReason::Immature, reading.immature);
    excluded.add(ExclusionReason::Abandoned, reading.abandoned);
    let undefined = definition.missing == MissingRule::Propagate
        && excluded.count(ExclusionReason::Missing) + excluded.count(ExclusionReason::Incomplete) > 0;
    Ok(Measure {
        definition: definition.clone(),
        estimate: reading.estimate.filter(|_| !undefined),
        n: reading.n,
        excluded: excluded.list(),
        standard_deviation: reading.standard_deviation.filter(|_| !undefined),
        interval: reading.interval.filter(|_| !undefined),
        censored: reading.censored,
    })
}

/// The measure of a share that was counted elsewhere.
pub(super) fn of_share(definition: &KpiDefinition, successes: u64, n: u64, excluded: &Exclusions) -> Result<Measure> {
    measure(definition, share(successes, n, definition), excluded)
}

impl TryFrom<Wire> for KpiTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let Wire { definition, excluded, counted } = wire;
        let tally = Self { definition, excluded, counted };
        if tally.counted.fits(&tally.definition) && tally.total().is_some() {
            return Ok(tally);
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.counted".into(),
            found: "counts of another definition, or none that observations give".into(),
            expected: format!("counts of `{}`", tally.definition.id()),
        })
    }
}

impl From<KpiTally> for Wire {
    fn from(tally: KpiTally) -> Self {
        Self { definition: tally.definition, excluded: tally.excluded, counted: tally.counted }
    }
}
