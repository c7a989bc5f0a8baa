//! Codes for "not applicable" that stand among the answers.

use crate::error::{QualityError, Result};
use crate::measure::{Column, Scale, Validity};

/// Answer columns in which declared codes for "not applicable" or "don't know" are no answers.
///
/// Survey tools write such codes beside the scale: 0 on a scale from 1, 9 on one to 7, −99. Undeclared
/// they are errors (`outside_scale`), never answers. Declared ones must lie off the scale, as nobody
/// could tell them from an answer on it. `ServqualOptions`
/// takes the codes itself and counts an exclusion of their own; for every other tally pass
/// [`columns`](Self::columns), in which they are missing, with the rule `omit`.
///
/// ```
/// use servqual::measure::{Column, Scale};
/// use servqual::survey::ApplicableAnswers;
/// let columns = [Column::new("q1", &[5, 0, 7]), Column::new("q2", &[6, 6, 6])];
/// let answers = ApplicableAnswers::new(&columns, Scale::ONE_TO_SEVEN, &[0, -99])?;
/// assert_eq!(answers.not_applicable(), [1, 0]);
/// assert_eq!(answers.columns()?[0].get(1), None);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ApplicableAnswers<'a> {
    columns: Vec<Column<'a, i8>>,
    /// Which rows have an answer; where a column has no code, the column knows.
    bits: Vec<Option<Vec<u8>>>,
    counts: Vec<u64>,
}

impl<'a> ApplicableAnswers<'a> {
    /// Looks for the codes.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] for a code that is a point of the scale.
    pub fn new(columns: &[Column<'a, i8>], scale: Scale, codes: &[i8]) -> Result<Self> {
        if let Some(code) = codes.iter().find(|code| scale.contains(**code)) {
            return Err(QualityError::InvalidParameter {
                place: "not_applicable".into(),
                value: code.to_string(),
                expected: format!("a code off the scale {scale}, which an answer cannot be"),
            });
        }
        let found: Vec<(Option<Vec<u8>>, u64)> = columns.iter().map(|column| without_codes(column, codes)).collect();
        let (bits, counts) = found.into_iter().unzip();
        Ok(Self { columns: columns.to_vec(), bits, counts })
    }

    /// The columns, codes being missing.
    ///
    /// # Errors
    /// None of its own: each bitmap covers its rows.
    pub fn columns(&self) -> Result<Vec<Column<'_, i8>>> {
        let columns = self.columns.iter().zip(&self.bits);
        columns
            .map(|(column, bits)| match bits {
                Some(bits) => Column::new(column.name(), column.values()).with_validity(Validity::new(bits, 0)),
                None => Ok(*column),
            })
            .collect()
    }

    /// How many codes each column has.
    pub fn not_applicable(&self) -> &[u64] {
        &self.counts
    }

    /// Whether any column has a code.
    pub(crate) fn has_codes(&self) -> bool {
        self.bits.iter().any(Option::is_some)
    }

    /// Whether a code stands in this row.
    pub(crate) fn is_not_applicable(&self, column: usize, row: usize) -> bool {
        let answered = |bits: &Vec<u8>| Validity::new(bits, 0).is_valid(row);
        self.bits[column].as_ref().is_some_and(|bits| self.columns[column].is_valid(row) && !answered(bits))
    }
}

/// One bit for each answer that is there and no code, and the number of codes; no bits without codes.
fn without_codes(column: &Column<'_, i8>, codes: &[i8]) -> (Option<Vec<u8>>, u64) {
    if !codes.iter().any(|code| column.values().contains(code)) {
        return (None, 0);
    }
    let (mut bits, mut count) = (vec![0_u8; column.len().div_ceil(8)], 0);
    for row in 0..column.len() {
        if let Some(answer) = column.get(row) {
            let code = codes.contains(&answer);
            count += u64::from(code);
            bits[row / 8] |= u8::from(!code) << (row % 8);
        }
    }
    if count == 0 { (None, 0) } else { (Some(bits), count) }
}
