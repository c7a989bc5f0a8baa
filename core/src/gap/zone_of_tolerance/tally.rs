//! The tally of a zone-of-tolerance survey.

use serde::{Deserialize, Serialize};

use super::report::ZoneReport;
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Scale, Tally};
use crate::stats::IntegerMoments;
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, check_answers, check_shape, most_respondents, require_room};

/// What happens to a minimum above the desired level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ViolationRule {
    /// Counted and kept.
    #[default]
    Count,
    /// Counted and left out.
    Exclude,
}

/// How a zone of tolerance is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ZoneOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
    /// What happens to a minimum above the desired level.
    pub violations: ViolationRule,
}

/// One chunk of answers: three columns for each item, in the order of the instrument.
#[derive(Debug, Clone, Copy)]
pub struct ZoneAnswers<'a> {
    /// The least that is accepted.
    pub minimum: &'a [Column<'a, i8>],
    /// What is desired.
    pub desired: &'a [Column<'a, i8>],
    /// What is perceived.
    pub perceived: &'a [Column<'a, i8>],
}

/// Exact sums over the respondents of one item, of one dimension or of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZoneSums {
    /// Respondents with every rating, before any is left out for a violation.
    pub(super) complete: u64,
    /// Those among them with a minimum above a desired level.
    pub(super) violations: u64,
    pub(super) minimum: IntegerMoments,
    pub(super) desired: IntegerMoments,
    pub(super) perceived: IntegerMoments,
    pub(super) width: IntegerMoments,
    pub(super) adequacy: IntegerMoments,
    pub(super) superiority: IntegerMoments,
    pub(super) below: u64,
    pub(super) above: u64,
}

impl ZoneSums {
    /// Adds one respondent's sums of minimum, desired and perceived ratings.
    fn add(&mut self, [minimum, desired, perceived]: [i64; 3], violated: bool, rule: ViolationRule) {
        self.complete += 1;
        self.violations += u64::from(violated);
        if violated && rule == ViolationRule::Exclude {
            return;
        }
        self.minimum.add(minimum, 1);
        self.desired.add(desired, 1);
        self.perceived.add(perceived, 1);
        self.width.add(desired - minimum, 1);
        self.adequacy.add(perceived - minimum, 1);
        self.superiority.add(perceived - desired, 1);
        match (perceived < minimum, perceived > desired) {
            (true, _) => self.below += 1,
            (false, true) => self.above += 1,
            (false, false) => {}
        }
    }

    fn hold_together(&self, rows: u64, bound: i64) -> bool {
        let n = self.minimum.n;
        let all = [&self.minimum, &self.desired, &self.perceived, &self.width, &self.adequacy, &self.superiority];
        all.iter().all(|moments| moments.n == n && moments.hold_together(rows, bound))
            && n <= self.complete
            && self.complete <= rows
            && self.violations <= self.complete
            && self.below.checked_add(self.above).is_some_and(|beside| beside <= n)
    }

    fn merge(&mut self, other: &Self) {
        self.complete += other.complete;
        self.violations += other.violations;
        self.minimum.merge(&other.minimum);
        self.desired.merge(&other.desired);
        self.perceived.merge(&other.perceived);
        self.width.merge(&other.width);
        self.adequacy.merge(&other.adequacy);
        self.superiority.merge(&other.superiority);
        self.below += other.below;
        self.above += other.above;
    }
}

/// A zone-of-tolerance survey while it is measured.
///
/// Integer sums only: the same bits for every cut, order and merge. Costs 176 bytes an item and a
/// dimension.
///
/// ```
/// use servqual::gap::zone_of_tolerance::{ZoneAnswers, ZoneTally};
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "library", "scale": {"minimum": 1, "maximum": 9},
///     "dimensions": [{"id": "place"}],
///     "items": [{"id": "q1", "dimension": "place"}]
/// }"#)?;
/// let mut tally = ZoneTally::new(instrument, Default::default());
/// tally.observe(ZoneAnswers {
///     minimum: &[Column::new("minimum", &[5, 6, 4])],
///     desired: &[Column::new("desired", &[8, 8, 7])],
///     perceived: &[Column::new("perceived", &[6, 5, 8])],
/// })?;
/// let report = tally.finish()?;
/// assert_eq!(report.items[0].adequacy.estimate, Some(4.0 / 3.0));
/// assert_eq!(report.items[0].below.estimate, Some(1.0 / 3.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ZoneTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: ZoneOptions,
    rows: u64,
    /// The items, then the dimensions, then the whole.
    groups: Vec<ZoneSums>,
}

