//! What a key performance indicator is.

mod check;
mod description;
mod kinds;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::kinds::{IndexComponent, Observable, Statistic};
use super::{IntervalChoice, KpiTally, Observations};
use crate::error::{QualityError, Result};
use crate::measure::{Definition, Direction, Label, Measure, MissingRule, Parameter, Tally, check_id};
use crate::stats::interval::ConfidenceLevel;
use crate::time::Clock;

/// A key performance indicator: valid once it exists.
///
/// ```
/// use servqual::kpi::{KpiDefinition, Observations, net_promoter_score};
/// use servqual::measure::Column;
///
/// let nps: KpiDefinition = net_promoter_score()?;
/// let measure = nps.measure(Observations::Ratings(Column::new("recommend", &[10, 9, 9, 7, 3])))?;
/// assert_eq!(measure.estimate, Some(40.0));
/// assert_eq!(measure.n, 5);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "KpiDocument", into = "KpiDocument")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "KpiDocument"))]
pub struct KpiDefinition {
    /// Shared, because every group of a table has the definition.
    document: Arc<KpiDocument>,
}

/// The written form of a definition, unchecked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct KpiDocument {
    /// Stable id, such as `net_promoter_score`.
    pub(crate) id: String,
    /// Name for people.
    pub(crate) label: Label,
    /// What is looked at.
    pub(crate) observable: Observable,
    /// What is computed.
    pub(crate) statistic: Statistic,
    /// Which way is better.
    pub(crate) direction: Direction,
    /// What happens to missing values.
    #[serde(default)]
    pub(crate) missing: MissingRule,
    /// Confidence level of the interval.
    #[serde(default)]
    pub(crate) level: ConfidenceLevel,
    /// How the interval is computed; the usual one of the statistic where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<IntervalChoice>,
    /// What was decided about the data before they came here, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) declared: BTreeMap<String, String>,
}

impl KpiDefinition {
    /// A definition of your own.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] or [`QualityError::InvalidScale`] where observable and
    /// statistic do not fit or a parameter has no meaning.
    pub fn new(
        id: &str,
        label: Label,
        observable: Observable,
        statistic: Statistic,
        direction: Direction,
    ) -> Result<Self> {
        let missing = MissingRule::default();
        let level = ConfidenceLevel::default();
        KpiDocument {
            id: id.into(),
            label,
            observable,
            statistic,
            direction,
            missing,
            level,
            interval: None,
            declared: BTreeMap::new(),
        }
        .try_into()
    }

    fn change(&mut self) -> &mut KpiDocument {
        Arc::make_mut(&mut self.document)
    }

    /// Whether two definitions are equal; quick where one is a copy of the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document) || self == other
    }

    /// The same definition with another missing rule.
    #[must_use]
    pub fn with_missing(mut self, missing: MissingRule) -> Self {
        self.change().missing = missing;
        self
    }

    /// The same definition under another name; its hash stays.
    #[must_use]
    pub fn with_label(mut self, label: Label) -> Self {
        self.change().label = label;
        self
    }

    /// The same definition with another confidence level.
    #[must_use]
    pub fn with_level(mut self, level: ConfidenceLevel) -> Self {
        self.change().level = level;
        self
    }

    /// The same definition with another interval; its hash stays, as the estimate does.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the statistic has no such interval.
    pub fn with_interval(mut self, interval: IntervalChoice) -> Result<Self> {
        self.change().interval = Some(interval);
        self.check()?;
        Ok(self)
    }

    /// How the interval is computed, where the usual one is not wanted.
    pub fn interval(&self) -> Option<IntervalChoice> {
        self.document.interval
    }

    /// The same definition with something that was decided about the data before they came here,
    /// such as which replies count: it stands among the parameters and changes the hash.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] for a name that is no id.
    pub fn with_declared(mut self, name: &str, value: &str) -> Result<Self> {
        check_id("kpi.declared", name)?;
        self.change().declared.insert(name.into(), value.into());
        Ok(self)
    }

    /// The same definition by another clock.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where it does not measure durations.
    pub fn with_clock(mut self, clock: Clock) -> Result<Self> {
        let id = self.document.id.clone();
        match &mut self.change().observable {
            Observable::Duration { clock: old } => *old = clock,
            _ => {
                return Err(QualityError::InvalidParameter {
                    place: "clock".into(),
                    value: format!("a clock for `{id}`"),
                    expected: "an indicator of durations".into(),
                });
            }
        }
        Ok(self)
    }

    /// Stable id.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// Name for people.
    pub fn label(&self) -> &Label {
        &self.document.label
    }

    /// What is looked at.
    pub fn observable(&self) -> &Observable {
        &self.document.observable
    }

    /// The clock of durations; elapsed time for everything else.
    pub fn clock(&self) -> &Clock {
        match self.observable() {
            Observable::Duration { clock } => clock,
            _ => &Clock::Calendar,
        }
    }

    /// What is computed.
    pub fn statistic(&self) -> &Statistic {
        &self.document.statistic
    }

    /// What happens to missing values.
    pub fn missing(&self) -> MissingRule {
        self.document.missing
    }

    /// Confidence level of the interval.
    pub fn level(&self) -> ConfidenceLevel {
        self.document.level
    }

    /// The definition that every measure carries.
    pub fn definition(&self) -> Definition {
        self.definition_with(Vec::new())
    }

    /// The definition with what else changes the number.
    pub(super) fn definition_with(&self, further: Vec<Parameter>) -> Definition {
        let KpiDocument { id, label, direction, missing, .. } = &*self.document;
        let declared = self.document.declared.iter().map(|(name, value)| Parameter::new(name, value)).collect();
        let parameters = [self.parameters(), declared, further].concat();
        Definition::new(id, label.clone(), parameters, self.unit(), *direction, *missing)
    }

    /// Measures one batch: a tally that observes once and finishes.
    ///
    /// # Errors
    /// Whatever is wrong with the observations; [`QualityError::TooFewObservations`] for none.
    pub fn measure(&self, observations: Observations<'_>) -> Result<Measure> {
        let mut tally = KpiTally::new(self.clone());
        tally.observe(observations)?;
        tally.finish()
    }
}

impl TryFrom<KpiDocument> for KpiDefinition {
    type Error = QualityError;

    fn try_from(document: KpiDocument) -> Result<Self> {
        let definition = Self { document: document.into() };
        definition.check()?;
        Ok(definition)
    }
}

impl From<KpiDefinition> for KpiDocument {
    fn from(definition: KpiDefinition) -> Self {
        Arc::unwrap_or_clone(definition.document)
    }
}
