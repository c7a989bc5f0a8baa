//! What a survey asks.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{Label, Scale, check_unique, nearest};

/// Items of one dimension at most; their summed gaps must fit sixteen bits.
const MOST_ITEMS: usize = 100;
/// Dimensions of one instrument at most: a tally holds a number for each pair of them.
const MOST_DIMENSIONS: usize = 100;
/// How far the weights may add up beside 100: they are written with few digits.
const WEIGHT_TOLERANCE: f64 = 1e-9;

/// What happens to points that do not share 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PointsRule {
    /// They are an error that names where they stand and their sum.
    #[default]
    Share100,
    /// Each point counts as its share of the sum.
    Renormalise,
}

/// A dimension of quality, such as reliability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dimension {
    /// Stable id.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub label: Label,
    /// Importance in points; the points of all dimensions share 100. All dimensions have one, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

/// One statement that is rated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// Stable id.
    pub id: String,
    /// What it is about. The wording of published instruments is their authors'.
    #[serde(default)]
    pub label: Label,
    /// Id of its dimension.
    pub dimension: String,
    /// Whether it is worded negatively and scored minimum + maximum − answer.
    #[serde(default)]
    pub reversed: bool,
}

/// Dimensions and items on one scale: valid once it exists.
///
/// ```
/// use servqual::survey::Instrument;
/// let instrument = Instrument::from_json(r#"{
///     "id": "front_desk",
///     "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "reliability"}]
/// }"#)?;
/// assert_eq!(instrument.items().len(), 2);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "InstrumentDocument", into = "InstrumentDocument")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Instrument {
    /// Shared: a table has the same instrument in every segment.
    document: Arc<InstrumentDocument>,
    /// Position of the dimension of each item.
    dimension_of: Arc<[usize]>,
}

/// The written form of an instrument, unchecked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct InstrumentDocument {
    /// Stable id.
    pub(crate) id: String,
    /// Name for people.
    #[serde(default)]
    pub(crate) label: Label,
    /// The scale of every item.
    pub(crate) scale: Scale,
    /// What happens to weights of the dimensions that do not share 100 points. With `renormalise`
    /// they are brought to 100 as the instrument is read, and written so from then on.
    #[serde(default, skip_serializing)]
    pub(crate) points: PointsRule,
    /// Dimensions, in the order of reports.
    pub(crate) dimensions: Vec<Dimension>,
    /// Items, in the order of the answer columns.
    pub(crate) items: Vec<Item>,
}

impl Instrument {
    /// An instrument from its parts.
    ///
    /// # Errors
    /// [`QualityError::DuplicateId`], [`QualityError::UnknownId`] for an item of a dimension that
    /// is not there, [`QualityError::InvalidWeights`] where the weights do not share 100 points, or
    /// [`QualityError::InvalidParameter`] without dimensions or for a dimension without items.
    pub fn new(id: &str, label: Label, scale: Scale, dimensions: Vec<Dimension>, items: Vec<Item>) -> Result<Self> {
        let points = PointsRule::default();
        InstrumentDocument { id: id.into(), label, scale, points, dimensions, items }.try_into()
    }

    /// An instrument from JSON.
    ///
    /// # Errors
    /// As [`new`](Self::new), and [`QualityError::InvalidDocument`] with the path.
    pub fn from_json(json: &str) -> Result<Self> {
        crate::document::from_value::<InstrumentDocument>(crate::document::parse_json(json)?)?.try_into()
    }

    /// Stable id.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// Name for people.
    pub fn label(&self) -> &Label {
        &self.document.label
    }

    /// The scale of every item.
    pub fn scale(&self) -> Scale {
        self.document.scale
    }

    /// Dimensions, in the order of reports.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.document.dimensions
    }

    /// Items, in the order of the answer columns.
    pub fn items(&self) -> &[Item] {
        &self.document.items
    }

    /// Position of the dimension of the item at `item`.
    pub(crate) fn dimension_of(&self, item: usize) -> usize {
        self.dimension_of[item]
    }

    /// Importance of each dimension in points, where the instrument weighs them.
    pub fn weights(&self) -> Option<Vec<f64>> {
        self.dimensions().iter().map(|dimension| dimension.weight).collect()
    }
}

impl TryFrom<InstrumentDocument> for Instrument {
    type Error = QualityError;

