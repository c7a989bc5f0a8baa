//! The serialised forms, as they stand in `tests/wire`: a phone of last year must still be read.
//!
//! Where a form changes on purpose, raise `VERSION` of its tally and write the files again:
//! `SERVQUAL_WIRE=write cargo test --package servqual --test wire`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::fmt::Debug;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use servqual::gap::five_gaps::{
    AntecedentTally, BeliefGap, BeliefGapAnswers, BeliefGapTally, BeliefSide, PromiseInstances, PromiseKeepingTally,
    PromiseRegister,
};
use servqual::gap::importance_performance::{ImportancePerformanceAnswers, ImportancePerformanceTally};
use servqual::gap::kano::{KanoAnswers, KanoFeature, KanoTally};
use servqual::gap::key_drivers::{
    Driver, KeyDriverAnswers, KeyDriverTally, WeightedKeyDriverAnswers, WeightedKeyDriverTally,
};
use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::{
    ExpectationCeilingTally, FormValidityAnswers, FormValidityTally, ImportanceAnswers, ImportanceSource, PointsRule,
    SegmentedAnswers, ServqualAnswers, ServqualFormAnswers, ServqualFormOptions, ServqualFormTally, ServqualOptions,
    ServqualTable, ServqualTally, WeightedGapAnswers, WeightedGapTally,
};
use servqual::gap::zone_of_tolerance::{ZoneAnswers, ZoneTally};
use servqual::handbook::Handbook;
use servqual::kpi::*;
use servqual::measure::{
    Column, Label, MissingRule, OwnedColumn, Scale, Tally, Target, Unit, Validity, from_bytes, to_bytes,
};
use servqual::report::AssessmentTally;
use servqual::survey::{DifferenceReliabilityTally, Instrument, PairedAnswers, ReliabilityTally};
use servqual::touchpoint::{DeliveredService, Journey, JourneyTally, Tier, Touchpoint};

/// Compares with the file, or writes it.
fn stored(name: &str, text: &str) -> Vec<u8> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wire").join(format!("{name}.json"));
    if std::env::var_os("SERVQUAL_WIRE").is_some_and(|value| value == "write") {
        std::fs::write(&file, format!("{text}\n")).unwrap();
    }
    let stored = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert_eq!(String::from_utf8_lossy(&stored).trim_end(), text, "the form of `{name}` has changed");
    stored
}

#[track_caller]
fn tally<T: Tally + PartialEq + Debug>(name: &str, tally: &T) {
    let bytes = to_bytes(tally);
    let stored = stored(&format!("tally_{name}"), std::str::from_utf8(&bytes).unwrap());
    let read: T = from_bytes(stored.trim_ascii_end()).unwrap();
    assert_eq!(&read, tally);
}

#[track_caller]
fn document<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, value: &T) {
    let stored = stored(name, &serde_json::to_string(value).unwrap());
    assert_eq!(&serde_json::from_slice::<T>(&stored).unwrap(), value);
}

fn own(observable: &str, statistic: &str) -> KpiDefinition {
    let text = format!(
        r#"{{"id": "own", "label": {{"zh": "自定义", "en": "Own"}}, "observable": {observable},
            "statistic": {statistic}, "direction": "higher_is_better", "missing": "omit"}}"#
    );
    definition_from_json(&text).unwrap()
}

fn observed(definition: KpiDefinition, observations: Observations<'_>) -> KpiTally {
    let mut tally = KpiTally::new(definition);
    tally.observe(observations).unwrap();
    tally
}

/// The second row is missing.
fn holed<'a, T: Copy>(name: &'a str, values: &'a [T]) -> Column<'a, T> {
    Column::new(name, values).with_validity(Validity::new(&[0b1111_1101], 0)).unwrap()
}

