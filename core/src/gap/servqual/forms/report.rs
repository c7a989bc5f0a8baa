//! What the four forms say.

use serde::{Deserialize, Serialize};

use super::form::ServqualForm;
use super::importance::ImportanceSource;
use super::sums::ScaledMoments;
use super::tally::{ImportanceSums, Wire};
use crate::error::Result;
use crate::gap::servqual::respondent::Layout;
use crate::gap::servqual::{GapResult, ServqualReport, WeightConvention};
use crate::measure::{Definition, Direction, ExclusionReason, Label, Measure, Parameter, Tally, Unit, left_out};
use crate::stats::SampleMoments;
use crate::survey::Instrument;

/// The four forms of one item, one dimension or the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct FormResult {
    /// Id of the item or dimension; of the whole the id of the instrument.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// For an item, the id of its dimension.
    pub dimension: Option<String>,
    /// Mean importance that respondents gave: a share of their points, or a rating. Missing with
    /// weights of the instrument, and overall with points.
    pub importance: Option<Measure>,
    /// P − E.
    pub gap: Measure,
    /// I · (P − E); missing without importance.
    pub importance_weighted_gap: Option<Measure>,
    /// P.
    pub performance: Measure,
    /// I · P; missing without importance.
    pub importance_weighted_performance: Option<Measure>,
}

impl FormResult {
    /// The score in one form.
    pub fn score(&self, form: ServqualForm) -> Option<&Measure> {
        match form {
            ServqualForm::Gap => Some(&self.gap),
            ServqualForm::ImportanceWeightedGap => self.importance_weighted_gap.as_ref(),
            ServqualForm::Performance => Some(&self.performance),
            ServqualForm::ImportanceWeightedPerformance => self.importance_weighted_performance.as_ref(),
        }
    }
}

/// The four forms of a survey, from the item to the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ServqualFormReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// Respondents whose points did not share 100 and were renormalised.
    pub renormalised: u64,
    /// One result for each item, in the order of the instrument.
    pub items: Vec<FormResult>,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<FormResult>,
    /// Over all dimensions.
    pub overall: FormResult,
}

impl ServqualFormReport {
    pub(super) fn new(state: &Wire, layout: &Layout) -> Result<Self> {
        let report = state.unweighted.finish()?;
        let context = Context { state, layout, instrument: state.unweighted.instrument(), report: &report };
        let items = context.instrument.items();
        let of_item = |position: usize| context.part(Part::Item(position), &report.items[position]);
        let of_dimension = |position: usize| context.part(Part::Dimension(position), &report.dimensions[position]);
        Ok(Self {
            instrument: report.instrument.clone(),
            label: report.label.clone(),
            respondents: report.respondents,
            renormalised: state.renormalised,
            items: (0..items.len()).map(of_item).collect(),
            dimensions: (0..layout.items.len()).map(of_dimension).collect(),
            overall: context.overall(),
        })
    }
}

#[derive(Clone, Copy)]
enum Part {
    Item(usize),
    Dimension(usize),
    Whole,
}

struct Context<'a> {
    state: &'a Wire,
    layout: &'a Layout,
    instrument: &'a Instrument,
    report: &'a ServqualReport,
}

