//! The code of the guide, run.

use servqual::Result;

#[test]
fn first_measure() -> Result<()> {
    // ANCHOR: first_measure
    use servqual::kpi::{Observations, customer_satisfaction};
    use servqual::measure::{Column, Language, Outcome, Target, Unit};

    let satisfaction = customer_satisfaction(Default::default())?;
    let answers = [5, 4, 4, 5, 3, 5, 4, 5, 2, 5];
    let measure = satisfaction.measure(Observations::Ratings(Column::new("satisfaction", &answers)))?;
    let verdict = measure.judge(&Target::at_least(0.85, Unit::Share)?)?;

    assert_eq!(measure.show(Language::English), "Customer satisfaction 80.0 % [49.0 %, 94.3 %] n = 10");
    assert_eq!(verdict.outcome, Outcome::Undecided);
    assert_eq!(verdict.further_observations, Some(186));
    // ANCHOR_END: first_measure
    Ok(())
}

#[test]
fn merge() -> Result<()> {
    // ANCHOR: merge
    use servqual::kpi::{KpiTally, Observations, net_promoter_score};
    use servqual::measure::{Column, Tally, from_bytes, to_bytes};

    // On the phone: count and send the bytes.
    let mut phone = KpiTally::new(net_promoter_score()?);
    phone.observe(Observations::Ratings(Column::new("recommend", &[10, 9, 3])))?;
    let sent = to_bytes(&phone);

    // On the server: merge what arrives, in any order.
    let mut server = KpiTally::new(net_promoter_score()?);
    server.observe(Observations::Ratings(Column::new("recommend", &[8, 9])))?;
    server.merge(&from_bytes(&sent)?)?;

    assert_eq!(server.finish()?.estimate, Some(40.0));
    // ANCHOR_END: merge
    Ok(())
}

#[test]
fn assess() -> Result<()> {
    // ANCHOR: assess
    use servqual::handbook::Handbook;
    use servqual::measure::Tally;
    use servqual::report::AssessmentTally;

    let handbook = Handbook::from_toml(
        r#"
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

        [[kpi]]
        id = "satisfaction"
        measure = { named = "customer_satisfaction", missing = "omit" }
        source = { ratings = "satisfaction" }
        target = { at_least = 85, unit = "percent" }
        "#,
    )?;
    let mut tally = AssessmentTally::new(handbook);
    tally.observe_csv("satisfaction\n5\n4\n\"\"\n2\n".as_bytes(), |_rows| {})?;
    let assessment = tally.finish()?;

    assert_eq!(assessment.indicators[0].measure.n, 3);
    // ANCHOR_END: assess
    Ok(())
}
