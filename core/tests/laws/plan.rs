//! Random ways to cut, order and merge.

use proptest::prelude::*;
use servqual::Result;
use servqual::measure::{Tally, from_bytes, to_bytes};

/// One way to get from rows to a tally.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    order: Vec<u32>,
    cuts: Vec<u32>,
    merges: Vec<u32>,
    threads: bool,
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let numbers = |most| prop::collection::vec(any::<u32>(), 0..most);
    (numbers(64), numbers(6), numbers(8), any::<bool>()).prop_map(|(order, cuts, merges, threads)| Plan {
        order,
        cuts,
        merges,
        threads,
    })
}

impl Plan {
    /// The rows in a random order, cut into chunks, some of them empty.
    pub(crate) fn chunks(&self, rows: usize) -> Vec<Vec<usize>> {
        let mut order: Vec<usize> = (0..rows).collect();
        for (position, number) in self.order.iter().take(rows).enumerate() {
            order.swap(position, *number as usize % rows);
        }
        let mut ends: Vec<usize> = self.cuts.iter().map(|cut| *cut as usize % (rows + 1)).collect();
        ends.extend([0, rows]);
        ends.sort_unstable();
        ends.windows(2).map(|pair| order[pair[0]..pair[1]].to_vec()).collect()
    }

    /// Observes each chunk on its own, in threads or not, and merges two random tallies until one is
    /// left; half of them go through their bytes.
    pub(crate) fn run<T>(&self, rows: usize, empty: &T, observe: impl Fn(&mut T, &[usize]) -> Result<()> + Sync) -> T
    where
        T: Tally + Send + Sync,
    {
        let one = |chunk: &Vec<usize>| {
            let mut tally = empty.clone();
            observe(&mut tally, chunk).unwrap();
            tally
        };
        let chunks = self.chunks(rows);
        let mut tallies: Vec<T> = if self.threads {
            std::thread::scope(|scope| {
                let running: Vec<_> = chunks.iter().map(|chunk| scope.spawn(|| one(chunk))).collect();
                running.into_iter().map(|thread| thread.join().unwrap()).collect()
            })
        } else {
            chunks.iter().map(one).collect()
        };
        let mut merges = self.merges.iter().map(|number| *number as usize).chain(std::iter::repeat(0));
        while tallies.len() > 1 {
            let number = merges.next().unwrap();
            let other = tallies.swap_remove(number % tallies.len());
            let other = if number % 2 == 0 { other } else { from_bytes(&to_bytes(&other)).unwrap() };
            let into = merges.next().unwrap() % tallies.len();
            tallies[into].merge(&other).unwrap();
        }
        tallies.pop().unwrap()
    }
}
