"""Runs several contenders in turn, and prints medians, ratios and whether they agree."""

import json
import math
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

ROUNDS = 7
AGREEMENT = 1e-9


class Servqual:
    """The Rust side: a process that holds the columns and runs a case when asked."""

    def __init__(self, binary: str, directory: str) -> None:
        self.process = subprocess.Popen([binary, directory], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, case: str) -> tuple[float, object]:
        """Seconds as the process measured them, and the result."""
        self.process.stdin.write(case + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["seconds"], answer["result"]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def timed(run: Callable[[], object], shape: Callable[[object], object]) -> Callable[[], tuple[float, object]]:
    """A contender in this process: times `run`, then brings its result into the common shape."""

    def contender() -> tuple[float, object]:
        start = time.perf_counter()
        result = run()
        seconds = time.perf_counter() - start
        return seconds, shape(result)

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
    contenders: dict[str, Callable[[], tuple[float, object]]]
    unchecked: frozenset[str] = frozenset()
    seconds: dict[str, list[float]] = field(default_factory=dict)
    results: dict[str, object] = field(default_factory=dict)

    def run(self, rounds: int = ROUNDS) -> None:
        """One round that is not counted, then `rounds` in which each contender runs once."""
        names = list(self.contenders)
        for number in range(rounds + 1):
            # Another one begins each round, so that nobody always runs after the same neighbour.
            for name in names[number % len(names) :] + names[: number % len(names)]:
                seconds, self.results[name] = self.contenders[name]()
                if number > 0:
                    self.seconds.setdefault(name, []).append(seconds)

    def show(self) -> bool:
        """Prints the table; false where a contender came to another result."""
        first = next(iter(self.contenders))
        agreed = True
        print(f"\n### {self.title}\n")
        print("| contender | median ms | times the first (median of rounds) | largest relative difference |")
        print("| --- | ---: | ---: | --- |")
        for name in self.contenders:
            ratios = [other / own for other, own in zip(self.seconds[name], self.seconds[first])]
            apart = difference(self.results[first], self.results[name])
            fine = name in self.unchecked or apart <= AGREEMENT
            agreed = agreed and fine
            shown = "not comparable" if name in self.unchecked else f"{apart:.1e}{'' if fine else ' DIFFERS'}"
            milliseconds = 1000 * statistics.median(self.seconds[name])
            print(f"| {name} | {milliseconds:.2f} | {statistics.median(ratios):.2f} | {shown} |")
        figures = len([figure for figure in flat(self.results[first]) if figure is not None])
        print(f"\n{figures} figures compared, agreement to {AGREEMENT:.0e} required.", flush=True)
        return agreed
