//! What a number means, with a hash that proves two numbers mean the same.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Direction, Label, MissingRule, Unit};
use crate::error::{QualityError, Result};

/// One named part of a definition, such as the scale, the satisfied answers or the window.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Parameter {
    /// What the parameter is.
    pub name: String,
    /// Its value in canonical text.
    pub value: String,
}

impl Parameter {
    /// A parameter with the canonical text of its value.
    pub fn new(name: &str, value: impl core::fmt::Display) -> Self {
        Self { name: name.into(), value: value.to_string() }
    }
}

/// What was measured: enough to compute the same number again.
///
/// Two definitions are equal when their hashes are. The hash covers id, parameters, unit,
/// direction and missing rule, but not the label: translating a name changes no number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Definition {
    /// Stable id, such as `net_promoter_score`.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Scale, satisfied answers, denominator, clock, window: whatever changes the number.
    pub parameters: Vec<Parameter>,
    /// Unit of the estimate and its interval.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// What happens to missing values.
    pub missing: MissingRule,
    /// The first 16 bytes of the SHA-256 of the content, in hexadecimal digits.
    pub hash: String,
}

impl Definition {
    /// Puts a definition together and hashes its content.
    pub(crate) fn new(
        id: &str,
        label: Label,
        parameters: Vec<Parameter>,
        unit: Unit,
        direction: Direction,
        missing: MissingRule,
    ) -> Self {
        let hash = content_hash(id, &parameters, &unit, direction, missing);
        Self { id: id.into(), label, parameters, unit, direction, missing, hash }
    }

    /// Refuses to hold two different definitions against each other.
    ///
    /// # Errors
    /// [`QualityError::DefinitionMismatch`] saying what differs.
    pub fn require_same(&self, other: &Self) -> Result<()> {
        if self.hash == other.hash {
            return Ok(());
        }
        Err(QualityError::DefinitionMismatch {
            left: self.id.clone(),
            right: other.id.clone(),
            difference: self.difference(other),
        })
    }

    fn difference(&self, other: &Self) -> String {
        let mut differences = Vec::new();
        let mut note = |name: &str, left: String, right: String| {
            if left != right {
                differences.push(format!("{name} {left} against {right}"));
            }
        };
        note("id", self.id.clone(), other.id.clone());
        note("unit", self.unit.name(), other.unit.name());
        note("direction", format!("{:?}", self.direction), format!("{:?}", other.direction));
        note("missing", self.missing.name().into(), other.missing.name().into());
        for parameter in &self.parameters {
            let theirs = other.parameters.iter().find(|candidate| candidate.name == parameter.name);
            let theirs = theirs.map_or("nothing", |found| &found.value);
            note(&parameter.name, parameter.value.clone(), theirs.into());
        }
        for parameter in &other.parameters {
            if !self.parameters.iter().any(|candidate| candidate.name == parameter.name) {
                note(&parameter.name, "nothing".into(), parameter.value.clone());
            }
        }
        differences.join(", ")
    }
}

fn content_hash(id: &str, parameters: &[Parameter], unit: &Unit, direction: Direction, missing: MissingRule) -> String {
    let mut hasher = Sha256::new();
    let mut field = |text: &str| {
        // Lengths keep neighbouring fields apart.
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    field(id);
    field(&unit.name());
    field(match direction {
        Direction::HigherIsBetter => "higher_is_better",
        Direction::LowerIsBetter => "lower_is_better",
    });
    field(missing.name());
    for parameter in parameters {
        field(&parameter.name);
        field(&parameter.value);
    }
    let digits = hasher.finalize().into_iter().take(16).flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// Checks that an id is lower-case words joined by underscores or hyphens.
pub(crate) fn check_id(place: &str, id: &str) -> Result<()> {
    let allowed =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || "_-".contains(character);
    if !id.is_empty() && id.len() <= 100 && id.chars().all(allowed) {
        return Ok(());
    }
    Err(QualityError::InvalidParameter {
        place: place.into(),
        value: format!("`{id}`"),
        expected: "an id of lower-case letters, digits, `_` and `-`".into(),
    })
}

/// Checks every id, and that none stands twice.
pub(crate) fn check_unique<'a>(place: &str, ids: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        check_id(place, id)?;
        if !seen.insert(id) {
            return Err(QualityError::DuplicateId { place: place.into(), id: id.into() });
        }
    }
    Ok(())
}

/// What an unknown id may have meant: the nearest known one, or the list.
pub(crate) fn nearest<'a>(id: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let close = known
        .iter()
        .map(|candidate| (strsim::osa_distance(id, candidate), *candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4);
    match close {
        Some((_, candidate)) => format!("`{candidate}`"),
        None if known.is_empty() => "nothing here".into(),
        None => {
            format!("one of {}", known.iter().map(|candidate| format!("`{candidate}`")).collect::<Vec<_>>().join(", "))
        }
    }
}
