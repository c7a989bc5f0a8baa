//! What the measures of a SERVQUAL report mean: the same for everybody who was asked the same.

use super::tally::{ServqualOptions, WeightConvention};
use crate::measure::{Definition, Direction, Label, Parameter, Unit};
use crate::survey::{Dimension, Instrument, Item};

/// The definitions of one report.
pub(super) struct Definitions {
    pub(super) items: Vec<PartDefinitions>,
    pub(super) dimensions: Vec<PartDefinitions>,
    pub(super) unweighted: Definition,
    /// Where the instrument has weights.
    pub(super) weighted: Option<Definition>,
    pub(super) servperf: Definition,
}

/// Those of one item or dimension.
pub(super) struct PartDefinitions {
    pub(super) expectation: Definition,
    pub(super) perception: Definition,
    pub(super) gap: Definition,
}

/// What every definition of one report has in common.
struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a ServqualOptions,
}

impl Definitions {
    pub(super) fn new(instrument: &Instrument, options: &ServqualOptions) -> Self {
        let context = Context { instrument, options };
        let dimensions = instrument.dimensions().iter().enumerate();
        Self {
            items: instrument.items().iter().map(|item| context.item(item)).collect(),
            dimensions: dimensions.map(|(position, dimension)| context.dimension(position, dimension)).collect(),
            unweighted: context.score("servqual_score", Label::new("服务质量差距", "Service quality gap"), "none"),
            weighted: instrument.weights().map(|weights| context.weighted(&weights)),
            servperf: context.define(
                "servperf_score",
                Label::new("感知服务质量", "Perceived service quality"),
                &[Parameter::new("weights", "none")],
                context.points(),
            ),
        }
    }
}

impl Context<'_> {
    fn define(&self, id: &str, label: Label, parameters: &[Parameter], unit: Unit) -> Definition {
        let mut all =
            vec![Parameter::new("instrument", self.instrument.id()), Parameter::new("scale", self.instrument.scale())];
        all.extend_from_slice(parameters);
        if !self.options.not_applicable.is_empty() {
            let codes: Vec<String> = self.options.not_applicable.iter().map(i8::to_string).collect();
            all.push(Parameter::new("not applicable", codes.join(", ")));
        }
        Definition::new(id, label, all, unit, Direction::HigherIsBetter, self.options.missing)
    }

    fn points(&self) -> Unit {
        Unit::ScalePoint { scale: self.instrument.scale() }
    }

    fn differences(&self) -> Unit {
        Unit::ScaleDifference { scale: self.instrument.scale() }
    }

    fn item(&self, item: &Item) -> PartDefinitions {
        self.part(&item.label, &[Parameter::new("item", &item.id), Parameter::new("reversed", item.reversed)])
    }

    fn dimension(&self, position: usize, dimension: &Dimension) -> PartDefinitions {
        let items = (0..self.instrument.items().len()).filter(|&item| self.instrument.dimension_of(item) == position);
        let parameters = [Parameter::new("dimension", &dimension.id), Parameter::new("items", items.count())];
        self.part(&dimension.label, &parameters)
    }

    fn part(&self, label: &Label, parameters: &[Parameter]) -> PartDefinitions {
        let gap_label = Label::new(format!("{}差距", label.zh), format!("{} gap", label.en));
        PartDefinitions {
            expectation: self.define("expectation", label.clone(), parameters, self.points()),
            perception: self.define("servperf", label.clone(), parameters, self.points()),
            gap: self.define("servqual_gap", gap_label, parameters, self.differences()),
        }
    }

    fn weighted(&self, weights: &[f64]) -> Definition {
        let name = match self.options.convention {
            WeightConvention::WeightedSum => "weighted sum",
            WeightConvention::WeightedSumOverDimensions => "weighted sum over dimensions",
        };
        let points = weights.iter().map(f64::to_string).collect::<Vec<_>>().join("/");
        let label = Label::new("加权服务质量差距", "Weighted service quality gap");
        self.score("servqual_weighted_score", label, &format!("{name} of {points}"))
    }

    fn score(&self, id: &str, label: Label, weights: &str) -> Definition {
        self.define(id, label, &[Parameter::new("weights", weights)], self.differences())
    }
}
