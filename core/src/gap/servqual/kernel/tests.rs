//! The sums against their definition, on every set of loops.

mod every_path;

use proptest::prelude::*;

use self::every_path::{all_errors, by_all_loops, by_all_loops_and_segment};
use super::records::{AddRecords, Layout};
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
    let dimensions = (0..count).map(|position| Dimension { id: id(position), label: Default::default(), weight: None });
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
    let rows = prop_oneof![8 => 0..70_usize, 4 => PART - 33..PART + 33, 1 => BLOCK - 33..BLOCK + 33, 1 => 2 * BLOCK - 33..2 * BLOCK + 33];
    (0..SCALES.len(), items, rows, any::<u64>()).prop_map(|(scale, mut items, rows, mut seed)| {
        items.extend([(0, false), (1, true), (2, false)]);
        let (minimum, maximum) = SCALES[scale];
        let pairs = items.iter().map(|_| [(); 2].map(|()| answers(&mut seed, SCALES[scale], rows))).collect();
        (instrument(minimum, maximum, &items), pairs)
    })
}

/// The answers of one segment.
fn of_segment(answers: &Answers, codes: &[u32], segment: u32) -> Answers {
    let rows: Vec<usize> = (0..codes.len()).filter(|&row| codes[row] == segment).collect();
    let column = answers.column();
    let mut bits = vec![0_u8; rows.len() / 8 + 1];
    rows.iter().enumerate().for_each(|(at, &row)| bits[at / 8] |= u8::from(column.is_valid(row)) << (at % 8));
    Answers { values: rows.iter().map(|&row| answers.values[row]).collect(), bits: Some((bits, 0)) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn adds_each_segment_as_if_it_were_alone((instrument, survey) in survey(), segments in 1_u32..40, seed in any::<u32>()) {
        let pairs: Vec<_> = survey.iter().map(|pair| pair.each_ref().map(Answers::column)).collect();
        let codes: Vec<u32> =
            (0..pairs[0][0].len() as u32).map(|row| (row ^ seed).wrapping_mul(2_654_435_761) >> 7).map(|code| code % segments).collect();
        let expected: Vec<Sums> = (0..segments)
            .map(|segment| {
                let own: Vec<[Answers; 2]> =
                    survey.iter().map(|pair| pair.each_ref().map(|side| of_segment(side, &codes, segment))).collect();
                let pairs: Vec<_> = own.iter().map(|pair| pair.each_ref().map(Answers::column)).collect();
                by_definition(&instrument, &pairs)
            })
            .collect();
        for sums in by_all_loops_and_segment(&instrument, &pairs, &codes, segments as usize) {
            prop_assert_eq!(&sums, &expected);
        }
    }

    #[test]
    fn adds_what_the_definition_says((instrument, survey) in survey()) {
        let pairs: Vec<_> = survey.iter().map(|pair| pair.each_ref().map(Answers::column)).collect();
        let expected = by_definition(&instrument, &pairs);
        for sums in by_all_loops(&instrument, &pairs) {
            prop_assert_eq!(&sums, &expected);
        }
    }
}

/// More items than a record holds, more segments than are kept between blocks, and more than one block;
/// scales whose answers just fit half a byte, and just do not.
#[test]
fn many_segments_and_items_are_the_same_on_every_path() {
    let items: Vec<_> = (0..31).map(|item| (item % 7, item % 3 == 0)).collect();
    for (minimum, maximum, rows, segments) in [(1, 5, 66_000, 1_500), (0, 14, 300, 7), (0, 15, 300, 7)] {
        let instrument = instrument(minimum, maximum, &items);
        let mut seed = 22;
        let mut side = || answers(&mut seed, (minimum, maximum), rows as usize);
        let survey: Vec<_> = items.iter().map(|_| [side(), side()]).collect();
        let pairs: Vec<_> = survey.iter().map(|pair| pair.each_ref().map(Answers::column)).collect();
        let codes: Vec<u32> = (0..rows).map(|row: u32| row.wrapping_mul(2_654_435_761) % segments).collect();
        let results = by_all_loops_and_segment(&instrument, &pairs, &codes, segments as usize);
        assert!(results.len() > 2 && results.iter().all(|sums| *sums == results[0]), "{minimum} to {maximum}");
    }
}

#[test]
fn lanes_hold_the_extremes() {
    // Everybody answers with the end of the scale that has the most steps.
    for (minimum, maximum, items) in [(1, 7, 5), (0, 10, 12), (-27, 100, 1), (0, 100, 5), (-100, 100, 100), (0, 1, 100)]
    {
        let instrument = instrument(minimum, maximum, &vec![(0, false); items]);
        let (low, high) = (vec![minimum; BLOCK + PART], vec![maximum; BLOCK + PART]);
        for (e, p) in [(&low, &high), (&high, &low), (&high, &high)] {
            let pairs = vec![[Column::new("e", e), Column::new("p", p)]; items];
            let expected = by_definition(&instrument, &pairs);
            for sums in by_all_loops(&instrument, &pairs) {
                assert_eq!(sums, expected, "{minimum} to {maximum}");
            }
            for sums in by_all_loops_and_segment(&instrument, &pairs, &vec![0; BLOCK + PART], 1) {
                assert_eq!(sums, std::slice::from_ref(&expected), "{minimum} to {maximum}");
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
            let expected = ("wrong".into(), row as u64, f64::from(answer));
            for error in all_errors(&instrument, &pairs) {
                assert_eq!(outside(error), expected);
            }
            let codes: Vec<u32> = (0..BLOCK as u32 + 41).map(|row| row % 3).collect();
            let mut sums = vec![Sums::new(&instrument); 3];
            assert_eq!(outside(add_up_by_segment(&instrument, &pairs, &codes, &mut sums).unwrap_err()), expected);
            let plan = Plan::new(&instrument);
            let layout = Layout::new(&plan).unwrap();
            let task = AddRecords { layout: &layout, answers: &pairs, codes: &codes, sums: &mut sums };
            assert!(task.run_each().iter().all(|(found, _)| found.is_some_and(|start| start <= row)));
        }
    }
}

/// Place, row and value of an answer off the scale.
fn outside(error: QualityError) -> (String, u64, f64) {
    let QualityError::OutsideScale { place, row, value, .. } = error else { panic!("{error}") };
    (place, row, value)
}

/// An answer must be possible although the other one of its pair is missing.
#[test]
fn an_answer_off_the_scale_beside_a_missing_one_is_found() {
    let instrument = instrument(1, 7, &[(0, false), (0, true)]);
    let rows = BLOCK + 41;
    let fine = vec![4; rows];
    for row in [0, 31, 32, PART, BLOCK - 1, BLOCK, BLOCK + 40] {
        for answer in [0, 8, -1, -127, 127] {
            let mut wrong = fine.clone();
            wrong[row] = answer;
            let mut bits = vec![0xff; rows / 8 + 1];
            bits[row / 8] &= !(1 << (row % 8));
            let missing = Column::new("e", &fine).with_validity(Validity::new(&bits, 0)).unwrap();
            let whole = [Column::new("e", &fine), Column::new("p", &fine)];
            let pairs = [whole, [missing, Column::new("wrong", &wrong)]];
            let (place, row) = ("wrong".into(), row as u64);
            let expected = QualityError::OutsideScale { place, row, value: answer.into(), minimum: 1, maximum: 7 };
            for error in all_errors(&instrument, &pairs) {
                assert_eq!(error, expected);
            }
            let by_segment = add_up_by_segment(&instrument, &pairs, &vec![0; rows], &mut [Sums::new(&instrument)]);
            assert_eq!(by_segment.unwrap_err(), expected);
        }
    }
}
