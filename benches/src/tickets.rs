//! Tickets of a service desk: by team and week, and one by one.

use std::io;
use std::thread;

use servqual::kpi::{
    ComplaintRateOptions, DurationOptions, DurationStatistic, GroupedIndicators, KpiDefinition, KpiTable, KpiTableRow,
    Observations, complaint_rate, customer_satisfaction, first_contact_resolution, first_response_time,
    net_promoter_score,
};
use servqual::measure::{Column, MissingRule, Tally};

use crate::columns::{Bits, Numbers, Source};

/// Teams of the desk.
pub const TEAMS: u32 = 40;
/// Weeks that were watched.
pub const WEEKS: u32 = 26;
/// The threshold of the first response.
pub const THRESHOLD_SECONDS: f64 = 3600.0;
/// The indicators of the table, in its order.
pub const INDICATORS: [&str; 8] = [
    "satisfaction",
    "net_promoter_score",
    "response_mean",
    "response_median",
    "response_p90",
    "response_within",
    "first_contact_resolution",
    "complaint_rate",
];

/// The columns of the tickets.
#[derive(Debug)]
pub struct Tickets {
    team: Vec<u32>,
    week: Vec<u32>,
    customer: Vec<u64>,
    opened: Vec<i64>,
    /// Seconds to the first response; missing while there was none.
    pub response: Bits<f64>,
    /// Satisfaction on 1 to 5; missing for most.
    pub satisfaction: Bits<i8>,
    recommend: Bits<i8>,
    complaints: Vec<i64>,
    contacts: Vec<i64>,
    keys: Vec<String>,
}

/// The usual indicators of a desk; missing values are counted and left out.
pub fn definition(indicator: &str) -> KpiDefinition {
    let response = |statistic, threshold_seconds| {
        first_response_time(DurationOptions { statistic: Some(statistic), threshold_seconds, ..Default::default() })
    };
    let definition = match indicator {
        "satisfaction" => customer_satisfaction(Default::default()),
        "net_promoter_score" => net_promoter_score(),
        "response_mean" => response(DurationStatistic::Mean, None),
        "response_median" => response(DurationStatistic::Median, None),
        "response_p90" => response(DurationStatistic::P90, None),
        "response_within" => response(DurationStatistic::ShareWithin, Some(THRESHOLD_SECONDS)),
        "first_contact_resolution" => first_contact_resolution(Default::default()),
        "complaint_rate" => complaint_rate(ComplaintRateOptions { base: "contact".into(), per: None }),
        other => panic!("no indicator is called {other}"),
    };
    definition.expect("the definition is valid").with_missing(MissingRule::Omit)
}

impl Tickets {
    /// Made-up tickets.
    pub fn generate(rows: usize) -> Self {
        Self::generate_chunk(rows, 0)
    }

    /// Made-up tickets, others for every number.
    pub fn generate_chunk(rows: usize, number: u64) -> Self {
        let mut numbers = Numbers::new(8 + (number << 32));
        let mut below = |end: u64| -> Vec<u64> { (0..rows).map(|_| numbers.below(end)).collect() };
        let opened: Vec<i64> = below(u64::from(WEEKS) * 7 * 86_400_000_000).into_iter().map(|at| at as i64).collect();
        let small = |values: Vec<u64>, low: i8| values.into_iter().map(|value| value as i8 + low).collect();
        let seconds = below(1 << 24).into_iter().map(|milliseconds| milliseconds as f64 / 1000.0).collect();
        let (satisfaction, recommend) = (small(below(5), 1), small(below(11), 0));
        Self {
            team: below(u64::from(TEAMS)).into_iter().map(|team| team as u32).collect(),
            week: opened.iter().map(|at| (at / (7 * 86_400_000_000)) as u32).collect(),
            customer: below(rows as u64 / 4 + 1),
            complaints: below(2).into_iter().map(|count| count as i64).collect(),
            response: Bits { values: seconds, bits: numbers.bits(rows) },
            satisfaction: Bits { values: satisfaction, bits: numbers.bits(rows) },
            recommend: Bits { values: recommend, bits: numbers.bits(rows) },
            contacts: vec![1; rows],
            opened,
            keys: keys(),
        }
    }

    /// The tickets that `peers/data.py` wrote.
    pub fn read(source: &Source) -> io::Result<Self> {
        let small = |name: &str| -> io::Result<Bits<i8>> {
            Ok(Bits { values: source.i8(&format!("{name}.i8"))?, bits: source.bytes(&format!("{name}.bits"))? })
        };
        let team = source.u32("team.u32")?;
        Ok(Self {
            week: source.u32("week.u32")?,
            customer: source.u64("customer.u64")?,
            opened: source.i64("opened.i64")?,
            response: Bits { values: source.f64("response.f64")?, bits: source.bytes("response.bits")? },
            satisfaction: small("satisfaction")?,
            recommend: small("recommend")?,
            complaints: source.i64("complaints.i64")?,
            contacts: vec![1; team.len()],
            keys: keys(),
            team,
        })
    }

