//! How time is cut in trends and scorecards, checked.

use super::written::{ScorecardDocument, TrendDocument};
use crate::error::{QualityError, Result};
use crate::kpi::ScorecardOptions;
use crate::time::{PeriodLength, PeriodRule, TimeZone};

/// How the course over time is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// A column of dates as they are written, or of instants where there is a zone.
    pub column: String,
    /// Length of a period.
    pub by: PeriodLength,
    /// The zone in which days begin; without it dates are read as written.
    pub time_zone: Option<TimeZone>,
}

impl Trend {
    /// The rule by which days are cut; where dates are read as written, its zone says nothing.
    pub(crate) fn rule(&self) -> Result<PeriodRule> {
        let zone = self.time_zone.clone().map_or_else(|| TimeZone::new("UTC"), Ok)?;
        PeriodRule::new(self.by, zone)
    }
}

/// How the indicators are shown by unit and period.
#[derive(Debug, Clone, PartialEq)]
pub struct HandbookScorecard {
    /// The column of units; without it, the organisation is one unit.
    pub unit: Option<String>,
    /// The column of instants, where time is cut.
    pub column: Option<String>,
    /// How time is cut, and what is not shown.
    pub options: ScorecardOptions,
}

impl TrendDocument {
    pub(super) fn parse(&self) -> Result<Trend> {
        let within = |error: QualityError| error.within("trend");
        let time_zone = self.time_zone.as_deref().map(TimeZone::new).transpose().map_err(within)?;
        let trend = Trend { column: self.column.clone(), by: self.by, time_zone };
        trend.rule().map_err(within)?;
        Ok(trend)
    }
}

impl ScorecardDocument {
    pub(super) fn parse(&self) -> Result<HandbookScorecard> {
        let within = |error: QualityError| error.within("scorecard");
        let periods = match (&self.column, self.by, &self.time_zone) {
            (None, None, None) => None,
            (Some(_), Some(by), Some(zone)) => {
                let zone = TimeZone::new(zone).map_err(within)?;
                Some(PeriodRule::new(by, zone).map_err(within)?)
            }
            (column, by, zone) => {
                let given = [("column", column.is_some()), ("by", by.is_some()), ("time_zone", zone.is_some())];
                let named = |wanted| {
                    let names = given.iter().filter(|(_, given)| *given == wanted);
                    names.map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
                };
                return Err(QualityError::InvalidDocument {
                    path: "scorecard".into(),
                    found: format!("{} without {}", named(true), named(false)),
                    expected: "`column`, `by` and `time_zone` together, or none of them".into(),
                });
            }
        };
        let options = ScorecardOptions { periods, minimum_n: self.minimum_n, undated: self.undated };
        Ok(HandbookScorecard { unit: self.unit.clone(), column: self.column.clone(), options })
    }
}
