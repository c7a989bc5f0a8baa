"""The diagnosis by its definition: severities from the scripts of the single gaps, sorted; status from
the ends of the interval; overlaps; Holm by statsmodels; causes by adverse share; remedies of the
catalogue.

Gaps 1, 6 and 7: mean over the dimensions of the absolute difference of ratings over the length of
the scale, ends averaged (0 where the interval holds zero); gap 5: expectation minus
perception over it, mean of the dimensions of each respondent. Every part is a case of its own
script; answers are made up.
"""

from fractions import Fraction

import antecedents
import belief_gap
import communication_gap
import delivery_gap
import standards_gap
from gap_common import close, number
from golden import EXACT, File, exact, mean_interval, moments, mp, t_two_sided, tool
from reliability import instrument
from shortfall import shortfall

import gap_common  # noqa: F401  says where the file belongs

TOOLS = f"{EXACT}; agrees with {tool('scipy', 'statsmodels')}"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12,
             "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0},
                           "adjusted_p_value": {"relative": 1e-9, "absolute": 0.0}}}
CAUSES = {  # by FIELD of the source: causes with their antecedents, then antecedents of no cause
    "knowledge": [("inaccurate_research", ["marketing_research_orientation"]),
                  ("misread_expectations", ["marketing_research_orientation"]),
                  ("no_needs_analysis", ["marketing_research_orientation"]),
                  ("distorted_upward_information", ["upward_communication"]),
                  ("bloated_hierarchy", ["levels_of_management"])],
    "standards": [("planning_errors", []), ("poor_planning_management", []), ("no_clear_goals", ["goal_setting"]),
                  ("no_top_management_support", ["management_commitment"]),
                  ("perception_of_feasibility", ["perception_of_feasibility"]),
                  ("task_standardization", ["task_standardization"])],
    "delivery": [("management_and_supervision", ["supervisory_control_systems"]),
                 ("staff_understanding", ["role_ambiguity", "role_conflict", "perceived_control"]),
                 ("missing_systems_and_technology", ["technology_job_fit"]),
                 ("teamwork", ["teamwork"]), ("employee_job_fit", ["employee_job_fit"])],
    "communication": [("marketing_not_integrated", ["horizontal_communication"]),
                      ("tendency_to_overpromise", ["propensity_to_overpromise"])],
    "customer": [], "employee_perception": [], "management_perception": [],
}
REMEDIES = {
    "knowledge": ["five_voices", "four_put_downs", "four_transformations", "six_pats", "through_the_wall",
                  "first_hand_practice", "process_walk_through"],
    "standards": ["smart", "cycle_of_service", "perception_factor_analysis", "steps_of_standard_setting"],
    "delivery": ["front_line_cause_analysis", "internal_support_system", "coaching", "execution_culture"],
    "communication": ["accurate_promises", "keep_promises"],
    "customer": ["prevent_complaints", "handle_complaints", "monitor_complaints"],
    "employee_perception": [], "management_perception": [],
}
NUMBER = {gap: n for n, gap in enumerate(CAUSES)}


def status(lower, upper):
    return "open" if lower > 0 else "closed" if upper <= 0 else "undecided"


def of_ratings(expected, prefix, sign, length):
    """Severity of a difference, with its ends in order."""
    ends = sorted(sign * expected[f"{prefix}.interval.{end}"] / length for end in ("lower", "upper"))
    return sign * expected[f"{prefix}.estimate"] / length, *ends


def either_way(ends):
    estimate, lower, upper = ends
    low = 0.0 if lower <= 0 <= upper else min(abs(lower), abs(upper))
    return abs(estimate), low, max(abs(lower), abs(upper))


def belief(case):
    names = list(case["columns"])
    made, (one, other) = case["instrument"], (case["columns"][name] for name in names)
    expected = belief_gap.analyse(made, one, other, 0.95)
    length = made["scale"]["maximum"] - made["scale"]["minimum"]
    parts = [(d["id"], either_way(of_ratings(expected, f"dimensions.{d['id']}.gap", 1, length)),
              expected[f"dimensions.{d['id']}.p_value"]) for d in made["dimensions"]]
    return case["gap"], tuple(sum(ends) / len(parts) for ends in zip(*(part[1] for part in parts))), parts


def customer(case):
    made, columns = case["instrument"], case["columns"]
    length = made["scale"]["maximum"] - made["scale"]["minimum"]
    scores, parts = [], []
    for dimension in made["dimensions"]:
        items = [i["id"] for i in made["items"] if i["dimension"] == dimension["id"]]
        rows = [[Fraction(columns["perception"][i][r] - columns["expectation"][i][r]) for i in items]
                for r in range(len(columns["perception"][items[0]]))]
        gaps = [sum(row) / len(row) for row in rows]
        scores.append(gaps)
        n, mean, variance = moments(gaps)
        found = {f"x.{key}": value for key, value in mean_interval(gaps).items()}
        parts.append((dimension["id"], of_ratings(found, "x", -1, length),
                      number(t_two_sided(exact(mean) / mp.sqrt(exact(variance / n)), n - 1))))
    overall = {f"x.{key}": value for key, value in mean_interval([sum(r) / len(r) for r in zip(*scores)]).items()}
    return "customer", of_ratings(overall, "x", -1, length), parts


