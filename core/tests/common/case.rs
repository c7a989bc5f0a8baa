//! The files of `tests/golden`, as they are written.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) area: String,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) operation: String,
    pub(crate) definition: Option<Value>,
    pub(crate) instrument: Option<Value>,
    pub(crate) method: Option<Value>,
    pub(crate) target: Option<Target>,
    pub(crate) successes: Option<u64>,
    pub(crate) trials: Option<u64>,
    #[serde(default = "no_options")]
    pub(crate) options: Value,
    pub(crate) statistic: Option<String>,
    pub(crate) correlations: Option<Value>,
    pub(crate) with_outcome: Option<Value>,
    pub(crate) calendar: Option<Value>,
    pub(crate) calendars: Option<Vec<Value>>,
    pub(crate) events: Option<Vec<Value>>,
    pub(crate) now: Option<String>,
    pub(crate) gap: Option<Value>,
    pub(crate) weight: Option<Vec<Value>>,
    pub(crate) overall_scale: Option<Value>,
    pub(crate) weights: Option<Vec<Value>>,
    pub(crate) observed_until: Option<Value>,
    pub(crate) interval: Option<Value>,
    pub(crate) level: Option<f64>,
    pub(crate) missing: Option<Value>,
    /// What only one operation reads: `gaps.rs` and `indicators.rs` look it up in `written`.
    #[serde(rename = "parts")]
    _parts: Option<IgnoredAny>,
    #[serde(rename = "promises")]
    _promises: Option<IgnoredAny>,
    #[serde(rename = "rows")]
    _rows: Option<IgnoredAny>,
    #[serde(rename = "needs")]
    _needs: Option<IgnoredAny>,
    #[serde(rename = "standards")]
    _standards: Option<IgnoredAny>,
    #[serde(rename = "on")]
    _on: Option<IgnoredAny>,
    #[serde(rename = "reports")]
    _reports: Option<IgnoredAny>,
    #[serde(rename = "texts")]
    _texts: Option<IgnoredAny>,
    #[serde(rename = "counts")]
    _counts: Option<IgnoredAny>,
    #[serde(rename = "again")]
    _again: Option<IgnoredAny>,
    #[serde(rename = "mixture")]
    _mixture: Option<IgnoredAny>,
    #[serde(rename = "p_values")]
    _p_values: Option<IgnoredAny>,
    #[serde(rename = "first")]
    _first: Option<IgnoredAny>,
    /// The whole case, as it is written.
    #[serde(skip)]
    pub(crate) written: Value,
    pub(crate) columns: Option<Map<String, Value>>,
    pub(crate) data: Option<Data>,
    pub(crate) expected: Option<Expected>,
    pub(crate) expected_error: Option<ExpectedError>,
    pub(crate) tolerance: Option<Tolerance>,
    pub(crate) provenance: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Target {
    pub(crate) at_least: Option<f64>,
    pub(crate) at_most: Option<f64>,
    pub(crate) unit: String,
}

fn no_options() -> Value {
    Value::Object(Map::new())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Data {
    pub(crate) file: String,
    pub(crate) columns: Map<String, Value>,
    #[serde(default, rename = "where")]
    pub(crate) equal: Map<String, Value>,
    #[serde(default, rename = "where_not")]
    pub(crate) unequal: Map<String, Value>,
    #[serde(default)]
    pub(crate) without: Vec<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedError {
    pub(crate) code: String,
    pub(crate) row: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tolerance {
    #[serde(flatten)]
    default: Pair,
    #[serde(default)]
    overrides: std::collections::BTreeMap<String, Pair>,
}

#[derive(Deserialize, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) relative: f64,
    pub(crate) absolute: f64,
}

impl Tolerance {
    pub(crate) fn of(&self, key: &str) -> Pair {
        let named = self.overrides.iter().find(|(ending, _)| key.ends_with(ending.as_str()));
        named.map_or(self.default, |(_, &pair)| pair)
    }
}

/// Keys and values in the order of the file.
pub(crate) struct Expected(pub(crate) Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Expected {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Expected;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("keys with numbers, texts or null")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Expected, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Expected(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// The project: the folder of `core`, one up.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Every golden file, in the order of the ids.
pub(crate) fn files() -> Vec<File> {
    let entries = std::fs::read_dir(project().join("tests/golden")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let mut files: Vec<File> = paths.map(|path| read(&path)).collect();
    files.sort_by(|left, right| left.id.cmp(&right.id));
    files
}

fn read(path: &Path) -> File {
    let text = std::fs::read_to_string(path).unwrap();
    let wrong = |error| panic!("{}: {error}", path.display());
    let mut file: File = serde_json::from_str(&text).unwrap_or_else(wrong);
    assert_eq!(path.file_stem().unwrap().to_str(), Some(file.id.as_str()), "the id is the name of the file");
    let whole: Value = serde_json::from_str(&text).unwrap();
    let cases = file.cases.iter_mut().zip(whole["cases"].as_array().unwrap());
    cases.for_each(|(case, written)| case.written = written.clone());
    file
}

/// Where a data file lies; `None` for a shared file that is not here.
pub(crate) fn resolve(file: &str) -> Option<PathBuf> {
    let Some(shared) = file.strip_prefix("shared/") else { return Some(project().join(file)) };
    let folder = match std::env::var_os("SERVQUAL_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => project().ancestors().skip(1).map(|up| up.join("shared/data")).find(|folder| folder.is_dir())?,
    };
    Some(folder.join(shared)).filter(|path| path.is_file())
}
