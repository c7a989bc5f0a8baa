//! The rows of a block in the order of their segments.

/// Rows by segment, those without every pair before those with.
#[derive(Default)]
pub(super) struct Order {
    /// Rows of the block.
    pub(super) rows: Vec<u16>,
    /// Where the rows of each segment end: first of those without every pair, then of those with.
    pub(super) ends: Vec<u32>,
}

impl Order {
    /// `complete` has a bit for each row, eight rows to a byte.
    pub(super) fn sort(&mut self, codes: &[u32], complete: &[u8], segments: usize) {
        let Self { rows, ends } = self;
        ends.clear();
        ends.resize(2 * segments, 0);
        each(codes, complete, |_, key| ends[key] += 1);
        let mut end = 0;
        for next in ends.iter_mut() {
            let length = *next;
            *next = end;
            end += length;
        }
        rows.resize(codes.len(), 0);
        each(codes, complete, |row, key| {
            rows[ends[key] as usize] = row as u16;
            ends[key] += 1;
        });
    }
}

/// Each row with its segment, doubled, plus one where the row has every pair.
#[inline(always)]
fn each(codes: &[u32], complete: &[u8], mut found: impl FnMut(usize, usize)) {
    let key = |code: u32, bits: u8, row: usize| 2 * code as usize + usize::from(bits >> row & 1);
    let (whole, rest) = codes.as_chunks::<8>();
    for (byte, (codes, &bits)) in whole.iter().zip(complete).enumerate() {
        for (row, &code) in codes.iter().enumerate() {
            found(8 * byte + row, key(code, bits, row));
        }
    }
    let bits = complete.get(whole.len()).copied().unwrap_or(0);
    for (row, &code) in rest.iter().enumerate() {
        found(8 * whole.len() + row, key(code, bits, row));
    }
}
