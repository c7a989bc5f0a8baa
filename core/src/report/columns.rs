//! Columns of any type, by name, and how they become what an indicator reads.

use crate::error::{QualityError, Result};
use crate::measure::{Column, OwnedColumn, Scale, nearest};
use crate::time::{Instant, parse_instant};

/// The cells of a column.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Cells<'a> {
    /// Whole numbers of one byte.
    SmallIntegers(Column<'a, i8>),
    /// Whole numbers.
    Integers(Column<'a, i64>),
    /// Real numbers.
    Reals(Column<'a, f64>),
    /// Yes and no.
    Booleans(Column<'a, bool>),
    /// Instants, microseconds since 1970-01-01T00:00:00Z.
    Instants(Column<'a, Instant>),
    /// Text, also of numbers and instants, as in CSV; an empty text is missing.
    Texts(Column<'a, &'a str>),
}

/// A column with its name.
#[derive(Debug, Clone, Copy)]
pub struct NamedColumn<'a> {
    /// Name, as the handbook's sources give it.
    pub name: &'a str,
    /// What stands in it.
    pub cells: Cells<'a>,
}

impl Cells<'_> {
    fn len(&self) -> usize {
        match self {
            Self::SmallIntegers(column) => column.len(),
            Self::Integers(column) => column.len(),
            Self::Reals(column) => column.len(),
            Self::Booleans(column) => column.len(),
            Self::Instants(column) => column.len(),
            Self::Texts(column) => column.len(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::SmallIntegers(_) | Self::Integers(_) => "whole numbers",
            Self::Reals(_) => "real numbers",
            Self::Booleans(_) => "yes and no",
            Self::Instants(_) => "instants",
            Self::Texts(_) => "text",
        }
    }
}

/// The columns of one chunk.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    columns: &'a [NamedColumn<'a>],
}

impl<'a> Table<'a> {
    /// Columns of the same length.
    pub(super) fn new(columns: &'a [NamedColumn<'a>]) -> Result<Self> {
        if let Some(first) = columns.first()
            && let Some(other) = columns.iter().find(|column| column.cells.len() != first.cells.len())
        {
            return Err(QualityError::LengthMismatch {
                left: first.name.into(),
                right: other.name.into(),
                left_length: first.cells.len() as u64,
                right_length: other.cells.len() as u64,
            });
        }
        check_names(columns.iter().map(|column| column.name))?;
        Ok(Self { columns })
    }

    /// Columns of any length.
    #[cfg(feature = "uniffi")]
    pub(super) fn of_any_length(columns: &'a [NamedColumn<'a>]) -> Self {
        Self { columns }
    }

    pub(super) fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    fn cells(&self, name: &str) -> Result<Cells<'a>> {
        let found = self.columns.iter().find(|column| column.name == name);
        found.map(|column| column.cells).ok_or_else(|| QualityError::UnknownId {
            place: "columns".into(),
            id: name.into(),
            expected: nearest(name, self.columns.iter().map(|column| column.name)),
        })
    }

    /// Answers on a scale.
    pub(super) fn ratings(&self, name: &str, scale: Scale) -> Result<OwnedColumn<i8>> {
        self.answers(name, scale, &[])
    }

    /// Answers on a scale, or one of the codes.
    pub(super) fn answers(&self, name: &str, scale: Scale, codes: &[i8]) -> Result<OwnedColumn<i8>> {
        let code = |value: f64| codes.iter().copied().find(|code| f64::from(*code) == value);
        let answer = |value: f64, row| code(value).map_or_else(|| scale.answer(value, name, row), Ok);
        let mut ratings = OwnedColumn::new(name);
        match self.cells(name)? {
            Cells::SmallIntegers(column) => column.iter().for_each(|answer| ratings.push(answer)),
            _ => {
                for (row, value) in self.reals(name)?.iter().enumerate() {
                    ratings.push(value.map(|value| answer(value, row as u64)).transpose()?);
                }
            }
        }
        Ok(ratings)
    }

    /// Real numbers; whole numbers and text of numbers are read as such.
    fn reals(&self, name: &str) -> Result<Vec<Option<f64>>> {
        match self.cells(name)? {
            Cells::SmallIntegers(column) => Ok(column.iter().map(|value| value.map(f64::from)).collect()),
            Cells::Integers(column) => Ok(column.iter().map(|value| value.map(|value| value as f64)).collect()),
            Cells::Reals(column) => Ok(column.iter().collect()),
            Cells::Texts(column) => texts(column).map(|(row, text)| number(text, name, row)).collect(),
            other => Err(unreadable(name, other.kind(), "numbers")),
        }
    }

    /// Numbers for durations, each multiplied by `factor`.
    pub(super) fn durations(&self, name: &str, factor: f64, early_is_zero: bool) -> Result<OwnedColumn<f64>> {
        let mut durations = OwnedColumn::new(name);
        for value in self.reals(name)? {
            let scaled = value.map(|value| value * factor);
            durations.push(scaled.map(|value| if early_is_zero && value < 0.0 { 0.0 } else { value }));
        }
        Ok(durations)
    }

    /// Whole numbers.
    pub(super) fn integers(&self, name: &str) -> Result<OwnedColumn<i64>> {
        let mut integers = OwnedColumn::new(name);
        match self.cells(name)? {
            Cells::Integers(column) => column.iter().for_each(|value| integers.push(value)),
            Cells::Booleans(column) => column.iter().for_each(|value| integers.push(value.map(i64::from))),
            _ => {
                for (row, value) in self.reals(name)?.into_iter().enumerate() {
                    integers.push(value.map(|value| whole(value, name, row)).transpose()?);
                }
            }
        }
        Ok(integers)
    }

    /// Yes and no; 1 and 0 and the usual words are read as such.
    pub(super) fn booleans(&self, name: &str) -> Result<OwnedColumn<bool>> {
        let mut booleans = OwnedColumn::new(name);
        match self.cells(name)? {
            Cells::Booleans(column) => column.iter().for_each(|value| booleans.push(value)),
            Cells::Texts(column) => {
                for (row, text) in texts(column) {
                    booleans.push(text.map(|text| yes_or_no(text, name, row)).transpose()?);
                }
            }
            _ => {
                for (row, value) in self.reals(name)?.into_iter().enumerate() {
                    let read = |value: f64| yes_or_no(&value.to_string(), name, row);
                    booleans.push(value.map(read).transpose()?);
                }
            }
        }
        Ok(booleans)
    }

    /// Instants; text must be RFC 3339 with a zone.
    pub(super) fn instants(&self, name: &str) -> Result<OwnedColumn<Instant>> {
        let mut instants = OwnedColumn::new(name);
        match self.cells(name)? {
            Cells::Instants(column) => column.iter().for_each(|value| instants.push(value)),
            Cells::Texts(column) => {
                for (row, text) in texts(column) {
                    instants.push(text.map(|text| parse_instant(text, name, row as u64)).transpose()?);
                }
            }
            other => return Err(unreadable(name, other.kind(), "instants with a zone")),
        }
        Ok(instants)
    }

    /// Text; whole numbers are read as their digits.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<Option<String>>> {
        match self.cells(name)? {
            Cells::Texts(column) => Ok(texts(column).map(|(_, text)| text.map(str::to_owned)).collect()),
            Cells::Integers(column) => Ok(column.iter().map(|value| value.map(|value| value.to_string())).collect()),
            Cells::SmallIntegers(column) => {
                Ok(column.iter().map(|value| value.map(|value| value.to_string())).collect())
            }
            other => Err(unreadable(name, other.kind(), "text or whole numbers")),
        }
    }
}

