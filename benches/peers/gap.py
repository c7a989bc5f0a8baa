"""The gap summary of a SERVQUAL survey, as users of each peer would write it for speed.

Two questions. The gaps: number, mean and standard deviation of the gap of each item, of each
dimension (over the respondents who answered all of it) and of the unweighted and the weighted
score. The report: the same for expectation and perception too, and for the perceived quality, which
is what servqual computes in both cases (with intervals and tests that nobody else is asked for).
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
ENDS = 1 + 7
SCORES = {"score": [0.2] * 5, "weighted": [0.11, 0.32, 0.22, 0.19, 0.16]}
# Which side makes up a score, and by which weights.
REPORT_SCORES = {"score": ("g", SCORES["score"]), "weighted": ("g", SCORES["weighted"]), "performance": ("p", SCORES["score"])}


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


def report_columns() -> list[tuple[str, int]]:
    """Everything of the report that has a number, a mean and a deviation, and what divides it."""
    items = [(f"{side}{item}", 1) for item in range(ITEMS) for side in "epg"]
    dimensions = [(f"{side}_d{d}", len(DIMENSIONS[d])) for d in range(5) for side in "epg"]
    return items + dimensions + [(name, 1) for name in REPORT_SCORES]


def report_figures(row: dict[str, float]) -> list[list[float]]:
    """Number, mean and deviation of every part of the report."""
    return [[row[f"n_{name}"], row[f"mean_{name}"], row[f"sd_{name}"]] for name, _ in report_columns()]


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

    def gaps(self, kept: list[str] | None = None) -> pl.LazyFrame:
        kept = kept or []
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
        return self.lazy.select([*kept, *gaps]).with_columns(sums).with_columns(scores)

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


    def report(self, engine: str) -> dict[str, float]:
        """Both sides over the pairs that are there; reverse-scored items turned."""
        there = [pl.col(f"e{item}").is_not_null() & pl.col(f"p{item}").is_not_null() for item in range(ITEMS)]
        turned = {
            f"{side}{item}": pl.col(f"{side}{item}") if sign > 0 else (ENDS - pl.col(f"{side}{item}")).cast(pl.Int8)
            for item, sign in enumerate(SIGNS)
            for side in "ep"
        }
        pairs = [pl.when(there[int(name[1:])]).then(column).alias(name) for name, column in turned.items()]
        gaps = [(pl.col(f"p{item}") - pl.col(f"e{item}")).alias(f"g{item}") for item in range(ITEMS)]
        sums = [
            reduce(add, (pl.col(f"{side}{item}") for item in items)).alias(f"{side}_d{dimension}")
            for side in "epg"
            for dimension, items in enumerate(DIMENSIONS)
        ]
        scores = [
            reduce(add, (pl.col(f"{side}_d{d}") * (weights[d] / len(DIMENSIONS[d])) for d in range(5))).alias(name)
            for name, (side, weights) in REPORT_SCORES.items()
        ]
        figures = []
        for name, divisor in report_columns():
            column = pl.col(name)
            figures += [column.count().alias(f"n_{name}"), (column.mean() / divisor).alias(f"mean_{name}")]
            figures.append((column.std() / divisor).alias(f"sd_{name}"))
        query = self.lazy.select(pairs).with_columns(gaps).with_columns(sums).with_columns(scores).select(figures)
        return query.collect(engine=engine).row(0, named=True)


class DuckDb:
    """One SELECT over a table of its own."""

    def __init__(self, table: pa.Table) -> None:
        self.connection = duckdb.connect()
        self.connection.register("arrow_survey", table)
        self.connection.execute("CREATE TABLE survey AS SELECT * FROM arrow_survey")

    def query(self, figures: list[str], kept: list[str]) -> str:
        gaps = ", ".join([*kept, *(f"{sign} * (p{item} - e{item}) AS g{item}" for item, sign in enumerate(SIGNS))])
        sums = ", ".join(" + ".join(f"g{item}" for item in items) + f" AS d{d}" for d, items in enumerate(DIMENSIONS))
        scores = ", ".join(
            " + ".join(f"d{d} * {weights[d] / len(DIMENSIONS[d])}::DOUBLE" for d in range(5)) + f" AS {name}"
            for name, weights in SCORES.items()
        )
        return f"""SELECT {", ".join(figures)} FROM (SELECT *, {scores} FROM
            (SELECT *, {sums} FROM (SELECT {gaps} FROM survey)))"""

    def run(self, figures: list[str]) -> dict[str, float]:
        cursor = self.connection.execute(self.query(figures, []))
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


    def report(self) -> dict[str, float]:
        """Both sides over the pairs that are there; reverse-scored items turned."""
        pairs = ", ".join(
            f"CASE WHEN {other}{item} IS NOT NULL THEN {f'{side}{item}' if sign > 0 else f'{ENDS} - {side}{item}'} END AS {side}{item}"
            for item, sign in enumerate(SIGNS)
            for side, other in ("ep", "pe")
        )
        gaps = ", ".join(f"p{item} - e{item} AS g{item}" for item in range(ITEMS))
        sums = ", ".join(
            " + ".join(f"{side}{item}" for item in items) + f" AS {side}_d{d}"
            for side in "epg"
            for d, items in enumerate(DIMENSIONS)
        )
        scores = ", ".join(
            " + ".join(f"{side}_d{d} * {weights[d] / len(DIMENSIONS[d])}::DOUBLE" for d in range(5)) + f" AS {name}"
            for name, (side, weights) in REPORT_SCORES.items()
        )
        figures = ", ".join(
            f"count({name}) AS n_{name}, avg({name}) / {divisor} AS mean_{name}, stddev_samp({name}) / {divisor} AS sd_{name}"
            for name, divisor in report_columns()
        )
        query = f"""SELECT {figures} FROM (SELECT *, {scores} FROM (SELECT *, {sums} FROM
            (SELECT *, {gaps} FROM (SELECT {pairs} FROM survey))))"""
        cursor = self.connection.execute(query)
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone()))


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


class Python:
    """servqual in Python, on a Polars frame."""

    def __init__(self, package: object, table: pa.Table) -> None:
        sizes = [("tangibles", 4, 11), ("reliability", 5, 32), ("responsiveness", 4, 22), ("assurance", 4, 19), ("empathy", 5, 16)]
        dimension_of = [name for name, items, _ in sizes for _ in range(items)]
        items = [
            {"id": f"q{item}", "dimension": dimension_of[item], "reversed": SIGNS[item] < 0} for item in range(ITEMS)
        ]
        dimensions = [{"id": name, "weight": weight} for name, _, weight in sizes]
        scale = {"minimum": 1, "maximum": 7}
        self.instrument = package.Instrument({"id": "survey", "scale": scale, "dimensions": dimensions, "items": items})
        self.columns = {side: {f"q{item}": f"{side[0]}{item}" for item in range(ITEMS)} for side in ("expectation", "perception")}
        self.frame = pl.from_arrow(table)

    def report(self) -> object:
        return self.instrument.servqual(**self.columns, data=self.frame, missing="omit")

    @staticmethod
    def gaps(report: object) -> list[list[float]]:
        measures = [row.gap for row in [*report.items, *report.dimensions]]
        measures += [report.overall.unweighted, report.overall.weighted]
        return [[measure.n, measure.estimate, measure.standard_deviation] for measure in measures]


def contests(directory: Path, servqual: Servqual, package: object | None) -> list[Contest]:
    """All contenders on the same bytes."""
    columns = read(directory)
    table = arrow(columns)
    polars, duck, numpy = Polars(table), DuckDb(table), NumPy(columns)
    gaps = {
        "servqual, one thread": partial(servqual.run, "gap"),
        "servqual, every core": partial(servqual.run, "gap_threads"),
    }
    report = {
        "servqual, one thread": partial(servqual.run, "report"),
        "servqual, every core": partial(servqual.run, "report_threads"),
    }
    if package is not None:
        python = Python(package, table)
        gaps["servqual in Python, one thread"] = timed(python.report, python.gaps)
    for engine in ("in-memory", "streaming"):
        gaps[f"Polars, moments, {engine}"] = timed(partial(polars.moments, engine), from_moments)
        gaps[f"Polars, integer sums, {engine}"] = timed(partial(polars.sums, engine), from_sums)
        report[f"Polars, {engine}"] = timed(partial(polars.report, engine), report_figures)
    gaps["DuckDB, moments"] = timed(duck.moments, from_moments)
    gaps["DuckDB, integer sums"] = timed(duck.sums, from_sums)
    report["DuckDB"] = timed(duck.report, report_figures)
    gaps["NumPy, blocks"] = timed(numpy.sums, from_sums)
    read_once = "the same bytes read once"
    gaps[read_once] = partial(servqual.run, "read")
    what = f"{len(columns['e0'][0]):,} respondents × {ITEMS} pairs"
    return [
        Contest(f"Gaps of {what}", gaps, frozenset({read_once})),
        Contest(f"Report of {what}", report),
    ]
