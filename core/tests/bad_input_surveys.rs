//! What surveys bring: each is an error that names its place, or is left out and counted.
#![allow(clippy::unwrap_used)]

use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::{
    ExpectationCeilingTally, FormValidityAnswers, FormValidityTally, ImportanceAnswers, ImportanceSource, PointsRule,
    SegmentedAnswers, ServqualAnswers, ServqualFormAnswers, ServqualFormOptions, ServqualFormTally, ServqualOptions,
    ServqualReport, ServqualTable, ServqualTally, WeightedGapAnswers, WeightedGapTally,
};
use servqual::measure::{Column, ExclusionReason, Measure, MissingRule, Scale, Tally, Validity, from_bytes, to_bytes};
use servqual::survey::{ApplicableAnswers, Instrument, QualityAnswers, QualityFlag, flag_respondents};
use servqual::{QualityError, Result};

/// Two items of one dimension, one of another.
fn instrument() -> Instrument {
    Instrument::from_json(
        r#"{"id": "desk", "scale": {"minimum": 1, "maximum": 7},
            "dimensions": [{"id": "a", "weight": 60}, {"id": "b", "weight": 40}],
            "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "a"}, {"id": "q3", "dimension": "b"}]}"#,
    )
    .unwrap()
}

/// One side: three columns of answers.
type Side<'a> = [Column<'a, i8>; 3];

