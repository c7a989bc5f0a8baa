//! Bytes are canonical, and broken ones never panic.

use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::{Number, Value};
use servqual::gap::five_gaps::{AntecedentTally, BeliefGapTally, PromiseKeepingTally};
use servqual::gap::importance_performance::ImportancePerformanceTally;
use servqual::gap::kano::KanoTally;
use servqual::gap::key_drivers::{KeyDriverTally, WeightedKeyDriverTally};
use servqual::gap::paired_tests::GapTestTally;
use servqual::gap::servqual::{
    ExpectationCeilingTally, FormValidityTally, ServqualFormTally, ServqualTable, ServqualTally, WeightedGapTally,
};
use servqual::gap::zone_of_tolerance::ZoneTally;
use servqual::kpi::{ClusteredTally, KpiTable, KpiTally, RepeatTally, ScorecardTally};
use servqual::measure::{Measure, MissingRule, Tally, from_bytes, to_bytes};
use servqual::report::AssessmentTally;
use servqual::survey::{DifferenceReliabilityTally, ReliabilityTally};
use servqual::touchpoint::JourneyTally;

use crate::sample::sample;
use crate::survey::{journey, observe_services, services, survey};

/// Numbers at which sums, roots and differences break.
fn extreme() -> impl Strategy<Value = Number> {
    prop_oneof![
        prop::sample::select(vec![
            0_u64,
            1,
            2,
            1 << 32,
            1 << 33,
            (1 << 53) - 1,
            1 << 53,
            (1 << 53) + 1,
            1 << 62,
            u64::MAX
        ])
        .prop_map(Number::from),
        prop::sample::select(vec![-1_i64, -2, -(1 << 33), i64::MIN, i64::MAX]).prop_map(Number::from),
        prop::sample::select(vec![-0.0, 0.5, 1e300, -1e300, f64::MAX, 5e-324])
            .prop_map(|number| Number::from_f64(number).unwrap()),
        any::<i64>().prop_map(Number::from),
        (-200_i64..200).prop_map(Number::from),
    ]
}

/// One change of a document: the how manieth leaf, and what happens to it.
#[derive(Debug, Clone)]
struct Change {
    at: prop::sample::Index,
    number: Number,
    kind: u8,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (any::<prop::sample::Index>(), extreme(), 0_u8..10);
    prop::collection::vec(change.prop_map(|(at, number, kind)| Change { at, number, kind }), 1..4)
}

fn leaves<'a>(value: &'a mut Value, found: &mut Vec<&'a mut Value>) {
    // Lists of lists go down; a list of numbers is one leaf.
    let nested = value.as_array().is_some_and(|list| list.iter().any(|value| value.is_array() || value.is_object()));
    if !nested && !value.is_object() {
        return found.push(value);
    }
    match value {
        Value::Object(map) => map.values_mut().for_each(|value| leaves(value, found)),
        Value::Array(list) => list.iter_mut().for_each(|value| leaves(value, found)),
        _ => unreachable!("neither an object nor a list"),
    }
}

fn change(document: &mut Value, change: &Change) {
    let mut found = Vec::new();
    leaves(document, &mut found);
    if found.is_empty() {
        return;
    }
    let at = change.at.index(found.len());
    let number = Value::Number(change.number.clone());
    match (&mut *found[at], change.kind) {
        (Value::Array(list), 0) => drop(list.pop()),
        (Value::Array(list), 1) => list.push(number),
        (Value::Array(list), 2) => list.reverse(),
        (Value::Array(list), _) if !list.is_empty() => {
            let position = change.at.index(list.len());
            list[position] = number;
        }
        (leaf, 3) => *leaf = Value::Null,
        // A little beside the truth: these are accepted most often.
        (Value::Number(old), 4..=6) if old.as_i64().is_some() => {
            let step = [-1, 1, 1 << 40][usize::from(change.kind) - 4];
            *old = old.as_i64().unwrap_or_default().wrapping_add(step).into();
        }
        (leaf, _) => *leaf = number,
    }
}

