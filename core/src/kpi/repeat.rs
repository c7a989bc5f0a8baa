//! First contact resolution in depth: every window in one pass, gross and net, and how many
//! customers were known.

use serde::{Deserialize, Serialize};

use super::tally::of_share;
use super::{FirstContactResolutionOptions, KpiDefinition, first_contact_resolution, identity_coverage};
use crate::error::{QualityError, Result};
use crate::measure::{Column, ExclusionReason, Exclusions, Measure, MissingRule, Tally};
use crate::stats::MOST_OBSERVATIONS;
use crate::time::Instant;

/// Microseconds in a day of 86 400 seconds.
const DAY: i128 = 86_400_000_000;

/// How repeat contacts are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RepeatOptions {
    /// The longest window in days, 1 to 366; 30 where not given. Every window from one day up to it
    /// is measured.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub longest_window_days: Option<u32>,
    /// What happens to contacts whose customer or instant is missing; they are an error where not
    /// given. Contacts of unknown customers count in the identity coverage.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub missing: Option<MissingRule>,
}

/// One chunk of a log of contacts.
#[derive(Debug, Clone, Copy)]
pub struct RepeatObservations<'a> {
    /// Who, as [`customer_key`](super::customer_key); missing where the customer is not known.
    pub customer: Column<'a, u64>,
    /// When.
    pub at: Column<'a, Instant>,
    /// Whether the first level could resolve the matter at all; without it, it always could.
    pub resolvable: Option<Column<'a, bool>>,
    /// Whether the case was opened again: then it was not resolved, whatever the customer did.
    pub reopened: Option<Column<'a, bool>>,
    /// Until when the log was watched; the latest contact where not given.
    pub observed_until: Option<Instant>,
}

/// A log of contacts while repeat windows are measured: 24 bytes a contact.
///
/// # Formula
/// Gross: mature contacts without a later contact of the same customer within the window, and not
/// opened again, over mature contacts. Net: the same over those that the first level could resolve.
/// A contact is mature when its window has passed by the end of the watch. Each window is the
/// indicator [`first_contact_resolution`] with that window; a contact exactly at its end repeats.
///
/// ```
/// use servqual::kpi::{RepeatObservations, RepeatOptions, RepeatTally, customer_key};
/// use servqual::measure::{Column, Tally};
/// let day = 86_400_000_000;
/// let mut tally = RepeatTally::new(RepeatOptions::default())?;
/// tally.observe(RepeatObservations {
///     customer: Column::new("customer", &[customer_key("a"), customer_key("a"), customer_key("b")]),
///     at: Column::new("at", &[0, 3 * day, 0]),
///     resolvable: None,
///     reopened: None,
///     observed_until: Some(60 * day),
/// })?;
/// let report = tally.finish()?;
/// let gross: Vec<_> = report.windows.iter().take(4).map(|window| window.gross.estimate).collect();
/// assert_eq!(gross, [Some(1.0), Some(1.0), Some(2.0 / 3.0), Some(2.0 / 3.0)]);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct RepeatTally {
    options: RepeatOptions,
    observed_until: Option<Instant>,
    unknown: u64,
    undated: u64,
    /// Customer, instant, 1 where not resolvable plus 2 where opened again; in rising order.
    contacts: Vec<(u64, Instant, u8)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    options: RepeatOptions,
    observed_until: Option<Instant>,
    unknown: u64,
    undated: u64,
    contacts: Vec<(u64, Instant, u8)>,
}

/// First contact resolution by one window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct RepeatWindow {
    /// The window in days.
    pub days: u32,
    /// Over all mature contacts.
    pub gross: Measure,
    /// Over those that the first level could resolve; the others are counted as `flagged`.
    pub net: Measure,
}

/// First contact resolution by every window, and how far identities carry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct RepeatReport {
    /// One for each window that has mature contacts, from the shortest.
    pub windows: Vec<RepeatWindow>,
    /// The share of contacts whose customer is known. Unknown customers cannot come back: where it
    /// is low, resolution is said too high.
    pub identity_coverage: Measure,
}

/// Counts of one window.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    resolved: u64,
    mature: u64,
}

