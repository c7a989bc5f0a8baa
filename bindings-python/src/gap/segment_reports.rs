//! What gaps by segment say.

use pyo3::prelude::*;
use servqual::gap::servqual as model;
use servqual::measure::Language;
use servqual::stats;

use super::servqual::ServqualReport;
use crate::measure::{Comparison, Interval, Label};
use crate::report::report;
use crate::table::Table;

report! {
    /// What the survey says of one segment.
    SegmentResult(model::SegmentResult) {
        /// The segment.
        segment: String,
        /// Its results.
        report: ServqualReport,
    }
    |row| format!("{}: {}", row.segment, row.report.overall.unweighted.show(Language::English))
}

report! {
    /// What the survey says of each segment.
    ServqualTableReport(model::ServqualTableReport) {
        /// One row for each segment with an answered pair, in alphabetical order.
        segments: Table,
        /// The segments without an answered pair.
        without_answers: Vec<String>,
    }
    |report| format!("{} segments", report.segments.len())
}

report! {
    /// Welch's t test of two means (1947).
    WelchTest(stats::WelchTest) {
        /// The second mean minus the first, over its standard error.
        t: f64,
        /// Satterthwaite's degrees of freedom.
        degrees_of_freedom: f64,
        /// Two-sided p value.
        p_value: f64,
    }
    |test| format!("t {:?}, p {:?}", test.t, test.p_value)
}

report! {
    /// Welch's analysis of variance (1951).
    WelchAnova(stats::WelchAnova) {
        /// Samples that entered: those with two observations and a variance.
        samples: u64,
        /// The statistic.
        f: f64,
        /// Degrees of freedom above: samples − 1.
        numerator_degrees: f64,
        /// Degrees of freedom below.
        denominator_degrees: f64,
        /// P value.
        p_value: f64,
    }
    |test| format!("F {:?}, p {:?}", test.f, test.p_value)
}

report! {
    /// How two segments differ.
    SegmentContrast(model::SegmentContrast) {
        /// The first segment.
        first: String,
        /// The second segment.
        second: String,
        /// Second minus first with Welch's interval and p value.
        comparison: Comparison,
        /// Welch's test; `None` where it is not defined.
        welch: Option<WelchTest>,
        /// Its p value, adjusted over the pairs of this part.
        p_value_adjusted: Option<f64>,
        /// The difference in pooled standard deviations, without small-sample bias.
        hedges_g: Option<f64>,
        /// Its interval.
        hedges_g_interval: Option<Interval>,
    }
    |row| format!("{} and {}: {:?}", row.first, row.second, row.comparison.difference)
}

report! {
    /// How the segments differ in one dimension, or overall.
    SegmentPartComparison(model::SegmentPartComparison) {
        /// Id of the dimension; of the whole the id of the instrument.
        id: String,
        /// Name for people.
        label: Label,
        /// Whether any of the segments differ; `None` below three of them.
        welch_anova: Option<WelchAnova>,
        /// One row for each pair.
        contrasts: Table,
    }
    |part| format!("{}: {} pairs", part.id, part.contrasts.len())
}

report! {
    /// How segments differ.
    SegmentComparisonReport(model::SegmentComparisonReport) {
        /// Id of the instrument.
        instrument: String,
        /// The segments that are compared, in alphabetical order.
        segments: Vec<String>,
        /// Segments without an answered pair.
        without_answers: Vec<String>,
        /// What is compared.
        score: String,
        /// How p values are adjusted.
        adjustment: String,
        /// One row for each dimension, in the order of the instrument.
        dimensions: Table,
        /// Over all dimensions.
        overall: SegmentPartComparison,
    }
    |report| format!("{}: {} segments", report.instrument, report.segments.len())
}
