//! Gap 1: what customers expect against what managers believe they do.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{
    Column, Definition, Direction, Exclusion, ExclusionReason, Interval, IntervalMethod, Label, Measure, MissingRule,
    Parameter, Tally, Unit, left_out,
};
use crate::stats::interval::{ConfidenceLevel, Sample, welch};
use crate::stats::{IntegerMoments, SampleMoments};
use crate::survey::{Instrument, check_answers, check_shape, most_respondents, require_room};

/// The largest magnitude of an answer.
const LARGEST: i64 = 100;

/// Whose answers a chunk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum BeliefSide {
    /// Customers: what they expect.
    Customers,
    /// Managers: what they believe customers expect.
    Managers,
}

/// How gap 1 is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnowledgeGapOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// One chunk of expectations of one side: a column for each item, in the order of the instrument.
#[derive(Debug, Clone, Copy)]
pub struct KnowledgeGapAnswers<'a> {
    /// Who answered.
    pub side: BeliefSide,
    /// The expectations.
    pub expectation: &'a [Column<'a, i8>],
}

/// Gap 1 of one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KnowledgeGap {
    /// Id of the item.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Mean expectation of the customers.
    pub customers: Measure,
    /// Mean belief of the managers.
    pub managers: Measure,
    /// Customers − managers: above zero managers underestimate. Welch's interval; its `n` counts both.
    pub gap: Measure,
    /// Two-sided p value of Welch's t test; missing where neither side varies.
    pub p_value: Option<f64>,
    /// Cohen's d with the pooled deviation of both sides; missing where neither varies.
    pub cohens_d: Option<f64>,
}

/// Gap 1 of every item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KnowledgeGapReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Customers seen.
    pub customers: u64,
    /// Managers seen.
    pub managers: u64,
    /// One result for each item.
    pub items: Vec<KnowledgeGap>,
}

/// Gap 1 while it is measured: two independent samples, each in chunks as they come.
///
/// Formula: mean expectation of customers − mean belief of managers, with Welch's t (1947). Missing
/// answers are left out item by item and counted. Integer sums only: the same bits for every cut,
/// order and merge. Checked against SciPy `ttest_ind(equal_var=False)`.
///
/// ```
/// use servqual::gap::five_gaps::{BeliefSide, KnowledgeGapAnswers, KnowledgeGapTally};
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "a"}], "items": [{"id": "q1", "dimension": "a"}]
/// }"#)?;
/// let mut tally = KnowledgeGapTally::new(instrument, Default::default());
/// for (side, answers) in [(BeliefSide::Customers, [7_i8, 6, 7, 6]), (BeliefSide::Managers, [5, 6, 4, 5])] {
///     tally.observe(KnowledgeGapAnswers { side, expectation: &[Column::new("q1", &answers)] })?;
/// }
/// assert_eq!(tally.finish()?.items[0].gap.estimate, Some(1.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct KnowledgeGapTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: KnowledgeGapOptions,
    customers: Side,
    managers: Side,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    rows: u64,
    items: Vec<IntegerMoments>,
}

impl KnowledgeGapTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: KnowledgeGapOptions) -> Self {
        let empty = Side { rows: 0, items: vec![IntegerMoments::default(); instrument.items().len()] };
        Self { state: Wire { customers: empty.clone(), managers: empty, instrument, options } }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }

    fn item(&self, position: usize) -> KnowledgeGap {
        let Wire { instrument, options, customers, managers } = &self.state;
        let item = &instrument.items()[position];
        let scale = instrument.scale();
        let ends = i64::from(scale.minimum()) + i64::from(scale.maximum());
        let definition = |id: &str, zh: &str, en: &str, unit: Unit, direction: Direction| {
            let parameters = vec![
                Parameter::new("instrument", instrument.id()),
                Parameter::new("scale", scale),
                Parameter::new("item", &item.id),
                Parameter::new("reversed", item.reversed),
            ];
            Definition::new(id, Label::new(zh, en), parameters, unit, direction, options.missing)
        };
        let moments = |side: &Side| {
            let moments = side.items[position];
            (if item.reversed { moments.turned(ends) } else { moments }).summary(1.0)
        };
        let excluded = |side: &Side| left_out(ExclusionReason::Missing, side.rows - side.items[position].n);
        let mean = |id: &str, zh: &str, en: &str, side: &Side| {
            let points = definition(id, zh, en, Unit::ScalePoint { scale }, Direction::HigherIsBetter);
            Measure::of_mean(points, moments(side), excluded(side), options.level)
        };
        let differences = Unit::ScaleDifference { scale };
        let gap =
            definition("knowledge_gap", "管理者认识的差距", "Knowledge gap", differences, Direction::LowerIsBetter);
        let both: Vec<Exclusion> = left_out(
            ExclusionReason::Missing,
            customers.rows + managers.rows - customers.items[position].n - managers.items[position].n,
        );
        let result = contrast(gap, both, moments(customers), moments(managers), options.level);
        KnowledgeGap {
            id: item.id.clone(),
            label: item.label.clone(),
            customers: mean("customers_expectation", "顾客期望", "Customers' expectation", customers),
            managers: mean("managers_belief", "管理者认识", "Managers' belief", managers),
            p_value: result.1,
            cohens_d: result.2,
            gap: result.0,
        }
    }
}

