//! A SERVQUAL survey of 22 pairs in five dimensions.

use std::io;

use servqual::gap::servqual::{
    SegmentedAnswers, ServqualAnswers, ServqualOptions, ServqualReport, ServqualTable, ServqualTableReport,
    ServqualTally,
};
use servqual::measure::{Column, MissingRule, Tally};
use servqual::survey::{Dimension, Instrument, Item, ReliabilityOptions, ReliabilityReport, ReliabilityTally};

use crate::columns::{Bits, Numbers, Source};

/// Pairs of the instrument.
pub const ITEMS: usize = 22;
/// Segments of the respondents.
const SEGMENTS: u32 = 50;
/// Dimensions with the number of their items and their points.
const DIMENSIONS: [(&str, usize, f64); 5] = [
    ("tangibles", 4, 11.0),
    ("reliability", 5, 32.0),
    ("responsiveness", 4, 22.0),
    ("assurance", 4, 19.0),
    ("empathy", 5, 16.0),
];

/// The published shape: items 10 to 13 and 18 to 22 are reverse-scored.
pub fn instrument() -> Instrument {
    let dimensions =
        DIMENSIONS.map(|(id, _, points)| Dimension { id: id.into(), label: Default::default(), weight: Some(points) });
    let dimension_of = DIMENSIONS.iter().flat_map(|&(id, items, _)| std::iter::repeat_n(id, items));
    let item = |(position, dimension): (usize, &str)| Item {
        id: format!("q{:02}", position + 1),
        label: Default::default(),
        dimension: dimension.into(),
        reversed: matches!(position + 1, 10..=13 | 18..=22),
    };
    let items = dimension_of.enumerate().map(item).collect();
    Instrument::new("survey", Default::default(), servqual::measure::Scale::ONE_TO_SEVEN, dimensions.into(), items)
        .expect("the instrument is valid")
}

/// The answers of a survey.
#[derive(Debug)]
pub struct Survey {
    expectation: Vec<Bits<i8>>,
    perception: Vec<Bits<i8>>,
    segment: Vec<u32>,
}

impl Survey {
    /// Made-up answers.
    pub fn generate(rows: usize) -> Self {
        let mut numbers = Numbers::new(22);
        let mut side = || {
            let mut column =
                || Bits { values: (0..rows).map(|_| numbers.below(7) as i8 + 1).collect(), bits: numbers.bits(rows) };
            (0..ITEMS).map(|_| column()).collect()
        };
        let (expectation, perception) = (side(), side());
        let segment = (0..rows).map(|_| numbers.below(u64::from(SEGMENTS)) as u32).collect();
        Self { expectation, perception, segment }
    }

    /// The answers that `peers/data.py` wrote: one file of values and one of bitmaps a side.
    pub fn read(source: &Source) -> io::Result<Self> {
        let side = |name: &str| -> io::Result<Vec<Bits<i8>>> {
            let (values, bits) = (source.i8(&format!("{name}.i8"))?, source.bytes(&format!("{name}.bits"))?);
            let columns = values.chunks_exact(values.len() / ITEMS).zip(bits.chunks_exact(bits.len() / ITEMS));
            Ok(columns.map(|(values, bits)| Bits { values: values.into(), bits: bits.into() }).collect())
        };
        Ok(Self {
            expectation: side("expectation")?,
            perception: side("perception")?,
            segment: source.u32("segment.u32")?,
        })
    }

    /// Respondents.
    pub fn rows(&self) -> usize {
        self.expectation[0].values.len()
    }

    /// Bytes of all values and bitmaps.
    pub fn bytes(&self) -> usize {
        self.both_sides().map(|column| column.values.len() + column.bits.len()).sum()
    }

    fn both_sides(&self) -> impl Iterator<Item = &Bits<i8>> {
        self.expectation.iter().chain(&self.perception)
    }

    /// Reads every byte once and does nothing else of note: no summary can be faster.
    pub fn read_once(&self) -> u64 {
        // Eight chains of additions, so that the memory is waited for and not the adder.
        fn sum<T: Copy>(values: &[T], byte: impl Fn(T) -> u8) -> u64 {
            let mut sums = [0_u64; 8];
            for line in values.chunks_exact(64) {
                for (word, sum) in sums.iter_mut().enumerate() {
                    *sum = sum.wrapping_add(u64::from_le_bytes(std::array::from_fn(|at| byte(line[8 * word + at]))));
                }
            }
            sums.into_iter().fold(0, u64::wrapping_add)
        }
        let columns = self.both_sides();
        columns.fold(0, |total, column| {
            total.wrapping_add(sum(&column.values, |value| value as u8)).wrapping_add(sum(&column.bits, |byte| byte))
        })
    }

