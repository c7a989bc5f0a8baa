//! Whether respondents answered with care.

use pyo3::prelude::*;
use servqual::measure::OwnedColumn;
use servqual::survey;
use servqual::survey::{QualityAnswers, QualityFlag, QualityOptions, flag_respondents};

use super::{Answers, Instrument, sides as sides_of};
use crate::columns::{read, texts};
use crate::error::Answer;
use crate::record::from_word;
use crate::report::report;
use crate::table::Table;

#[pymethods]
impl Instrument {
    /// Flags respondents who may not have answered with care.
    ///
    /// Straight-lining, expectation equal to perception throughout, too few items answered in a
    /// dimension, a minimum above the desired level. Flags are only counted; to leave respondents out,
    /// take the rows that `kept` names. Answers are looked at as given, before reverse-scored items
    /// are turned.
    ///
    /// Parameters
    /// ----------
    /// expectation, perception, minimum : dataframe or mapping, optional
    ///     The ratings that were asked, as in `servqual`; the desired level of a zone of tolerance is
    ///     the expectation.
    /// respondent : column, optional
    ///     Who answered: rows of somebody who stands there before are flagged.
    /// data : dataframe or mapping, optional
    ///     Where names of columns are looked up.
    /// least_answers : int
    ///     Answers without which nobody is called a straight-liner.
    /// least_percent_of_dimension : int
    ///     Items of each dimension that must be answered in every rating, in percent.
    ///
    /// Raises
    /// ------
    /// QualityError
    ///     The subclass for its cause; names the column.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> desk = sq.Instrument({
    ///     ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
    ///     ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
    ///     ... })
    ///     >>> report = desk.flag_respondents(perception={"q1": [4, 5], "q2": [4, 3]}, least_answers=2)
    ///     >>> report.count("straight_lining"), report.kept(["straight_lining"])
    ///     (1, [1])
    #[pyo3(signature = (
        *, expectation = None, perception = None, minimum = None, respondent = None, data = None,
        least_answers = 5, least_percent_of_dimension = 50
    ))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn flag_respondents<'py>(
        &self,
        py: Python<'py>,
        expectation: Option<&Bound<'py, PyAny>>,
        perception: Option<&Bound<'py, PyAny>>,
        minimum: Option<&Bound<'py, PyAny>>,
        respondent: Option<&Bound<'py, PyAny>>,
        data: Option<&Bound<'py, PyAny>>,
        least_answers: u64,
        least_percent_of_dimension: u64,
    ) -> Answer<QualityReport> {
        let options = QualityOptions { least_answers, least_percent_of_dimension };
        let sides = [("expectation", expectation), ("perception", perception), ("minimum", minimum)];
        let answers = Answers::read_given(&self.asked(), &sides, data)?;
        let respondent = respondent.map(|respondent| read(respondent, "respondent")).transpose()?;
        let report = py.detach(|| {
            let ids = respondent.as_ref().map(texts).transpose()?;
            let ids = ids.as_ref().map(|ids| OwnedColumn::of("respondent", ids.iter().map(Option::as_deref)));
            let respondent = ids.as_ref().map(OwnedColumn::column).transpose()?;
            answers.load()?.whole(|found| {
                let [expectation, perception, minimum] = sides_of(found)?;
                flag_respondents(&self.0, QualityAnswers { expectation, perception, minimum, respondent }, options)
            })
        })?;
        Ok(QualityReport(report))
    }
}

report! {
    /// One respondent with at least one flag.
    FlaggedRespondent(survey::FlaggedRespondent) {
        /// Row, from zero.
        row: u64,
        /// What may be wrong, each once.
        flags: Vec<String>,
    }
    |respondent| format!("row {}", respondent.row)
}

report! {
    /// How often one flag was raised.
    FlagCount(survey::FlagCount) {
        /// The flag.
        flag: String,
        /// Respondents who have it.
        count: u64,
    }
    |count| format!("{}: {}", crate::record::word(&count.flag), count.count)
}

report! {
    /// The flags of a survey.
    QualityReport(survey::QualityReport) {
        /// Respondents seen.
        respondents: u64,
        /// How often each flag was raised; one respondent can have several.
        counts: Table,
        /// Everyone with a flag, in the order of the rows.
        flagged: Table,
        /// For each row the longest run of equal answers in one rating, in the order of the items.
        longest_run: Vec<u64>,
    }
    |report| format!("{} respondents, {} flagged", report.respondents, report.flagged.len()),
    with {
        /// How many respondents have a flag.
        fn count(&self, flag: &str) -> Answer<u64> {
            Ok(self.0.count(from_word(flag, "flag")?))
        }

        /// The rows of the respondents who have none of the flags.
        fn kept(&self, flags: Vec<String>) -> Answer<Vec<u64>> {
            let flags = flags.iter().map(|flag| from_word(flag, "flags")).collect::<Answer<Vec<QualityFlag>>>()?;
            Ok(self.0.kept(&flags))
        }
    }
}