/// The difference with its interval, p value and Cohen's d.
fn contrast(
    definition: Definition,
    excluded: Vec<Exclusion>,
    customers: Option<SampleMoments>,
    managers: Option<SampleMoments>,
    level: ConfidenceLevel,
) -> (Measure, Option<f64>, Option<f64>) {
    let n = [customers, managers].iter().flatten().map(|side| side.n).sum();
    let difference = customers.zip(managers).map(|(customers, managers)| customers.mean - managers.mean);
    let measure = Measure::of_estimate(definition, difference, n, excluded);
    let sample =
        |side: SampleMoments| Some(Sample { n: side.n as f64, mean: side.mean, standard_deviation: side.deviation? });
    let sides = customers.and_then(sample).zip(managers.and_then(sample)).filter(|_| measure.estimate.is_some());
    let Some((customers, managers)) = sides else { return (measure, None, None) };
    // The second sample minus the first.
    let found = welch(managers, customers, level);
    let interval = found.map(|found| Interval::new(found.bounds, level, IntervalMethod::Welch));
    let squares = |side: Sample| (side.n - 1.0) * side.standard_deviation * side.standard_deviation;
    let pooled = ((squares(customers) + squares(managers)) / (customers.n + managers.n - 2.0)).sqrt();
    let effect = (pooled > 0.0).then(|| (customers.mean - managers.mean) / pooled);
    (measure.with_interval(interval), found.and_then(|found| found.p_value), effect)
}

impl Tally for KnowledgeGapTally {
    type Observations<'a> = KnowledgeGapAnswers<'a>;
    type Output = KnowledgeGapReport;
    const KIND: &'static str = "knowledge_gap";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: KnowledgeGapAnswers<'_>) -> Result<()> {
        let Wire { instrument, options, customers, managers } = &mut self.state;
        check_shape(instrument.id(), instrument.items().len(), answers.expectation)?;
        check_answers(answers.expectation, instrument.scale(), options.missing)?;
        let side = match answers.side {
            BeliefSide::Customers => customers,
            BeliefSide::Managers => managers,
        };
        let added = answers.expectation.first().map_or(0, Column::len) as u64;
        require_room(instrument.id(), side.rows, added, LARGEST)?;
        for (column, moments) in answers.expectation.iter().zip(&mut side.items) {
            column.iter().flatten().for_each(|answer| moments.add(answer.into(), 1));
        }
        side.rows += added;
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        let Wire { instrument, options, customers, managers } = &mut self.state;
        if *instrument != other.state.instrument || *options != other.state.options {
            return Err(QualityError::DefinitionMismatch {
                left: instrument.id().into(),
                right: other.state.instrument.id().into(),
                difference: "instrument or options".into(),
            });
        }
        let sides = [(customers, &other.state.customers), (managers, &other.state.managers)];
        sides.iter().try_for_each(|(mine, theirs)| require_room(instrument.id(), mine.rows, theirs.rows, LARGEST))?;
        for (mine, theirs) in sides {
            mine.rows += theirs.rows;
            mine.items.iter_mut().zip(&theirs.items).for_each(|(mine, theirs)| mine.merge(theirs));
        }
        Ok(())
    }

    /// # Errors
    /// [`QualityError::TooFewObservations`] where a side has not answered at all.
    fn finish(&self) -> Result<KnowledgeGapReport> {
        for (name, side) in [("customers", &self.state.customers), ("managers", &self.state.managers)] {
            let most = side.items.iter().map(|moments| moments.n).max().unwrap_or(0);
            Measure::require_observations(name, most, 1)?;
        }
        Ok(KnowledgeGapReport {
            instrument: self.state.instrument.id().into(),
            customers: self.state.customers.rows,
            managers: self.state.managers.rows,
            items: (0..self.state.instrument.items().len()).map(|position| self.item(position)).collect(),
        })
    }
}

impl TryFrom<Wire> for KnowledgeGapTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let sound = |side: &Side| {
            side.items.len() == wire.instrument.items().len()
                && side.rows <= most_respondents(LARGEST)
                && side.items.iter().all(|moments| moments.hold_together(side.rows, LARGEST))
        };
        if sound(&wire.customers) && sound(&wire.managers) {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", wire.instrument.id()),
        })
    }
}

impl From<KnowledgeGapTally> for Wire {
    fn from(tally: KnowledgeGapTally) -> Self {
        tally.state
    }
}
