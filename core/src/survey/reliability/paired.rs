//! Reliability of paired ratings and of their difference.

use serde::{Deserialize, Serialize};

use super::scale::{ScaleContext, ScaleMatrix, ScaleReliability};
use super::tally::{
    ReliabilityOptions, add_rows, check_products, empty_products, require_rows, require_same, reversed,
};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Label, Measure, Tally};
use crate::survey::{CrossProducts, Instrument, check_shape, correlation_of};

/// One chunk of paired ratings: a column for each item, in the order of the instrument.
#[derive(Debug, Clone, Copy)]
pub struct PairedAnswers<'a> {
    /// Expectations, as answered.
    pub expectation: &'a [Column<'a, i8>],
    /// Perceptions, as answered.
    pub perception: &'a [Column<'a, i8>],
}

/// Reliability of expectation, perception and gap of one dimension, over the same respondents.
///
/// The difference of two correlated scores is often less reliable than either: the reason to
/// look at `difference_reliability` before a gap is ranked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DifferenceReliability {
    /// Id of the dimension.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// The expectations as a scale.
    pub expectation: ScaleReliability,
    /// The perceptions as a scale.
    pub perception: ScaleReliability,
    /// The gaps of the items as a scale of their own.
    pub gap: ScaleReliability,
    /// Correlation of the sums of expectations and perceptions.
    pub correlation: Option<f64>,
    /// Reliability of perception − expectation from the alphas of both sides.
    pub difference_reliability: Option<f64>,
}

/// The reliability of every dimension of a paired survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DifferenceReliabilityReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<DifferenceReliability>,
}

/// The reliability of a paired survey while it is measured: see [`DifferenceReliability`].
///
/// A respondent counts in a dimension when every pair of it is answered. Integer sums and products
/// only: the same bits for every cut, order and merge.
///
/// ```
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::{DifferenceReliabilityTally, Instrument, PairedAnswers};
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = DifferenceReliabilityTally::new(instrument, Default::default());
/// tally.observe(PairedAnswers {
///     expectation: &[Column::new("e1", &[7, 6, 7, 5]), Column::new("e2", &[7, 6, 6, 5])],
///     perception: &[Column::new("p1", &[5, 6, 4, 2]), Column::new("p2", &[5, 6, 3, 3])],
/// })?;
/// assert!(tally.finish()?.dimensions[0].difference_reliability.is_some());
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct DifferenceReliabilityTally {
    instrument: Instrument,
    options: ReliabilityOptions,
    /// One for each dimension: expectations, then perceptions.
    products: Vec<CrossProducts>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: ReliabilityOptions,
    products: Vec<CrossProducts>,
}

impl DifferenceReliabilityTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: ReliabilityOptions) -> Self {
        let products = empty_products(&instrument, 2);
        Self { instrument, options, products }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    fn context<'a>(&'a self, dimension: usize, ratings: &'a str) -> ScaleContext<'a> {
        ScaleContext { instrument: &self.instrument, options: &self.options, dimension, ratings }
    }

    fn dimension(&self, position: usize, products: &CrossProducts) -> DifferenceReliability {
        let scale = self.instrument.scale();
        let ends = i64::from(scale.minimum()) + i64::from(scale.maximum());
        let reversed = reversed(&self.instrument, position);
        let expectation = ScaleMatrix::new(products, 0, &reversed, ends);
        let perception = ScaleMatrix::new(products, reversed.len(), &reversed, ends);
        let gap = difference(products, &expectation, &perception, &reversed);
        // s²_{P−E} = s²_E + s²_P − 2 c_EP, all of them exact.
        let common = (expectation.total() + perception.total() - gap.total()) / 2;
        let dimension = &self.instrument.dimensions()[position];
        let gap_reliability = self.context(position, "gap").reliability(&gap);
        let perception_reliability = self.context(position, "perception").reliability(&perception);
        let expectation_reliability = self.context(position, "expectation").reliability(&expectation);
        let alphas = expectation_reliability.alpha.estimate.zip(perception_reliability.alpha.estimate);
        let of_difference = alphas.filter(|_| gap.total() > 0).map(|(left, right)| {
            let (left, right) = (expectation.total() as f64 * left, perception.total() as f64 * right);
            (left + right - 2.0 * common as f64) / gap.total() as f64
        });
        DifferenceReliability {
            id: dimension.id.clone(),
            label: dimension.label.clone(),
            expectation: expectation_reliability,
            perception: perception_reliability,
            gap: gap_reliability,
            correlation: correlation_of(common, expectation.total(), perception.total()).filter(|_| alphas.is_some()),
            difference_reliability: of_difference,
        }
    }
}

/// The matrix of the gaps of the items.
fn difference(
    products: &CrossProducts,
    expectation: &ScaleMatrix,
    perception: &ScaleMatrix,
    reversed: &[bool],
) -> ScaleMatrix {
    let items = reversed.len();
    let cell = |left: usize, right: usize| {
        let sign = if reversed[left] == reversed[right] { 1 } else { -1 };
        let mixed = products.centred(left, items + right) + products.centred(items + left, right);
        expectation.centred[left][right] + perception.centred[left][right] - sign * mixed
    };
    ScaleMatrix {
        rows: products.rows(),
        n: products.n(),
        sums: expectation.sums.iter().zip(&perception.sums).map(|(expected, perceived)| perceived - expected).collect(),
        centred: (0..items).map(|left| (0..items).map(|right| cell(left, right)).collect()).collect(),
    }
}

impl Tally for DifferenceReliabilityTally {
    type Observations<'a> = PairedAnswers<'a>;
    type Output = DifferenceReliabilityReport;
    const KIND: &'static str = "difference_reliability";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: PairedAnswers<'_>) -> Result<()> {
        let items = self.instrument.items().len();
        check_shape(self.instrument.id(), items, answers.expectation)?;
        check_shape(self.instrument.id(), items, answers.perception)?;
        let all: Vec<Column<'_, i8>> = answers.expectation.iter().chain(answers.perception).copied().collect();
        check_shape(self.instrument.id(), 2 * items, &all)?;
        let sides = [answers.expectation, answers.perception];
        add_rows(&self.instrument, &self.options, &mut self.products, &sides)
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        require_same(&self.instrument, &other.instrument, self.options == other.options)?;
        require_rows(&self.instrument, &self.products, other.products.first().map_or(0, CrossProducts::rows))?;
        self.products.iter_mut().zip(&other.products).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<DifferenceReliabilityReport> {
        let most = self.products.iter().map(CrossProducts::n).max().unwrap_or(0);
        Measure::require_observations(self.instrument.id(), most, 2)?;
        let dimensions = self.products.iter().enumerate();
        Ok(DifferenceReliabilityReport {
            instrument: self.instrument.id().into(),
            label: self.instrument.label().clone(),
            respondents: self.products.first().map_or(0, CrossProducts::rows),
            dimensions: dimensions.map(|(position, products)| self.dimension(position, products)).collect(),
        })
    }
}

impl TryFrom<Wire> for DifferenceReliabilityTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        check_products(&wire.instrument, &wire.products, 2)?;
        Ok(Self { instrument: wire.instrument, options: wire.options, products: wire.products })
    }
}

impl From<DifferenceReliabilityTally> for Wire {
    fn from(tally: DifferenceReliabilityTally) -> Self {
        Self { instrument: tally.instrument, options: tally.options, products: tally.products }
    }
}