/// The column `name` as answers on `scale`; the columns may be of any length.
#[cfg(feature = "uniffi")]
pub(crate) fn answers(columns: &[NamedColumn<'_>], name: &str, scale: Scale) -> Result<OwnedColumn<i8>> {
    Table { columns }.ratings(name, scale)
}

/// The column `name` as real numbers; the columns may be of any length.
#[cfg(feature = "uniffi")]
pub(crate) fn reals(columns: &[NamedColumn<'_>], name: &str) -> Result<OwnedColumn<f64>> {
    Table { columns }.durations(name, 1.0, false)
}

/// The column `name` as whole numbers; the columns may be of any length.
#[cfg(feature = "uniffi")]
pub(crate) fn integers(columns: &[NamedColumn<'_>], name: &str) -> Result<OwnedColumn<i64>> {
    Table { columns }.integers(name)
}

/// The column `name` as yes and no; the columns may be of any length.
#[cfg(feature = "uniffi")]
pub(crate) fn booleans(columns: &[NamedColumn<'_>], name: &str) -> Result<OwnedColumn<bool>> {
    Table { columns }.booleans(name)
}

/// The column `name` as instants; the columns may be of any length.
#[cfg(feature = "uniffi")]
pub(crate) fn instants(columns: &[NamedColumn<'_>], name: &str) -> Result<OwnedColumn<Instant>> {
    Table { columns }.instants(name)
}

/// The column `name` as texts; the columns may be of any length.
#[cfg(feature = "uniffi")]
pub(crate) fn texts_of(columns: &[NamedColumn<'_>], name: &str) -> Result<Vec<Option<String>>> {
    Table { columns }.texts(name)
}

/// Refuses a name that two columns have: nobody knows which is meant. Columns without a name, such
/// as the index that a spreadsheet adds, are not named by anything.
pub(super) fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut seen = std::collections::BTreeSet::new();
    for name in names.filter(|name| !name.is_empty()) {
        if !seen.insert(name) {
            return Err(QualityError::DuplicateId { place: "columns".into(), id: name.into() });
        }
    }
    Ok(())
}

/// Rows of text, where an empty one is missing.
fn texts<'a>(column: Column<'a, &'a str>) -> impl Iterator<Item = (usize, Option<&'a str>)> {
    (0..column.len()).map(move |row| (row, column.get(row).map(str::trim).filter(|text| !text.is_empty())))
}

fn unreadable(name: &str, found: &str, expected: &str) -> QualityError {
    QualityError::WrongObservations { place: name.into(), found: found.into(), expected: expected.into() }
}

fn cell(name: &str, row: usize, found: &str, expected: &str) -> QualityError {
    QualityError::InvalidCell {
        place: name.into(),
        row: row as u64,
        value: found.chars().take(60).collect(),
        expected: expected.into(),
    }
}

fn number(text: Option<&str>, name: &str, row: usize) -> Result<Option<f64>> {
    let Some(text) = text else { return Ok(None) };
    // "nan" and "inf" parse as numbers; they are passed on and refused as not finite.
    text.parse().map(Some).map_err(|_| cell(name, row, text, "a number"))
}

fn whole(value: f64, name: &str, row: usize) -> Result<i64> {
    let integer = value as i64;
    if integer as f64 == value && value.abs() < 9e15 {
        return Ok(integer);
    }
    Err(cell(name, row, &value.to_string(), "a whole number"))
}

fn yes_or_no(text: &str, name: &str, row: usize) -> Result<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "是" => Ok(true),
        "0" | "false" | "no" | "否" => Ok(false),
        _ => Err(cell(name, row, text, "1, 0, true, false, yes or no")),
    }
}
