//! Columns from bytes: little-endian values one after another, and a validity bitmap.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::observed::ObservedColumns;
use crate::error::{QualityError, Result};
use crate::kpi::{KpiDefinition, customer_key};
use crate::measure::{Column, OwnedColumn, Scale, Validity};
use crate::report::{Cells, NamedColumn, Observed, invalid_csv};
use crate::survey::ApplicableAnswers;

/// A column decoded from bytes.
pub(super) struct Decoded<T> {
    values: Vec<T>,
    validity: Option<Vec<u8>>,
}

impl<T: Copy> Decoded<T> {
    /// Decodes `SIZE` bytes for each value of the column `name`.
    pub(super) fn new<const SIZE: usize>(
        name: &str,
        bytes: &[u8],
        validity: Option<Vec<u8>>,
        decode: impl Fn([u8; SIZE]) -> T,
    ) -> Result<Self> {
        let (chunks, rest) = bytes.as_chunks::<SIZE>();
        if !rest.is_empty() {
            return Err(QualityError::InvalidParameter {
                place: name.into(),
                value: format!("{} bytes", bytes.len()),
                expected: format!("{SIZE} bytes for each value"),
            });
        }
        let decoded = Self { values: chunks.iter().map(|&chunk| decode(chunk)).collect(), validity };
        // A bitmap that is too short is an error here, not where the column is used.
        decoded.column(name)?;
        Ok(decoded)
    }

    /// The column; `name` is what errors call it.
    pub(super) fn column<'a>(&'a self, name: &'a str) -> Result<Column<'a, T>> {
        let column = Column::new(name, &self.values);
        match &self.validity {
            Some(bits) => column.with_validity(Validity::new(bits, 0)),
            None => Ok(column),
        }
    }
}

/// Answers as points of `scale`: half points and values off the scale are errors, none is cut off.
pub(super) fn answers(scale: Scale, numbers: Column<'_, f64>) -> Result<OwnedColumn<i8>> {
    let mut answers = OwnedColumn::new(numbers.name());
    for (row, value) in numbers.iter().enumerate() {
        let answer = value.map(|value| scale.answer(value, numbers.name(), row as u64)).transpose()?;
        answers.push(answer);
    }
    Ok(answers)
}

/// Columns as tallies take them.
pub(super) fn borrowed<T: Copy + Default>(columns: &[OwnedColumn<T>]) -> Result<Vec<Column<'_, T>>> {
    columns.iter().map(OwnedColumn::column).collect()
}

/// The values of one column.
enum Stored {
    SmallIntegers(Decoded<i8>),
    Integers(Decoded<i64>),
    Reals(Decoded<f64>),
    Booleans(Decoded<bool>),
    Instants(Decoded<i64>),
    Texts(Vec<Option<String>>),
}

/// Named columns on their way to a tally that reads several of them.
///
/// Values are bytes: little-endian and one after another. `validity` has a bit for each row, least
/// significant first, 1 where the value is there; without it every value is there. Adding a
/// column under a name that is taken replaces it.
#[derive(uniffi::Object)]
pub struct Columns {
    inner: Mutex<Vec<(String, Stored)>>,
}

