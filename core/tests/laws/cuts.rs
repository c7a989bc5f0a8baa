//! Cut, order, threads and merging change no bit.

use proptest::prelude::*;
use servqual::kpi::{KpiTable, KpiTally};
use servqual::measure::{MissingRule, Tally, to_bytes};
use servqual::touchpoint::JourneyTally;

use crate::plan::plan;
use crate::sample::sample;
use crate::survey::{journey, observe_services, services, survey};

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn indicators(sample in sample(), plan in plan()) {
        let whole = sample.whole();
        let empty = KpiTally::new(sample.definition.clone());
        let parts = plan.run(sample.rows.len(), &empty, |tally, rows| sample.observe(tally, rows));
        prop_assert_eq!(String::from_utf8(to_bytes(&whole)), String::from_utf8(to_bytes(&parts)));
        prop_assert_eq!(whole.finish(), parts.finish());
    }

    #[test]
    fn tables(sample in sample(), plan in plan(), groups in prop::collection::vec(0_u32..4, 60)) {
        let names = ["east", "west", "north", "south"];
        // Each chunk names the groups in its own order, also those that it has no row of.
        let observe = |table: &mut KpiTable, rows: &[usize]| {
            let turn = rows.first().map_or(0, |row| row % 4);
            let keys: Vec<&str> = (0..4).map(|code| names[(code + turn) % 4]).collect();
            let codes: Vec<u32> = rows.iter().map(|&row| (groups[row] + 4 - turn as u32) % 4).collect();
            sample.observe_grouped(table, rows, &keys, &codes)
        };
        let empty = KpiTable::new(sample.definition.clone());
        let mut whole = empty.clone();
        observe(&mut whole, &(0..sample.rows.len()).collect::<Vec<_>>()).unwrap();
        let parts = plan.run(sample.rows.len(), &empty, observe);
        prop_assert_eq!(String::from_utf8(to_bytes(&whole)), String::from_utf8(to_bytes(&parts)));
        prop_assert_eq!(whole.finish(), parts.finish());
    }

    #[test]
    fn surveys(survey in survey(), plan in plan()) {
        let whole = survey.whole();
        let parts = plan.run(survey.rows, &survey.tally(), |tally, rows| survey.observe(tally, rows));
        prop_assert_eq!(String::from_utf8(to_bytes(&whole)), String::from_utf8(to_bytes(&parts)));
        prop_assert_eq!(whole.finish(), parts.finish());
    }

    #[test]
    fn journeys(services in services(), plan in plan()) {
        let empty = JourneyTally::new(journey(), MissingRule::Omit);
        let mut whole = empty.clone();
        observe_services(&mut whole, &services, &(0..services.len()).collect::<Vec<_>>()).unwrap();
        let parts = plan.run(services.len(), &empty, |tally, rows| observe_services(tally, &services, rows));
        prop_assert_eq!(String::from_utf8(to_bytes(&whole)), String::from_utf8(to_bytes(&parts)));
        prop_assert_eq!(whole.finish(), parts.finish());
    }
}

/// More distinct values than a quantile keeps: the passage to buckets does not depend on the cut.
#[test]
fn many_distinct_durations() {
    let median = servqual::kpi::first_response_time(Default::default()).unwrap();
    let seconds: Vec<f64> = (0..9_000_u32).map(|i| f64::from(i.wrapping_mul(2_654_435_761) >> 8) * 0.37).collect();
    let observe = |tally: &mut KpiTally, rows: std::ops::Range<usize>| {
        let column = servqual::measure::Column::new("seconds", &seconds[rows]);
        tally.observe(servqual::kpi::Observations::Durations(column)).unwrap();
    };
    let mut whole = KpiTally::new(median.clone());
    observe(&mut whole, 0..9_000);
    for cuts in [vec![0, 4_096, 9_000], vec![0, 1, 4_097, 4_098, 9_000], (0..=90).map(|cut| cut * 100).collect()] {
        let mut merged = KpiTally::new(median.clone());
        for pair in cuts.windows(2).rev() {
            let mut part = KpiTally::new(median.clone());
            observe(&mut part, pair[0]..pair[1]);
            merged.merge(&part).unwrap();
        }
        assert_eq!(to_bytes(&whole), to_bytes(&merged));
        assert_eq!(whole.finish(), merged.finish());
    }
}
