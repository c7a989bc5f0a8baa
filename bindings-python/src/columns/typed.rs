//! A loaded column of any of the types that the core reads.

use std::ops::Range;

use servqual::Result;
use servqual::measure::Column;
use servqual::time::Instant;

use super::load::Loaded;
use crate::error::unfit;

/// A column with its type.
pub(crate) enum Typed {
    /// Answers, or whole numbers of one byte.
    Small(Loaded<i8>),
    /// Whole numbers.
    Whole(Loaded<i64>),
    /// Real numbers, or seconds.
    Real(Loaded<f64>),
    /// Yes and no.
    Truth(Loaded<bool>),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Instant(Loaded<Instant>),
    /// Customers.
    Key(Loaded<u64>),
    /// Names, in one chunk.
    Text(String, Vec<Option<String>>),
}

/// Runs `$body` with the loaded column, whatever it holds.
macro_rules! with_column {
    ($typed:expr, $column:ident => $body:expr) => {
        match $typed {
            Typed::Small($column) => $body,
            Typed::Whole($column) => $body,
            Typed::Real($column) => $body,
            Typed::Truth($column) => $body,
            Typed::Instant($column) => $body,
            Typed::Key($column) => $body,
            Typed::Text(..) => Default::default(),
        }
    };
}

/// The part of a column of one type.
macro_rules! part {
    ($name:ident, $variant:ident, $kind:ty) => {
        pub(crate) fn $name(&self, rows: &Range<usize>) -> Result<Column<'_, $kind>> {
            match self {
                Self::$variant(column) => column.part(rows),
                other => Err(unfit(other.name(), "a column of another type", stringify!($name))),
            }
        }
    };
}

impl Typed {
    part!(small, Small, i8);
    part!(whole, Whole, i64);
    part!(real, Real, f64);
    part!(truth, Truth, bool);
    part!(instant, Instant, Instant);
    part!(key, Key, u64);

    /// Some rows of names.
    pub(crate) fn texts(&self, rows: &Range<usize>) -> Result<&[Option<String>]> {
        match self {
            Self::Text(_, texts) => Ok(&texts[rows.clone()]),
            other => Err(unfit(other.name(), "a column of another type", "names")),
        }
    }

    /// What errors call it.
    pub(crate) fn name(&self) -> &str {
        self.shape().0
    }

    /// Name, number of rows, and the rows at which chunks end.
    pub(crate) fn shape(&self) -> (&str, usize, Vec<usize>) {
        if let Self::Text(name, texts) = self {
            return (name, texts.len(), vec![texts.len()]);
        }
        with_column!(self, column => column.shape())
    }

    /// Where the memory of each chunk begins.
    pub(crate) fn addresses(&self) -> Vec<usize> {
        with_column!(self, column => column.addresses())
    }

    /// The same in one chunk.
    pub(crate) fn joined(self) -> Self {
        match self {
            Self::Small(column) => Self::Small(column.joined()),
            Self::Whole(column) => Self::Whole(column.joined()),
            Self::Real(column) => Self::Real(column.joined()),
            Self::Truth(column) => Self::Truth(column.joined()),
            Self::Instant(column) => Self::Instant(column.joined()),
            Self::Key(column) => Self::Key(column.joined()),
            Self::Text(name, texts) => Self::Text(name, texts),
        }
    }
}
