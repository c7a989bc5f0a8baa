//! The groups of the rows of a chunk.

use crate::measure::{Column, Validity};

/// The group of each row, and how many rows each group has.
pub(in crate::kpi::observable) struct Codes<'a> {
    codes: &'a [u32],
    rows: Vec<u32>,
}

impl<'a> Codes<'a> {
    /// `None` where a code is not below `groups`, or where there are more groups than rows.
    pub(super) fn new(groups: usize, codes: &'a [u32]) -> Option<Self> {
        if groups > codes.len() || codes.len() >= u32::MAX as usize {
            return None;
        }
        let mut rows = vec![0_u32; groups];
        for &code in codes {
            *rows.get_mut(code as usize)? += 1;
        }
        Some(Self { codes, rows })
    }

    /// Number of groups.
    pub(in crate::kpi::observable) fn groups(&self) -> usize {
        self.rows.len()
    }

    /// The number of rows of each group, missing or there.
    pub(in crate::kpi::observable) fn rows(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().copied()
    }

    /// The group of each row.
    pub(in crate::kpi::observable) fn of_rows(&self) -> &[u32] {
        self.codes
    }

    /// Whether a column has a value for each row.
    pub(in crate::kpi::observable) fn fit<T: Copy>(&self, column: &Column<'_, T>) -> bool {
        column.len() == self.codes.len()
    }

    /// Calls `visit` with group and row of every row that all bitmaps say is there, in order.
    #[inline(always)]
    pub(in crate::kpi::observable) fn each<const N: usize>(
        &self,
        validity: [Option<Validity<'_>>; N],
        mut visit: impl FnMut(usize, usize),
    ) {
        if validity.iter().all(Option::is_none) {
            return self.codes.iter().zip(0..).for_each(|(&code, row)| visit(code as usize, row));
        }
        for (codes, first) in self.codes.chunks(64).zip((0..).step_by(64)) {
            let all = u64::MAX >> (64 - codes.len());
            let mut bits = validity.iter().flatten().fold(all, |bits, validity| bits & validity.sixty_four(first));
            while bits != 0 {
                let bit = bits.trailing_zeros() as usize;
                visit(codes[bit] as usize, first + bit);
                bits &= bits - 1;
            }
        }
    }

    /// The values that are there, by group, in their order; `None` where the column has another
    /// length.
    pub(in crate::kpi::observable) fn runs<T: Copy + Default>(&self, column: &Column<'_, T>) -> Option<Vec<Vec<T>>> {
        let values = column.values();
        self.fit(column).then(|| self.gather([column.validity()], |row| values[row]))
    }

    /// The same of pairs: one is there where both its values are.
    pub(in crate::kpi::observable) fn runs_of_pairs<L: Copy + Default, R: Copy + Default>(
        &self,
        left: &Column<'_, L>,
        right: &Column<'_, R>,
    ) -> Option<Vec<Vec<(L, R)>>> {
        let (lefts, rights) = (left.values(), right.values());
        let pairs = || self.gather([left.validity(), right.validity()], |row| (lefts[row], rights[row]));
        (self.fit(left) && self.fit(right)).then(pairs)
    }

    #[inline(never)]
    fn gather<T: Copy + Default, const N: usize>(
        &self,
        validity: [Option<Validity<'_>>; N],
        value: impl Fn(usize) -> T,
    ) -> Vec<Vec<T>> {
        // Written over in the order of the rows: memory that was just written is at hand.
        let mut runs: Vec<_> = self.rows().map(|rows| (0, vec![T::default(); rows as usize])).collect();
        self.each(validity, |group, row| {
            let (next, run) = &mut runs[group];
            if let Some(place) = run.get_mut(*next) {
                *place = value(row);
            }
            *next += 1;
        });
        let cut = |(length, mut run): (usize, Vec<T>)| {
            run.truncate(length);
            // Where many rows are missing, what was kept for them is given back.
            if run.capacity() - length > length / 4 {
                run.shrink_to_fit();
            }
            run
        };
        runs.into_iter().map(cut).collect()
    }
}
