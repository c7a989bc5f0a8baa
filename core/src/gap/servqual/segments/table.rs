//! One SERVQUAL tally for each segment.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::gap::servqual::kernel::add_up_by_segment;
use crate::gap::servqual::sums::Sums;
use crate::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualReport, ServqualTally};
use crate::measure::Tally;
use crate::stats::{HotLoop, run_wide};
use crate::survey::Instrument;

/// A SERVQUAL survey for many segments, in one pass.
///
/// Segments are given as codes 0, 1, 2, … into a list of keys that may grow from chunk to chunk, as
/// in a dictionary-encoded column. Memory is one [`ServqualTally`] a segment.
///
/// ```
/// use servqual::gap::servqual::{SegmentedAnswers, ServqualAnswers, ServqualTable};
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}]
/// }"#)?;
/// let mut table = ServqualTable::new(instrument, Default::default());
/// table.observe(SegmentedAnswers {
///     keys: &["online", "branch"],
///     codes: &[0, 1, 0],
///     answers: ServqualAnswers {
///         expectation: &[Column::new("e1", &[7, 6, 7])],
///         perception: &[Column::new("p1", &[5, 6, 4])],
///     },
/// })?;
/// let report = table.finish()?;
/// assert_eq!(report.segments[1].segment, "online");
/// assert_eq!(report.segments[1].report.items[0].gap.estimate, Some(-2.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ServqualTable {
    /// Nobody's answers: what a new segment begins with.
    empty: ServqualTally,
    segments: BTreeMap<String, ServqualTally>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    empty: ServqualTally,
    segments: BTreeMap<String, ServqualTally>,
}

/// One chunk of answers with the segment of each respondent.
#[derive(Debug, Clone, Copy)]
pub struct SegmentedAnswers<'a> {
    /// The segments.
    pub keys: &'a [&'a str],
    /// For each row the position of its segment in `keys`.
    pub codes: &'a [u32],
    /// The answers.
    pub answers: ServqualAnswers<'a>,
}

/// What the survey says of one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SegmentResult {
    /// The segment.
    pub segment: String,
    /// Its results.
    pub report: ServqualReport,
}

/// What the survey says of each segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ServqualTableReport {
    /// One result for each segment with an answered pair, in alphabetical order.
    pub segments: Vec<SegmentResult>,
    /// The segments without an answered pair.
    pub without_answers: Vec<String>,
}

impl ServqualTable {
    /// A table without segments.
    pub fn new(instrument: Instrument, options: ServqualOptions) -> Self {
        Self { empty: ServqualTally::new(instrument, options), segments: BTreeMap::new() }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        self.empty.instrument()
    }

    /// How the survey is evaluated.
    pub fn options(&self) -> &ServqualOptions {
        self.empty.options()
    }

    /// The tally of one segment.
    pub fn segment(&self, segment: &str) -> Option<&ServqualTally> {
        self.segments.get(segment)
    }

    /// Everybody: the tallies of all segments merged.
    ///
    /// # Errors
    /// Where there are more respondents than one tally can hold.
    pub fn total(&self) -> Result<ServqualTally> {
        let mut total = self.empty.clone();
        self.segments.values().try_for_each(|tally| total.merge(tally))?;
        Ok(total)
    }

    /// Adds sums of segments, all of them or none.
    fn add_all<'a>(&mut self, added: impl Iterator<Item = (&'a str, &'a Sums)> + Clone) -> Result<()> {
        for (key, sums) in added.clone() {
            self.segments.get(key).unwrap_or(&self.empty).require_room(sums.rows)?;
        }
        for (key, sums) in added {
            match self.segments.get_mut(key) {
                Some(segment) => segment.add(sums),
                None => {
                    let mut segment = self.empty.clone();
                    segment.add(sums);
                    self.segments.insert(key.into(), segment);
                }
            }
        }
        Ok(())
    }
}

/// Refuses codes without a key, as many as there are rows.
fn check_codes(keys: &[&str], codes: &[u32], rows: usize) -> Result<()> {
    if codes.len() != rows {
        return Err(QualityError::LengthMismatch {
            left: "segment".into(),
            right: "answers".into(),
            left_length: codes.len() as u64,
            right_length: rows as u64,
        });
    }
    let mut seen = BTreeSet::new();
    if let Some(key) = keys.iter().find(|key| !seen.insert(**key)) {
        return Err(QualityError::DuplicateId { place: "segments".into(), id: (*key).into() });
    }
    // All at once first: the search for the first row is slower.
    if codes.is_empty() || (run_wide(Highest { codes }) as usize) < keys.len() {
        return Ok(());
    }
    match codes.iter().position(|&code| code as usize >= keys.len()) {
        None => Ok(()),
        Some(row) => Err(QualityError::InvalidCell {
            place: "segment".into(),
            row: row as u64,
            value: codes[row].to_string(),
            expected: format!("a code below {}", keys.len()),
        }),
    }
}

struct Highest<'a> {
    codes: &'a [u32],
}

impl HotLoop for Highest<'_> {
    type Output = u32;

    #[inline(always)]
    fn run(self) -> u32 {
        self.codes.iter().fold(0, |highest, &code| highest.max(code))
    }
}

impl Tally for ServqualTable {
    type Observations<'a> = SegmentedAnswers<'a>;
    type Output = ServqualTableReport;
    const KIND: &'static str = "servqual_table";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: SegmentedAnswers<'_>) -> Result<()> {
        let SegmentedAnswers { keys, codes, answers } = chunk;
        let applicable = self.empty.applicable(&answers)?;
        let pairs = applicable.pairs()?;
        check_codes(keys, codes, pairs.first().map_or(0, |[expectation, _]| expectation.len()))?;
        let mut sums = vec![Sums::new(self.instrument()); keys.len()];
        add_up_by_segment(self.instrument(), &pairs, codes, &mut sums)?;
        applicable.count_by_segment(self.instrument(), codes, &mut sums);
        self.add_all(keys.iter().copied().zip(&sums).filter(|(_, sums)| sums.rows > 0))
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.empty.require_mergeable(&other.empty)?;
        self.add_all(other.segments.iter().map(|(key, tally)| (key.as_str(), tally.sums())))
    }

    fn finish(&self) -> Result<ServqualTableReport> {
        let mut report = ServqualTableReport { segments: Vec::new(), without_answers: Vec::new() };
        let reports = self.empty.reports();
        for (segment, tally) in &self.segments {
            match reports.of(tally.sums()) {
                Ok(of) => report.segments.push(SegmentResult { segment: segment.clone(), report: of }),
                Err(QualityError::TooFewObservations { .. }) => report.without_answers.push(segment.clone()),
                Err(error) => return Err(error),
            }
        }
        Ok(report)
    }
}

impl TryFrom<Wire> for ServqualTable {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        wire.segments.values().try_for_each(|tally| wire.empty.require_mergeable(tally))?;
        if wire.empty.rows() == 0 {
            return Ok(Self { empty: wire.empty, segments: wire.segments });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.empty".into(),
            found: format!("{} respondents", wire.empty.rows()),
            expected: "a tally without respondents".into(),
        })
    }
}

impl From<ServqualTable> for Wire {
    fn from(table: ServqualTable) -> Self {
        Self { empty: table.empty, segments: table.segments }
    }
}
