//! Who came back within a window.

use crate::time::Instant;

/// So many looks for a place that is free or known, per contact, are not too many.
const LOOKS: usize = 8;

/// When a contact counts, and how long nobody may come back.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// The last instant whose window has passed.
    pub(super) last_mature: i128,
    /// In microseconds.
    pub(super) length: u64,
}

/// How many contacts are mature, and after how many of them nobody came back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) mature: u64,
    pub(super) resolved: u64,
}

impl Counts {
    /// Counts contacts of which each customer's stand together, in the order of time.
    pub(super) fn by_customer(contacts: &[(u64, Instant)], window: Window) -> Self {
        let mut counts = Self::default();
        look_back(contacts, window, |is_mature, kept, _| {
            counts.mature += u64::from(is_mature);
            counts.resolved += u64::from(is_mature & kept);
        });
        counts
    }

    /// Counts contacts in the order of time, from the last one back: the next contact of each
    /// customer is remembered by a table of places. `None` where another order is needed: some
    /// contacts of a customer are at the same instant, or many customers look for the same places.
    pub(super) fn by_time(contacts: &[(u64, Instant)], window: Window) -> Option<Self> {
        match contacts.len() {
            // Two bytes a place and many places: they fit the fastest cache, and are mostly free.
            0..0xffff => Self::by_place::<u16>(contacts, window, 8),
            0xffff..0x4000_0000 => Self::by_place::<u32>(contacts, window, 2),
            _ => None,
        }
    }

    fn by_place<P: Place>(contacts: &[(u64, Instant)], window: Window, each: usize) -> Option<Self> {
        let places = (each * contacts.len()).next_power_of_two().max(2);
        let mut next = vec![P::default(); places];
        let shift = 64 - places.ilog2();
        let mature = contacts.partition_point(|&(_, at)| i128::from(at) <= window.last_mature);
        let (mut repeated, mut looks) = (0, LOOKS * contacts.len());
        for (position, &(customer, at)) in contacts.iter().enumerate().rev() {
            let mut place = (spread(customer) >> shift) as usize;
            while let Some(following) = next[place].position() {
                let (same, later) = contacts[following];
                if same == customer {
                    let gap = later.wrapping_sub(at) as u64;
                    if gap == 0 {
                        return None;
                    }
                    repeated += u64::from(position < mature && gap <= window.length);
                    break;
                }
                looks = looks.checked_sub(1)?;
                place = (place + 1) % places;
            }
            next[place] = P::of(position);
        }
        Some(Self { mature: mature as u64, resolved: mature as u64 - repeated })
    }
}

/// A place that is free, or holds the position of a contact.
trait Place: Copy + Default {
    /// Of a position that fits with one more.
    fn of(position: usize) -> Self;

    /// The position; `None` where the place is free.
    fn position(self) -> Option<usize>;
}

impl Place for u16 {
    #[inline(always)]
    fn of(position: usize) -> Self {
        position as Self + 1
    }

    #[inline(always)]
    fn position(self) -> Option<usize> {
        usize::from(self).checked_sub(1)
    }
}

impl Place for u32 {
    #[inline(always)]
    fn of(position: usize) -> Self {
        position as Self + 1
    }

    #[inline(always)]
    fn position(self) -> Option<usize> {
        (self as usize).checked_sub(1)
    }
}

/// Spreads keys over all 64 bits, the highest most of all.
#[inline(always)]
fn spread(key: u64) -> u64 {
    (key ^ (key >> 33)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// From the last contact back, so that the next later one is always known: calls `visit` with
/// whether the window of a contact has passed, whether nobody came back within it, and whether
/// it is the last of its customer.
#[inline(always)]
pub(super) fn look_back(contacts: &[(u64, Instant)], window: Window, mut visit: impl FnMut(bool, bool, bool)) {
    let Some(&(last, _)) = contacts.last() else { return };
    // How far the following contact and the next later one lie behind; none does at first.
    let (mut customer, mut following, mut gap, mut first) = (last, Instant::MAX, u64::MAX, true);
    for &(same, at) in contacts.iter().rev() {
        let is_last = first | (same != customer);
        // Contacts at the same instant do not repeat each other: a repetition is later.
        gap = match following.wrapping_sub(at) as u64 {
            _ if is_last => u64::MAX,
            0 => gap,
            gap => gap,
        };
        visit(i128::from(at) <= window.last_mature, gap > window.length, is_last);
        (customer, following, first) = (same, at, false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_count_the_same(
            contacts in prop::collection::vec((0_u64..40, 0_i64..1_000_000), 0..200),
            (last_mature, length) in (-1_i128..1_000_001, 1_u64..400_000),
        ) {
            let window = Window { last_mature, length };
            let mut contacts = contacts;
            contacts.sort_by_key(|&(_, at)| at);
            let by_time = Counts::by_time(&contacts, window);
            let narrow = Counts::by_place::<u32>(&contacts, window, 2);
            prop_assert!(narrow.is_none() || narrow == by_time);
            contacts.sort_unstable();
            let tied = contacts.windows(2).any(|pair| pair[0] == pair[1]);
            prop_assert_eq!(by_time, (!tied).then(|| Counts::by_customer(&contacts, window)));
        }
    }

    #[test]
    fn the_ends_of_time_are_far_apart() {
        let contacts = [(7, Instant::MIN), (7, Instant::MAX)];
        let window = Window { last_mature: i128::from(Instant::MIN), length: u64::MAX - 1 };
        assert_eq!(Counts::by_time(&contacts, window), Some(Counts { mature: 1, resolved: 1 }));
        assert_eq!(Counts::by_customer(&contacts, window), Counts { mature: 1, resolved: 1 });
    }

    #[test]
    fn keys_that_look_for_the_same_place_are_left_to_the_other_order() {
        // The inverse of the factor, times small numbers, in the low half: all spread to small numbers.
        let mut inverse = 1_u64;
        for _ in 0..6 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(inverse.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
        let key = |number: u64| {
            let mixed = number.wrapping_mul(inverse);
            mixed ^ (mixed >> 33)
        };
        assert_eq!(spread(key(5)), 5);
        let contacts: Vec<_> = (0..1000).map(|number| (key(number), number as Instant)).collect();
        assert_eq!(Counts::by_time(&contacts, Window { last_mature: 0, length: 1 }), None);
    }
}
