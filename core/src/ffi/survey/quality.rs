//! Whether respondents answered with care.

use crate::error::Result;
use crate::ffi::columns::{Columns, borrowed};
use crate::ffi::json::json_text;
use crate::measure::OwnedColumn;
use crate::survey::{self, Instrument, QualityAnswers, QualityFlag, QualityOptions, QualityReport};

json_text!(QualityReport, quality_report_from_json);

#[uniffi::export]
impl QualityReport {
    /// How many respondents have `flag`.
    #[uniffi::method(name = "count")]
    fn ffi_count(&self, flag: QualityFlag) -> u64 {
        self.count(flag)
    }

    /// The rows of the respondents who have none of `flags`.
    #[uniffi::method(name = "kept")]
    fn ffi_kept(&self, flags: Vec<QualityFlag>) -> Vec<u64> {
        self.kept(&flags)
    }
}

/// Flags every respondent. The lists name the columns of the ratings, one for each item in the order
/// of the instrument; those that were not asked are empty. `expectation` is also the desired level.
///
/// `respondent` names the column of their ids: who answered before is flagged as repeated.
///
/// Where no options are given, a straight line needs 5 answers, and half of the items of each dimension
/// must be answered.
#[uniffi::export(default(expectation = [], minimum = [], options = None, respondent = None))]
fn flag_respondents(
    instrument: &Instrument,
    columns: &Columns,
    perception: Vec<String>,
    expectation: Vec<String>,
    minimum: Vec<String>,
    options: Option<QualityOptions>,
    respondent: Option<String>,
) -> Result<QualityReport> {
    let read = |names: &Vec<String>| columns.answers(names, instrument.scale());
    let [perception, expectation, minimum] = [read(&perception)?, read(&expectation)?, read(&minimum)?];
    let ids = respondent.as_deref().map(|name| columns.texts(name)).transpose()?;
    let name = respondent.as_deref().unwrap_or_default();
    let ids = ids.as_ref().map(|ids| OwnedColumn::of(name, ids.iter().map(Option::as_deref)));
    let answers = QualityAnswers {
        expectation: &borrowed(&expectation)?,
        perception: &borrowed(&perception)?,
        minimum: &borrowed(&minimum)?,
        respondent: ids.as_ref().map(OwnedColumn::column).transpose()?,
    };
    survey::flag_respondents(instrument, answers, options.unwrap_or_default())
}