impl Context<'_> {
    fn part(&self, part: Part, of: &GapResult) -> FormResult {
        FormResult {
            id: of.id.clone(),
            label: of.label.clone(),
            dimension: of.dimension.clone(),
            importance: self.importance(part),
            gap: of.gap.clone(),
            importance_weighted_gap: self.weighted(part, ServqualForm::ImportanceWeightedGap),
            performance: of.perception.clone(),
            importance_weighted_performance: self.weighted(part, ServqualForm::ImportanceWeightedPerformance),
        }
    }

    fn overall(&self) -> FormResult {
        FormResult {
            id: self.instrument.id().into(),
            label: self.instrument.label().clone(),
            dimension: None,
            importance: self.importance(Part::Whole),
            gap: self.report.overall.unweighted.clone(),
            importance_weighted_gap: self.weighted(Part::Whole, ServqualForm::ImportanceWeightedGap),
            performance: self.report.overall.servperf.clone(),
            importance_weighted_performance: self.weighted(Part::Whole, ServqualForm::ImportanceWeightedPerformance),
        }
    }

    fn sums(&self, part: Part) -> Option<&ImportanceSums> {
        let items = self.instrument.items().len();
        self.state.weighted.get(match part {
            Part::Item(item) => item,
            Part::Dimension(dimension) => items + dimension,
            Part::Whole => items + self.layout.items.len(),
        })
    }

    /// What a part's sums are divided by besides the sum of points.
    fn divisor(&self, part: Part) -> f64 {
        let is_product = matches!(self.state.options.importance, ImportanceSource::ItemRatings { .. });
        match part {
            Part::Item(_) => 1.0,
            Part::Dimension(dimension) => self.layout.size(dimension) as f64,
            Part::Whole if is_product => self.layout.divisor(),
            Part::Whole => match self.state.options.convention {
                WeightConvention::WeightedSum => self.layout.multiple as f64,
                WeightConvention::WeightedSumOverDimensions => self.layout.divisor(),
            },
        }
    }

    fn importance(&self, part: Part) -> Option<Measure> {
        let unit = match (self.state.options.importance, part) {
            (ImportanceSource::ItemRatings { scale }, _) => Unit::ScalePoint { scale },
            (_, Part::Whole) => return None,
            _ => Unit::Share,
        };
        let moments = self.sums(part)?.importance.summary(self.divisor(part));
        Some(self.measure("importance", Label::new("重要性", "Importance"), part, unit, moments))
    }

    fn weighted(&self, part: Part, form: ServqualForm) -> Option<Measure> {
        let moments = match self.state.options.importance {
            ImportanceSource::InstrumentWeights => self.by_instrument(part, form)?,
            _ => {
                let sums = self.sums(part)?;
                let of = |moments: &ScaledMoments| moments.summary(self.divisor(part));
                if form == ServqualForm::ImportanceWeightedGap { of(&sums.gap) } else { of(&sums.performance) }
            }
        };
        let scale = self.instrument.scale();
        let unit = match (self.state.options.importance, form) {
            (ImportanceSource::ItemRatings { .. }, _) => Unit::Coefficient,
            (_, ServqualForm::ImportanceWeightedGap) => Unit::ScaleDifference { scale },
            _ => Unit::ScalePoint { scale },
        };
        Some(self.measure(form.name(), form.label(), part, unit, moments))
    }

    /// The moments with weights of the instrument: those of the unweighted form times the weight.
    /// `None` without weights.
    fn by_instrument(&self, part: Part, form: ServqualForm) -> Option<Option<SampleMoments>> {
        let weights = self.instrument.weights()?;
        let (of, dimension) = match part {
            Part::Item(item) => (&self.report.items[item], self.instrument.dimension_of(item)),
            Part::Dimension(dimension) => (&self.report.dimensions[dimension], dimension),
            Part::Whole => return Some(self.state.unweighted.weighted_moments(form, &weights)),
        };
        let measure = if form == ServqualForm::ImportanceWeightedGap { &of.gap } else { &of.perception };
        let share = weights[dimension] / 100.0;
        let moments = measure.estimate.map(|mean| SampleMoments {
            n: measure.n,
            mean: share * mean,
            deviation: measure.standard_deviation.map(|deviation| share * deviation),
        });
        Some(moments)
    }

    fn measure(&self, id: &str, label: Label, part: Part, unit: Unit, moments: Option<SampleMoments>) -> Measure {
        let options = &self.state.options;
        let (kind, name) = match part {
            Part::Item(item) => ("item", self.instrument.items()[item].id.as_str()),
            Part::Dimension(dimension) => ("dimension", self.instrument.dimensions()[dimension].id.as_str()),
            Part::Whole => ("overall", self.instrument.id()),
        };
        let parameters = vec![
            Parameter::new("instrument", self.instrument.id()),
            Parameter::new("scale", self.instrument.scale()),
            Parameter::new(kind, name),
            Parameter::new("importance", self.source()),
        ];
        let definition = Definition::new(id, label, parameters, unit, Direction::HigherIsBetter, options.missing);
        let n = moments.map_or(0, |moments| moments.n);
        let reason = if kind == "item" { ExclusionReason::Missing } else { ExclusionReason::Incomplete };
        Measure::of_mean(definition, moments, left_out(reason, self.report.respondents - n), options.level)
    }

    /// Importance and its convention, for the definition.
    fn source(&self) -> String {
        let convention = match self.state.options.convention {
            WeightConvention::WeightedSum => "weighted sum",
            WeightConvention::WeightedSumOverDimensions => "weighted sum over dimensions",
        };
        match self.state.options.importance {
            ImportanceSource::InstrumentWeights => {
                let weights = self.instrument.weights().unwrap_or_default();
                let weights = weights.iter().map(f64::to_string).collect::<Vec<_>>().join("/");
                format!("{convention} of the instrument's {weights}")
            }
            ImportanceSource::DimensionPoints { .. } => format!("{convention} of each respondent's points"),
            ImportanceSource::ItemRatings { scale } => format!("product with ratings {scale}"),
        }
    }
}
