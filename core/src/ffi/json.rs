//! Reports as JSON, the same text in every language.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::document::{from_value, parse_json};
use crate::error::Result;

/// JSON of anything that serialises; the types of the core always do.
pub(super) fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What a JSON document says.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    from_value(parse_json(text)?)
}

/// Gives a record `to_json`, and a function that reads it again.
macro_rules! json_text {
    ($name:ident, $read:ident) => {
        #[uniffi::export]
        impl $name {
            /// Everything as a JSON document, the same text in every language.
            #[uniffi::method(name = "to_json")]
            fn ffi_to_json(&self) -> crate::Result<String> {
                Ok(crate::ffi::json::write(self))
            }
        }

        /// The same record again from the text of its `to_json`.
        #[uniffi::export]
        fn $read(json: String) -> crate::Result<$name> {
            crate::ffi::json::read(&json)
        }
    };
}

pub(super) use json_text;
