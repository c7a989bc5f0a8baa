"""The golden files of indicators in depth: clocks, survival, indexes, intervals, clusters, repeats, money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import golden_models
import servqual as sq
from golden_data import Case

# What the columns of a case are called as arguments.
ARGUMENTS = {"lifetime_seconds": "duration", "duration_seconds": "values", "outcome": "values", "rating": "values"}
ARGUMENTS |= {"event_count": "events", "base_count": "base"}
BESIDE = ("cluster", "weight")


def run(case: Case) -> Any:
    """A measure or a report of a case."""
    return OPERATIONS.get(case["operation"], measured)(case)


def definition(case: Case) -> sq.KpiDefinition:
    given = {"missing": case.get("missing"), "level": case.get("level"), "interval": case.get("interval")}
    given["level"] = None if given["level"] is None else float(given["level"])
    return sq.kpi.define(case["definition"], **given)


def arguments(case: Case, rows: slice, found: sq.KpiDefinition) -> dict[str, Any]:
    columns = {name: column[rows] for name, column in case["columns"].items() if name not in BESIDE}
    if "set.0" in columns:
        components = found.to_dict()["observable"]["rating_set"]["components"]
        return {"answers": dict(zip((part["id"] for part in components), columns.values(), strict=False))}
    given = {ARGUMENTS.get(name, name): column for name, column in columns.items()}
    if "observed_until" in case:
        given["observed_until"] = case["observed_until"]
    return given


def halves(case: Case) -> Iterator[slice]:
    middle = len(next(iter(case["columns"].values()))) // 2
    yield from (slice(middle), slice(middle, None))


def measured(case: Case) -> sq.Measure:
    found = definition(case)
    whole = found.measure(**arguments(case, slice(None), found))
    merged = found.tally()
    for rows in halves(case):
        part = found.tally()
        part.observe(**arguments(case, rows, found))
        merged.merge(sq.KpiTally.from_bytes(part.to_bytes()))
    assert merged.finish() == whole
    return whole


def clustered(case: Case) -> sq.ClusteredMeasure:
    found = definition(case)

    def given(rows: slice) -> dict[str, Any]:
        beside = {f"{name}s": case["columns"][name][rows] for name in BESIDE if name in case["columns"]}
        return {**arguments(case, rows, found), **beside}

    whole = found.measure_clustered(**given(slice(None)))
    merged = found.clustered_tally(weighting="weighted" if "weight" in case["columns"] else "equal")
    for rows in halves(case):
        merged.observe(**given(rows))
    assert sq.ClusteredTally.from_bytes(merged.to_bytes()).finish() == whole
    return whole


def repeat(case: Case) -> Any:
    if "definition" in case:
        return measured(case)
    until = case["observed_until"]
    whole = sq.repeat_windows(**case["columns"], observed_until=until, missing="omit")
    merged = sq.RepeatTally(missing="omit")
    for rows in halves(case):
        part = sq.RepeatTally(missing="omit")
        part.observe(**{name: column[rows] for name, column in case["columns"].items()}, observed_until=until)
        merged.merge(part)
    assert merged.finish() == whole
    return whole


def shares(counts: list[int]) -> Iterator[sq.Measure]:
    for yes, of in (counts[:2], counts[2:]):
        yield sq.kpi.resolution_rate().measure([row < yes for row in range(of)])


def change(counts: list[int]) -> sq.Comparison:
    before, after = shares(counts)
    return after.change_since(before)


def sequential(case: Case) -> sq.SequentialComparison:
    first, second = shares(case["counts"])
    return second.sequential_change_since(first, mixture=case["mixture"])


def adjusted(case: Case) -> list[float]:
    return {"holm": sq.stats.holm, "benjamini_hochberg": sq.stats.benjamini_hochberg}[case["method"]](case["p_values"])


def worth(case: Case) -> sq.ReturnOnQuality:
    return sq.return_on_quality(change(case["counts"]), **case["options"])


def cost_benefit(case: Case) -> sq.Measure:
    return sq.service_cost_benefit(change(case["counts"]), change(case["again"]), **case["options"])


def scorecard(case: Case) -> sq.Scorecard:
    target = sq.Target.at_least(0.7, "share")
    indicators: dict[str, Any] = {
        "solved": {"definition": sq.kpi.resolution_rate(), "target": target, "baseline": 0.4},
        "fcr": sq.kpi.first_contact_resolution(window_days=3),
    }
    columns: dict[str, Any] = {
        "solved": "outcome",
        "fcr": {"customer": "customer", "at": "at", "observed_until": case["observed_until"]},
    }
    whole = sq.scorecard(indicators, unit="unit", at="at", columns=columns, data=case["columns"], **case["options"])
    merged = sq.ScorecardTally(indicators, **case["options"])
    for rows in halves(case):
        part = sq.ScorecardTally(indicators, **case["options"])
        data = {name: column[rows] for name, column in case["columns"].items()}
        part.observe(unit="unit", at="at", columns=columns, data=data)
        merged.merge(sq.ScorecardTally.from_bytes(part.to_bytes()))
    assert merged.finish() == whole
    return whole


def segments(case: Case) -> sq.SegmentComparisonReport:
    options = dict(case["options"])
    comparison = options.pop("comparison")
    instrument = sq.Instrument(case["instrument"])
    by, sides = case["texts"]["segment"], case["columns"]
    merged = instrument.servqual_table_tally(**options)
    middle = len(by) // 2
    for rows in (slice(middle), slice(middle, None)):
        part = instrument.servqual_table_tally(**options)
        part.observe(
            **{side: {item: cells[rows] for item, cells in items.items()} for side, items in sides.items()},
            by=by[rows],
        )
        merged.merge(sq.ServqualTableTally.from_bytes(part.to_bytes()))
    assert merged.finish() == instrument.servqual_table(**sides, by=by, **options)
    return merged.compare(**comparison)


def drivers(case: Case) -> sq.KeyDriverReport:
    instrument, columns = case["instrument"], case["columns"]
    tally = sq.WeightedKeyDriverTally(instrument["outcome"], instrument["drivers"], **case.get("options", {}))
    outcome = next(iter(columns["outcome"].values()))
    tally.observe(outcome=outcome, drivers=columns["drivers"], weights=case["weights"])
    whole = sq.key_drivers(
        outcome=outcome, drivers=columns["drivers"], weights=case["weights"], outcome_id=instrument["outcome"]["id"],
        scale=tuple(instrument["outcome"]["scale"].values()), **case.get("options", {}),
    )  # fmt: skip
    assert whole.r_squared == tally.finish().r_squared
    return whole


def by_path(found: Any) -> Any:
    """The value at a key of the golden file."""
    if isinstance(found, list):
        return lambda key: found[int(key)]
    if isinstance(found, sq.Scorecard):
        rows = {f"{row.indicator}/{row.unit}/{row.period or ''}": golden_models.by_path(row) for row in found.rows}
        whole = {"rows": len(found.rows), "suppressed": found.suppressed}

        def of_row(key: str) -> Any:
            if key in whole:
                return whole[key]
            name, _, path = key.partition(".")
            return rows[name](path)

        return of_row
    path = golden_models.by_path(found)
    if isinstance(found, sq.Measure):
        return lambda key: found.excluded.get(key[9:], 0) if key.startswith("excluded.") else path(key)
    return path


OPERATIONS: dict[str, Any] = {
    "adjust": adjusted,
    "business_duration": measured,
    "clustered": clustered,
    "cost_benefit": cost_benefit,
    "interval_choice": measured,
    "repeat": repeat,
    "return_on_quality": worth,
    "scorecard": scorecard,
    "segment_comparison": segments,
    "sequential": sequential,
    "survey": measured,
    "survival": measured,
    "weighted_index": measured,
    "weighted_key_drivers": drivers,
}