def levels(gap, expected, prefix, parts, exact=False):
    """Gap 2, 3 or 4: severity of the whole and (id, (severity, status), p) of the parts."""
    ends = [expected[f"{prefix}.{key}"] for key in ("estimate", "interval.lower", "interval.upper")] if not exact \
        else [expected[f"{prefix}.estimate"]] * 3
    return gap, tuple(ends), parts


def of_shortfall(part, role="wanted"):
    values, severity = shortfall(part, role)
    name = {"met": "closed", "missed": "open", "undecided": "undecided"}[values["outcome"]]
    return float(severity[0]), name, values["p_value"]


def weigh(case):
    weighed = [belief(one) for one in case.get("beliefs", [])]
    if "delivery" in case:
        expected = delivery_gap.analyse(case["delivery"]["parts"])
        parts = [(part["id"], of_shortfall(part)) for part in case["delivery"]["parts"]]
        weighed.append(levels("delivery", expected, "overall.severity", parts))
    if "standards" in case:
        needs = case["standards"]["needs"]
        expected, severities, _ = standards_gap.analyse(needs)
        severity = standards_gap.mean_severity("severity", severities)
        parts = []
        for need, found in zip(needs, severities):
            measurable = [id for id in need["standards"] if id not in standards_gap.DEFECTS]
            kind, data = need.get("expected", (None, None))
            same = [standards_gap.BY_ID[id] for id in measurable if standards_gap.BY_ID[id]["kind"] == kind]
            best = min((of_shortfall(one | {"data": data}, "had") for one in same), default=(0.0, "closed", None))
            parts.append((need["id"], best if measurable else (1.0, "open", None)))
        weighed.append(levels("standards", severity, "severity", parts, all("expected" not in need for need in needs)))
    if "communication" in case:
        parts = [(part["id"], of_shortfall(part) if "data" in part else (None, "undecided", None))
                 for part in case["communication"]["parts"]]
        expected = communication_gap.analyse(case["communication"]["parts"], "census")
        weighed.append(levels("communication", expected, "severity", parts))
    if "customer" in case:
        weighed.append(customer(case["customer"]))
    return weighed


def analyse(case):
    from statsmodels.stats.multitest import multipletests
    scores = {}
    for one in case.get("antecedents", []):
        found = antecedents.analyse(one["instrument"], one["columns"]["single"], 0.95)
        scores |= {d["id"]: tuple(found[f"antecedents.{d['id']}.adverse.{key}"]
                                  for key in ("estimate", "interval.lower", "interval.upper"))
                   for d in one["instrument"]["dimensions"]}
    weighed = sorted(weigh(case), key=lambda one: (-one[1][0], NUMBER[one[0]]))
    expected = {}
    for at, (gap, ends, parts) in enumerate(weighed):
        prefix = f"findings.{at}"
        found = status(*ends[1:])
        expected |= {f"{prefix}.gap": gap, f"{prefix}.rank": at + 1, f"{prefix}.status": found,
                     f"{prefix}.severity.estimate": ends[0]}
        overlap = [other for other, theirs, _ in weighed
                   if other != gap and not (ends[2] < theirs[1] or theirs[2] < ends[1])]
        expected |= {f"{prefix}.not_separated_from.{n}": name for n, name in enumerate(overlap)}
        expected[f"{prefix}.not_separated_from.{len(overlap)}"] = None
        if ends[1] != ends[2]:
            expected |= {f"{prefix}.severity.interval.lower": ends[1], f"{prefix}.severity.interval.upper": ends[2]}
        # (id, severity, status, p) of each part.
        parts = [(part[0], part[1][0], status(*part[1][1:]), part[2]) if len(part) == 3 else (part[0], *part[1])
                 for part in parts]
        tested = [part for part in parts if part[3] is not None]
        adjusted = multipletests([part[3] for part in tested], method="holm")[1] if tested else []
        adjusted = {part[0]: float(value) for part, value in zip(tested, adjusted)}
        parts.sort(key=lambda part: -(part[1] if part[1] is not None else float("-inf")))
        for n, (id, severity, state, p_value) in enumerate(parts):
            expected |= {f"{prefix}.evidence.{n}.{key}": value for key, value in
                         (("id", id), ("severity", severity), ("status", state), ("p_value", p_value),
                          ("adjusted_p_value", adjusted.get(id)))}
        still = [part[0] for part in parts if part[2] != "closed"]
        causes = [(max((scores[a] for a in acts if a in scores), default=None), id) for id, acts in CAUSES[gap]]
        order = ["supported", "undecided", "not_measured", "contradicted"]
        state = lambda ends: "not_measured" if ends is None else "supported" if ends[1] > 0.5 else \
            "contradicted" if ends[2] < 0.5 else "undecided"
        causes = [(order.index(state(ends)), ends and ends[0], id) for ends, id in causes]
        causes.sort(key=lambda cause: (cause[0], -(cause[1] or 0)))
        for n, (place, adverse, id) in enumerate(causes):
            expected |= {f"{prefix}.causes.{n}.id": id, f"{prefix}.causes.{n}.rank": n + 1,
                         f"{prefix}.causes.{n}.status": order[place],
                         f"{prefix}.causes.{n}.adverse" + (".estimate" if adverse is not None else ""): adverse}
        expected[f"{prefix}.causes.{len(causes)}"] = None
        remedies = REMEDIES[gap] if found != "closed" else []
        for n, id in enumerate(remedies):
            expected |= {f"{prefix}.remedies.{n}.id": id}
            expected |= {f"{prefix}.remedies.{n}.evidence.{m}": one for m, one in enumerate(still)}
            expected |= {f"{prefix}.remedies.{n}.evidence.{len(still)}": None}
        expected[f"{prefix}.remedies.{len(remedies)}"] = None
    missing = [gap for gap in list(NUMBER)[:5] if gap not in [gap for gap, *_ in weighed]]
    expected |= {f"unmeasured.{n}": gap for n, gap in enumerate(missing)} | {f"unmeasured.{len(missing)}": None}
    return expected | {f"findings.{len(weighed)}": None, "scale": "percent_of_maximum_possible"}


