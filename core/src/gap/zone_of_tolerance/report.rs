//! What a zone-of-tolerance survey says.

use serde::{Deserialize, Serialize};

use super::tally::{ViolationRule, ZoneOptions, ZoneSums, groups};
use crate::error::Result;
use crate::measure::{Definition, Direction, Exclusion, ExclusionReason, Label, Measure, Parameter, Unit, left_out};
use crate::stats::IntegerMoments;
use crate::survey::Instrument;

/// Where perceived service lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ZoneState {
    /// Below the minimum.
    Below,
    /// From the minimum to the desired level.
    Inside,
    /// Above the desired level.
    Above,
}

/// The zone of one item, one dimension or the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ZoneResult {
    /// Id of the item or dimension; of the whole the id of the instrument.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// For an item, the id of its dimension.
    pub dimension: Option<String>,
    /// Mean minimum.
    pub minimum: Measure,
    /// Mean desired level.
    pub desired: Measure,
    /// Mean perceived level.
    pub perceived: Measure,
    /// Mean width of the zone, desired − minimum.
    pub width: Measure,
    /// Adequacy gap, perceived − minimum.
    pub adequacy: Measure,
    /// Superiority gap, perceived − desired.
    pub superiority: Measure,
    /// Share of respondents who perceive less than their minimum.
    pub below: Measure,
    /// Share of respondents inside their zone.
    pub inside: Measure,
    /// Share of respondents who perceive more than they desire.
    pub above: Measure,
    /// Where the mean perceived level lies: 0 at the minimum, 1 at the desired level.
    pub position: Option<f64>,
    /// State of the mean perceived level.
    pub state: Option<ZoneState>,
    /// Respondents with a minimum above the desired level, whether kept or left out.
    pub violations: u64,
}

/// What a zone-of-tolerance survey says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ZoneReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One result for each item, in the order of the instrument.
    pub items: Vec<ZoneResult>,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<ZoneResult>,
    /// Over all items of the respondents who rated all of them.
    pub overall: ZoneResult,
}

impl ZoneReport {
    pub(super) fn new(instrument: &Instrument, options: &ZoneOptions, rows: u64, sums: &[ZoneSums]) -> Result<Self> {
        let most = sums.iter().map(|sums| sums.minimum.n).max().unwrap_or(0);
        Measure::require_observations(instrument.id(), most, 1)?;
        let context = Context { instrument, options, rows };
        let sizes: Vec<usize> = groups(instrument).iter().map(Vec::len).collect();
        let items = instrument.items();
        let one = |(position, item): (usize, &crate::survey::Item)| {
            let mut result = context.result("item", &item.id, &item.label, 1, &sums[position]);
            result.dimension = Some(item.dimension.clone());
            result
        };
        let of = |(position, dimension): (usize, &crate::survey::Dimension)| {
            let at = items.len() + position;
            context.result("dimension", &dimension.id, &dimension.label, sizes[at], &sums[at])
        };
        let whole = sums.len() - 1;
        Ok(Self {
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            respondents: rows,
            items: items.iter().enumerate().map(one).collect(),
            dimensions: instrument.dimensions().iter().enumerate().map(of).collect(),
            overall: context.result("overall", instrument.id(), instrument.label(), sizes[whole], &sums[whole]),
        })
    }
}

struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a ZoneOptions,
    rows: u64,
}

impl Context<'_> {
    fn definition(
        &self,
        id: &str,
        zh: &str,
        en: &str,
        kind: [&str; 2],
        unit: Unit,
        direction: Direction,
    ) -> Definition {
        let violations = match self.options.violations {
            ViolationRule::Count => "counted and kept",
            ViolationRule::Exclude => "left out",
        };
        let parameters = vec![
            Parameter::new("instrument", self.instrument.id()),
            Parameter::new("scale", self.instrument.scale()),
            Parameter::new(kind[0], kind[1]),
            Parameter::new("minimum above desired", violations),
        ];
        Definition::new(id, Label::new(zh, en), parameters, unit, direction, self.options.missing)
    }

    fn excluded(&self, kind: &str, sums: &ZoneSums) -> Vec<Exclusion> {
        let reason = if kind == "item" { ExclusionReason::Missing } else { ExclusionReason::Incomplete };
        let mut excluded = left_out(reason, self.rows - sums.complete);
        excluded.extend(left_out(ExclusionReason::Flagged, sums.complete - sums.minimum.n));
        excluded
    }

    fn result(&self, kind: &str, id: &str, label: &Label, items: usize, sums: &ZoneSums) -> ZoneResult {
        let scale = self.instrument.scale();
        let (points, differences) = (Unit::ScalePoint { scale }, Unit::ScaleDifference { scale });
        let higher = Direction::HigherIsBetter;
        let mean = |name: [&str; 3], unit: &Unit, moments: &IntegerMoments| {
            let definition = self.definition(name[0], name[1], name[2], [kind, id], unit.clone(), higher);
            Measure::of_mean(definition, moments.summary(items as f64), self.excluded(kind, sums), self.options.level)
        };
        let share = |name: [&str; 3], count: u64, direction: Direction| {
            let definition = self.definition(name[0], name[1], name[2], [kind, id], Unit::Share, direction);
            Measure::of_share(definition, count, sums.minimum.n, self.excluded(kind, sums), self.options.level)
        };
        let adequacy = mean(["adequacy_gap", "服务充足度", "Adequacy gap"], &differences, &sums.adequacy);
        let superiority = mean(["superiority_gap", "服务优越度", "Superiority gap"], &differences, &sums.superiority);
        let inside = sums.minimum.n - sums.below - sums.above;
        let position = (sums.width.sum > 0).then(|| sums.adequacy.sum as f64 / sums.width.sum as f64);
        ZoneResult {
            id: id.into(),
            label: label.clone(),
            dimension: None,
            minimum: mean(["minimum_service", "适当服务", "Minimum service"], &points, &sums.minimum),
            desired: mean(["desired_service", "理想服务", "Desired service"], &points, &sums.desired),
            perceived: mean(["perceived_service", "感知服务", "Perceived service"], &points, &sums.perceived),
            width: mean(["zone_width", "容忍区间宽度", "Width of the zone"], &differences, &sums.width),
            below: share(["below_zone", "低于容忍区间", "Below the zone"], sums.below, Direction::LowerIsBetter),
            inside: share(["inside_zone", "容忍区间内", "Inside the zone"], inside, higher),
            above: share(["above_zone", "高于容忍区间", "Above the zone"], sums.above, higher),
            position: position.filter(|_| adequacy.estimate.is_some()),
            state: adequacy.estimate.zip(superiority.estimate).map(|(adequacy, superiority)| {
                match (adequacy < 0.0, superiority > 0.0) {
                    (true, _) => ZoneState::Below,
                    (false, true) => ZoneState::Above,
                    (false, false) => ZoneState::Inside,
                }
            }),
            violations: sums.violations,
            adequacy,
            superiority,
        }
    }
}
