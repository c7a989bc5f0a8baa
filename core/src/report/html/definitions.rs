//! The definitions that the numbers of a page have, each with the number of its footnote.

use serde::Serialize;

use super::names;
use crate::measure::{Definition, Language, Measure};

/// Definitions in the order in which the page cites them.
#[derive(Default)]
pub(super) struct Definitions {
    cited: Vec<Definition>,
}

/// A definition as the page shows it.
#[derive(Serialize)]
pub(super) struct DefinitionView {
    number: usize,
    name: String,
    id: String,
    parameters: String,
    unit: String,
    direction: &'static str,
    missing: &'static str,
    hash: String,
}

impl Definitions {
    /// The number of the footnote of a measure; a definition that was cited keeps its number.
    pub(super) fn cite(&mut self, measure: &Measure) -> usize {
        let definition = &measure.definition;
        let same = |cited: &Definition| cited.hash == definition.hash && cited.label == definition.label;
        match self.cited.iter().position(same) {
            Some(position) => position + 1,
            None => {
                self.cited.push(definition.clone());
                self.cited.len()
            }
        }
    }

    pub(super) fn views(&self, language: Language) -> Vec<DefinitionView> {
        let view = |(position, definition): (usize, &Definition)| {
            let parameters = definition.parameters.iter();
            let parameters = parameters.map(|parameter| format!("{} = {}", parameter.name, parameter.value));
            DefinitionView {
                number: position + 1,
                name: super::shown::name(&definition.label, &definition.id, language).to_owned(),
                id: definition.id.clone(),
                parameters: parameters.collect::<Vec<_>>().join("; "),
                unit: definition.unit.name(),
                direction: names::direction(definition.direction, language),
                missing: names::missing_rule(definition.missing, language),
                hash: definition.hash.clone(),
            }
        };
        self.cited.iter().enumerate().map(view).collect()
    }
}
