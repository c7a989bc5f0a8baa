//! Which gaps are real: tests, effect sizes, corrections for many items.

use pyo3::prelude::*;
use servqual::gap::paired_tests as tests;
use servqual::gap::paired_tests::GapTestOptions;
use servqual::gap::servqual::ServqualAnswers;
use servqual::measure::{Language, Tally};
use servqual::stats;
use servqual::stats::interval::ConfidenceLevel;

use crate::error::Answer;
use crate::measure::{Label, Measure};
use crate::record::from_word;
use crate::report::report;
use crate::stats::{bootstrap_options, interruptible};
use crate::survey::{Instrument, Sides, Surveyed, finish, sides, survey_tally};
use crate::table::Table;

impl Surveyed for tests::GapTestTally {
    fn add(&mut self, found: &Sides<'_>) -> servqual::Result<()> {
        let [expectation, perception] = sides(found)?;
        self.observe(ServqualAnswers { expectation, perception })
    }
}

fn options(missing: &str, level: f64) -> Answer<GapTestOptions> {
    Ok(GapTestOptions { missing: from_word(missing, "missing")?, level: ConfidenceLevel::new(level)? })
}

#[pymethods]
impl Instrument {
    /// Which gaps are real: for each item and dimension the paired t test, Wilcoxon's signed-rank
    /// test, Cohen's d_z, Hedges' g, and both p values corrected by Holm and by Benjamini and Hochberg.
    ///
    /// Items are one family of tests, dimensions another.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception : dataframe or mapping
    ///     A column for each item, by its id; a mapping may also give names of columns in `data`.
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
    ///     The subclass for its cause, such as an answer outside the scale; names column and row.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.gap_tests(expectation={"q1": [7, 6, 7, 5]}, perception={"q1": [5, 6, 4, 6]})
    ///     >>> report.items[0].wilcoxon.positive_rank_sum, round(report.items[0].hedges_g, 3)
    ///     (1.0, -0.396)
    #[pyo3(signature = (*, expectation, perception, data = None, missing = "raise", level = 0.95))]
    fn gap_tests<'py>(
        &self,
        py: Python<'py>,
        expectation: &Bound<'py, PyAny>,
        perception: &Bound<'py, PyAny>,
        data: Option<&Bound<'py, PyAny>>,
        missing: &str,
        level: f64,
    ) -> Answer<GapTestReport> {
        let tally = tests::GapTestTally::new(self.0.clone(), options(missing, level)?);
        let answers = self.answers(&[("expectation", expectation), ("perception", perception)], data)?;
        Ok(GapTestReport(finish(py, tally, answers)?))
    }

    /// An empty tally of the tests of gaps; the arguments are those of `gap_tests`.
    #[pyo3(signature = (*, missing = "raise", level = 0.95))]
    fn gap_test_tally(&self, missing: &str, level: f64) -> Answer<GapTestTally> {
        Ok(GapTestTally::new(tests::GapTestTally::new(self.0.clone(), options(missing, level)?)))
    }
}

survey_tally! {
    /// Tests of every gap of a paired survey while they are measured: observe, merge, finish.
    ///
    /// Counts of each possible gap are all that is kept: the same bits for every cut, order and merge.
    GapTestTally(tests::GapTestTally) -> GapTestReport, of(expectation, perception), with {
        /// The gaps with intervals by bootstrap. Needs no rows: the counts of the gaps are all that a
        /// resample of respondents changes.
        ///
        /// Parameters
        /// ----------
        /// replicates, seed, level, method, threads, progress
        ///     As in `servqual.stats.bootstrap_mean_of_counts`.
        ///
        /// Raises
        /// ------
        /// QualityError
        ///     As in `finish`, and `InvalidParameterError` below 40 replicates.
        ///
        /// Examples
        /// --------
        ///     >>> import servqual as sq
        ///     >>> desk = sq.Instrument({
        ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
        ///     ...     "items": [{"id": "q1", "dimension": "speed"}],
        ///     ... })
        ///     >>> tally = desk.gap_test_tally()
        ///     >>> tally.observe(expectation={"q1": [7, 6, 7, 5]}, perception={"q1": [5, 6, 4, 6]})
        ///     >>> tally.bootstrap(seed=1).items[0].gap.interval.method
        ///     'bootstrap_bca'
        #[pyo3(signature = (
            *, replicates = 2000, seed = 0, level = 0.95, method = "bca", threads = 1, progress = None
        ))]
        #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
        fn bootstrap<'py>(
            &self,
            py: Python<'py>,
            replicates: u64,
            seed: u64,
            level: f64,
            method: &str,
            threads: u32,
            progress: Option<&Bound<'py, PyAny>>,
        ) -> Answer<GapBootstrapReport> {
            let options = bootstrap_options(replicates, seed, level, method, threads)?;
            let tally = py.detach(|| self.0.copy());
            interruptible(py, progress, |progress| tally.bootstrap(&options, progress)).map(GapBootstrapReport)
        }
    }
}

