//! The group of each row of a chunk: its unit and the first day of its period.

use std::borrow::Cow;

use super::{ScorecardObservations, ScorecardOptions};
use crate::error::{QualityError, Result};
use crate::measure::MissingRule;

/// Between the unit and the first day of the period in the key of a group.
pub(super) const SEPARATOR: char = '\u{1f}';
/// The group of rows without an instant, which is not shown.
const UNDATED: &str = "\u{1e}";
/// Up to so many pairs of unit and period are looked up by position.
const DENSE: usize = 1 << 22;

/// The group of each row: unit and first day of the period.
pub(super) fn group<'a>(chunk: &ScorecardObservations<'a>, options: &ScorecardOptions) -> Result<Grouped<'a>> {
    if let Some((row, code)) = chunk.codes.iter().enumerate().find(|(_, code)| **code as usize >= chunk.units.len()) {
        return Err(QualityError::UnknownId {
            place: format!("unit, row {row}"),
            id: code.to_string(),
            expected: format!("a code below {}", chunk.units.len()),
        });
    }
    let Some(rule) = &options.periods else {
        let keys = chunk.units.iter().map(|unit| format!("{unit}{SEPARATOR}")).collect();
        return Ok(Grouped { keys, codes: chunk.codes.into(), undated: 0 });
    };
    let Some(at) = &chunk.at else {
        return Err(QualityError::WrongObservations {
            place: "scorecard".into(),
            found: "no column of instants".into(),
            expected: format!("the instants that are cut into {}", rule.length().name()),
        });
    };
    if at.len() != chunk.codes.len() {
        return Err(lengths(chunk.codes.len(), at.name(), at.len()));
    }
    if options.undated == MissingRule::Raise
        && let Some(row) = (0..at.len()).find(|&row| !at.is_valid(row))
    {
        return Err(at.missing(row));
    }
    let cut = rule.periods(at)?;
    let starts: Vec<String> = cut.periods.iter().map(|period| period.days.first().to_string()).collect();
    let mut codes = Vec::with_capacity(at.len());
    let mut keys = vec![UNDATED.to_owned()];
    let mut undated = 0;
    let mut known = Known::new(chunk.units.len(), starts.len());
    for (&unit, period) in chunk.codes.iter().zip(&cut.codes) {
        let Some(period) = *period else {
            undated += 1;
            codes.push(0);
            continue;
        };
        let code = known.code(unit as usize, period as usize, || {
            keys.push(format!("{}{SEPARATOR}{}", chunk.units[unit as usize], starts[period as usize]));
            keys.len() as u32 - 1
        });
        codes.push(code);
    }
    Ok(Grouped { keys, codes: codes.into(), undated })
}

/// Groups of a chunk.
pub(super) struct Grouped<'a> {
    pub(super) keys: Vec<String>,
    pub(super) codes: Cow<'a, [u32]>,
    pub(super) undated: u64,
}

/// Codes of pairs of unit and period that occurred.
enum Known {
    Dense { codes: Vec<u32>, periods: usize },
    Sparse(std::collections::BTreeMap<(usize, usize), u32>),
}

impl Known {
    fn new(units: usize, periods: usize) -> Self {
        match units.checked_mul(periods).filter(|&pairs| pairs <= DENSE) {
            Some(pairs) => Self::Dense { codes: vec![0; pairs], periods },
            None => Self::Sparse(Default::default()),
        }
    }

    /// The code of a pair; code 0 is taken by rows without an instant.
    #[inline]
    fn code(&mut self, unit: usize, period: usize, make: impl FnOnce() -> u32) -> u32 {
        match self {
            Self::Dense { codes, periods } => {
                let code = &mut codes[unit * *periods + period];
                if *code == 0 {
                    *code = make();
                }
                *code
            }
            Self::Sparse(codes) => *codes.entry((unit, period)).or_insert_with(make),
        }
    }
}

pub(super) fn lengths(rows: usize, column: &str, length: usize) -> QualityError {
    QualityError::LengthMismatch {
        left: "unit".into(),
        right: column.into(),
        left_length: rows as u64,
        right_length: length as u64,
    }
}
