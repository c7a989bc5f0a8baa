//! What each row counts, and with which weight.

use super::{ClusteredTally, Weighting};
use crate::error::{QualityError, Result};
use crate::kpi::{Criterion, KpiTally, Observations, Statistic};
use crate::measure::{Column, MissingRule, Tally};

impl ClusteredTally {
    /// What one observation adds to the numerator.
    pub(super) fn values(&self, observations: Observations<'_>) -> Result<Vec<Option<f64>>> {
        // The plain tally refuses what is wrong, with its place and row.
        KpiTally::new(self.definition.clone().with_missing(MissingRule::Omit)).observe(observations)?;
        let raise = |missing: Option<QualityError>| match missing {
            Some(error) if self.definition.missing() == MissingRule::Raise => Err(error),
            _ => Ok(()),
        };
        let statistic = self.definition.statistic();
        Ok(match observations {
            Observations::Ratings(column) => {
                raise((0..column.len()).find(|&row| !column.is_valid(row)).map(|row| column.missing(row)))?;
                column.iter().map(|answer| answer.map(|answer| rated(statistic, answer))).collect()
            }
            Observations::Outcomes(column) => {
                raise((0..column.len()).find(|&row| !column.is_valid(row)).map(|row| column.missing(row)))?;
                column.iter().map(|yes| yes.map(|yes| f64::from(u8::from(yes)))).collect()
            }
            Observations::Durations(column) => {
                raise((0..column.len()).find(|&row| !column.is_valid(row)).map(|row| column.missing(row)))?;
                column.iter().map(|seconds| seconds.map(|seconds| lasted(statistic, seconds))).collect()
            }
            _ => {
                return Err(QualityError::WrongObservations {
                    place: self.definition.id().into(),
                    found: "observations without one value a row".into(),
                    expected: "ratings, outcomes or durations".into(),
                });
            }
        })
    }

    pub(super) fn weights(&self, weights: Option<Column<'_, f64>>, rows: usize) -> Result<Vec<Option<f64>>> {
        let Some(column) = weights else {
            if self.weighting == Weighting::Equal {
                return Ok(vec![Some(1.0); rows]);
            }
            return Err(self.wrong("no weights", "a column of weights"));
        };
        if self.weighting == Weighting::Equal {
            return Err(self.wrong("weights", "none: the tally counts every row once"));
        }
        for row in 0..column.len() {
            match column.get(row) {
                None if self.definition.missing() == MissingRule::Raise => return Err(column.missing(row)),
                Some(weight) if !weight.is_finite() || weight < 0.0 => {
                    return Err(QualityError::InvalidCell {
                        place: column.name().into(),
                        row: row as u64,
                        value: weight.to_string(),
                        expected: "a finite weight of zero or more".into(),
                    });
                }
                _ => {}
            }
        }
        Ok(column.iter().collect())
    }

    pub(super) fn wrong(&self, found: &str, expected: &str) -> QualityError {
        QualityError::WrongObservations {
            place: self.definition.id().into(),
            found: found.into(),
            expected: expected.into(),
        }
    }
}

/// What a rating counts.
fn rated(statistic: &Statistic, answer: i8) -> f64 {
    match statistic {
        Statistic::Share { criterion: Criterion::Between { from, to } } => {
            f64::from(u8::from((*from..=*to).contains(&answer)))
        }
        Statistic::NetScore { below_up_to, above_from } => {
            100.0 * (f64::from(u8::from(answer >= *above_from)) - f64::from(u8::from(answer <= *below_up_to)))
        }
        _ => f64::from(answer),
    }
}

/// What a duration counts.
fn lasted(statistic: &Statistic, seconds: f64) -> f64 {
    match statistic {
        Statistic::Share { criterion: Criterion::AtMost { seconds: limit } } => f64::from(u8::from(seconds <= *limit)),
        _ => seconds,
    }
}
