//! The guide's analysis of a service survey, run.
#![allow(clippy::unwrap_used, reason = "tests")]

use servqual::Result;

#[test]
fn analyse_a_service_survey() -> Result<()> {
    let bytes = std::fs::read("../tests/data/simulated_hotel_survey/answers.csv").unwrap();
    // ANCHOR: read
    use servqual::measure::{Column, OwnedColumn};
    use servqual::survey::Instrument;

    let instrument = Instrument::preset("servqual_1988")?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let column = |name: String| {
        let position = header.iter().position(|found| found == name).unwrap();
        let mut column = OwnedColumn::new(&name);
        // An empty cell is a missing answer.
        rows.iter().for_each(|row| column.push(row[position].parse().ok()));
        column
    };
    let expected: Vec<OwnedColumn<i8>> = (1..=22).map(|item| column(format!("e{item:02}"))).collect();
    let perceived: Vec<OwnedColumn<i8>> = (1..=22).map(|item| column(format!("p{item:02}"))).collect();
    let expectation = expected.iter().map(OwnedColumn::column).collect::<Result<Vec<Column<'_, i8>>>>()?;
    let perception = perceived.iter().map(OwnedColumn::column).collect::<Result<Vec<Column<'_, i8>>>>()?;
    // ANCHOR_END: read

    // ANCHOR: quality
    use servqual::survey::{QualityAnswers, QualityFlag, flag_respondents};

    let asked = QualityAnswers { expectation: &expectation, perception: &perception, ..Default::default() };
    let care = flag_respondents(&instrument, asked, Default::default())?;
    assert_eq!((care.respondents, care.count(QualityFlag::StraightLining)), (400, 0));
    // ANCHOR_END: quality

    // ANCHOR: servqual
    use servqual::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualTally};
    use servqual::measure::{Language, MissingRule, Tally};

    let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
    let options = ServqualOptions { missing: MissingRule::Omit, ..Default::default() };
    let mut survey = ServqualTally::new(instrument.clone(), options);
    survey.observe(answers)?;
    let report = survey.finish()?;
    let responsiveness = &report.dimensions[2];
    assert_eq!(responsiveness.gap.show(Language::English), "Responsiveness gap -0.82 [-0.94, -0.70] n = 345");
    // ANCHOR_END: servqual

    // ANCHOR: reliability
    use servqual::survey::{ReliabilityOptions, ReliabilityTally};

    let options = ReliabilityOptions { missing: MissingRule::Omit, ..Default::default() };
    let mut consistency = ReliabilityTally::new(instrument.clone(), options);
    consistency.observe(&perception)?;
    let alphas = consistency.finish()?.scales;
    assert!(alphas.iter().all(|scale| scale.alpha.estimate.is_some_and(|alpha| alpha > 0.8)));
    // ANCHOR_END: reliability

    // ANCHOR: gap_tests
    use servqual::gap::paired_tests::{GapTestOptions, GapTestTally};

    let options = GapTestOptions { missing: MissingRule::Omit, ..Default::default() };
    let mut tests = GapTestTally::new(instrument, options);
    tests.observe(answers)?;
    let tests = tests.finish()?;
    assert!(tests.dimensions.iter().all(|test| test.p_value_holm.is_some_and(|p| p < 0.001)));
    // ANCHOR_END: gap_tests

    // ANCHOR: importance_performance
    use servqual::gap::importance_performance::{Crosshair, ImportancePerformancePoint, Quadrant, place_points};

    // What guests expect most is what matters most to them.
    let points = report.dimensions.iter().filter_map(|dimension| {
        let (importance, performance) = (dimension.expectation.estimate?, dimension.perception.estimate?);
        Some(ImportancePerformancePoint { id: dimension.id.clone(), importance, performance })
    });
    let placed = place_points(&points.collect::<Vec<_>>(), Crosshair::GrandMean)?;
    // ANCHOR_END: importance_performance

    // ANCHOR: decision
    // Important, not good enough, and a gap that is no accident: this comes first.
    let first: Vec<&str> = placed
        .iter()
        .zip(&tests.dimensions)
        .filter(|(point, test)| {
            point.quadrant == Quadrant::ConcentrateHere && test.p_value_holm.is_some_and(|p| p < 0.05)
        })
        .map(|(point, _)| point.id.as_str())
        .collect();
    assert_eq!(first, ["responsiveness"]);
    // ANCHOR_END: decision
    Ok(())
}
