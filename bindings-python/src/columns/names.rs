//! Names: customers, and texts in any of Arrow's layouts.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use servqual::Result;
use servqual::kpi::customer_key;

use super::Source;
use super::load::{Loaded, Values, each, invalid_cell, odd};

/// Customers, as the keys that stay the same on every machine. The values of a dictionary are
/// hashed once.
pub(crate) fn keys(source: Source) -> Result<Loaded<u64>> {
    Loaded::new(source, |array, name, first| {
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let hashed = hashed(dictionary.values(), name, first)?;
            let keys = dictionary.normalized_keys();
            return each(&keys, array.logical_nulls().as_ref(), |key, _| Ok((*hashed).as_ref()[key]));
        }
        hashed(array, name, first)
    })
}

fn hashed(array: &ArrayRef, name: &str, first: usize) -> Result<Values<u64>> {
    let rows: Vec<usize> = (0..array.len()).collect();
    let named = naming(array, name, first)?;
    each(&rows, array.logical_nulls().as_ref(), |row, _| Ok(customer_key(&named(row)?)))
}

pub(super) type Naming<'a> = Box<dyn Fn(usize) -> Result<std::borrow::Cow<'a, str>> + 'a>;

/// The text by which each row of an array of texts or whole numbers is known.
pub(super) fn naming<'a>(array: &'a ArrayRef, name: &'a str, first: usize) -> Result<Naming<'a>> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let keys = dictionary.normalized_keys();
        let named = naming(dictionary.values(), name, first)?;
        return Ok(Box::new(move |row| named(keys[row])));
    }
    if let Some(texts) = Texts::new(array) {
        return Ok(Box::new(move |row| Ok(texts.at(row).into())));
    }
    if array.data_type() == &DataType::Null {
        return Ok(Box::new(|_| Ok("".into())));
    }
    if let Some(truths) = array.as_boolean_opt() {
        return Ok(Box::new(move |row| Ok(truths.value(row).to_string().into())));
    }
    macro_rules! whole {
        ($($kind:ty),*) => {
            $(if let Some(numbers) = array.as_primitive_opt::<$kind>() {
                return Ok(Box::new(move |row| Ok(numbers.value(row).to_string().into())));
            })*
        };
    }
    whole!(Int64Type, Int32Type, Int16Type, Int8Type, UInt64Type, UInt32Type, UInt16Type, UInt8Type);
    let Some(numbers) = array.as_primitive_opt::<Float64Type>() else {
        return odd(name, array, "text or whole numbers");
    };
    // pandas turns whole numbers into floats as soon as one is missing.
    Ok(Box::new(move |row| match numbers.value(row) {
        value if value.fract() == 0.0 => Ok((value as i64).to_string().into()),
        value => Err(invalid_cell(name, first + row, value, "text or a whole number")),
    }))
}

/// Text in any of Arrow's layouts.
pub(super) enum Texts<'a> {
    Short(&'a arrow_array::StringArray),
    Long(&'a arrow_array::LargeStringArray),
    View(&'a arrow_array::StringViewArray),
}

impl<'a> Texts<'a> {
    pub(super) fn new(array: &'a ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8 => Some(Self::Short(array.as_string())),
            DataType::LargeUtf8 => Some(Self::Long(array.as_string())),
            DataType::Utf8View => Some(Self::View(array.as_string_view())),
            _ => None,
        }
    }

    pub(super) fn at(&self, row: usize) -> &'a str {
        match self {
            Self::Short(array) => array.value(row),
            Self::Long(array) => array.value(row),
            Self::View(array) => array.value(row),
        }
    }
}

/// The text of each row, `None` where it is missing.
pub(crate) fn texts(source: &Source) -> Result<Vec<Option<String>>> {
    let mut texts = Vec::new();
    for array in &source.chunks {
        let nulls = array.logical_nulls();
        let named = naming(array, &source.name, texts.len())?;
        for row in 0..array.len() {
            let there = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
            texts.push(there.then(|| named(row).map(std::borrow::Cow::into_owned)).transpose()?);
        }
    }
    Ok(texts)
}