    fn try_from(mut document: InstrumentDocument) -> Result<Self> {
        crate::measure::check_id("instrument.id", &document.id)?;
        check_unique("instrument.dimensions", document.dimensions.iter().map(|dimension| dimension.id.as_str()))?;
        check_unique("instrument.items", document.items.iter().map(|item| item.id.as_str()))?;
        let dimensions = document.dimensions.len();
        if dimensions == 0 || dimensions > MOST_DIMENSIONS {
            return Err(QualityError::InvalidParameter {
                place: "instrument.dimensions".into(),
                value: format!("{dimensions} dimensions"),
                expected: format!("1 to {MOST_DIMENSIONS} dimensions"),
            });
        }
        if document.points == PointsRule::Renormalise {
            renormalise(&mut document.dimensions);
            document.points = PointsRule::default();
        }
        check_weights(&document.dimensions)?;
        let dimension_of = dimensions_of(&document)?;
        for (position, dimension) in document.dimensions.iter().enumerate() {
            let items = dimension_of.iter().filter(|&&found| found == position).count();
            if items == 0 || items > MOST_ITEMS {
                return Err(QualityError::InvalidParameter {
                    place: format!("instrument.dimensions.{}", dimension.id),
                    value: format!("{items} items"),
                    expected: format!("1 to {MOST_ITEMS} items"),
                });
            }
        }
        Ok(Self { document: document.into(), dimension_of: dimension_of.into() })
    }
}

fn dimensions_of(document: &InstrumentDocument) -> Result<Vec<usize>> {
    let position = |item: &Item| {
        let found = document.dimensions.iter().position(|dimension| dimension.id == item.dimension);
        found.ok_or_else(|| QualityError::UnknownId {
            place: format!("instrument.items.{}.dimension", item.id),
            id: item.dimension.clone(),
            expected: nearest(&item.dimension, document.dimensions.iter().map(|dimension| dimension.id.as_str())),
        })
    };
    document.items.iter().map(position).collect()
}

/// Brings weights to 100 points where that is possible; what cannot be is left to the check.
fn renormalise(dimensions: &mut [Dimension]) {
    let sum: f64 = dimensions.iter().filter_map(|dimension| dimension.weight).sum();
    if sum.is_finite() && sum > 0.0 {
        for weight in dimensions.iter_mut().filter_map(|dimension| dimension.weight.as_mut()) {
            *weight *= 100.0 / sum;
        }
    }
}

fn check_weights(dimensions: &[Dimension]) -> Result<()> {
    let given: Vec<f64> = dimensions.iter().filter_map(|dimension| dimension.weight).collect();
    if given.is_empty() {
        return Ok(());
    }
    let sum: f64 = given.iter().sum();
    let possible = given.iter().all(|&weight| weight >= 0.0) && (sum - 100.0).abs() <= WEIGHT_TOLERANCE;
    if possible && given.len() == dimensions.len() {
        return Ok(());
    }
    Err(QualityError::InvalidWeights {
        place: "instrument.dimensions".into(),
        sum,
        expected: format!("{} weights, none negative, that share 100 points", dimensions.len()),
    })
}

impl From<Instrument> for InstrumentDocument {
    fn from(instrument: Instrument) -> Self {
        Arc::unwrap_or_clone(instrument.document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighted(points: &str, weights: [f64; 2]) -> Result<Instrument> {
        let [a, b] = weights;
        Instrument::from_json(&format!(
            r#"{{"id": "desk", "scale": {{"minimum": 1, "maximum": 7}}, "points": "{points}",
                 "dimensions": [{{"id": "a", "weight": {a}}}, {{"id": "b", "weight": {b}}}],
                 "items": [{{"id": "q1", "dimension": "a"}}, {{"id": "q2", "dimension": "b"}}]}}"#
        ))
    }

    #[test]
    fn weights_share_100_points_or_are_brought_to_it_on_request() {
        assert!(matches!(weighted("share100", [3.0, 1.0]), Err(QualityError::InvalidWeights { sum: 4.0, .. })));
        let instrument = weighted("renormalise", [3.0, 1.0]).unwrap();
        assert_eq!(instrument.weights(), Some(vec![75.0, 25.0]));
        let written = serde_json::to_string(&instrument).unwrap();
        assert_eq!(Instrument::from_json(&written).unwrap(), instrument);
        for impossible in [[0.0, 0.0], [-1.0, 3.0]] {
            assert!(matches!(weighted("renormalise", impossible), Err(QualityError::InvalidWeights { .. })));
        }
    }
}