impl Columns {
    fn lock(&self) -> MutexGuard<'_, Vec<(String, Stored)>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, name: String, stored: Stored) {
        let mut columns = self.lock();
        match columns.iter_mut().find(|(taken, _)| *taken == name) {
            Some((_, old)) => *old = stored,
            None => columns.push((name, stored)),
        }
    }

    /// Hands all columns to `read`.
    pub(super) fn with_all<R>(&self, read: impl FnOnce(&[NamedColumn<'_>]) -> Result<R>) -> Result<R> {
        let columns = self.lock();
        let texts: Vec<Texts<'_>> = columns.iter().map(|(_, stored)| Texts::new(stored)).collect();
        let named = columns.iter().zip(&texts).map(|((name, stored), texts)| {
            let cells = match stored {
                Stored::SmallIntegers(values) => Cells::SmallIntegers(values.column(name)?),
                Stored::Integers(values) => Cells::Integers(values.column(name)?),
                Stored::Reals(values) => Cells::Reals(values.column(name)?),
                Stored::Booleans(values) => Cells::Booleans(values.column(name)?),
                Stored::Instants(values) => Cells::Instants(values.column(name)?),
                // An empty text is a missing one.
                Stored::Texts(_) => Cells::Texts(Column::new(name, &texts.0)),
            };
            Ok(NamedColumn { name, cells })
        });
        read(&named.collect::<Result<Vec<_>>>()?)
    }

    /// The columns of `names`, in this order, as answers on `scale`.
    pub(super) fn answers(&self, names: &[String], scale: Scale) -> Result<Vec<OwnedColumn<i8>>> {
        self.with_all(|columns| names.iter().map(|name| crate::report::answers(columns, name, scale)).collect())
    }

    /// The same where declared codes for "not applicable" stand among the answers, off the scale.
    pub(super) fn coded_answers(&self, names: &[String], scale: Scale, codes: &[i8]) -> Result<Vec<OwnedColumn<i8>>> {
        if codes.is_empty() {
            return self.answers(names, scale);
        }
        let answer = |value: f64, name: &str, row: usize| {
            let code = codes.iter().find(|&&code| f64::from(code) == value);
            code.map_or_else(|| scale.answer(value, name, row as u64), |&code| Ok(code))
        };
        let column = |name: &String| {
            let mut answers = OwnedColumn::new(name);
            let values = self.reals(name)?;
            for (row, value) in values.column()?.iter().enumerate() {
                answers.push(value.map(|value| answer(value, name, row)).transpose()?);
            }
            Ok(answers)
        };
        names.iter().map(column).collect()
    }

    /// What an indicator reads from the columns that `observed` names.
    pub(super) fn observed(&self, definition: &KpiDefinition, observed: &ObservedColumns) -> Result<Observed> {
        let found = self.with_all(|columns| Observed::of_columns(definition, &observed.source(), columns))?;
        Ok(found.watched_until(observed.observed_until()))
    }

    /// The column `name` as yes and no.
    pub(super) fn booleans(&self, name: &str) -> Result<OwnedColumn<bool>> {
        self.with_all(|columns| crate::report::booleans(columns, name))
    }

    /// The column `name` as instants.
    pub(super) fn instants(&self, name: &str) -> Result<OwnedColumn<i64>> {
        self.with_all(|columns| crate::report::instants(columns, name))
    }

    /// The column `name` as texts.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<Option<String>>> {
        self.with_all(|columns| crate::report::texts_of(columns, name))
    }

    /// The column `name` as keys of customers.
    pub(super) fn customers(&self, name: &str) -> Result<OwnedColumn<u64>> {
        Ok(OwnedColumn::of(name, self.texts(name)?.iter().map(|id| id.as_deref().map(customer_key))))
    }

    /// The column `name` as texts of which none is missing.
    pub(super) fn names(&self, name: &str) -> Result<Vec<String>> {
        let found = self.texts(name)?.into_iter().enumerate();
        let there = |(row, text): (usize, Option<String>)| {
            text.ok_or_else(|| QualityError::MissingValue { place: name.into(), row: row as u64 })
        };
        found.map(there).collect()
    }

    /// The column `name` as real numbers.
    pub(super) fn reals(&self, name: &str) -> Result<OwnedColumn<f64>> {
        self.with_all(|columns| crate::report::reals(columns, name))
    }

    /// The columns of `names`, in this order, as whole numbers.
    pub(super) fn integers(&self, names: &[String]) -> Result<Vec<OwnedColumn<i64>>> {
        self.with_all(|columns| names.iter().map(|name| crate::report::integers(columns, name)).collect())
    }
}

/// Borrowed texts of a column of texts; nothing for the others.
struct Texts<'a>(Vec<&'a str>);

impl<'a> Texts<'a> {
    fn new(stored: &'a Stored) -> Self {
        match stored {
            Stored::Texts(texts) => Self(texts.iter().map(|text| text.as_deref().unwrap_or_default()).collect()),
            _ => Self(Vec::new()),
        }
    }
}

#[uniffi::export]
impl Columns {
    /// No columns yet.
    #[uniffi::constructor]
    fn new() -> Self {
        Self { inner: Mutex::default() }
    }