#[test]
fn indicators() {
    let net = net_promoter_score().unwrap().with_missing(MissingRule::Omit);
    tally("kpi_rating", &observed(net, Observations::Ratings(holed("recommend", &[10, 0, 9, 3]))));
    let seconds = || Observations::Durations(holed("wait", &[30.5, 0.0, 90.0, 1e-3]));
    let duration = r#"{"duration": {}}"#;
    tally("kpi_duration_mean", &observed(own(duration, r#"{"mean": {}}"#), seconds()));
    tally("kpi_duration_quantile", &observed(own(duration, r#"{"quantile": {"probability": 0.9}}"#), seconds()));
    let within = r#"{"share": {"criterion": {"at_most": {"seconds": 60.0}}}}"#;
    tally("kpi_duration_share", &observed(own(duration, within), seconds()));
    let spans = Observations::Spans { start: Column::new("start", &[0, 1, 2]), end: holed("end", &[1_500_000, 0, 2]) };
    tally("kpi_duration_spans", &observed(own(duration, within), spans));
    let yes = r#"{"share": {"criterion": {"yes": {}}}}"#;
    let outcomes = Observations::Outcomes(holed("resolved", &[true, true, false]));
    tally("kpi_outcome", &observed(own(r#"{"outcome": {}}"#, yes), outcomes));
    let customers = [customer_key("b"), 0, customer_key("a")];
    let contacts = Observations::Contacts {
        customer: holed("customer", &customers),
        at: Column::new("at", &[86_400_000_000, 0, 1]),
        observed_until: Some(1_000_000_000_000),
    };
    let repeat = r#"{"share": {"criterion": {"not_repeated": {}}}}"#;
    tally("kpi_contact", &observed(own(r#"{"contact": {"window_days": 7}}"#, repeat), contacts));
    let calls = Observations::Calls {
        wait: holed("wait", &[5.0, 0.0, 40.0]),
        answered: Column::new("answered", &[true, true, false]),
    };
    let level = r#"{"share": {"criterion": {"service_level": {"seconds": 20.0, "formula": "answered_only"}}}}"#;
    tally("kpi_call", &observed(own(r#"{"call": {}}"#, level), calls));
    let amounts = Observations::Amounts {
        numerator: holed("busy", &[40.0, 0.0, 25.5]),
        denominator: Column::new("there", &[60.0, 0.0, 60.0]),
    };
    tally("kpi_amount", &observed(own(r#"{"amount": {}}"#, r#"{"ratio": {}}"#), amounts));
    let counts =
        Observations::Counts { events: holed("complaints", &[3, 0, 1]), base: Column::new("users", &[120, 0, 80]) };
    tally("kpi_count", &observed(own(r#"{"count": {"base": "user"}}"#, r#"{"rate": {"per": 1000}}"#), counts));
}

#[test]
fn tables() {
    let mut table = KpiTable::new(customer_satisfaction(Default::default()).unwrap());
    let observations = Observations::Ratings(Column::new("satisfaction", &[5, 1, 4]));
    table.observe(GroupedObservations { keys: &["south", "north"], codes: &[1, 0, 1], observations }).unwrap();
    tally("kpi_table", &table);
}

fn instrument() -> Instrument {
    Instrument::from_json(
        r#"{"id": "desk", "label": {"zh": "服务台", "en": "Desk"}, "scale": {"minimum": 1, "maximum": 7},
            "dimensions": [{"id": "reliability", "weight": 70}, {"id": "empathy", "weight": 30}],
            "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "reliability"},
                {"id": "q3", "dimension": "empathy", "reversed": true}]}"#,
    )
    .unwrap()
}

fn servqual_family(answers: ServqualAnswers<'_>) {
    let points = [[60, 70, 50, 80], [40, 35, 50, 20]];
    let points = points.each_ref().map(|points| Column::new("points", points));
    let importance = ImportanceSource::DimensionPoints { rule: PointsRule::Renormalise };
    let options = ServqualFormOptions { importance, ..Default::default() };
    let mut forms = ServqualFormTally::new(instrument(), options).unwrap();
    forms.observe(ServqualFormAnswers { answers, importance: ImportanceAnswers::Points(&points) }).unwrap();
    tally("servqual_forms", &forms);
    let mut validity = FormValidityTally::new(instrument(), Scale::ONE_TO_FIVE, Default::default()).unwrap();
    let overall = Column::new("overall", &[3, 4, 2, 5]);
    validity.observe(FormValidityAnswers { answers, importance: ImportanceAnswers::NotAsked, overall }).unwrap();
    tally("form_validity", &validity);
    let mut ceiling = ExpectationCeilingTally::new(instrument(), Default::default());
    ceiling.observe(answers.expectation).unwrap();
    tally("expectation_ceiling", &ceiling);
    let mut table = ServqualTable::new(instrument(), Default::default());
    table.observe(SegmentedAnswers { keys: &["south", "north"], codes: &[0, 1, 1, 0], answers }).unwrap();
    tally("servqual_table", &table);
    let mut weighted = WeightedGapTally::new(instrument(), Default::default()).unwrap();
    weighted.observe(WeightedGapAnswers { answers, weight: Column::new("weight", &[0.5, 1.0, 0.0, 2.25]) }).unwrap();
    tally("weighted_gaps", &weighted);
    document("servqual_form_report", &forms.finish().unwrap());
    document("form_validity_report", &validity.finish().unwrap());
    document("segment_comparison_report", &table.compare(&Default::default()).unwrap());
    document("weighted_gap_report", &weighted.finish().unwrap());
}

#[test]
fn surveys() {
    let columns = |answers: [&'static [i8]; 3]| answers.map(|answers| Column::new("answers", answers));
    let e = columns([&[7, 6, 5, 7], &[7, 7, 6, 5], &[2, 1, 1, 3]]);
    let p = columns([&[5, 6, 4, 6], &[6, 5, 6, 4], &[3, 3, 2, 1]]);
    let m = columns([&[3, 4, 3, 4], &[4, 4, 3, 3], &[5, 4, 4, 5]]);
    let answers = ServqualAnswers { expectation: &e, perception: &p };
    let mut servqual =
        ServqualTally::new(instrument(), ServqualOptions { missing: MissingRule::Omit, ..Default::default() });
    servqual.observe(answers).unwrap();
    tally("servqual", &servqual);
    let mut tests = GapTestTally::new(instrument(), Default::default());
    tests.observe(answers).unwrap();
    tally("gap_tests", &tests);
    servqual_family(answers);
    let mut zone = ZoneTally::new(instrument(), Default::default());
    zone.observe(ZoneAnswers { minimum: &m, desired: &e, perceived: &p }).unwrap();
    tally("zone_of_tolerance", &zone);
    let mut reliability = ReliabilityTally::new(instrument(), Default::default());
    reliability.observe(&p).unwrap();
    tally("reliability", &reliability);
    let mut paired = DifferenceReliabilityTally::new(instrument(), Default::default());
    paired.observe(PairedAnswers { expectation: &e, perception: &p }).unwrap();
    tally("difference_reliability", &paired);
    let mut ipa = ImportancePerformanceTally::new(instrument(), Default::default());
    ipa.observe(ImportancePerformanceAnswers { importance: &e, performance: &p }).unwrap();
    tally("importance_performance", &ipa);
    let mut beliefs = BeliefGapTally::new(BeliefGap::Knowledge, instrument(), Default::default());
    for (side, expectation) in [(BeliefSide::Customers, &e), (BeliefSide::Managers, &m)] {
        beliefs.observe(BeliefGapAnswers { side, expectation }).unwrap();
    }
    tally("belief_gap", &beliefs);
    let promises = r#"[{"id": "arrival", "channel": "app", "subject": {"standard": {"id": "delivery_time"}},
        "target": {"bound": "at_most", "value": 3600, "unit": "second"}, "published": "2026-01-15"}]"#;
    let mut keeping = PromiseKeepingTally::new(PromiseRegister::from_json(promises).unwrap(), Default::default());
    let [promised, delivered] = [[1800.0, 2400.0], [1700.0, 3000.0]];
    keeping
        .observe(PromiseInstances {
            promise: Column::new("promise", &["arrival"; 2]),
            promised: Column::new("promised", &promised),
            delivered: Column::new("delivered", &delivered),
        })
        .unwrap();
    tally("promise_keeping", &keeping);
    let staff = r#"{"id": "staff", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "teamwork"}],
        "items": [{"id": "q1", "dimension": "teamwork"}]}"#;
    let mut causes = AntecedentTally::new(Instrument::from_json(staff).unwrap(), Default::default()).unwrap();
    causes.observe(&[Column::new("q1", &[2, 5])]).unwrap();
    tally("antecedents", &causes);
    let driver = |id: &str| Driver { id: id.into(), label: Label::default(), scale: Scale::ONE_TO_SEVEN };
    let mut drivers =
        KeyDriverTally::new(driver("overall"), vec![driver("staff"), driver("speed")], Default::default()).unwrap();
    drivers.observe(KeyDriverAnswers { outcome: e[0], drivers: &[p[0], p[1]] }).unwrap();
    tally("key_drivers", &drivers);
    let mut weighted =
        WeightedKeyDriverTally::new(driver("overall"), vec![driver("staff")], Default::default()).unwrap();
    let weights = Column::new("weight", &[0.5, 2.0]);
    let (outcome, answers) = (Column::new("overall", &[7, 3]), [Column::new("staff", &[6, 2])]);
    weighted.observe(WeightedKeyDriverAnswers { outcome, drivers: &answers, weights }).unwrap();
    tally("weighted_key_drivers", &weighted);
    let features = ["app", "desk"].map(|id| KanoFeature { id: id.into(), label: Label::default() });
    let mut kano = KanoTally::new(features.to_vec(), Default::default()).unwrap();
    let with = [Column::new("with", &[1, 1, 3]), Column::new("with", &[2, 3, 3])];
    let without = [Column::new("without", &[3, 5, 3]), Column::new("without", &[5, 3, 1])];
    kano.observe(KanoAnswers { functional: &with, dysfunctional: &without }).unwrap();
    tally("kano", &kano);
    document("instrument", &instrument());
    document("servqual_report", &servqual.finish().unwrap());
}

#[test]
fn journeys() {
    let touchpoint =
        |id: &str, tier| Touchpoint { id: id.into(), label: Label::new("", id), channel: "desk".into(), tier };
    let touchpoints = vec![
        touchpoint("greeting", Tier::Fixed { required: "hello".into() }),
        touchpoint("room", Tier::BoundedChoice { options: vec!["quiet".into(), "view".into()] }),
        touchpoint("wish", Tier::Bespoke {}),
    ];
    let mut journey =
        JourneyTally::new(Journey::new("stay", Label::new("住店", "Stay"), touchpoints).unwrap(), MissingRule::Omit);
    let mut outcome = OwnedColumn::new("outcome");
    [None, Some(true), Some(true), None].into_iter().for_each(|value| outcome.push(value));
    journey
        .observe(DeliveredService {
            touchpoint: Column::new("touchpoint", &["greeting", "room", "wish", "wish"]),
            delivered: Column::new("delivered", &["hello", "view", "", ""]),
            outcome: outcome.column().unwrap(),
        })
        .unwrap();
    tally("journey", &journey);
    document("journey_report", &journey.finish().unwrap());
}

#[test]
fn assessments() {
    let handbook = Handbook::from_toml(
        r#"
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
        trend = { column = "date", by = "month" }
        [[standard]]
        id = "answer"
        label = { zh = "", en = "Answer in time" }
        pillar = "process"
        scope = { regional = { region = "north" } }
        version = "2"
        effective_from = 2026-01-01
        measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 120 } }
        source = { durations = { column = "wait", unit = "minute" } }
        target = { at_least = 90, unit = "percent" }
        [[kpi]]
        id = "recommend"
        measure = { named = "net_promoter_score", missing = "omit" }
        source = { ratings = "recommend" }
        target = { at_least = 30, unit = "points" }
        "#,
    )
    .unwrap();
    let mut assessment = AssessmentTally::new(handbook);
    let text = "date,wait,recommend\n2026-01-05,1.5,10\n2026-01-31,2.5,\n2026-02-01T09:00:00Z,0.5,9\n";
    assessment.observe_csv(text.as_bytes(), |_| {}).unwrap();
    tally("assessment", &assessment);
    document("handbook", assessment.handbook());
    document("assessment", &assessment.finish().unwrap());
}

#[test]
fn measures_and_verdicts() {
    let csat = customer_satisfaction(Default::default()).unwrap().with_missing(MissingRule::Omit);
    let measure = csat.measure(Observations::Ratings(holed("satisfaction", &[5, 1, 4, 2, 5]))).unwrap();
    document("measure", &measure);
    document("verdict", &measure.judge(&Target::at_least(0.85, Unit::Share).unwrap()).unwrap());
    let effort = customer_effort_score(Default::default()).unwrap();
    let lone = effort.measure(Observations::Ratings(Column::new("effort", &[6]))).unwrap();
    document("measure_without_interval", &lone);
    let rate = complaint_rate(ComplaintRateOptions { base: "user".into(), per: Some(1_000_000) }).unwrap();
    let counts = |events: i64| {
        let (events, base) = ([events], [2_000]);
        rate.measure(Observations::Counts {
            events: Column::new("complaints", &events),
            base: Column::new("users", &base),
        })
        .unwrap()
    };
    document("measure_of_a_rate", &counts(5));
    document("comparison", &counts(3).change_since(&counts(5)).unwrap());
    document("definition", &measure.definition);
}

#[test]
fn definitions() {
    document("kpi_definition", &first_contact_resolution(Default::default()).unwrap());
    let named = ["net_promoter_score", "customer_effort_score", "first_contact_resolution"];
    let read = |id: &str| serde_json::from_str::<NamedKpi>(&format!(r#"{{"named": "{id}"}}"#)).unwrap();
    document("named_kpis", &named.map(read).to_vec());
}

#[test]
fn indicators_in_depth() {
    let lifetimes = || Observations::Lifetimes {
        duration: holed("lasted", &[30.5, 0.0, 90.0, 60.0]),
        ended: Column::new("ended", &[true, true, false, true]),
    };
    let lasting = r#"{"survival_share": {"at_seconds": 60.0}}"#;
    tally("kpi_duration_survival", &observed(own(r#"{"duration": {}}"#, lasting), lifetimes()));
    let answers = [holed("attitude", &[5_i8, 1, 4]), Column::new("efficiency", &[4, 1, 3])];
    let set = r#"{"rating_set": {"scale": {"minimum": 1, "maximum": 5},
        "components": [{"id": "attitude", "weight": 2.0}, {"id": "efficiency", "weight": 1.0}]}}"#;
    tally("kpi_index", &observed(own(set, r#"{"weighted_index": {}}"#), Observations::RatingSets(&answers)));
    let solved = resolution_rate().unwrap().with_missing(MissingRule::Omit);
    let mut clustered = ClusteredTally::new(solved, Weighting::Weighted).unwrap();
    clustered
        .observe(ClusteredObservations {
            observations: Observations::Outcomes(holed("solved", &[true, true, false])),
            clusters: Some(Column::new("customer", &[7, 7, 8])),
            weights: Some(Column::new("weight", &[0.5, 1.0, 2.0])),
        })
        .unwrap();
    tally("clustered", &clustered);
    let options = RepeatOptions { longest_window_days: Some(3), missing: Some(MissingRule::Omit) };
    let mut repeat = RepeatTally::new(options).unwrap();
    repeat
        .observe(RepeatObservations {
            customer: holed("customer", &[1, 2, 1]),
            at: Column::new("at", &[0, 1, 86_400_000_000]),
            resolvable: Some(Column::new("resolvable", &[true, true, false])),
            reopened: Some(Column::new("reopened", &[false, true, false])),
            observed_until: Some(1_000_000_000_000),
        })
        .unwrap();
    tally("repeat", &repeat);
}

#[test]
fn scorecards() {
    let month = r#"{"periods": {"length": "month", "time_zone": "Asia/Shanghai"}, "minimum_n": 2, "undated": "omit"}"#;
    let indicators = vec![
        ScorecardIndicator {
            target: Some(Target::at_least(0.8, Unit::Share).unwrap()),
            baseline: Some(0.5),
            ..ScorecardIndicator::new("solved", resolution_rate().unwrap())
        },
        ScorecardIndicator::new("once", first_contact_resolution(Default::default()).unwrap()),
    ];
    let mut scorecard = ScorecardTally::new(indicators, serde_json::from_str(month).unwrap()).unwrap();
    let at = [0, 0, 40 * 86_400_000_000];
    let contacts = Observations::Contacts {
        customer: Column::new("customer", &[1, 2, 1]),
        at: Column::new("at", &at),
        observed_until: None,
    };
    scorecard
        .observe(ScorecardObservations {
            units: &["north", "south"],
            codes: &[0, 1, 0],
            at: Some(holed("at", &at)),
            observations: &[Observations::Outcomes(Column::new("solved", &[true, false, true])), contacts],
        })
        .unwrap();
    tally("scorecard", &scorecard);
}
