//! What the reports say, brought to one scale.

use super::GapReports;
use super::evidence::{EvidenceKind, GapEvidence, GapStatus, Weighed, status_of};
use crate::error::Result;
use crate::gap::five_gaps::severity::{self, Enumeration, Part};
use crate::gap::five_gaps::{
    BeliefGapReport, BeliefGapResult, CommunicationGapReport, DeliveryGap, DeliveryGapReport, DeliveryTotals,
    EffectKind, PromiseGap, PromiseKeepingReport, ServiceGap, Shortfall, StandardDefect, StandardizedEffect,
    StandardsGap, StandardsGapReport,
};
use crate::gap::servqual::{GapResult, ServqualReport};
use crate::measure::{
    Definition, Direction, Interval, IntervalMethod, Label, Measure, MissingRule, Outcome, Parameter, Scale, Unit,
};
use crate::stats::interval::ConfidenceLevel;

/// Every gap of which there is a report.
pub(super) fn weigh(reports: &GapReports) -> Result<Vec<Weighed>> {
    let mut weighed = reports.beliefs.iter().map(belief).collect::<Result<Vec<_>>>()?;
    weighed.extend(reports.standards.as_ref().map(standards));
    weighed.extend(reports.delivery.as_ref().map(delivery));
    let rows = reports.promise_keeping.as_ref();
    weighed.extend(match (&reports.communication, rows) {
        (Some(register), rows) => Some(communication(register, rows)),
        (None, Some(rows)) => Some(keeping(rows)),
        (None, None) => None,
    });
    weighed.extend(reports.customer.as_ref().map(customer));
    Ok(weighed)
}

/// Evidence without anything in it yet.
fn blank(id: &str, kind: EvidenceKind, label: &Label) -> GapEvidence {
    GapEvidence {
        id: id.into(),
        kind,
        label: label.clone(),
        measure: None,
        p_value: None,
        adjusted_p_value: None,
        effect: None,
        severity: None,
        status: GapStatus::Undecided,
        note: None,
    }
}

fn whole(measure: &Measure, severity: &Measure) -> GapEvidence {
    let label = &measure.definition.label;
    GapEvidence {
        measure: Some(measure.clone()),
        severity: severity.estimate,
        ..blank("overall", EvidenceKind::Overall, label)
    }
}

/// A difference of ratings over the length of their scale; `sign` turns it so that above zero it
/// falls short.
fn of_ratings(difference: &Measure, sign: f64) -> Measure {
    let length = match &difference.definition.unit {
        Unit::ScaleDifference { scale } | Unit::ScalePoint { scale } => length(*scale),
        _ => 1.0,
    };
    let parameters = vec![
        Parameter::new("of", &difference.definition.id),
        Parameter::new("definition", &difference.definition.hash),
        Parameter::new("scale", "difference over the length of the scale"),
    ];
    let missing = difference.definition.missing;
    let definition = severity_definition(parameters, missing);
    // No gap is 0 with either sign.
    let at = |value: f64| sign * value / length + 0.0;
    let interval = difference.interval.map(|interval| {
        let (one, other) = (at(interval.lower), at(interval.upper));
        let (lower, upper) = (one.min(other), one.max(other));
        Interval { lower, upper, level: interval.level, method: IntervalMethod::Transformed }
    });
    let excluded = difference.excluded.clone();
    Measure::of_estimate(definition, difference.estimate.map(at), difference.n, excluded).with_interval(interval)
}

fn length(scale: Scale) -> f64 {
    (scale.points() - 1) as f64
}

fn severity_definition(parameters: Vec<Parameter>, missing: MissingRule) -> Definition {
    let unit = Unit::ShareDifference;
    Definition::new("severity", severity::label(), parameters, unit, Direction::LowerIsBetter, missing)
}

fn rated(kind: EvidenceKind, id: &str, label: &Label, difference: &Measure, sign: f64) -> GapEvidence {
    let severity = of_ratings(difference, sign);
    GapEvidence {
        measure: Some(difference.clone()),
        severity: severity.estimate,
        status: status_of(&severity, false),
        ..blank(id, kind, label)
    }
}

fn effect(value: Option<f64>) -> Option<StandardizedEffect> {
    value.map(|value| StandardizedEffect { kind: EffectKind::CohensD, value })
}

