//! An indicator by groups.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::kpi;
use servqual::measure::Tally;

use super::KpiDefinition;
use crate::columns::{Source, groups, read};
use crate::error::Answer;
use crate::measure::Measure;
use crate::observe::Given;
use crate::table::{Columns, Table};
use crate::tally::tally;

/// The measure of one group.
#[pyclass(frozen, get_all, eq, module = "servqual")]
#[derive(Clone, PartialEq)]
pub(crate) struct Group {
    /// The group.
    group: String,
    /// Its measure.
    measure: Measure,
}

#[pymethods]
impl Group {
    fn __repr__(&self) -> String {
        format!("<Group {}: {}>", self.group, self.measure.0.show(servqual::measure::Language::English))
    }
}

/// A fresh tally of all groups. Needs no interpreter.
pub(super) fn grouped(definition: &kpi::KpiDefinition, given: Given, by: Source) -> servqual::Result<kpi::KpiTable> {
    let (names, codes) = groups(by)?;
    let keys: Vec<&str> = names.iter().map(String::as_str).collect();
    let observed = given.load()?.joined();
    let mut table = kpi::KpiTable::new(definition.clone());
    observed
        .whole(|observations| table.observe(kpi::GroupedObservations { keys: &keys, codes: &codes, observations }))?;
    Ok(table)
}

/// One row for each group.
pub(super) fn group_table(
    py: Python<'_>,
    definition: &kpi::KpiDefinition,
    rows: Vec<kpi::KpiTableRow>,
) -> Answer<Table> {
    let measures = rows.iter().map(|row| &row.measure);
    let columns = Columns::default()
        .texts("group", rows.iter().map(|row| Some(row.group.as_str())))
        .reals("estimate", measures.clone().map(|measure| measure.estimate))
        .measures(measures);
    let caption = definition.label().en.clone();
    let rows = rows.into_iter().map(|row| Group { group: row.group, measure: Measure(row.measure) });
    Table::new(py, &caption, rows.collect(), columns)
}

tally! {
    /// An indicator by groups while it is measured: observe, merge, finish.
    KpiTableTally(kpi::KpiTable) {
        /// What is measured.
        #[getter]
        fn definition(&self, py: Python<'_>) -> KpiDefinition {
            KpiDefinition(py.detach(|| self.0.lock().definition().clone()))
        }

        /// Adds a chunk of observations with their groups, all of it or nothing; the arguments are
        /// those of `KpiDefinition.table`.
        #[pyo3(signature = (values = None, *, by, **columns))]
        fn observe<'py>(
            &self,
            py: Python<'py>,
            values: Option<&Bound<'py, PyAny>>,
            by: &Bound<'py, PyAny>,
            columns: Option<&Bound<'py, PyDict>>,
        ) -> Answer<()> {
            let definition = py.detach(|| self.0.lock().definition().clone());
            let given = Given::read(&definition, values, columns)?;
            let by = read(by, "by")?;
            Ok(py.detach(|| {
                let added = grouped(&definition, given, by)?;
                self.0.lock().merge(&added)
            })?)
        }

        /// The table so far; the tally can go on observing.
        fn finish(&self, py: Python<'_>) -> Answer<Table> {
            let (definition, rows) = py.detach(|| {
                let tally = self.0.lock();
                (tally.definition().clone(), tally.finish())
            });
            group_table(py, &definition, rows?)
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            format!("<KpiTableTally of {}>", py.detach(|| self.0.lock().definition().id().to_owned()))
        }
    }
}
