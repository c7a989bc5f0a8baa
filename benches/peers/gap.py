"""The gap summary of a SERVQUAL survey, as users of each peer would write it for speed.

Asked for: number, mean and standard deviation of the gap of each item, of each dimension (over the
respondents who answered all of it) and of the unweighted and the weighted score. That is less than
servqual computes in the same time: it adds both sides with their deviations, intervals and tests.
"""

from functools import partial, reduce
from math import sqrt
from operator import add
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
from contest import Contest, Servqual, timed
from data import ITEMS

DIMENSIONS = [range(0, 4), range(4, 9), range(9, 13), range(13, 17), range(17, 22)]
# A reverse-scored answer counts minimum + maximum - answer, which turns the sign of the gap.
SIGNS = [-1 if item in {*range(9, 13), *range(17, 22)} else 1 for item in range(ITEMS)]
SCORES = {"score": [0.2] * 5, "weighted": [0.11, 0.32, 0.22, 0.19, 0.16]}


def read(directory: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Values and bitmaps of e0 … e21, p0 … p21."""
    columns = {}
    for letter, name in (("e", "expectation"), ("p", "perception")):
        values = np.fromfile(directory / f"{name}.i8", np.int8).reshape(ITEMS, -1)
        bits = np.fromfile(directory / f"{name}.bits", np.uint8).reshape(ITEMS, -1)
        columns |= {f"{letter}{item}": (values[item], bits[item]) for item in range(ITEMS)}
    return columns


def arrow(columns: dict[str, tuple[np.ndarray, np.ndarray]]) -> pa.Table:
    """The same bytes as an Arrow table."""
    buffers = {name: [pa.py_buffer(bits), pa.py_buffer(values)] for name, (values, bits) in columns.items()}
    return pa.table({name: pa.Array.from_buffers(pa.int8(), len(columns[name][0]), pair) for name, pair in buffers.items()})


def names() -> list[str]:
    """Everything that has a number, a mean and a deviation."""
    return [f"g{item}" for item in range(ITEMS)] + [f"d{dimension}" for dimension in range(5)] + list(SCORES)


def from_moments(row: dict[str, float]) -> list[list[float]]:
    """Number, mean and deviation as the peer computed them."""
    return [[row[f"n_{name}"], row[f"mean_{name}"], row[f"sd_{name}"]] for name in names()]


def from_sums(row: dict[str, float]) -> list[list[float]]:
    """The same from number, sum and sum of squares."""
    result = []
    for name in names():
        n, total, squares = (row[f"{kind}_{name}"] for kind in ("n", "sum", "squares"))
        divisor = len(DIMENSIONS[int(name[1:])]) if name.startswith("d") else 1
        mean = total / n
        result.append([n, mean / divisor, sqrt((squares - n * mean * mean) / (n - 1)) / divisor])
    return result


class Polars:
    """Moments or integer sums, in memory or streaming: all on every core."""

    def __init__(self, table: pa.Table) -> None:
        self.lazy = pl.from_arrow(table).lazy()

    def gaps(self) -> pl.LazyFrame:
        gaps = [
            (pl.col(f"p{item}") - pl.col(f"e{item}") if sign > 0 else pl.col(f"e{item}") - pl.col(f"p{item}")).alias(f"g{item}")
            for item, sign in enumerate(SIGNS)
        ]
        # Small sums fit eight bits, which keeps the columns narrow; null where an item is.
        sums = [
            reduce(add, (pl.col(f"g{item}") for item in items)).alias(f"d{dimension}")
            for dimension, items in enumerate(DIMENSIONS)
        ]
        scores = [
            reduce(add, (pl.col(f"d{d}") * (weights[d] / len(DIMENSIONS[d])) for d in range(5))).alias(name)
            for name, weights in SCORES.items()
        ]
        return self.lazy.select(gaps).with_columns(sums).with_columns(scores)

    def moments(self, engine: str) -> dict[str, float]:
        figures = []
        for name in names():
            column = pl.col(name)
            divisor = len(DIMENSIONS[int(name[1:])]) if name.startswith("d") else 1
            figures += [
                column.count().alias(f"n_{name}"),
                (column.mean() / divisor).alias(f"mean_{name}"),
                (column.std() / divisor).alias(f"sd_{name}"),
            ]
        return self.gaps().select(figures).collect(engine=engine).row(0, named=True)

    def sums(self, engine: str) -> dict[str, float]:
        figures = []
        for name in names():
            column = pl.col(name)
            wide = column.cast(pl.Int16) if name.startswith("d") else column
            figures += [
                column.count().alias(f"n_{name}"),
                column.sum().alias(f"sum_{name}"),
                (wide * wide).sum().alias(f"squares_{name}"),
            ]
        return self.gaps().select(figures).collect(engine=engine).row(0, named=True)


class DuckDb:
    """One SELECT over a table of its own."""

    def __init__(self, table: pa.Table) -> None:
        self.connection = duckdb.connect()
        self.connection.register("arrow_survey", table)
        self.connection.execute("CREATE TABLE survey AS SELECT * FROM arrow_survey")

    def run(self, figures: list[str]) -> dict[str, float]:
        gaps = ", ".join(f"{sign} * (p{item} - e{item}) AS g{item}" for item, sign in enumerate(SIGNS))
        sums = ", ".join(" + ".join(f"g{item}" for item in items) + f" AS d{d}" for d, items in enumerate(DIMENSIONS))
        scores = ", ".join(
            " + ".join(f"d{d} * {weights[d] / len(DIMENSIONS[d])}::DOUBLE" for d in range(5)) + f" AS {name}"
            for name, weights in SCORES.items()
        )
        query = f"""SELECT {", ".join(figures)} FROM (SELECT *, {scores} FROM
            (SELECT *, {sums} FROM (SELECT {gaps} FROM survey)))"""
        cursor = self.connection.execute(query)
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone()))

    def moments(self) -> dict[str, float]:
        figures = []
        for name in names():
            divisor = len(DIMENSIONS[int(name[1:])]) if name.startswith("d") else 1
            figures += [
                f"count({name}) AS n_{name}",
                f"avg({name}) / {divisor} AS mean_{name}",
                f"stddev_samp({name}) / {divisor} AS sd_{name}",
            ]
        return self.run(figures)

    def sums(self) -> dict[str, float]:
        figures = []
        for name in names():
            kind = "DOUBLE" if name in SCORES else "SMALLINT"
            figures += [
                f"count({name}) AS n_{name}",
                f"sum({name}) AS sum_{name}",
                f"sum({name}::{kind} * {name}::{kind}) AS squares_{name}",
            ]
        return self.run(figures)


class NumPy:
    """Blocks that stay in the cache; validity as NumPy has it, a byte for each row."""

    BLOCK = 1 << 14

    def __init__(self, columns: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
        self.values = {name: values for name, (values, _) in columns.items()}
        self.valid = {
            name: np.unpackbits(bits, bitorder="little", count=len(columns[name][0])).view(bool)
            for name, (_, bits) in columns.items()
        }

    def sums(self) -> dict[str, float]:
        total = dict.fromkeys((f"{kind}_{name}" for kind in ("n", "sum", "squares") for name in names()), 0.0)

        def add_up(name: str, values: np.ndarray, valid: np.ndarray) -> None:
            there = (values * valid).astype(np.float32 if name not in SCORES else np.float64)
            total[f"n_{name}"] += np.count_nonzero(valid)
            total[f"sum_{name}"] += float(there.sum())
            total[f"squares_{name}"] += float(np.dot(there, there))

        for start in range(0, len(self.values["e0"]), self.BLOCK):
            rows = slice(start, start + self.BLOCK)
            whole, everywhere = dict.fromkeys(SCORES, 0.0), True
            for dimension, items in enumerate(DIMENSIONS):
                gap, complete = 0, True
                for item in items:
                    left, right = (("p", "e") if SIGNS[item] > 0 else ("e", "p"))
                    one = self.values[f"{left}{item}"][rows] - self.values[f"{right}{item}"][rows]
                    valid = self.valid[f"e{item}"][rows] & self.valid[f"p{item}"][rows]
                    add_up(f"g{item}", one, valid)
                    gap, complete = gap + one, complete & valid
                add_up(f"d{dimension}", gap, complete)
                everywhere = everywhere & complete
                for name, weights in SCORES.items():
                    whole[name] = whole[name] + gap * (weights[dimension] / len(items))
            for name in SCORES:
                add_up(name, whole[name], everywhere)
        return total


def contest(directory: Path, servqual: Servqual, python: object | None) -> Contest:
    """All contenders on the same bytes."""
    columns = read(directory)
    table = arrow(columns)
    polars, duck, numpy = Polars(table), DuckDb(table), NumPy(columns)
    contenders = {"servqual, Rust, one thread": partial(servqual.run, "gap")}
    contenders["servqual, Rust, a tally a core"] = partial(servqual.run, "gap_threads")
    if python is not None:
        contenders["servqual, Python"] = timed(partial(python.gap, table), python.gap_figures)
    for engine in ("in-memory", "streaming"):
        contenders[f"Polars, moments, {engine}"] = timed(partial(polars.moments, engine), from_moments)
        contenders[f"Polars, integer sums, {engine}"] = timed(partial(polars.sums, engine), from_sums)
    contenders["DuckDB, moments"] = timed(duck.moments, from_moments)
    contenders["DuckDB, integer sums"] = timed(duck.sums, from_sums)
    contenders["NumPy, blocks"] = timed(numpy.sums, from_sums)
    read_once = "the same bytes read once"
    contenders[read_once] = partial(servqual.run, "read")
    rows = len(columns["e0"][0])
    return Contest(f"Gap summary of {rows:,} respondents × {ITEMS} pairs", contenders, frozenset({read_once}))
