//! How long things last when some of them have not ended: Kaplan and Meier's estimate.

use serde::{Deserialize, Serialize};

use super::MOST_OBSERVATIONS;
use super::interval::{Bounds, ConfidenceLevel};
use super::quantile::{EXACT_DISTINCT_VALUES, bucket_of, key_of, value_of};
use crate::error::{QualityError, Result};

/// Times of which some are only known to be longer: the product-limit estimate of the share that
/// lasts (Kaplan and Meier 1958).
///
/// While there are at most [`EXACT_DISTINCT_VALUES`] distinct times every one is kept and the
/// estimate is exact. Beyond that, times are counted in buckets that split each power of two into
/// 512: times are then off by at most 1/1024 of their value. The state is a function of the
/// multiset of observations alone. Memory: 24 bytes a distinct time or bucket.
///
/// # Formula
/// S(t) = Π (1 − d/n) over the times up to t, with d that ended at a time out of n that had lasted
/// until then; what is cut at the same time counts as having lasted. Greenwood's variance (1926)
/// on the scale of log(−log S).
///
/// Checked against lifelines and statsmodels (`tests/golden/survival.json`).
///
/// ```
/// use servqual::stats::SurvivalTally;
/// let mut tally = SurvivalTally::default();
/// tally.extend(&[(1.0, true), (2.0, false), (3.0, true), (4.0, true)]);
/// // 3 of 4 last beyond 1; at 3 two are left, of which one lasts.
/// assert_eq!(tally.share_at(3.0).map(|at| at.share), Some(0.375));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct SurvivalTally {
    sketched: bool,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "(i64, u64, u64)", into = "(i64, u64, u64)")]
struct Cell {
    key: i64,
    ended: u64,
    cut: u64,
}

impl From<(i64, u64, u64)> for Cell {
    fn from((key, ended, cut): (i64, u64, u64)) -> Self {
        Self { key, ended, cut }
    }
}

impl From<Cell> for (i64, u64, u64) {
    fn from(cell: Cell) -> Self {
        (cell.key, cell.ended, cell.cut)
    }
}

/// The estimate at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalAt {
    /// The time.
    pub time: f64,
    /// How many had lasted until then.
    pub at_risk: u64,
    /// How many of them ended then.
    pub ended: u64,
    /// How many were cut then: their end is not known.
    pub cut: u64,
    /// The share that lasts longer.
    pub share: f64,
    /// Greenwood's sum d / (n (n − d)) up to then: the variance of the logarithm of the share.
    pub greenwood: f64,
}

impl SurvivalAt {
    /// The interval on the scale of log(−log S); `None` where nothing or everything has ended.
    pub fn interval(&self, level: ConfidenceLevel) -> Option<Bounds> {
        if self.share <= 0.0 || self.share >= 1.0 {
            return None;
        }
        let logarithm = libm::log(self.share);
        let factor = libm::exp(level.normal() * self.greenwood.sqrt() / logarithm);
        // The logarithm is negative, and so is the exponent: the factor is below one.
        Some(Bounds { lower: libm::exp(logarithm / factor), upper: libm::exp(logarithm * factor) })
    }
}

impl SurvivalTally {
    /// Adds finite times of zero or more, each with whether it ended then.
    pub fn extend(&mut self, times: &[(f64, bool)]) {
        for block in times.chunks(8192) {
            let cell = |&(time, ended): &(f64, bool)| Cell {
                key: if self.sketched { bucket_of(key_of(time)) } else { key_of(time) },
                ended: u64::from(ended),
                cut: u64::from(!ended),
            };
            let mut cells: Vec<Cell> = block.iter().map(cell).collect();
            cells.sort_unstable_by_key(|cell| cell.key);
            self.add_cells(&combine(cells));
        }
    }

    /// Adds the times of another part of the data.
    pub fn merge(&mut self, other: &Self) {
        match (self.sketched, other.sketched) {
            (false, true) => self.sketch(),
            (true, false) => {
                let mut sketch = other.clone();
                sketch.sketch();
                return self.add_cells(&sketch.cells);
            }
            _ => {}
        }
        self.add_cells(&other.cells);
    }

    fn add_cells(&mut self, cells: &[Cell]) {
        self.cells.extend_from_slice(cells);
        self.cells.sort_by_key(|cell| cell.key);
        self.cells = combine(core::mem::take(&mut self.cells));
        if !self.sketched && self.cells.len() > EXACT_DISTINCT_VALUES {
            self.sketch();
        }
    }

    fn sketch(&mut self) {
        self.sketched = true;
        self.cells.iter_mut().for_each(|cell| cell.key = bucket_of(cell.key));
        self.cells = combine(core::mem::take(&mut self.cells));
    }

    /// Both in buckets where either is: only then can their times be held against each other.
    pub(super) fn aligned(&self, other: &Self) -> [Self; 2] {
        let mut both = [self.clone(), other.clone()];
        if self.sketched != other.sketched {
            both.iter_mut().filter(|tally| !tally.sketched).for_each(Self::sketch);
        }
        both
    }

