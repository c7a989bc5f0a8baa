//! Which clock measures a duration, and the service hours of a business clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::columns::Spans;
use super::{BusinessCalendar, BusinessTimes, CalendarSet, Instant};
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule};

/// The clock by which a duration is measured.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Clock {
    /// Elapsed time, nights and holidays included.
    #[default]
    Calendar,
    /// The part of the elapsed time in which the service was open.
    Business {
        /// When it is open.
        hours: ServiceHours,
    },
}

impl Clock {
    /// Business time of one calendar.
    pub fn business(calendar: BusinessCalendar) -> Self {
        Self::Business { hours: ServiceHours::of(calendar) }
    }

    /// Whether it is elapsed time.
    pub fn is_calendar(&self) -> bool {
        *self == Self::Calendar
    }
}

/// When a service is open: by one calendar, or by a calendar for each team, tier or region.
///
/// Cheap to clone. Its hash covers what every calendar says, so that two numbers measured by
/// different holidays are not taken for the same.
///
/// ```
/// use servqual::time::{BusinessCalendar, CalendarSet, ServiceHours};
/// let calendar = |id: &str, shift: &str| BusinessCalendar::from_json(&format!(
///     r#"{{"id": "{id}", "time_zone": "Asia/Shanghai", "week": {{"monday": ["{shift}"]}}}}"#));
/// let calendars = CalendarSet::new(vec![calendar("office", "09:00-18:00")?, calendar("hotline", "00:00-24:00")?])?;
/// let assigned = [("gold".to_owned(), "hotline".to_owned())];
/// let hours = ServiceHours::assigned(calendars, assigned.into(), Some("office".into()))?;
/// assert_eq!(hours.calendar_of(Some("gold")).map(|found| found.id()), Some("hotline"));
/// assert_eq!(hours.calendar_of(Some("silver")).map(|found| found.id()), Some("office"));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ServiceHoursDocument", into = "ServiceHoursDocument")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "ServiceHoursDocument"))]
pub struct ServiceHours(Arc<Hours>);

#[derive(Debug, PartialEq, Eq)]
struct Hours {
    document: ServiceHoursDocument,
    hash: String,
}

/// What service hours say, before they are checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ServiceHours"))]
pub struct ServiceHoursDocument {
    /// The calendars.
    pub calendars: CalendarSet,
    /// Id of the calendar of each team, tier or region.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub assigned: BTreeMap<String, String>,
    /// Id of the calendar of everything else; without it, everything else is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
}

impl ServiceHours {
    /// One calendar for everything.
    pub fn of(calendar: BusinessCalendar) -> Self {
        let otherwise = Some(calendar.id().to_owned());
        let calendars = CalendarSet::new(vec![calendar]).unwrap_or_default();
        Self::checked(ServiceHoursDocument { calendars, assigned: BTreeMap::new(), otherwise })
    }

    /// A calendar for each team, tier or region, by the id of the calendar.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] for an id that is not in the set,
    /// [`QualityError::InvalidParameter`] where nothing is assigned.
    pub fn assigned(
        calendars: CalendarSet,
        assigned: BTreeMap<String, String>,
        otherwise: Option<String>,
    ) -> Result<Self> {
        Self::try_from(ServiceHoursDocument { calendars, assigned, otherwise })
    }

    fn checked(document: ServiceHoursDocument) -> Self {
        let text = serde_json::to_vec(&document).unwrap_or_default();
        let hash = Sha256::digest(&text).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self(Arc::new(Hours { document, hash }))
    }

    /// The calendar of a team, tier or region; that of everything else where there is none.
    pub fn calendar_of(&self, service: Option<&str>) -> Option<&BusinessCalendar> {
        let document = &self.0.document;
        let id = service.and_then(|service| document.assigned.get(service)).or(document.otherwise.as_ref())?;
        document.calendars.get(id).ok()
    }

    /// Whether each row must say whose calendar is meant.
    pub fn is_assigned(&self) -> bool {
        !self.0.document.assigned.is_empty()
    }

    /// What it says.
    pub fn document(&self) -> &ServiceHoursDocument {
        &self.0.document
    }

    /// The first 8 bytes of the SHA-256 of everything that it says, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The calendars in words: `desk`, or `gold: hotline, otherwise: office`.
    pub fn names(&self) -> String {
        let ServiceHoursDocument { assigned, otherwise, .. } = &self.0.document;
        let named = assigned.iter().map(|(service, calendar)| format!("{service}: {calendar}"));
        let rest = otherwise.iter().map(|id| if assigned.is_empty() { id.clone() } else { format!("otherwise: {id}") });
        named.chain(rest).collect::<Vec<_>>().join(", ")
    }

    /// The business time of each span, by the calendar of what stands in its row.
    pub(crate) fn times(
        &self,
        start: Column<'_, Instant>,
        end: Column<'_, Instant>,
        service: Option<Column<'_, &str>>,
        rule: MissingRule,
    ) -> Result<BusinessTimes> {
        let list: Vec<&BusinessCalendar> = self.0.document.calendars.iter().collect();
        let position = |calendar: &BusinessCalendar| list.iter().position(|candidate| candidate.id() == calendar.id());
        let Some(service) = service else {
            let calendar = self.calendar_of(None).ok_or_else(|| QualityError::WrongObservations {
                place: start.name().into(),
                found: "spans without a column of teams, tiers or regions".into(),
                expected: format!("such a column: the calendars are assigned ({})", self.names()),
            })?;
            let only = position(calendar);
            return Spans { calendars: &list, which: |_| Ok(only), start, end, rule }.times();
        };
        service.require_length(&start)?;
        let mut known: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        let mut positions = Vec::with_capacity(service.len());
        for row in 0..service.len() {
            let Some(name) = service.get(row) else {
                let otherwise = self.0.document.otherwise.is_some();
                if rule == MissingRule::Raise && !otherwise {
                    return Err(service.missing(row));
                }
                positions.push(self.calendar_of(None).and_then(position));
                continue;
            };
            let found = *known.entry(name).or_insert_with(|| self.calendar_of(Some(name)).and_then(position));
            positions.push(Some(found.ok_or_else(|| self.unassigned(name, service.name(), row))?));
        }
        let which = |row: usize| Ok(positions.get(row).copied().flatten());
        Spans { calendars: &list, which, start, end, rule }.times()
    }

    fn unassigned(&self, name: &str, place: &str, row: usize) -> QualityError {
        QualityError::InvalidCell {
            place: place.into(),
            row: row as u64,
            value: name.chars().take(60).collect(),
            expected: crate::measure::nearest(name, self.0.document.assigned.keys().map(String::as_str)),
        }
    }
}

impl TryFrom<ServiceHoursDocument> for ServiceHours {
    type Error = QualityError;

    fn try_from(document: ServiceHoursDocument) -> Result<Self> {
        document
            .assigned
            .values()
            .chain(&document.otherwise)
            .try_for_each(|id| document.calendars.get(id).map(|_| ()).map_err(|error| error.within("hours")))?;
        if document.assigned.is_empty() && document.otherwise.is_none() {
            return Err(QualityError::InvalidParameter {
                place: "hours".into(),
                value: "no assigned calendar".into(),
                expected: "`otherwise`, a calendar for everything, or `assigned`, one for each team or tier".into(),
            });
        }
        Ok(Self::checked(document))
    }
}

impl From<ServiceHours> for ServiceHoursDocument {
    fn from(hours: ServiceHours) -> Self {
        hours.0.document.clone()
    }
}