    /// Number of tickets.
    pub fn rows(&self) -> usize {
        self.team.len()
    }

    /// Team and week as one code.
    pub fn codes(&self) -> Vec<u32> {
        self.team.iter().zip(&self.week).map(|(team, week)| team * WEEKS + week).collect()
    }

    /// What an indicator looks at.
    pub fn observations(&self, indicator: &str) -> Observations<'_> {
        match indicator {
            "satisfaction" => Observations::Ratings(self.satisfaction.column("satisfaction")),
            "net_promoter_score" => Observations::Ratings(self.recommend.column("recommend")),
            "first_contact_resolution" => Observations::Contacts {
                customer: Column::new("customer", &self.customer),
                at: Column::new("opened", &self.opened),
                observed_until: None,
            },
            "complaint_rate" => Observations::Counts {
                events: Column::new("complaints", &self.complaints),
                base: Column::new("contacts", &self.contacts),
            },
            _ => Observations::Durations(self.response.column("response")),
        }
    }

    /// Adds all tickets to tables by team.
    pub fn observe_by_team(&self, tables: &mut [KpiTable], indicators: &[&str]) {
        let keys: Vec<String> = (0..TEAMS).map(|team| format!("{team:02}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let observations: Vec<_> = indicators.iter().map(|name| self.observations(name)).collect();
        let chunk = GroupedIndicators { keys: &keys, codes: &self.team, observations: &observations };
        KpiTable::observe_together(tables, chunk).expect("the tickets are valid");
    }

    /// Indicators by team and week, on so many threads: each takes the indicators of some columns.
    pub fn tables(&self, indicators: &[&str], threads: usize) -> Vec<Vec<KpiTableRow>> {
        let codes = self.codes();
        let shares = shared_out(indicators, threads);
        let work = |share: &[&str]| self.tables_together(share, &codes);
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = shares[1..].iter().map(|share| scope.spawn(move || work(share))).collect();
            let mut done = vec![work(&shares[0])];
            done.extend(others.into_iter().map(|thread| thread.join().expect("no panic")));
            done
        });
        let of = |indicator: &&str| {
            let place = |share: &Vec<&str>| share.iter().position(|name| name == indicator);
            let mut places = shares.iter().map(place).zip(&mut done);
            places.find_map(|(place, tables)| Some(std::mem::take(&mut tables[place?]))).expect("somebody did it")
        };
        indicators.iter().map(of).collect()
    }

    /// Several indicators by team and week in one pass.
    pub fn tables_together(&self, indicators: &[&str], codes: &[u32]) -> Vec<Vec<KpiTableRow>> {
        let keys: Vec<&str> = self.keys.iter().map(String::as_str).collect();
        let mut tables: Vec<_> = indicators.iter().map(|name| KpiTable::new(definition(name))).collect();
        let observations: Vec<_> = indicators.iter().map(|name| self.observations(name)).collect();
        let chunk = GroupedIndicators { keys: &keys, codes, observations: &observations };
        KpiTable::observe_together(&mut tables, chunk).expect("the tickets are valid");
        tables.iter().map(|table| table.finish().expect("there are tickets")).collect()
    }

    /// One indicator by team and week.
    pub fn table(&self, indicator: &str, codes: &[u32]) -> Vec<KpiTableRow> {
        self.tables_together(&[indicator], codes).remove(0)
    }
}

/// The indicators of each thread, so that all have about as much to do; those that look at the same
/// column stay together.
fn shared_out<'a>(indicators: &[&'a str], threads: usize) -> Vec<Vec<&'a str>> {
    let mut columns: Vec<(usize, Vec<&str>)> = Vec::new();
    let (responses, others): (Vec<&str>, Vec<_>) = indicators.iter().partition(|name| name.starts_with("response"));
    if !responses.is_empty() {
        columns.push((10, responses));
    }
    columns.extend(others.into_iter().map(|name| match name {
        "first_contact_resolution" => (7, vec![name]),
        "complaint_rate" => (2, vec![name]),
        _ => (1, vec![name]),
    }));
    columns.sort_by_key(|(work, _)| std::cmp::Reverse(*work));
    let mut shares = vec![(0, Vec::new()); threads];
    for (work, names) in columns {
        let least = shares.iter_mut().min_by_key(|(load, _)| *load).expect("there is a thread");
        least.0 += work;
        least.1.extend(names);
    }
    shares.into_iter().map(|(_, names)| names).filter(|names| !names.is_empty()).collect()
}

/// The names of all pairs of team and week, in the order of their codes.
fn keys() -> Vec<String> {
    (0..TEAMS).flat_map(|team| (0..WEEKS).map(move |week| format!("{team:02}/{week:02}"))).collect()
}
