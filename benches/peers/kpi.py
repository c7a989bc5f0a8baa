"""Indicators by team and week, as users of each peer would write them for speed.

Two questions: the table of everything that is one pass over groups, and first contact resolution,
which must look at the next contact of each customer. Intervals are computed by servqual only. In
Python the groups are an Arrow dictionary: codes and keys, as the Rust side has them; customers are
hashed there, as every text or number that names a customer is.
"""

from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
from contest import Contest, Servqual, timed
from data import TEAMS, WEEKS

THRESHOLD = 3600.0
WINDOW = 7 * 86_400 * 1_000_000
TABLE = [
    "satisfaction",
    "net_promoter_score",
    "response_mean",
    "response_median",
    "response_p90",
    "response_within",
    "complaint_rate",
]


def arrow(directory: Path) -> pa.Table:
    """An Arrow table over the bytes of the files."""

    def column(name: str, kind: pa.DataType, optional: bool = False) -> pa.Array:
        stem = name.split(".")[0]
        values = np.fromfile(directory / name, kind.to_pandas_dtype())
        bits = pa.py_buffer(np.fromfile(directory / f"{stem}.bits", np.uint8)) if optional else None
        return pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])

    return pa.table(
        {
            "team": column("team.u32", pa.uint32()),
            "week": column("week.u32", pa.uint32()),
            "customer": column("customer.u64", pa.uint64()),
            "opened": column("opened.i64", pa.int64()),
            "response": column("response.f64", pa.float64(), optional=True),
            "satisfaction": column("satisfaction.i8", pa.int8(), optional=True),
            "recommend": column("recommend.i8", pa.int8(), optional=True),
            "complaints": column("complaints.i64", pa.int64()),
        }
    )


def by_indicator(rows: list[tuple], indicators: list[str]) -> list[list[list[float]]]:
    """Rows of team, week and a pair of figures an indicator, brought into the order of the codes."""
    rows = sorted(rows, key=lambda row: (row[0], row[1]))
    return [[list(row[2 + 2 * at : 4 + 2 * at]) for row in rows] for at in range(len(indicators))]


