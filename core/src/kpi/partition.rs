//! A chunk cut by group, for what must be counted group by group.

use super::Observations;
use crate::error::{QualityError, Result};
use crate::measure::{Column, Validity};

/// Rows sorted by group: a counting sort, so that each group is then one run of columns.
pub(super) struct Partition {
    rows: Vec<u32>,
    starts: Vec<usize>,
}

impl Partition {
    pub(super) fn new(groups: usize, codes: &[u32]) -> Result<Self> {
        if u32::try_from(codes.len()).is_err() {
            return Err(QualityError::InvalidParameter {
                place: "group".into(),
                value: format!("{} rows", codes.len()),
                expected: format!("at most {} rows in one chunk", u32::MAX),
            });
        }
        let mut starts = vec![0_usize; groups.max(1) + 1];
        for (row, &code) in codes.iter().enumerate() {
            match starts.get_mut(code as usize + 1) {
                Some(count) if (code as usize) < groups => *count += 1,
                _ => {
                    return Err(QualityError::UnknownId {
                        place: format!("group, row {row}"),
                        id: code.to_string(),
                        expected: format!("a code below {groups}"),
                    });
                }
            }
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut rows = vec![0; codes.len()];
        for (row, &code) in codes.iter().enumerate() {
            rows[next[code as usize]] = row as u32;
            next[code as usize] += 1;
        }
        Ok(Self { rows, starts })
    }

    pub(super) fn has_rows(&self, group: usize) -> bool {
        self.starts[group] < self.starts[group + 1]
    }

    /// Calls `observe` with the part of the observations that belongs to one group.
    pub(super) fn with(
        &self,
        group: usize,
        observations: Observations<'_>,
        observe: impl FnOnce(Observations<'_>) -> Result<()>,
    ) -> Result<()> {
        let rows = &self.rows[self.starts[group]..self.starts[group + 1]];
        let total = self.rows.len();
        let observe = |part: Observations<'_>| observe(part).map_err(|error| error.with_row_of(rows));
        match observations {
            Observations::Ratings(column) => observe(Observations::Ratings(Part::new(column, rows, total)?.column()?)),
            Observations::Durations(column) => {
                observe(Observations::Durations(Part::new(column, rows, total)?.column()?))
            }
            Observations::Outcomes(column) => {
                observe(Observations::Outcomes(Part::new(column, rows, total)?.column()?))
            }
            Observations::Spans { start, end } => {
                let (start, end) = (Part::new(start, rows, total)?, Part::new(end, rows, total)?);
                observe(Observations::Spans { start: start.column()?, end: end.column()? })
            }
            Observations::Cases { start, end, service, observed_until } => {
                let (start, end) = (Part::new(start, rows, total)?, Part::new(end, rows, total)?);
                let service = service.map(|service| Part::new(service, rows, total)).transpose()?;
                let service = service.as_ref().map(Part::column).transpose()?;
                observe(Observations::Cases { start: start.column()?, end: end.column()?, service, observed_until })
            }
            Observations::Lifetimes { duration, ended } => {
                let (duration, ended) = (Part::new(duration, rows, total)?, Part::new(ended, rows, total)?);
                observe(Observations::Lifetimes { duration: duration.column()?, ended: ended.column()? })
            }
            Observations::RatingSets(answers) => {
                let parts = answers.iter().map(|column| Part::new(*column, rows, total));
                let parts = parts.collect::<Result<Vec<_>>>()?;
                let columns = parts.iter().map(Part::column).collect::<Result<Vec<_>>>()?;
                observe(Observations::RatingSets(&columns))
            }
            Observations::Contacts { customer, at, observed_until } => {
                let (customer, at) = (Part::new(customer, rows, total)?, Part::new(at, rows, total)?);
                observe(Observations::Contacts { customer: customer.column()?, at: at.column()?, observed_until })
            }
            Observations::Calls { wait, answered } => {
                let (wait, answered) = (Part::new(wait, rows, total)?, Part::new(answered, rows, total)?);
                observe(Observations::Calls { wait: wait.column()?, answered: answered.column()? })
            }
            Observations::Amounts { numerator, denominator } => {
                let numerator = Part::new(numerator, rows, total)?;
                let denominator = Part::new(denominator, rows, total)?;
                observe(Observations::Amounts { numerator: numerator.column()?, denominator: denominator.column()? })
            }
            Observations::Counts { events, base } => {
                let (events, base) = (Part::new(events, rows, total)?, Part::new(base, rows, total)?);
                observe(Observations::Counts { events: events.column()?, base: base.column()? })
            }
        }
    }
}

/// The rows of one group, gathered from a column.
struct Part<'a, T> {
    name: &'a str,
    values: Vec<T>,
    bits: Option<Vec<u8>>,
}

impl<'a, T: Copy> Part<'a, T> {
    fn new(column: Column<'a, T>, rows: &[u32], total: usize) -> Result<Self> {
        if column.len() != total {
            return Err(QualityError::LengthMismatch {
                left: "group".into(),
                right: column.name().into(),
                left_length: total as u64,
                right_length: column.len() as u64,
            });
        }
        let values = rows.iter().map(|&row| column.values()[row as usize]).collect();
        let bits = column.validity().map(|validity| {
            let mut bits = vec![0_u8; rows.len().div_ceil(8)];
            for (position, &row) in rows.iter().enumerate() {
                bits[position / 8] |= u8::from(validity.is_valid(row as usize)) << (position % 8);
            }
            bits
        });
        Ok(Self { name: column.name(), values, bits })
    }

    fn column(&self) -> Result<Column<'_, T>> {
        let column = Column::new(self.name, &self.values);
        match &self.bits {
            Some(bits) => column.with_validity(Validity::new(bits, 0)),
            None => Ok(column),
        }
    }
}
