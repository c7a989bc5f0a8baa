//! First contact resolution by the log of the agents.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// What stands below the line of a first contact resolution.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ResolutionBase {
    /// Gross: all contacts.
    #[default]
    AllContacts,
    /// Net: contacts that the first level could resolve at all.
    ResolvableContacts,
}

impl ResolutionBase {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::AllContacts => "all_contacts",
            Self::ResolvableContacts => "resolvable_contacts",
        }
    }
}

/// Options of [`logged_first_contact_resolution`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoggedFirstContactResolutionOptions {
    /// Gross or net; gross (all contacts) where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub base: Option<ResolutionBase>,
}

/// First contact resolution by the log of the agents, gross or net.
///
/// # What it measures
/// How many matters were settled at the first contact, as those who worked on them recorded it.
///
/// # Formula
/// Gross: contacts resolved at first contact / all contacts. Net: contacts resolved at first contact
/// / contacts that the first level could resolve at all.
///
/// # Input
/// Counts: contacts resolved at first contact, and the base, for each row. A row may be a contact
/// (1 or 0, and 1 or 0 for the base) or a day of a team; rows are added up.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval. Contacts of one customer are not independent, so it is too narrow
/// where few customers make many contacts.
///
/// # Missing values
/// Rows in which either count is missing fall under the missing rule and are counted.
///
/// # Traps
/// Net is never below gross: without saying which, nobody can compare. What counts as resolvable at
/// the first level is decided by whoever keeps the list. Agents mark matters as resolved that come
/// back: hold it against [`first_contact_resolution`](super::first_contact_resolution) by repeat
/// window. A row with more resolved than resolvable contacts is an error that names it.
///
/// # Sources
/// Both bases are in use side by side at help desks. Wilson (1927). Checked against statsmodels
/// (`tests/golden/repeat.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{
///     LoggedFirstContactResolutionOptions, Observations, ResolutionBase, logged_first_contact_resolution,
/// };
/// use servqual::measure::Column;
/// let net = logged_first_contact_resolution(LoggedFirstContactResolutionOptions {
///     base: Some(ResolutionBase::ResolvableContacts),
/// })?;
/// let events = Column::new("resolved", &[1, 1, 0, 0]);
/// // The last had to go to the second level in any case.
/// let measure = net.measure(Observations::Counts { events, base: Column::new("resolvable", &[1, 1, 1, 0]) })?;
/// assert_eq!(measure.estimate, Some(2.0 / 3.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn logged_first_contact_resolution(options: LoggedFirstContactResolutionOptions) -> Result<KpiDefinition> {
    let base = options.base.unwrap_or_default();
    let label = match base {
        ResolutionBase::AllContacts => {
            Label::new("首次解决率（坐席记录，毛）", "First contact resolution by log, gross")
        }
        ResolutionBase::ResolvableContacts => {
            Label::new("首次解决率（坐席记录，净）", "First contact resolution by log, net")
        }
    };
    KpiDefinition::new(
        "logged_first_contact_resolution",
        label,
        Observable::Count { base: base.name().into() },
        Statistic::Share { criterion: Criterion::Event {} },
        Direction::HigherIsBetter,
    )
}
