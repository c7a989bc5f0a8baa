//! The four usual forms of a service-quality score.

use pyo3::prelude::*;
use servqual::gap::servqual as model;
use servqual::gap::servqual::{ImportanceAnswers, ImportanceSource, ServqualAnswers, ServqualFormOptions};
use servqual::measure::{Column, Language, Scale, Tally};
use servqual::stats::interval::ConfidenceLevel;

use crate::columns::{Frame, Source, counts};
use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::{dumps, from_json, from_word};
use crate::report::report;
use crate::survey::{Answers, Asked, Instrument, Sides, sides};
use crate::table::Table;
use crate::tally::tally;

/// Answers with the importance that respondents gave; `Answers` holds expectation, perception and the
/// ratings of importance, which have no columns where nobody was asked.
pub(super) struct FormAnswers {
    answers: Answers,
    points: Vec<Source>,
}

impl FormAnswers {
    pub(super) fn read<'py>(
        instrument: &Instrument,
        [expectation, perception]: [&Bound<'py, PyAny>; 2],
        [points, ratings]: [Option<&Bound<'py, PyAny>>; 2],
        data: Option<&Bound<'py, PyAny>>,
    ) -> Answer<Self> {
        let pairs = [("expectation", Some(expectation)), ("perception", Some(perception))];
        let answers = Answers::read_given(&instrument.asked(), &pairs, data)?;
        // The core knows the scale of the ratings and checks it.
        let (kind, widest) = (format!("an item of `{}`", instrument.0.id()), Scale::new(-100, 100)?);
        let items = instrument.0.items().iter().map(|item| (item.id.clone(), widest)).collect();
        let rated = Answers::read_given(&Asked { kind, items }, &[("ratings", ratings)], data)?;
        let column = |frame: &Frame<'py>, id: &str| frame.column(id, "points");
        let points = match points {
            None => Vec::new(),
            Some(points) => {
                let frame = Frame::open(points, "points")?;
                instrument.0.dimensions().iter().map(|part| column(&frame, &part.id)).collect::<Answer<_>>()?
            }
        };
        Ok(Self { answers: answers.with(rated), points })
    }

    /// A side of a single column, before the others.
    pub(super) fn after(self, column: Source, scale: Scale) -> Self {
        Self { answers: self.answers.after(column, scale), ..self }
    }

    /// Hands on the sides and the points in one chunk. Needs no interpreter.
    pub(super) fn whole<R>(
        self,
        hear: impl FnOnce(&Sides<'_>, &[Column<'_, i64>]) -> servqual::Result<R>,
    ) -> servqual::Result<R> {
        let points = self.points.into_iter().map(|source| Ok(counts(source)?.joined()));
        let points = points.collect::<servqual::Result<Vec<_>>>()?;
        let points = points.iter().map(|column| column.part(&(0..column.shape().1)));
        let points = points.collect::<servqual::Result<Vec<_>>>()?;
        self.answers.load()?.whole(|found| hear(found, &points))
    }
}

