//! What a Kano survey says.

use serde::{Deserialize, Serialize};

use super::category::{KanoCategory, KanoCounts};
use super::tally::{KanoFeature, KanoOptions};
use crate::error::Result;
use crate::measure::{
    Definition, Direction, Exclusion, ExclusionReason, Interval, Label, Measure, Parameter, Unit, left_out,
};
use crate::stats::IntegerMoments;

/// Fong's factor for the two most frequent categories, as printed in 1996.
const FONG: f64 = 1.65;
/// Continuous scores of the functional answer, like to dislike.
const FUNCTIONAL: [i64; 5] = [4, 2, 0, -1, -2];
/// Continuous scores of the dysfunctional answer, like to dislike.
const DYSFUNCTIONAL: [i64; 5] = [-2, -1, 0, 2, 4];

/// Whether the most frequent category is really ahead of the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct FongTest {
    /// The most frequent of M, O, A, I and R.
    pub first: KanoCategory,
    /// The next.
    pub second: KanoCategory,
    /// Difference of their counts.
    pub difference: u64,
    /// The least difference that tells them apart.
    pub critical: f64,
    /// Whether the difference reaches it; where not, the feature is a mix of both.
    pub distinct: bool,
}

/// What one feature is to the customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KanoResult {
    /// Id of the feature.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// The most frequent category, ties by M > O > A > I > R > Q.
    pub category: KanoCategory,
    /// Answers by category.
    pub counts: KanoCounts,
    /// Fong's test of the two most frequent categories.
    pub fong: FongTest,
    /// How much its presence adds to satisfaction, 0 to 1; missing where all answers are R or Q.
    pub better: Measure,
    /// How much its absence takes from satisfaction, 0 to −1; missing where all answers are R or Q.
    pub worse: Measure,
    /// Share of answers that want the feature at all.
    pub total_strength: Measure,
    /// Share of the most frequent category minus the share of the next.
    pub category_strength: f64,
    /// Mean continuous score of the functional question, −2 to 4.
    pub functional_score: Measure,
    /// Mean continuous score of the dysfunctional question, −2 to 4.
    pub dysfunctional_score: Measure,
    /// Category by these means; missing where one is negative.
    pub continuous_category: Option<KanoCategory>,
}

/// What a Kano survey says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct KanoReport {
    /// Rows seen.
    pub respondents: u64,
    /// One result for each feature, in their order.
    pub features: Vec<KanoResult>,
}

impl KanoReport {
    pub(super) fn new(features: &[KanoFeature], options: &KanoOptions, rows: u64, pairs: &[Vec<u64>]) -> Result<Self> {
        for (feature, pairs) in features.iter().zip(pairs) {
            Measure::require_observations(&feature.id, pairs.iter().sum(), 1)?;
        }
        let result = |(feature, pairs): (&KanoFeature, &Vec<u64>)| {
            Context { feature, options, n: pairs.iter().sum(), rows }.result(pairs)
        };
        Ok(Self { respondents: rows, features: features.iter().zip(pairs).map(result).collect() })
    }
}

struct Context<'a> {
    feature: &'a KanoFeature,
    options: &'a KanoOptions,
    /// Pairs of answers.
    n: u64,
    rows: u64,
}

