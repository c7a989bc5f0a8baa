//! Tables by column name: dataframes of any library, and mappings of columns.

use arrow_array::cast::AsArray;
use arrow_array::{ArrayReader, ArrayRef};
use arrow_schema::DataType;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyMapping;
use servqual::QualityError;

use super::{Source, arrow, comes_from, read};
use crate::error::{Answer, wrong};

/// A table whose columns are read by name.
pub(crate) enum Frame<'py> {
    /// A table that came through the Arrow interface, all of it at once.
    Arrow { names: Vec<String>, chunks: Vec<ArrayRef> },
    /// A pandas dataframe or a mapping, which give their columns one by one.
    Items { names: Vec<String>, table: Bound<'py, PyAny> },
}

impl<'py> Frame<'py> {
    /// Opens a dataframe, or a mapping of names to columns.
    pub(crate) fn open(table: &Bound<'py, PyAny>, place: &str) -> Answer<Self> {
        let py = table.py();
        if comes_from(table, "pandas")? && table.hasattr("columns")? {
            let names = table.getattr("columns")?.call_method0("tolist")?.try_iter()?;
            // Columns without a text for a name cannot be asked for.
            let names = names.filter_map(|name| name.ok()?.extract().ok()).collect();
            return Ok(Self::Items { names, table: table.clone() });
        }
        if let Ok(mapping) = table.cast::<PyMapping>() {
            let names = mapping.keys()?.extract()?;
            return Ok(Self::Items { names, table: table.clone() });
        }
        if !table.hasattr(intern!(py, "__arrow_c_stream__"))? {
            let found = table.get_type().name()?.to_string();
            return Err(wrong(place, format!("`{found}`"), "a dataframe, or a mapping of names to columns"));
        }
        let reader = arrow::open(table, place)?;
        let DataType::Struct(fields) = reader.field().data_type().clone() else {
            return Err(wrong(place, "a single column", "a table"));
        };
        let names = fields.iter().map(|field| field.name().clone()).collect();
        let chunks = reader.collect::<Result<Vec<_>, _>>();
        let chunks = chunks.map_err(|error| wrong(place, error.to_string(), "Arrow data"))?;
        Ok(Self::Arrow { names, chunks })
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> &[String] {
        match self {
            Self::Arrow { names, .. } | Self::Items { names, .. } => names,
        }
    }

    /// The column of a name.
    pub(crate) fn column(&self, name: &str, place: &str) -> Answer<Source> {
        let Some(position) = self.names().iter().position(|candidate| candidate == name) else {
            return Err(QualityError::UnknownId {
                place: place.into(),
                id: name.into(),
                expected: format!("a column among {}", self.names().join(", ")),
            }
            .into());
        };
        match self {
            Self::Arrow { chunks, .. } => {
                let chunks = chunks.iter().map(|chunk| chunk.as_struct().column(position).clone()).collect();
                Ok(Source { name: name.into(), chunks })
            }
            Self::Items { table, .. } => {
                let source = read(&table.get_item(name)?, name)?;
                Ok(Source { name: name.into(), ..source })
            }
        }
    }
}
