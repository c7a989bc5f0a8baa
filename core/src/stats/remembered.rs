//! Answers to questions that a table asks again for every group.

use std::cell::Cell;

/// So many answers are kept.
const KEPT: usize = 128;

/// The last answers, each in the place of its question: of two questions that share a place, the
/// later one stays. An answer is a function of its question alone, so nobody can tell whether it
/// was remembered.
pub(super) struct Remembered<Q, A>([Cell<Option<(Q, A)>>; KEPT]);

impl<Q: Copy + PartialEq, A: Copy> Remembered<Q, A> {
    /// Nothing yet.
    pub(super) const fn new() -> Self {
        Self([const { Cell::new(None) }; KEPT])
    }

    /// The answer, computed where it is not remembered; `place` spreads the questions.
    pub(super) fn recall(&self, question: Q, place: u64, compute: impl FnOnce() -> A) -> A {
        let cell = &self.0[place as usize % KEPT];
        match cell.get() {
            Some((known, answer)) if known == question => answer,
            _ => {
                let answer = compute();
                cell.set(Some((question, answer)));
                answer
            }
        }
    }
}
