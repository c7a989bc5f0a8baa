//! The exact sums of a SERVQUAL survey.

use serde::{Deserialize, Serialize};

use super::not_applicable::NotApplicableCounts;
use crate::survey::Instrument;

/// Exact integer sums; gaps and perceptions of a respondent are signed sums over the items.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sums {
    /// Rows seen.
    pub(super) rows: u64,
    /// Respondents with every pair.
    pub(super) respondents: u64,
    pub(super) items: Vec<ItemSums>,
    pub(super) dimensions: Vec<DimensionSums>,
    /// Over the respondents with every pair: sums by dimension and products of dimensions.
    pub(super) gap_total: Vec<i64>,
    pub(super) perception_total: Vec<i64>,
    pub(super) gap_products: Vec<i64>,
    pub(super) perception_products: Vec<i64>,
    /// Only where codes are declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) not_applicable: Option<NotApplicableCounts>,
}

/// Sums over the pairs of one item, as answered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemSums {
    pub(super) n: u64,
    pub(super) expectation: i64,
    pub(super) perception: i64,
    pub(super) expectation_squares: i64,
    pub(super) perception_squares: i64,
    pub(super) products: i64,
}

impl ItemSums {
    pub(super) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.expectation += other.expectation;
        self.perception += other.perception;
        self.expectation_squares += other.expectation_squares;
        self.perception_squares += other.perception_squares;
        self.products += other.products;
    }
}

/// Sums over the respondents who answered every pair of one dimension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionSums {
    pub(super) n: u64,
    pub(super) gap: i64,
    pub(super) perception: i64,
    pub(super) gap_squares: i64,
    pub(super) perception_squares: i64,
    pub(super) products: i64,
}

impl DimensionSums {
    pub(super) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.gap += other.gap;
        self.perception += other.perception;
        self.gap_squares += other.gap_squares;
        self.perception_squares += other.perception_squares;
        self.products += other.products;
    }
}

impl Sums {
    pub(super) fn new(instrument: &Instrument) -> Self {
        let dimensions = instrument.dimensions().len();
        Self {
            rows: 0,
            respondents: 0,
            items: vec![ItemSums::default(); instrument.items().len()],
            dimensions: vec![DimensionSums::default(); dimensions],
            gap_total: vec![0; dimensions],
            perception_total: vec![0; dimensions],
            gap_products: vec![0; dimensions * dimensions],
            perception_products: vec![0; dimensions * dimensions],
            not_applicable: None,
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.respondents += other.respondents;
        self.items.iter_mut().zip(&other.items).for_each(|(mine, theirs)| mine.merge(theirs));
        self.dimensions.iter_mut().zip(&other.dimensions).for_each(|(mine, theirs)| mine.merge(theirs));
        for (mine, theirs) in [
            (&mut self.gap_total, &other.gap_total),
            (&mut self.perception_total, &other.perception_total),
            (&mut self.gap_products, &other.gap_products),
            (&mut self.perception_products, &other.perception_products),
        ] {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        if let Some(theirs) = &other.not_applicable {
            self.not_applicable.get_or_insert_with(|| theirs.none()).merge(theirs);
        }
    }
}