fn side<'a>(name: &'a str, answers: [&'a [i8]; 3]) -> Side<'a> {
    answers.map(|answers| Column::new(name, answers))
}

fn measure(options: ServqualOptions, expectation: &Side<'_>, perception: &Side<'_>) -> Result<ServqualReport> {
    let mut tally = ServqualTally::new(instrument(), options);
    tally.observe(ServqualAnswers { expectation, perception })?;
    tally.finish()
}

fn omit() -> ServqualOptions {
    ServqualOptions { missing: MissingRule::Omit, ..Default::default() }
}

fn left_out(measure: &Measure) -> [u64; 3] {
    [ExclusionReason::Missing, ExclusionReason::Incomplete, ExclusionReason::NotApplicable]
        .map(|reason| measure.excluded_for(reason))
}

#[track_caller]
fn refused<T: std::fmt::Debug>(outcome: Result<T>, code: &str, row: Option<u64>) -> QualityError {
    let error = outcome.unwrap_err();
    assert_eq!((error.code(), error.row()), (code, row), "{error}");
    error
}

#[test]
fn absent_categories_are_no_matter() {
    // Nobody chose 1, 2, 3 or 5: the denominators are respondents, not categories.
    let (e, p) = (side("e", [&[7, 7], &[6, 7], &[7, 6]]), side("p", [&[4, 6], &[4, 6], &[6, 4]]));
    let report = measure(omit(), &e, &p).unwrap();
    assert_eq!(report.items[0].gap.estimate, Some(-2.0));
    assert_eq!(report.dimensions[0].gap.n, 2);
}

#[test]
fn half_points_are_no_answers() {
    let error = refused(Scale::ONE_TO_SEVEN.answer(5.5, "q1", 3), "outside_scale", Some(3));
    assert!(error.to_string().contains("5.5") && error.to_string().contains("q1"), "{error}");
    refused(Scale::ONE_TO_SEVEN.answer(f64::NAN, "q1", 0), "outside_scale", Some(0));
}

#[test]
fn an_index_is_no_score() {
    // 85 of 100 for a rating from 1 to 7; and the position 0 to 6 of the answer for the answer.
    for answer in [85, 100, 0, -1] {
        let wrong = [5, answer];
        let (e, p) = (side("expectation", [&[7, 7]; 3]), side("perception", [&[5, 5], &wrong, &[5, 5]]));
        let error = refused(measure(omit(), &e, &p), "outside_scale", Some(1));
        assert!(error.to_string().contains("perception") && error.to_string().contains(&answer.to_string()));
        let chunk = ServqualAnswers { expectation: &e, perception: &p };
        refused(GapTestTally::new(instrument(), Default::default()).observe(chunk), "outside_scale", Some(1));
        refused(ExpectationCeilingTally::new(instrument(), Default::default()).observe(&p), "outside_scale", Some(1));
    }
}

#[test]
fn declared_codes_are_left_out_and_counted() {
    let (nine, coded) = ([7, 9, 7, 7], [5, 0, -99, 5]);
    let (e, p) = (side("e", [&[7; 4], &nine, &[6; 4]]), side("p", [&coded, &[5; 4], &[5; 4]]));
    // Undeclared they are errors, also under `omit`.
    refused(measure(omit(), &e, &p), "outside_scale", Some(1));
    for missing in [MissingRule::Raise, MissingRule::Omit, MissingRule::Propagate] {
        let options = ServqualOptions { missing, not_applicable: vec![0, 9, -99], ..Default::default() };
        let report = measure(options.clone(), &e, &p).unwrap();
        let items: Vec<[u64; 3]> = report.items.iter().map(|item| left_out(&item.gap)).collect();
        assert_eq!(items, [[0, 0, 2], [0, 0, 1], [0, 0, 0]]);
        assert_eq!((report.items[0].gap.n, report.items[0].gap.estimate), (2, Some(-2.0)));
        assert_eq!(report.dimensions.iter().map(|of| left_out(&of.gap)).collect::<Vec<_>>(), [[0, 0, 2], [0, 0, 0]]);
        assert_eq!(left_out(&report.overall.unweighted), [0, 0, 2]);
        assert_eq!(left_out(report.overall.weighted.as_ref().unwrap()), [0, 0, 2]);
        // A part at a time, merged and read back, and by segment: the same.
        let [mut whole, mut parts, empty] = [0; 3].map(|_| ServqualTally::new(instrument(), options.clone()));
        whole.observe(ServqualAnswers { expectation: &e, perception: &p }).unwrap();
        parts.observe(ServqualAnswers { expectation: &e, perception: &p }).unwrap();
        parts.merge(&from_bytes(&to_bytes(&empty)).unwrap()).unwrap();
        assert_eq!(from_bytes::<ServqualTally>(&to_bytes(&parts)).unwrap(), whole);
        let mut table = ServqualTable::new(instrument(), options);
        let answers = ServqualAnswers { expectation: &e, perception: &p };
        table.observe(SegmentedAnswers { keys: &["x", "y"], codes: &[0, 1, 0, 1], answers }).unwrap();
        assert_eq!(table.total().unwrap(), whole);
        assert_eq!(left_out(&table.finish().unwrap().segments[1].report.items[1].gap), [0, 0, 1]);
    }
    // A code on the scale could be an answer.
    let on_scale = ServqualOptions { not_applicable: vec![7], ..omit() };
    refused(measure(on_scale, &e, &p), "invalid_parameter", None);
    // What is missing beside a code is still missing.
    let holed = Column::new("p", &coded).with_validity(Validity::new(&[0b0111], 0)).unwrap();
    let mixed = [holed, p[1], p[2]];
    let options = ServqualOptions { not_applicable: vec![0, 9, -99], ..omit() };
    assert_eq!(left_out(&measure(options.clone(), &e, &mixed).unwrap().items[0].gap), [1, 0, 2]);
    let raise = ServqualOptions { missing: MissingRule::Raise, ..options };
    refused(measure(raise, &e, &mixed), "missing_value", Some(3));
}

#[test]
fn declared_codes_are_missing_to_every_other_tally() {
    let columns = side("p", [&[5, 0, -99, 5], &[5; 4], &[9, 5, 5, 5]]);
    let answers = ApplicableAnswers::new(&columns, Scale::ONE_TO_SEVEN, &[0, 9, -99]).unwrap();
    assert_eq!(answers.not_applicable(), [2, 0, 1]);
    let applicable = answers.columns().unwrap();
    let mut tally = GapTestTally::new(
        instrument(),
        servqual::gap::paired_tests::GapTestOptions { missing: MissingRule::Omit, ..Default::default() },
    );
    tally.observe(ServqualAnswers { expectation: &applicable, perception: &applicable }).unwrap();
    assert_eq!(tally.finish().unwrap().items[0].gap.n, 2);
    refused(ApplicableAnswers::new(&columns, Scale::ZERO_TO_TEN, &[0]), "invalid_parameter", None);
}

#[test]
fn unequal_pairs() {
    let (e, p) = (side("e", [&[7, 7]; 3]), side("p", [&[5, 5], &[5, 5], &[5]]));
    refused(measure(omit(), &e, &p), "length_mismatch", None);
    let mut tally = ServqualTally::new(instrument(), omit());
    refused(tally.observe(ServqualAnswers { expectation: &e, perception: &p[..2] }), "length_mismatch", None);
    // One half of a pair: the pair is left out, its dimension incomplete, and so is the whole.
    let half = Column::new("p", &[5, 5]).with_validity(Validity::new(&[0b01], 0)).unwrap();
    let p = [half, Column::new("p", &[5, 5]), Column::new("p", &[5, 5])];
    let report = measure(omit(), &e, &p).unwrap();
    assert_eq!(left_out(&report.items[0].gap), [1, 0, 0]);
    assert_eq!(left_out(&report.dimensions[0].gap), [0, 1, 0]);
    assert_eq!(left_out(&report.overall.unweighted), [0, 1, 0]);
    refused(measure(ServqualOptions::default(), &e, &p), "missing_value", Some(1));
    let propagated = measure(ServqualOptions { missing: MissingRule::Propagate, ..Default::default() }, &e, &p);
    assert_eq!(propagated.unwrap().items[0].gap.estimate, None);
}

/// What one chunk says in every model.
fn every_model(e: &Side<'_>, p: &Side<'_>, weight: &[f64]) -> (ServqualReport, Vec<Measure>) {
    let answers = ServqualAnswers { expectation: e, perception: p };
    let mut forms = ServqualFormTally::new(instrument(), Default::default()).unwrap();
    forms.observe(ServqualFormAnswers { answers, importance: ImportanceAnswers::NotAsked }).unwrap();
    let mut validity = FormValidityTally::new(instrument(), Scale::ONE_TO_SEVEN, Default::default()).unwrap();
    validity.observe(FormValidityAnswers { answers, importance: Default::default(), overall: p[0] }).unwrap();
    let mut weighted = WeightedGapTally::new(instrument(), Default::default()).unwrap();
    weighted.observe(WeightedGapAnswers { answers, weight: Column::new("weight", weight) }).unwrap();
    let mut tests = GapTestTally::new(instrument(), Default::default());
    tests.observe(answers).unwrap();
    let measures = vec![
        forms.finish().unwrap().overall.importance_weighted_gap.unwrap(),
        weighted.finish().unwrap().overall.gap,
        tests.finish().unwrap().overall.unwrap().gap,
        validity.finish().unwrap().forms[0].pearson.clone(),
    ];
    (measure(ServqualOptions::default(), e, p).unwrap(), measures)
}

#[test]
fn one_respondent_has_no_interval() {
    let (report, measures) = every_model(&side("e", [&[7], &[6], &[7]]), &side("p", [&[5], &[6], &[4]]), &[2.5]);
    assert_eq!(report.overall.unweighted.estimate, Some(-2.0));
    assert_eq!((report.overall.unweighted.interval, report.items[0].p_value), (None, None));
    assert!(measures[..3].iter().all(|measure| measure.estimate.is_some_and(|gap| (-2.3..-1.7).contains(&gap))));
    assert!(measures.iter().all(|measure| measure.interval.is_none() && measure.n == 1));
    assert_eq!(measures[3].estimate, None);
}

#[test]
fn constant_items_have_no_test() {
    let (report, measures) =
        every_model(&side("e", [&[7; 5]; 3]), &side("p", [&[5; 5]; 3]), &[0.1, 0.2, 0.3, 0.7, 11.0]);
    for of in report.items.iter().chain(&report.dimensions) {
        assert_eq!((of.gap.standard_deviation, of.t, of.p_value), (Some(0.0), None, None));
        assert_eq!(of.gap.interval.map(|interval| (interval.lower, interval.upper)), Some((-2.0, -2.0)));
    }
    assert!(measures[..3].iter().all(|measure| measure.standard_deviation == Some(0.0)));
    assert_eq!(measures[3].estimate, None);
}

#[test]
fn a_dimension_without_answers_is_empty_and_not_an_error() {
    let nobody = |name| Column::new(name, &[0, 0]).with_validity(Validity::new(&[0], 0)).unwrap();
    let e = [Column::new("e", &[7, 6]), Column::new("e", &[7, 7]), nobody("e")];
    let p = [Column::new("p", &[5, 5]), Column::new("p", &[5, 6]), nobody("p")];
    // What lies under a missing answer means nothing: not even that it is off the scale.
    let report = measure(omit(), &e, &p).unwrap();
    assert_eq!((report.dimensions[1].gap.estimate, report.dimensions[1].gap.n), (None, 0));
    assert_eq!(left_out(&report.dimensions[1].gap), [0, 2, 0]);
    assert_eq!(report.dimensions[0].gap.estimate, Some(-1.5));
    assert_eq!((report.overall.unweighted.estimate, left_out(&report.overall.unweighted)), (None, [0, 2, 0]));
    // A survey without any answer is an error.
    let none = [nobody("e"), nobody("e"), nobody("e")];
    refused(measure(omit(), &none, &none), "too_few_observations", None);
}

#[test]
fn duplicated_respondents_are_flagged_and_left_out_on_request() {
    let p = side("p", [&[5, 6, 5, 4], &[5, 2, 5, 4], &[4, 6, 4, 5]]);
    let ids = ["anna", "bo", "anna", ""];
    let respondent = Column::new("respondent", &ids).with_validity(Validity::new(&[0b0111], 0)).unwrap();
    let answers = QualityAnswers { perception: &p, respondent: Some(respondent), ..Default::default() };
    let report = flag_respondents(&instrument(), answers, Default::default()).unwrap();
    assert_eq!(report.count(QualityFlag::DuplicateRespondent), 1);
    assert_eq!((report.flagged[0].row, &report.flagged[0].flags[..]), (2, &[QualityFlag::DuplicateRespondent][..]));
    assert_eq!(report.kept(&[QualityFlag::DuplicateRespondent]), [0, 1, 3]);
    assert_eq!(report.kept(&[]), [0, 1, 2, 3]);
    let short = QualityAnswers { respondent: Some(Column::new("respondent", &ids[..2])), ..answers };
    refused(flag_respondents(&instrument(), short, Default::default()), "length_mismatch", None);
}

#[test]
fn weights_that_cannot_be() {
    let (e, p) = (side("e", [&[7, 7]; 3]), side("p", [&[5, 6]; 3]));
    let answers = ServqualAnswers { expectation: &e, perception: &p };
    let weigh = |weight: [f64; 2]| {
        let mut tally = WeightedGapTally::new(instrument(), Default::default()).unwrap();
        tally.observe(WeightedGapAnswers { answers, weight: Column::new("weight", &weight) })?;
        tally.finish()
    };
    refused(weigh([1.0, -1.0]), "invalid_cell", Some(1));
    refused(weigh([1.0, f64::NAN]), "not_finite", Some(1));
    refused(weigh([0.0, 0.0]), "invalid_weights", None);
    let one = weigh([0.0, 2.0]).unwrap();
    assert_eq!((one.overall.gap.n, one.overall.gap.excluded_for(ExclusionReason::ZeroWeight)), (1, 1));
    // Importance of respondents, and of the instrument.
    let importance = ImportanceSource::DimensionPoints { rule: PointsRule::Share100 };
    let points = |first: [i64; 2], second: [i64; 2]| {
        let options = ServqualFormOptions { importance, ..Default::default() };
        let points = [Column::new("points", &first), Column::new("points", &second)];
        let importance = ImportanceAnswers::Points(&points);
        ServqualFormTally::new(instrument(), options)?.observe(ServqualFormAnswers { answers, importance })
    };
    let error = refused(points([60, 50], [40, 45]), "invalid_cell", Some(1));
    assert!(error.to_string().contains("95"), "{error}");
    refused(points([60, 120], [40, -20]), "invalid_count", Some(1));
    let weights = |a: f64, b: f64| {
        let [mut a, mut b] = [a, b].map(|weight| serde_json::json!({"weight": weight}));
        (a["id"], b["id"]) = ("a".into(), "b".into());
        let items = serde_json::json!([{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "b"}]);
        let scale = serde_json::json!({"minimum": 1, "maximum": 7});
        let document = serde_json::json!({"id": "x", "scale": scale, "dimensions": [a, b], "items": items});
        Instrument::from_json(&document.to_string())
    };
    refused(weights(120.0, -20.0), "invalid_weights", None);
    refused(weights(0.0, 0.0), "invalid_weights", None);
    refused(weights(60.0, 35.0), "invalid_weights", None);
}