class Polars:
    """Grouped aggregation, in memory or streaming, on every core."""

    def __init__(self, table: pa.Table) -> None:
        self.lazy = pl.from_arrow(table).lazy()

    @staticmethod
    def pairs(figures: dict[str, tuple[pl.Expr, pl.Expr]]) -> list[pl.Expr]:
        named = ((n.alias(f"n_{name}"), figure.alias(name)) for name, (n, figure) in figures.items())
        return [expression for pair in named for expression in pair]

    def table(self, engine: str) -> list[tuple]:
        response, satisfaction, recommend = (pl.col(name) for name in ("response", "satisfaction", "recommend"))
        answered = response.count()
        figures = {
            "satisfaction": (satisfaction.count(), (satisfaction >= 4).mean()),
            "net_promoter_score": (recommend.count(), 100 * ((recommend >= 9).mean() - (recommend <= 6).mean())),
            "response_mean": (answered, response.mean()),
            "response_median": (answered, response.median()),
            "response_p90": (answered, response.quantile(0.9, "linear")),
            "response_within": (answered, (response <= THRESHOLD).mean()),
            "complaint_rate": (pl.len(), pl.col("complaints").sum() / pl.len()),
        }
        return self.lazy.group_by("team", "week").agg(self.pairs(figures)).collect(engine=engine).rows()

    def resolution(self, engine: str) -> list[tuple]:
        """Sorted once, so that the next row is the next contact."""
        contacts = self.lazy.select(group=pl.col("team") * WEEKS + pl.col("week"), customer="customer", opened="opened")
        opened, following = pl.col("opened"), pl.col("opened").shift(-1)
        same = (pl.col("group").shift(-1) == pl.col("group")) & (pl.col("customer").shift(-1) == pl.col("customer"))
        mature = opened + WINDOW <= opened.max()
        repeated = (same & (following - opened <= WINDOW)).fill_null(False)
        query = (
            contacts.sort("group", "customer", "opened")
            .select("group", mature=mature, resolved=mature & ~repeated)
            .group_by("group")
            .agg(pl.col("mature").sum(), pl.col("resolved").sum())
        )
        rows = query.collect(engine=engine).rows()
        return [(group // WEEKS, group % WEEKS, n, resolved / n) for group, n, resolved in rows if n > 0]


class DuckDb:
    """SQL over a table of its own."""

    def __init__(self, table: pa.Table) -> None:
        self.connection = duckdb.connect()
        self.connection.register("arrow_tickets", table)
        self.connection.execute("CREATE TABLE tickets AS SELECT * FROM arrow_tickets")

    def table(self) -> list[tuple]:
        return self.connection.execute(f"""SELECT team, week,
            count(satisfaction), avg((satisfaction >= 4)::INT),
            count(recommend), 100 * (avg((recommend >= 9)::INT) - avg((recommend <= 6)::INT)),
            count(response), avg(response),
            count(response), median(response),
            count(response), quantile_cont(response, 0.9),
            count(response), avg((response <= {THRESHOLD})::INT),
            count(*), sum(complaints) / count(*)
            FROM tickets GROUP BY team, week""").fetchall()

    def resolution(self) -> list[tuple]:
        rows = self.connection.execute(f"""SELECT team, week, count(*), avg((following IS NULL)::INT) FROM (
            SELECT team, week, opened + {WINDOW} <= max(opened) OVER () AS mature,
                CASE WHEN lead(opened) OVER next - opened <= {WINDOW} THEN 1 END AS following
            FROM tickets WINDOW next AS (PARTITION BY team, week, customer ORDER BY opened))
            WHERE mature GROUP BY team, week""").fetchall()
        return rows

    def resolution_without_windows(self) -> list[tuple]:
        """The latest instant as a scalar, and one key to partition by."""
        return self.connection.execute(f"""SELECT part // {WEEKS}, part % {WEEKS}, count(*),
            avg((following IS NULL OR following - opened > {WINDOW})::INT) FROM (
            SELECT team * {WEEKS} + week AS part, opened,
                lead(opened) OVER (PARTITION BY team * {WEEKS} + week, customer ORDER BY opened) AS following
            FROM tickets)
            WHERE opened + {WINDOW} <= (SELECT max(opened) FROM tickets) GROUP BY part""").fetchall()


class Python:
    """servqual in Python, on the same Arrow memory: a scorecard whose units are team and week."""

    def __init__(self, package: object, table: pa.Table) -> None:
        kpi = package.kpi
        response = partial(kpi.first_response_time, missing="omit")
        self.indicators = {
            "satisfaction": kpi.customer_satisfaction(missing="omit"),
            "net_promoter_score": kpi.net_promoter_score(missing="omit"),
            "response_mean": response(statistic="mean"),
            "response_median": response(statistic="median"),
            "response_p90": response(statistic="p90"),
            "response_within": response(statistic="share_within", threshold_seconds=THRESHOLD),
            "complaint_rate": kpi.complaint_rate(base="contact", missing="omit"),
        }
        columns = {name: table[name].chunk(0) for name in table.column_names}
        once = pa.array(np.ones(table.num_rows, np.int64))
        self.columns = {
            name: columns["response"] if name.startswith("response") else columns.get(name.split("_")[0])
            for name in self.indicators
        } | {
            "net_promoter_score": columns["recommend"],
            "complaint_rate": {"events": columns["complaints"], "base": once},
        }
        keys = pa.array([f"{team:02}/{week:02}" for team in range(TEAMS) for week in range(WEEKS)])
        codes = columns["team"].to_numpy() * np.uint32(WEEKS) + columns["week"].to_numpy()
        self.unit = pa.DictionaryArray.from_arrays(pa.array(codes), keys)
        self.contacts = kpi.first_contact_resolution()
        self.customer = columns["customer"]
        self.opened = columns["opened"].view(pa.timestamp("us", "UTC"))
        self.package = package

    def table(self) -> object:
        return self.package.scorecard(self.indicators, unit=self.unit, columns=self.columns)

    def of_table(self, card: object) -> list[list[list[float]]]:
        figures = {name: [] for name in self.indicators}
        for row in card.rows:
            figures[row.indicator].append([row.measure.n, row.measure.estimate])
        return list(figures.values())

    def resolution(self) -> object:
        return self.contacts.table(customer=self.customer, at=self.opened, by=self.unit)

    @staticmethod
    def of_resolution(table: object) -> list[list[list[float]]]:
        return [[[row.measure.n, row.measure.estimate] for row in table.rows]]


def contests(directory: Path, servqual: Servqual, package: object | None) -> list[Contest]:
    """The table and first contact resolution."""
    data = arrow(directory)
    polars, duck = Polars(data), DuckDb(data)
    where = f"{data.num_rows:,} tickets, {TEAMS} teams × {WEEKS} weeks"

    table = {
        "servqual, one thread": partial(servqual.run, " ".join(TABLE)),
        "servqual, every core": partial(servqual.run, "threads " + " ".join(TABLE)),
    }
    python = None if package is None else Python(package, data)
    if python is not None:
        table["servqual in Python, one thread"] = timed(python.table, python.of_table)
    shape = partial(by_indicator, indicators=TABLE)
    for engine in ("in-memory", "streaming"):
        table[f"Polars, {engine}"] = timed(partial(polars.table, engine), shape)
    table["DuckDB"] = timed(duck.table, shape)

    resolution = {"servqual, one thread": partial(servqual.run, "first_contact_resolution")}
    if python is not None:
        resolution["servqual in Python, one thread"] = timed(python.resolution, python.of_resolution)
    shape = partial(by_indicator, indicators=["first_contact_resolution"])
    for engine in ("in-memory", "streaming"):
        resolution[f"Polars, one sort, {engine}"] = timed(partial(polars.resolution, engine), shape)
    resolution["DuckDB, window"] = timed(duck.resolution, shape)
    resolution["DuckDB, one key"] = timed(duck.resolution_without_windows, shape)

    def table_and_resolution(table: object, resolution: object) -> list[list[tuple]]:
        return [table(), resolution()]

    def of_both(rows: list[list[tuple]]) -> list[list[list[float]]]:
        return by_indicator(rows[0], TABLE) + by_indicator(rows[1], ["first_contact_resolution"])

    names = " ".join([*TABLE, "first_contact_resolution"])
    both = {
        "servqual, every core": partial(servqual.run, f"threads {names}"),
        "servqual, one thread": partial(servqual.run, names),
    }
    for engine in ("in-memory", "streaming"):
        run = partial(table_and_resolution, partial(polars.table, engine), partial(polars.resolution, engine))
        both[f"Polars, {engine}"] = timed(run, of_both)
    both["DuckDB"] = timed(partial(table_and_resolution, duck.table, duck.resolution), of_both)
    return [
        Contest(f"Seven indicators by team and week: {where}", table),
        Contest(f"First contact resolution by team and week: {where}", resolution),
        Contest(f"All of it, the table and first contact resolution: {where}", both),
    ]
