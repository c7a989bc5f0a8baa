//! Charts as inline SVG.
//!
//! Each is drawn for about the width of a phone, so that its text stays readable there, and takes
//! its colours from the page by class. A chart has a title and a description for those who do not
//! see it. Positions are rounded to a tenth of a unit and come from arithmetic and `libm` alone,
//! so the same assessment gives the same bytes on every machine.

mod axis;
mod gap_bars;
mod radar;
mod spark;
mod strip;
mod svg;
mod trend;

pub(super) use axis::Range;
pub(super) use gap_bars::{GapBar, gap_bars};
pub(super) use radar::{Spoke, radar};
pub(super) use spark::{Spark, spark};
pub(super) use strip::{Strip, range_of_gaps, range_of_measures, strip};
pub(super) use svg::{Caption, escape};
pub(super) use trend::{Course, trend};
