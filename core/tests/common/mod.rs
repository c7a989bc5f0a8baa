//! Golden vectors: read, computed again, cut into chunks. Shared by the tests and by the example
//! `print_bits`.
//!
//! | file | holds |
//! |---|---|
//! | `case.rs` | the files of `tests/golden`, and where the data lie |
//! | `data.rs` | columns, inline or cut out of a CSV file |
//! | `task.rs` | what a case computes: at once, or cut into chunks and merged |
//! | `answer.rs` | the results by the keys of the golden files |

pub(crate) mod answer;
pub(crate) mod case;
pub(crate) mod data;
pub(crate) mod task;