    /// The columns of a CSV text with a header row, in UTF-8. Cells become what a tally reads in them;
    /// an empty one is missing.
    #[uniffi::constructor]
    fn from_csv(text: &[u8]) -> Result<Arc<Self>> {
        let mut reader = csv::Reader::from_reader(text);
        let names = reader.headers().map_err(|error| invalid_csv(&error))?.clone();
        let mut columns = vec![Vec::new(); names.len()];
        for record in reader.records() {
            let record = record.map_err(|error| invalid_csv(&error))?;
            columns.iter_mut().zip(&record).for_each(|(column, cell)| column.push(Some(cell.to_owned())));
        }
        let found = Self::new();
        for (name, texts) in names.iter().zip(columns) {
            // A byte order mark belongs to the file, not to the name.
            found.put(name.trim_start_matches('\u{feff}').trim().to_owned(), Stored::Texts(texts));
        }
        Ok(Arc::new(found))
    }

    /// Adds answers, one signed byte each.
    #[uniffi::method(default(validity = None))]
    fn add_ratings(&self, name: String, ratings: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let values = Decoded::new(&name, ratings, validity, i8::from_le_bytes)?;
        self.put(name, Stored::SmallIntegers(values));
        Ok(())
    }

    /// Adds whole numbers, eight bytes each.
    #[uniffi::method(default(validity = None))]
    fn add_integers(&self, name: String, integers: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let values = Decoded::new(&name, integers, validity, i64::from_le_bytes)?;
        self.put(name, Stored::Integers(values));
        Ok(())
    }

    /// Adds real numbers, eight bytes each (double).
    #[uniffi::method(default(validity = None))]
    fn add_reals(&self, name: String, reals: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let values = Decoded::new(&name, reals, validity, f64::from_le_bytes)?;
        self.put(name, Stored::Reals(values));
        Ok(())
    }

    /// Adds yes and no, one byte each: 0 for no, anything else for yes.
    #[uniffi::method(default(validity = None))]
    fn add_booleans(&self, name: String, booleans: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let values = Decoded::new(&name, booleans, validity, |[byte]: [u8; 1]| byte != 0)?;
        self.put(name, Stored::Booleans(values));
        Ok(())
    }

    /// Adds instants, eight bytes each: microseconds since 1970-01-01T00:00:00Z.
    #[uniffi::method(default(validity = None))]
    fn add_instants(&self, name: String, instants: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let values = Decoded::new(&name, instants, validity, i64::from_le_bytes)?;
        self.put(name, Stored::Instants(values));
        Ok(())
    }

    /// Takes declared codes for "not applicable", such as 0 or -99, out of the columns of `names`: they
    /// are missing afterwards. Gives how many each column had. A code on the scale is an error.
    fn clear_not_applicable(&self, names: Vec<String>, scale: Scale, codes: Vec<i8>) -> Result<Vec<u64>> {
        let answers = self.coded_answers(&names, scale, &codes)?;
        let columns = borrowed(&answers)?;
        let found = ApplicableAnswers::new(&columns, scale, &codes)?;
        for (name, column) in names.iter().zip(found.columns()?) {
            let mut bits = vec![0_u8; column.len().div_ceil(8)];
            (0..column.len()).for_each(|row| bits[row / 8] |= u8::from(column.is_valid(row)) << (row % 8));
            let values = Decoded { values: column.values().to_vec(), validity: Some(bits) };
            self.put(name.clone(), Stored::SmallIntegers(values));
        }
        Ok(found.not_applicable().to_vec())
    }

    /// Refuses an id that stands in two rows of the column `name`, such as a ticket that was exported
    /// twice. Missing ids are not held against each other.
    fn require_distinct(&self, name: String) -> Result<()> {
        let texts = self.texts(&name)?;
        crate::kpi::require_distinct(&OwnedColumn::of(&name, texts.iter().map(Option::as_deref)).column()?)
    }

    /// Adds texts; an empty one is missing.
    fn add_texts(&self, name: String, texts: Vec<Option<String>>) {
        self.put(name, Stored::Texts(texts));
    }
}
