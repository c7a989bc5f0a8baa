"""Runs several contenders in turn, and prints medians, ratios and whether they agree."""

import json
import math
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

ROUNDS = 15
AGREEMENT = 1e-9


class Servqual:
    """The Rust side: a process that holds the columns and runs a case when asked."""

    def __init__(self, binary: str, directory: str) -> None:
        self.process = subprocess.Popen([binary, directory], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, case: str) -> "Run":
        """One case, timed by the process itself."""
        self.process.stdin.write(case + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return Run(answer["seconds"], answer["work"], answer["result"])

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


class Run(NamedTuple):
    """Seconds on the clock, seconds of work of all processors, and the result."""

    seconds: float
    work: float
    result: object


def timed(run: Callable[[], object], shape: Callable[[object], object]) -> Callable[[], Run]:
    """A contender in this process: times `run`, then brings its result into the common shape."""

    def contender() -> Run:
        start, work = time.perf_counter(), time.process_time()
        result = run()
        seconds, work = time.perf_counter() - start, time.process_time() - work
        return Run(seconds, work, shape(result))

    return contender


def flat(result: object) -> list[float | None]:
    """Every figure of a result, in order."""
    if isinstance(result, dict):
        return [figure for key in sorted(result) for figure in flat(result[key])]
    if isinstance(result, (list, tuple)):
        return [figure for part in result for figure in flat(part)]
    return [] if isinstance(result, str) else [result]


def difference(left: object, right: object) -> float:
    """The largest relative difference; infinite where the shapes differ."""
    left, right = flat(left), flat(right)
    if len(left) != len(right):
        return math.inf
    worst = 0.0
    for mine, theirs in zip(left, right):
        if mine is None or theirs is None:
            worst = worst if mine is theirs else math.inf
        else:
            worst = max(worst, abs(mine - theirs) / max(1.0, abs(mine)))
    return worst


@dataclass
class Contest:
    """One question put to several contenders; the first is the one the others are held against."""

    title: str
    contenders: dict[str, Callable[[], Run]]
    unchecked: frozenset[str] = frozenset()
    rounds: int = ROUNDS
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def run(self) -> None:
        """One round that is not counted, then `rounds` in which each contender runs once."""
        names = list(self.contenders)
        for number in range(self.rounds + 1):
            # Another one begins each round, so that nobody always runs after the same neighbour.
            for name in names[number % len(names) :] + names[: number % len(names)]:
                run = self.contenders[name]()
                if number > 0:
                    self.runs.setdefault(name, []).append(run)

    def show(self) -> bool:
        """Prints the table; false where a contender came to another result."""
        first = self.runs[next(iter(self.contenders))]
        agreed = True
        print(f"\n### {self.title}\n")
        print("| contender | best ms | median ms | work ms | best / first | median of rounds / first | work / first | apart |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
        for name in self.contenders:
            runs = self.runs[name]
            best, median, work = best_median_work(runs)
            first_best, _, first_work = best_median_work(first)
            rounds = statistics.median(run.seconds / other.seconds for run, other in zip(runs, first))
            apart = difference(first[-1].result, runs[-1].result)
            fine = name in self.unchecked or apart <= AGREEMENT
            agreed = agreed and fine
            shown = "" if name in self.unchecked else f"{apart:.0e}{'' if fine else ' DIFFERS'}"
            times = f"{1000 * best:.2f} | {1000 * median:.2f} | {1000 * work:.2f}"
            print(f"| {name} | {times} | {best / first_best:.2f} | {rounds:.2f} | {work / first_work:.2f} | {shown} |")
        figures = len([figure for figure in flat(first[-1].result) if figure is not None])
        print(f"\n{figures} figures compared, agreement to {AGREEMENT:.0e} required.", flush=True)
        return agreed


def best_median_work(runs: list[Run]) -> tuple[float, float, float]:
    """The shortest time, the median, and the least work."""
    seconds = [run.seconds for run in runs]
    return min(seconds), statistics.median(seconds), min(run.work for run in runs)
