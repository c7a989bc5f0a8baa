//! Reports: one list of fields gives the attributes, the columns of a table, and HTML.

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3::types::PyAny;
use servqual::measure;

use crate::error::Answer;
use crate::measure::{Interval, Label, Measure, Target};
use crate::record::to_dict;
use crate::table::{Columns, Table};

/// A field of a report as an attribute of Python.
pub(crate) trait Field<T> {
    /// The value; tables are called by the name of the field.
    fn shown(&self, py: Python<'_>, name: &str) -> Answer<T>;
}

/// A field of a report as columns of a table.
pub(crate) trait Cells: Sized {
    /// Adds the columns of this field, one value for each row.
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns;

    /// The tables that it holds itself, by name.
    fn tables(&self, _name: &str, _into: &mut Vec<(String, RecordBatch)>) -> Answer<()> {
        Ok(())
    }
}

/// A report that can be a row of a table.
pub(crate) trait Row: Cells + Clone {
    /// Its class.
    type Class: for<'py> IntoPyObject<'py> + From<Self>;
}

/// The class of one report of the core: its fields with what they are in Python, how it is shown
/// in a line, and methods of its own; those of
/// another module than `servqual` say so.
macro_rules! report {
    (
        $(#[$about:meta])*
        $name:ident($inner:ty) $(in $module:literal)? { $($(#[$doc:meta])* $field:ident: $kind:ty,)+ }
        $show:expr
        $(, with { $($own:tt)* })?
    ) => {
        crate::record::record! {
            $(#[$about])*
            $name($inner) $(in $module)? {
                $(
                    $(#[$doc])*
                    #[getter]
                    fn $field(&self, py: Python<'_>) -> crate::error::Answer<$kind> {
                        crate::report::Field::shown(&self.0.$field, py, stringify!($field))
                    }
                )+

                fn __repr__(&self) -> String {
                    let show: fn(&$inner) -> String = $show;
                    format!("<{} {}>", stringify!($name), show(&self.0))
                }

                fn _repr_html_(&self) -> crate::error::Answer<String> {
                    crate::report::html(&self.0, stringify!($name))
                }

                $($($own)*)?
            }
        }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl crate::report::Row for $inner {
            type Class = $name;
        }

        impl crate::report::Field<$name> for $inner {
            fn shown(&self, _py: Python<'_>, _name: &str) -> crate::error::Answer<$name> {
                Ok($name(self.clone()))
            }
        }

        impl crate::report::Cells for $inner {
            fn columns(rows: &[Option<&Self>], name: &str, into: crate::table::Columns) -> crate::table::Columns {
                $(
                    let cells: Vec<_> = rows.iter().map(|row| row.map(|row| &row.$field)).collect();
                    let into = crate::report::Cells::columns(
                        &cells,
                        &crate::report::joined(name, stringify!($field)),
                        into,
                    );
                )+
                into
            }

            fn tables(
                &self,
                name: &str,
                into: &mut Vec<(String, arrow_array::RecordBatch)>,
            ) -> crate::error::Answer<()> {
                $(crate::report::Cells::tables(
                    &self.$field,
                    &crate::report::joined(name, stringify!($field)),
                    into,
                )?;)+
                Ok(())
            }
        }
    };
}
pub(crate) use report;

/// The name of a column of a part.
pub(crate) fn joined(whole: &str, part: &str) -> String {
    if whole.is_empty() { part.into() } else { format!("{whole}_{part}") }
}

/// A table of typed rows.
pub(crate) fn table<R: Row>(py: Python<'_>, caption: &str, rows: &[R]) -> Answer<Table> {
    let columns = R::columns(&rows.iter().map(Some).collect::<Vec<_>>(), "", Columns::default());
    Table::new(py, caption, rows.iter().cloned().map(R::Class::from).collect(), columns)
}

/// What a report says as HTML: its own values, then its tables.
pub(crate) fn html<R: Cells>(report: &R, caption: &str) -> Answer<String> {
    let own = R::columns(&[Some(report)], "", Columns::default()).batch()?;
    let mut tables = Vec::new();
    report.tables("", &mut tables)?;
    let tables = tables.iter().map(|(name, batch)| crate::html::table(batch, name));
    Ok(crate::html::turned(&own, caption) + &tables.collect::<String>())
}

macro_rules! plain {
    ($($kind:ty => $columns:ident),*) => { $(
        impl Field<$kind> for $kind {
            fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<$kind> {
                Ok(self.clone())
            }
        }

        impl Cells for $kind {
            fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
                into.$columns(name, rows.iter().map(|row| row.copied()))
            }
        }
    )* };
}
plain!(f64 => reals, u64 => counts, bool => truths);

impl Field<u64> for u32 {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<u64> {
        Ok(u64::from(*self))
    }
}

impl Cells for u32 {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        into.counts(name, rows.iter().map(|row| row.map(|count| u64::from(*count))))
    }
}

impl Field<String> for String {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<String> {
        Ok(self.clone())
    }
}

impl Cells for String {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        into.texts(name, rows.iter().map(|row| row.map(String::as_str)))
    }
}

impl<A: Field<B>, B> Field<Option<B>> for Option<A> {
    fn shown(&self, py: Python<'_>, name: &str) -> Answer<Option<B>> {
        self.as_ref().map(|found| found.shown(py, name)).transpose()
    }
}

impl<A: Cells> Cells for Option<A> {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        A::columns(&rows.iter().map(|row| row.and_then(Option::as_ref)).collect::<Vec<_>>(), name, into)
    }
}

impl<A: Field<B>, B> Field<Vec<B>> for Vec<A> {
    fn shown(&self, py: Python<'_>, name: &str) -> Answer<Vec<B>> {
        self.iter().map(|found| found.shown(py, name)).collect()
    }
}

impl<R: Row> Field<Table> for Vec<R> {
    fn shown(&self, py: Python<'_>, name: &str) -> Answer<Table> {
        table(py, name, self)
    }
}

/// What is many for each row has tables of its own.
impl<R: Row> Cells for Vec<R> {
    fn columns(_rows: &[Option<&Self>], _name: &str, into: Columns) -> Columns {
        into
    }

    fn tables(&self, name: &str, into: &mut Vec<(String, RecordBatch)>) -> Answer<()> {
        let columns = R::columns(&self.iter().map(Some).collect::<Vec<_>>(), "", Columns::default());
        into.push((name.into(), columns.batch()?));
        Ok(())
    }
}

/// Numbers and names of which there are many are no column.
macro_rules! lists {
    ($($kind:ty),*) => { $(
        impl Cells for Vec<$kind> {
            fn columns(_rows: &[Option<&Self>], _name: &str, into: Columns) -> Columns {
                into
            }
        }
    )* };
}
lists!(f64, u64, measure::Label);

/// Few texts are one, with commas.
impl Cells for Vec<String> {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        let texts: Vec<_> = rows.iter().map(|row| row.map(|texts| texts.join(", "))).collect();
        into.texts(name, texts.iter().map(Option::as_deref))
    }
}

/// Values of other shapes are plain dictionaries.
pub(crate) fn dictionary(py: Python<'_>, value: &impl serde::Serialize) -> Answer<Py<PyAny>> {
    Ok(to_dict(py, value)?.unbind())
}

/// Fields that are plain dictionaries, as documents write them; their column is the same in JSON.
macro_rules! documents {
    ($($kind:ty),* $(,)?) => { $(
        impl crate::report::Field<pyo3::Py<pyo3::PyAny>> for $kind {
            fn shown(&self, py: pyo3::Python<'_>, _name: &str) -> crate::error::Answer<pyo3::Py<pyo3::PyAny>> {
                crate::report::dictionary(py, self)
            }
        }

        impl crate::report::Cells for $kind {
            fn columns(rows: &[Option<&Self>], name: &str, into: crate::table::Columns) -> crate::table::Columns {
                let texts: Vec<_> = rows.iter().map(|row| row.map(crate::record::to_json)).collect();
                into.texts(name, texts.iter().map(Option::as_deref))
            }
        }
    )* };
}
pub(crate) use documents;

impl Field<Target> for measure::Target {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<Target> {
        Ok(Target(self.clone()))
    }
}

impl Cells for measure::Target {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        let shown: Vec<_> = rows.iter().map(|row| row.map(measure::Target::show)).collect();
        into.texts(name, shown.iter().map(Option::as_deref))
    }
}

impl Field<Label> for measure::Label {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<Label> {
        Ok(Label(self.clone()))
    }
}

impl Cells for measure::Label {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        into.texts(&joined(name, "zh"), rows.iter().map(|row| row.map(|label| label.zh.as_str())))
            .texts(&joined(name, "en"), rows.iter().map(|row| row.map(|label| label.en.as_str())))
    }
}

impl Field<Interval> for measure::Interval {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<Interval> {
        Ok(Interval(*self))
    }
}

impl Cells for measure::Interval {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        into.reals(&joined(name, "lower"), rows.iter().map(|row| row.map(|interval| interval.lower)))
            .reals(&joined(name, "upper"), rows.iter().map(|row| row.map(|interval| interval.upper)))
    }
}

impl Field<Measure> for measure::Measure {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<Measure> {
        Ok(Measure(self.clone()))
    }
}

/// The estimate under the name of the field, and beside it its interval and its n.
impl Cells for measure::Measure {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        let intervals: Vec<_> = rows.iter().map(|row| row.and_then(|measure| measure.interval.as_ref())).collect();
        let into = into.reals(name, rows.iter().map(|row| row.and_then(|measure| measure.estimate)));
        measure::Interval::columns(&intervals, name, into)
            .counts(&joined(name, "n"), rows.iter().map(|row| row.map(|measure| measure.n)))
    }
}
