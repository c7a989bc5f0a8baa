//! Why a gap may be open.

use serde::{Deserialize, Serialize};

use crate::gap::five_gaps::{AntecedentReport, AntecedentScore, ServiceGap, antecedents, gap_causes};
use crate::measure::{Label, Measure};

/// What the scores of its antecedents say of a cause, against the middle of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CauseStatus {
    /// The whole interval lies towards the end that widens the gap.
    Supported,
    /// The interval holds the middle of the scale, or there is none.
    Undecided,
    /// Nothing was measured: a possible cause of the catalogue, no more.
    NotMeasured,
    /// The whole interval lies towards the end that narrows the gap.
    Contradicted,
}

/// A possible cause of a gap with what was measured of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct CauseFinding {
    /// Id of the cause, or of the antecedent where no cause names it.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Its place within the gap: by status, then the most adverse first.
    pub rank: u64,
    /// What was measured says for it or against it.
    pub status: CauseStatus,
    /// How adverse the worst of its antecedents is, from 0 to 1.
    pub adverse: Option<Measure>,
    /// The scores of its antecedents, with n, interval, p value and alpha.
    pub antecedents: Vec<AntecedentScore>,
}

/// The causes of a gap: by status, the most adverse first.
pub(super) fn causes(gap: ServiceGap, reports: &[AntecedentReport]) -> Vec<CauseFinding> {
    let catalogue: Vec<_> = gap_causes().into_iter().filter(|cause| cause.gap == gap).collect();
    let named = |id: &String| catalogue.iter().any(|cause| cause.antecedents.contains(id));
    let others = antecedents().into_iter().filter(|antecedent| antecedent.gap == gap && !named(&antecedent.id));
    let others: Vec<CauseFinding> = others
        .map(|antecedent| one(&antecedent.id, &antecedent.label, std::slice::from_ref(&antecedent.id), reports))
        .collect();
    let mut found: Vec<CauseFinding> =
        catalogue.iter().map(|cause| one(&cause.id, &cause.label, &cause.antecedents, reports)).collect();
    found.extend(others);
    // A stable sort: what was not measured keeps the order of the catalogue.
    let key =
        |cause: &CauseFinding| cause.adverse.as_ref().and_then(|adverse| adverse.estimate).unwrap_or(f64::NEG_INFINITY);
    found.sort_by(|left, right| left.status.cmp(&right.status).then(key(right).total_cmp(&key(left))));
    found.iter_mut().zip(1..).for_each(|(cause, rank)| cause.rank = rank);
    found
}

fn status(adverse: &Measure) -> CauseStatus {
    match adverse.interval {
        Some(interval) if interval.lower > 0.5 => CauseStatus::Supported,
        Some(interval) if interval.upper < 0.5 => CauseStatus::Contradicted,
        _ => CauseStatus::Undecided,
    }
}

fn one(id: &str, label: &Label, antecedents: &[String], reports: &[AntecedentReport]) -> CauseFinding {
    let scores = reports.iter().flat_map(|report| &report.antecedents);
    let scores: Vec<AntecedentScore> = scores.filter(|score| antecedents.contains(&score.id)).cloned().collect();
    let worst = scores.iter().filter_map(|score| Some((score.adverse.estimate?, &score.adverse)));
    let worst = worst.max_by(|left, right| left.0.total_cmp(&right.0));
    CauseFinding {
        id: id.into(),
        label: label.clone(),
        rank: 0,
        status: worst.map_or(CauseStatus::NotMeasured, |(_, adverse)| status(adverse)),
        adverse: worst.map(|(_, adverse)| adverse.clone()),
        antecedents: scores,
    }
}
