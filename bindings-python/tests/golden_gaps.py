"""Gaps 2, 3 and 4 of the golden files from parts of a case (share, seconds or rating), the diagnosis, and segments."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import servqual as sq
from golden_data import Case, Model
TARGETS = {"share": "share", "seconds": "seconds", "rating": "scale_points"}
UNITS = {"share": "share", "seconds": "second", "rating": "scale_point_1_5"}
OBSERVED: dict[str, dict[str, Any]] = {
    "share": {"observable": {"outcome": {}}, "statistic": {"share": {"criterion": {"yes": {}}}}},
    "seconds": {"observable": {"duration": {}}, "statistic": {"mean": {}}},
    "rating": {"observable": {"rating": {"scale": {"minimum": 1, "maximum": 5}}}, "statistic": {"mean": {}}},
}
SOURCES = {
    "share": {"outcomes": "x"}, "seconds": {"durations": {"column": "x", "unit": "second"}}, "rating": {"ratings": "x"},
}  # fmt: skip


def measure(part: Mapping[str, Any], level: float = 0.95) -> sq.Measure:
    better = "higher_is_better" if part.get("bound", "at_least") == "at_least" else "lower_is_better"
    document = {"id": part["id"], "label": {"zh": "", "en": ""}, "direction": better, **OBSERVED[part["kind"]]}
    data = part["data"]
    if part["kind"] == "share":
        data = [True] * data[0] + [False] * data[1]
    return sq.kpi.define(document, level=level).measure(data)


def target(part: Mapping[str, Any]) -> sq.Target:
    return getattr(sq.Target, part["bound"])(part["target"], UNITS[part["kind"]])


def handbook(parts: Sequence[Mapping[str, Any]]) -> sq.Handbook:
    def standard(part: Mapping[str, Any]) -> dict[str, Any]:
        better = "higher_is_better" if part["bound"] == "at_least" else "lower_is_better"
        until = {"effective_until": part["until"]} if "until" in part else {}
        return {
            "id": part["id"], "label": {"zh": "", "en": part["id"]}, "pillar": "process", "scope": "core",
            "version": "1", "effective_from": part.get("from", "2026-01-01"), **until,
            "measure": {**OBSERVED[part["kind"]], "direction": better}, "source": SOURCES[part["kind"]],
            "target": {part["bound"]: part["target"], "unit": TARGETS[part["kind"]]},
        }  # fmt: skip

    organisation = {"id": "desk", "label": {"zh": "", "en": "Desk"}}
    return sq.Handbook(
        {"handbook": 1, "organisation": organisation, "standard": [standard(part) for part in parts]}
    )


def standards(case: Case) -> sq.StandardsGapReport:
    def need(given: Mapping[str, Any]) -> dict[str, Any]:
        found = {"id": given["id"], "standards": given["standards"]}
        if "expected" in given:
            kind, data = given["expected"]
            found["expected"] = measure({"id": given["id"], "kind": kind, "data": data})
        return found

    needs = [need(given) for given in case["needs"]]
    return sq.standards_gap(needs, handbook(case["standards"]), on=case["on"], **case.get("options", {}))


def conformance(part: Mapping[str, Any], level: float) -> sq.Conformance:
    found = measure(part, level)
    document = {
        "standard": part["id"], "label": {"zh": "", "en": part["id"]}, "pillar": part.get("pillar", "process"),
        "scope": "core", "version": "1", "measure": found.to_dict(), "verdict": found.judge(target(part)).to_dict(),
    }  # fmt: skip
    return sq.Conformance.from_json(json.dumps(document))


def delivery(case: Case) -> sq.DeliveryGapReport:
    level = case.get("level", 0.95)
    return sq.delivery_gap([conformance(part, level) for part in case["parts"]], **case.get("options", {}))


def register(parts: Sequence[Mapping[str, Any]]) -> sq.PromiseRegister:
    def promise(part: Mapping[str, Any]) -> dict[str, Any]:
        checked = {"checked_on": "2026-01-10", "found": part["checked"]} if "checked" in part else None
        return {
            "id": part["id"], "channel": part["channel"], "subject": {"indicator": {"id": part["id"]}},
            "target": target(part), "published": "2026-01-15", "feasibility": checked,
        }  # fmt: skip

    return sq.PromiseRegister(promise(part) for part in parts)


def communication(case: Case) -> sq.CommunicationGapReport:
    level = case.get("level", 0.95)
    delivered = {part["id"]: measure(part, level) for part in case["parts"] if "data" in part}
    return register(case["parts"]).communication_gap(delivered, **case.get("options", {}))


def promises(case: Case) -> Model:
    found, options = register(case["promises"]), case.get("options", {})
    names, promised, delivered = ([row[at] for row in case["rows"]] for at in range(3))
    observed = {"promise": names, "promised": promised, "delivered": delivered}
    return lambda: found.promise_keeping_tally(**options), observed


def segments(case: Case) -> Model:
    instrument, options = sq.Instrument(case["instrument"]), table_options(case)
    observed = {**case["columns"], "by": case["texts"]["segment"]}
    return lambda: instrument.servqual_table_tally(**options), observed


def table_options(case: Case) -> dict[str, Any]:
    """The options of the tally; the others say how the finished tally compares."""
    return {name: value for name, value in case["options"].items() if name != "comparison"}


def comparison(case: Case, tally: sq.ServqualTableTally) -> sq.SegmentComparisonReport:
    return tally.compare(**case["options"]["comparison"])


def belief(case: Case) -> sq.BeliefGapReport:
    return sq.Instrument(case["instrument"]).belief_gap(case["gap"], **case["columns"])


def diagnosis(case: Case) -> sq.GapDiagnosis:
    given = case["reports"]
    reports: dict[str, Any] = {
        "beliefs": [belief(part) for part in given.get("beliefs", [])],
        "antecedents": [
            sq.Instrument(part["instrument"]).antecedents(answers=part["columns"]["single"])
            for part in given.get("antecedents", [])
        ],
    }
    single = {"standards": standards, "delivery": delivery, "communication": communication}
    reports |= {name: read(given[name]) for name, read in single.items() if name in given}
    if "customer" in given:
        reports["customer"] = sq.Instrument(given["customer"]["instrument"]).servqual(**given["customer"]["columns"])
    return sq.diagnose_gaps(**reports)


# What has a tally, and what it observes.
MODELS: dict[str, Callable[[Case], Model]] = {"promise_keeping": promises, "segment_comparison": segments}
AT_ONCE: dict[str, Callable[[Case], Any]] = {
    "communication_gap": communication, "delivery_gap": delivery, "gap_diagnosis": diagnosis, "standards_gap": standards,
}  # fmt: skip
