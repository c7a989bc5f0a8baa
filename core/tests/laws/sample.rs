//! Random definitions of every kind, with random observations.

use proptest::prelude::*;
use proptest::sample::select;
use servqual::Result;
use servqual::kpi::*;
use servqual::measure::{Direction, Label, MissingRule, OwnedColumn, Scale, Tally};
use servqual::stats::interval::ConfidenceLevel;
use servqual::time::Instant;

/// Rows of one shape.
#[derive(Debug, Clone)]
pub(crate) enum Rows {
    Ratings(Vec<Option<i8>>),
    Durations(Vec<Option<f64>>),
    Spans(Vec<[Option<Instant>; 2]>),
    Outcomes(Vec<Option<bool>>),
    Contacts(Vec<(Option<u64>, Option<Instant>)>, Option<Instant>),
    Calls(Vec<(Option<f64>, Option<bool>)>),
    Amounts(Vec<[Option<f64>; 2]>),
    Counts(Vec<[Option<i64>; 2]>),
}

/// A definition with observations.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) definition: KpiDefinition,
    pub(crate) rows: Rows,
}

fn column<T: Copy + Default>(name: &str, picked: impl Iterator<Item = Option<T>>) -> OwnedColumn<T> {
    let mut column = OwnedColumn::new(name);
    picked.for_each(|value| column.push(value));
    column
}

/// Calls `$use` with the observations of the picked rows.
macro_rules! with_rows {
    ($rows:expr, $picked:expr, $use:expr) => {{
        let picked = $picked;
        match $rows {
            Rows::Ratings(rows) => {
                let ratings = column("rating", picked.iter().map(|&row| rows[row]));
                $use(Observations::Ratings(ratings.column()?))
            }
            Rows::Durations(rows) => {
                let seconds = column("seconds", picked.iter().map(|&row| rows[row]));
                $use(Observations::Durations(seconds.column()?))
            }
            Rows::Spans(rows) => {
                let start = column("start", picked.iter().map(|&row| rows[row][0]));
                let end = column("end", picked.iter().map(|&row| rows[row][1]));
                $use(Observations::Spans { start: start.column()?, end: end.column()? })
            }
            Rows::Outcomes(rows) => {
                let outcomes = column("outcome", picked.iter().map(|&row| rows[row]));
                $use(Observations::Outcomes(outcomes.column()?))
            }
            Rows::Contacts(rows, until) => {
                let customer = column("customer", picked.iter().map(|&row| rows[row].0));
                let at = column("at", picked.iter().map(|&row| rows[row].1));
                let (customer, at) = (customer.column()?, at.column()?);
                $use(Observations::Contacts { customer, at, observed_until: *until })
            }
            Rows::Calls(rows) => {
                let wait = column("wait", picked.iter().map(|&row| rows[row].0));
                let answered = column("answered", picked.iter().map(|&row| rows[row].1));
                $use(Observations::Calls { wait: wait.column()?, answered: answered.column()? })
            }
            Rows::Amounts(rows) => {
                let above = column("above", picked.iter().map(|&row| rows[row][0]));
                let below = column("below", picked.iter().map(|&row| rows[row][1]));
                $use(Observations::Amounts { numerator: above.column()?, denominator: below.column()? })
            }
            Rows::Counts(rows) => {
                let events = column("events", picked.iter().map(|&row| rows[row][0]));
                let base = column("base", picked.iter().map(|&row| rows[row][1]));
                $use(Observations::Counts { events: events.column()?, base: base.column()? })
            }
        }
    }};
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Ratings(rows) => rows.len(),
            Self::Durations(rows) => rows.len(),
            Self::Spans(rows) => rows.len(),
            Self::Outcomes(rows) => rows.len(),
            Self::Contacts(rows, _) => rows.len(),
            Self::Calls(rows) => rows.len(),
            Self::Amounts(rows) => rows.len(),
            Self::Counts(rows) => rows.len(),
        }
    }
}

impl Sample {
    pub(crate) fn observe(&self, tally: &mut KpiTally, picked: &[usize]) -> Result<()> {
        with_rows!(&self.rows, picked, |observations| tally.observe(observations))
    }

    /// The same rows in groups.
    pub(crate) fn observe_grouped(
        &self,
        table: &mut KpiTable,
        picked: &[usize],
        keys: &[&str],
        codes: &[u32],
    ) -> Result<()> {
        with_rows!(&self.rows, picked, |observations| table.observe(GroupedObservations { keys, codes, observations }))
    }

    /// All rows at once.
    pub(crate) fn whole(&self) -> KpiTally {
        let mut tally = KpiTally::new(self.definition.clone());
        self.observe(&mut tally, &(0..self.rows.len()).collect::<Vec<_>>()).unwrap();
        tally
    }
}

pub(crate) fn scale() -> impl Strategy<Value = Scale> {
    (-100_i64..100, 1_i64..=20).prop_map(|(low, points)| Scale::new(low, (low + points).min(100)).unwrap())
}

/// Present nine times of ten.
fn maybe<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.9, value)
}

/// Durations that repeat, that do not, and at the ends of what a double can hold.
fn seconds() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (0_u32..50).prop_map(f64::from),
        4 => 0.0_f64..1e6,
        1 => select(vec![0.0, -0.0, 5e-324, 1e-300, 1e15, 1e200, f64::MAX]),
    ]
}

fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![9 => 0..100 * 86_400_000_000_i64, 1 => select(vec![i64::MIN, i64::MAX, 0])]
}

