//! Key drivers where respondents count differently.

use serde::{Deserialize, Serialize};

use super::decompose::Correlations;
use super::driver::{Driver, KeyDriverOptions, check_drivers};
use super::report::{KeyDriverReport, Origin};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Exclusion, ExclusionReason, Measure, MissingRule, Tally, left_out};
use crate::stats::{ExactSum, MOST_OBSERVATIONS};
use crate::survey::{check_answers, check_shape};

/// The largest weight: sums of products stay finite.
const LARGEST_WEIGHT: f64 = 1e12;
/// A spread below this part of the sum of squares is rounding: the column does not vary.
const ROUNDING: f64 = 1e-13;

/// One chunk of answers with the weight of each respondent.
#[derive(Debug, Clone, Copy)]
pub struct WeightedKeyDriverAnswers<'a> {
    /// The outcome, such as overall satisfaction.
    pub outcome: Column<'a, i8>,
    /// A column for each driver, in their order.
    pub drivers: &'a [Column<'a, i8>],
    /// How much each respondent counts, such as a survey weight: zero or more.
    pub weights: Column<'a, f64>,
}

/// Key drivers of weighted respondents while they are measured.
///
/// As [`KeyDriverTally`](super::KeyDriverTally), with the correlations Σw(x − x̄)(y − ȳ) around weighted
/// means. Only the proportions of the weights matter. `n` counts the complete respondents with a weight
/// above zero; those with weight zero are left out as `flagged`. The weights change no standard error:
/// none is given; adjusted R² takes `n` as it is.
///
/// Exact sums: the same bits for every cut, order and merge; about 1 kB for each two columns. Checked
/// against repeated rows and statsmodels `DescrStatsW` (`tests/golden/weighted_key_drivers.json`).
///
/// ```
/// use servqual::gap::key_drivers::{Driver, WeightedKeyDriverAnswers, WeightedKeyDriverTally};
/// use servqual::measure::{Column, Label, Scale, Tally};
///
/// let driver = |id: &str| Driver { id: id.into(), label: Label::default(), scale: Scale::ONE_TO_SEVEN };
/// let mut tally = WeightedKeyDriverTally::new(
///     driver("overall"),
///     vec![driver("staff"), driver("speed")],
///     Default::default(),
/// )?;
/// tally.observe(WeightedKeyDriverAnswers {
///     outcome: Column::new("overall", &[7, 5, 3, 6, 2, 4]),
///     drivers: &[Column::new("staff", &[7, 5, 2, 6, 2, 5]), Column::new("speed", &[5, 6, 3, 4, 4, 5])],
///     weights: Column::new("weight", &[0.5, 1.0, 2.0, 1.0, 1.5, 1.0]),
/// })?;
/// assert_eq!(tally.finish()?.drivers[0].rank, 1);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct WeightedKeyDriverTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    outcome: Driver,
    drivers: Vec<Driver>,
    options: KeyDriverOptions,
    n: u64,
    incomplete: u64,
    weightless: u64,
    weight: ExactSum,
    /// Weighted sums of the drivers, then of the outcome, from the lowest point of their scale on.
    sums: Vec<ExactSum>,
    /// Weighted products, row by row from the diagonal on.
    products: Vec<ExactSum>,
}

