//! Scorecards: several indicators by unit and period.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use servqual::kpi;
use servqual::kpi::{ScorecardIndicator, ScorecardObservations, ScorecardOptions};
use servqual::measure::Tally;

use super::{KpiDefinition, Scorecard};
use crate::columns::{Frame, Source, groups, instants, read};
use crate::error::{Answer, wrong};
use crate::measure::Target;
use crate::observe::{Given, Named, Observed};
use crate::record::{dumps, from_json, from_word};
use crate::tally::tally;

/// The indicators: a definition each, or a mapping with `definition` and perhaps `target` and `baseline`.
fn indicators(given: &Bound<'_, PyDict>) -> Answer<Vec<ScorecardIndicator>> {
    let one = |(id, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        let id: String = id.extract()?;
        if let Ok(definition) = value.cast::<KpiDefinition>() {
            return Ok(ScorecardIndicator::new(&id, definition.get().0.clone()));
        }
        let Ok(parts) = value.cast::<PyDict>() else {
            return Err(wrong(&id, value.get_type().name()?.to_string(), "a KpiDefinition, or a mapping with one"));
        };
        let part = |name: &str| Ok::<_, PyErr>(parts.get_item(name)?.filter(|part| !part.is_none()));
        let known = ["definition", "target", "baseline"];
        let strange = parts.keys().iter().find(|key| !known.iter().any(|name| key.eq(name).unwrap_or(false)));
        if let Some(strange) = strange {
            return Err(wrong(&id, strange.to_string(), "`definition`, `target` and `baseline`"));
        }
        let Some(definition) = part("definition")? else {
            return Err(wrong(&id, "no `definition`", "a KpiDefinition under `definition`"));
        };
        let definition = definition.cast::<KpiDefinition>().map_err(PyErr::from)?.get().0.clone();
        Ok(ScorecardIndicator {
            target: part("target")?
                .map(|target| target.extract::<Target>().map_err(PyErr::from))
                .transpose()?
                .map(|target| target.0),
            baseline: part("baseline")?.map(|baseline| baseline.extract()).transpose()?,
            ..ScorecardIndicator::new(&id, definition)
        })
    };
    given.iter().map(one).collect()
}

fn empty(
    given: &Bound<'_, PyDict>,
    periods: Option<&Bound<'_, PyAny>>,
    minimum_n: u64,
    undated: &str,
) -> Answer<kpi::ScorecardTally> {
    let periods = periods.map(|periods| from_json(&dumps(periods)?, "periods")).transpose()?;
    let options = ScorecardOptions { periods, minimum_n, undated: from_word(undated, "undated")? };
    Ok(kpi::ScorecardTally::new(indicators(given)?, options)?)
}

/// A chunk that has left Python.
struct Chunk {
    unit: Source,
    at: Option<Source>,
    given: Vec<Given>,
}

/// A column, or the name of one in the data.
fn column(value: &Bound<'_, PyAny>, data: Option<&Frame<'_>>, place: &str) -> Answer<Source> {
    match (value.cast::<PyString>(), data) {
        (Ok(name), Some(data)) => data.column(name.to_str()?, place),
        _ => read(value, place),
    }
}

impl Chunk {
    fn read<'py>(
        tally: &[ScorecardIndicator],
        unit: &Bound<'py, PyAny>,
        at: Option<&Bound<'py, PyAny>>,
        columns: &Bound<'py, PyDict>,
        data: Option<&Bound<'py, PyAny>>,
    ) -> Answer<Self> {
        let data = data.map(|data| Frame::open(data, "data")).transpose()?;
        let known = |id: &String| tally.iter().any(|indicator| indicator.id == *id);
        let ids = columns.keys().iter().map(|id| id.extract()).collect::<PyResult<Vec<String>>>()?;
        if let Some(stranger) = ids.iter().find(|id| !known(id)) {
            return Err(wrong("columns", format!("`{stranger}`"), "the id of an indicator of the scorecard"));
        }
        let given = |indicator: &ScorecardIndicator| {
            let Some(found) = columns.get_item(&indicator.id)? else {
                return Err(wrong("columns", format!("none of `{}`", indicator.id), "columns for every indicator"));
            };
            let named: Vec<Named<'py>> = match found.cast::<PyDict>() {
                Ok(several) => {
                    several.iter().map(|(name, column)| Ok((name.extract()?, column))).collect::<PyResult<_>>()?
                }
                Err(_) => vec![("values".into(), found.clone())],
            };
            Given::read_named(&indicator.definition, named, data.as_ref())
        };
        Ok(Self {
            unit: column(unit, data.as_ref(), "unit")?,
            at: at.map(|at| column(at, data.as_ref(), "at")).transpose()?,
            given: tally.iter().map(given).collect::<Answer<_>>()?,
        })
    }

    /// One chunk: an observation that fails leaves the tally of the core as it was.
    fn add(self, tally: &mut kpi::ScorecardTally) -> servqual::Result<()> {
        let (names, codes) = groups(self.unit)?;
        let units: Vec<&str> = names.iter().map(String::as_str).collect();
        let at = self.at.map(|at| instants(at).map(|column| column.joined())).transpose()?;
        let load = |given: Given| Ok(given.load()?.joined());
        let observed = self.given.into_iter().map(load).collect::<servqual::Result<Vec<_>>>()?;
        Observed::all(&observed, &mut |observations| {
            let at = at.as_ref().map(|at| at.part(&(0..at.shape().1))).transpose()?;
            tally.observe(ScorecardObservations { units: &units, codes: &codes, at, observations })
        })
    }
}

