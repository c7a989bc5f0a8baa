//! The tally of key drivers: exact products of ratings.

use serde::{Deserialize, Serialize};

use super::decompose::Correlations;
use super::driver::{Driver, KeyDriverOptions, check_drivers};
use super::report::{KeyDriverReport, Origin};
use crate::error::{QualityError, Result};
use crate::measure::{Column, ExclusionReason, Measure, Tally, left_out};
use crate::survey::{CrossProducts, check_answers, check_shape, most_respondents, require_room};

/// The largest magnitude of an answer.
const LARGEST_ANSWER: i64 = 100;

/// One chunk of answers.
#[derive(Debug, Clone, Copy)]
pub struct KeyDriverAnswers<'a> {
    /// The outcome, such as overall satisfaction.
    pub outcome: Column<'a, i8>,
    /// A column for each driver, in their order.
    pub drivers: &'a [Column<'a, i8>],
}

/// Key drivers while they are measured.
///
/// Integer sums and products only: the same bits for every cut, order and merge.
///
/// ```
/// use servqual::gap::key_drivers::{Driver, KeyDriverAnswers, KeyDriverTally};
/// use servqual::measure::{Column, Label, Scale, Tally};
///
/// let driver = |id: &str| Driver { id: id.into(), label: Label::default(), scale: Scale::ONE_TO_SEVEN };
/// let mut tally =
///     KeyDriverTally::new(driver("overall"), vec![driver("staff"), driver("speed")], Default::default())?;
/// tally.observe(KeyDriverAnswers {
///     outcome: Column::new("overall", &[7, 5, 3, 6, 2, 4]),
///     drivers: &[Column::new("staff", &[7, 5, 2, 6, 2, 5]), Column::new("speed", &[5, 6, 3, 4, 4, 5])],
/// })?;
/// let report = tally.finish()?;
/// assert_eq!(report.drivers[0].rank, 1);
/// let parts: f64 = report.drivers.iter().filter_map(|driver| driver.lmg.estimate).sum();
/// assert!((parts - report.r_squared.estimate.unwrap()).abs() < 1e-12);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct KeyDriverTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    outcome: Driver,
    drivers: Vec<Driver>,
    options: KeyDriverOptions,
    /// The drivers, then the outcome.
    products: CrossProducts,
}

impl KeyDriverTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] without drivers or with more than 200,
    /// [`QualityError::DuplicateId`].
    pub fn new(outcome: Driver, drivers: Vec<Driver>, options: KeyDriverOptions) -> Result<Self> {
        check_drivers(&outcome, &drivers)?;
        let products = CrossProducts::new(drivers.len() + 1);
        Ok(Self { state: Wire { outcome, drivers, options, products } })
    }

    /// What is driven.
    pub fn outcome(&self) -> &Driver {
        &self.state.outcome
    }

    /// The drivers, in the order of the answer columns.
    pub fn drivers(&self) -> &[Driver] {
        &self.state.drivers
    }

    /// The same outcome, drivers and options without observations.
    pub(super) fn emptied(&self) -> Self {
        let mut state = self.state.clone();
        state.products = CrossProducts::new(state.drivers.len() + 1);
        Self { state }
    }

    /// The correlations so far; an error for a column that does not vary.
    fn correlations(&self) -> Result<Correlations> {
        let size = self.state.drivers.len();
        let products = &self.state.products;
        for (at, driver) in self.state.drivers.iter().chain([&self.state.outcome]).enumerate() {
            if products.centred(at, at) <= 0 {
                return Err(QualityError::InvalidParameter {
                    place: format!("drivers.{}", driver.id),
                    value: "the same answer throughout".into(),
                    expected: "answers that vary".into(),
                });
            }
        }
        let correlation =
            |left, right| if left == right { 1.0 } else { products.correlation(left, right).unwrap_or(0.0) };
        Ok(Correlations {
            drivers: (0..size).map(|left| (0..size).map(|right| correlation(left, right)).collect()).collect(),
            outcome: (0..size).map(|driver| correlation(driver, size)).collect(),
        })
    }

    fn check(&self, answers: &KeyDriverAnswers<'_>) -> Result<()> {
        check_shape("drivers", self.state.drivers.len(), answers.drivers)?;
        for (driver, column) in self.state.drivers.iter().zip(answers.drivers) {
            answers.outcome.require_length(column)?;
            check_answers(&[*column], driver.scale, self.state.options.missing)?;
        }
        check_answers(&[answers.outcome], self.state.outcome.scale, self.state.options.missing)
    }
}

impl Tally for KeyDriverTally {
    type Observations<'a> = KeyDriverAnswers<'a>;
    type Output = KeyDriverReport;
    const KIND: &'static str = "key_drivers";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: KeyDriverAnswers<'_>) -> Result<()> {
        self.check(&answers)?;
        require_room("drivers", self.state.products.rows(), answers.outcome.len() as u64, LARGEST_ANSWER)?;
        let columns: Vec<Column<'_, i8>> = answers.drivers.iter().copied().chain([answers.outcome]).collect();
        self.state.products.observe(&columns);
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
        require_room("drivers", mine.products.rows(), theirs.products.rows(), LARGEST_ANSWER)?;
        self.state.products.merge(&other.state.products);
        Ok(())
    }

    /// # Errors
    /// [`QualityError::TooFewObservations`] where there are not more respondents than drivers,
    /// [`QualityError::InvalidParameter`] for a driver that does not vary or follows from the others.
    fn finish(&self) -> Result<KeyDriverReport> {
        let state = &self.state;
        let n = state.products.n();
        Measure::require_observations(&state.outcome.id, n, state.drivers.len() as u64 + 2)?;
        let origin = Origin {
            outcome: &state.outcome,
            drivers: &state.drivers,
            options: &state.options,
            n,
            excluded: left_out(ExclusionReason::Incomplete, state.products.rows() - n),
            rows: "complete on outcome and drivers",
        };
        origin.report(&self.correlations()?)
    }
}

impl TryFrom<Wire> for KeyDriverTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        check_drivers(&wire.outcome, &wire.drivers)?;
        let columns = wire.drivers.len() + 1;
        if wire.products.hold_together(columns, most_respondents(LARGEST_ANSWER), LARGEST_ANSWER) {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.products".into(),
            found: "products of other drivers, or none that answers give".into(),
            expected: format!("products of {columns} columns"),
        })
    }
}

impl From<KeyDriverTally> for Wire {
    fn from(tally: KeyDriverTally) -> Self {
        tally.state
    }
}