fn own(observable: Observable, statistic: Statistic) -> KpiDefinition {
    let label = Label::new("自定义", "Own");
    KpiDefinition::new("own", label, observable, statistic, Direction::HigherIsBetter).unwrap()
}

fn share(criterion: Criterion) -> Statistic {
    Statistic::Share { criterion }
}

fn rating() -> impl Strategy<Value = Sample> {
    let statistic = |scale: Scale| {
        let points = scale.minimum()..=scale.maximum();
        (points.clone(), points, 0_u8..3).prop_map(move |(a, b, kind)| match kind {
            0 => share(Criterion::Between { from: a.min(b), to: a.max(b) }),
            1 if a != b => Statistic::NetScore { below_up_to: a.min(b), above_from: a.max(b) },
            _ => Statistic::Mean {},
        })
    };
    let rows = |scale: Scale| prop::collection::vec(maybe(scale.minimum()..=scale.maximum()), 1..60);
    let parts = scale().prop_flat_map(move |scale| (Just(scale), statistic(scale), rows(scale)));
    parts.prop_map(|(scale, statistic, rows)| Sample {
        definition: own(Observable::Rating { scale }, statistic),
        rows: Rows::Ratings(rows),
    })
}

fn duration() -> impl Strategy<Value = Sample> {
    let statistic = prop_oneof![
        Just(Statistic::Mean {}),
        (0.01_f64..0.99).prop_map(|probability| Statistic::Quantile { probability }),
        (0.0_f64..50.0).prop_map(|seconds| share(Criterion::AtMost { seconds })),
    ];
    let durations = prop::collection::vec(maybe(seconds()), 1..60).prop_map(Rows::Durations);
    let span = (maybe(instant()), maybe(0..1_000_000_000_i64))
        .prop_map(|(start, length)| [start, length.map(|length| start.unwrap_or(0).saturating_add(length))]);
    let spans = prop::collection::vec(span, 1..60).prop_map(Rows::Spans);
    (statistic, prop_oneof![durations, spans])
        .prop_map(|(statistic, rows)| Sample { definition: own(Observable::duration(), statistic), rows })
}

fn outcome() -> impl Strategy<Value = Sample> {
    prop::collection::vec(maybe(any::<bool>()), 1..60).prop_map(|rows| Sample {
        definition: own(Observable::Outcome {}, share(Criterion::Yes {})),
        rows: Rows::Outcomes(rows),
    })
}

fn contact() -> impl Strategy<Value = Sample> {
    let rows = prop::collection::vec((maybe(0_u64..5), maybe(instant())), 1..60);
    (1_u32..40, rows, prop::option::of(instant())).prop_map(|(window_days, rows, until)| Sample {
        definition: own(Observable::Contact { window_days }, share(Criterion::NotRepeated {})),
        rows: Rows::Contacts(rows, until),
    })
}

fn call() -> impl Strategy<Value = Sample> {
    use ServiceLevelFormula::*;
    let formulas =
        [AbandonedAreMissed, AnsweredOnly, AbandonedWithinAreMet, AbandonedWithinAreLeftOut, ShortAbandonedAreMet];
    let statistic = prop_oneof![
        Just(Statistic::Mean {}),
        (0.0_f64..10.0).prop_map(|limit| share(Criterion::Abandoned { short_abandon_seconds: limit })),
        (0.0_f64..50.0, 0.0_f64..10.0, select(formulas.to_vec())).prop_map(|(seconds, short, formula)| {
            share(Criterion::ServiceLevel { seconds, formula, short_abandon_seconds: short })
        }),
    ];
    let rows = prop::collection::vec((maybe(seconds()), maybe(any::<bool>())), 1..60);
    (statistic, rows).prop_map(|(statistic, rows)| Sample {
        definition: own(Observable::Call {}, statistic),
        rows: Rows::Calls(rows),
    })
}

fn amount() -> impl Strategy<Value = Sample> {
    prop::collection::vec([maybe(seconds()), maybe(seconds())], 1..60).prop_map(|rows| Sample {
        definition: own(Observable::Amount {}, Statistic::Ratio {}),
        rows: Rows::Amounts(rows),
    })
}

fn count() -> impl Strategy<Value = Sample> {
    let statistic =
        prop_oneof![Just(share(Criterion::Event {})), (1_u64..1_000_000).prop_map(|per| Statistic::Rate { per })];
    let row = (maybe(0_i64..1_000_000), maybe(0_i64..1000))
        .prop_map(|(base, event)| [event.map(|event| event.min(base.unwrap_or(event))), base]);
    (statistic, prop::collection::vec(row, 1..60)).prop_map(|(statistic, rows)| Sample {
        definition: own(Observable::Count { base: "user".into() }, statistic),
        rows: Rows::Counts(rows),
    })
}

/// A definition of any kind with observations of its shape.
pub(crate) fn sample() -> impl Strategy<Value = Sample> {
    let any = prop_oneof![
        rating().boxed(),
        duration().boxed(),
        outcome().boxed(),
        contact().boxed(),
        call().boxed(),
        amount().boxed(),
        count().boxed(),
    ];
    let rule = select(vec![MissingRule::Omit, MissingRule::Omit, MissingRule::Propagate]);
    let level = prop_oneof![4 => Just(0.95), 1 => 0.001_f64..0.999_999];
    (any, rule, level).prop_map(|(sample, rule, level)| {
        let level = ConfidenceLevel::new(level).unwrap();
        Sample { definition: sample.definition.with_missing(rule).with_level(level), ..sample }
    })
}
