//! Kano's classification of features.

use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use servqual::gap::kano;
use servqual::gap::kano::{KanoAnswers, KanoFeature, KanoOptions};
use servqual::measure::{Scale, Tally};
use servqual::stats::interval::ConfidenceLevel;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::{dumps, from_json, from_word, word};
use crate::report::report;
use crate::survey::{Answers, Asked, Sides, Surveyed, finish, sides};
use crate::table::Table;
use crate::tally::tally;

impl Surveyed for kano::KanoTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [functional, dysfunctional] = sides(found)?;
        self.observe(KanoAnswers { functional, dysfunctional })
    }
}

/// Features, each as its id or as a mapping with `id` and `label`.
fn features(features: &Bound<'_, PyAny>) -> Answer<Vec<KanoFeature>> {
    let one = |feature: PyResult<Bound<'_, PyAny>>| -> Answer<KanoFeature> {
        let feature = feature?;
        if let Ok(id) = feature.cast::<PyString>() {
            return Ok(KanoFeature { id: id.to_str()?.into(), label: Default::default() });
        }
        feature.cast::<PyMapping>().map_err(PyErr::from)?;
        from_json(&dumps(&feature)?, "features")
    };
    features.try_iter()?.map(one).collect()
}

/// The features, each answered from 1 to 5.
fn asked(features: &[KanoFeature]) -> Answer<Asked> {
    let scale = Scale::new(1, 5)?;
    let items = features.iter().map(|feature| (feature.id.clone(), scale)).collect();
    Ok(Asked { kind: "a feature of the survey".into(), items })
}

fn empty(given: &Bound<'_, PyAny>, missing: &str, level: f64) -> Answer<kano::KanoTally> {
    let options = KanoOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? };
    Ok(kano::KanoTally::new(features(given)?, options)?)
}

/// What features are to customers: taken for granted, wanted, delightful or indifferent.
///
/// Answers are 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike; each pair has a category by the
/// classic evaluation table (Kano, Seraku, Takahashi and Tsuji 1984).
///
/// Parameters
/// ----------
/// features : sequence of str or mapping
///     Ids, or mappings with `id` and `label`.
/// functional, dysfunctional : dataframe or mapping
///     How people feel if the feature is there, and if it is not: a column for each feature, by its
///     id; a mapping may also give names of columns in `data`.
/// data : dataframe or mapping, optional
///     Where such names are looked up.
/// missing : {"raise", "omit", "propagate"}
///     What happens to missing answers.
/// level : float
///     Confidence level of the intervals.
///
/// Raises
/// ------
/// QualityError
///     The subclass for its cause, such as an answer outside 1 to 5; names column and row.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> report = sq.kano(
///     ...     ["chat"], functional={"chat": [1, 1, 1, 3]}, dysfunctional={"chat": [3, 3, 5, 3]}
///     ... )
///     >>> report.features[0].category, report.features[0].better.estimate
///     ('attractive', 0.75)
#[pyfunction(name = "kano")]
#[pyo3(signature = (features, *, functional, dysfunctional, data = None, missing = "raise", level = 0.95))]
pub(crate) fn kano_of<'py>(
    py: Python<'py>,
    features: &Bound<'py, PyAny>,
    functional: &Bound<'py, PyAny>,
    dysfunctional: &Bound<'py, PyAny>,
    data: Option<&Bound<'py, PyAny>>,
    missing: &str,
    level: f64,
) -> Answer<KanoReport> {
    let tally = empty(features, missing, level)?;
    let given = [("functional", functional), ("dysfunctional", dysfunctional)];
    let answers = Answers::read(&asked(tally.features())?, &given, data)?;
    Ok(KanoReport(finish(py, tally, answers)?))
}

