//! The loops that compile everywhere, to the vector instructions that the machine has.

use super::super::everywhere::EXPANDED;
use super::layout::GROUP;
use super::{Group, HALF, LaneSums, Layout, RecordLoops, Rows, Side, TILE, Tiles, Turn};
use crate::stats::{HotLoop, product, run_wide};

/// Proof of nothing: every machine can run these.
#[derive(Debug, Clone, Copy)]
pub(super) struct Everywhere;

/// Expectations, then perceptions, in lanes of their own.
type Record = [u8; 2 * HALF];

impl RecordLoops for Everywhere {
    type Record = Record;
    const EMPTY: Record = [0; 2 * HALF];
    const BYTES: usize = 2 * HALF;

    fn any_outside(self, turn: &Turn, span: u8, side: Side<'_>) -> bool {
        run_wide(AnyOutside { turn, span, side })
    }

    fn fill(self, layout: &Layout, tiles: Tiles<'_, Record>) {
        run_wide(Fill { layout, tiles });
    }

    fn add_rows(self, layout: &Layout, _: usize, rows: Rows<'_, Record>, sums: &mut LaneSums) {
        rows.parts(layout.rows).for_each(|rows| run_wide(AddRows { rows, sums }));
    }

    fn add_products(self, _: &Layout, rows: Rows<'_, Record>, group: &Group, sums: &mut [i64; HALF]) {
        let Rows { records, rows, .. } = rows;
        let mut columns = Box::new([[[0_i16; TILE]; 2]; HALF]);
        let used = group.pairs.iter().map(|&(_, right)| right + 1).max().unwrap_or(0);
        for rows in rows.chunks(TILE) {
            for (at, &row) in rows.iter().enumerate() {
                let record = &records[usize::from(row)];
                for (lane, [gaps, perceptions]) in columns[..used].iter_mut().enumerate() {
                    let (e, p) = (i16::from(record[lane]), i16::from(record[HALF + lane]));
                    (gaps[at], perceptions[at]) = (p - e, p);
                }
            }
            for (at, &(left, right)) in group.pairs.iter().enumerate() {
                let of = |side: usize| product(&columns[left][side][..rows.len()], &columns[right][side][..rows.len()]);
                sums[at] += of(0);
                sums[GROUP + at] += of(1);
            }
        }
    }
}

struct AnyOutside<'a> {
    turn: &'a Turn,
    span: u8,
    side: Side<'a>,
}

/// All bits of a byte for each bit that is set.
#[inline(always)]
fn expand(bits: [u8; 8]) -> [u8; TILE] {
    let mut bytes = [0; TILE];
    bytes.as_chunks_mut().0.iter_mut().zip(bits).for_each(|(bytes, bits)| *bytes = EXPANDED[usize::from(bits)]);
    bytes
}

impl HotLoop for AnyOutside<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let (flip, shift) = (self.turn.flip, self.turn.shift.wrapping_sub(1));
        let mut highest = [0; TILE];
        for (answers, bits) in self.side.answers.iter().zip(self.side.bits) {
            let there = expand(*bits);
            for ((highest, &answer), there) in highest.iter_mut().zip(answers).zip(there) {
                *highest = (*highest).max((answer as u8 ^ flip).wrapping_add(shift) & there);
            }
        }
        highest.iter().any(|&steps| steps > self.span)
    }
}

struct Fill<'a> {
    layout: &'a Layout,
    tiles: Tiles<'a, Record>,
}

impl HotLoop for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { layout, tiles: Tiles { columns, complete, records, stride, lanes, .. } } = self;
        for (tile, everywhere) in complete.iter_mut().enumerate() {
            *everywhere = [0xff; 8];
            for (dimension, turns) in layout.dimensions.iter().enumerate() {
                let mut sums = [[0_u8; TILE]; 2];
                let mut complete = [0xff; TILE];
                for turn in turns {
                    let columns = &columns[turn.item];
                    let bits = Side::pairs(columns, tile).to_le_bytes();
                    everywhere.iter_mut().zip(bits).for_each(|(everywhere, bits)| *everywhere &= bits);
                    let there = expand(bits);
                    complete.iter_mut().zip(there).for_each(|(complete, there)| *complete &= there);
                    let first = turn.lane / HALF * 2 * HALF + turn.lane % HALF;
                    for (side, (sums, column)) in sums.iter_mut().zip(columns).enumerate() {
                        let lane = &mut lanes[first + HALF * side];
                        take_steps(turn, &column.answers[tile], &there, lane, sums);
                    }
                }
                for (side, sums) in sums.iter_mut().enumerate() {
                    sums.iter_mut().zip(complete).for_each(|(sum, complete)| *sum &= complete);
                    lanes[dimension + HALF * side] = *sums;
                }
            }
            let sheets = lanes.as_chunks().0.iter().zip(records.iter_mut().skip(tile).step_by(stride));
            sheets.for_each(|(lanes, records)| transpose(lanes, records));
        }
    }
}

/// Turns answers into steps plus one, and adds them to the sums of their dimension.
#[inline(always)]
fn take_steps(turn: &Turn, answers: &[i8; TILE], there: &[u8; TILE], lane: &mut [u8; TILE], sums: &mut [u8; TILE]) {
    for (((steps, sum), &answer), &there) in lane.iter_mut().zip(sums).zip(answers).zip(there) {
        *steps = (answer as u8 ^ turn.flip).wrapping_add(turn.shift) & there;
        *sum = sum.wrapping_add(*steps);
    }
}

/// Lanes of 64 respondents become their records.
#[inline(always)]
fn transpose(lanes: &[[u8; TILE]; 2 * HALF], records: &mut [Record; TILE]) {
    for (eight, lanes) in lanes.as_chunks::<8>().0.iter().enumerate() {
        for (row, record) in records.iter_mut().enumerate() {
            for (lane, column) in lanes.iter().enumerate() {
                record[8 * eight + lane] = column[row];
            }
        }
    }
}

struct AddRows<'a> {
    rows: Rows<'a, Record>,
    sums: &'a mut LaneSums,
}

impl HotLoop for AddRows<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { rows: Rows { records, rows, complete, .. }, sums } = self;
        let mut n = [0_u8; HALF];
        let [mut of_e, mut of_p, mut of_ee, mut of_pp, mut of_ep] = [[0_u16; HALF]; 5];
        for &row in rows {
            let record = &records[usize::from(row)];
            for lane in 0..HALF {
                let (e, p) = (u16::from(record[lane]), u16::from(record[HALF + lane]));
                n[lane] += record[lane].min(1);
                of_e[lane] = of_e[lane].wrapping_add(e);
                of_p[lane] = of_p[lane].wrapping_add(p);
                of_ee[lane] = of_ee[lane].wrapping_add(e * e);
                of_pp[lane] = of_pp[lane].wrapping_add(p * p);
                of_ep[lane] = of_ep[lane].wrapping_add(e * p);
            }
        }
        let n = if complete { [rows.len() as u16; HALF] } else { n.map(u16::from) };
        add_lanes(&mut sums.n, n);
        add_lanes(&mut sums.expectation, of_e);
        add_lanes(&mut sums.perception, of_p);
        add_lanes(&mut sums.expectation_squares, of_ee);
        add_lanes(&mut sums.perception_squares, of_pp);
        add_lanes(&mut sums.products, of_ep);
    }
}

#[inline(always)]
fn add_lanes(sums: &mut [u64; HALF], lanes: [u16; HALF]) {
    sums.iter_mut().zip(lanes).for_each(|(sum, lane)| *sum += u64::from(lane));
}
