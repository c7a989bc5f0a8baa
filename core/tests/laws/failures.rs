//! What fails changes nothing.

use proptest::prelude::*;
use servqual::QualityError;
use servqual::kpi::{KpiTable, KpiTally, net_promoter_score};
use servqual::measure::{MissingRule, Tally, to_bytes};

use crate::sample::{Rows, Sample, sample};
use crate::survey::survey;

/// Puts a value that cannot be into a row; tells the code of its error.
fn spoil(rows: &mut Rows, row: usize) -> &'static str {
    match rows {
        Rows::Ratings(rows) => {
            rows[row] = Some(-128);
            "outside_scale"
        }
        Rows::Durations(rows) => {
            rows[row] = Some(f64::NAN);
            "not_finite"
        }
        Rows::Spans(rows) => {
            rows[row] = [Some(1), Some(0)];
            "negative_duration"
        }
        Rows::Calls(rows) => {
            rows[row].0 = Some(-1.0);
            "negative_duration"
        }
        Rows::Amounts(rows) => {
            rows[row][1] = Some(f64::INFINITY);
            "not_finite"
        }
        Rows::Counts(rows) => {
            rows[row] = [Some(1), Some(-1)];
            "invalid_count"
        }
        Rows::Outcomes(rows) => {
            rows[row] = None;
            "missing_value"
        }
        Rows::Contacts(rows, _) => {
            rows[row].1 = None;
            "missing_value"
        }
    }
}

/// Fills every missing value, so that only the spoilt row can fail under the rule `raise`.
fn fill(rows: &mut Rows) {
    match rows {
        Rows::Outcomes(rows) => rows.iter_mut().for_each(|row| *row = row.or(Some(true))),
        Rows::Contacts(rows, _) => rows.iter_mut().for_each(|row| *row = (row.0.or(Some(0)), row.1.or(Some(0)))),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn indicators_and_tables(sample in sample(), row in any::<prop::sample::Index>(), group in 0_u32..3) {
        let row = row.index(sample.rows.len());
        let mut spoilt = sample.rows.clone();
        fill(&mut spoilt);
        let code = spoil(&mut spoilt, row);
        let raises = code == "missing_value";
        let rule = if raises { MissingRule::Raise } else { sample.definition.missing() };
        let definition = sample.definition.clone().with_missing(rule);
        let spoilt = Sample { definition: definition.clone(), rows: spoilt };
        let all: Vec<usize> = (0..spoilt.rows.len()).collect();

        // A tally that has seen something, and one that has not.
        for mut tally in [if raises { KpiTally::new(definition.clone()) } else { sample.whole() }, KpiTally::new(definition.clone())] {
            let before = to_bytes(&tally);
            let error = spoilt.observe(&mut tally, &all).unwrap_err();
            prop_assert_eq!((error.code(), error.row()), (code, Some(row as u64)));
            prop_assert_eq!(before, to_bytes(&tally));
        }

        // In a table the row is that of the chunk, not that within its group.
        let mut table = KpiTable::new(definition);
        let codes: Vec<u32> = all.iter().map(|&at| if at == row { group } else { at as u32 % 3 }).collect();
        let before = to_bytes(&table);
        let error = spoilt.observe_grouped(&mut table, &all, &["a", "b", "c"], &codes).unwrap_err();
        prop_assert_eq!((error.code(), error.row()), (code, Some(row as u64)));
        prop_assert_eq!(&before, &to_bytes(&table));
        let mut unknown = codes;
        unknown[row] = 3;
        let error = sample.observe_grouped(&mut table, &all, &["a", "b", "c"], &unknown).unwrap_err();
        prop_assert_eq!(error.code(), "unknown_id");
        prop_assert_eq!(before, to_bytes(&table));
    }

    #[test]
    fn surveys(
        survey in survey(),
        item in any::<prop::sample::Index>(),
        row in any::<prop::sample::Index>(),
        alone in any::<bool>(),
    ) {
        let (item, row) = (item.index(survey.expectation.len()), row.index(survey.rows));
        let mut spoilt = survey.clone();
        spoilt.expectation[item][row] = Some(127);
        spoilt.perception[item][row] = Some(spoilt.instrument.scale().minimum());
        // Beside a missing answer it is off the scale all the same.
        if alone {
            spoilt.perception[item][row] = None;
        }
        let mut tally = survey.whole();
        let before = to_bytes(&tally);
        let error = spoilt.observe(&mut tally, &(0..survey.rows).collect::<Vec<_>>()).unwrap_err();
        prop_assert_eq!((error.code(), error.row()), ("outside_scale", Some(row as u64)));
        prop_assert_eq!(before, to_bytes(&tally));
    }

    #[test]
    fn other_shapes_and_definitions(sample in sample()) {
        let mut other = KpiTally::new(net_promoter_score().unwrap());
        let before = to_bytes(&other);
        let error = other.merge(&sample.whole()).unwrap_err();
        prop_assert_eq!(error.code(), "definition_mismatch");
        if !matches!(sample.rows, Rows::Ratings(_)) {
            let error = sample.observe(&mut other, &[0]).unwrap_err();
            let named = matches!(&error, QualityError::WrongObservations { place, .. } if place == "net_promoter_score");
            prop_assert!(named, "{error}");
        }
        prop_assert_eq!(before, to_bytes(&other));
    }
}
