//! Repeat contacts by every window, and waits for replies by declared rules.

use pyo3::prelude::*;
use servqual::kpi;
use servqual::kpi::{MessageKind, RepeatObservations, RepeatOptions};
use servqual::measure::{Column, Language, Tally};

use super::KpiDefinition;
use crate::columns::{Source, groups, instant, instants, keys, outcomes, read};
use crate::error::Answer;
use crate::measure::Measure;
use crate::record::from_word;
use crate::report::report;
use crate::table::Table;
use crate::tally::tally;
use crate::time::Values;

/// A log of contacts that has left Python.
struct Log {
    customer: Source,
    at: Source,
    resolvable: Option<Source>,
    reopened: Option<Source>,
    observed_until: Option<i64>,
}

impl Log {
    fn read(
        [customer, at]: [&Bound<'_, PyAny>; 2],
        [resolvable, reopened, observed_until]: [Option<&Bound<'_, PyAny>>; 3],
    ) -> Answer<Self> {
        Ok(Self {
            customer: read(customer, "customer")?,
            at: read(at, "at")?,
            resolvable: resolvable.map(|column| read(column, "resolvable")).transpose()?,
            reopened: reopened.map(|column| read(column, "reopened")).transpose()?,
            observed_until: observed_until.map(|until| instant(until, "observed_until", 0)).transpose()?,
        })
    }

    /// One chunk: an observation that fails leaves the tally of the core as it was.
    fn add(self, tally: &mut kpi::RepeatTally) -> servqual::Result<()> {
        let (customer, at) = (keys(self.customer)?.joined(), instants(self.at)?.joined());
        let truth =
            |source: Option<Source>| source.map(|source| outcomes(source).map(|column| column.joined())).transpose();
        let (resolvable, reopened) = (truth(self.resolvable)?, truth(self.reopened)?);
        tally.observe(RepeatObservations {
            customer: customer.part(&(0..customer.shape().1))?,
            at: at.part(&(0..at.shape().1))?,
            resolvable: resolvable.as_ref().map(|column| column.part(&(0..column.shape().1))).transpose()?,
            reopened: reopened.as_ref().map(|column| column.part(&(0..column.shape().1))).transpose()?,
            observed_until: self.observed_until,
        })
    }
}

fn empty(longest_window_days: u32, missing: &str) -> Answer<kpi::RepeatTally> {
    let options =
        RepeatOptions { longest_window_days: Some(longest_window_days), missing: Some(from_word(missing, "missing")?) };
    Ok(kpi::RepeatTally::new(options)?)
}

/// First contact resolution by every window from one day on, in one pass: how much the choice matters.
///
/// Gross: mature contacts without a later contact of the same customer within the window, and not opened
/// again, over mature contacts. Net: the same over those that the first level could resolve.
///
/// Parameters
/// ----------
/// customer, at : column
///     Who, missing where not known, and when.
/// resolvable : column, optional
///     Whether the first level could resolve the matter at all.
/// reopened : column, optional
///     Whether the case was opened again.
/// observed_until : datetime or str, optional
///     Until when the log was watched; the latest contact where not given.
/// longest_window_days : int
///     The longest window, 1 to 366 days.
/// missing : {"raise", "omit", "propagate"}
///     What happens to contacts without customer or instant.
///
/// Raises
/// ------
/// QualityError
///     The subclass for its cause; names column and row.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> report = sq.repeat_windows(
///     ...     customer=["a", "a", "b"], at=["2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", "2026-03-01T00:00:00Z"],
///     ...     observed_until="2026-05-01T00:00:00Z", longest_window_days=4,
///     ... )
///     >>> [(row.days, round(row.gross.estimate, 2)) for row in report.windows]
///     [(1, 1.0), (2, 1.0), (3, 0.67), (4, 0.67)]
#[pyfunction]
#[pyo3(signature = (
    *, customer, at, resolvable = None, reopened = None, observed_until = None, longest_window_days = 30,
    missing = "raise"
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn repeat_windows<'py>(
    py: Python<'py>,
    customer: &Bound<'py, PyAny>,
    at: &Bound<'py, PyAny>,
    resolvable: Option<&Bound<'py, PyAny>>,
    reopened: Option<&Bound<'py, PyAny>>,
    observed_until: Option<&Bound<'py, PyAny>>,
    longest_window_days: u32,
    missing: &str,
) -> Answer<RepeatReport> {
    let mut tally = empty(longest_window_days, missing)?;
    let log = Log::read([customer, at], [resolvable, reopened, observed_until])?;
    Ok(RepeatReport(py.detach(move || {
        log.add(&mut tally)?;
        tally.finish()
    })?))
}

tally! {
    /// A log of contacts while repeat windows are measured: observe, merge, finish.
    RepeatTally(kpi::RepeatTally) {
        /// An empty tally; the arguments are those of `repeat_windows`.
        #[new]
        #[pyo3(signature = (*, longest_window_days = 30, missing = "raise"))]
        fn __new__(longest_window_days: u32, missing: &str) -> Answer<Self> {
            Ok(Self::new(empty(longest_window_days, missing)?))
        }

        /// Adds a chunk of contacts, all of it or nothing; the arguments are those of `repeat_windows`.
        #[pyo3(signature = (*, customer, at, resolvable = None, reopened = None, observed_until = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            customer: &Bound<'py, PyAny>,
            at: &Bound<'py, PyAny>,
            resolvable: Option<&Bound<'py, PyAny>>,
            reopened: Option<&Bound<'py, PyAny>>,
            observed_until: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let log = Log::read([customer, at], [resolvable, reopened, observed_until])?;
            Ok(py.detach(|| log.add(&mut self.0.lock()))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<RepeatReport> {
            Ok(RepeatReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self) -> &'static str {
            "<RepeatTally>"
        }
    }
}

report! {
    /// First contact resolution by one window.
    RepeatWindow(kpi::RepeatWindow) {
        /// The window in days.
        days: u64,
        /// Over all mature contacts.
        gross: Measure,
        /// Over those that the first level could resolve; the others are counted as `flagged`.
        net: Measure,
    }
    |window| format!("{} days: {}", window.days, window.gross.show(Language::English))
}

report! {
    /// First contact resolution by every window, and how far identities carry.
    RepeatReport(kpi::RepeatReport) {
        /// One row for each window that has mature contacts, from the shortest.
        windows: Table,
        /// The share of contacts whose customer is known: where it is low, resolution is said too high.
        identity_coverage: Measure,
    }
    |report| format!("{} windows", report.windows.len())
}

/// The rules by which messages become waits: they change the number, and stand in its definition.
///
/// Parameters
/// ----------
/// bot, unassigned : {"ignored", "counts"}
///     Whether replies of machines, or of people to whom the case is not assigned, end a wait.
/// reopened : {"new_wait", "ignored"}
///     What happens to a case that is opened again.
/// waits : {"first", "every"}
///     Which waits of a case are measured.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> rules = sq.ReplyRules()
///     >>> found = rules.spans(
///     ...     case=[1, 1, 1], at=["2026-03-01T09:00:00Z", "2026-03-01T09:01:00Z", "2026-03-01T09:09:00Z"],
///     ...     kind=["customer", "bot", "agent"],
///     ... )
///     >>> rules.declare(sq.kpi.first_response_time()).measure(start=found.start, end=found.end).estimate
///     540.0
///     >>> found.ignored_replies
///     1
#[pyclass(frozen, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct ReplyRules(kpi::ReplyRules);

#[pymethods]
impl ReplyRules {
    #[new]
    #[pyo3(signature = (*, bot = "ignored", unassigned = "ignored", reopened = "new_wait", waits = "first"))]
    fn new(bot: &str, unassigned: &str, reopened: &str, waits: &str) -> Answer<Self> {
        Ok(Self(kpi::ReplyRules {
            bot: from_word(bot, "bot")?,
            unassigned: from_word(unassigned, "unassigned")?,
            reopened: from_word(reopened, "reopened")?,
            waits: from_word(waits, "waits")?,
        }))
    }

    /// The rules as plain dictionaries.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::record::to_dict(py, &self.0)
    }

    /// The definition with the rules in its parameters and its hash.
    fn declare(&self, definition: &KpiDefinition) -> Answer<KpiDefinition> {
        Ok(KpiDefinition(self.0.declare(definition.0.clone())?))
    }

    /// The waits of a log of messages, case after case.
    ///
    /// Parameters
    /// ----------
    /// case, at : column
    ///     The case of each message, and when it was written. A chunk must hold whole cases.
    /// kind : column
    ///     `customer`, `agent`, `unassigned_agent`, `bot` or `reopened`.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause, such as a message without a case.
    fn spans<'py>(
        &self,
        py: Python<'py>,
        case: &Bound<'py, PyAny>,
        at: &Bound<'py, PyAny>,
        kind: &Bound<'py, PyAny>,
    ) -> Answer<ReplySpans> {
        let (case, at) = (read(case, "case")?, read(at, "at")?);
        let (names, codes) = groups(read(kind, "kind")?)?;
        let kinds = names.iter().map(|name| from_word(name, "kind")).collect::<Answer<Vec<MessageKind>>>()?;
        let found = py.detach(|| {
            let (case, at) = (keys(case)?.joined(), instants(at)?.joined());
            let kinds: Vec<MessageKind> = codes.iter().map(|&code| kinds[code as usize]).collect();
            let (case, at) = (case.part(&(0..case.shape().1))?, at.part(&(0..at.shape().1))?);
            self.0.spans(case, at, Column::new("kind", &kinds))
        })?;
        Ok(ReplySpans {
            start: Py::new(py, Values::instants(&found.start)?)?,
            end: Py::new(py, Values::instants(&found.end)?)?,
            ignored_replies: found.ignored_replies,
        })
    }

    fn __repr__(&self) -> String {
        format!("<ReplyRules {}>", crate::record::to_json(&self.0))
    }
}

/// Waits as spans: columns for `start` and `end` of an indicator of durations.
#[pyclass(frozen, get_all, module = "servqual")]
pub(crate) struct ReplySpans {
    /// When each wait began.
    start: Py<Values>,
    /// When it ended; `None` where nobody has replied.
    end: Py<Values>,
    /// Replies that the rules ignored while a customer waited.
    ignored_replies: u64,
}

#[pymethods]
impl ReplySpans {
    fn __repr__(&self) -> String {
        format!("<ReplySpans, {} replies ignored>", self.ignored_replies)
    }
}
