//! Results as tables that every dataframe library takes.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyIterator, PyTuple, PyType};
use servqual::measure::Measure;

use crate::columns::stream_capsule;
use crate::error::{Answer, broken};
use crate::html;

/// Rows of results, and the same as columns behind the Arrow interface.
///
/// A sequence of typed rows for Python; `polars.DataFrame(table)`, `pyarrow.table(table)` and
/// DuckDB read the columns without a copy.
#[pyclass(frozen, sequence, module = "servqual")]
pub(crate) struct Table {
    caption: String,
    batch: RecordBatch,
    rows: Py<PyTuple>,
}

impl Table {
    /// Typed rows with their columns.
    pub(crate) fn new<'py, R: IntoPyObject<'py>>(
        py: Python<'py>,
        caption: &str,
        rows: Vec<R>,
        columns: Columns,
    ) -> Answer<Self> {
        let rows = PyTuple::new(py, rows)?.unbind();
        Ok(Self { caption: caption.into(), batch: columns.batch()?, rows })
    }

    pub(crate) fn html(&self) -> String {
        html::table(&self.batch, &self.caption)
    }
}

#[pymethods]
impl Table {
    /// The typed rows.
    #[getter]
    fn rows(&self, py: Python<'_>) -> Py<PyTuple> {
        self.rows.clone_ref(py)
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.rows.bind(py).as_any().get_item(index)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.rows.bind(py).try_iter()
    }

    /// The columns as lists, by name.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for (name, column) in self.columns().into_iter().zip(self.batch.columns()) {
            columns.set_item(name, values(py, column)?)?;
        }
        Ok(columns)
    }

    /// A Polars dataframe.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// A pandas dataframe.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        py.import("pandas")?.call_method1("DataFrame", (slf.get().to_dict(py)?,))
    }

    /// A PyArrow table.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A producer may ignore the request; the reader casts.
        let _ = requested_schema;
        stream_capsule(py, &self.batch)
    }

    #[classmethod]
    fn __class_getitem__<'py>(cls: &Bound<'py, PyType>, row: &Bound<'py, PyAny>) -> Bound<'py, PyType> {
        let _ = row;
        cls.clone()
    }

    fn __repr__(&self) -> String {
        format!("<Table {}: {} rows, columns {}>", self.caption, self.__len__(), self.columns().join(", "))
    }

    fn _repr_html_(&self) -> String {
        self.html()
    }
}

fn values<'py>(py: Python<'py>, column: &ArrayRef) -> PyResult<Bound<'py, PyAny>> {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, UInt64Type};
    if let Some(texts) = column.as_string_opt::<i32>() {
        return texts.iter().collect::<Vec<_>>().into_pyobject(py);
    }
    if let Some(numbers) = column.as_primitive_opt::<UInt64Type>() {
        return numbers.iter().collect::<Vec<_>>().into_pyobject(py);
    }
    if let Some(truths) = column.as_boolean_opt() {
        return truths.iter().collect::<Vec<_>>().into_pyobject(py);
    }
    let numbers = column.as_primitive_opt::<Float64Type>();
    numbers.map(|numbers| numbers.iter().collect::<Vec<_>>()).into_pyobject(py)
}

/// The columns of a table, while they are put together.
#[derive(Default)]
pub(crate) struct Columns {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Columns {
    pub(crate) fn texts<'a>(self, name: &str, values: impl Iterator<Item = Option<&'a str>>) -> Self {
        self.with(name, DataType::Utf8, Arc::new(values.collect::<StringArray>()))
    }

    pub(crate) fn reals(self, name: &str, values: impl Iterator<Item = Option<f64>>) -> Self {
        self.with(name, DataType::Float64, Arc::new(values.collect::<Float64Array>()))
    }

    pub(crate) fn counts(self, name: &str, values: impl Iterator<Item = Option<u64>>) -> Self {
        self.with(name, DataType::UInt64, Arc::new(values.collect::<UInt64Array>()))
    }

    pub(crate) fn truths(self, name: &str, values: impl Iterator<Item = Option<bool>>) -> Self {
        self.with(name, DataType::Boolean, Arc::new(values.collect::<BooleanArray>()))
    }

    /// The columns that every measure has; `excluded` counts all reasons together.
    pub(crate) fn measures<'a>(self, measures: impl Iterator<Item = &'a Measure> + Clone) -> Self {
        let interval = |end: fn(&servqual::measure::Interval) -> f64| {
            measures.clone().map(move |measure| measure.interval.as_ref().map(end))
        };
        let excluded = |measure: &Measure| measure.excluded.iter().map(|part| part.count).sum();
        self.reals("lower", interval(|interval| interval.lower))
            .reals("upper", interval(|interval| interval.upper))
            .reals("standard_deviation", measures.clone().map(|measure| measure.standard_deviation))
            .counts("n", measures.clone().map(|measure| Some(measure.n)))
            .counts("excluded", measures.clone().map(|measure| Some(excluded(measure))))
    }

    fn with(mut self, name: &str, kind: DataType, array: ArrayRef) -> Self {
        self.fields.push(Field::new(name, kind, true));
        self.arrays.push(array);
        self
    }

    pub(crate) fn batch(self) -> Answer<RecordBatch> {
        RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays).map_err(broken)
    }
}
