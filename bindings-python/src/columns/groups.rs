//! Groups: the distinct names of a column, and for each row the position of its name.

use std::borrow::Cow;
use std::collections::HashMap;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use servqual::Result;

use super::Source;
use super::load::invalid_cell;
use super::names::{Naming, naming};

/// Whole numbers that lie as close together are looked up by position.
const DENSE: i128 = 1 << 20;
/// The code of a value that has not been seen.
const UNSEEN: u32 = u32::MAX;

/// The groups of a column: the distinct names, and for each row the position of its name.
pub(crate) fn groups(source: Source) -> Result<(Vec<String>, Vec<u32>)> {
    let (mut names, mut codes) = (Names::default(), Vec::new());
    codes.reserve_exact(source.chunks.iter().map(|chunk| chunk.len()).sum());
    for array in &source.chunks {
        let first = codes.len();
        if let Some(nulls) = array.logical_nulls().filter(|nulls| nulls.null_count() > 0) {
            let row = (0..array.len()).find(|&row| nulls.is_null(row)).unwrap_or(0);
            return Err(invalid_cell(&source.name, first + row, "nothing", "a group for every row"));
        }
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let named = naming(dictionary.values(), &source.name, first)?;
            let (keys, most) = (dictionary.keys(), dictionary.values().len() as i128);
            numbers(keys, Some([0, most - 1]), &mut codes, |key| Ok(names.position(named(key as usize)?)))?;
            continue;
        }
        let named = naming(array, &source.name, first)?;
        let by_number =
            numbers(array.as_ref(), None, &mut codes, |number| Ok(names.position(number.to_string().into())))?;
        if !by_number {
            names.each(&named, array.len(), &mut codes)?;
        }
    }
    Ok((names.names, codes))
}

/// Distinct names in the order in which they were seen.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    positions: HashMap<String, u32>,
}

impl Names {
    fn position(&mut self, name: Cow<'_, str>) -> u32 {
        if let Some(&position) = self.positions.get(&*name) {
            return position;
        }
        let position = self.names.len() as u32;
        self.names.push(name.clone().into_owned());
        self.positions.insert(name.into_owned(), position);
        position
    }

    /// The positions of rows whose names are read one by one.
    fn each(&mut self, named: &Naming<'_>, rows: usize, codes: &mut Vec<u32>) -> Result<()> {
        for row in 0..rows {
            codes.push(self.position(named(row)?));
        }
        Ok(())
    }
}

/// The positions of whole numbers that lie close together, each looked up once; false where it is
/// another array. `ends` are the lowest and the highest number, where they are known.
fn numbers(
    array: &dyn Array,
    ends: Option<[i128; 2]>,
    codes: &mut Vec<u32>,
    mut position: impl FnMut(i128) -> Result<u32>,
) -> Result<bool> {
    macro_rules! whole {
        ($($kind:ty),*) => {
            $(if let Some(numbers) = array.as_primitive_opt::<$kind>() {
                let numbers = numbers.values();
                let (Some(&low), Some(&high)) = (numbers.iter().min(), numbers.iter().max()) else { return Ok(true) };
                let [low, high] = ends.unwrap_or([i128::from(low), i128::from(high)]);
                if high - low >= DENSE && ends.is_none() {
                    return Ok(false);
                }
                let mut seen = vec![UNSEEN; (high - low + 1) as usize];
                for &number in numbers {
                    let code = &mut seen[(i128::from(number) - low) as usize];
                    if *code == UNSEEN {
                        *code = position(i128::from(number))?;
                    }
                    codes.push(*code);
                }
                return Ok(true);
            })*
        };
    }
    whole!(Int64Type, Int32Type, Int16Type, Int8Type, UInt64Type, UInt32Type, UInt16Type, UInt8Type);
    Ok(false)
}
