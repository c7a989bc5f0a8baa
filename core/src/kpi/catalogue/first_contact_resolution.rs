//! First contact resolution.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Options of [`first_contact_resolution`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FirstContactResolutionOptions {
    /// How long the customer may not come back, in days of 86 400 seconds; 7 where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub window_days: Option<u32>,
}

/// First contact resolution (FCR) by repeat window.
///
/// # What it measures
/// How often a contact settles the matter: the customer does not come back within the window.
///
/// # Formula
/// FCR = mature contacts without a later contact of the same customer within the window / mature
/// contacts. A contact is mature when its window has passed by the end of the observation.
///
/// # Input
/// Contacts: customer, instant, and until when the log was watched (the latest contact where not
/// given). A contact exactly at the end of the window is a repetition.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval. Contacts of one customer are not independent, so it is too narrow
/// where few customers make many contacts.
///
/// # Missing values
/// Contacts without customer or instant fall under the missing rule and are counted as `missing`;
/// contacts whose window has not passed are counted as `immature`.
///
/// # Traps
/// Without the maturity rule the newest contacts look resolved. Unidentified customers cannot come
/// back: look at how many were left out. Per contact is not per issue.
///
/// # Sources
/// Repeat windows of 1 to 30 days are in use. Checked against a brute-force count and the
/// January 1999 log of an anonymous bank (`tests/golden/first_contact_resolution.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, customer_key, first_contact_resolution};
/// use servqual::measure::Column;
/// let day = 86_400_000_000;
/// let customer = [customer_key("a"), customer_key("a"), customer_key("b")];
/// let measure = first_contact_resolution(Default::default())?.measure(Observations::Contacts {
///     customer: Column::new("customer", &customer),
///     at: Column::new("at", &[0, 3 * day, 0]),
///     observed_until: Some(30 * day),
/// })?;
/// assert_eq!(measure.estimate, Some(2.0 / 3.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn first_contact_resolution(options: FirstContactResolutionOptions) -> Result<KpiDefinition> {
    KpiDefinition::new(
        "first_contact_resolution",
        Label::new("首次解决率", "First contact resolution"),
        Observable::Contact { window_days: options.window_days.unwrap_or(7) },
        Statistic::Share { criterion: Criterion::NotRepeated {} },
        Direction::HigherIsBetter,
    )
}
