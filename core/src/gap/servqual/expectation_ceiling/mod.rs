//! The ceiling of expectations: how many answers leave no room above.
//!
//! # What it measures
//! Where nearly everybody expects the most, the gap P − E is little more than P − maximum: the
//! expectation then says nothing that the perception does not. Reverse-scored items are turned, so
//! their top is the lowest answer.
//!
//! # Formula
//! Answers at the top of the scale over all answers, by item, dimension and overall; and, for
//! dimensions and overall, respondents with every answer at the top over the respondents who
//! answered all of it.
//!
//! # Interval
//! Wilson's. The answers of one respondent resemble each other, so that the interval of the first
//! share is too narrow for dimensions and overall; that of the second is not.
//!
//! # Missing values
//! By the missing rule; left out are `missing` answers and `incomplete` respondents.
//!
//! # Checked against
//! Counts by the definition, intervals by statsmodels (`tests/golden/expectation_ceiling.json`).

mod report;
mod tally;

pub use report::{CeilingResult, ExpectationCeilingReport};
pub use tally::{CeilingOptions, ExpectationCeilingTally};
