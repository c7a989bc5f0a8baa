//! Which interval a definition wants.

use serde::{Deserialize, Serialize};

use super::{Observable, Statistic};

/// How the interval is computed, where the usual one of the statistic is not wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum IntervalChoice {
    /// Shares: Wilson's score interval, the usual one.
    Wilson,
    /// Shares: Wilson's with continuity correction, wider.
    WilsonContinuity,
    /// Shares: Clopper and Pearson's exact interval, which never covers less than the level.
    ClopperPearson,
    /// Shares: Jeffreys'.
    Jeffreys,
    /// Shares: Agresti and Coull's.
    AgrestiCoull,
    /// Net scores: the adjusted Wald interval, the usual one.
    AdjustedWald,
    /// Net scores: Wald's.
    Wald,
    /// Net scores: the score test, inverted.
    NetScoreTest,
    /// Repeat contacts: linearised over customers, whose contacts are not independent.
    Clusters,
}

impl IntervalChoice {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wilson => "wilson",
            Self::WilsonContinuity => "wilson_continuity",
            Self::ClopperPearson => "clopper_pearson",
            Self::Jeffreys => "jeffreys",
            Self::AgrestiCoull => "agresti_coull",
            Self::AdjustedWald => "adjusted_wald",
            Self::Wald => "wald",
            Self::NetScoreTest => "net_score_test",
            Self::Clusters => "clusters",
        }
    }

    pub(super) fn fits(self, observable: &Observable, statistic: &Statistic) -> bool {
        match (self, statistic) {
            (Self::Clusters, _) => matches!(observable, Observable::Contact { .. }),
            (Self::AdjustedWald | Self::Wald | Self::NetScoreTest, Statistic::NetScore { .. }) => true,
            (Self::AdjustedWald | Self::Wald | Self::NetScoreTest, _) => false,
            (_, Statistic::Share { .. }) => true,
            _ => false,
        }
    }
}
