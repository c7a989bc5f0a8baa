//! Importance–performance analysis.

use std::sync::Arc;

use crate::error::Result;
use crate::ffi::bootstrap::{BootstrapOptions, BootstrapProgress, Watched};
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::importance_performance::{
    self, Crosshair, ImportancePerformanceAnswers, ImportancePerformanceOptions, ImportancePerformancePoint,
    ImportancePerformanceReport, PlacedPoint, Quadrant, QuadrantBootstrap,
};
use crate::measure::{Label, MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

json_text!(ImportancePerformanceReport, importance_performance_report_from_json);
json_text!(QuadrantBootstrap, quadrant_bootstrap_from_json);

tally_object! {
    /// An importance–performance analysis while it is measured.
    ImportancePerformanceTally, crate::gap::importance_performance::ImportancePerformanceTally, ImportancePerformanceReport
}

#[uniffi::export]
impl ImportancePerformanceTally {
    /// An empty tally. Where not given, missing answers are errors, the level is 0.95, and the lines
    /// cross at the mean of the items.
    #[uniffi::constructor(default(missing = None, level = None, crosshair = None))]
    fn new(
        instrument: &Instrument,
        missing: Option<MissingRule>,
        level: Option<ConfidenceLevel>,
        crosshair: Option<Crosshair>,
    ) -> Result<Self> {
        let options = ImportancePerformanceOptions {
            missing: missing.unwrap_or_default(),
            level: level.unwrap_or_default(),
            crosshair: crosshair.unwrap_or_default(),
        };
        Ok(Self::of(importance_performance::ImportancePerformanceTally::new(instrument.clone(), options)))
    }

    /// Adds respondents: a row each. `importance` and `performance` name the columns of the answers,
    /// one for each item in the order of the instrument.
    fn observe(&self, columns: &Columns, importance: Vec<String>, performance: Vec<String>) -> Result<()> {
        let mut tally = self.lock();
        let scale = tally.instrument().scale();
        let sides = [columns.answers(&importance, scale)?, columns.answers(&performance, scale)?];
        tally.observe(ImportancePerformanceAnswers {
            importance: &borrowed(&sides[0])?,
            performance: &borrowed(&sides[1])?,
        })
    }
}

/// How surely each item lies in its quadrant: resamples respondents and places every item anew.
///
/// Needs the rows, all at once. `tally` names instrument and options; what it has observed does not
/// count. The level of `options` decides a quadrant.
#[uniffi::export(default(progress = None))]
fn bootstrap_quadrants(
    tally: &ImportancePerformanceTally,
    columns: &Columns,
    importance: Vec<String>,
    performance: Vec<String>,
    options: BootstrapOptions,
    progress: Option<Arc<dyn BootstrapProgress>>,
) -> Result<QuadrantBootstrap> {
    // A copy, so that others can go on observing meanwhile.
    let tally = tally.lock().clone();
    let scale = tally.instrument().scale();
    let sides = [columns.answers(&importance, scale)?, columns.answers(&performance, scale)?];
    let answers =
        ImportancePerformanceAnswers { importance: &borrowed(&sides[0])?, performance: &borrowed(&sides[1])? };
    let watched = Watched::new(progress);
    let go_on = &mut |done, total| watched.go_on(done, total);
    watched.finished(importance_performance::bootstrap_quadrants(&tally, answers, &options.into(), go_on))
}

/// Places points whose importance was derived, such as by key drivers.
#[uniffi::export]
fn place_points(points: Vec<ImportancePerformancePoint>, crosshair: Crosshair) -> Result<Vec<PlacedPoint>> {
    importance_performance::place_points(&points, crosshair)
}

/// Name of a quadrant for people.
// No method: what a method of an enum returns gets its old name from the generator.
#[uniffi::export]
fn quadrant_label(quadrant: Quadrant) -> Label {
    quadrant.label()
}