impl Context<'_> {
    fn definition(&self, id: &str, zh: &str, en: &str, unit: Unit, direction: Direction) -> Definition {
        let parameters =
            vec![Parameter::new("feature", &self.feature.id), Parameter::new("evaluation table", "classic")];
        Definition::new(id, Label::new(zh, en), parameters, unit, direction, self.options.missing)
    }

    fn excluded(&self) -> Vec<Exclusion> {
        left_out(ExclusionReason::Missing, self.rows - self.n)
    }

    fn result(&self, pairs: &[u64]) -> KanoResult {
        let counts = KanoCounts::new(pairs);
        let ranked = counts.ranked();
        let functional = self.score("kano_functional", "功能得分", "Functional score", |at| FUNCTIONAL[at / 5], pairs);
        let dysfunctional =
            self.score("kano_dysfunctional", "反功能得分", "Dysfunctional score", |at| DYSFUNCTIONAL[at % 5], pairs);
        let wanted = counts.attractive + counts.one_dimensional + counts.must_be;
        let strength = self.definition("kano_total_strength", "总强度", "Total strength", Unit::Share, HIGHER);
        KanoResult {
            id: self.feature.id.clone(),
            label: self.feature.label.clone(),
            category: ranked[0],
            fong: fong(&counts, self.n),
            better: self.better(&counts),
            worse: self.worse(&counts),
            total_strength: Measure::of_share(strength, wanted, self.n, self.excluded(), self.options.level),
            category_strength: (counts.of(ranked[0]) - counts.of(ranked[1])) as f64 / self.n as f64,
            continuous_category: functional.estimate.zip(dysfunctional.estimate).and_then(continuous),
            functional_score: functional,
            dysfunctional_score: dysfunctional,
            counts,
        }
    }

    fn better(&self, counts: &KanoCounts) -> Measure {
        let definition = self.definition("kano_better", "增加后满意系数", "Better", Unit::Share, HIGHER);
        let part = counts.attractive + counts.one_dimensional;
        Measure::of_share(definition, part, decided(counts), self.left_out_of(counts), self.options.level)
    }

    /// The share of answers that miss the feature, with its sign turned.
    fn worse(&self, counts: &KanoCounts) -> Measure {
        let definition =
            self.definition("kano_worse", "消除后不满意系数", "Worse", Unit::ShareDifference, Direction::LowerIsBetter);
        let part = counts.one_dimensional + counts.must_be;
        let mut measure =
            Measure::of_share(definition, part, decided(counts), self.left_out_of(counts), self.options.level);
        // Zero has one sign only.
        measure.estimate = measure.estimate.map(|share| 0.0 - share);
        measure.interval = measure.interval.map(|interval| Interval {
            lower: 0.0 - interval.upper,
            upper: 0.0 - interval.lower,
            ..interval
        });
        measure
    }

    /// What the coefficients leave out: missing pairs, and answers that are R or Q.
    fn left_out_of(&self, counts: &KanoCounts) -> Vec<Exclusion> {
        let mut excluded = self.excluded();
        excluded.extend(left_out(ExclusionReason::Flagged, counts.reverse + counts.questionable));
        excluded
    }

    fn score(&self, id: &str, zh: &str, en: &str, of: impl Fn(usize) -> i64, pairs: &[u64]) -> Measure {
        let mut moments = IntegerMoments::default();
        pairs.iter().enumerate().for_each(|(at, &count)| moments.add(of(at), count));
        let definition = self.definition(id, zh, en, Unit::Coefficient, HIGHER);
        Measure::of_mean(definition, moments.summary(1.0), self.excluded(), self.options.level)
    }
}

const HIGHER: Direction = Direction::HigherIsBetter;

/// Answers that are neither R nor Q.
fn decided(counts: &KanoCounts) -> u64 {
    counts.attractive + counts.one_dimensional + counts.must_be + counts.indifferent
}

fn fong(counts: &KanoCounts, n: u64) -> FongTest {
    let ranked = counts.ranked();
    let mut meaningful = ranked.iter().copied().filter(|&category| category != KanoCategory::Questionable);
    // Five categories are left, so both are there.
    let first = meaningful.next().unwrap_or(KanoCategory::MustBe);
    let second = meaningful.next().unwrap_or(KanoCategory::OneDimensional);
    let (most, next) = (counts.of(first), counts.of(second));
    let (both, twice) = ((most + next) as f64, 2.0 * n as f64);
    let critical = FONG * (both * (twice - both) / twice).sqrt();
    let difference = most - next;
    FongTest { first, second, difference, critical, distinct: difference > 0 && difference as f64 >= critical }
}

fn continuous((functional, dysfunctional): (f64, f64)) -> Option<KanoCategory> {
    if functional < 0.0 || dysfunctional < 0.0 {
        return None;
    }
    Some(match (functional >= 2.0, dysfunctional >= 2.0) {
        (true, true) => KanoCategory::OneDimensional,
        (true, false) => KanoCategory::Attractive,
        (false, true) => KanoCategory::MustBe,
        (false, false) => KanoCategory::Indifferent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts printed in the README of the R package stp25kano, with difference and critical value.
    #[test]
    fn published_fong_tests() {
        for (must_be, one_dimensional, attractive, indifferent, reverse, questionable, difference, critical) in [
            (95, 123, 45, 33, 0, 0, 28, 19.4),
            (101, 54, 54, 81, 3, 3, 20, 18.5),
            (15, 24, 121, 124, 6, 6, 3, 19.8),
            (9, 18, 83, 177, 6, 3, 94, 19.9),
        ] {
            let counts = KanoCounts { must_be, one_dimensional, attractive, indifferent, reverse, questionable };
            let test = fong(&counts, 296);
            assert_eq!(test.difference, difference);
            assert!((test.critical - critical).abs() < 0.05, "{}", test.critical);
            assert_eq!(test.distinct, difference > 3);
        }
    }
}
