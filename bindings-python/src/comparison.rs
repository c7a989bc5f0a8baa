//! Comparisons that are looked at together, and those that are looked at again and again.

use pyo3::prelude::*;
use servqual::measure;
use servqual::measure::SequentialOptions;

use crate::error::Answer;
use crate::measure::{Comparison, Measure, Verdict};
use crate::record::{from_word, word};
use crate::report::{Cells, Field, joined, report};
use crate::table::{Columns, Table};

/// The class of one comparison of the core: what all of them have, documented where they differ, and
/// attributes and methods of its own.
macro_rules! comparison {
    (
        $(#[$about:meta])*
        $name:ident($inner:ty) {
            $(#[$difference:meta])* difference;
            $(#[$interval:meta])* interval;
            $(#[$p_value:meta])* p_value;
            $($own:tt)*
        }
    ) => {
        crate::record::record! {
            $(#[$about])*
            $name($inner) {
                /// What was measured both times.
                #[getter]
                fn definition(&self) -> crate::measure::Definition {
                    crate::measure::Definition(self.0.definition.clone())
                }

                /// Observations of the first measure.
                #[getter]
                fn n_first(&self) -> u64 {
                    self.0.n_first
                }

                /// Observations of the second measure.
                #[getter]
                fn n_second(&self) -> u64 {
                    self.0.n_second
                }

                $(#[$difference])*
                #[getter]
                fn difference(&self) -> Option<f64> {
                    self.0.difference
                }

                /// Unit of the difference and its interval.
                #[getter]
                fn unit(&self) -> String {
                    self.0.unit.name()
                }

                $(#[$interval])*
                #[getter]
                fn interval(&self) -> Option<crate::measure::Interval> {
                    self.0.interval.map(crate::measure::Interval)
                }

                $(#[$p_value])*
                #[getter]
                fn p_value(&self) -> Option<f64> {
                    self.0.p_value
                }

                fn __repr__(&self) -> String {
                    let difference = self.0.difference.map_or("–".into(), |value| self.0.unit.show(value));
                    format!("<{} of {}: {difference}>", stringify!($name), self.0.definition.id)
                }

                $($own)*
            }
        }
    };
}
pub(crate) use comparison;

impl Field<Comparison> for measure::Comparison {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<Comparison> {
        Ok(Comparison(self.clone()))
    }
}

/// The difference under the name of the field, and beside it its interval, its p value and both n.
impl Cells for measure::Comparison {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        let intervals: Vec<_> = rows.iter().map(|row| row.and_then(|found| found.interval.as_ref())).collect();
        let into = into.reals(name, rows.iter().map(|row| row.and_then(|found| found.difference)));
        measure::Interval::columns(&intervals, name, into)
            .reals(&joined(name, "p_value"), rows.iter().map(|row| row.and_then(|found| found.p_value)))
            .counts(&joined(name, "n_first"), rows.iter().map(|row| row.map(|found| found.n_first)))
            .counts(&joined(name, "n_second"), rows.iter().map(|row| row.map(|found| found.n_second)))
    }
}

impl Field<Verdict> for measure::Verdict {
    fn shown(&self, _py: Python<'_>, _name: &str) -> Answer<Verdict> {
        Ok(Verdict(self.clone()))
    }
}

/// The outcome under the name of the field, and beside it the target and the distance.
impl Cells for measure::Verdict {
    fn columns(rows: &[Option<&Self>], name: &str, into: Columns) -> Columns {
        let outcomes: Vec<_> = rows.iter().map(|row| row.map(|found| word(&found.outcome))).collect();
        let targets: Vec<_> = rows.iter().map(|row| row.map(|found| found.target.show())).collect();
        into.texts(name, outcomes.iter().map(Option::as_deref))
            .texts(&joined(name, "target"), targets.iter().map(Option::as_deref))
            .reals(&joined(name, "distance"), rows.iter().map(|row| row.and_then(|found| found.distance)))
    }
}

/// Compares each of `second` with the one of `first` in its place, and adjusts for looking at all.
///
/// Many looks for a difference find one by chance.
///
/// Parameters
/// ----------
/// first, second : sequence of Measure
///     Such as all teams last year and this year; both of a pair have the same definition.
/// correction : {"holm", "benjamini_hochberg"}
///     What it guards against: any false alarm, or a large part of them among the alarms.
///
/// Raises
/// ------
/// LengthMismatchError
///     Where one is longer.
/// DefinitionMismatchError
///     Where two measures of a pair do not mean the same.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> solved = lambda yes: sq.kpi.resolution_rate().measure([True] * yes + [False] * (200 - yes))
///     >>> family = sq.compare_family([solved(100), solved(100)], [solved(122), solved(101)])
///     >>> family.tests, family.members[0].adjusted_p_value == 2 * family.members[0].comparison.p_value
///     (2, True)
#[pyfunction]
#[pyo3(signature = (first, second, *, correction = "holm"))]
pub(crate) fn compare_family(first: Vec<Measure>, second: Vec<Measure>, correction: &str) -> Answer<ComparisonFamily> {
    let [first, second] = [first, second].map(|side| side.into_iter().map(|found| found.0).collect::<Vec<_>>());
    let correction = from_word(correction, "correction")?;
    Ok(ComparisonFamily(measure::ComparisonFamily::new(&first, &second, correction)?))
}

report! {
    /// One comparison of a family.
    FamilyMember(measure::FamilyMember) {
        /// The comparison by itself; its interval is not adjusted.
        comparison: Comparison,
        /// Its p value, adjusted for the family; `None` where the comparison has none.
        adjusted_p_value: Option<f64>,
    }
    |member| format!("{}: p {:?}", member.comparison.definition.id, member.adjusted_p_value)
}

report! {
    /// Comparisons that are looked at together, such as all teams against last year.
    ComparisonFamily(measure::ComparisonFamily) {
        /// What it guards against: `holm` or `benjamini_hochberg`.
        correction: String,
        /// How many of them have a p value, and were adjusted for.
        tests: u64,
        /// The comparisons, in the order they came.
        members: Table,
    }
    |family| format!("{} of {} tests", word(&family.correction), family.tests)
}

#[pymethods]
impl Measure {
    /// How this measure differs from an earlier one while data still come in: valid however often
    /// somebody looks (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022).
    ///
    /// Parameters
    /// ----------
    /// earlier : Measure
    ///     A measure of the same definition, such as of the other group.
    /// mixture : float
    ///     The size of a difference worth finding, in the unit of the difference, chosen before the
    ///     first look.
    ///
    /// Raises
    /// ------
    /// DefinitionMismatchError
    ///     Where both do not mean the same.
    /// InvalidParameterError
    ///     For a mixture that is not positive.
    ///
    /// Examples
    /// --------
    ///     >>> import servqual as sq
    ///     >>> solved = lambda yes: sq.kpi.resolution_rate().measure([True] * yes + [False] * (400 - yes))
    ///     >>> look = solved(272).sequential_change_since(solved(240), mixture=0.05)
    ///     >>> look.p_value > 0.05 > solved(272).change_since(solved(240)).p_value
    ///     True
    #[pyo3(signature = (earlier, *, mixture))]
    fn sequential_change_since(&self, earlier: &Self, mixture: f64) -> Answer<SequentialComparison> {
        let options = SequentialOptions { mixture };
        Ok(SequentialComparison(measure::SequentialComparison::new(&earlier.0, &self.0, options)?))
    }
}

comparison! {
    /// Two groups held against each other while the data still come in.
    SequentialComparison(measure::SequentialComparison) {
        /// Second minus first.
        difference;
        /// The confidence sequence at this look.
        interval;
        /// Always-valid p value of "no difference" at this look; the smallest so far may be reported.
        p_value;

        /// The mixture.
        #[getter]
        fn mixture(&self) -> f64 {
            self.0.mixture
        }
    }
}