/// A belief may be wrong either way.
fn believed(kind: EvidenceKind, result: &BeliefGapResult) -> GapEvidence {
    let severity = either_way(of_ratings(&result.gap, 1.0));
    GapEvidence {
        measure: Some(result.gap.clone()),
        p_value: result.p_value,
        effect: effect(result.cohens_d),
        severity: severity.estimate,
        status: status_of(&severity, false),
        ..blank(&result.id, kind, &result.label)
    }
}

/// The same severity without its sign.
fn either_way(mut severity: Measure) -> Measure {
    severity.estimate = severity.estimate.map(f64::abs);
    severity.interval = severity.interval.map(|interval| {
        let (one, other) = (interval.lower.abs(), interval.upper.abs());
        let holds_zero = interval.lower <= 0.0 && interval.upper >= 0.0;
        Interval { lower: if holds_zero { 0.0 } else { one.min(other) }, upper: one.max(other), ..interval }
    });
    severity
}

fn belief(report: &BeliefGapReport) -> Result<Weighed> {
    // One dimension would only repeat the whole.
    let parts: Vec<GapEvidence> = if report.dimensions.len() > 1 {
        report.dimensions.iter().map(|result| believed(EvidenceKind::Dimension, result)).collect()
    } else {
        report.items.iter().map(|result| believed(EvidenceKind::Item, result)).collect()
    };
    let severities: Vec<Measure> =
        report.dimensions.iter().map(|result| either_way(of_ratings(&result.gap, 1.0))).collect();
    let mean: Vec<Part<'_>> = severities.iter().map(Part::Measured).collect();
    let severity = severity::mean("dimensions", &mean, Enumeration::Census, ConfidenceLevel::default())?;
    Ok(Weighed::new(report.gap, severity, false, believed(EvidenceKind::Overall, &report.overall), parts))
}

fn perceived(kind: EvidenceKind, result: &GapResult) -> GapEvidence {
    let deviation = result.gap.standard_deviation.filter(|deviation| *deviation > 0.0);
    GapEvidence {
        p_value: result.p_value,
        effect: effect(result.gap.estimate.zip(deviation).map(|(gap, deviation)| -gap / deviation)),
        ..rated(kind, &result.id, &result.label, &result.gap, -1.0)
    }
}

fn customer(report: &ServqualReport) -> Weighed {
    let parts: Vec<GapEvidence> = if report.dimensions.len() > 1 {
        report.dimensions.iter().map(|result| perceived(EvidenceKind::Dimension, result)).collect()
    } else {
        report.items.iter().map(|result| perceived(EvidenceKind::Item, result)).collect()
    };
    let gap = &report.overall.unweighted;
    let severity = of_ratings(gap, -1.0);
    let deviation = gap.standard_deviation.filter(|deviation| *deviation > 0.0);
    let overall = GapEvidence {
        p_value: report.overall.p_value,
        effect: effect(gap.estimate.zip(deviation).map(|(gap, deviation)| -gap / deviation)),
        ..whole(gap, &severity)
    };
    Weighed::new(ServiceGap::Customer, severity, false, overall, parts)
}

/// A level that falls short.
fn short(kind: EvidenceKind, id: &str, label: &Label, shortfall: &Shortfall) -> GapEvidence {
    GapEvidence {
        measure: Some(shortfall.shortfall.clone()),
        p_value: shortfall.p_value,
        effect: shortfall.effect,
        severity: shortfall.severity.as_ref().and_then(|severity| severity.estimate),
        status: match shortfall.outcome {
            Outcome::Met => GapStatus::Closed,
            Outcome::Missed => GapStatus::Open,
            Outcome::Undecided => GapStatus::Undecided,
        },
        ..blank(id, kind, label)
    }
}

fn delivery(report: &DeliveryGapReport) -> Weighed {
    let one =
        |standard: &DeliveryGap| short(EvidenceKind::Standard, &standard.id, &standard.label, &standard.shortfall);
    let DeliveryTotals { severity, share_kept, .. } = &report.overall;
    let evidence = report.standards.iter().map(one).collect();
    Weighed::new(ServiceGap::Delivery, severity.clone(), false, whole(share_kept, severity), evidence)
}

