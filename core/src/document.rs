//! Reading documents strictly: every error names its path and what was expected.

use serde::de::DeserializeOwned;

use crate::error::{QualityError, Result};
use crate::measure::nearest;

/// Documents are written by people; anything longer is a mistake or an attack.
const LONGEST_DOCUMENT: usize = 4 << 20;

fn check_length(text: &str) -> Result<()> {
    if text.len() <= LONGEST_DOCUMENT {
        return Ok(());
    }
    Err(QualityError::InvalidDocument {
        path: "document".into(),
        found: format!("{} bytes", text.len()),
        expected: format!("at most {LONGEST_DOCUMENT} bytes"),
    })
}

/// Parses JSON into a tree; nesting is limited by the parser.
pub(crate) fn parse_json(text: &str) -> Result<serde_json::Value> {
    check_length(text)?;
    serde_json::from_str(text).map_err(|error| QualityError::InvalidDocument {
        path: format!("line {}, column {}", error.line(), error.column()),
        found: error.to_string(),
        expected: "a JSON document".into(),
    })
}

/// Parses TOML into the same tree.
pub(crate) fn parse_toml(text: &str) -> Result<serde_json::Value> {
    check_length(text)?;
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        QualityError::InvalidDocument {
            path: format!("line {line}, column {column}"),
            found: error.message().into(),
            expected: "a TOML document".into(),
        }
    })
}

/// Reads a type from a tree; unknown keys are errors with a suggestion.
pub(crate) fn from_value<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let text = error.into_inner().to_string();
        let path = if path == "." { "document".into() } else { path };
        match unknown_name(&text) {
            Some((name, known)) => {
                QualityError::InvalidDocument { path, found: format!("`{name}`"), expected: nearest(name, known) }
            }
            None => QualityError::InvalidDocument {
                path,
                found: text,
                expected: "what the schema of the document says for this place".into(),
            },
        }
    })
}

/// The name and the known names of serde's "unknown field" and "unknown variant" errors, whose
/// text is fixed by `serde::de::Error`.
fn unknown_name(text: &str) -> Option<(&str, Vec<&str>)> {
    let rest = text.strip_prefix("unknown field ").or_else(|| text.strip_prefix("unknown variant "))?;
    let mut names = rest.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}
