//! What an importance–performance analysis says.

use serde::{Deserialize, Serialize};

use super::tally::{Crosshair, ImportancePerformanceOptions, PairSums};
use crate::error::{QualityError, Result};
use crate::measure::{Definition, Direction, ExclusionReason, Label, Measure, Parameter, Scale, Unit, left_out};
use crate::survey::Instrument;

/// What to do about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Quadrant {
    /// High importance, low performance.
    ConcentrateHere,
    /// High importance, high performance.
    KeepUp,
    /// Low importance, low performance.
    LowPriority,
    /// Low importance, high performance.
    PossibleOverkill,
}

impl Quadrant {
    /// The quadrant of a point; on the crosshair counts as high.
    pub(super) fn of([importance, performance]: [f64; 2], crosshair: [f64; 2]) -> Self {
        match (importance >= crosshair[0], performance >= crosshair[1]) {
            (true, false) => Self::ConcentrateHere,
            (true, true) => Self::KeepUp,
            (false, false) => Self::LowPriority,
            (false, true) => Self::PossibleOverkill,
        }
    }

    /// Name for people.
    pub fn label(self) -> Label {
        let (zh, en) = match self {
            Self::ConcentrateHere => ("集中改进", "Concentrate here"),
            Self::KeepUp => ("继续保持", "Keep up the good work"),
            Self::LowPriority => ("低优先", "Low priority"),
            Self::PossibleOverkill => ("过度供给", "Possible overkill"),
        };
        Label::new(zh, en)
    }
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ImportancePerformanceItem {
    /// Id of the item.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Mean importance.
    pub importance: Measure,
    /// Mean performance.
    pub performance: Measure,
    /// Importance − performance: above zero importance is ahead.
    pub iso_rating_gap: Measure,
    /// Σ performance / Σ importance; missing where the scale is not above zero.
    pub conformity: Option<f64>,
    /// Where it lies; missing without answers.
    pub quadrant: Option<Quadrant>,
}

/// What an importance–performance analysis says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ImportancePerformanceReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// The rule by which the lines were drawn.
    pub crosshair: Crosshair,
    /// Line between high and low importance.
    pub importance_line: f64,
    /// Line between high and low performance.
    pub performance_line: f64,
    /// One result for each item.
    pub items: Vec<ImportancePerformanceItem>,
}

/// Where the lines cross for the points that there are.
pub(super) fn lines(points: &[[f64; 2]], crosshair: Crosshair, scale: Scale) -> [f64; 2] {
    let axis = |axis: usize| points.iter().map(move |point| point[axis]);
    match crosshair {
        Crosshair::GrandMean => [0, 1].map(|at| axis(at).sum::<f64>() / points.len().max(1) as f64),
        Crosshair::Median => [0, 1].map(|at| median(axis(at).collect())),
        Crosshair::ScaleMidpoint => [(f64::from(scale.minimum()) + f64::from(scale.maximum())) / 2.0; 2],
        Crosshair::Given { importance, performance } => [importance, performance],
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = |at: usize| values.get(at).copied().unwrap_or(0.0);
    (middle(values.len().saturating_sub(1) / 2) + middle(values.len() / 2)) / 2.0
}

/// The mean importance and performance of an item; `None` without answers.
pub(super) fn point(sums: &PairSums) -> Option<[f64; 2]> {
    Some([sums.importance.summary(1.0)?.mean, sums.performance.summary(1.0)?.mean])
}

impl ImportancePerformanceReport {
    pub(super) fn new(
        instrument: &Instrument,
        options: &ImportancePerformanceOptions,
        rows: u64,
        items: &[PairSums],
    ) -> Result<Self> {
        let points: Vec<Option<[f64; 2]>> = items.iter().map(point).collect();
        let known: Vec<[f64; 2]> = points.iter().flatten().copied().collect();
        Measure::require_observations(instrument.id(), known.len() as u64, 1)?;
        let lines = lines(&known, options.crosshair, instrument.scale());
        let one = |((item, sums), point): ((&crate::survey::Item, &PairSums), &Option<[f64; 2]>)| {
            let context = Context { instrument, options, rows, item };
            context.result(sums, point.map(|point| Quadrant::of(point, lines)))
        };
        Ok(Self {
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            respondents: rows,
            crosshair: options.crosshair,
            importance_line: lines[0],
            performance_line: lines[1],
            items: instrument.items().iter().zip(items).zip(&points).map(one).collect(),
        })
    }
}

struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a ImportancePerformanceOptions,
    rows: u64,
    item: &'a crate::survey::Item,
}