fn need(need: &StandardsGap) -> GapEvidence {
    let blank = blank(&need.id, EvidenceKind::Need, &need.label);
    if !need.covered {
        return GapEvidence { severity: Some(1.0), status: GapStatus::Open, note: Some(defects(need)), ..blank };
    }
    // The most demanding of its standards counts.
    let levels = need.standards.iter().filter_map(|standard| standard.level.as_ref());
    let key = |level: &&Shortfall| level.severity.as_ref().and_then(|severity| severity.estimate);
    let least = levels
        .filter(|level| key(level).is_some())
        .min_by(|left, right| key(left).unwrap_or_default().total_cmp(&key(right).unwrap_or_default()));
    match least {
        Some(level) => short(EvidenceKind::Need, &need.id, &need.label, level),
        None => GapEvidence { severity: Some(0.0), status: GapStatus::Closed, ..blank },
    }
}

/// Why no standard of a need is measurable.
fn defects(need: &StandardsGap) -> Label {
    let reasons = need.standards.iter().filter_map(|standard| Some((&standard.id, standard.defect.as_ref()?)));
    let texts: Vec<Label> = reasons
        .map(|(id, defect)| match defect {
            StandardDefect::NotWritten { .. } => Label::new(format!("{id}:未成文"), format!("{id}: not written")),
            StandardDefect::NotInForce { .. } => Label::new(format!("{id}:未生效"), format!("{id}: not in force")),
            StandardDefect::Contradictory { reason } => {
                Label::new(format!("{id}:自相矛盾({reason})"), format!("{id}: contradictory ({reason})"))
            }
            StandardDefect::AlwaysMet {} => Label::new(format!("{id}:恒被满足"), format!("{id}: always met")),
        })
        .collect();
    if texts.is_empty() {
        return Label::new("没有标准", "no standard");
    }
    let join = |text: fn(&Label) -> &str, separator: &str| texts.iter().map(text).collect::<Vec<_>>().join(separator);
    Label::new(join(|label| &label.zh, ";"), join(|label| &label.en, "; "))
}

fn standards(report: &StandardsGapReport) -> Weighed {
    let mut levels = report.needs.iter().flat_map(|need| &need.standards);
    let exact = report.severity.interval.is_none() && levels.all(|standard| standard.level.is_none());
    let evidence = report.needs.iter().map(need).collect();
    let overall = whole(&report.coverage, &report.severity);
    Weighed::new(ServiceGap::Standards, report.severity.clone(), exact, overall, evidence)
}

fn rows(report: &PromiseKeepingReport) -> impl Iterator<Item = GapEvidence> + '_ {
    report.promises.iter().map(|promise| GapEvidence {
        measure: Some(promise.over_promise.clone()),
        p_value: promise.p_value,
        effect: effect(promise.cohens_d_z),
        severity: promise.severity.as_ref().and_then(|severity| severity.estimate),
        status: status_of(&promise.over_promise, false),
        ..blank(&promise.id, EvidenceKind::PromiseRows, &promise.label)
    })
}

fn keeping(report: &PromiseKeepingReport) -> Weighed {
    let overall = whole(&report.kept, &report.severity);
    Weighed::new(ServiceGap::Communication, report.severity.clone(), false, overall, rows(report).collect())
}

fn communication(report: &CommunicationGapReport, more: Option<&PromiseKeepingReport>) -> Weighed {
    let one = |promise: &PromiseGap| {
        let mut evidence = match &promise.over_promise {
            Some(shortfall) => short(EvidenceKind::Promise, &promise.id, &promise.label, shortfall),
            None => blank(&promise.id, EvidenceKind::Promise, &promise.label),
        };
        evidence.note = if report.unchecked.contains(&promise.id) {
            Some(Label::new("发布前未评估可行性", "published without a check of its feasibility"))
        } else if report.infeasible.contains(&promise.id) {
            Some(Label::new("评估为不可行仍发布", "published although found not to be feasible"))
        } else {
            None
        };
        evidence
    };
    let evidence = report.promises.iter().map(one).chain(more.into_iter().flat_map(rows)).collect();
    let overall = whole(&report.share_kept, &report.severity);
    Weighed::new(ServiceGap::Communication, report.severity.clone(), false, overall, evidence)
}
