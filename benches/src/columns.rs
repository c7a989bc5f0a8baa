//! Columns from plain little-endian files, and from a small generator where no file is needed.

use std::fs;
use std::io;
use std::path::PathBuf;

use servqual::measure::{Column, Validity};

/// A directory of raw columns, as `peers/data.py` writes it.
#[derive(Debug)]
pub struct Source {
    directory: PathBuf,
}

impl Source {
    /// The columns in `directory`.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into() }
    }

    /// All bytes of one file.
    pub fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.directory.join(name))
    }

    /// A file of small integers.
    pub fn i8(&self, name: &str) -> io::Result<Vec<i8>> {
        Ok(self.bytes(name)?.into_iter().map(|byte| byte as i8).collect())
    }

    /// A file of codes.
    pub fn u32(&self, name: &str) -> io::Result<Vec<u32>> {
        Ok(self.words(name)?.into_iter().map(u32::from_le_bytes).collect())
    }

    /// A file of integers.
    pub fn i64(&self, name: &str) -> io::Result<Vec<i64>> {
        Ok(self.words(name)?.into_iter().map(i64::from_le_bytes).collect())
    }

    /// A file of keys.
    pub fn u64(&self, name: &str) -> io::Result<Vec<u64>> {
        Ok(self.words(name)?.into_iter().map(u64::from_le_bytes).collect())
    }

    /// A file of real numbers.
    pub fn f64(&self, name: &str) -> io::Result<Vec<f64>> {
        Ok(self.words(name)?.into_iter().map(f64::from_le_bytes).collect())
    }

    fn words<const N: usize>(&self, name: &str) -> io::Result<Vec<[u8; N]>> {
        let bytes = self.bytes(name)?;
        let words = bytes.chunks_exact(N).map(|word| word.try_into().expect("chunks are exact"));
        Ok(words.collect())
    }
}

/// A column with a validity bitmap, owned.
#[derive(Debug, Clone)]
pub struct Bits<T> {
    /// The values.
    pub values: Vec<T>,
    /// The bitmap, least significant bit first.
    pub bits: Vec<u8>,
}

impl<T: Copy> Bits<T> {
    /// The column as the library takes it.
    pub fn column<'a>(&'a self, name: &'a str) -> Column<'a, T> {
        Column::new(name, &self.values).with_validity(Validity::new(&self.bits, 0)).expect("a bit for each row")
    }
}

/// A generator of made-up data (SplitMix64): the same numbers on every machine.
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A bitmap in which three of a hundred rows are missing.
    pub(crate) fn bits(&mut self, rows: usize) -> Vec<u8> {
        (0..rows.div_ceil(8))
            .map(|_| (0..8).fold(0, |byte, bit| byte | u8::from(self.below(100) >= 3) << bit))
            .collect()
    }
}
