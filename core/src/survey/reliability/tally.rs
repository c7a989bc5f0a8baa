//! The tally of the reliability of single ratings.

use serde::{Deserialize, Serialize};

use super::scale::{ScaleContext, ScaleMatrix, ScaleReliability};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Label, Measure, MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{CrossProducts, Instrument, check_answers, check_shape, most_respondents, require_room};

/// The largest magnitude of an answer.
const LARGEST_ANSWER: i64 = 100;

/// How reliability is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReliabilityOptions {
    /// What happens to missing answers; `omit` leaves out the respondent in the dimension.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// The reliability of every dimension of an instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ReliabilityReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One result for each dimension, in the order of the instrument.
    pub scales: Vec<ScaleReliability>,
}

/// The reliability of one rating of each item, such as the perceptions, while it is measured.
///
/// Integer sums and products only: the same bits for every cut, order and merge. Costs
/// 4 k (k + 3) bytes for a dimension of k items, whatever the number of respondents.
///
/// ```
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::{Instrument, ReliabilityTally};
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = ReliabilityTally::new(instrument, Default::default());
/// tally.observe(&[Column::new("q1", &[1, 3, 5, 7]), Column::new("q2", &[2, 3, 5, 6])])?;
/// let alpha = tally.finish()?.scales[0].alpha.estimate;
/// assert!(alpha.is_some_and(|alpha| (alpha - 0.96).abs() < 0.01));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ReliabilityTally {
    instrument: Instrument,
    options: ReliabilityOptions,
    /// One for each dimension.
    products: Vec<CrossProducts>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: ReliabilityOptions,
    products: Vec<CrossProducts>,
}

/// Empty products for each dimension, `ratings` columns for each item.
pub(super) fn empty_products(instrument: &Instrument, ratings: usize) -> Vec<CrossProducts> {
    (0..instrument.dimensions().len())
        .map(|dimension| CrossProducts::new(ratings * ScaleContext::positions(instrument, dimension).len()))
        .collect()
}

/// Refuses serialised products of another shape.
pub(super) fn check_products(instrument: &Instrument, products: &[CrossProducts], ratings: usize) -> Result<()> {
    let expected = empty_products(instrument, ratings);
    let rows = products.first().map_or(0, CrossProducts::rows);
    let fits = products.len() == expected.len()
        && products.iter().zip(&expected).all(|(found, expected)| {
            found.rows() == rows
                && found.hold_together(expected.columns(), most_respondents(LARGEST_ANSWER), LARGEST_ANSWER)
        });
    if fits {
        return Ok(());
    }
    Err(QualityError::InvalidDocument {
        path: "tally.state.products".into(),
        found: "products of another instrument, or none that answers give".into(),
        expected: format!("products of `{}`", instrument.id()),
    })
}

impl ReliabilityTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: ReliabilityOptions) -> Self {
        let products = empty_products(&instrument, 1);
        Self { instrument, options, products }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// How it is evaluated.
    pub fn options(&self) -> &ReliabilityOptions {
        &self.options
    }
}

impl Tally for ReliabilityTally {
    /// A column for each item, as answered, in the order of the instrument.
    type Observations<'a> = &'a [Column<'a, i8>];
    type Output = ReliabilityReport;
    const KIND: &'static str = "reliability";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: &[Column<'_, i8>]) -> Result<()> {
        check_shape(self.instrument.id(), self.instrument.items().len(), answers)?;
        add_rows(&self.instrument, &self.options, &mut self.products, &[answers])
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        require_same(&self.instrument, &other.instrument, self.options == other.options)?;
        require_rows(&self.instrument, &self.products, other.products.first().map_or(0, CrossProducts::rows))?;
        self.products.iter_mut().zip(&other.products).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<ReliabilityReport> {
        let most = self.products.iter().map(CrossProducts::n).max().unwrap_or(0);
        Measure::require_observations(self.instrument.id(), most, 2)?;
        let scale = self.instrument.scale();
        let ends = i64::from(scale.minimum()) + i64::from(scale.maximum());
        let one = |(dimension, products): (usize, &CrossProducts)| {
            let context =
                ScaleContext { instrument: &self.instrument, options: &self.options, dimension, ratings: "single" };
            context.reliability(&ScaleMatrix::new(products, 0, &reversed(&self.instrument, dimension), ends))
        };
        Ok(ReliabilityReport {
            instrument: self.instrument.id().into(),
            label: self.instrument.label().clone(),
            respondents: self.products.first().map_or(0, CrossProducts::rows),
            scales: self.products.iter().enumerate().map(one).collect(),
        })
    }
}

/// Adds respondents to the products of every dimension; `sides` holds the ratings of each item, one
/// side after the other. What is refused adds nothing.
pub(super) fn add_rows(
    instrument: &Instrument,
    options: &ReliabilityOptions,
    products: &mut Vec<CrossProducts>,
    sides: &[&[Column<'_, i8>]],
) -> Result<()> {
    let all = sides.concat();
    let rows = all.first().map_or(0, Column::len);
    require_rows(instrument, products, rows as u64)?;
    if options.missing == MissingRule::Raise {
        check_answers(&all, instrument.scale(), options.missing)?;
    }
    let mut added = products.clone();
    for (dimension, products) in added.iter_mut().enumerate() {
        let positions = ScaleContext::positions(instrument, dimension);
        let columns = sides.iter().flat_map(|side| positions.iter().map(|&item| side[item]));
        if !products.add_answers(&columns.collect::<Vec<_>>(), instrument.scale()) {
            return check_answers(&all, instrument.scale(), options.missing);
        }
    }
    *products = added;
    Ok(())
}

/// Refuses more rows than the products can hold.
pub(super) fn require_rows(instrument: &Instrument, products: &[CrossProducts], added: u64) -> Result<()> {
    let rows = products.first().map_or(0, CrossProducts::rows);
    require_room(instrument.id(), rows, added, LARGEST_ANSWER)
}

/// Which items of a dimension are reverse-scored.
pub(super) fn reversed(instrument: &Instrument, dimension: usize) -> Vec<bool> {
    let positions = ScaleContext::positions(instrument, dimension);
    positions.iter().map(|&item| instrument.items()[item].reversed).collect()
}

/// Refuses to merge tallies of different surveys.
pub(super) fn require_same(left: &Instrument, right: &Instrument, same_options: bool) -> Result<()> {
    if left == right && same_options {
        return Ok(());
    }
    Err(QualityError::DefinitionMismatch {
        left: left.id().into(),
        right: right.id().into(),
        difference: "instrument or options".into(),
    })
}

impl TryFrom<Wire> for ReliabilityTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        check_products(&wire.instrument, &wire.products, 1)?;
        Ok(Self { instrument: wire.instrument, options: wire.options, products: wire.products })
    }
}

impl From<ReliabilityTally> for Wire {
    fn from(tally: ReliabilityTally) -> Self {
        Self { instrument: tally.instrument, options: tally.options, products: tally.products }
    }
}
