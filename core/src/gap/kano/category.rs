//! Categories of answers and of features.

use serde::{Deserialize, Serialize};

use crate::measure::Label;

/// What a feature is to a customer, in the order that breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum KanoCategory {
    /// Taken for granted: its absence dissatisfies (M).
    MustBe,
    /// The more the better (O).
    OneDimensional,
    /// Delights when it is there (A).
    Attractive,
    /// Makes no difference (I).
    Indifferent,
    /// Unwanted: its absence satisfies (R).
    Reverse,
    /// The answers contradict each other (Q).
    Questionable,
}

use KanoCategory::{Attractive, Indifferent, MustBe, OneDimensional, Questionable, Reverse};

/// The classic table: rows are the functional, columns the dysfunctional answer.
const TABLE: [[KanoCategory; 5]; 5] = [
    [Questionable, Attractive, Attractive, Attractive, OneDimensional],
    [Reverse, Indifferent, Indifferent, Indifferent, MustBe],
    [Reverse, Indifferent, Indifferent, Indifferent, MustBe],
    [Reverse, Indifferent, Indifferent, Indifferent, MustBe],
    [Reverse, Reverse, Reverse, Reverse, Questionable],
];

impl KanoCategory {
    /// All categories, in the order that breaks ties.
    pub const ALL: [Self; 6] = [MustBe, OneDimensional, Attractive, Indifferent, Reverse, Questionable];

    /// The category of one pair of answers, each from 1 (like) to 5 (dislike); `None` beyond.
    ///
    /// ```
    /// use servqual::gap::kano::KanoCategory;
    /// assert_eq!(KanoCategory::of(1, 5), Some(KanoCategory::OneDimensional));
    /// assert_eq!(KanoCategory::of(5, 5), Some(KanoCategory::Questionable));
    /// assert_eq!(KanoCategory::of(0, 5), None);
    /// ```
    pub fn of(functional: i8, dysfunctional: i8) -> Option<Self> {
        let position = |answer: i8| usize::try_from(i16::from(answer) - 1).ok();
        TABLE.get(position(functional)?)?.get(position(dysfunctional)?).copied()
    }

    /// The usual letter: M, O, A, I, R or Q.
    pub fn letter(self) -> &'static str {
        match self {
            MustBe => "M",
            OneDimensional => "O",
            Attractive => "A",
            Indifferent => "I",
            Reverse => "R",
            Questionable => "Q",
        }
    }

    /// Name for people.
    pub fn label(self) -> Label {
        let (zh, en) = match self {
            MustBe => ("必备", "Must-be"),
            OneDimensional => ("期望(一元)", "One-dimensional"),
            Attractive => ("魅力", "Attractive"),
            Indifferent => ("无差异", "Indifferent"),
            Reverse => ("反向", "Reverse"),
            Questionable => ("可疑", "Questionable"),
        };
        Label::new(zh, en)
    }
}

/// Answers by category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct KanoCounts {
    /// M.
    pub must_be: u64,
    /// O.
    pub one_dimensional: u64,
    /// A.
    pub attractive: u64,
    /// I.
    pub indifferent: u64,
    /// R.
    pub reverse: u64,
    /// Q.
    pub questionable: u64,
}

impl KanoCounts {
    /// From the counts of every pair of answers, functional answer by functional answer.
    pub(super) fn new(pairs: &[u64]) -> Self {
        let mut counts = [0; 6];
        for (category, count) in TABLE.iter().flatten().zip(pairs) {
            counts[*category as usize] += count;
        }
        let [must_be, one_dimensional, attractive, indifferent, reverse, questionable] = counts;
        Self { must_be, one_dimensional, attractive, indifferent, reverse, questionable }
    }

    /// How many answers fell into `category`.
    pub fn of(&self, category: KanoCategory) -> u64 {
        match category {
            MustBe => self.must_be,
            OneDimensional => self.one_dimensional,
            Attractive => self.attractive,
            Indifferent => self.indifferent,
            Reverse => self.reverse,
            Questionable => self.questionable,
        }
    }

    /// The categories by falling count, ties in the order of [`KanoCategory::ALL`].
    pub(super) fn ranked(&self) -> [KanoCategory; 6] {
        let mut ranked = KanoCategory::ALL;
        // A stable sort keeps the order of ties.
        ranked.sort_by_key(|&category| core::cmp::Reverse(self.of(category)));
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_more_basic() {
        let counts = KanoCounts { attractive: 5, one_dimensional: 5, indifferent: 5, ..Default::default() };
        assert_eq!(counts.ranked()[..3], [OneDimensional, Attractive, Indifferent]);
    }

    #[test]
    fn every_pair_has_a_place() {
        let one_each = KanoCounts::new(&[1; 25]);
        assert_eq!(one_each.must_be + one_each.one_dimensional + one_each.attractive, 3 + 1 + 3);
        assert_eq!((one_each.indifferent, one_each.reverse, one_each.questionable), (9, 7, 2));
    }
}