impl WeightedKeyDriverTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] without drivers or with more than 200,
    /// [`QualityError::DuplicateId`].
    pub fn new(outcome: Driver, drivers: Vec<Driver>, options: KeyDriverOptions) -> Result<Self> {
        check_drivers(&outcome, &drivers)?;
        let columns = drivers.len() + 1;
        let (sums, products) =
            (vec![ExactSum::default(); columns], vec![ExactSum::default(); columns * (columns + 1) / 2]);
        let (weight, none) = (ExactSum::default(), 0);
        Ok(Self {
            state: Wire {
                outcome,
                drivers,
                options,
                n: none,
                incomplete: none,
                weightless: none,
                weight,
                sums,
                products,
            },
        })
    }

    /// The drivers, in the order of the answer columns.
    pub fn drivers(&self) -> &[Driver] {
        &self.state.drivers
    }

    /// The outcome.
    pub fn outcome(&self) -> &Driver {
        &self.state.outcome
    }

    fn rows(&self) -> Option<u64> {
        let Wire { n, incomplete, weightless, .. } = &self.state;
        n.checked_add(*incomplete)?.checked_add(*weightless).filter(|&rows| rows <= MOST_OBSERVATIONS)
    }

    fn all(&self) -> impl Iterator<Item = &Driver> {
        self.state.drivers.iter().chain([&self.state.outcome])
    }

    fn check(&self, answers: &WeightedKeyDriverAnswers<'_>) -> Result<()> {
        let missing = self.state.options.missing;
        check_shape("drivers", self.state.drivers.len(), answers.drivers)?;
        answers.outcome.require_length(&answers.weights)?;
        for (driver, column) in self.all().zip(answers.drivers.iter().chain([&answers.outcome])) {
            answers.outcome.require_length(column)?;
            check_answers(&[*column], driver.scale, missing)?;
        }
        for (row, weight) in answers.weights.iter().enumerate() {
            match weight {
                Some(weight) if !(0.0..=LARGEST_WEIGHT).contains(&weight) => {
                    return Err(QualityError::InvalidCell {
                        place: answers.weights.name().into(),
                        row: row as u64,
                        value: weight.to_string(),
                        expected: format!("a weight from 0 to {LARGEST_WEIGHT:e}"),
                    });
                }
                None if missing == MissingRule::Raise => return Err(answers.weights.missing(row)),
                _ => {}
            }
        }
        Ok(())
    }

    fn add_row(&mut self, weight: f64, answers: &[f64]) {
        let state = &mut self.state;
        state.n += 1;
        state.weight.add(weight);
        let mut cells = state.products.iter_mut();
        for (left, &answer) in answers.iter().enumerate() {
            state.sums[left].add_product(weight, answer);
            // Products of answers are small whole numbers.
            answers[left..].iter().zip(&mut cells).for_each(|(other, cell)| cell.add_product(weight, answer * other));
        }
    }

    /// The correlations so far; an error for a column that does not vary.
    fn correlations(&self) -> Result<Correlations> {
        let (state, columns) = (&self.state, self.state.sums.len());
        let weight = state.weight.value();
        let product = |left: usize, right: usize| {
            let (low, high) = (left.min(right), left.max(right));
            state.products[low * columns - low * low.saturating_sub(1) / 2 + high - low].value()
        };
        let centred = |left: usize, right: usize| {
            product(left, right) - state.sums[left].value() / weight * state.sums[right].value()
        };
        for (at, driver) in self.all().enumerate() {
            // What is not a number does not vary, either.
            let varies = centred(at, at) > ROUNDING * product(at, at);
            if !varies {
                return Err(QualityError::InvalidParameter {
                    place: format!("drivers.{}", driver.id),
                    value: "the same answer throughout".into(),
                    expected: "answers that vary".into(),
                });
            }
        }
        let correlation = |left: usize, right: usize| {
            let spread = centred(left, left).sqrt() * centred(right, right).sqrt();
            if left == right { 1.0 } else { (centred(left, right) / spread).clamp(-1.0, 1.0) }
        };
        let size = state.drivers.len();
        Ok(Correlations {
            drivers: (0..size).map(|left| (0..size).map(|right| correlation(left, right)).collect()).collect(),
            outcome: (0..size).map(|driver| correlation(driver, size)).collect(),
        })
    }
}