    /// An empty tally of this survey that counts missing answers.
    pub fn tally() -> ServqualTally {
        ServqualTally::new(instrument(), ServqualOptions { missing: MissingRule::Omit, ..Default::default() })
    }

    /// Adds all respondents.
    pub fn observe(&self, tally: &mut ServqualTally) {
        let (expectation, perception) = (columns(&self.expectation), columns(&self.perception));
        let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
        tally.observe(answers).expect("the answers lie on the scale");
    }

    /// The gap summary.
    pub fn summary(&self) -> ServqualReport {
        let mut tally = Self::tally();
        self.observe(&mut tally);
        tally.finish().expect("there are answers")
    }

    /// The gap summary of each segment.
    pub fn segments(&self) -> ServqualTableReport {
        self.table().finish().expect("there are answers")
    }

    fn table(&self) -> ServqualTable {
        let options = ServqualOptions { missing: MissingRule::Omit, ..Default::default() };
        let mut table = ServqualTable::new(instrument(), options);
        let keys: Vec<String> = (0..SEGMENTS).map(|segment| format!("{segment:02}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (expectation, perception) = (columns(&self.expectation), columns(&self.perception));
        let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
        let chunk = SegmentedAnswers { keys: &keys, codes: &self.segment, answers };
        table.observe(chunk).expect("the answers lie on the scale");
        table
    }

    /// Alpha of every dimension of the perceptions, with the analysis of their items.
    pub fn reliability(&self) -> ReliabilityReport {
        self.reliability_tally().finish().expect("there are answers")
    }

    fn reliability_tally(&self) -> ReliabilityTally {
        let options = ReliabilityOptions { missing: MissingRule::Omit, ..Default::default() };
        let mut tally = ReliabilityTally::new(instrument(), options);
        tally.observe(&columns(&self.perception)).expect("the answers lie on the scale");
        tally
    }

    /// The survey in parts of equal size, for threads.
    pub fn parts(&self, parts: usize) -> Vec<Self> {
        let rows = self.rows().div_ceil(parts).next_multiple_of(8);
        let side = |side: &[Bits<i8>], part: usize| -> Vec<Bits<i8>> {
            let range = part * rows..((part + 1) * rows).min(self.rows());
            let bytes = range.start / 8..range.end.div_ceil(8);
            side.iter()
                .map(|column| Bits {
                    values: column.values[range.clone()].into(),
                    bits: column.bits[bytes.clone()].into(),
                })
                .collect()
        };
        (0..parts)
            .map(|part| Self {
                expectation: side(&self.expectation, part),
                perception: side(&self.perception, part),
                segment: self.segment[part * rows..((part + 1) * rows).min(self.rows())].into(),
            })
            .collect()
    }
}

fn columns(side: &[Bits<i8>]) -> Vec<Column<'_, i8>> {
    side.iter().map(|bits| bits.column("answer")).collect()
}

/// The gap summary on as many threads as there are parts.
pub fn summary_of_parts(parts: &[Survey]) -> ServqualReport {
    let observe = |part: &Survey| {
        let mut tally = Survey::tally();
        part.observe(&mut tally);
        tally
    };
    merged(parts, observe).finish().expect("there are answers")
}

/// The segments on as many threads as there are parts.
pub fn segments_of_parts(parts: &[Survey]) -> ServqualTableReport {
    merged(parts, Survey::table).finish().expect("there are answers")
}

/// The reliability on as many threads as there are parts.
pub fn reliability_of_parts(parts: &[Survey]) -> ReliabilityReport {
    merged(parts, Survey::reliability_tally).finish().expect("there are answers")
}

/// One tally a part, the first on this thread and each other on one of its own, merged.
fn merged<T: Tally + Send>(parts: &[Survey], observe: impl Fn(&Survey) -> T + Sync) -> T {
    let observe = &observe;
    let (first, others) = parts.split_first().expect("at least one part");
    std::thread::scope(|scope| {
        let threads: Vec<_> = others.iter().map(|part| scope.spawn(move || observe(part))).collect();
        let mut tally = observe(first);
        for thread in threads {
            tally.merge(&thread.join().expect("no panic")).expect("one definition");
        }
        tally
    })
}