fn finite(measure: &Measure) -> bool {
    let interval = measure.interval.map_or([0.0, 0.0], |interval| [interval.lower, interval.upper]);
    [measure.estimate.unwrap_or(0.0), measure.standard_deviation.unwrap_or(0.0), interval[0], interval[1]]
        .iter()
        .all(|number| !number.is_nan())
}

/// Whatever is accepted can be used like any tally; tells whether it was.
fn accepted_is_usable<T: Tally + PartialEq + std::fmt::Debug>(
    bytes: &[u8],
    more: impl Fn(&mut T),
    check: impl Fn(&T::Output) -> bool,
) -> bool {
    let Ok(mut tally) = from_bytes::<T>(bytes) else { return false };
    let again: T = from_bytes(&to_bytes(&tally)).expect("what was accepted is accepted again");
    assert_eq!(again, tally);
    for _ in 0..3 {
        if let Ok(output) = tally.finish() {
            assert!(check(&output), "NaN from {}", String::from_utf8_lossy(bytes));
        }
        more(&mut tally);
        let copy = tally.clone();
        // Too many together is an error, never a panic.
        let _ = tally.merge(&copy);
    }
    true
}

fn usable<T: Tally + PartialEq + std::fmt::Debug>(bytes: &[u8])
where
    T::Output: std::fmt::Debug,
{
    accepted_is_usable::<T>(bytes, |_| {}, |output| !format!("{output:?}").contains("NaN"));
}

/// The tallies in `tests/wire` with their kinds.
fn stored() -> &'static [(String, Vec<u8>)] {
    static FORMS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|file| file.file_name().unwrap().to_string_lossy().starts_with("tally_")).collect();
        files.sort();
        let read = |file: &std::path::PathBuf| {
            let bytes = std::fs::read(file).unwrap();
            let form: Value = serde_json::from_slice(&bytes).unwrap();
            (form["tally"].as_str().unwrap().to_owned(), bytes)
        };
        files.iter().map(read).collect()
    })
}

/// Bytes that say the same after a number of changes, and after single bytes are replaced.
fn broken(bytes: &[u8], changes: &[Change], flips: &[(prop::sample::Index, u8)]) -> [Vec<u8>; 2] {
    let mut document: Value = serde_json::from_slice(bytes).unwrap();
    changes.iter().for_each(|one| change(&mut document, one));
    let mut flipped = bytes.to_vec();
    for (at, byte) in flips {
        let at = at.index(flipped.len());
        flipped[at] = *byte;
    }
    [serde_json::to_vec(&document).unwrap(), flipped]
}