def rating(seed, base, n):
    """Answers from 1 to 7 around `base` by a fixed rule."""
    return [min(7, max(1, base + (seed * 7919 + r * r * (31 + seed) + r * 17) % 97 % 5 - 2)) for r in range(n)]


def main():
    out = File("gap_diagnosis", "gap", __file__)
    made = instrument("desk", ["reliability", "empathy"],
                      [("q1", "reliability", False), ("q2", "reliability", False), ("q3", "empathy", False)])
    ask = lambda seed, bases, n: {f"q{i + 1}": rating(seed + i, base, n) for i, base in enumerate(bases)}
    beliefs = [
        {"gap": "knowledge", "instrument": made,
         "columns": {"customers": ask(1, (6, 6, 5), 40), "managers": ask(5, (5, 4, 5), 12)}},
        {"gap": "employee_perception", "instrument": made,
         "columns": {"customers": ask(1, (6, 6, 5), 40), "employees": ask(9, (6, 6, 6), 20)}},
    ]
    paired = {"instrument": made, "columns": {"expectation": ask(1, (6, 6, 5), 40), "perception": ask(11, (4, 5, 5), 40)}}
    staff = instrument("staff", ["teamwork", "role_conflict", "role_ambiguity"],
                       [("a", "teamwork", False), ("b", "role_conflict", False), ("c", "role_ambiguity", False)])
    bosses = instrument("bosses", ["upward_communication", "goal_setting"],
                        [("d", "upward_communication", False), ("e", "goal_setting", True)])
    questionnaires = [
        {"instrument": staff, "columns": {"single": {"a": rating(3, 3, 15), "b": rating(4, 6, 15), "c": rating(7, 5, 15)}}},
        {"instrument": bosses, "columns": {"single": {"d": rating(2, 4, 9), "e": rating(6, 3, 9)}}},
    ]
    standards = {"standards": standards_gap.STANDARDS, "needs": standards_gap.NEEDS, "on": "2026-03-01"}
    bare = {"standards": standards_gap.STANDARDS, "on": "2026-03-01",
            "needs": [{key: need[key] for key in ("id", "standards")} for need in standards_gap.NEEDS]}
    everything = {"beliefs": beliefs, "standards": standards, "delivery": {"parts": delivery_gap.PARTS},
                  "communication": {"parts": communication_gap.PARTS}, "customer": paired,
                  "antecedents": questionnaires}
    few = {"standards": bare, "customer": {"instrument": made, "columns": {
        "expectation": paired["columns"]["perception"], "perception": paired["columns"]["expectation"]}}}
    for name, case in (("six gaps and two questionnaires", everything), ("an exact gap and a closed one", few)):
        out.add(name, "gap_diagnosis", reports=case, expected=analyse(case), tools=TOOLS, tolerance=TOLERANCE)
    out.add("nothing is known", "gap_diagnosis", reports={}, error={"code": "too_few_observations"})
    out.add("a gap twice", "gap_diagnosis", reports={"beliefs": [beliefs[0], beliefs[0]]}, error={"code": "duplicate_id"})
    out.write()


if __name__ == "__main__":
    main()
