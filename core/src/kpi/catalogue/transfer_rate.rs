//! Transfer rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Transfer rate.
///
/// # What it measures
/// How many contacts are handed to somebody else before they are settled.
///
/// # Formula
/// Contacts handed over at least once / handled contacts, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each handled contact, yes when it was handed over. Two handovers of one contact are
/// one yes.
///
/// # Direction
/// Lower is better, where the transfer is not the service itself.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out contacts are counted.
///
/// # Traps
/// A warm transfer, a cold one, a consultation and a callback by another team are counted by some
/// products and not by others: declare which are a yes. Contacts that the menu or a bot routes to
/// the first person are no transfers. A desk that may not transfer has a rate of zero and customers
/// who call again: read it beside the first contact resolution.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/transfer_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, transfer_rate};
/// use servqual::measure::Column;
/// let transferred = Column::new("transferred", &[true, false, false, false]);
/// assert_eq!(transfer_rate()?.measure(Observations::Outcomes(transferred))?.estimate, Some(0.25));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn transfer_rate() -> Result<KpiDefinition> {
    outcome_share("transfer_rate", Label::new("转接率", "Transfer rate"), Direction::LowerIsBetter)
}
