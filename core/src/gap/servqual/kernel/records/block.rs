//! A block of respondents on its way from columns into records.

use core::ops::Range;

use super::{Layout, MOST_ROWS, RecordLoops, Side, TILE, Tiles};
use crate::measure::Column;

pub(super) struct Block<L: RecordLoops> {
    /// Tiles of a whole block.
    tiles: usize,
    /// Sheet by sheet.
    records: Vec<[L::Record; TILE]>,
    /// Which respondents have every pair.
    complete: Vec<[u8; 8]>,
    /// For both sides of each item which answers are there, where that cannot be read as it is given.
    bits: Vec<Vec<[u8; 8]>>,
    lanes: Vec<[u8; TILE]>,
}

/// The bits of a column without missing answers.
static EVERYBODY: [[u8; 8]; MOST_ROWS / TILE] = [[0xff; 8]; MOST_ROWS / TILE];

impl<L: RecordLoops> Block<L> {
    pub(super) fn new(layout: &Layout, rows: usize) -> Self {
        let (tiles, items) = (rows.div_ceil(TILE), layout.dimensions.iter().map(Vec::len).sum::<usize>());
        Self {
            tiles,
            records: vec![[L::EMPTY; TILE]; layout.sheets * tiles],
            complete: vec![[0; 8]; tiles],
            bits: vec![Vec::new(); 2 * items],
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
        let whole = rows.len() / TILE;
        let (tiles, rest) = (rows.start..rows.start + whole * TILE, rows.start + whole * TILE..rows.end);
        self.load_tiles(loops, layout, answers, tiles)
            && (rest.is_empty() || self.load_rest(loops, layout, answers, rest, whole))
    }

    /// Takes rows that fill tiles.
    fn load_tiles(&mut self, loops: L, layout: &Layout, answers: &[[Column<'_, i8>; 2]], rows: Range<usize>) -> bool {
        let mut buffers = core::mem::take(&mut self.bits);
        let sides = answers.as_flattened().iter().zip(&mut buffers).map(|(column, buffer)| Side {
            answers: column.values()[rows.clone()].as_chunks().0,
            bits: bits(column, &rows, buffer),
        });
        let sides: Vec<Side<'_>> = sides.collect();
        let ahead: Vec<Side<'_>> = answers.as_flattened().iter().map(|column| ahead(column, &rows)).collect();
        let fine = self.fill(loops, layout, [&sides, &ahead].map(|sides| sides.as_chunks().0), 0..rows.len() / TILE);
        self.bits = buffers;
        fine
    }

    /// Takes rows that do not fill the tile: nobody answered in the others.
    fn load_rest(
        &mut self,
        loops: L,
        layout: &Layout,
        answers: &[[Column<'_, i8>; 2]],
        rows: Range<usize>,
        tile: usize,
    ) -> bool {
        let filled = answers.as_flattened().iter().map(|column| {
            let (mut values, mut bits) = ([[0; TILE]], [[0; 8]]);
            values[0][..rows.len()].copy_from_slice(&column.values()[rows.clone()]);
            mark(bits.as_flattened_mut(), column, &rows);
            (values, bits)
        });
        let filled: Vec<_> = filled.collect();
        let sides: Vec<Side<'_>> = filled.iter().map(|(answers, bits)| Side { answers, bits }).collect();
        self.fill(loops, layout, [sides.as_chunks().0; 2], tile..tile + 1)
    }

    /// Fills some tiles of the block, unless an answer lies off the scale; then come the columns ahead.
    fn fill(
        &mut self,
        loops: L,
        layout: &Layout,
        [columns, ahead]: [&[[Side<'_>; 2]]; 2],
        tiles: Range<usize>,
    ) -> bool {
        // Column by column first, so that the memory streams; then everything is in the cache.
        let mut turns = layout.dimensions.iter().flatten();
        if turns.any(|turn| columns[turn.item].iter().any(|side| loops.any_outside(turn, layout.span, *side))) {
            return false;
        }
        let (complete, records) = (&mut self.complete[tiles.clone()], &mut self.records[tiles.start..]);
        loops.fill(layout, Tiles { columns, ahead, complete, records, stride: self.tiles, lanes: &mut self.lanes });
        true
    }
}

/// As many rows of a column after these, as far as they are there.
fn ahead<'a>(column: &Column<'a, i8>, rows: &Range<usize>) -> Side<'a> {
    let rows = rows.end..column.len().min(rows.end + rows.len());
    let bits = column.validity().and_then(|validity| validity.bytes(rows.start, rows.len() / 8));
    Side { answers: column.values()[rows].as_chunks().0, bits: bits.unwrap_or_default().as_chunks().0 }
}

/// Which answers of a column are there in rows that fill tiles: as given where that can be, else in the
/// buffer.
fn bits<'a>(column: &Column<'a, i8>, rows: &Range<usize>, buffer: &'a mut Vec<[u8; 8]>) -> &'a [[u8; 8]] {
    let tiles = rows.len() / TILE;
    let Some(validity) = column.validity() else { return &EVERYBODY[..tiles] };
    if let Some(bytes) = validity.bytes(rows.start, rows.len() / 8) {
        return bytes.as_chunks().0;
    }
    buffer.resize(tiles, [0; 8]);
    mark(buffer.as_flattened_mut(), column, rows);
    buffer
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
