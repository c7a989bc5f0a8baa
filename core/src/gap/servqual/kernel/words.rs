//! Eight answers of a respondent in one word, so that putting rows in order moves words.

use super::PART;
use crate::stats::{HotLoop, run_wide};

/// Answers that travel in one word.
pub(super) const TOGETHER: usize = 8;

/// A part of as many columns as a word holds.
pub(super) type Columns = [[i8; PART]; TOGETHER];

/// Puts the columns of a part together, the first lowest; at most [`PART`] words.
pub(super) fn join(columns: &Columns, words: &mut [u64]) {
    run_wide(Join { columns, words });
}

/// Takes words apart; at most [`PART`].
pub(super) fn split(words: &[u64], columns: &mut Columns) {
    run_wide(Split { words, columns });
}

struct Join<'a> {
    columns: &'a Columns,
    words: &'a mut [u64],
}

struct Split<'a> {
    words: &'a [u64],
    columns: &'a mut Columns,
}

impl HotLoop for Join<'_> {
    type Output = ();

    /// Twice as wide at each step: every loop is one of the shuffles that machines have.
    #[inline(always)]
    fn run(self) {
        let rows = self.words.len();
        let (mut pairs, mut quads) = ([[0_u16; PART]; 4], [[0_u32; PART]; 2]);
        for (pair, [low, high]) in pairs.iter_mut().zip(self.columns.as_chunks::<2>().0) {
            let both = |low: i8, high: i8| u16::from(low as u8) | u16::from(high as u8) << 8;
            zip(&low[..rows], &high[..rows], &mut pair[..rows], both);
        }
        for (quad, [low, high]) in quads.iter_mut().zip(pairs.as_chunks::<2>().0) {
            let both = |low: u16, high: u16| u32::from(low) | u32::from(high) << 16;
            zip(&low[..rows], &high[..rows], &mut quad[..rows], both);
        }
        let [low, high] = &quads;
        zip(&low[..rows], &high[..rows], self.words, |low, high| u64::from(low) | u64::from(high) << 32);
    }
}

impl HotLoop for Split<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let rows = self.words.len();
        let (mut quads, mut pairs) = ([[0_u32; PART]; 2], [[0_u16; PART]; 4]);
        let [low, high] = &mut quads;
        unzip(self.words, &mut low[..rows], &mut high[..rows], |both| [both as u32, (both >> 32) as u32]);
        for (quad, [low, high]) in quads.iter().zip(pairs.as_chunks_mut::<2>().0) {
            unzip(&quad[..rows], &mut low[..rows], &mut high[..rows], |both| [both as u16, (both >> 16) as u16]);
        }
        for (pair, [low, high]) in pairs.iter().zip(self.columns.as_chunks_mut::<2>().0) {
            unzip(&pair[..rows], &mut low[..rows], &mut high[..rows], |both| [both as i8, (both >> 8) as i8]);
        }
    }
}

#[inline(always)]
fn zip<Half: Copy, Whole>(low: &[Half], high: &[Half], whole: &mut [Whole], both: impl Fn(Half, Half) -> Whole) {
    for ((whole, &low), &high) in whole.iter_mut().zip(low).zip(high) {
        *whole = both(low, high);
    }
}

#[inline(always)]
fn unzip<Half, Whole: Copy>(whole: &[Whole], low: &mut [Half], high: &mut [Half], halves: impl Fn(Whole) -> [Half; 2]) {
    for ((&whole, low), high) in whole.iter().zip(low).zip(high) {
        [*low, *high] = halves(whole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart_as_they_were_put_together() {
        for rows in [0, 1, 31, 32, 33, PART] {
            let columns: Columns = core::array::from_fn(|column| {
                core::array::from_fn(|row| if row < rows { (row * 31 + column * 7) as i8 } else { 0 })
            });
            let mut words = vec![0; rows];
            join(&columns, &mut words);
            let in_order = |(row, word): (usize, &u64)| word.to_le_bytes() == columns.map(|column| column[row] as u8);
            assert!(words.iter().enumerate().all(in_order));
            let mut apart = [[0; PART]; TOGETHER];
            split(&words, &mut apart);
            assert_eq!(apart, columns);
        }
    }
}
