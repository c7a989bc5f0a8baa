//! What importance against performance says.

use pyo3::prelude::*;
use servqual::gap::importance_performance as model;

use crate::measure::{Label, Measure};
use crate::record::word;
use crate::report::report;
use crate::table::Table;

report! {
    /// One item of an importance–performance analysis.
    ImportancePerformanceItem(model::ImportancePerformanceItem) {
        /// Id of the item.
        id: String,
        /// Name for people.
        label: Label,
        /// Mean importance.
        importance: Measure,
        /// Mean performance.
        performance: Measure,
        /// Importance − performance: above zero importance is ahead.
        iso_rating_gap: Measure,
        /// Σ performance / Σ importance; `None` where the scale is not above zero.
        conformity: Option<f64>,
        /// Where it lies; `None` without answers.
        quadrant: Option<String>,
    }
    |item| format!("{}: {}", item.id, item.quadrant.map_or("–".into(), |quadrant| word(&quadrant)))
}

report! {
    /// What an importance–performance analysis says.
    ImportancePerformanceReport(model::ImportancePerformanceReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// The rule by which the lines were drawn.
        crosshair: Py<PyAny>,
        /// Line between high and low importance.
        importance_line: f64,
        /// Line between high and low performance.
        performance_line: f64,
        /// One row for each item.
        items: Table,
    }
    |report| format!("{}: {} respondents, {} items", report.instrument, report.respondents, report.items.len())
}

report! {
    /// How often one item fell into each quadrant.
    QuadrantShares(model::QuadrantShares) {
        /// Id of the item.
        id: String,
        /// Share of replicates with high importance and low performance.
        concentrate_here: f64,
        /// Share of replicates with high importance and high performance.
        keep_up: f64,
        /// Share of replicates with low importance and low performance.
        low_priority: f64,
        /// Share of replicates with low importance and high performance.
        possible_overkill: f64,
        /// The quadrant whose share reaches the level; `None` where the item is undecided.
        decided: Option<String>,
    }
    |item| format!("{}: {}", item.id, item.decided.map_or("undecided".into(), |quadrant| word(&quadrant)))
}

report! {
    /// An importance–performance analysis with the certainty of its quadrants.
    QuadrantBootstrap(model::QuadrantBootstrap) {
        /// The analysis of the data.
        report: ImportancePerformanceReport,
        /// Replicates.
        replicates: u64,
        /// Seed.
        seed: u64,
        /// Share of replicates that decides a quadrant.
        level: f64,
        /// One row for each item.
        items: Table,
    }
    |found| format!("{}: {} replicates", found.report.instrument, found.replicates)
}

report! {
    /// A point with its quadrant.
    PlacedPoint(model::PlacedPoint) {
        /// Id of the item.
        id: String,
        /// Where it lies.
        quadrant: String,
        /// Line between high and low importance.
        importance_line: f64,
        /// Line between high and low performance.
        performance_line: f64,
    }
    |point| format!("{}: {}", point.id, word(&point.quadrant))
}
