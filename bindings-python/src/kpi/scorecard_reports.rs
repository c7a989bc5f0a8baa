//! What a scorecard says.

use pyo3::prelude::*;
use servqual::kpi;
use servqual::measure::Language;

use crate::error::Answer;
use crate::measure::{Comparison, Measure, Verdict, read_language};
use crate::record::record;
use crate::report::{report, table};
use crate::table::Table;

report! {
    /// How far along the way from the baseline to the target: 0 at the baseline, 1 at the target.
    Progress(kpi::Progress) {
        /// The part of the way.
        estimate: f64,
        /// Lower end of its interval.
        lower: Option<f64>,
        /// Upper end of its interval.
        upper: Option<f64>,
    }
    |progress| format!("{:?}", progress.estimate)
}

report! {
    /// One indicator of one unit in one period.
    ScorecardRow(kpi::ScorecardRow) {
        /// The unit, such as a team.
        unit: String,
        /// The period, such as `2026-W02`; `None` where time is not cut.
        period: Option<String>,
        /// First day of the period, such as `2026-01-05`.
        first_day: Option<String>,
        /// Last day of the period.
        last_day: Option<String>,
        /// Id of the indicator.
        indicator: String,
        /// What was measured; without numbers where the row is suppressed.
        measure: Measure,
        /// Whether the row has too few observations to be shown.
        suppressed: bool,
        /// What it says against the target, where there is one.
        verdict: Option<Verdict>,
        /// The baseline, where there is one.
        baseline: Option<f64>,
        /// How far along from the baseline to the target.
        progress: Option<Progress>,
        /// How it differs from the period before of the same unit.
        change: Option<Comparison>,
        /// Whether it is better than then: `better`, `worse` or `undecided`.
        course: Option<String>,
    }
    |row| format!(
        "{} {} {}: {}", row.indicator, row.unit, row.period.as_deref().unwrap_or(""), row.measure.show(Language::English)
    )
}

report! {
    /// A unit and a period in which nothing was measured.
    EmptyPeriod(kpi::EmptyPeriod) {
        /// Id of the indicator.
        indicator: String,
        /// The unit.
        unit: String,
        /// The period; `None` where time is not cut.
        period: Option<String>,
        /// First day of the period.
        first_day: Option<String>,
        /// Last day of the period.
        last_day: Option<String>,
    }
    |row| format!("{} {} {}", row.indicator, row.unit, row.period.as_deref().unwrap_or(""))
}

record! {
    /// Indicators by unit and period, in the order of the indicators, then by unit, then by time.
    Scorecard(kpi::Scorecard) {
        /// One row for each indicator, unit and period with observations.
        #[getter]
        fn rows(&self, py: Python<'_>) -> Answer<Table> {
            table(py, "scorecard", &self.0.rows)
        }

        /// Observed rows without an instant, left out.
        #[getter]
        fn undated(&self) -> u64 {
            self.0.undated
        }

        /// Rows that are not shown because they have too few observations.
        #[getter]
        fn suppressed(&self) -> u64 {
            self.0.suppressed
        }

        /// Units and periods in which nothing was measured; not listed for rolling windows.
        #[getter]
        fn empty(&self, py: Python<'_>) -> Answer<Table> {
            table(py, "empty", &self.0.empty)
        }

        /// The scorecard for a terminal, in "zh" or "en".
        #[pyo3(signature = (language = "en"))]
        fn to_text(&self, language: &str) -> Answer<String> {
            Ok(self.0.to_text(read_language(language)?))
        }

        /// The scorecard as HTML with the course of each line over time, in "zh" or "en".
        #[pyo3(signature = (language = "en"))]
        fn to_html(&self, language: &str) -> Answer<String> {
            Ok(self.0.to_html(read_language(language)?))
        }

        fn __repr__(&self) -> String {
            format!("<Scorecard: {} rows, {} suppressed>", self.0.rows.len(), self.0.suppressed)
        }

        fn _repr_html_(&self) -> String {
            self.0.to_html(Language::English)
        }
    }
}
