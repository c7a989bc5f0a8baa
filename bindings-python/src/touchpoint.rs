//! Journeys: whether what was delivered conforms to the tier of its touchpoint.

use pyo3::prelude::*;
use servqual::measure::{MissingRule, OwnedColumn, Tally};
use servqual::touchpoint;

use crate::columns::{Source, outcomes, read, texts};
use crate::error::Answer;
use crate::handbook::JourneyReport;
use crate::measure::Label;
use crate::record::{Reduced, dumps, from_word, restorer};
use crate::tally::tally;

/// The touchpoints of a service in the customer's order: valid once it exists.
///
/// Parameters
/// ----------
/// document : mapping
///     `id`, `label` (`zh` and `en`) and `touchpoints`, each with `id`, `label`, `channel` and `tier`:
///     `{"fixed": {"required": …}}`, `{"bounded_choice": {"options": […]}}` or `{"bespoke": {}}`.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> journey = sq.Journey({"id": "stay", "label": {"zh": "住店", "en": "Stay"}, "touchpoints": [
///     ...     {"id": "check_in", "label": {"zh": "入住", "en": "Check-in"}, "channel": "counter",
///     ...      "tier": {"fixed": {"required": "key"}}},
///     ...     {"id": "wish", "label": {"zh": "愿望", "en": "Wish"}, "channel": "room", "tier": {"bespoke": {}}},
///     ... ]})
///     >>> report = journey.conformance(
///     ...     touchpoint=["check_in", "check_in", "wish"], delivered=["key", "nothing", None],
///     ...     outcome=[None, None, True],
///     ... )
///     >>> [(row.touchpoint, row.conformance.estimate) for row in report.touchpoints], report.weakest
///     ([('check_in', 0.5), ('wish', 1.0)], 'check_in')
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Journey(touchpoint::Journey);

#[pymethods]
impl Journey {
    #[new]
    fn new(document: &Bound<'_, PyAny>) -> Answer<Self> {
        Self::from_json(&dumps(document)?)
    }

    /// A journey in JSON.
    #[staticmethod]
    fn from_json(text: &str) -> Answer<Self> {
        Ok(Self(crate::record::from_json(text, "journey")?))
    }

    /// The journey in JSON.
    fn to_json(&self) -> String {
        crate::record::to_json(&self.0)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Reduced<'py, String> {
        Ok((restorer(py)?, (py.get_type::<Self>().into_any(), self.to_json())))
    }

    /// Stable id.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Name for people.
    #[getter]
    fn label(&self) -> Label {
        Label(self.0.label().clone())
    }

    /// The touchpoints in order, as plain dictionaries.
    #[getter]
    fn touchpoints<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, &self.0.touchpoints())
    }

    /// The id of the touchpoint that follows; after the last comes the first.
    fn after(&self, id: &str) -> Option<&str> {
        self.0.after(id)
    }

    /// Conformance of delivered services, a row for each.
    ///
    /// A fixed touchpoint conforms when exactly the required thing was delivered, a bounded choice when
    /// one of its options was, a bespoke one when the outcome was right.
    ///
    /// Parameters
    /// ----------
    /// touchpoint : column
    ///     Id of the touchpoint.
    /// delivered : column
    ///     What was delivered; needed where the tier is fixed or a bounded choice.
    /// outcome : column
    ///     Whether the outcome was right; needed where the tier is bespoke.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to a row without what its tier needs.
    ///
    /// Raises
    /// ------
    /// UnknownIdError
    ///     For a touchpoint that the journey has not.
    #[pyo3(signature = (*, touchpoint, delivered = None, outcome = None, missing = "raise"))]
    fn conformance<'py>(
        &self,
        py: Python<'py>,
        touchpoint: &Bound<'py, PyAny>,
        delivered: Option<&Bound<'py, PyAny>>,
        outcome: Option<&Bound<'py, PyAny>>,
        missing: &str,
    ) -> Answer<JourneyReport> {
        let mut tally = touchpoint::JourneyTally::new(self.0.clone(), from_word(missing, "missing")?);
        let given = Rows::read(touchpoint, delivered, outcome)?;
        Ok(JourneyReport(py.detach(move || {
            given.add(&mut tally)?;
            tally.finish()
        })?))
    }

    /// An empty tally of delivered services.
    #[pyo3(signature = (*, missing = "raise"))]
    fn tally(&self, missing: &str) -> Answer<JourneyTally> {
        let missing: MissingRule = from_word(missing, "missing")?;
        Ok(JourneyTally::new(touchpoint::JourneyTally::new(self.0.clone(), missing)))
    }

    fn __len__(&self) -> usize {
        self.0.touchpoints().len()
    }

    fn __repr__(&self) -> String {
        format!("<Journey {}: {} touchpoints>", self.0.id(), self.0.touchpoints().len())
    }
}

/// Delivered services that have left Python.
struct Rows {
    touchpoint: Source,
    delivered: Option<Source>,
    outcome: Option<Source>,
}

impl Rows {
    fn read(
        touchpoint: &Bound<'_, PyAny>,
        delivered: Option<&Bound<'_, PyAny>>,
        outcome: Option<&Bound<'_, PyAny>>,
    ) -> Answer<Self> {
        Ok(Self {
            touchpoint: read(touchpoint, "touchpoint")?,
            delivered: delivered.map(|column| read(column, "delivered")).transpose()?,
            outcome: outcome.map(|column| read(column, "outcome")).transpose()?,
        })
    }

    /// One chunk: a service that fails leaves the tally of the core as it was.
    fn add(self, tally: &mut touchpoint::JourneyTally) -> servqual::Result<()> {
        let ids = texts(&self.touchpoint)?;
        let delivered = self.delivered.as_ref().map_or_else(|| Ok(vec![None; ids.len()]), texts)?;
        let none = OwnedColumn::of("outcome", std::iter::repeat_n(None, ids.len()));
        let outcome = self.outcome.map(|source| outcomes(source).map(|loaded| loaded.joined())).transpose()?;
        let outcome = match &outcome {
            Some(loaded) => loaded.part(&(0..loaded.shape().1))?,
            None => none.column()?,
        };
        let [ids, delivered] = [("touchpoint", &ids), ("delivered", &delivered)]
            .map(|(name, rows)| OwnedColumn::of(name, rows.iter().map(Option::as_deref)));
        tally.observe(touchpoint::DeliveredService {
            touchpoint: ids.column()?,
            delivered: delivered.column()?,
            outcome,
        })
    }
}

tally! {
    /// Conformance along a journey while it is measured: observe, merge, finish.
    ///
    /// Costs a few counts for each touchpoint and option, whatever the number of services.
    JourneyTally(touchpoint::JourneyTally) {
        /// The journey.
        #[getter]
        fn journey(&self, py: Python<'_>) -> Journey {
            Journey(py.detach(|| self.0.lock().journey().clone()))
        }

        /// Adds delivered services, all of them or nothing; the arguments are those of
        /// `Journey.conformance`.
        #[pyo3(signature = (*, touchpoint, delivered = None, outcome = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            touchpoint: &Bound<'py, PyAny>,
            delivered: Option<&Bound<'py, PyAny>>,
            outcome: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let given = Rows::read(touchpoint, delivered, outcome)?;
            Ok(py.detach(|| given.add(&mut self.0.lock()))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<JourneyReport> {
            Ok(JourneyReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<JourneyTally of {}>", py.detach(|| self.0.lock().journey().id().to_owned()))
        }
    }
}
