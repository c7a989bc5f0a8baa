//! Conformance at touchpoints and along a journey.

use pyo3::prelude::*;
use servqual::measure::Language;
use servqual::touchpoint;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::record;
use crate::table::{Columns, Table};

record! {
    /// Conformance at one touchpoint.
    TouchpointConformance(touchpoint::TouchpointConformance) {
        /// Id of the touchpoint.
        #[getter]
        fn touchpoint(&self) -> &str {
            &self.0.touchpoint
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// Id of the channel.
        #[getter]
        fn channel(&self) -> &str {
            &self.0.channel
        }

        /// How far it is standardised, as plain dictionaries.
        #[getter]
        fn tier<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            crate::record::to_dict(py, &self.0.tier)
        }

        /// Share of delivered services that conform to the tier.
        #[getter]
        fn conformance(&self) -> Measure {
            Measure(self.0.conformance.clone())
        }

        /// How often each option of a bounded choice was delivered.
        #[getter]
        fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
            let options = pyo3::types::PyDict::new(py);
            self.0.options.iter().try_for_each(|found| options.set_item(&found.option, found.count))?;
            Ok(options)
        }

        fn __repr__(&self) -> String {
            let conformance = self.0.conformance.show(Language::English);
            format!("<TouchpointConformance {}: {conformance}>", self.0.touchpoint)
        }
    }
}

record! {
    /// Conformance along a journey.
    JourneyReport(touchpoint::JourneyReport) {
        /// Id of the journey.
        #[getter]
        fn journey(&self) -> &str {
            &self.0.journey
        }

        /// Name for people.
        #[getter]
        fn label(&self) -> Label {
            Label(self.0.label.clone())
        }

        /// One row for each touchpoint, in order.
        #[getter]
        fn touchpoints(&self, py: Python<'_>) -> Answer<Table> {
            let rows = &self.0.touchpoints;
            let measures = rows.iter().map(|row| &row.conformance);
            let columns = Columns::default()
                .texts("touchpoint", rows.iter().map(|row| Some(row.touchpoint.as_str())))
                .texts("channel", rows.iter().map(|row| Some(row.channel.as_str())))
                .reals("conformance", measures.clone().map(|measure| measure.estimate))
                .measures(measures);
            Table::new(py, &self.0.label.en, rows.iter().cloned().map(TouchpointConformance).collect(), columns)
        }

        /// Id of the touchpoint with the lowest conformance.
        #[getter]
        fn weakest(&self) -> Option<&str> {
            self.0.weakest.as_deref()
        }

        /// Product of the shares: the share of journeys without a fault if faults were independent.
        #[getter]
        fn end_to_end(&self) -> Option<f64> {
            self.0.end_to_end
        }

        fn __repr__(&self) -> String {
            format!("<JourneyReport {}: {} touchpoints>", self.0.journey, self.0.touchpoints.len())
        }
    }
}
