//! The files of `tests/golden`, as they are written.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
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
    #[serde(default)]
    pub(crate) options: Options,
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

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    pub(crate) level: Option<f64>,
    pub(crate) missing: Option<Value>,
    pub(crate) observed_until: Option<Value>,
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

/// Every golden file, in the order of the file names.
pub(crate) fn files() -> Vec<File> {
    let folder = project().join("tests/golden");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(path.file_stem().unwrap().to_str(), Some(file.id.as_str()), "the id is the name of the file");
            file
        })
        .collect()
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
