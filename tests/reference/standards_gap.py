"""Gap 2: needs without a measurable standard, and the level of standards; see shortfall.py.

Coverage by definition. The level of a standard falls short where customers expect more than
it asks for. The severity of a need is 1 without a measurable standard, that of its most
demanding standard otherwise (0 where nothing is expected in its unit).
"""

from golden import File, mpf, share
from shortfall import TOLERANCE, TOOLS, mean_severity, shortfall

import gap_common  # noqa: F401  says where the file belongs

STANDARDS = [
    {"id": "answer_in_time", "kind": "share", "bound": "at_least", "target": 0.8},
    {"id": "wait", "kind": "seconds", "bound": "at_most", "target": 120},
    {"id": "short_wait", "kind": "seconds", "bound": "at_most", "target": 60},
    {"id": "politeness", "kind": "rating", "bound": "at_least", "target": 4.5},
    {"id": "any_answer", "kind": "share", "bound": "at_least", "target": 0},
    {"id": "old_rule", "kind": "rating", "bound": "at_least", "target": 4, "until": "2026-02-28"},
]
BY_ID = {standard["id"]: standard for standard in STANDARDS}
DEFECTS = {"any_answer": "always_met", "old_rule": "not_in_force", "prose_only": "not_written"}
NEEDS = [
    {"id": "prompt", "standards": ["wait", "short_wait"], "expected": ["seconds", [40, 55.5, 90, 30, 61, 45]]},
    {"id": "polite", "standards": ["politeness"], "expected": ["rating", [4, 4, 5, 4, 5, 4, 3, 4]]},
    {"id": "reachable", "standards": ["answer_in_time"], "expected": ["share", [95, 5]]},
    {"id": "clean", "standards": ["old_rule", "prose_only"]},
    {"id": "safe", "standards": []},
    {"id": "informed", "standards": ["any_answer", "politeness"], "expected": ["share", [50, 50]]},
]


def analyse(needs, level=0.95):
    expected, severities, uncovered = {}, [], []
    for need in needs:
        prefix, best = f"needs.{need['id']}", None
        for id in need["standards"]:
            if id in DEFECTS:
                continue
            expected[f"{prefix}.standards.{id}.defect"] = None
            kind, data = need.get("expected", (None, None))
            if kind != BY_ID[id]["kind"]:
                expected[f"{prefix}.standards.{id}.level"] = None
                continue
            values, severity = shortfall(BY_ID[id] | {"data": data}, "had", level)
            # The expectation asks for no more than the standard.
            expected |= {f"{prefix}.standards.{id}.level.{key}": value for key, value in values.items()}
            best = severity if best is None or severity[0] < best[0] else best
        covered = any(id not in DEFECTS for id in need["standards"])
        expected[f"{prefix}.covered"] = covered
        if not covered:
            uncovered.append(need["id"])
            best = [mpf(1)] * 3
        severities.append(best or [mpf(0)] * 3)
    expected |= {f"uncovered.{at}": id for at, id in enumerate(uncovered)}
    expected |= {"coverage.n": len(needs), f"uncovered.{len(uncovered)}": None}
    return expected, severities, len(needs) - len(uncovered)


def main():
    out = File("standards_gap", "gap", __file__)
    expected, severities, covered = analyse(NEEDS)
    defects = {"needs.clean.standards.old_rule.defect.not_in_force.until": "2026-02-28",
               "needs.clean.standards.old_rule.level": None,
               "needs.clean.standards.prose_only.defect.not_written.known":
                   "one of `answer_in_time`, `wait`, `short_wait`, `politeness`, `any_answer`, `old_rule`",
               "needs.informed.standards.any_answer.level": None, "unneeded.0": None}
    out.add("a census of needs", "standards_gap", standards=STANDARDS, needs=NEEDS, on="2026-03-01", tools=TOOLS,
            tolerance=TOLERANCE, expected=expected | defects | mean_severity("severity", severities)
            | {"coverage.estimate": covered / len(NEEDS), "coverage.interval": None})
    bare = [{key: need[key] for key in ("id", "standards")} for need in NEEDS]
    expected, _, covered = analyse(bare)
    sampled = share(covered, len(bare))
    turned = {"severity.estimate": 1 - sampled["estimate"],
              "severity.interval.lower": 1 - sampled["interval.upper"],
              "severity.interval.upper": 1 - sampled["interval.lower"]}
    out.add("a sample of needs without levels", "standards_gap", standards=STANDARDS, needs=bare, on="2026-03-01",
            options={"enumeration": "sample"}, tools=TOOLS, tolerance=TOLERANCE,
            expected=expected | {f"coverage.{key}": value for key, value in sampled.items()} | turned)
    out.add("no needs", "standards_gap", standards=STANDARDS, needs=[], on="2026-03-01",
            error={"code": "too_few_observations"})
    out.add("a need twice", "standards_gap", standards=STANDARDS, needs=[NEEDS[0], NEEDS[0]], on="2026-03-01",
            error={"code": "duplicate_id"})
    out.write()


if __name__ == "__main__":
    main()
