//! What all results have in common: frozen, comparable, a dictionary, JSON, and pickled as JSON.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use servqual::QualityError;

use crate::error::Answer;

/// The class of one type of the core. The block holds the attributes and methods of its own; types of
/// another module than `servqual` say so, and those with a form of their own how it is read.
macro_rules! record {
    ($(#[$about:meta])* $name:ident($inner:ty) { $($own:tt)* }) => {
        crate::record::record! { $(#[$about])* $name($inner) in "servqual" { $($own)* } }
    };
    ($(#[$about:meta])* $name:ident($inner:ty) in $module:literal { $($own:tt)* }) => {
        crate::record::record! {
            $(#[$about])*
            $name($inner) in $module read |text| crate::record::from_json(text, stringify!($name)); { $($own)* }
        }
    };
    ($(#[$about:meta])* $name:ident($inner:ty) in $module:literal read $read:expr; { $($own:tt)* }) => {
        $(#[$about])*
        #[pyclass(frozen, eq, from_py_object, module = $module)]
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name(pub(crate) $inner);

        #[pymethods]
        impl $name {
            /// Everything as plain dictionaries, lists, texts and numbers.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                crate::record::to_dict(py, &self.0)
            }

            /// Everything as a JSON document.
            fn to_json(&self) -> String {
                crate::record::to_json(&self.0)
            }

            /// The same object from the text of `to_json`.
            #[staticmethod]
            fn from_json(text: &str) -> crate::error::Answer<Self> {
                let read: fn(&str) -> crate::error::Answer<$inner> = $read;
                Ok(Self(read(text)?))
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> crate::record::Reduced<'py, String> {
                let class = py.get_type::<Self>().into_any();
                Ok((crate::record::restorer(py)?, (class, self.to_json())))
            }

            $($own)*
        }
    };
}
pub(crate) use record;

/// Plain Python objects of anything that serialises.
pub(crate) fn to_dict<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (to_json(value),))
}

/// JSON of anything that serialises; the types of the core always do.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The object of a JSON document.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str, what: &str) -> Answer<T> {
    serde_json::from_str(text).map_err(|error| {
        let (path, found) = (what.to_lowercase(), error.to_string());
        QualityError::InvalidDocument { path, found, expected: format!("the JSON of a {what}") }.into()
    })
}

/// What pickle asks for: a function and its arguments, here the class and its state.
pub(crate) type Reduced<'py, T> = PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>, T))>;

/// The function that pickle calls to make an object again.
pub(crate) fn restorer(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    py.import("servqual._native")?.getattr("_restore")
}

/// Makes an object again from its class and its JSON, or its bytes: for pickle.
#[pyfunction]
pub(crate) fn _restore<'py>(kind: &Bound<'py, PyAny>, state: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let reader = if state.is_instance_of::<PyString>() { "from_json" } else { "from_bytes" };
    kind.call_method1(reader, (state,))
}

/// The machine name of a value of a closed set, such as `higher_is_better`.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value of a closed set from its machine name.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str, place: &str) -> Answer<T> {
    serde_json::from_value(word.into()).map_err(|error| {
        let text = error.to_string();
        let expected = text.split_once("expected ").map_or(text.as_str(), |(_, expected)| expected).into();
        QualityError::InvalidParameter { place: place.into(), value: format!("`{word}`"), expected }.into()
    })
}

/// Plain Python objects as JSON. Objects of this package stand for what their `to_dict` gives, days for
/// their text.
pub(crate) fn dumps(document: &Bound<'_, PyAny>) -> PyResult<String> {
    let py = document.py();
    let options = PyDict::new(py);
    options.set_item("default", py.import("servqual._native")?.getattr("_plain")?)?;
    py.import("json")?.call_method("dumps", (document,), Some(&options))?.extract()
}

/// What stands for an object in a document; for `json.dumps`.
#[pyfunction]
pub(crate) fn _plain<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let found = ["to_dict", "isoformat"].into_iter().find(|name| object.hasattr(*name).unwrap_or(false));
    match found {
        Some(name) => object.call_method0(name),
        None => {
            let kind = object.get_type().name()?;
            Err(PyTypeError::new_err(format!("a document holds plain objects and those of servqual, no `{kind}`")))
        }
    }
}

/// The entries of a sequence of objects, each a document.
pub(crate) fn from_documents<T: DeserializeOwned>(entries: &Bound<'_, PyAny>, what: &str) -> Answer<Vec<T>> {
    entries.try_iter()?.map(|entry| from_json(&dumps(&entry?)?, what)).collect()
}
