//! The sums of each segment, respondent by respondent.
//!
//! Block by block, columns become records: all answers of a respondent side by side, 0 where a pair
//! is missing, with the sums of the dimensions beside them. A record then enters all sums of its
//! segment at once, lane by lane, so that only numbers of rows are put in the order of segments.

#[cfg(target_arch = "x86_64")]
mod avx512;
mod block;
mod everywhere;
mod layout;
mod order;

use self::block::Block;
use self::everywhere::Everywhere;
pub(super) use self::layout::Layout;
use self::layout::{Group, Turn};
use self::order::Order;
use crate::gap::servqual::sums::Sums;
use crate::measure::Column;

/// Columns of one side in a record.
const HALF: usize = 32;
/// Respondents whose answers become records at a time.
const TILE: usize = 64;
/// Respondents of a block where segments are few: their records stay in the second-level cache.
const FEWEST_ROWS: usize = 8192;
/// Respondents of a block where segments are many: as many as a number of two bytes counts.
const MOST_ROWS: usize = 1 << 16;
/// Segments whose lanes are kept from block to block; of more, each goes into its sums at once.
const KEPT_SEGMENTS: usize = 1024;

/// Sums over records lane by lane: pairs, both sides, their squares and their products.
#[derive(Clone, Default)]
struct LaneSums {
    n: [u64; HALF],
    expectation: [u64; HALF],
    perception: [u64; HALF],
    expectation_squares: [u64; HALF],
    perception_squares: [u64; HALF],
    products: [u64; HALF],
}

impl LaneSums {
    fn at(&self, lane: usize) -> [i64; 6] {
        let sides = [&self.n, &self.expectation, &self.perception];
        let products = [&self.expectation_squares, &self.perception_squares, &self.products];
        let [[n, e, p], [ee, pp, ep]] = [sides, products].map(|three| three.map(|lanes| lanes[lane] as i64));
        [n, e, p, ee, pp, ep]
    }
}

/// The hot loops.
trait RecordLoops: Copy {
    /// What holds the answers of a respondent on one sheet.
    type Record: Copy;
    /// Nobody's answers.
    const EMPTY: Self::Record;
    /// Bytes of a record.
    const BYTES: usize;

    /// Whether an answer with a bit lies off the scale.
    fn any_outside(self, turn: &Turn, span: u8, side: Side<'_>) -> bool;

    /// Turns tiles of columns into records, and tells who answered every pair.
    fn fill(self, layout: &Layout, tiles: Tiles<'_, Self::Record>);

    /// Adds the records of some rows on one sheet to the sums of their lanes.
    fn add_rows(self, layout: &Layout, sheet: usize, rows: Rows<'_, Self::Record>, sums: &mut LaneSums);

    /// Adds the products of the group's pairs of dimensions: first of the gaps, then of the perceptions.
    fn add_products(self, layout: &Layout, rows: Rows<'_, Self::Record>, group: &Group, sums: &mut [i64; HALF]);
}

/// Some rows of a block.
#[derive(Clone, Copy)]
struct Rows<'a, R> {
    records: &'a [R],
    rows: &'a [u16],
    /// Whether they have every pair, so that the pairs need not be counted one by one.
    complete: bool,
}

impl<R> Rows<'_, R> {
    /// At most `limit` at a time.
    #[inline(always)]
    fn parts(self, limit: usize) -> impl Iterator<Item = Self> {
        self.rows.chunks(limit).map(move |rows| Self { rows, ..self })
    }
}

/// Columns on their way into records.
struct Tiles<'a, R> {
    /// Both sides of each item.
    columns: &'a [[Side<'a>; 2]],
    /// The same of the block that follows.
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only some machines can ask ahead"))]
    ahead: &'a [[Side<'a>; 2]],
    /// Which respondents have every pair.
    complete: &'a mut [[u8; 8]],
    /// Sheet by sheet, `stride` tiles each, from the first of these.
    records: &'a mut [[R; TILE]],
    stride: usize,
    /// Lanes of one tile, sheet by sheet; those that nothing stands in are 0.
    lanes: &'a mut [[u8; TILE]],
}

/// Tiles of one column.
#[derive(Clone, Copy)]
struct Side<'a> {
    answers: &'a [[i8; TILE]],
    /// Which answers are there: a bit for each.
    bits: &'a [[u8; 8]],
}

impl Side<'_> {
    /// Which pairs are there in one tile.
    #[inline(always)]
    fn pairs(sides: &[Self; 2], tile: usize) -> u64 {
        let [e, p] = sides.each_ref().map(|side| u64::from_le_bytes(side.bits[tile]));
        e & p
    }
}

/// Adds all blocks to the sums of their segments, in steps.
pub(super) struct AddRecords<'a> {
    pub(super) layout: &'a Layout,
    pub(super) answers: &'a [[Column<'a, i8>; 2]],
    pub(super) codes: &'a [u32],
    pub(super) sums: &'a mut [Sums],
}

