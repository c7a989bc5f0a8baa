//! A block of respondents on its way from columns into records.

use core::ops::Range;

use super::{Columns, Layout, RecordLoops, TILE, Tiles, Turn};
use crate::measure::Column;

pub(super) struct Block<L: RecordLoops> {
    /// Tiles of a whole block.
    tiles: usize,
    /// Sheet by sheet.
    records: Vec<[L::Record; TILE]>,
    /// Which respondents have every pair.
    complete: Vec<[u8; 8]>,
    /// Side by side of item by item, which answers are there.
    bits: Vec<[u8; 8]>,
    /// The answers of the last rows, where they do not fill a tile.
    rest: Vec<[[[i8; TILE]; 1]; 2]>,
    lanes: Vec<[u8; TILE]>,
}

impl<L: RecordLoops> Block<L> {
    pub(super) fn new(layout: &Layout, rows: usize) -> Self {
        let (tiles, items) = (rows.div_ceil(TILE), layout.dimensions.iter().map(Vec::len).sum::<usize>());
        Self {
            tiles,
            records: vec![[L::EMPTY; TILE]; layout.sheets * tiles],
            complete: vec![[0; 8]; tiles],
            bits: vec![[0; 8]; 2 * items * tiles],
            rest: vec![[[[0; TILE]; 1]; 2]; items],
            lanes: vec![[0; TILE]; L::BYTES * layout.sheets],
        }
    }

    /// The records of one sheet.
    pub(super) fn sheet(&self, sheet: usize) -> &[L::Record] {
        self.records[sheet * self.tiles..(sheet + 1) * self.tiles].as_flattened()
    }

    /// Which respondents have every pair, eight to a byte.
    pub(super) fn complete(&self) -> &[u8] {
        self.complete.as_flattened()
    }

    /// Takes some rows; false where an answer that is there lies off the scale.
    pub(super) fn load(
        &mut self,
        loops: L,
        layout: &Layout,
        answers: &[[Column<'_, i8>; 2]],
        rows: Range<usize>,
    ) -> bool {
        // Column by column first, so that the memory streams; then everything is in the cache.
        for (column, bits) in answers.as_flattened().iter().zip(self.bits.chunks_mut(self.tiles)) {
            mark(bits[..rows.len().div_ceil(TILE)].as_flattened_mut(), column, &rows);
        }
        if !layout.dimensions.iter().flatten().all(|turn| self.look_at(loops, turn, layout.span, answers, &rows)) {
            return false;
        }
        let whole = rows.len() / TILE;
        let columns = answers.iter().map(|pair| pair.each_ref().map(|side| side.values()[rows.clone()].as_chunks().0));
        self.fill(loops, layout, &columns.collect::<Vec<_>>(), 0..whole);
        if whole * TILE < rows.len() {
            let rest = core::mem::take(&mut self.rest);
            let columns = rest.iter().map(|pair| pair.each_ref().map(<[_; 1]>::as_slice));
            self.fill(loops, layout, &columns.collect::<Vec<_>>(), whole..whole + 1);
            self.rest = rest;
        }
        true
    }

    fn fill(&mut self, loops: L, layout: &Layout, answers: &[[&[[i8; TILE]]; 2]], tiles: Range<usize>) {
        loops.fill(
            layout,
            Tiles {
                columns: Columns { answers, bits: &self.bits[tiles.start..], stride: self.tiles },
                stride: self.tiles,
                complete: &mut self.complete[tiles.clone()],
                records: &mut self.records[tiles.start..],
                lanes: &mut self.lanes,
            },
        );
    }

    /// Whether all answers to one item lie on the scale.
    fn look_at(
        &mut self,
        loops: L,
        turn: &Turn,
        span: u8,
        answers: &[[Column<'_, i8>; 2]],
        rows: &Range<usize>,
    ) -> bool {
        let columns = answers[turn.item].iter().zip(self.bits.chunks(self.tiles).skip(2 * turn.item));
        columns.zip(&mut self.rest[turn.item]).all(|((column, bits), last)| {
            let (whole, rest) = column.values()[rows.clone()].as_chunks();
            last[0][..rest.len()].copy_from_slice(rest);
            let last = if rest.is_empty() { &[] } else { last.as_slice() };
            !loops.any_outside(turn, span, whole, bits) && !loops.any_outside(turn, span, last, &bits[whole.len()..])
        })
    }
}

/// One bit for each row that is there, zeros for what fills the last tile.
fn mark(bits: &mut [u8], column: &Column<'_, i8>, rows: &Range<usize>) {
    let (there, beyond) = bits.split_at_mut(rows.len().div_ceil(8));
    there.fill(0xff);
    beyond.fill(0);
    if let (Some(last), rest @ 1..) = (there.last_mut(), rows.len() % 8) {
        *last = (1 << rest) - 1;
    }
    if let Some(validity) = column.validity() {
        validity.keep_in(there, rows.start);
    }
}