impl Tally for WeightedKeyDriverTally {
    type Observations<'a> = WeightedKeyDriverAnswers<'a>;
    type Output = KeyDriverReport;
    const KIND: &'static str = "weighted_key_drivers";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: WeightedKeyDriverAnswers<'_>) -> Result<()> {
        self.check(&answers)?;
        let rows = answers.outcome.len();
        require_room(self.rows(), Some(rows as u64))?;
        let columns: Vec<Column<'_, i8>> = answers.drivers.iter().copied().chain([answers.outcome]).collect();
        let lowest: Vec<i8> = self.all().map(|driver| driver.scale.minimum()).collect();
        for row in 0..rows {
            let one = |(column, low): (&Column<'_, i8>, &i8)| Some(f64::from(column.get(row)?) - f64::from(*low));
            let values: Option<Vec<f64>> = columns.iter().zip(&lowest).map(one).collect();
            match values.zip(answers.weights.get(row)) {
                None => self.state.incomplete += 1,
                Some((_, 0.0)) => self.state.weightless += 1,
                Some((values, weight)) => self.add_row(weight, &values),
            }
        }
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        let (mine, theirs) = (&self.state, &other.state);
        if mine.outcome != theirs.outcome || mine.drivers != theirs.drivers || mine.options != theirs.options {
            return Err(QualityError::DefinitionMismatch {
                left: mine.outcome.id.clone(),
                right: theirs.outcome.id.clone(),
                difference: "outcome, drivers or options".into(),
            });
        }
        require_room(self.rows(), other.rows())?;
        let mine = &mut self.state;
        mine.n += theirs.n;
        mine.incomplete += theirs.incomplete;
        mine.weightless += theirs.weightless;
        mine.weight.merge(&theirs.weight);
        mine.sums.iter_mut().zip(&theirs.sums).for_each(|(mine, theirs)| mine.merge(theirs));
        mine.products.iter_mut().zip(&theirs.products).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    /// # Errors
    /// As [`KeyDriverTally`](super::KeyDriverTally): too few respondents, a driver that does not vary or
    /// follows from the others.
    fn finish(&self) -> Result<KeyDriverReport> {
        let state = &self.state;
        Measure::require_observations(&state.outcome.id, state.n, state.drivers.len() as u64 + 2)?;
        let excluded: Vec<Exclusion> = [
            left_out(ExclusionReason::Incomplete, state.incomplete),
            left_out(ExclusionReason::Flagged, state.weightless),
        ]
        .concat();
        let origin = Origin {
            outcome: &state.outcome,
            drivers: &state.drivers,
            options: &state.options,
            n: state.n,
            excluded,
            rows: "complete on outcome and drivers, weighted",
        };
        origin.report(&self.correlations()?)
    }
}

/// Refuses more rows than can be counted.
fn require_room(rows: Option<u64>, added: Option<u64>) -> Result<()> {
    let both = rows.zip(added).and_then(|(rows, added)| rows.checked_add(added));
    if both.is_some_and(|both| both <= MOST_OBSERVATIONS) {
        return Ok(());
    }
    Err(QualityError::InvalidParameter {
        place: "drivers".into(),
        value: "the rows together".into(),
        expected: format!("at most {MOST_OBSERVATIONS} rows"),
    })
}

impl TryFrom<Wire> for WeightedKeyDriverTally {
    type Error = QualityError;

    fn try_from(state: Wire) -> Result<Self> {
        check_drivers(&state.outcome, &state.drivers)?;
        let columns = state.drivers.len() + 1;
        let sums = || state.sums.iter().chain(&state.products).chain([&state.weight]);
        let fits = state.sums.len() == columns
            && state.products.len() == columns * (columns + 1) / 2
            && sums().all(|sum| sum.value().is_finite() && sum.value() >= 0.0)
            && (state.n > 0 || sums().all(|sum| sum.value() == 0.0));
        let tally = Self { state };
        if fits && tally.rows().is_some() {
            return Ok(tally);
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state".into(),
            found: "sums of other drivers, or none that answers give".into(),
            expected: format!("sums of {columns} columns"),
        })
    }
}

impl From<WeightedKeyDriverTally> for Wire {
    fn from(tally: WeightedKeyDriverTally) -> Self {
        tally.state
    }
}