report! {
    /// Wilcoxon's signed-rank test of symmetry about zero.
    SignedRankTest(stats::SignedRankTest) {
        /// Sum of the ranks of the positive differences (V in R, W⁺ elsewhere).
        positive_rank_sum: f64,
        /// Sum of the ranks of the negative differences.
        negative_rank_sum: f64,
        /// Differences other than zero.
        n: u64,
        /// Differences of zero, which have no rank.
        zeros: u64,
        /// Standardised V.
        z: f64,
        /// Two-sided p value by the normal approximation.
        p_value: f64,
        /// Matched-pairs rank-biserial correlation (Kerby 2014), from −1 to 1.
        rank_biserial: f64,
    }
    |test| format!("z {:?}, p {:?}", test.z, test.p_value)
}

report! {
    /// The tests of one gap. What is not defined (too few pairs, no variation) is `None`.
    GapTest(tests::GapTest) {
        /// Id of the item or dimension.
        id: String,
        /// Name for people.
        label: Label,
        /// Perception − expectation with Student's interval.
        gap: Measure,
        /// Paired t statistic.
        t: Option<f64>,
        /// Its degrees of freedom.
        degrees_of_freedom: Option<u64>,
        /// Its two-sided p value.
        p_value: Option<f64>,
        /// The same after Holm's correction over the family.
        p_value_holm: Option<f64>,
        /// The same after Benjamini and Hochberg's correction over the family.
        p_value_benjamini_hochberg: Option<f64>,
        /// Wilcoxon's signed-rank test.
        wilcoxon: Option<SignedRankTest>,
        /// Its p value after Holm's correction.
        wilcoxon_p_value_holm: Option<f64>,
        /// Its p value after Benjamini and Hochberg's correction.
        wilcoxon_p_value_benjamini_hochberg: Option<f64>,
        /// Cohen's d_z: mean gap in standard deviations of the gaps.
        cohens_d_z: Option<f64>,
        /// Hedges' g: d_z without its small-sample bias.
        hedges_g: Option<f64>,
    }
    |test| format!("{}: {}", test.id, test.gap.show(Language::English))
}

report! {
    /// The tests of every item and dimension.
    GapTestReport(tests::GapTestReport) {
        /// Id of the instrument.
        instrument: String,
        /// Name of the instrument.
        label: Label,
        /// Respondents, complete or not.
        respondents: u64,
        /// One row for each item: a family of tests.
        items: Table,
        /// One row for each dimension: a family of its own.
        dimensions: Table,
        /// The mean of the dimensions, each counting the same, of those who answered every pair; `None`
        /// where the numbers of items have no common multiple that whole numbers can count in.
        overall: Option<GapTest>,
    }
    |report| format!("{}: {} respondents, {} items", report.instrument, report.respondents, report.items.len())
}

report! {
    /// The gap of one item or dimension with a bootstrap interval.
    BootstrappedGap(tests::BootstrappedGap) {
        /// Id of the item or dimension.
        id: String,
        /// The gap; below two observations without interval.
        gap: Measure,
        /// Standard deviation of the replicates.
        standard_error: Option<f64>,
    }
    |gap| format!("{}: {}", gap.id, gap.gap.show(Language::English))
}

report! {
    /// Every gap of a survey with a bootstrap interval.
    GapBootstrapReport(tests::GapBootstrapReport) {
        /// Replicates of each gap.
        replicates: u64,
        /// Seed.
        seed: u64,
        /// One row for each item.
        items: Table,
        /// One row for each dimension.
        dimensions: Table,
    }
    |report| format!("{} items, {} replicates", report.items.len(), report.replicates)
}
