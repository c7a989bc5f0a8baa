//! Causes, remedies and checklists, in the words of the source.

mod cause;
mod checklist;
mod remedy;

pub use cause::{GapCause, gap_causes};
pub use checklist::{GapChecklist, gap_checklists};
pub use remedy::{GapRemedy, gap_remedies};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gap::five_gaps::{ServiceGap, antecedents};

    #[test]
    fn counts_are_those_of_the_source() {
        let causes = |gap| gap_causes().iter().filter(|cause| cause.gap == gap).count();
        let remedies = |gap| gap_remedies().iter().filter(|remedy| remedy.gap == gap).count();
        assert_eq!(ServiceGap::ALL.map(causes), [5, 4, 3, 2, 0, 0, 0]);
        assert_eq!(ServiceGap::ALL.map(remedies), [7, 4, 4, 2, 3, 0, 0]);
        let points: Vec<usize> = gap_checklists().iter().map(|list| list.points.len()).collect();
        assert_eq!(points, [9, 6, 8, 6, 7]);
    }

    #[test]
    fn causes_name_antecedents_of_their_own_gap() {
        let known = antecedents();
        for cause in gap_causes() {
            for id in &cause.antecedents {
                assert!(known.iter().any(|antecedent| &antecedent.id == id && antecedent.gap == cause.gap), "{id}");
            }
        }
    }
}