fn flips() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    let byte = prop_oneof![3 => prop::sample::select(b"0123456789-,[]{}\"".to_vec()), 1 => any::<u8>()];
    prop::collection::vec((any::<prop::sample::Index>(), byte), 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn indicators(sample in sample(), changes in changes(), flips in flips()) {
        let whole = sample.whole();
        let all: Vec<usize> = (0..sample.rows.len()).collect();
        prop_assert!(accepted_is_usable::<KpiTally>(&to_bytes(&whole), |_| {}, |_| true), "what was written is read");
        for bytes in broken(&to_bytes(&whole), &changes, &flips) {
            accepted_is_usable::<KpiTally>(&bytes, |tally| drop(sample.observe(tally, &all)), finite);
        }
    }

    #[test]
    fn tables(sample in sample(), changes in changes(), flips in flips()) {
        let all: Vec<usize> = (0..sample.rows.len()).collect();
        let codes: Vec<u32> = all.iter().map(|&row| row as u32 % 2).collect();
        let mut table = KpiTable::new(sample.definition.clone());
        sample.observe_grouped(&mut table, &all, &["a", "b"], &codes).unwrap();
        prop_assert!(accepted_is_usable::<KpiTable>(&to_bytes(&table), |_| {}, |_| true), "what was written is read");
        for bytes in broken(&to_bytes(&table), &changes, &flips) {
            let more = |table: &mut KpiTable| drop(sample.observe_grouped(table, &all, &["a", "c"], &codes));
            accepted_is_usable::<KpiTable>(&bytes, more, |rows| rows.iter().all(|row| finite(&row.measure)));
        }
    }

    #[test]
    fn surveys(survey in survey(), changes in changes(), flips in flips()) {
        let whole = survey.whole();
        let all: Vec<usize> = (0..survey.rows).collect();
        prop_assert!(accepted_is_usable(&to_bytes(&whole), |_: &mut ServqualTally| {}, |_| true), "what was written is read");
        for bytes in broken(&to_bytes(&whole), &changes, &flips) {
            accepted_is_usable::<ServqualTally>(
                &bytes,
                |tally| drop(survey.observe(tally, &all)),
                |report| {
                    let results = report.items.iter().chain(&report.dimensions);
                    let measures = results.flat_map(|result| [&result.expectation, &result.perception, &result.gap]);
                    measures.chain([&report.overall.unweighted, &report.overall.servperf]).all(finite)
                },
            );
        }
    }

    #[test]
    fn journeys(services in services(), changes in changes(), flips in flips()) {
        let mut whole = JourneyTally::new(journey(), MissingRule::Omit);
        let all: Vec<usize> = (0..services.len()).collect();
        observe_services(&mut whole, &services, &all).unwrap();
        prop_assert!(accepted_is_usable::<JourneyTally>(&to_bytes(&whole), |_| {}, |_| true), "what was written is read");
        for bytes in broken(&to_bytes(&whole), &changes, &flips) {
            let more = |tally: &mut JourneyTally| drop(observe_services(tally, &services, &all));
            accepted_is_usable::<JourneyTally>(&bytes, more, |report| {
                report.touchpoints.iter().all(|touchpoint| finite(&touchpoint.conformance))
            });
        }
    }

    /// The stored forms of `tests/wire`, changed: every kind of tally, also those that nothing above makes.
    #[test]
    fn stored_forms(pick in any::<prop::sample::Index>(), changes in changes(), flips in flips()) {
        let forms = stored();
        let (kind, bytes) = &forms[pick.index(forms.len())];
        for bytes in broken(bytes, &changes, &flips) {
            match kind.as_str() {
                "assessment" => usable::<AssessmentTally>(&bytes),
                "difference_reliability" => usable::<DifferenceReliabilityTally>(&bytes),
                "expectation_ceiling" => usable::<ExpectationCeilingTally>(&bytes),
                "form_validity" => usable::<FormValidityTally>(&bytes),
                "gap_tests" => usable::<GapTestTally>(&bytes),
                "importance_performance" => usable::<ImportancePerformanceTally>(&bytes),
                "journey" => usable::<JourneyTally>(&bytes),
                "kano" => usable::<KanoTally>(&bytes),
                "key_drivers" => usable::<KeyDriverTally>(&bytes),
                "antecedents" => usable::<AntecedentTally>(&bytes),
                "belief_gap" => usable::<BeliefGapTally>(&bytes),
                "kpi" => usable::<KpiTally>(&bytes),
                "clustered" => usable::<ClusteredTally>(&bytes),
                "repeat" => usable::<RepeatTally>(&bytes),
                "kpi_table" => usable::<KpiTable>(&bytes),
                "promise_keeping" => usable::<PromiseKeepingTally>(&bytes),
                "reliability" => usable::<ReliabilityTally>(&bytes),
                "scorecard" => usable::<ScorecardTally>(&bytes),
                "servqual" => usable::<ServqualTally>(&bytes),
                "servqual_forms" => usable::<ServqualFormTally>(&bytes),
                "servqual_table" => usable::<ServqualTable>(&bytes),
                "weighted_gaps" => usable::<WeightedGapTally>(&bytes),
                "weighted_key_drivers" => usable::<WeightedKeyDriverTally>(&bytes),
                "zone_of_tolerance" => usable::<ZoneTally>(&bytes),
                other => panic!("no law reads a tally of the kind {other}"),
            }
        }
    }

    #[test]
    fn anything(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(from_bytes::<KpiTally>(&bytes).is_err());
    }
}