/// Importance as it was given.
pub(super) fn importance<'a>(ratings: &'a [Column<'a, i8>], points: &'a [Column<'a, i64>]) -> ImportanceAnswers<'a> {
    match (ratings.is_empty(), points.is_empty()) {
        (false, _) => ImportanceAnswers::Ratings(ratings),
        (true, false) => ImportanceAnswers::Points(points),
        (true, true) => ImportanceAnswers::NotAsked,
    }
}

/// Where importance comes from: weights of the instrument where nothing is given.
pub(super) fn source(given: Option<&Bound<'_, PyAny>>) -> Answer<ImportanceSource> {
    given.map_or(Ok(ImportanceSource::default()), |given| from_json(&dumps(given)?, "importance"))
}

fn empty(
    instrument: &Instrument,
    given: Option<&Bound<'_, PyAny>>,
    missing: &str,
    level: f64,
    convention: &str,
) -> Answer<model::ServqualFormTally> {
    let options = ServqualFormOptions {
        missing: from_word(missing, "missing")?,
        level: ConfidenceLevel::new(level)?,
        importance: source(given)?,
        convention: from_word(convention, "convention")?,
    };
    Ok(model::ServqualFormTally::new(instrument.0.clone(), options)?)
}

fn add(tally: &mut model::ServqualFormTally, answers: FormAnswers) -> servqual::Result<()> {
    answers.whole(|found, points| {
        let [expectation, perception, ratings] = sides(found)?;
        let answers = ServqualAnswers { expectation, perception };
        tally.observe(model::ServqualFormAnswers { answers, importance: importance(ratings, points) })
    })
}

#[pymethods]
impl Instrument {
    /// The four usual forms side by side: P − E (SERVQUAL), I · (P − E), P (SERVPERF) and I · P.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
    /// importance : str or mapping, optional
    ///     Where the importance I comes from: `"instrument_weights"` (where not given),
    ///     `{"dimension_points": {"rule": "share100"}}` (or `"renormalise"`), or
    ///     `{"item_ratings": {"scale": {"minimum": 1, "maximum": 7}}}`.
    /// points : dataframe or mapping, optional
    ///     For dimension points, a column for each dimension, by its id.
    /// ratings : dataframe or mapping, optional
    ///     For item ratings, a column for each item, by its id.
    /// data : dataframe or mapping, optional
    ///     Where names of columns are looked up.
    /// missing : {"raise", "omit", "propagate"}
    ///     What happens to missing answers and missing importance.
    /// level : float
    ///     Confidence level of the intervals.
    /// convention : {"weighted_sum", "weighted_sum_over_dimensions"}
    ///     How weights or points enter the overall score.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause, such as points that do not share 100; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
    ///     ...     "dimensions": [{"id": "reliability"}, {"id": "empathy"}],
    ///     ...     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "empathy"}],
    ///     ... })
    ///     >>> report = desk.servqual_forms(
    ///     ...     expectation={"q1": [7, 6], "q2": [6, 6]}, perception={"q1": [5, 6], "q2": [6, 5]},
    ///     ...     importance={"dimension_points": {"rule": "share100"}},
    ///     ...     points={"reliability": [70, 60], "empathy": [30, 40]},
    ///     ... )
    ///     >>> round(report.overall.importance_weighted_gap.estimate, 12)
    ///     -0.9
    #[pyo3(signature = (
        *, expectation, perception, importance = None, points = None, ratings = None, data = None, missing = "raise",
        level = 0.95, convention = "weighted_sum"
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn servqual_forms<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        importance: Option<&Bound<'py, PyAny>>,
        points: Option<&Bound<'py, PyAny>>,
        ratings: Option<&Bound<'py, PyAny>>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
        convention: &str,
    ) -> Answer<ServqualFormReport> {
        let mut tally = empty(self, importance, missing, level, convention)?;
        let answers = FormAnswers::read(self, [expectation, perception], [points, ratings], data)?;
        let report = py.detach(move || {
            add(&mut tally, answers)?;
            tally.finish()
        })?;
        Ok(ServqualFormReport(report))
    }

    /// An empty tally of the four forms; the arguments are those of `servqual_forms`.
    #[pyo3(signature = (*, importance = None, missing = "raise", level = 0.95, convention = "weighted_sum"))]
    fn servqual_form_tally(
        &self,
        importance: Option<&Bound<'_, PyAny>>,
        missing: &str,
        level: f64,
        convention: &str,
    ) -> Answer<ServqualFormTally> {
        Ok(ServqualFormTally::new(empty(self, importance, missing, level, convention)?))
    }
}

tally! {
    /// The four forms of a survey while it is measured: observe, merge, finish.
    ///
    /// Whole numbers only: the same bits for every cut, order and merge.
    ServqualFormTally(model::ServqualFormTally) {
        /// What is asked.
        #[getter]
        fn instrument(&self, py: Python<'_>) -> Instrument {
            Instrument(py.detach(|| self.0.lock().instrument().clone()))
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of
        /// `Instrument.servqual_forms`.
        #[pyo3(signature = (*, expectation, perception, points = None, ratings = None, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            expectation: &Bound<'py, PyAny>,
            perception: &Bound<'py, PyAny>,
            points: Option<&Bound<'py, PyAny>>,
            ratings: Option<&Bound<'py, PyAny>>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let given = [expectation, perception];
            let answers = FormAnswers::read(&self.instrument(py), given, [points, ratings], data)?;
            // One chunk: an observation that fails leaves the tally of the core as it was.
            Ok(py.detach(|| add(&mut self.0.lock(), answers))?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<ServqualFormReport> {
            Ok(ServqualFormReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<ServqualFormTally of {}>", py.detach(|| self.0.lock().instrument().id().to_owned()))
        }
    }
}

report! {
    /// The four forms of one item, one dimension or the whole.
    FormResult(model::FormResult) {
        /// Id of the item or dimension; of the whole the id of the instrument.
        id: String,
        /// Name for people.
        label: Label,
        /// For an item, the id of its dimension.
        dimension: Option<String>,
        /// Mean importance that respondents gave; `None` with weights of the instrument.
        importance: Option<Measure>,
        /// P − E.
        gap: Measure,
        /// I · (P − E); `None` without importance.
        importance_weighted_gap: Option<Measure>,
        /// P.
        performance: Measure,
        /// I · P; `None` without importance.
        importance_weighted_performance: Option<Measure>,
    }
    |form| format!("{}: {}", form.id, form.gap.show(Language::English))
}

report! {
    /// The four forms of a survey, from the item to the whole.
    ServqualFormReport(model::ServqualFormReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// Respondents whose points did not share 100 and were renormalised.
        renormalised: u64,
        /// One row for each item, in the order of the instrument.
        items: Table,
        /// One row for each dimension, in the order of the instrument.
        dimensions: Table,
        /// Over all dimensions.
        overall: FormResult,
    }
    |report| format!("{}: {} respondents, {} items", report.instrument, report.respondents, report.items.len())
}
