"""Gap 3: conformance with standards; see shortfall.py."""

from golden import File, mean_interval, share
from shortfall import TOLERANCE, TOOLS, mean_severity, shortfall

import gap_common  # noqa: F401  says where the file belongs

PARTS = [
    {"id": "answer_in_time", "pillar": "process", "kind": "share", "bound": "at_least", "target": 0.9,
     "data": [140, 60]},
    {"id": "greeting", "pillar": "skill_and_behaviour", "kind": "share", "bound": "at_least", "target": 0.85,
     "data": [197, 3]},
    {"id": "wait", "pillar": "process", "kind": "seconds", "bound": "at_most", "target": 30,
     "data": [41.5, 22.0, 65.25, 48.0, 90.0, 33.0, 57.5, 71.0, 29.0, 44.0]},
    {"id": "cleanliness", "pillar": "environment", "kind": "rating", "bound": "at_least", "target": 4.2,
     "data": [4, 5, 3, 4, 4, 5, 4, 3, 5, 4, 4, 2]},
]


def totals(prefix, parts, level, enumeration):
    found = [shortfall(part, level=level) for part in parts]
    count = {name: sum(values["outcome"] == name for values, _ in found) for name in ("met", "missed", "undecided")}
    decided = count["met"] + count["missed"]
    expected = {f"{prefix}.kept": count["met"], f"{prefix}.missed": count["missed"],
                f"{prefix}.undecided": count["undecided"], f"{prefix}.share_kept.n": decided}
    if enumeration == "sample":
        if decided:
            expected |= {f"{prefix}.share_kept.{key}": value
                         for key, value in share(count["met"], decided, level).items()}
        values = [float(severities[0]) for _, severities in found]
        if None not in values:
            expected |= {f"{prefix}.severity.{key}": value for key, value in mean_interval(values, level).items()
                         if value is not None and key != "standard_deviation"}
        return expected
    expected |= {f"{prefix}.share_kept.estimate": count["met"] / decided if decided else None,
                 f"{prefix}.share_kept.interval": None}
    return expected | mean_severity(f"{prefix}.severity", [severities for _, severities in found])


def analyse(parts, level=0.95, enumeration="census"):
    expected = {}
    for part in parts:
        expected |= {f"standards.{part['id']}.shortfall.{key}": value
                     for key, value in shortfall(part, level=level)[0].items()}
    order = [p for p in ("process", "skill_and_behaviour", "tool_use", "environment")
             if p in [part["pillar"] for part in parts]]
    for position, pillar in enumerate(order):
        expected[f"pillars.{position}.pillar"] = pillar
        expected |= totals(f"pillars.{position}", [part for part in parts if part["pillar"] == pillar], level,
                           enumeration)
    return expected | totals("overall", parts, level, enumeration)


def main():
    out = File("delivery_gap", "gap", __file__)
    out.add("four standards", "delivery_gap", parts=PARTS, expected=analyse(PARTS), tools=TOOLS, tolerance=TOLERANCE)
    out.add("a sample of standards", "delivery_gap", parts=PARTS, options={"enumeration": "sample", "level": 0.9},
            level=0.9, expected=analyse(PARTS, 0.9, "sample"), tools=TOOLS, tolerance=TOLERANCE)
    few = [PARTS[1] | {"data": [3, 0]}, PARTS[2] | {"data": [50.0]}, PARTS[3] | {"data": [5, 5, 5]}]
    out.add("few observations", "delivery_gap", parts=few, expected=analyse(few), tools=TOOLS, tolerance=TOLERANCE)
    out.add("no standards", "delivery_gap", parts=[], error={"code": "too_few_observations"})
    out.add("a standard twice", "delivery_gap", parts=[PARTS[0], PARTS[0]], error={"code": "duplicate_id"})
    out.write()


if __name__ == "__main__":
    main()