/// The positions of the items of each item, each dimension and the whole.
pub(super) fn groups(instrument: &Instrument) -> Vec<Vec<usize>> {
    let items = 0..instrument.items().len();
    let of = |dimension: usize| items.clone().filter(|&item| instrument.dimension_of(item) == dimension).collect();
    let mut groups: Vec<Vec<usize>> = items.clone().map(|item| vec![item]).collect();
    groups.extend((0..instrument.dimensions().len()).map(of));
    groups.push(items.collect());
    groups
}

impl Wire {
    /// The largest magnitude of a respondent's sum over all items.
    fn bound(&self) -> i64 {
        200 * self.instrument.items().len() as i64
    }

    fn require_room(&self, added: u64) -> Result<()> {
        require_room(self.instrument.id(), self.rows, added, self.bound())
    }

    /// Whether the sums can be those of answers: what is read from bytes may be anything.
    fn holds_together(&self) -> bool {
        self.rows <= most_respondents(self.bound())
            && self.groups.len() == groups(&self.instrument).len()
            && self.groups.iter().all(|sums| sums.hold_together(self.rows, self.bound()))
    }

    fn add_rows(&mut self, answers: &ZoneAnswers<'_>) {
        let rows = answers.minimum.first().map_or(0, Column::len);
        let groups = groups(&self.instrument);
        let mut row_answers: Vec<Option<[i64; 3]>> = vec![None; self.instrument.items().len()];
        for row in 0..rows {
            for (item, answer) in row_answers.iter_mut().enumerate() {
                let turn = self.instrument.items()[item].reversed.then(|| self.instrument.scale());
                let triple = [answers.minimum[item], answers.desired[item], answers.perceived[item]];
                *answer = read(triple, row, turn);
            }
            for (items, sums) in groups.iter().zip(&mut self.groups) {
                let add = |(sum, violated): ([i64; 3], bool), &item: &usize| {
                    let [minimum, desired, perceived] = row_answers[item]?;
                    let sum = [sum[0] + minimum, sum[1] + desired, sum[2] + perceived];
                    Some((sum, violated | (minimum > desired)))
                };
                let Some((sum, violated)) = items.iter().try_fold(([0; 3], false), add) else { continue };
                sums.add(sum, violated, self.options.violations);
            }
        }
        self.rows += rows as u64;
    }
}

/// The three ratings of one respondent, turned on `turn`; `None` where one is missing.
fn read(columns: [Column<'_, i8>; 3], row: usize, turn: Option<Scale>) -> Option<[i64; 3]> {
    let mut ratings = [0; 3];
    for (rating, column) in ratings.iter_mut().zip(columns) {
        let answer = column.get(row)?;
        *rating = i64::from(turn.map_or(answer, |scale| scale.reverse(answer)));
    }
    Some(ratings)
}

impl ZoneTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: ZoneOptions) -> Self {
        let groups = vec![ZoneSums::default(); groups(&instrument).len()];
        Self { state: Wire { instrument, options, rows: 0, groups } }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }
}

impl Tally for ZoneTally {
    type Observations<'a> = ZoneAnswers<'a>;
    type Output = ZoneReport;
    const KIND: &'static str = "zone_of_tolerance";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: ZoneAnswers<'_>) -> Result<()> {
        let instrument = &self.state.instrument;
        let items = instrument.items().len();
        let sides = [answers.minimum, answers.desired, answers.perceived];
        sides.iter().try_for_each(|side| check_shape(instrument.id(), items, side))?;
        let all: Vec<Column<'_, i8>> = sides.iter().flat_map(|side| side.iter()).copied().collect();
        check_shape(instrument.id(), 3 * items, &all)?;
        check_answers(&all, instrument.scale(), self.state.options.missing)?;
        self.state.require_room(all.first().map_or(0, Column::len) as u64)?;
        self.state.add_rows(&answers);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.state.instrument != other.state.instrument || self.state.options != other.state.options {
            return Err(QualityError::DefinitionMismatch {
                left: self.state.instrument.id().into(),
                right: other.state.instrument.id().into(),
                difference: "instrument or options".into(),
            });
        }
        self.state.require_room(other.state.rows)?;
        self.state.rows += other.state.rows;
        self.state.groups.iter_mut().zip(&other.state.groups).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<ZoneReport> {
        ZoneReport::new(&self.state.instrument, &self.state.options, self.state.rows, &self.state.groups)
    }
}

impl TryFrom<Wire> for ZoneTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        if wire.holds_together() {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.groups".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", wire.instrument.id()),
        })
    }
}

impl From<ZoneTally> for Wire {
    fn from(tally: ZoneTally) -> Self {
        tally.state
    }
}
