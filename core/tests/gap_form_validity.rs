//! Validity of the forms and the ceiling of expectations against the golden vectors, and their laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, options, owned, show, table};
use proptest::prelude::*;
use servqual::gap::servqual::{
    ExpectationCeilingTally, FormValidityAnswers, FormValidityTally, ImportanceAnswers, ServqualAnswers,
};
use servqual::measure::{Column, OwnedColumn, Scale, Tally, from_bytes, to_bytes};
use servqual::survey::Instrument;

#[test]
fn validity_agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("form_validity") {
        let table = table(&case).unwrap();
        let ids = item_ids(&case);
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let [e, p] = ["expectation", "perception"].map(|side| owned(&table, side, &ids));
        let ratings = table.get("ratings").map(|_| owned(&table, "ratings", &ids)).unwrap_or_default();
        let overall = owned(&table, "overall", &["overall".to_owned()]);
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
        let scale: Scale = serde_json::from_value(case["overall_scale"].clone()).unwrap();
        let mut tally = FormValidityTally::new(instrument, scale, options(&case)).unwrap();
        let answers = ServqualAnswers { expectation: &e, perception: &p };
        let overall = borrowed(&overall)[0];
        let outcome = tally.observe(FormValidityAnswers { answers, importance, overall }).and_then(|()| tally.finish());
        compare(&case, outcome, &mut deviations);
    }
    show("form_validity", &deviations);
}

#[test]
fn ceiling_agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("expectation_ceiling") {
        let table = table(&case).unwrap();
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let columns = owned(&table, "expectation", &item_ids(&case));
        let mut tally = ExpectationCeilingTally::new(instrument, options(&case));
        let outcome = tally.observe(&borrowed(&columns)).and_then(|()| tally.finish());
        compare(&case, outcome, &mut deviations);
    }
    show("expectation_ceiling", &deviations);
}

fn instrument() -> Instrument {
    Instrument::from_json(
        r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7},
            "dimensions": [{"id": "a", "weight": 60}, {"id": "b", "weight": 40}],
            "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "b", "reversed": true}]}"#,
    )
    .unwrap()
}

/// Expectations, perceptions, overall rating.
type Row = ([i8; 2], [i8; 2], i8);

fn observe(tally: &mut FormValidityTally, rows: &[Row]) {
    let side = |of: fn(&Row) -> [i8; 2]| -> [Vec<i8>; 2] {
        core::array::from_fn(|item| rows.iter().map(|row| of(row)[item]).collect())
    };
    let [e, p] = [side(|row| row.0), side(|row| row.1)];
    let [e, p] = [&e, &p].map(|side| side.each_ref().map(|values| Column::new("q", values)));
    let overall: Vec<i8> = rows.iter().map(|row| row.2).collect();
    let answers = ServqualAnswers { expectation: &e, perception: &p };
    let overall = Column::new("overall", &overall);
    tally.observe(FormValidityAnswers { answers, importance: ImportanceAnswers::NotAsked, overall }).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cutting, merging and reading back change no bit.
    #[test]
    fn any_cut_gives_the_same_bits(
        rows in prop::collection::vec((prop::array::uniform2(1_i8..=7), prop::array::uniform2(1_i8..=7), 1_i8..=5), 1..40),
        cut in 0_usize..40,
    ) {
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] =
            [0; 3].map(|_| FormValidityTally::new(instrument(), Scale::ONE_TO_FIVE, Default::default()).unwrap());
        observe(&mut whole, &rows);
        observe(&mut left, &rows[..cut]);
        observe(&mut right, &rows[cut..]);
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        prop_assert_eq!(whole.finish().unwrap(), right.finish().unwrap());
    }

    /// The ceiling is a part of a whole, and who is at the top throughout is at the top.
    #[test]
    fn the_ceiling_is_a_share(
        rows in prop::collection::vec(prop::array::uniform2(6_i8..=7), 1..40),
        cut in 0_usize..40,
    ) {
        let observe = |tally: &mut ExpectationCeilingTally, rows: &[[i8; 2]]| {
            let columns: [Vec<i8>; 2] = core::array::from_fn(|item| rows.iter().map(|row| row[item]).collect());
            tally.observe(&columns.each_ref().map(|values| Column::new("q", values))).unwrap();
        };
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] = [0; 3].map(|_| ExpectationCeilingTally::new(instrument(), Default::default()));
        observe(&mut whole, &rows);
        observe(&mut left, &rows[..cut]);
        observe(&mut right, &rows[cut..]);
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        let overall = whole.finish().unwrap().overall;
        prop_assert!(overall.throughout.unwrap().estimate.unwrap() <= overall.at_top.estimate.unwrap());
    }
}
