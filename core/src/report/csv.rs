//! Reads CSV into an assessment.

use std::io::Read;

use super::columns::{Cells, NamedColumn};
use super::tally::AssessmentTally;
use crate::error::{QualityError, Result};
use crate::measure::{Column, Tally};

/// Rows of one chunk of CSV.
const CSV_CHUNK: usize = 16_384;

impl AssessmentTally {
    /// Reads CSV with a header row in chunks; `progress` hears the rows read so far.
    ///
    /// An empty cell is a missing value. A blank line is no row: where a file has a single column,
    /// write `""` for a missing value.
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`] for text that is not CSV, and the errors of
    /// [`observe`](Self::observe). Chunks before the error stay observed.
    pub fn observe_csv(&mut self, text: impl Read, mut progress: impl FnMut(u64)) -> Result<()> {
        let mut reader = csv::Reader::from_reader(text);
        let names = reader.headers().map_err(|error| invalid_csv(&error))?.clone();
        let mut records = Vec::with_capacity(CSV_CHUNK);
        loop {
            let mut record = csv::StringRecord::new();
            let more = reader.read_record(&mut record).map_err(|error| invalid_csv(&error))?;
            if more {
                records.push(record);
            }
            if records.len() == CSV_CHUNK || !more {
                self.observe_records(&names, &records)?;
                progress(self.rows());
                records.clear();
            }
            if !more {
                return Ok(());
            }
        }
    }

    fn observe_records(&mut self, names: &csv::StringRecord, records: &[csv::StringRecord]) -> Result<()> {
        let cell = |record: &'_ csv::StringRecord, position: usize| record.get(position).unwrap_or_default().to_owned();
        let columns: Vec<Vec<String>> =
            (0..names.len()).map(|position| records.iter().map(|record| cell(record, position)).collect()).collect();
        let texts: Vec<Vec<&str>> = columns.iter().map(|column| column.iter().map(String::as_str).collect()).collect();
        let named: Vec<_> = names
            .iter()
            .zip(&texts)
            .map(|(name, texts)| NamedColumn {
                // A byte order mark belongs to the file, not to the name.
                name: name.trim_start_matches('\u{feff}').trim(),
                cells: Cells::Texts(Column::new(name, texts)),
            })
            .collect();
        self.observe(&named)
    }
}

pub(crate) fn invalid_csv(error: &csv::Error) -> QualityError {
    QualityError::InvalidDocument {
        path: error.position().map_or("csv".into(), |position| format!("csv, line {}", position.line())),
        found: error.to_string(),
        expected: "comma-separated UTF-8 text with a header row".into(),
    }
}
