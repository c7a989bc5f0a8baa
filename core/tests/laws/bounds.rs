//! Numbers stay where they can be.

use proptest::prelude::*;
use servqual::kpi::{Criterion, KpiDefinition, Observable, Observations, Statistic, net_promoter_score};
use servqual::measure::{Column, Direction, IntervalMethod, Label, Measure, Scale, Tally, Target, TargetBound, Unit};
use servqual::stats::interval::{ConfidenceLevel, ProportionMethod, proportion};

use crate::sample::sample;
use crate::survey::survey;

/// What holds for every measure.
fn holds(measure: &Measure) -> Result<(), TestCaseError> {
    prop_assert!(measure.n > 0 || measure.estimate.is_none());
    if let Some(deviation) = measure.standard_deviation {
        prop_assert!(deviation >= 0.0 && deviation.is_finite(), "deviation {deviation}");
    }
    let Some(estimate) = measure.estimate else {
        prop_assert_eq!(measure.interval, None);
        return Ok(());
    };
    prop_assert!(estimate.is_finite(), "estimate {estimate}");
    match &measure.definition.unit {
        Unit::Share => prop_assert!((0.0..=1.0).contains(&estimate)),
        Unit::NetPoint => prop_assert!((-100.0..=100.0).contains(&estimate)),
        Unit::ScalePoint { scale } => {
            prop_assert!((f64::from(scale.minimum())..=f64::from(scale.maximum())).contains(&estimate), "{estimate}");
        }
        Unit::ScaleDifference { scale } => prop_assert!(estimate.abs() < scale.points() as f64),
        _ => prop_assert!(estimate >= 0.0),
    }
    let Some(interval) = measure.interval else { return Ok(()) };
    prop_assert!(interval.lower <= interval.upper, "{interval:?}");
    match interval.method {
        IntervalMethod::Wilson => {
            prop_assert!(0.0 <= interval.lower && interval.lower <= estimate, "{estimate} {interval:?}");
            prop_assert!(estimate <= interval.upper && interval.upper <= 1.0, "{estimate} {interval:?}");
        }
        IntervalMethod::AdjustedWald => prop_assert!(-100.0 <= interval.lower && interval.upper <= 100.0),
        // Those of a quantile may lie on one side of an estimate between two of few values.
        IntervalMethod::OrderStatistics => {}
        _ => prop_assert!(interval.lower <= estimate && estimate <= interval.upper, "{estimate} {interval:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn indicators(sample in sample()) {
        if let Ok(measure) = sample.whole().finish() {
            holds(&measure)?;
        }
    }

    #[test]
    fn surveys(survey in survey()) {
        let Ok(report) = survey.whole().finish() else { return Ok(()) };
        for result in report.items.iter().chain(&report.dimensions) {
            for measure in [&result.expectation, &result.perception, &result.gap] {
                holds(measure)?;
            }
            prop_assert!(result.p_value.is_none_or(|p| (0.0..=1.0).contains(&p)));
            prop_assert_eq!(result.t.is_some(), result.gap.standard_deviation.is_some_and(|deviation| deviation > 0.0));
        }
        for measure in [Some(&report.overall.unweighted), report.overall.weighted.as_ref()].into_iter().flatten() {
            holds(measure)?;
        }
        // A mean over dimensions is a sum of doubles: it may pass the end of the scale by a rounding.
        if let Some(perception) = report.overall.servperf.estimate {
            let scale = survey.instrument.scale();
            let [low, high] = [scale.minimum(), scale.maximum()].map(f64::from);
            prop_assert!((low - 1e-12..=high + 1e-12).contains(&perception), "{perception}");
        }
    }

    #[test]
    fn every_interval_of_a_proportion_is_one(k in 0_u64..200, more in 0_u64..200, level in 0.001_f64..0.999_999) {
        let (n, level) = (k + more, ConfidenceLevel::new(level).unwrap());
        prop_assume!(n > 0);
        use ProportionMethod::*;
        for method in [Wilson, WilsonContinuity, ClopperPearson, Jeffreys, AgrestiCoull] {
            let bounds = proportion(k, n, method, level).unwrap();
            prop_assert!(0.0 <= bounds.lower && bounds.lower <= bounds.upper && bounds.upper <= 1.0, "{method:?} {bounds:?}");
            let mirrored = proportion(more, n, method, level).unwrap();
            prop_assert!((bounds.lower + mirrored.upper - 1.0).abs() < 1e-12, "{method:?} {bounds:?} {mirrored:?}");
        }
    }

    #[test]
    fn promoters_passives_and_detractors_are_everyone(answers in prop::collection::vec(0_i8..=10, 1..80)) {
        let share = |from, to| {
            let criterion = Criterion::Between { from, to };
            let observable = Observable::Rating { scale: Scale::ZERO_TO_TEN };
            let statistic = Statistic::Share { criterion };
            let definition =
                KpiDefinition::new("part", Label::default(), observable, statistic, Direction::HigherIsBetter).unwrap();
            let measure = definition.measure(Observations::Ratings(Column::new("answers", &answers))).unwrap();
            (measure.estimate.unwrap() * answers.len() as f64).round() as i64
        };
        let (detractors, passives, promoters) = (share(0, 6), share(7, 8), share(9, 10));
        let n = answers.len() as i64;
        prop_assert_eq!(detractors + passives + promoters, n);
        let measure = net_promoter_score().unwrap().measure(Observations::Ratings(Column::new("answers", &answers)));
        prop_assert_eq!(measure.unwrap().estimate, Some(100.0 * (promoters - detractors) as f64 / n as f64));
    }

    /// A decided verdict needs nothing more; an undecided one is decided by the number it names and
    /// not by one less.
    #[test]
    fn further_observations_are_the_least_that_decide(k in 0_u64..60, more in 0_u64..60, target in 0.0_f64..1.0) {
        let n = k + more;
        prop_assume!(n > 0);
        let judged = |scale: u64| {
            let definition = KpiDefinition::new(
                "share",
                Label::default(),
                Observable::Count { base: "case".into() },
                Statistic::Share { criterion: Criterion::Event {} },
                Direction::HigherIsBetter,
            ).unwrap();
            let (events, base) = ([(k * scale) as i64], [(n * scale) as i64]);
            let observations =
                Observations::Counts { events: Column::new("events", &events), base: Column::new("base", &base) };
            let target = Target::new(TargetBound::AtLeast, target, Unit::Share).unwrap();
            definition.measure(observations).unwrap().judge(&target).unwrap()
        };
        let verdict = judged(1);
        let undecided = verdict.outcome == servqual::measure::Outcome::Undecided;
        match verdict.further_observations {
            Some(0) => prop_assert!(!undecided),
            Some(further) => {
                prop_assert!(undecided);
                // The same share in whole multiples of the sample, around the number that is named.
                let (below, above) = ((n + further - 1) / n, (n + further).div_ceil(n));
                prop_assert!(judged(below).outcome == servqual::measure::Outcome::Undecided);
                prop_assert!(judged(above).outcome != servqual::measure::Outcome::Undecided);
            }
            None => prop_assert!(undecided && (k as f64 / n as f64 - target).abs() < 1e-6),
        }
    }
}