/// Several indicators by unit and period: one pass over the data.
///
/// Parameters
/// ----------
/// indicators : mapping
///     By id a `KpiDefinition`, or a mapping with `definition` and perhaps `target` (a `Target`) and
///     `baseline` (where the way to the target began).
/// unit : column or str
///     The unit of each row, such as a team; a name is one of `data`.
/// columns : mapping
///     What each indicator observes, by its id: a column or its name, or a mapping of the arguments of
///     `KpiDefinition.measure` to columns or names.
/// at : column or str, optional
///     When each row happened, where time is cut.
/// data : dataframe or mapping, optional
///     Where names of columns are looked up.
/// periods : mapping, optional
///     How time is cut: `{"length": "month", "time_zone": "Asia/Shanghai"}`, with `day`, `iso_week`,
///     `month`, `quarter`, `year`, `{"fiscal_quarter": {"first_month": 4}}`,
///     `{"fiscal_year": {"first_month": 4}}` or `{"rolling_days": {"days": 30}}`.
/// minimum_n : int
///     Rows with fewer observations show no number and are counted as suppressed.
/// undated : {"raise", "omit"}
///     What happens to rows without an instant, where time is cut.
///
/// Raises
/// ------
/// UnitMismatchError
///     For a target in another unit than its indicator.
/// QualityError
///     The subclass for its cause; names indicator, column and row.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> data = {
///     ...     "team": ["north", "north", "south", "south"], "solved": [True, False, True, True],
///     ...     "closed": ["2026-01-05T09:00:00Z", "2026-02-05T09:00:00Z", "2026-01-06T09:00:00Z", "2026-01-07T09:00:00Z"],
///     ... }
///     >>> target = sq.Target.at_least(0.8, "share")
///     >>> card = sq.scorecard(
///     ...     {"solved": {"definition": sq.kpi.resolution_rate(), "target": target, "baseline": 0.5}},
///     ...     unit="team", at="closed", columns={"solved": "solved"}, data=data,
///     ...     periods={"length": "month", "time_zone": "Asia/Shanghai"},
///     ... )
///     >>> [(row.unit, row.period, row.measure.estimate) for row in card.rows]
///     [('north', '2026-01', 1.0), ('north', '2026-02', 0.0), ('south', '2026-01', 1.0)]
#[pyfunction]
#[pyo3(signature = (
    indicators, *, unit, columns, at = None, data = None, periods = None, minimum_n = 0, undated = "raise"
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn scorecard<'py>(
    py: Python<'py>,
    indicators: &Bound<'py, PyDict>,
    unit: &Bound<'py, PyAny>,
    columns: &Bound<'py, PyDict>,
    at: Option<&Bound<'py, PyAny>>,
    data: Option<&Bound<'py, PyAny>>,
    periods: Option<&Bound<'py, PyAny>>,
    minimum_n: u64,
    undated: &str,
) -> Answer<Scorecard> {
    let mut tally = empty(indicators, periods, minimum_n, undated)?;
    let chunk = Chunk::read(tally.indicators(), unit, at, columns, data)?;
    Ok(Scorecard(py.detach(move || {
        chunk.add(&mut tally)?;
        tally.finish()
    })?))
}

tally! {
    /// A scorecard while it is measured: observe, merge, finish.
    ///
    /// For every cut, order and merge the scorecard has the same bits.
    ScorecardTally(kpi::ScorecardTally) {
        /// An empty scorecard; the arguments are those of `scorecard`.
        #[new]
        #[pyo3(signature = (indicators, *, periods = None, minimum_n = 0, undated = "raise"))]
        fn __new__(
            indicators: &Bound<'_, PyDict>,
            periods: Option<&Bound<'_, PyAny>>,
            minimum_n: u64,
            undated: &str,
        ) -> Answer<Self> {
            Ok(Self::new(empty(indicators, periods, minimum_n, undated)?))
        }

        /// Adds a chunk, all of it or nothing; the arguments are those of `scorecard`.
        #[pyo3(signature = (*, unit, columns, at = None, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            unit: &Bound<'py, PyAny>,
            columns: &Bound<'py, PyDict>,
            at: Option<&Bound<'py, PyAny>>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let indicators = py.detach(|| self.0.lock().indicators().to_vec());
            let chunk = Chunk::read(&indicators, unit, at, columns, data)?;
            Ok(py.detach(|| chunk.add(&mut self.0.lock()))?)
        }

        /// The scorecard so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<Scorecard> {
            Ok(Scorecard(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<ScorecardTally of {} indicators>", py.detach(|| self.0.lock().indicators().len()))
        }
    }
}
