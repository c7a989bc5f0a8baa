//! Replicates with a random stream each, shared among threads.

use core::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::{BootstrapOptions, Progress};
use crate::error::Result;
use crate::stats::Random;

/// Replicates between two looks at whether to stop.
const BATCH: u64 = 32;

/// Computes `replicate` for each replicate with a random stream of its own, in their order.
///
/// `None` where `progress` asked to stop. Threads take batches as they come; as each replicate has
/// its own stream, the result is the same for any number of them.
///
/// # Errors
/// [`QualityError::InvalidParameter`](crate::QualityError::InvalidParameter) below 40 replicates.
///
/// ```
/// use core::ops::ControlFlow;
/// use servqual::stats::{BootstrapOptions, replicate};
/// let options = BootstrapOptions { replicates: 100, threads: 2, ..Default::default() };
/// let draws = replicate(&options, &|random| random.below(6) + 1, &mut |_, _| ControlFlow::Continue(()))?;
/// assert_eq!(draws.map(|draws| draws.len()), Some(100));
/// assert_eq!(replicate(&options, &|random| random.uniform(), &mut |_, _| ControlFlow::Break(()))?, None);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn replicate<T: Send>(
    options: &BootstrapOptions,
    replicate: &(dyn Fn(&mut Random) -> T + Sync),
    progress: &mut Progress<'_>,
) -> Result<Option<Vec<T>>> {
    options.check()?;
    let total = options.replicates;
    let batches = total.div_ceil(BATCH);
    let (next, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let work = |report: &mut dyn FnMut(u64) -> ControlFlow<()>| {
        let mut done = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch >= batches {
                break;
            }
            let end = (batch * BATCH + BATCH).min(total);
            let of = |index: u64| replicate(&mut Random::new(options.seed, index));
            done.push((batch, (batch * BATCH..end).map(of).collect::<Vec<T>>()));
            if report(end).is_break() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        done
    };
    let helpers = u64::from(options.threads.max(1)).min(batches) - 1;
    let mut parts = std::thread::scope(|scope| {
        let spawned: Vec<_> = (0..helpers).map(|_| scope.spawn(|| work(&mut |_| ControlFlow::Continue(())))).collect();
        let mut parts = work(&mut |done| progress(done, total));
        for helper in spawned {
            match helper.join() {
                Ok(more) => parts.extend(more),
                // A panic of the statistic is the caller's: pass it on.
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        parts
    });
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    parts.sort_by_key(|(batch, _)| *batch);
    Ok(Some(parts.into_iter().flat_map(|(_, batch)| batch).collect()))
}
