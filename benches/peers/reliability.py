"""Cronbach's alpha of the five scales of a survey, over the respondents who answered all of a scale."""

from functools import partial, reduce
from operator import add
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
from contest import Contest, Servqual, timed
from gap import DIMENSIONS, SIGNS, arrow, read


def alpha(n: int, items: list[float], total: float) -> list[float]:
    """Number of respondents, and alpha from the variances of the items and of their sum."""
    count = len(items)
    return [n, count / (count - 1) * (1 - sum(items) / total)]


class Polars:
    """One query for all scales, or one for each over the rows that are complete."""

    def __init__(self, table: pa.Table) -> None:
        self.frame = pl.from_arrow(table)

    @staticmethod
    def total(items: range) -> pl.Expr:
        """The sum over a scale, null where an answer is missing; reverse-scored items enter with a minus."""
        return reduce(add, (SIGNS[item] * pl.col(f"p{item}") for item in items))

    def together(self) -> list[list[float]]:
        sums = [self.total(items).alias(f"d{d}") for d, items in enumerate(DIMENSIONS)]
        figures = []
        for d, items in enumerate(DIMENSIONS):
            there = pl.col(f"d{d}").is_not_null()
            figures += [pl.col(f"d{d}").count().alias(f"n{d}"), pl.col(f"d{d}").var().alias(f"total{d}")]
            figures += [pl.when(there).then(pl.col(f"p{item}")).var().alias(f"v{item}") for item in items]
        row = self.frame.lazy().with_columns(sums).select(figures).collect().row(0, named=True)
        return [
            alpha(row[f"n{d}"], [row[f"v{item}"] for item in items], row[f"total{d}"])
            for d, items in enumerate(DIMENSIONS)
        ]

    def apart(self) -> list[list[float]]:
        queries = []
        for items in DIMENSIONS:
            names = [f"p{item}" for item in items]
            figures = [pl.len().alias("n"), self.total(items).var().alias("total"), *(pl.col(name).var() for name in names)]
            queries.append(self.frame.lazy().select(names).drop_nulls().select(figures))
        rows = [frame.row(0, named=True) for frame in pl.collect_all(queries)]
        return [
            alpha(row["n"], [row[f"p{item}"] for item in items], row["total"]) for row, items in zip(rows, DIMENSIONS)
        ]


class NumPy:
    """Whole columns; validity as NumPy has it, a byte for each row."""

    def __init__(self, columns: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
        self.values = [columns[f"p{item}"][0] for item in range(22)]
        length = len(self.values[0])
        self.valid = [np.unpackbits(columns[f"p{item}"][1], bitorder="little", count=length).view(bool) for item in range(22)]

    def alphas(self) -> list[list[float]]:
        result = []
        for items in DIMENSIONS:
            complete = np.logical_and.reduce([self.valid[item] for item in items])
            kept = [self.values[item][complete] for item in items]
            total = reduce(add, (SIGNS[item] * values for item, values in zip(items, kept)))
            result.append(alpha(len(total), [values.var(ddof=1) for values in kept], total.var(ddof=1)))
        return result


def contests(directory: Path, servqual: Servqual) -> list[Contest]:
    """All contenders on the same bytes."""
    columns = read(directory)
    polars, numpy = Polars(arrow(columns)), NumPy(columns)
    same = list
    contenders = {
        "servqual, one thread": partial(servqual.run, "alpha"),
        "servqual, every core": partial(servqual.run, "alpha_threads"),
        "Polars, one query": timed(polars.together, same),
        "Polars, a query for each scale": timed(polars.apart, same),
        "NumPy": timed(numpy.alphas, same),
    }
    rows = len(columns["p0"][0])
    return [Contest(f"Alpha of five scales, {rows:,} × 22 answers, int8 with missing", contenders)]
