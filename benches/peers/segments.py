"""The gaps of a SERVQUAL survey by segment: fifty branches, channels or kinds of customer."""

from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
from contest import Contest, Servqual, timed
from data import SEGMENTS
from gap import DIMENSIONS, DuckDb, Polars, arrow, names, read


def by_segment(rows: list[tuple]) -> list[list[list[float]]]:
    """Number, mean and deviation of every part, segment by segment."""
    parts = range(len(names()))
    return [[list(row[1 + 3 * part : 4 + 3 * part]) for part in parts] for row in sorted(rows)]


def divisor(name: str) -> int:
    """Items of a dimension; one for everything else."""
    return len(DIMENSIONS[int(name[1:])]) if name.startswith("d") else 1


class GroupedPolars(Polars):
    """The moments of the whole survey, by group."""

    def segments(self, engine: str) -> list[tuple]:
        figures = []
        for name in names():
            column = pl.col(name)
            figures += [
                column.count().alias(f"n_{name}"),
                (column.mean() / divisor(name)).alias(f"mean_{name}"),
                (column.std() / divisor(name)).alias(f"sd_{name}"),
            ]
        return self.gaps(["segment"]).group_by("segment").agg(figures).collect(engine=engine).rows()


class GroupedDuckDb(DuckDb):
    """One SELECT with GROUP BY."""

    def segments(self) -> list[tuple]:
        figures = [
            f"count({name}), avg({name}) / {divisor(name)}, stddev_samp({name}) / {divisor(name)}" for name in names()
        ]
        return self.connection.execute(self.query(["segment", *figures], ["segment"]) + " GROUP BY segment").fetchall()


def contests(directory: Path, servqual: Servqual) -> list[Contest]:
    """All contenders on the same bytes."""
    columns = read(directory)
    codes = np.fromfile(directory / "segment.u32", np.uint32)
    table = arrow(columns).append_column("segment", pa.array(codes))
    polars, duck = GroupedPolars(table), GroupedDuckDb(table)
    contenders = {
        "servqual, one thread": partial(servqual.run, "segments"),
        "servqual, every core": partial(servqual.run, "segments_threads"),
        "Polars, in-memory": timed(partial(polars.segments, "in-memory"), by_segment),
        "Polars, streaming": timed(partial(polars.segments, "streaming"), by_segment),
        "DuckDB": timed(duck.segments, by_segment),
    }
    return [Contest(f"Gaps by {SEGMENTS} segments, {len(codes):,} × 22 pairs", contenders)]
