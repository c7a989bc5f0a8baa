//! Random surveys and journeys.

use proptest::prelude::*;
use servqual::Result;
use servqual::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualTally, WeightConvention};
use servqual::measure::{Label, MissingRule, OwnedColumn, Scale, Tally, Validity};
use servqual::survey::{Dimension, Instrument, Item};
use servqual::touchpoint::{DeliveredService, Journey, JourneyTally, Tier, Touchpoint};

use crate::sample::scale;

/// Answers by item and respondent.
pub(crate) type Side = Vec<Vec<Option<i8>>>;

#[derive(Debug, Clone)]
pub(crate) struct Survey {
    pub(crate) instrument: Instrument,
    pub(crate) options: ServqualOptions,
    pub(crate) expectation: Side,
    pub(crate) perception: Side,
    pub(crate) rows: usize,
}

pub(crate) fn instrument(scale: Scale, reversed: &[bool], dimensions: usize, weighted: bool) -> Instrument {
    let dimensions = dimensions.min(reversed.len());
    let dimension = |position: usize| Dimension {
        id: format!("d{position}"),
        label: Label::default(),
        weight: weighted.then_some(if position == 0 { 100.0 } else { 0.0 }),
    };
    let item = |(position, &reversed): (usize, &bool)| Item {
        id: format!("q{position}"),
        label: Label::default(),
        dimension: format!("d{}", position % dimensions),
        reversed,
    };
    let items = reversed.iter().enumerate().map(item).collect();
    Instrument::new("survey", Label::default(), scale, (0..dimensions).map(dimension).collect(), items).unwrap()
}

impl Survey {
    pub(crate) fn tally(&self) -> ServqualTally {
        ServqualTally::new(self.instrument.clone(), self.options.clone())
    }

    pub(crate) fn observe(&self, tally: &mut ServqualTally, picked: &[usize]) -> Result<()> {
        let cut = |side: &Side| -> Vec<OwnedColumn<i8>> {
            let columns = side.iter().map(|answers| {
                let mut column = OwnedColumn::new("answers");
                picked.iter().for_each(|&row| column.push(answers[row]));
                column
            });
            columns.collect()
        };
        let (expectation, perception) = (cut(&self.expectation), cut(&self.perception));
        let expectation: Vec<_> = expectation.iter().map(OwnedColumn::column).collect::<Result<_>>()?;
        let perception: Vec<_> = perception.iter().map(OwnedColumn::column).collect::<Result<_>>()?;
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception })
    }

    pub(crate) fn whole(&self) -> ServqualTally {
        let mut tally = self.tally();
        self.observe(&mut tally, &(0..self.rows).collect::<Vec<_>>()).unwrap();
        tally
    }

    /// The same answers under another instrument, each mapped.
    pub(crate) fn with(&self, instrument: Instrument, map: impl Fn(i8) -> i8 + Copy) -> Self {
        let turn = |side: &Side| side.iter().map(|item| item.iter().map(|answer| answer.map(map)).collect()).collect();
        let (expectation, perception) = (turn(&self.expectation), turn(&self.perception));
        Self { instrument, expectation, perception, ..self.clone() }
    }
}

pub(crate) fn survey() -> impl Strategy<Value = Survey> {
    let shape = (scale(), prop::collection::vec(any::<bool>(), 1..8), 1_usize..4, any::<bool>(), 1_usize..40);
    let rule = prop_oneof![3 => Just(MissingRule::Omit), 1 => Just(MissingRule::Propagate)];
    let convention =
        prop_oneof![Just(WeightConvention::WeightedSum), Just(WeightConvention::WeightedSumOverDimensions)];
    (shape, rule, convention).prop_flat_map(|((scale, reversed, dimensions, weighted, rows), missing, convention)| {
        let answer = prop::option::weighted(0.95, scale.minimum()..=scale.maximum());
        let side = || prop::collection::vec(prop::collection::vec(answer.clone(), rows), reversed.len());
        let instrument = instrument(scale, &reversed, dimensions, weighted);
        let options = ServqualOptions { missing, convention, ..Default::default() };
        (side(), side()).prop_map(move |(expectation, perception)| Survey {
            instrument: instrument.clone(),
            options: options.clone(),
            expectation,
            perception,
            rows,
        })
    })
}

/// Delivered services: touchpoint, what was delivered, outcome.
pub(crate) type Service = (u8, Option<u8>, Option<bool>);

pub(crate) fn journey() -> Journey {
    let touchpoint =
        |id: &str, tier| Touchpoint { id: id.into(), label: Label::default(), channel: "desk".into(), tier };
    let options = vec!["x0".into(), "x1".into()];
    let touchpoints = vec![
        touchpoint("t0", Tier::Fixed { required: "x0".into() }),
        touchpoint("t1", Tier::BoundedChoice { options }),
        touchpoint("t2", Tier::Bespoke {}),
    ];
    Journey::new("journey", Label::default(), touchpoints).unwrap()
}

pub(crate) fn services() -> impl Strategy<Value = Vec<Service>> {
    let service = (0_u8..3, prop::option::weighted(0.9, 0_u8..4), prop::option::weighted(0.9, any::<bool>()));
    prop::collection::vec(service, 1..60)
}

pub(crate) fn observe_services(tally: &mut JourneyTally, services: &[Service], picked: &[usize]) -> Result<()> {
    let picked: Vec<Service> = picked.iter().map(|&row| services[row]).collect();
    let touchpoints: Vec<String> = picked.iter().map(|(touchpoint, ..)| format!("t{touchpoint}")).collect();
    let delivered: Vec<String> =
        picked.iter().map(|(_, delivered, _)| delivered.map(|x| format!("x{x}")).unwrap_or_default()).collect();
    let touchpoints: Vec<&str> = touchpoints.iter().map(String::as_str).collect();
    let delivered: Vec<&str> = delivered.iter().map(String::as_str).collect();
    let mut bits = vec![0_u8; picked.len().div_ceil(8)];
    let mut outcome = OwnedColumn::new("outcome");
    for (row, service) in picked.iter().enumerate() {
        bits[row / 8] |= u8::from(service.1.is_some()) << (row % 8);
        outcome.push(service.2);
    }
    use servqual::measure::Column;
    tally.observe(DeliveredService {
        touchpoint: Column::new("touchpoint", &touchpoints),
        delivered: Column::new("delivered", &delivered).with_validity(Validity::new(&bits, 0))?,
        outcome: outcome.column()?,
    })
}
