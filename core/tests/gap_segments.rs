//! SERVQUAL by segment against the golden vector, and its laws.
#![allow(clippy::unwrap_used)]

mod gap_support;

use gap_support::{borrowed, cases, compare, item_ids, owned, show, table};
use proptest::prelude::*;
use servqual::Result;
use servqual::gap::servqual::{
    SegmentComparisonOptions, SegmentedAnswers, ServqualAnswers, ServqualOptions, ServqualTable, ServqualTally,
};
use servqual::measure::{Column, MissingRule, Tally, Validity, from_bytes, to_bytes};
use servqual::survey::Instrument;

/// Keys and codes of a column of texts.
fn coded<'a>(segments: &[&'a str]) -> (Vec<&'a str>, Vec<u32>) {
    let mut keys: Vec<&str> = Vec::new();
    let code = |segment: &&'a str| {
        let found = keys.iter().position(|key| key == segment);
        found.unwrap_or_else(|| {
            keys.push(segment);
            keys.len() - 1
        }) as u32
    };
    let codes = segments.iter().map(code).collect();
    (keys, codes)
}

#[test]
fn agrees_with_the_reference() {
    let mut deviations = Default::default();
    for case in cases("segment_comparison") {
        let table = table(&case).unwrap();
        let ids = item_ids(&case);
        let instrument = Instrument::from_json(&case["instrument"].to_string()).unwrap();
        let [e, p] = ["expectation", "perception"].map(|side| owned(&table, side, &ids));
        let (e, p) = (borrowed(&e), borrowed(&p));
        let segments: Vec<String> = serde_json::from_value(case["texts"]["segment"].clone()).unwrap();
        let (keys, codes) = coded(&segments.iter().map(String::as_str).collect::<Vec<_>>());
        let mut options = case["options"].as_object().unwrap().clone();
        let comparison: SegmentComparisonOptions =
            serde_json::from_value(options.remove("comparison").unwrap()).unwrap();
        let options: ServqualOptions = serde_json::from_value(options.into()).unwrap();
        let mut tally = ServqualTable::new(instrument, options);
        let answers = ServqualAnswers { expectation: &e, perception: &p };
        tally.observe(SegmentedAnswers { keys: &keys, codes: &codes, answers }).unwrap();
        compare(&case, tally.compare(&comparison), &mut deviations);
    }
    show("segment_comparison", &deviations);
}

fn instrument() -> Instrument {
    Instrument::from_json(
        r#"{"id": "x", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}, {"id": "b"}],
            "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "b", "reversed": true}]}"#,
    )
    .unwrap()
}

fn options() -> ServqualOptions {
    ServqualOptions { missing: MissingRule::Omit, ..Default::default() }
}

/// Four answers and a segment; an answer of 0 is missing.
type Row = ([i8; 4], u32);

