//! Reading documents strictly: every error names its path and what was expected.

mod strict;

use serde::de::{DeserializeOwned, DeserializeSeed};

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

/// Parses JSON into a tree; nesting is limited by the parser, and no key stands twice.
pub(crate) fn parse_json(text: &str) -> Result<serde_json::Value> {
    check_length(text)?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let tree = strict::Strict.deserialize(&mut reader).and_then(|tree| reader.end().map(|()| tree));
    tree.map_err(|error| QualityError::InvalidDocument {
        path: format!("line {}, column {}", error.line(), error.column()),
        found: error.to_string(),
        expected: "a JSON document".into(),
    })
}

/// Parses TOML into the same tree.
pub(crate) fn parse_toml(text: &str) -> Result<serde_json::Value> {
    check_length(text)?;
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        QualityError::InvalidDocument {
            path: format!("line {line}, column {column}"),
            found: error.message().into(),
            expected: "a TOML document".into(),
        }
    })?;
    from_toml(toml::Value::Table(table), "")
}

/// The same tree; dates become text, and NaN and infinities, which JSON does not have, are errors.
fn from_toml(value: toml::Value, path: &str) -> Result<serde_json::Value> {
    Ok(match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Float(number) if number.is_finite() => number.into(),
        toml::Value::Float(number) => {
            let (path, found) = (path.into(), number.to_string());
            return Err(QualityError::InvalidDocument { path, found, expected: "a finite number".into() });
        }
        toml::Value::Array(values) => {
            let entries = values.into_iter().enumerate();
            entries.map(|(position, value)| from_toml(value, &format!("{path}[{position}]"))).collect::<Result<_>>()?
        }
        toml::Value::Table(table) => {
            let within = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            let entries = table.into_iter().map(|(key, value)| {
                let value = from_toml(value, &within(&key))?;
                Ok((key, value))
            });
            serde_json::Value::Object(entries.collect::<Result<_>>()?)
        }
    })
}

/// Reads a type from a tree; unknown keys are errors with a suggestion.
pub(crate) fn from_value<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let text = error.into_inner().to_string();
        if let Some(cause) = own_cause(&text, &path) {
            return cause;
        }
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

/// The error of a checked type of this crate, which serde passes on as its text alone.
fn own_cause(text: &str, path: &str) -> Option<QualityError> {
    let within = |place: &str| match path {
        "." => place.to_owned(),
        path if path == place || path.ends_with(&format!(".{place}")) => path.to_owned(),
        path => format!("{path}.{place}"),
    };
    let (place, rest) = text.split_once(": ")?;
    if let Some((value, expected)) = rest.split_once(" is not allowed, expected ") {
        let (place, value, expected) = (within(place), value.into(), expected.into());
        return Some(QualityError::InvalidParameter { place, value, expected });
    }
    let (ends, expected) = rest.strip_prefix("a scale from ")?.split_once(" is not possible, ")?;
    let (minimum, maximum) = ends.split_once(" to ")?;
    let (minimum, maximum) = (minimum.parse().ok()?, maximum.parse().ok()?);
    Some(QualityError::InvalidScale { place: within(place), minimum, maximum, expected: expected.into() })
}

/// The name and the known names of serde's "unknown field" and "unknown variant" errors, whose
/// text is fixed by `serde::de::Error`.
fn unknown_name(text: &str) -> Option<(&str, Vec<&str>)> {
    let rest = text.strip_prefix("unknown field ").or_else(|| text.strip_prefix("unknown variant "))?;
    let mut names = rest.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpi::definition_from_json;

    #[test]
    fn toml_has_dates_and_refuses_what_json_cannot_say() {
        let tree = parse_toml("a = 2026-01-01\nb = [{ c = 1.5, d = true }]").unwrap();
        assert_eq!(tree, serde_json::json!({"a": "2026-01-01", "b": [{"c": 1.5, "d": true}]}));
        let error = parse_toml("a = [{ b = 1 }, { c = nan }]").unwrap_err();
        assert_eq!(error.to_string(), "a[1].c: found NaN, expected a finite number");
    }

    #[test]
    fn the_cause_survives_serde() {
        let error = |json: &str| definition_from_json(json).unwrap_err();
        let scale = error(r#"{"named": "customer_satisfaction", "scale": {"minimum": 5, "maximum": 1}}"#);
        assert!(matches!(&scale, QualityError::InvalidScale { minimum: 5, maximum: 1, .. }), "{scale:?}");
        let own = r#"{"id": "own", "label": {"zh": "", "en": "Own"}, "observable": {"rating": {"scale": {"minimum": 1,
            "maximum": 5}}}, "statistic": {"share": {"criterion": {"between": {"from": 5, "to": 4}}}},
            "direction": "higher_is_better", "level": LEVEL}"#;
        let thresholds = error(&own.replace("LEVEL", "0.9"));
        let expected = QualityError::InvalidParameter {
            place: "kpi.statistic".into(),
            value: "satisfied from 5 to 4".into(),
            expected: "points of the scale 1 to 5, the lower first".into(),
        };
        assert_eq!(thresholds, expected);
        let level = error(&own.replace("LEVEL", "95"));
        assert!(matches!(&level, QualityError::InvalidParameter { place, .. } if place == "level"), "{level:?}");
    }
}
