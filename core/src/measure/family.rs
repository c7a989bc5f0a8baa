//! Families of comparisons: many looks for a difference find one by chance.

use serde::{Deserialize, Serialize};

use super::{Comparison, Measure};
use crate::error::{QualityError, Result};
use crate::stats::{adjust, benjamini_hochberg, holm};

/// What a family of comparisons guards against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Correction {
    /// Any false alarm at all (Holm 1979).
    #[default]
    Holm,
    /// A large part of false alarms among the alarms (Benjamini and Hochberg 1995).
    BenjaminiHochberg,
}

/// One comparison of a family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct FamilyMember {
    /// The comparison by itself; its interval is not adjusted.
    pub comparison: Comparison,
    /// Its p value, adjusted for the family; missing where the comparison has none.
    pub adjusted_p_value: Option<f64>,
}

/// Comparisons that are looked at together, such as all teams against last year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ComparisonFamily {
    /// What it guards against.
    pub correction: Correction,
    /// How many of them have a p value, and were adjusted for.
    pub tests: u64,
    /// The comparisons, in the order they came.
    pub members: Vec<FamilyMember>,
}

impl ComparisonFamily {
    /// Compares each of `second` with the one of `first` in its place.
    ///
    /// # Errors
    /// [`QualityError::LengthMismatch`], and [`QualityError::DefinitionMismatch`] where two measures
    /// of a pair do not mean the same; pairs may differ from each other.
    ///
    /// ```
    /// use servqual::kpi::{Observations, resolution_rate};
    /// use servqual::measure::{Column, ComparisonFamily, Correction, Measure};
    /// let measure = |yes: usize| -> servqual::Result<Measure> {
    ///     let solved: Vec<bool> = (0..200).map(|row| row < yes).collect();
    ///     resolution_rate()?.measure(Observations::Outcomes(Column::new("solved", &solved)))
    /// };
    /// let (before, after) = ([measure(100)?, measure(100)?], [measure(122)?, measure(101)?]);
    /// let family = ComparisonFamily::new(&before, &after, Correction::Holm)?;
    /// let p = |at: usize| family.members[at].comparison.p_value.unwrap_or(1.0);
    /// assert_eq!(family.members[0].adjusted_p_value, Some(2.0 * p(0)));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn new(first: &[Measure], second: &[Measure], correction: Correction) -> Result<Self> {
        if first.len() != second.len() {
            return Err(QualityError::LengthMismatch {
                left: "first".into(),
                right: "second".into(),
                left_length: first.len() as u64,
                right_length: second.len() as u64,
            });
        }
        let pairs = first.iter().zip(second);
        let comparisons = pairs.map(|(first, second)| second.change_since(first)).collect::<Result<Vec<_>>>()?;
        let p_values: Vec<Option<f64>> = comparisons.iter().map(|comparison| comparison.p_value).collect();
        let adjusted = adjust(
            &p_values,
            match correction {
                Correction::Holm => holm,
                Correction::BenjaminiHochberg => benjamini_hochberg,
            },
        );
        let members = comparisons.into_iter().zip(adjusted);
        Ok(Self {
            correction,
            tests: p_values.iter().flatten().count() as u64,
            members: members
                .map(|(comparison, adjusted_p_value)| FamilyMember { comparison, adjusted_p_value })
                .collect(),
        })
    }
}
