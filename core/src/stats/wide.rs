//! Arithmetic of wide non-negative integers in 32-bit digits, the lowest first.

/// Bits of one digit.
const BITS: u32 = 32;
const MASK: u64 = 0xffff_ffff;

/// `left` · `right`.
pub(super) fn product(left: &[u64], right: &[u64]) -> Vec<u64> {
    let mut product = vec![0; left.len() + right.len()];
    let (Some(first), Some(last)) =
        (right.iter().position(|&digit| digit != 0), right.iter().rposition(|&digit| digit != 0))
    else {
        return product;
    };
    for (at, &mine) in left.iter().enumerate().filter(|(_, digit)| **digit != 0) {
        let mut carry = 0;
        for (slot, &theirs) in product[at + first..].iter_mut().zip(&right[first..=last]) {
            // (2^32 − 1)² + 2 (2^32 − 1) = 2^64 − 1: no digit can overflow.
            let total = mine * theirs + *slot + carry;
            *slot = total & MASK;
            carry = total >> BITS;
        }
        for slot in &mut product[at + last + 1..] {
            if carry == 0 {
                break;
            }
            let total = *slot + carry;
            *slot = total & MASK;
            carry = total >> BITS;
        }
    }
    product
}

/// `left` + `right`.
pub(super) fn sum(left: &[u64], right: &[u64]) -> Vec<u64> {
    let digit = |digits: &[u64], at: usize| digits.get(at).copied().unwrap_or(0);
    let mut carry = 0;
    let add = |at| {
        let total = digit(left, at) + digit(right, at) + carry;
        carry = total >> BITS;
        total & MASK
    };
    (0..=left.len().max(right.len())).map(add).collect()
}

/// `left` − `right`; `None` where it is negative.
pub(super) fn difference(left: &[u64], right: &[u64]) -> Option<Vec<u64>> {
    let length = left.len().max(right.len());
    let digit = |digits: &[u64], at: usize| digits.get(at).copied().unwrap_or(0) as i64;
    let mut borrow = 0;
    let mut difference = Vec::with_capacity(length);
    for at in 0..length {
        let total = digit(left, at) - digit(right, at) + borrow;
        difference.push(total as u64 & MASK);
        borrow = total >> BITS;
    }
    (borrow == 0).then_some(difference)
}

/// `digits` / 2^`bits`, rounded down.
pub(super) fn shifted_down(digits: &[u64], bits: u32) -> Vec<u64> {
    let kept = digits.get((bits / BITS) as usize..).unwrap_or_default();
    let shift = bits % BITS;
    let above = kept.iter().skip(1).chain(core::iter::once(&0));
    kept.iter().zip(above).map(|(low, high)| (((high << BITS) | low) >> shift) & MASK).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn digits(value: u128) -> Vec<u64> {
        (0..4).map(|at| (value >> (at * BITS)) as u64 & MASK).collect()
    }

    fn value(digits: &[u64]) -> u128 {
        digits.iter().rev().fold(0, |value, &digit| (value << BITS) | u128::from(digit))
    }

    proptest! {
        #[test]
        fn agrees_with_128_bits(left in any::<u64>(), right in any::<u64>(), wide in any::<u128>(), bits in 0_u32..128) {
            let (left, right) = (u128::from(left), u128::from(right));
            prop_assert_eq!(value(&product(&digits(left)[..2], &digits(right)[..2])), left * right);
            prop_assert_eq!(value(&sum(&digits(left)[..2], &digits(right)[..2])), left + right);
            let expected = left.checked_sub(right);
            prop_assert_eq!(difference(&digits(left), &digits(right)).map(|digits| value(&digits)), expected);
            prop_assert_eq!(value(&shifted_down(&digits(wide), bits)), wide >> bits);
        }
    }
}