impl AddRecords<'_> {
    /// Runs with the fastest loops of this machine; the first row of the first block with an answer off
    /// the scale.
    pub(super) fn run(self) -> Option<usize> {
        #[cfg(target_arch = "x86_64")]
        if let Some(avx512) = crate::stats::Avx512::detect().filter(|_| self.layout.is_packed()) {
            return self.run_with(avx512);
        }
        self.run_with(Everywhere)
    }

    /// Runs with every set of loops that this machine has.
    #[cfg(test)]
    pub(super) fn run_each(self) -> Vec<(Option<usize>, Vec<Sums>)> {
        let Self { layout, answers, codes, sums } = self;
        let run = |run: &dyn Fn(AddRecords<'_>) -> Option<usize>| {
            let mut sums = sums.to_vec();
            (run(AddRecords { layout, answers, codes, sums: &mut sums }), sums)
        };
        let mut results = vec![run(&|task| task.run_with(Everywhere))];
        #[cfg(target_arch = "x86_64")]
        results.extend(
            crate::stats::Avx512::detect()
                .filter(|_| layout.is_packed())
                .map(|avx512| run(&|task| task.run_with(avx512))),
        );
        results
    }

    fn run_with<L: RecordLoops>(self, loops: L) -> Option<usize> {
        let Self { layout, answers, codes, sums } = self;
        let keeps = sums.len() <= KEPT_SEGMENTS;
        let mut totals = vec![Totals::new(layout); if keeps { sums.len() } else { 1 }];
        let length = (TILE * sums.len()).clamp(FEWEST_ROWS, MOST_ROWS).next_power_of_two();
        let length = length.min(codes.len().next_multiple_of(TILE));
        let (mut block, mut order) = (Block::<L>::new(layout, length), Order::default());
        for (number, codes) in codes.chunks(length.max(1)).enumerate() {
            let start = number * length;
            if !block.load(loops, layout, answers, start..start + codes.len()) {
                return Some(start);
            }
            order.sort(codes, block.complete(), sums.len());
            let mut begin = 0;
            for (segment, ends) in order.ends.as_chunks::<2>().0.iter().enumerate() {
                let [middle, end] = ends.map(|end| end as usize);
                if begin < end {
                    let totals = &mut totals[if keeps { segment } else { 0 }];
                    totals.add(loops, layout, &block, &order.rows[begin..middle], &order.rows[middle..end]);
                    if !keeps {
                        totals.move_to(layout, &mut sums[segment]);
                    }
                }
                begin = end;
            }
        }
        if keeps {
            totals.iter_mut().zip(sums).for_each(|(totals, sums)| totals.move_to(layout, sums));
        }
        None
    }
}

/// What the respondents of one segment add up to.
#[derive(Clone)]
struct Totals {
    rows: u64,
    /// Of those who answered every pair.
    respondents: u64,
    /// Of the others, sheet by sheet.
    incomplete: Vec<LaneSums>,
    complete: Vec<LaneSums>,
    products: Vec<[i64; HALF]>,
}

impl Totals {
    fn new(layout: &Layout) -> Self {
        let lanes = || vec![LaneSums::default(); layout.sheets];
        let products = vec![[0; HALF]; layout.groups.len()];
        Self { rows: 0, respondents: 0, incomplete: lanes(), complete: lanes(), products }
    }

    fn add<L: RecordLoops>(
        &mut self,
        loops: L,
        layout: &Layout,
        block: &Block<L>,
        incomplete: &[u16],
        complete: &[u16],
    ) {
        self.rows += (incomplete.len() + complete.len()) as u64;
        self.respondents += complete.len() as u64;
        let rows = |sheet, rows, complete| Rows { records: block.sheet(sheet), rows, complete };
        for (sheet, (of_incomplete, of_complete)) in self.incomplete.iter_mut().zip(&mut self.complete).enumerate() {
            loops.add_rows(layout, sheet, rows(sheet, incomplete, false), of_incomplete);
            loops.add_rows(layout, sheet, rows(sheet, complete, true), of_complete);
        }
        for (group, products) in layout.groups.iter().zip(&mut self.products) {
            loops.add_products(layout, rows(0, complete, true), group, products);
        }
    }

    /// Adds everything to the sums and begins anew.
    fn move_to(&mut self, layout: &Layout, sums: &mut Sums) {
        sums.rows += self.rows;
        layout.add_to(sums, &self.incomplete, None);
        layout.add_to(sums, &self.complete, Some((self.respondents, &self.products)));
        self.incomplete.iter_mut().chain(&mut self.complete).for_each(|lanes| *lanes = LaneSums::default());
        self.products.iter_mut().for_each(|products| *products = [0; HALF]);
        (self.rows, self.respondents) = (0, 0);
    }
}
