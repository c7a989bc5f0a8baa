//! The same survey through every set of loops that the machine has and that can hold its sums.

use super::super::fastest::run_each;
use super::super::records::{AddRecords, Layout};
use super::super::segments::AddSegments;
use super::super::*;

/// What a survey adds up to, or the first item and block with an answer off the scale.
struct Whole<'a> {
    instrument: &'a Instrument,
    plan: &'a Plan,
    answers: &'a [[Column<'a, i8>; 2]],
}

impl Task for Whole<'_> {
    type Output = core::result::Result<Sums, (usize, usize)>;

    fn run<L: Loops>(self, loops: L) -> Self::Output {
        let Self { instrument, plan, answers } = self;
        let (mut sums, rows) = (Sums::new(instrument), answers[0][0].len());
        if let Some(outside) = (AddBlocks { plan, answers, rows, sums: &mut sums }).run(loops) {
            return Err(outside);
        }
        sums.rows += rows as u64;
        plan.as_answered(&mut sums);
        Ok(sums)
    }
}

/// The same by segment.
struct BySegment<'a> {
    whole: Whole<'a>,
    codes: &'a [u32],
    segments: usize,
}

impl Task for BySegment<'_> {
    type Output = Vec<Sums>;

    fn run<L: Loops>(self, loops: L) -> Vec<Sums> {
        let Self { whole: Whole { instrument, plan, answers }, codes, segments } = self;
        let mut sums = vec![Sums::new(instrument); segments];
        assert_eq!(AddSegments { plan, answers, codes, sums: &mut sums }.run(loops), None);
        sums.iter_mut().for_each(|sums| plan.as_answered(sums));
        sums
    }
}

/// The sums of every set of loops that the machine has and that can hold them.
pub(super) fn by_all_loops(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]]) -> Vec<Sums> {
    let plan = Plan::new(instrument);
    let results = run_each(&plan, || Whole { instrument, plan: &plan, answers });
    let mut results: Vec<Sums> = results.into_iter().map(|sums| sums.unwrap()).collect();
    let mut fastest = Sums::new(instrument);
    add_up(instrument, answers, &mut fastest).unwrap();
    results.push(fastest);
    results
}

/// The sums by segment of every set of loops that the machine has and that can hold them.
pub(super) fn by_all_loops_and_segment(
    instrument: &Instrument,
    answers: &[[Column<'_, i8>; 2]],
    codes: &[u32],
    segments: usize,
) -> Vec<Vec<Sums>> {
    let plan = Plan::new(instrument);
    let whole = || Whole { instrument, plan: &plan, answers };
    let mut results = run_each(&plan, || BySegment { whole: whole(), codes, segments });
    results.extend(by_records(instrument, &plan, answers, codes, segments));
    let mut fastest = vec![Sums::new(instrument); segments];
    add_up_by_segment(instrument, answers, codes, &mut fastest).unwrap();
    results.push(fastest);
    results
}

/// The same by records, where they can hold the instrument.
fn by_records(
    instrument: &Instrument,
    plan: &Plan,
    answers: &[[Column<'_, i8>; 2]],
    codes: &[u32],
    segments: usize,
) -> Vec<Vec<Sums>> {
    let Some(layout) = Layout::new(plan) else { return Vec::new() };
    let mut sums = vec![Sums::new(instrument); segments];
    let results = AddRecords { layout: &layout, answers, codes, sums: &mut sums }.run_each();
    let results = results.into_iter().map(|(outside, mut sums)| {
        assert_eq!(outside, None);
        sums.iter_mut().for_each(|sums| plan.as_answered(sums));
        sums
    });
    results.collect()
}

/// What every set of loops says of answers that are wrong.
pub(super) fn all_errors(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]]) -> Vec<QualityError> {
    let (plan, rows) = (Plan::new(instrument), answers[0][0].len());
    let name = |(item, start): (usize, usize)| {
        first_outside(&answers[item], start, BLOCK.min(rows - start), instrument.scale())
    };
    let found = run_each(&plan, || Whole { instrument, plan: &plan, answers });
    let mut errors: Vec<_> = found.into_iter().map(|found| name(found.unwrap_err())).collect();
    errors.push(add_up(instrument, answers, &mut Sums::new(instrument)).unwrap_err());
    errors
}
