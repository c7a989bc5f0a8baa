//! What the ceiling says.

use serde::{Deserialize, Serialize};

use super::tally::{CeilingOptions, TopCount};
use crate::error::Result;
use crate::measure::{Definition, Direction, ExclusionReason, Label, Measure, Parameter, Unit, left_out};
use crate::survey::Instrument;

/// The ceiling of one item, one dimension or the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct CeilingResult {
    /// Id of the item or dimension; of the whole the id of the instrument.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// For an item, the id of its dimension.
    pub dimension: Option<String>,
    /// Share of the answers that are at the top of the scale.
    pub at_top: Measure,
    /// For a dimension and the whole, share of the respondents with every answer at the top.
    pub throughout: Option<Measure>,
}

/// The ceiling of expectations, from the item to the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ExpectationCeilingReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One result for each item, in the order of the instrument.
    pub items: Vec<CeilingResult>,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<CeilingResult>,
    /// Over all items.
    pub overall: CeilingResult,
}

impl ExpectationCeilingReport {
    pub(super) fn new(
        instrument: &Instrument,
        options: &CeilingOptions,
        rows: u64,
        items: &[TopCount],
        respondents: &[TopCount],
    ) -> Result<Self> {
        let most = items.iter().map(|count| count.n).max().unwrap_or(0);
        Measure::require_observations(instrument.id(), most, 1)?;
        let context = Context { instrument, options, rows };
        let pooled = |dimension: Option<usize>| {
            let of = |item: &usize| dimension.is_none_or(|dimension| instrument.dimension_of(*item) == dimension);
            let items: Vec<TopCount> = (0..items.len()).filter(of).map(|item| items[item]).collect();
            (items.iter().fold(TopCount::default(), |sum, &count| sum.plus(count)), items.len() as u64)
        };
        let item = |(position, item): (usize, &crate::survey::Item)| CeilingResult {
            dimension: Some(item.dimension.clone()),
            ..context.result(["item", &item.id], &item.label, (items[position], 1), None)
        };
        let dimension = |(position, found): (usize, &crate::survey::Dimension)| {
            let throughout = Some(respondents[position]);
            context.result(["dimension", &found.id], &found.label, pooled(Some(position)), throughout)
        };
        let whole = respondents.last().copied();
        Ok(Self {
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            respondents: rows,
            items: instrument.items().iter().enumerate().map(item).collect(),
            dimensions: instrument.dimensions().iter().enumerate().map(dimension).collect(),
            overall: context.result(["overall", instrument.id()], instrument.label(), pooled(None), whole),
        })
    }
}

struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a CeilingOptions,
    rows: u64,
}

impl Context<'_> {
    fn result(
        &self,
        kind: [&str; 2],
        label: &Label,
        (answers, items): (TopCount, u64),
        respondents: Option<TopCount>,
    ) -> CeilingResult {
        let name = Label::new("期望触顶答案占比", "Expectations at the top");
        let missing = (ExclusionReason::Missing, self.rows * items - answers.n);
        let throughout = Label::new("期望全部触顶的受访者占比", "Respondents with every expectation at the top");
        CeilingResult {
            id: kind[1].into(),
            label: label.clone(),
            dimension: None,
            at_top: self.share("expectation_at_top", name, kind, answers, missing),
            throughout: respondents.map(|count| {
                let incomplete = (ExclusionReason::Incomplete, self.rows - count.n);
                self.share("expectation_at_top_throughout", throughout, kind, count, incomplete)
            }),
        }
    }

    fn share(
        &self,
        id: &str,
        label: Label,
        kind: [&str; 2],
        count: TopCount,
        (reason, excluded): (ExclusionReason, u64),
    ) -> Measure {
        let parameters = vec![
            Parameter::new("instrument", self.instrument.id()),
            Parameter::new("scale", self.instrument.scale()),
            Parameter::new(kind[0], kind[1]),
        ];
        let (direction, missing) = (Direction::LowerIsBetter, self.options.missing);
        let definition = Definition::new(id, label, parameters, Unit::Share, direction, missing);
        Measure::of_share(definition, count.top, count.n, left_out(reason, excluded), self.options.level)
    }
}