    /// Number of times.
    pub fn n(&self) -> u64 {
        self.cells.iter().map(|cell| cell.ended + cell.cut).sum()
    }

    /// How many of them ended.
    pub fn ended(&self) -> u64 {
        self.cells.iter().map(|cell| cell.ended).sum()
    }

    /// Whether every time is kept, or buckets.
    pub fn is_exact(&self) -> bool {
        !self.sketched
    }

    /// The estimate at every time that was observed, in order.
    pub fn curve(&self) -> Vec<SurvivalAt> {
        let (mut at_risk, mut share, mut greenwood) = (self.n(), 1.0, 0.0);
        let mut curve = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            let (n, d) = (at_risk as f64, cell.ended as f64);
            if cell.ended > 0 {
                share *= (n - d) / n;
                greenwood += d / (n * (n - d));
            }
            let time = if self.sketched { super::quantile::middle_of(cell.key) } else { value_of(cell.key) };
            curve.push(SurvivalAt { time, at_risk, ended: cell.ended, cut: cell.cut, share, greenwood });
            at_risk -= cell.ended + cell.cut;
        }
        curve
    }

    /// The share that lasts longer than `time`; `None` without observations and beyond the longest
    /// time, where that was cut: nobody knows.
    pub fn share_at(&self, time: f64) -> Option<SurvivalAt> {
        let curve = self.curve();
        let last = curve.last()?;
        if time > last.time && last.share > 0.0 {
            return None;
        }
        let before = SurvivalAt { time: 0.0, at_risk: self.n(), ended: 0, cut: 0, share: 1.0, greenwood: 0.0 };
        Some(curve.iter().rev().find(|at| at.time <= time).copied().unwrap_or(before))
    }

    /// The time by which `probability` has ended: the first at which at most the rest lasts; `None`
    /// where more than the rest last as long as anybody looked.
    pub fn quantile(&self, probability: f64) -> Option<f64> {
        first(&self.curve(), probability, |at| Some(at.share))
    }

    /// The interval of that time: where the interval of the curve holds the rest (Brookmeyer and
    /// Crowley 1982). The upper end is `None` where the curve never comes down so far.
    pub fn quantile_interval(&self, probability: f64, level: ConfidenceLevel) -> [Option<f64>; 2] {
        let curve = self.curve();
        let end = |side: fn(Bounds) -> f64| {
            let bound = |at: &SurvivalAt| match at.interval(level) {
                Some(bounds) => Some(side(bounds)),
                None if at.share <= 0.0 => None,
                None => Some(1.0),
            };
            first(&curve, probability, bound)
        };
        [end(|bounds| bounds.lower), end(|bounds| bounds.upper)]
    }
}

/// The first time at which a side of the curve is at most 1 − probability.
fn first(curve: &[SurvivalAt], probability: f64, side: impl Fn(&SurvivalAt) -> Option<f64>) -> Option<f64> {
    // 1 − 0.1 is no double, and a share of 0.9 must count as reaching it.
    let rest = 1.0 - probability + 1e-12;
    curve.iter().find(|at| at.ended > 0 && side(at).is_some_and(|share| share <= rest)).map(|at| at.time)
}

/// Adds up neighbouring cells with the same key.
fn combine(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.dedup_by(|next, kept| {
        let same = next.key == kept.key;
        if same {
            kept.ended += next.ended;
            kept.cut += next.cut;
        }
        same
    });
    cells
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    sketched: bool,
    cells: Vec<Cell>,
}

impl From<SurvivalTally> for Wire {
    fn from(tally: SurvivalTally) -> Self {
        Self { sketched: tally.sketched, cells: tally.cells }
    }
}

impl TryFrom<Wire> for SurvivalTally {
    type Error = QualityError;

    fn try_from(Wire { sketched, cells }: Wire) -> Result<Self> {
        let n = cells.iter().try_fold(0_u64, |n, cell| n.checked_add(cell.ended)?.checked_add(cell.cut));
        let n = n.filter(|&n| n <= MOST_OBSERVATIONS);
        let rising = cells.windows(2).all(|pair| pair[0].key < pair[1].key);
        let filled = cells.iter().all(|cell| cell.ended > 0 || cell.cut > 0);
        let time = |cell: &Cell| if sketched { super::quantile::middle_of(cell.key) } else { value_of(cell.key) };
        let possible = cells.iter().all(|cell| time(cell).is_finite() && time(cell) >= 0.0);
        let size = if sketched { n > Some(EXACT_DISTINCT_VALUES as u64) } else { cells.len() <= EXACT_DISTINCT_VALUES };
        if n.is_some() && rising && filled && possible && size {
            return Ok(Self { sketched, cells });
        }
        Err(QualityError::InvalidDocument {
            path: "survival.cells".into(),
            found: format!("{} cells", cells.len()),
            expected: "finite times of zero or more in rising order, none empty".into(),
        })
    }
}
