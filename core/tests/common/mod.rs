//! Golden vectors: read, computed again, cut into chunks. Shared by the tests and by the example
//! `print_bits`.
//!
//! | file | holds |
//! |---|---|
//! | `case.rs` | the files of `tests/golden`, and where the data lie |
//! | `data.rs` | columns, inline or cut out of a CSV file |
//! | `observed.rs` | what indicators observe |
//! | `task.rs` | what a case computes: at once, or cut into chunks and merged |
//! | `report.rs` | survey models, key drivers and the bootstrap, whose result is a report |
//! | `forms.rs` | the four forms of SERVQUAL |
//! | `gaps.rs`, `levels.rs` | gaps 2 to 4, the diagnosis, segments, and what their parts say |
//! | `indicators.rs` | indicators in depth: scorecards, clusters, repeats, comparisons |
//! | `business_time.rs` | business time |
//! | `answer.rs` | the results by the keys of the golden files |

pub(crate) mod answer;
pub(crate) mod business_time;
pub(crate) mod case;
pub(crate) mod data;
pub(crate) mod forms;
pub(crate) mod gaps;
pub(crate) mod indicators;
pub(crate) mod levels;
pub(crate) mod observed;
pub(crate) mod report;
pub(crate) mod task;