impl RepeatTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] for a window that is not 1 to 366 days.
    pub fn new(options: RepeatOptions) -> Result<Self> {
        let longest = options.longest_window_days.unwrap_or(30);
        if !(1..=366).contains(&longest) {
            return Err(QualityError::InvalidParameter {
                place: "longest_window_days".into(),
                value: longest.to_string(),
                expected: "a window of 1 to 366 days".into(),
            });
        }
        Ok(Self { options, observed_until: None, unknown: 0, undated: 0, contacts: Vec::new() })
    }

    fn longest(&self) -> u32 {
        self.options.longest_window_days.unwrap_or(30)
    }

    fn rule(&self) -> MissingRule {
        self.options.missing.unwrap_or_default()
    }

    /// Gross and net counts of every window, in one pass from the last contact back.
    fn counts(&self) -> [Vec<Counts>; 2] {
        let longest = self.longest() as usize;
        let mut counts = [vec![Counts::default(); longest + 1], vec![Counts::default(); longest + 1]];
        let latest = self.contacts.iter().map(|contact| contact.1).max();
        let until = i128::from(self.observed_until.or(latest).unwrap_or_default());
        let (mut following, mut later) = (None, None::<Instant>);
        for &(customer, at, flags) in self.contacts.iter().rev() {
            match following {
                Some((same, instant)) if same == customer && instant == at => {}
                Some((same, instant)) if same == customer => later = Some(instant),
                _ => later = None,
            }
            following = Some((customer, at));
            // Mature for every window up to its age, resolved for those shorter than the way back.
            let age = (until - i128::from(at)).div_euclid(DAY).clamp(0, longest as i128) as usize;
            let back = later.map_or(i128::MAX, |later| {
                let gap = i128::from(later) - i128::from(at);
                (gap + DAY - 1).div_euclid(DAY)
            });
            let reopened = flags & 2 != 0;
            for days in 1..=age {
                let resolved = u64::from(!reopened && (days as i128) < back);
                for (part, counts) in counts.iter_mut().enumerate() {
                    let counted = u64::from(part == 0 || flags & 1 == 0);
                    counts[days].mature += counted;
                    counts[days].resolved += resolved * counted;
                }
            }
        }
        counts
    }

    fn window(&self, days: u32, [gross, net]: [Counts; 2]) -> Result<Option<RepeatWindow>> {
        if gross.mature == 0 || net.mature == 0 {
            return Ok(None);
        }
        let definition = first_contact_resolution(FirstContactResolutionOptions { window_days: Some(days) })?;
        let definition = definition.with_missing(self.rule());
        let known = self.contacts.len() as u64;
        let measure = |definition: &KpiDefinition, counts: Counts, flagged: u64| {
            let mut excluded = Exclusions::default();
            excluded.add(ExclusionReason::Missing, self.unknown + self.undated);
            excluded.add(ExclusionReason::Immature, known - gross.mature);
            excluded.add(ExclusionReason::Flagged, flagged);
            of_share(definition, counts.resolved, counts.mature, &excluded)
        };
        let of_resolvable = definition.clone().with_declared("counted", "contacts that the first level can resolve");
        Ok(Some(RepeatWindow {
            days,
            gross: measure(&definition, gross, 0)?,
            net: measure(&of_resolvable?, net, gross.mature - net.mature)?,
        }))
    }

    fn coverage(&self) -> Result<Measure> {
        let known = self.contacts.len() as u64;
        let mut excluded = Exclusions::default();
        excluded.add(ExclusionReason::Missing, self.undated);
        of_share(&identity_coverage()?.with_missing(self.rule()), known, known + self.unknown, &excluded)
    }
}

/// Whether a row of an optional column says yes.
fn says(column: Option<Column<'_, bool>>, row: usize) -> Option<bool> {
    column.and_then(|column| column.get(row))
}

impl Tally for RepeatTally {
    type Observations<'a> = RepeatObservations<'a>;
    type Output = RepeatReport;
    const KIND: &'static str = "repeat";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: RepeatObservations<'_>) -> Result<()> {
        chunk.customer.require_length(&chunk.at)?;
        for column in chunk.resolvable.iter().chain(&chunk.reopened) {
            chunk.customer.require_length(column)?;
        }
        let (mut unknown, mut undated) = (0, 0);
        let mut added = Vec::with_capacity(chunk.at.len());
        for row in 0..chunk.at.len() {
            match (chunk.customer.get(row), chunk.at.get(row)) {
                (Some(customer), Some(at)) => {
                    let fixed = u8::from(says(chunk.resolvable, row) == Some(false));
                    let reopened = u8::from(says(chunk.reopened, row) == Some(true));
                    added.push((customer, at, fixed | reopened << 1));
                }
                (customer, _) if self.rule() == MissingRule::Raise => {
                    return Err(if customer.is_some() { chunk.at.missing(row) } else { chunk.customer.missing(row) });
                }
                (None, Some(_)) => unknown += 1,
                (_, None) => undated += 1,
            }
        }
        added.sort_unstable();
        self.contacts.append(&mut added);
        // Two sorted runs: the stable sort merges them in linear time.
        self.contacts.sort();
        self.unknown += unknown;
        self.undated += undated;
        self.observed_until = self.observed_until.max(chunk.observed_until);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.options != other.options {
            return Err(QualityError::DefinitionMismatch {
                left: "repeat".into(),
                right: "repeat".into(),
                difference: "options".into(),
            });
        }
        self.contacts.extend_from_slice(&other.contacts);
        self.contacts.sort();
        self.unknown = self.unknown.saturating_add(other.unknown);
        self.undated = self.undated.saturating_add(other.undated);
        self.observed_until = self.observed_until.max(other.observed_until);
        Ok(())
    }

    fn finish(&self) -> Result<RepeatReport> {
        Measure::require_observations("repeat", self.contacts.len() as u64, 1)?;
        let [gross, net] = self.counts();
        let mut windows = Vec::new();
        for days in 1..=self.longest() {
            windows.extend(self.window(days, [gross[days as usize], net[days as usize]])?);
        }
        Ok(RepeatReport { windows, identity_coverage: self.coverage()? })
    }
}

impl TryFrom<Wire> for RepeatTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = Self::new(wire.options)?;
        let known = wire.contacts.len() as u64;
        let total = known.checked_add(wire.unknown).and_then(|sum| sum.checked_add(wire.undated));
        let possible = total.is_some_and(|total| total <= MOST_OBSERVATIONS);
        if possible && wire.contacts.is_sorted() && wire.contacts.iter().all(|contact| contact.2 < 4) {
            let Wire { observed_until, unknown, undated, contacts, .. } = wire;
            return Ok(Self { observed_until, unknown, undated, contacts, ..empty });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.contacts".into(),
            found: "contacts that no observations give".into(),
            expected: "contacts in rising order, and counts of rows".into(),
        })
    }
}

impl From<RepeatTally> for Wire {
    fn from(tally: RepeatTally) -> Self {
        let RepeatTally { options, observed_until, unknown, undated, contacts } = tally;
        Self { options, observed_until, unknown, undated, contacts }
    }
}
