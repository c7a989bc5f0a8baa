"""Gap 4: a register of promises against what was delivered; see shortfall.py.

Over-promise ratio: promised / delivered (at_least), delivered / promised (at_most), ends of
the interval alike; not for ratings.
"""

from golden import File, decimal, mpf, share
from gap_common import number
from shortfall import TOLERANCE, TOOLS, mean_severity, measured, shortfall

import gap_common  # noqa: F401  says where the file belongs

PARTS = [
    {"id": "solved", "channel": "website", "kind": "share", "bound": "at_least", "target": 0.9, "data": [120, 80],
     "checked": "feasible"},
    {"id": "polite", "channel": "brochure", "kind": "rating", "bound": "at_least", "target": 4,
     "data": [5, 5, 4, 5, 5, 5, 4, 5, 5, 5]},
    {"id": "arrival", "channel": "website", "kind": "seconds", "bound": "at_most", "target": 3600,
     "data": [4100.0, 3300.0, 5200.5, 3900.0, 4400.0, 3650.0, 4800.0, 4000.0], "checked": "not_feasible"},
    {"id": "calls_back", "channel": "advertisement", "kind": "share", "bound": "at_least", "target": 0.8,
     "data": [41, 9]},
    {"id": "gift", "channel": "advertisement", "kind": "share", "bound": "at_least", "target": 0.5},
]


def analyse(parts, enumeration, level=0.95):
    expected, severities = {}, []
    count = dict.fromkeys(("met", "missed", "undecided"), 0)
    for part in parts:
        prefix = f"promises.{part['id']}"
        expected[f"{prefix}.feasibility"] = part.get("checked")
        if "data" not in part:
            expected |= {f"{prefix}.over_promise": None, f"{prefix}.over_promise_ratio": None}
            continue
        values, severity = shortfall(part, level=level)
        severities.append(severity)
        count[values["outcome"]] += 1
        expected |= {f"{prefix}.over_promise.{key}": value for key, value in values.items()}
        if part["kind"] == "rating":
            expected[f"{prefix}.over_promise_ratio"] = None
            continue
        found, target = measured(part, level), decimal(float(part["target"]))
        of = (lambda v: target / mpf(v)) if part["bound"] == "at_least" else (lambda v: mpf(v) / target)
        ends = sorted(of(found[f"interval.{end}"]) for end in ("lower", "upper"))
        expected |= {f"{prefix}.over_promise_ratio.estimate": number(of(found["estimate"])),
                     f"{prefix}.over_promise_ratio.interval.lower": number(ends[0]),
                     f"{prefix}.over_promise_ratio.interval.upper": number(ends[1])}
    decided, unmeasured = count["met"] + count["missed"], len(parts) - len(severities)
    expected |= {"kept": count["met"], "broken": count["missed"], "undecided": count["undecided"],
                 "unmeasured": unmeasured, "share_kept.n": decided,
                 "share_kept.excluded.0.reason": "missing", "share_kept.excluded.0.count": unmeasured,
                 "share_kept.excluded.1.reason": "undecided", "share_kept.excluded.1.count": count["undecided"]}
    for name, checked in (("unchecked", None), ("infeasible", "not_feasible")):
        ids = [part["id"] for part in parts if part.get("checked") == checked]
        expected |= {f"{name}.{at}": id for at, id in enumerate(ids)} | {f"{name}.{len(ids)}": None}
    if enumeration == "sample":
        return expected | {f"share_kept.{key}": value for key, value in share(count["met"], decided, level).items()}
    expected |= {"share_kept.estimate": count["met"] / decided, "share_kept.interval": None}
    return expected | mean_severity("severity", severities)


def main():
    out = File("communication_gap", "gap", __file__)
    for enumeration in ("census", "sample"):
        out.add(f"a {enumeration} of promises", "communication_gap", parts=PARTS, tools=TOOLS, tolerance=TOLERANCE,
                options={"enumeration": enumeration}, expected=analyse(PARTS, enumeration))
    out.add("nothing measured", "communication_gap", parts=[PARTS[4]], error={"code": "too_few_observations"})
    out.add("a promise twice", "communication_gap", parts=[PARTS[0], PARTS[0]], error={"code": "duplicate_id"})
    out.add("no promises", "communication_gap", parts=[], error={"code": "invalid_parameter"})
    out.write()


if __name__ == "__main__":
    main()