impl Context<'_> {
    fn result(&self, sums: &PairSums, quadrant: Option<Quadrant>) -> ImportancePerformanceItem {
        let scale = self.instrument.scale();
        let mean =
            |id: &str, zh: &str, en: &str, unit: Unit, direction: Direction, moments: &crate::stats::IntegerMoments| {
                let parameters = vec![
                    Parameter::new("instrument", self.instrument.id()),
                    Parameter::new("scale", scale),
                    Parameter::new("item", &self.item.id),
                    Parameter::new("reversed", self.item.reversed),
                ];
                let definition =
                    Definition::new(id, Label::new(zh, en), parameters, unit, direction, self.options.missing);
                let excluded = left_out(ExclusionReason::Missing, self.rows - moments.n);
                Measure::of_mean(definition, moments.summary(1.0), excluded, self.options.level)
            };
        let (points, difference) = (Unit::ScalePoint { scale }, Unit::ScaleDifference { scale });
        let higher = Direction::HigherIsBetter;
        let importance = mean("importance", "重要性", "Importance", points.clone(), higher, &sums.importance);
        ImportancePerformanceItem {
            id: self.item.id.clone(),
            label: self.item.label.clone(),
            performance: mean("performance", "绩效", "Performance", points, higher, &sums.performance),
            iso_rating_gap: mean(
                "iso_rating_gap",
                "重要性与绩效之差",
                "Importance minus performance",
                difference,
                Direction::LowerIsBetter,
                &sums.gap,
            ),
            conformity: (scale.minimum() > 0 && sums.importance.sum > 0 && importance.estimate.is_some())
                .then(|| sums.performance.sum as f64 / sums.importance.sum as f64),
            quadrant: quadrant.filter(|_| importance.estimate.is_some()),
            importance,
        }
    }
}

/// An item whose importance was not asked but derived, such as by key drivers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ImportancePerformancePoint {
    /// Id of the item.
    pub id: String,
    /// Its importance, in any unit.
    pub importance: f64,
    /// Its performance, in any unit.
    pub performance: f64,
}

/// A point with its quadrant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct PlacedPoint {
    /// Id of the item.
    pub id: String,
    /// Where it lies.
    pub quadrant: Quadrant,
    /// Line between high and low importance.
    pub importance_line: f64,
    /// Line between high and low performance.
    pub performance_line: f64,
}

/// Places points whose importance was derived. The two axes may have different units, so there is no
/// iso-rating gap and no scale midpoint.
///
/// # Errors
/// [`QualityError::TooFewObservations`] without points, [`QualityError::InvalidParameter`] for a
/// value that is no number or the rule `scale_midpoint`.
///
/// ```
/// use servqual::gap::importance_performance::{Crosshair, ImportancePerformancePoint, Quadrant, place_points};
/// let point = |id: &str, importance, performance| ImportancePerformancePoint { id: id.into(), importance, performance };
/// let placed = place_points(&[point("staff", 0.37, 4.1), point("rooms", 0.05, 6.0)], Crosshair::Median)?;
/// assert_eq!(placed[0].quadrant, Quadrant::ConcentrateHere);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn place_points(points: &[ImportancePerformancePoint], crosshair: Crosshair) -> Result<Vec<PlacedPoint>> {
    Measure::require_observations("importance_performance", points.len() as u64, 1)?;
    let refuse = |place: String, value: String, expected: &str| {
        Err(QualityError::InvalidParameter { place, value, expected: expected.into() })
    };
    if crosshair == Crosshair::ScaleMidpoint {
        return refuse("crosshair".into(), "scale_midpoint".into(), "a rule that needs no common scale");
    }
    if let Some(bad) = points.iter().find(|point| !point.importance.is_finite() || !point.performance.is_finite()) {
        let value = format!("{} and {}", bad.importance, bad.performance);
        return refuse(format!("points.{}", bad.id), value, "two finite numbers");
    }
    let known: Vec<[f64; 2]> = points.iter().map(|point| [point.importance, point.performance]).collect();
    let [importance_line, performance_line] = lines(&known, crosshair, Scale::ONE_TO_FIVE);
    let one = |(point, at): (&ImportancePerformancePoint, &[f64; 2])| PlacedPoint {
        id: point.id.clone(),
        quadrant: Quadrant::of(*at, [importance_line, performance_line]),
        importance_line,
        performance_line,
    };
    Ok(points.iter().zip(&known).map(one).collect())
}
