"""The interpreter lock is released while the core computes, and threads may share a tally."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import servqual as sq


def test_other_threads_run_meanwhile() -> None:
    ratings = np.tile(np.array([5, 4, 1], dtype="int8"), 20_000_000)
    csat = sq.kpi.customer_satisfaction()
    started, done = threading.Event(), threading.Event()

    def compute() -> None:
        started.set()
        csat.measure(ratings)
        done.set()

    worker = threading.Thread(target=compute)
    worker.start()
    started.wait()
    turns = 0
    while not done.is_set():
        turns += 1
    worker.join()
    # With the lock held, this thread would get a few turns before and after, not thousands.
    assert turns > 1_000, turns


def test_threads_share_a_tally() -> None:
    csat = sq.kpi.customer_satisfaction()
    shared, alone = csat.tally(), csat.tally()
    chunks = [np.random.default_rng(seed).integers(1, 6, 1_000).astype("int8") for seed in range(64)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(shared.observe, chunks))
    for chunk in chunks:
        alone.observe(chunk)
    assert shared == alone


def test_two_tallies_merge_into_each_other_without_a_deadlock() -> None:
    csat = sq.kpi.customer_satisfaction()
    left, right = csat.tally(), csat.tally()
    left.observe([5])
    right.observe([1])
    with ThreadPoolExecutor(2) as pool:
        turns = [pool.submit(left.merge, right) if turn % 2 else pool.submit(right.merge, left) for turn in range(40)]
        for turn in turns:
            turn.result(timeout=30)
