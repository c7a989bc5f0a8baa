//! The vocabulary of every number: what it means, how sure it is, what it says against its target.

mod comparison;
mod construct;
mod definition;
mod description;
mod estimate;
mod family;
mod label;
mod missing;
mod scale;
mod sequential;
mod tally;
mod target;
mod unit;
mod verdict;

pub use crate::column::{Column, OwnedColumn, Validity};
pub use comparison::Comparison;
pub use definition::{Definition, Parameter};
pub use description::{Description, describe};
pub use estimate::{Exclusion, ExclusionReason, Interval, IntervalMethod, Measure};
pub use family::{ComparisonFamily, Correction, FamilyMember};
pub use label::{Label, Language};
pub use missing::MissingRule;
pub use scale::{Scale, Score};
pub use sequential::{SequentialComparison, SequentialOptions};
pub use tally::{Tally, from_bytes, to_bytes};
pub use target::{Target, TargetBound};
pub use unit::{Direction, Unit};
pub use verdict::{Outcome, Verdict};

pub(crate) use construct::left_out;
pub(crate) use definition::{check_id, check_unique, nearest};
pub(crate) use estimate::Exclusions;
