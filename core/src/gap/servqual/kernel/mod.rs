//! The sums of a chunk of answers, in integers.
//!
//! Columns are walked in blocks that stay in the cache. An answer enters the loops as its number of
//! steps from one end of the scale: never negative, so that it fits a byte, and 0 where the pair is
//! missing, so that no loop has a branch. What the sums of steps say about the answers as given
//! follows once for each chunk.
//!
//! The loops are written twice: for every machine, and with the vector instructions that most
//! x86-64 machines have. Both add the same integers, so nobody can tell from a result which ran.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod loops;
mod plan;

use self::loops::{Everywhere, Loops};
use self::plan::{Plan, Turn, pairs};
use super::tally::{ItemSums, Sums};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Scale};
use crate::survey::Instrument;

/// Respondents of one block: columns are read in runs so long that the memory streams.
const BLOCK: usize = 16384;
/// Respondents whose gaps are multiplied at a time: they stay in the first-level cache.
const PART: usize = 1024;
/// Respondents that the loops take at a time; those that the last block lacks count as missing.
const STRIDE: usize = 32;

/// Adds up a chunk. `answers` holds expectation and perception of each item.
pub(super) fn add_up(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]], sums: &mut Sums) -> Result<()> {
    let plan = Plan::new(instrument);
    let rows = answers.first().map_or(0, |[expectation, _]| expectation.len());
    match add_blocks(&plan, answers, rows, sums) {
        Some((item, start)) => Err(first_outside(&answers[item], start, BLOCK.min(rows - start), instrument.scale())),
        None => {
            sums.rows += rows as u64;
            plan.as_answered(sums);
            Ok(())
        }
    }
}

