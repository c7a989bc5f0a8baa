//! Loops over bytes, written once for every width of vectors.

/// The instructions on as many bytes as a vector of the machine holds.
///
/// Everything is exact as long as no lane overflows; who calls sees to that.
pub(crate) trait ByteLanes: Copy {
    /// The bytes of one vector in memory.
    type Bytes: Copy;
    /// One bit for each of them, the first lowest.
    type Bits: Copy;
    /// A vector.
    type Vector: Copy;
    /// Which lanes to keep.
    type Mask: Copy;
    /// Which lanes are negative.
    type Signs: Copy;

    /// Runs a loop compiled for these instructions.
    fn run<F: pulp::NullaryFnOnce>(self, hot: F) -> F::Output;

    /// Whole vectors of answers; a rest is left out.
    fn answers(values: &[i8]) -> &[Self::Bytes];
    /// Whole vectors of bytes; a rest is left out.
    fn bytes(values: &[u8]) -> &[Self::Bytes];
    /// The same to write.
    fn bytes_mut(values: &mut [u8]) -> &mut [Self::Bytes];
    /// The bits of whole vectors; a rest is left out.
    fn bits(bits: &[u8]) -> &[Self::Bits];
    /// The same to write.
    fn bits_mut(bits: &mut [u8]) -> &mut [Self::Bits];
    /// Bits as a number.
    fn word(bits: Self::Bits) -> u64;
    /// The lowest bits of a number.
    fn of_word(word: u64) -> Self::Bits;

    /// Asks for bytes that are read later.
    fn fetch(self, bytes: &Self::Bytes);
    /// A vector from memory.
    fn load(self, bytes: Self::Bytes) -> Self::Vector;
    /// A vector to memory.
    fn store(self, vector: Self::Vector) -> Self::Bytes;
    /// All zeros.
    fn zero(self) -> Self::Vector;
    /// The same byte in every lane.
    fn fill(self, byte: u8) -> Self::Vector;
    /// The lanes whose bits are set.
    fn mask(self, word: u64) -> Self::Mask;
    /// The lanes of the mask, 0 elsewhere.
    fn keep(self, mask: Self::Mask, vector: Self::Vector) -> Self::Vector;

    /// Sums of bytes.
    fn add(self, left: Self::Vector, right: Self::Vector) -> Self::Vector;
    /// Differences of bytes.
    fn subtract(self, left: Self::Vector, right: Self::Vector) -> Self::Vector;
    /// The larger of two bytes without a sign.
    fn higher(self, left: Self::Vector, right: Self::Vector) -> Self::Vector;
    /// Whether a byte without a sign is larger than the limit.
    fn any_above(self, vector: Self::Vector, limit: u8) -> bool;
    /// Bytes with a sign without it.
    fn magnitude(self, vector: Self::Vector) -> Self::Vector;
    /// Which bytes with a sign are negative.
    fn signs(self, vector: Self::Vector) -> Self::Signs;
    /// Turns the sign of the lanes that are negative elsewhere; those that are 0 there mean nothing.
    fn turn(self, vector: Self::Vector, signs: Self::Signs) -> Self::Vector;

    /// Adds bytes without a sign to sums of eight bytes.
    fn add_up(self, sums: Self::Vector, bytes: Self::Vector) -> Self::Vector;
    /// Adds products of bytes, without a sign on the left and with one on the right, to sums of two
    /// bytes: a pair of neighbours to each.
    fn add_products(self, sums: Self::Vector, left: Self::Vector, right: Self::Vector) -> Self::Vector;
    /// Adds sums of two bytes to sums of four: a pair of neighbours to each.
    fn widen(self, sums: Self::Vector, narrow: Self::Vector) -> Self::Vector;
    /// The sum of lanes of eight bytes.
    fn total_of_words(self, sums: Self::Vector) -> i64;
    /// The sum of lanes of four bytes with a sign.
    fn total(self, sums: Self::Vector) -> i64;
}