tally! {
    /// A Kano survey while it is measured: observe, merge, finish.
    ///
    /// Twenty-five counts for each feature, the same for every cut, order and merge.
    KanoTally(kano::KanoTally) {
        /// An empty tally; the arguments are those of `servqual.kano`.
        #[new]
        #[pyo3(signature = (features, *, missing = "raise", level = 0.95))]
        fn of(features: &Bound<'_, PyAny>, missing: &str, level: f64) -> Answer<Self> {
            Ok(Self::new(empty(features, missing, level)?))
        }

        /// Ids of what is asked about, in order.
        #[getter]
        fn features(&self, py: Python<'_>) -> Vec<String> {
            py.detach(|| self.0.lock().features().iter().map(|feature| feature.id.clone()).collect())
        }

        /// Adds a chunk of answers, all of it or nothing; the arguments are those of `servqual.kano`.
        #[pyo3(signature = (*, functional, dysfunctional, data = None))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            functional: &Bound<'py, PyAny>,
            dysfunctional: &Bound<'py, PyAny>,
            data: Option<&Bound<'py, PyAny>>,
        ) -> Answer<()> {
            let asked = py.detach(|| asked(self.0.lock().features()))?;
            let given = [("functional", functional), ("dysfunctional", dysfunctional)];
            self.0.observe(py, Answers::read(&asked, &given, data)?)
        }

        /// The report so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<KanoReport> {
            Ok(KanoReport(py.detach(|| self.0.lock().finish())?))
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<KanoTally of {} features>", self.features(py).len())
        }
    }
}

report! {
    /// Answers by category.
    KanoCounts(kano::KanoCounts) {
        /// M: taken for granted.
        must_be: u64,
        /// O: the more the better.
        one_dimensional: u64,
        /// A: delights when it is there.
        attractive: u64,
        /// I: makes no difference.
        indifferent: u64,
        /// R: unwanted.
        reverse: u64,
        /// Q: the answers contradict each other.
        questionable: u64,
    }
    |counts| {
        let kano::KanoCounts { must_be, one_dimensional, attractive, indifferent, reverse, questionable } = counts;
        format!("M {must_be}, O {one_dimensional}, A {attractive}, I {indifferent}, R {reverse}, Q {questionable}")
    }
}

report! {
    /// Whether the most frequent category is really ahead of the next (Fong 1996).
    FongTest(kano::FongTest) {
        /// The most frequent of M, O, A, I and R.
        first: String,
        /// The next.
        second: String,
        /// Difference of their counts.
        difference: u64,
        /// The least difference that tells them apart.
        critical: f64,
        /// Whether the difference reaches it; where not, the feature is a mix of both.
        distinct: bool,
    }
    |test| format!("{} before {}: {}", word(&test.first), word(&test.second), test.distinct)
}

report! {
    /// What one feature is to the customers.
    KanoResult(kano::KanoResult) {
        /// Id of the feature.
        id: String,
        /// Name for people.
        label: Label,
        /// The most frequent category, ties by M > O > A > I > R > Q.
        category: String,
        /// Answers by category.
        counts: KanoCounts,
        /// Fong's test of the two most frequent categories.
        fong: FongTest,
        /// How much its presence adds to satisfaction, 0 to 1.
        better: Measure,
        /// How much its absence takes from satisfaction, 0 to −1.
        worse: Measure,
        /// Share of answers that want the feature at all.
        total_strength: Measure,
        /// Share of the most frequent category minus the share of the next.
        category_strength: f64,
        /// Mean continuous score of the functional question, −2 to 4.
        functional_score: Measure,
        /// Mean continuous score of the dysfunctional question, −2 to 4.
        dysfunctional_score: Measure,
        /// Category by these means; `None` where one is negative.
        continuous_category: Option<String>,
    }
    |feature| format!("{}: {}", feature.id, word(&feature.category))
}

report! {
    /// What a Kano survey says.
    KanoReport(kano::KanoReport) {
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each feature, in their order.
        features: Table,
    }
    |report| format!("{} respondents, {} features", report.respondents, report.features.len())
}