/// Passes the four columns of some rows on.
fn with<T>(rows: &[Row], use_answers: impl FnOnce(ServqualAnswers<'_>) -> T) -> T {
    let columns: [Vec<i8>; 4] = core::array::from_fn(|item| rows.iter().map(|row| row.0[item]).collect());
    let bits = columns.each_ref().map(|values| {
        let mut bits = vec![0_u8; values.len() / 8 + 1];
        values.iter().enumerate().for_each(|(row, &value)| bits[row / 8] |= u8::from(value != 0) << (row % 8));
        bits
    });
    let column = |at: usize| Column::new("q", &columns[at]).with_validity(Validity::new(&bits[at], 0)).unwrap();
    let filled: Vec<Vec<i8>> =
        columns.iter().map(|values| values.iter().map(|&value| value.max(1)).collect()).collect();
    let filled = |at: usize| Column::new("q", &filled[at]).with_validity(column(at).validity().unwrap()).unwrap();
    use_answers(ServqualAnswers { expectation: &[filled(0), filled(1)], perception: &[filled(2), filled(3)] })
}

const KEYS: [&str; 5] = ["a", "b", "c", "d", "e"];

fn observe(table: &mut ServqualTable, rows: &[Row]) -> Result<()> {
    let codes: Vec<u32> = rows.iter().map(|row| row.1).collect();
    with(rows, |answers| table.observe(SegmentedAnswers { keys: &KEYS, codes: &codes, answers }))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A segment of the table is the tally of its rows; all together are the tally of everybody; and
    /// cutting, merging and reading back change no bit.
    #[test]
    fn a_table_is_many_tallies(
        rows in prop::collection::vec((prop::array::uniform4(0_i8..=7), 0_u32..5), 1..200),
        cut in 0_usize..200,
    ) {
        let cut = cut.min(rows.len());
        let [mut whole, mut left, mut right] = [0; 3].map(|_| ServqualTable::new(instrument(), options()));
        observe(&mut whole, &rows).unwrap();
        observe(&mut left, &rows[..cut]).unwrap();
        observe(&mut right, &rows[cut..]).unwrap();
        right.merge(&from_bytes(&to_bytes(&left)).unwrap()).unwrap();
        prop_assert_eq!(to_bytes(&whole), to_bytes(&right));
        for (code, key) in KEYS.iter().enumerate() {
            let own: Vec<Row> = rows.iter().copied().filter(|row| row.1 as usize == code).collect();
            let mut tally = ServqualTally::new(instrument(), options());
            with(&own, |answers| tally.observe(answers)).unwrap();
            prop_assert_eq!(whole.segment(key), (!own.is_empty()).then_some(&tally));
        }
        let mut everybody = ServqualTally::new(instrument(), options());
        with(&rows, |answers| everybody.observe(answers)).unwrap();
        prop_assert_eq!(whole.total().unwrap(), everybody);
        let report = whole.finish().unwrap();
        let named = report.segments.len() + report.without_answers.len();
        prop_assert_eq!(named, KEYS.iter().filter(|key| whole.segment(key).is_some()).count());
    }
}

/// Errors name the row of the chunk, and leave the table as it was.
#[test]
fn errors_name_the_row() {
    let mut table = ServqualTable::new(instrument(), options());
    observe(&mut table, &[([5, 5, 4, 4], 1)]).unwrap();
    let before = to_bytes(&table);
    let fine = [5_i8; 40];
    for answer in [8, 0, -99, -128] {
        let mut wrong = fine;
        wrong[33] = answer;
        let codes: Vec<u32> = (0..40).map(|row| row % 5).collect();
        let [fine, wrong] = [Column::new("fine", &fine), Column::new("wrong", &wrong)];
        let answers = ServqualAnswers { expectation: &[fine, fine], perception: &[fine, wrong] };
        let error = table.observe(SegmentedAnswers { keys: &KEYS, codes: &codes, answers }).unwrap_err();
        assert_eq!((error.code(), error.row()), ("outside_scale", Some(33)), "{error}");
    }
    let one = [5_i8; 2];
    let side = [Column::new("q", &one); 2];
    let answers = ServqualAnswers { expectation: &side, perception: &side };
    let mut code = |keys, codes| table.observe(SegmentedAnswers { keys, codes, answers }).unwrap_err().code();
    assert_eq!(code(&["a"], &[0, 1]), "invalid_cell");
    assert_eq!(code(&["a"], &[0]), "length_mismatch");
    assert_eq!(code(&["a", "a"], &[0, 1]), "duplicate_id");
    assert_eq!(to_bytes(&table), before);
}

/// One respondent a segment: no test is defined, and nothing is made up.
#[test]
fn single_respondents_have_no_test() {
    let mut table = ServqualTable::new(instrument(), options());
    observe(&mut table, &[([5, 5, 4, 4], 0), ([5, 5, 3, 3], 1), ([0, 5, 4, 0], 2)]).unwrap();
    let report = table.finish().unwrap();
    assert_eq!(report.without_answers, ["c"]);
    let comparison = table.compare(&Default::default()).unwrap();
    let contrast = &comparison.overall.contrasts[0];
    assert_eq!(contrast.comparison.difference, Some(0.0));
    assert_eq!((contrast.welch, contrast.hedges_g, contrast.p_value_adjusted), (None, None, None));
}
