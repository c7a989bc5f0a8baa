//! The law of every measurement: observe, merge, finish.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};

/// A measurement in progress.
///
/// A batch is one chunk, a stream is many, and threads, phones and clusters are tallies merged.
/// For every way to cut the observations into chunks, to order them and to merge the parts, the
/// finished result has the same bits. An observation that fails leaves the tally as it was.
///
/// A tally serialises with its kind and version: see [`to_bytes`] and [`from_bytes`].
pub trait Tally: Clone + Serialize + DeserializeOwned {
    /// What one chunk of observations looks like.
    type Observations<'a>;
    /// What the finished measurement is.
    type Output;
    /// Names the state in its serialised form.
    const KIND: &'static str;
    /// Version of the serialised form.
    const VERSION: u32;

    /// Adds a chunk of observations, all of it or nothing.
    ///
    /// # Errors
    /// Whatever is wrong with the chunk, with its place and row.
    fn observe(&mut self, observations: Self::Observations<'_>) -> Result<()>;

    /// Adds a tally of other observations of the same definition.
    ///
    /// # Errors
    /// [`QualityError::DefinitionMismatch`] where the definitions differ.
    fn merge(&mut self, other: &Self) -> Result<()>;

    /// The result so far; the tally can go on observing.
    ///
    /// # Errors
    /// [`QualityError::TooFewObservations`] where there is nothing to measure.
    fn finish(&self) -> Result<Self::Output>;
}

#[derive(Serialize)]
struct Sealed<'a, T> {
    tally: &'a str,
    version: u32,
    state: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opened<T> {
    tally: String,
    version: u32,
    state: T,
}

/// The tally as bytes (JSON), with its kind and version; equal tallies give equal bytes.
pub fn to_bytes<T: Tally>(tally: &T) -> Vec<u8> {
    let sealed = Sealed { tally: T::KIND, version: T::VERSION, state: tally };
    // Tallies hold only maps with text keys and finite numbers, which JSON can always express.
    serde_json::to_vec(&sealed).unwrap_or_default()
}

/// A tally from [`to_bytes`], checked in every part.
///
/// # Errors
/// [`QualityError::InvalidDocument`] where the bytes are of another kind or version, or do not
/// hold together.
pub fn from_bytes<T: Tally>(bytes: &[u8]) -> Result<T> {
    let invalid = |found: String| QualityError::InvalidDocument {
        path: "tally".into(),
        found,
        expected: format!("a `{}` tally of version {}", T::KIND, T::VERSION),
    };
    let opened: Opened<T> = serde_json::from_slice(bytes).map_err(|error| invalid(error.to_string()))?;
    if opened.tally != T::KIND || opened.version != T::VERSION {
        return Err(invalid(format!("`{}` of version {}", opened.tally, opened.version)));
    }
    Ok(opened.state)
}
