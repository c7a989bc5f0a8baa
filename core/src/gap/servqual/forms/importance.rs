//! Where importance comes from, and the check of what respondents gave.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Scale};
use crate::survey::{Instrument, PointsRule, check_answers, check_shape};

/// Points that one dimension can have at most.
pub(in crate::gap::servqual) const MOST_POINTS: i64 = 1_000;

/// Where the importance I comes from, and by that what I · x means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ImportanceSource {
    /// The weights of the instrument, the same for everybody: a share of 100. Without weights the
    /// two weighted forms are missing.
    #[default]
    InstrumentWeights,
    /// Each respondent shares 100 whole points over the dimensions; I is the dimension's share.
    DimensionPoints {
        /// What happens to points that do not share 100.
        rule: PointsRule,
    },
    /// Each respondent rates the importance of each item; I is the rating as it stands, so that a
    /// weighted form is a product of two scales and has no unit.
    ItemRatings {
        /// The scale of the importance ratings.
        scale: Scale,
    },
}

impl ImportanceSource {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::InstrumentWeights => "instrument_weights",
            Self::DimensionPoints { .. } => "dimension_points",
            Self::ItemRatings { .. } => "item_ratings",
        }
    }
}

/// The importance that respondents gave, a column each.
#[derive(Debug, Clone, Copy, Default)]
pub enum ImportanceAnswers<'a> {
    /// Nobody was asked: for [`ImportanceSource::InstrumentWeights`].
    #[default]
    NotAsked,
    /// Whole points from 0 to 1000, a column for each dimension.
    Points(&'a [Column<'a, i64>]),
    /// Ratings, a column for each item.
    Ratings(&'a [Column<'a, i8>]),
}

/// The importance that one respondent gave.
#[derive(Default)]
pub(in crate::gap::servqual) struct RespondentImportance {
    /// For each item, where it is there.
    pub(in crate::gap::servqual) items: Vec<Option<i64>>,
    /// What the products are divided by: the sum of the points, or 1.
    pub(in crate::gap::servqual) total: u64,
}

impl ImportanceAnswers<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::NotAsked => "no importance",
            Self::Points(_) => "points",
            Self::Ratings(_) => "importance ratings",
        }
    }

    /// Refuses importance of another shape than the source has, off its scale or of another length.
    pub(in crate::gap::servqual) fn check(
        &self,
        source: ImportanceSource,
        instrument: &Instrument,
        missing: MissingRule,
        rows: usize,
    ) -> Result<()> {
        match (source, self) {
            (ImportanceSource::InstrumentWeights, Self::NotAsked) => Ok(()),
            (ImportanceSource::ItemRatings { scale }, Self::Ratings(columns)) => {
                check_shape(instrument.id(), instrument.items().len(), columns)?;
                columns.iter().try_for_each(|column| require_rows(column, rows))?;
                check_answers(columns, scale, missing)
            }
            (ImportanceSource::DimensionPoints { rule }, Self::Points(columns)) => {
                check_points(columns, rule, instrument, missing, rows)
            }
            (source, found) => Err(QualityError::WrongObservations {
                place: instrument.id().into(),
                found: found.name().into(),
                expected: match source {
                    ImportanceSource::InstrumentWeights => "no importance: the instrument has the weights".into(),
                    ImportanceSource::DimensionPoints { .. } => "points, a column for each dimension".into(),
                    ImportanceSource::ItemRatings { .. } => "importance ratings, a column for each item".into(),
                },
            }),
        }
    }

    /// Whether anybody was asked.
    pub(in crate::gap::servqual) fn is_asked(&self) -> bool {
        !matches!(self, Self::NotAsked)
    }

    /// Reads the importance that the respondent in `row` gave; none where nobody was asked.
    pub(in crate::gap::servqual) fn read(
        &self,
        row: usize,
        instrument: &Instrument,
        importance: &mut RespondentImportance,
    ) {
        let items = &mut importance.items;
        items.clear();
        match self {
            Self::NotAsked => {}
            Self::Ratings(columns) => {
                items.extend(columns.iter().map(|column| column.get(row).map(i64::from)));
                importance.total = 1;
            }
            Self::Points(columns) => {
                let total: Option<i64> = columns.iter().map(|column| column.get(row)).sum();
                let of = |item: usize| columns[instrument.dimension_of(item)].get(row).filter(|_| total.is_some());
                items.extend((0..instrument.items().len()).map(of));
                importance.total = total.unwrap_or(0).unsigned_abs();
            }
        }
    }

    /// Respondents with all points whose sum is not 100.
    pub(in crate::gap::servqual) fn count_renormalised(&self, rows: usize) -> u64 {
        let Self::Points(columns) = self else { return 0 };
        let sum = |row: usize| columns.iter().map(|column| column.get(row)).sum::<Option<i64>>();
        (0..rows).filter(|&row| sum(row).is_some_and(|sum| sum != 100)).count() as u64
    }
}

fn require_rows<T: Copy>(column: &Column<'_, T>, rows: usize) -> Result<()> {
    if column.len() == rows {
        return Ok(());
    }
    Err(QualityError::LengthMismatch {
        left: "answers".into(),
        right: column.name().into(),
        left_length: rows as u64,
        right_length: column.len() as u64,
    })
}

fn check_points(
    columns: &[Column<'_, i64>],
    rule: PointsRule,
    instrument: &Instrument,
    missing: MissingRule,
    rows: usize,
) -> Result<()> {
    if columns.len() != instrument.dimensions().len() {
        return Err(QualityError::LengthMismatch {
            left: format!("dimensions of `{}`", instrument.id()),
            right: "columns of points".into(),
            left_length: instrument.dimensions().len() as u64,
            right_length: columns.len() as u64,
        });
    }
    columns.iter().try_for_each(|column| require_rows(column, rows))?;
    for row in 0..rows {
        let mut sum = Some(0);
        for column in columns {
            let points = column.get(row);
            if points.is_none() && missing == MissingRule::Raise {
                return Err(column.missing(row));
            }
            if let Some(value) = points.filter(|points| !(0..=MOST_POINTS).contains(points)) {
                let (place, expected) = (column.name().into(), format!("0 to {MOST_POINTS} points"));
                return Err(QualityError::InvalidCount { place, row: row as u64, value, expected });
            }
            sum = sum.zip(points).map(|(sum, points)| sum + points);
        }
        match (sum, rule) {
            (Some(100) | None, _) => {}
            (Some(sum), PointsRule::Renormalise) if sum > 0 => {}
            (Some(sum), _) => return Err(wrong_sum(row, sum, rule)),
        }
    }
    Ok(())
}

fn wrong_sum(row: usize, sum: i64, rule: PointsRule) -> QualityError {
    QualityError::InvalidCell {
        place: "points".into(),
        row: row as u64,
        value: format!("points that add to {sum}"),
        expected: match rule {
            PointsRule::Share100 => "points that share 100 (or the rule `renormalise`)".into(),
            PointsRule::Renormalise => "at least one point".into(),
        },
    }
}
