//! Lists of public holidays and make-up workdays. They are the caller's data: law changes them
//! every year, and the library cannot know.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::Period;
use crate::document;
use crate::error::{QualityError, Result};

/// A day with a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedDay {
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: NaiveDate,
    /// What it is called; may be empty.
    #[serde(default)]
    pub name: String,
}

/// Public holidays, and the weekend days on which people work to make up for them (调休).
///
/// `known` says for which days the list is complete. A calendar that takes the list over answers
/// for these days only: a span that leaves them is an error, not a guess without holidays.
///
/// ```
/// use servqual::time::HolidayList;
/// let list = HolidayList::from_toml(r#"
///     source = "State Council of China, 国办发明电〔2025〕7号"
///     known = { first = "2026-01-01", last = "2026-12-31" }
///     holidays = [{ first = "2026-01-01", last = "2026-01-03", name = "元旦" }]
///     workdays = [{ date = "2026-01-04", name = "元旦" }]
/// "#)?;
/// assert_eq!(list.holidays().len(), 3);
/// assert_eq!(list.workdays().len(), 1);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Document", into = "Document")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "Document"))]
pub struct HolidayList {
    source: String,
    known: Option<Period>,
    holidays: Vec<NamedDay>,
    workdays: Vec<NamedDay>,
}

/// Written form of a holiday list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "HolidayList"))]
struct Document {
    /// Who decided these days, and where it is written.
    source: String,
    /// The days for which the list is complete; all days where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known: Option<Period>,
    /// Days off.
    #[serde(default)]
    holidays: Vec<Entry>,
    /// Days on which people work although the week says otherwise.
    #[serde(default)]
    workdays: Vec<Entry>,
}

/// One day (`date`), or all days from `first` to `last`.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "HolidayEntry"))]
struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    first: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    last: Option<NaiveDate>,
    name: String,
}

/// No holiday is longer; a longer one is a mistyped year.
pub(super) const LONGEST_HOLIDAY: i64 = 366;

impl HolidayList {
    /// A list of days; the order does not matter.
    ///
    /// # Errors
    /// [`QualityError::DuplicateId`] where a day stands twice in one list,
    /// [`QualityError::InvalidDocument`] where it stands in both or is not a known day.
    pub fn new(
        source: &str,
        known: Option<Period>,
        mut holidays: Vec<NamedDay>,
        mut workdays: Vec<NamedDay>,
    ) -> Result<Self> {
        holidays.sort_unstable();
        workdays.sort_unstable();
        check_once("holidays", &holidays)?;
        check_once("workdays", &workdays)?;
        if let Some(both) =
            workdays.iter().find(|day| holidays.binary_search_by_key(&day.date, |other| other.date).is_ok())
        {
            return Err(invalid("workdays", both, "a day that is not also a holiday"));
        }
        if let Some(known) = known
            && let Some(outside) = holidays.iter().chain(&workdays).find(|day| !known.contains(day.date))
        {
            let expected = format!("days from {} to {}, which the list says it knows", known.first(), known.last());
            return Err(invalid("known", outside, &expected));
        }
        Ok(Self { source: source.into(), known, holidays, workdays })
    }

    /// Reads the written form from TOML.
    ///
    /// # Errors
    /// As [`HolidayList::new`], and [`QualityError::InvalidDocument`] for text of another form.
    pub fn from_toml(text: &str) -> Result<Self> {
        document::from_value::<Document>(document::parse_toml(text)?)?.try_into()
    }

    /// Reads the written form from JSON.
    ///
    /// # Errors
    /// As [`HolidayList::from_toml`].
    pub fn from_json(text: &str) -> Result<Self> {
        document::from_value::<Document>(document::parse_json(text)?)?.try_into()
    }

    /// Who decided these days, and where it is written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The days for which the list is complete.
    pub fn known(&self) -> Option<Period> {
        self.known
    }

    /// Days off, in order.
    pub fn holidays(&self) -> &[NamedDay] {
        &self.holidays
    }

    /// Days on which people work although the week says otherwise, in order.
    pub fn workdays(&self) -> &[NamedDay] {
        &self.workdays
    }
}

/// Refuses a day that stands twice in a sorted list.
pub(super) fn check_once(place: &str, days: &[NamedDay]) -> Result<()> {
    let twice = days.windows(2).find_map(|pair| match pair {
        [first, second] if first.date == second.date => Some(second.date),
        _ => None,
    });
    match twice {
        Some(date) => Err(QualityError::DuplicateId { place: place.into(), id: date.to_string() }),
        None => Ok(()),
    }
}

fn invalid(path: &str, day: &NamedDay, expected: &str) -> QualityError {
    QualityError::InvalidDocument {
        path: path.into(),
        found: format!("{} {}", day.date, day.name).trim_end().into(),
        expected: expected.into(),
    }
}

/// The days from `first` to `last`.
///
/// # Errors
/// [`QualityError::InvalidDocument`] where they are reversed or more than a year apart.
pub(super) fn days(first: NaiveDate, last: NaiveDate, name: &str, path: &str) -> Result<Vec<NamedDay>> {
    let count = (last - first).num_days() + 1;
    if !(1..=LONGEST_HOLIDAY).contains(&count) {
        return Err(QualityError::InvalidDocument {
            path: path.into(),
            found: format!("{first} to {last}"),
            expected: format!("a first day that is not after the last, and at most {LONGEST_HOLIDAY} days"),
        });
    }
    let day = |offset| first.checked_add_signed(TimeDelta::days(offset));
    Ok((0..count).filter_map(day).map(|date| NamedDay { date, name: name.into() }).collect())
}

impl TryFrom<Document> for HolidayList {
    type Error = QualityError;

    fn try_from(document: Document) -> Result<Self> {
        let holidays = spread(document.holidays, "holidays")?;
        let workdays = spread(document.workdays, "workdays")?;
        Self::new(&document.source, document.known, holidays, workdays)
    }
}

fn spread(entries: Vec<Entry>, place: &str) -> Result<Vec<NamedDay>> {
    let mut all = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let path = format!("{place}[{index}]");
        match (entry.date, entry.first, entry.last) {
            (Some(date), None, None) => all.push(NamedDay { date, name: entry.name }),
            (None, Some(first), Some(last)) => all.extend(days(first, last, &entry.name, &path)?),
            _ => {
                return Err(QualityError::InvalidDocument {
                    path,
                    found: "another set of days".into(),
                    expected: "either `date`, or `first` and `last`".into(),
                });
            }
        }
    }
    Ok(all)
}

impl From<HolidayList> for Document {
    fn from(list: HolidayList) -> Self {
        let entries = |days: Vec<NamedDay>| {
            days.into_iter().map(|day| Entry { date: Some(day.date), name: day.name, ..Entry::default() }).collect()
        };
        Self {
            source: list.source,
            known: list.known,
            holidays: entries(list.holidays),
            workdays: entries(list.workdays),
        }
    }
}