/// Adds all blocks to `sums`, in steps; the first item and block with an answer off the scale.
fn add_blocks(plan: &Plan, answers: &[[Column<'_, i8>; 2]], rows: usize, sums: &mut Sums) -> Option<(usize, usize)> {
    if !plan.is_narrow() {
        return add_blocks_with(Everywhere::<u16>::default(), plan, answers, rows, sums);
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = crate::stats::Avx2::detect() {
        return add_blocks_with(avx2, plan, answers, rows, sums);
    }
    add_blocks_with(Everywhere::<u8>::default(), plan, answers, rows, sums)
}

fn add_blocks_with<L: Loops>(
    loops: L,
    plan: &Plan,
    answers: &[[Column<'_, i8>; 2]],
    rows: usize,
    sums: &mut Sums,
) -> Option<(usize, usize)> {
    let mut block = Block::new(loops, plan.dimensions, rows.min(BLOCK));
    for start in (0..rows).step_by(BLOCK) {
        block.begin(start, BLOCK.min(rows - start));
        for ((turn, pair), sums) in plan.turns.iter().zip(answers).zip(&mut sums.items) {
            if !block.add_item(turn, pair, plan.span, sums) {
                return Some((turn.item, start));
            }
        }
        block.add_respondents(sums);
    }
    None
}

/// One block: what each respondent's items of each dimension add up to, in steps.
struct Block<L: Loops> {
    loops: L,
    /// The first row, the number of rows, and that number filled up to whole strides.
    start: usize,
    length: usize,
    filled: usize,
    /// Sums of both sides by dimension.
    sums: Vec<[Vec<L::Sum>; 2]>,
    /// Whether the respondent answered every pair of the dimension: one bit each, lowest first.
    complete: Vec<Vec<u8>>,
    /// Whether the pair of the current item is there.
    valid: Vec<u8>,
    /// Of one part, by dimension: gaps and perceptions of those who are complete.
    gaps: Vec<[i16; PART]>,
    perceptions: Vec<[i16; PART]>,
}

impl<L: Loops> Block<L> {
    /// A block of at most `rows`.
    fn new(loops: L, dimensions: usize, rows: usize) -> Self {
        let rows = rows.next_multiple_of(STRIDE);
        Self {
            loops,
            start: 0,
            length: 0,
            filled: 0,
            sums: vec![[vec![L::Sum::default(); rows], vec![L::Sum::default(); rows]]; dimensions],
            complete: vec![vec![0; rows / 8]; dimensions],
            valid: vec![0; rows / 8],
            gaps: vec![[0; PART]; dimensions],
            perceptions: vec![[0; PART]; dimensions],
        }
    }

    fn begin(&mut self, start: usize, length: usize) {
        (self.start, self.length, self.filled) = (start, length, length.next_multiple_of(STRIDE));
        self.sums.iter_mut().flatten().for_each(|sums| sums.fill(L::Sum::default()));
        self.complete.iter_mut().for_each(|bits| bits.fill(0xff));
    }

    /// Adds one item; false where an answer that is there lies outside the scale.
    fn add_item(&mut self, turn: &Turn, pair: &[Column<'_, i8>; 2], span: u8, sums: &mut ItemSums) -> bool {
        self.find_valid(pair);
        sums.n += self.loops.count(&self.valid);
        self.complete[turn.dimension].iter_mut().zip(&self.valid).for_each(|(complete, valid)| *complete &= valid);
        let answers = pair.each_ref().map(|column| &column.values()[self.start..self.start + self.length]);
        let whole = self.length - self.length % STRIDE;
        if whole == self.length {
            return self.add_pairs(turn, answers, 0, span, sums);
        }
        // The rest fills a stride with answers that do not count.
        let mut rest = [[0; STRIDE]; 2];
        rest.iter_mut()
            .zip(answers)
            .for_each(|(rest, side)| rest[..side.len() - whole].copy_from_slice(&side[whole..]));
        self.add_pairs(turn, answers.map(|side| &side[..whole]), 0, span, sums)
            && self.add_pairs(turn, rest.each_ref().map(|side| &side[..]), whole, span, sums)
    }

    /// Adds the pairs from row `first` of the block on, in whole strides.
    fn add_pairs(&mut self, turn: &Turn, answers: [&[i8]; 2], first: usize, span: u8, sums: &mut ItemSums) -> bool {
        let end = first + answers[0].len();
        let rows = self.sums[turn.dimension].each_mut().map(|side| &mut side[first..end]);
        let added = self.loops.add_pairs(turn, answers, &self.valid[first / 8..end / 8], span, rows);
        sums.expectation += added.expectation as i64;
        sums.perception += added.perception as i64;
        sums.expectation_squares += added.expectation_squares as i64;
        sums.perception_squares += added.perception_squares as i64;
        sums.products += added.products as i64;
        !added.outside
    }

    /// One bit for each pair that is there.
    fn find_valid(&mut self, pair: &[Column<'_, i8>; 2]) {
        let (bytes, beyond) = self.valid.split_at_mut(self.length.div_ceil(8));
        bytes.fill(0xff);
        beyond.fill(0);
        if let (Some(last), rest @ 1..) = (bytes.last_mut(), self.length % 8) {
            *last = (1 << rest) - 1;
        }
        for validity in pair.iter().filter_map(Column::validity) {
            validity.keep_in(bytes, self.start);
        }
    }

    /// Adds the respondents of the block to the sums of dimensions and of the whole.
    fn add_respondents(&mut self, sums: &mut Sums) {
        for first in (0..self.filled).step_by(PART) {
            self.add_part(first, PART.min(self.filled - first), sums);
        }
    }

    /// Adds `length` respondents from row `first` of the block on.
    fn add_part(&mut self, first: usize, length: usize, sums: &mut Sums) {
        let bytes = first / 8..(first + length) / 8;
        let mut everywhere = [0xff; PART / 8];
        let everywhere = &mut everywhere[..length / 8];
        for (dimension, sums) in sums.dimensions.iter_mut().enumerate() {
            let bits = &self.complete[dimension][bytes.clone()];
            everywhere.iter_mut().zip(bits).for_each(|(everywhere, complete)| *everywhere &= complete);
            let sides = self.sums[dimension].each_ref().map(|side| &side[first..first + length]);
            let rows = [&mut self.gaps[dimension][..length], &mut self.perceptions[dimension][..length]];
            let added = self.loops.complete(sides, bits, rows);
            sums.n += self.loops.count(bits);
            sums.gap += added.gap;
            sums.perception += added.perception;
            sums.gap_squares += added.gap_squares;
            sums.perception_squares += added.perception_squares;
            sums.products += added.products;
        }
        sums.respondents += self.loops.count(everywhere);
        let dimensions = self.complete.len();
        for (rows, totals, products) in [
            (&mut self.gaps, &mut sums.gap_total, &mut sums.gap_products),
            (&mut self.perceptions, &mut sums.perception_total, &mut sums.perception_products),
        ] {
            for (row, total) in rows.iter_mut().zip(totals) {
                *total += self.loops.keep(&mut row[..length], everywhere);
            }
            for (left, right) in pairs(dimensions) {
                let product = self.loops.product(&rows[left][..length], &rows[right][..length]);
                products[left * dimensions + right] += product;
            }
        }
    }
}

/// Finds the answer that the loops only noticed.
fn first_outside(pair: &[Column<'_, i8>; 2], start: usize, length: usize, scale: Scale) -> QualityError {
    for row in start..start + length {
        if let [Some(e), Some(p)] = pair.each_ref().map(|column| column.get(row)) {
            for (column, answer) in pair.iter().zip([e, p]) {
                if !scale.contains(answer) {
                    return scale.outside(column.name(), row, answer.into());
                }
            }
        }
    }
    scale.outside(pair[0].name(), start, f64::NAN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measure::Validity;
    use crate::survey::{Dimension, Item};

    /// One column of a survey that is made up: answers, and bits that begin at an offset.
    #[derive(Debug, Clone)]
    struct Answers {
        values: Vec<i8>,
        bits: Option<(Vec<u8>, usize)>,
    }

    impl Answers {
        fn column(&self) -> Column<'_, i8> {
            let column = Column::new("answer", &self.values);
            match &self.bits {
                Some((bits, offset)) => column.with_validity(Validity::new(bits, *offset)).unwrap(),
                None => column,
            }
        }
    }

    /// Items as (dimension, reversed); every dimension has one.
    fn instrument(minimum: i8, maximum: i8, items: &[(usize, bool)]) -> Instrument {
        let id = |position: usize| format!("d{position}");
        let count = items.iter().map(|(dimension, _)| dimension + 1).max().unwrap_or(1);
        let dimensions =
            (0..count).map(|position| Dimension { id: id(position), label: Default::default(), weight: None });
        let item = |(position, &(dimension, reversed)): (usize, &(usize, bool))| Item {
            id: format!("q{position}"),
            label: Default::default(),
            dimension: id(dimension),
            reversed,
        };
        let items = items.iter().enumerate().map(item).collect();
        let scale = Scale::new(minimum.into(), maximum.into()).unwrap();
        Instrument::new("made_up", Default::default(), scale, dimensions.collect(), items).unwrap()
    }

    /// The sums by their definition, respondent by respondent.
    fn by_definition(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]]) -> Sums {
        let dimensions = instrument.dimensions().len();
        let mut sums = Sums::new(instrument);
        let rows = answers[0][0].len();
        sums.rows = rows as u64;
        for row in 0..rows {
            let (mut gaps, mut perceptions) = (vec![Some(0_i64); dimensions], vec![0_i64; dimensions]);
            for (item, pair) in answers.iter().enumerate() {
                let dimension = instrument.dimension_of(item);
                let [Some(e), Some(p)] = pair.each_ref().map(|column| column.get(row).map(i64::from)) else {
                    gaps[dimension] = None;
                    continue;
                };
                let of = &mut sums.items[item];
                of.n += 1;
                of.expectation += e;
                of.perception += p;
                of.expectation_squares += e * e;
                of.perception_squares += p * p;
                of.products += e * p;
                let sign = if instrument.items()[item].reversed { -1 } else { 1 };
                gaps[dimension] = gaps[dimension].map(|gap| gap + sign * (p - e));
                perceptions[dimension] += sign * p;
            }
            for ((of, gap), p) in sums.dimensions.iter_mut().zip(&gaps).zip(&perceptions) {
                if let Some(gap) = gap {
                    of.n += 1;
                    of.gap += gap;
                    of.perception += p;
                    of.gap_squares += gap * gap;
                    of.perception_squares += p * p;
                    of.products += gap * p;
                }
            }
            let Some(gaps) = gaps.into_iter().collect::<Option<Vec<i64>>>() else { continue };
            sums.respondents += 1;
            for left in 0..dimensions {
                sums.gap_total[left] += gaps[left];
                sums.perception_total[left] += perceptions[left];
                for right in left..dimensions {
                    sums.gap_products[left * dimensions + right] += gaps[left] * gaps[right];
                    sums.perception_products[left * dimensions + right] += perceptions[left] * perceptions[right];
                }
            }
        }
        sums
    }

    /// The sums of every set of loops that the machine has and that can hold them.
    fn by_all_loops(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]]) -> Vec<Sums> {
        let (plan, rows) = (Plan::new(instrument), answers[0][0].len());
        let mut results = Vec::new();
        let mut add = |run: &dyn Fn(&mut Sums) -> Option<(usize, usize)>| {
            let mut sums = Sums::new(instrument);
            assert_eq!(run(&mut sums), None);
            sums.rows += rows as u64;
            plan.as_answered(&mut sums);
            results.push(sums);
        };
        add(&|sums| add_blocks(&plan, answers, rows, sums));
        add(&|sums| add_blocks_with(Everywhere::<u16>::default(), &plan, answers, rows, sums));
        if plan.is_narrow() {
            add(&|sums| add_blocks_with(Everywhere::<u8>::default(), &plan, answers, rows, sums));
        }
        results
    }

    /// Made-up answers of which few are missing; what lies under a missing one means nothing.
    fn answers(seed: &mut u64, (minimum, maximum): (i8, i8), rows: usize) -> Answers {
        let mut next = || {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*seed >> 33) as usize
        };
        let points = (i16::from(maximum) - i16::from(minimum) + 1) as usize;
        let mut values: Vec<i8> = (0..rows).map(|_| (i16::from(minimum) + (next() % points) as i16) as i8).collect();
        if next() % 4 == 0 {
            return Answers { values, bits: None };
        }
        let offset = next() % 9;
        let bits: Vec<u8> = (0..rows / 8 + 3).map(|_| (next() | next() | next()) as u8).collect();
        let missing = |row: usize| !Validity::new(&bits, offset).is_valid(row);
        values.iter_mut().enumerate().filter(|(row, _)| missing(*row)).for_each(|(_, value)| *value = next() as i8);
        Answers { values, bits: Some((bits, offset)) }
    }

    const SCALES: [(i8, i8); 7] = [(1, 5), (1, 7), (0, 10), (-3, 3), (-63, 64), (0, 100), (-100, 100)];

    fn survey() -> impl Strategy<Value = (Instrument, Vec<[Answers; 2]>)> {
        let items = prop::collection::vec((0..3_usize, any::<bool>()), 0..5);
        let rows = prop_oneof![8 => 0..70_usize, 4 => PART - 33..PART + 33, 1 => BLOCK - 33..BLOCK + 33];
        (0..SCALES.len(), items, rows, any::<u64>()).prop_map(|(scale, mut items, rows, mut seed)| {
            items.extend([(0, false), (1, true), (2, false)]);
            let (minimum, maximum) = SCALES[scale];
            let pairs = items.iter().map(|_| [(); 2].map(|()| answers(&mut seed, SCALES[scale], rows))).collect();
            (instrument(minimum, maximum, &items), pairs)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn adds_what_the_definition_says((instrument, survey) in survey()) {
            let pairs: Vec<_> = survey.iter().map(|pair| pair.each_ref().map(Answers::column)).collect();
            let expected = by_definition(&instrument, &pairs);
            for sums in by_all_loops(&instrument, &pairs) {
                prop_assert_eq!(&sums, &expected);
            }
        }
    }

    #[test]
    fn lanes_hold_the_extremes() {
        // Everybody answers with the end of the scale that has the most steps.
        for (minimum, maximum, items) in
            [(1, 7, 5), (0, 10, 12), (-27, 100, 1), (0, 100, 5), (-100, 100, 100), (0, 1, 100)]
        {
            let instrument = instrument(minimum, maximum, &vec![(0, false); items]);
            let (low, high) = (vec![minimum; BLOCK + PART], vec![maximum; BLOCK + PART]);
            for (e, p) in [(&low, &high), (&high, &low), (&high, &high)] {
                let pairs = vec![[Column::new("e", e), Column::new("p", p)]; items];
                let expected = by_definition(&instrument, &pairs);
                for sums in by_all_loops(&instrument, &pairs) {
                    assert_eq!(sums, expected, "{minimum} to {maximum}");
                }
            }
        }
    }

    #[test]
    fn answers_off_the_scale_are_found_wherever_they_are() {
        let instrument = instrument(1, 7, &[(0, false), (0, true)]);
        for row in [0, 31, 32, PART, BLOCK - 1, BLOCK, BLOCK + 40] {
            for answer in [0, 8, -1, -128, 127] {
                let fine = vec![4; BLOCK + 41];
                let mut wrong = fine.clone();
                wrong[row] = answer;
                let pairs = [
                    [Column::new("e", &fine), Column::new("p", &fine)],
                    [Column::new("e", &fine), Column::new("wrong", &wrong)],
                ];
                let error = add_up(&instrument, &pairs, &mut Sums::new(&instrument)).unwrap_err();
                let QualityError::OutsideScale { place, row: found, value, .. } = error else { panic!("{error}") };
                assert_eq!((place.as_str(), found, value), ("wrong", row as u64, f64::from(answer)));
            }
        }
    }
}
