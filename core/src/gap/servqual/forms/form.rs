//! The four usual forms of a service-quality score.

use serde::{Deserialize, Serialize};

use crate::measure::Label;

/// One of the four usual forms of a service-quality score.
///
/// P is the perception, E the expectation and I the importance, reverse-scored items turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ServqualForm {
    /// P − E: SERVQUAL (Parasuraman, Zeithaml and Berry 1988).
    Gap,
    /// I · (P − E): weighted SERVQUAL.
    ImportanceWeightedGap,
    /// P: SERVPERF (Cronin and Taylor 1992).
    Performance,
    /// I · P: weighted SERVPERF.
    ImportanceWeightedPerformance,
}

impl ServqualForm {
    /// All four, in the order of Cronin and Taylor.
    pub const ALL: [Self; 4] =
        [Self::Gap, Self::ImportanceWeightedGap, Self::Performance, Self::ImportanceWeightedPerformance];

    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::ImportanceWeightedGap => "importance_weighted_gap",
            Self::Performance => "performance",
            Self::ImportanceWeightedPerformance => "importance_weighted_performance",
        }
    }

    /// The formula, such as `I · (P − E)`.
    pub fn formula(self) -> &'static str {
        match self {
            Self::Gap => "P − E",
            Self::ImportanceWeightedGap => "I · (P − E)",
            Self::Performance => "P",
            Self::ImportanceWeightedPerformance => "I · P",
        }
    }

    /// Whether importance enters.
    pub fn is_weighted(self) -> bool {
        matches!(self, Self::ImportanceWeightedGap | Self::ImportanceWeightedPerformance)
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Self::Gap => Label::new("服务质量差距(P−E)", "Gap (P − E)"),
            Self::ImportanceWeightedGap => {
                Label::new("重要性加权差距(I·(P−E))", "Importance-weighted gap (I · (P − E))")
            }
            Self::Performance => Label::new("感知绩效(P)", "Performance (P)"),
            Self::ImportanceWeightedPerformance => {
                Label::new("重要性加权绩效(I·P)", "Importance-weighted performance (I · P)")
            }
        }
    }
}
