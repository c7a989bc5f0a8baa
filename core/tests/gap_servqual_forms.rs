//! The four forms against the golden vector, and their laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::servqual::{
    ImportanceAnswers, ImportanceSource, PointsRule, ServqualAnswers, ServqualForm, ServqualFormAnswers,
    ServqualFormOptions, ServqualFormTally,
};
use servqual::measure::{Column, OwnedColumn, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("servqual_forms") {
        let table = table(&case).unwrap();
        let ids = item_ids(&case);
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let [e, p] = ["expectation", "perception"].map(|side| owned(&table, side, &ids));
        let ratings = table.get("ratings").map(|_| owned(&table, "ratings", &ids)).unwrap_or_default();
        let of = |id: &str| {
            let mut column = OwnedColumn::new(id);
            table["points"][id].iter().for_each(|&value| column.push(value));
            column
        };
        let points: Vec<OwnedColumn<i64>> = match table.contains_key("points") {
            true => instrument.dimensions().iter().map(|dimension| of(&dimension.id)).collect(),
            false => Vec::new(),
        };
        let points: Vec<Column<'_, i64>> = points.iter().map(|column| column.column().unwrap()).collect();
        let (e, p, ratings) = (borrowed(&e), borrowed(&p), borrowed(&ratings));
        let importance = match (ratings.is_empty(), points.is_empty()) {
            (false, _) => ImportanceAnswers::Ratings(&ratings),
            (_, false) => ImportanceAnswers::Points(&points),
            _ => ImportanceAnswers::NotAsked,
        };
        let mut tally = ServqualFormTally::new(instrument, options(&case)).unwrap();
        let answers = ServqualAnswers { expectation: &e, perception: &p };
        let outcome = tally.observe(ServqualFormAnswers { answers, importance }).and_then(|()| tally.finish());
        compare(&case, outcome, &mut deviations);
    }
    show("servqual_forms", &deviations);
}

fn tally(importance: ImportanceSource) -> ServqualFormTally {
    let instrument = r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}, {"id": "b"}],
        "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "a", "reversed": true},
            {"id": "q3", "dimension": "b"}]}"#;
    let options = ServqualFormOptions { importance, ..Default::default() };
    ServqualFormTally::new(Instrument::from_json(instrument).unwrap(), options).unwrap()
}

/// Three expectations, three perceptions, two points.
type Row = ([i8; 3], [i8; 3], [i64; 2]);

fn observe(tally: &mut ServqualFormTally, rows: &[Row]) -> servqual::Result<()> {
    let [e, p]: [[Vec<i8>; 3]; 2] = [
        core::array::from_fn(|item| rows.iter().map(|row| row.0[item]).collect()),
        core::array::from_fn(|item| rows.iter().map(|row| row.1[item]).collect()),
    ];
    let w: [Vec<i64>; 2] = core::array::from_fn(|dimension| rows.iter().map(|row| row.2[dimension]).collect());
    let [e, p] = [&e, &p].map(|side| side.each_ref().map(|values| Column::new("q", values)));
    let points = w.each_ref().map(|values| Column::new("w", values));
    let answers = ServqualAnswers { expectation: &e, perception: &p };
    tally.observe(ServqualFormAnswers { answers, importance: ImportanceAnswers::Points(&points) })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let answers = || prop::array::uniform3(1_i8..=7);
    prop::collection::vec((answers(), answers(), prop::array::uniform2(1_i64..=200)), 1..40)
}

const RENORMALISE: ImportanceSource = ImportanceSource::DimensionPoints { rule: PointsRule::Renormalise };

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(rows in rows(), cut in 0_usize..40) {
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] = [0; 3].map(|_| tally(RENORMALISE));
        observe(&mut whole, &rows).unwrap();
        observe(&mut left, &rows[..cut]).unwrap();
        observe(&mut right, &rows[cut..]).unwrap();
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        prop_assert_eq!(whole.finish().unwrap(), right.finish().unwrap());
    }

    /// Equal points leave the unweighted overall score, and the dimensions add up to the whole.
    #[test]
    fn equal_points_weigh_nothing(rows in rows(), points in 1_i64..=500) {
        let rows: Vec<Row> = rows.into_iter().map(|(e, p, _)| (e, p, [points; 2])).collect();
        let mut tally = tally(RENORMALISE);
        observe(&mut tally, &rows).unwrap();
        let report = tally.finish().unwrap();
        for (weighted, plain) in [
            (ServqualForm::ImportanceWeightedGap, ServqualForm::Gap),
            (ServqualForm::ImportanceWeightedPerformance, ServqualForm::Performance),
        ] {
            let score = |form| report.overall.score(form).and_then(|measure| measure.estimate).unwrap();
            prop_assert!((score(weighted) - score(plain)).abs() < 1e-12);
            let parts: f64 =
                report.dimensions.iter().map(|part| part.score(weighted).unwrap().estimate.unwrap()).sum();
            prop_assert!((score(weighted) - parts).abs() < 1e-12);
        }
    }

    /// Twice the points are the same points once they are renormalised.
    #[test]
    fn only_shares_count(rows in rows()) {
        let twice: Vec<Row> = rows.iter().map(|&(e, p, w)| (e, p, w.map(|points| 2 * points))).collect();
        let [once, twice] = [&rows, &twice].map(|rows| {
            let mut tally = tally(RENORMALISE);
            observe(&mut tally, rows).unwrap();
            tally.finish().unwrap().overall.importance_weighted_gap.unwrap()
        });
        prop_assert!((once.estimate.unwrap() - twice.estimate.unwrap()).abs() < 1e-12);
        if let Some((once, twice)) = once.standard_deviation.zip(twice.standard_deviation) {
            prop_assert!((once - twice).abs() < 1e-9);
        }
    }
}

/// A chunk that fails leaves the tally as it was.
#[test]
fn a_wrong_sum_changes_nothing() {
    let mut tally = tally(ImportanceSource::DimensionPoints { rule: PointsRule::Share100 });
    observe(&mut tally, &[([7; 3], [5; 3], [50, 50])]).unwrap();
    let before = to_bytes(&tally);
    let error = observe(&mut tally, &[([7; 3], [5; 3], [50, 50]), ([7; 3], [5; 3], [50, 45])]).unwrap_err();
    assert_eq!(error.row(), Some(1));
    assert!(error.to_string().contains("95"), "{error}");
    assert_eq!(to_bytes(&tally), before);
}
