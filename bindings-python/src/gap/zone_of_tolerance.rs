//! The zone of tolerance.

use pyo3::prelude::*;
use servqual::gap::zone_of_tolerance as zone;
use servqual::gap::zone_of_tolerance::{ZoneAnswers, ZoneOptions};
use servqual::measure::Tally;
use servqual::stats::interval::ConfidenceLevel;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::{from_word, word};
use crate::report::report;
use crate::survey::{Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::table::Table;

impl Surveyed for zone::ZoneTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [minimum, desired, perceived] = sides(found)?;
        self.observe(ZoneAnswers { minimum, desired, perceived })
    }
}

fn options(missing: &str, level: f64, violations: &str) -> Answer<ZoneOptions> {
    Ok(ZoneOptions {
        missing: from_word(missing, "missing")?,
        level: ConfidenceLevel::new(level)?,
        violations: from_word(violations, "violations")?,
    })
}

#[pymethods]
impl Instrument {
    /// Where perceived service lies between the least that is accepted and what is desired.
    ///
    /// For each respondent, and only then averaged: adequacy gap perceived − minimum, superiority gap
    /// perceived − desired, width of the zone, below, inside or above (Zeithaml, Berry and
    /// Parasuraman 1993).
    ///
    /// Parameters
    /// ----------
    /// minimum, desired, perceived : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
    /// data : dataframe or mapping, optional
    ///     Where such names are looked up.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to missing answers.
    /// level : float
    ///     Confidence level of the intervals.
    /// violations : {"count", "exclude"}
    ///     What happens to a minimum above the desired level; it is counted in either case.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause, such as an answer outside the scale; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> library = sq.Instrument({
    ///     ...     "id": "library", "scale": {"minimum": 1, "maximum": 9}, "dimensions": [{"id": "place"}],
    ///     ...     "items": [{"id": "q1", "dimension": "place"}],
    ///     ... })
    ///     >>> report = library.zone_of_tolerance(
    ///     ...     minimum={"q1": [5, 6, 4]}, desired={"q1": [8, 8, 7]}, perceived={"q1": [6, 5, 8]}
    ///     ... )
    ///     >>> report.items[0].state, round(report.items[0].below.estimate, 3)
    ///     ('inside', 0.333)
    #[pyo3(signature = (
        *, minimum, desired, perceived, data = None, missing = "raise", level = 0.95, violations = "count"
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn zone_of_tolerance<'py>(
        &self,
        py: Python<'py>,
        minimum: &Bound<'py, PyAny>,
        desired: &Bound<'py, PyAny>,
        perceived: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
        violations: &str,
    ) -> Answer<ZoneReport> {
        let tally = zone::ZoneTally::new(self.0.clone(), options(missing, level, violations)?);
        let given = [("minimum", minimum), ("desired", desired), ("perceived", perceived)];
        Ok(ZoneReport(finish(py, tally, self.answers(&given, data)?)?))
    }

    /// An empty tally of a zone of tolerance; the arguments are those of `zone_of_tolerance`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95, violations = "count"))]
    fn zone_of_tolerance_tally(&self, missing: &str, level: f64, violations: &str) -> Answer<ZoneTally> {
        Ok(ZoneTally::new(zone::ZoneTally::new(self.0.clone(), options(missing, level, violations)?)))
    }
}

survey_tally! {
    /// A zone-of-tolerance survey while it is measured: observe, merge, finish.
    ///
    /// Integer sums only: the same bits for every cut, order and merge.
    ZoneTally(zone::ZoneTally) -> ZoneReport, of(minimum, desired, perceived)
}

report! {
    /// The zone of one item, one dimension or the whole.
    ZoneResult(zone::ZoneResult) {
        /// Id of the item or dimension; of the whole the id of the instrument.
        id: String,
        /// Name for people.
        label: Label,
        /// For an item, the id of its dimension.
        dimension: Option<String>,
        /// Mean minimum.
        minimum: Measure,
        /// Mean desired level.
        desired: Measure,
        /// Mean perceived level.
        perceived: Measure,
        /// Mean width of the zone, desired − minimum.
        width: Measure,
        /// Adequacy gap, perceived − minimum.
        adequacy: Measure,
        /// Superiority gap, perceived − desired.
        superiority: Measure,
        /// Share of respondents who perceive less than their minimum.
        below: Measure,
        /// Share of respondents inside their zone.
        inside: Measure,
        /// Share of respondents who perceive more than they desire.
        above: Measure,
        /// Where the mean perceived level lies: 0 at the minimum, 1 at the desired level.
        position: Option<f64>,
        /// State of the mean perceived level: `below`, `inside` or `above`.
        state: Option<String>,
        /// Respondents with a minimum above the desired level, whether kept or left out.
        violations: u64,
    }
    |zone| format!("{}: {}", zone.id, zone.state.map_or("–".into(), |state| word(&state)))
}

report! {
    /// What a zone-of-tolerance survey says.
    ZoneReport(zone::ZoneReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each item, in the order of the instrument.
        items: Table,
        /// One row for each dimension, in the order of the instrument.
        dimensions: Table,
        /// Over all items of the respondents who rated all of them.
        overall: ZoneResult,
    }
    |report| format!("{}: {} respondents, {} items", report.instrument, report.respondents, report.items.len())
}
