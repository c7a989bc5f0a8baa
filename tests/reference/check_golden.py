"""Checks the golden files themselves, without any runner and without any package.

    python tests/reference/check_golden.py

Every file must be valid JSON of the form described in tests/golden/README.md,
every numeric expectation finite, every interval in order, every script and
every data file there (data of shared/ only where it lies beside the project).
"""

import csv
import json
import math
import re
import sys
from pathlib import Path

from shared import PROJECT, shared_data

TESTS = Path(__file__).resolve().parents[1]
SHARED = shared_data()
# What each operation needs beside its columns.
OPERATIONS = {
    "adjust": {"p_values", "method"},
    "antecedents": {"instrument"},
    "belief_gap": {"instrument", "gap"},
    "bootstrap": {"statistic"},
    "business_duration": {"definition"},
    "business_time": set(),
    "clustered": {"definition"},
    "communication_gap": {"parts"},
    "compare": {"definition", "first"},
    "comparison": {"definition", "first", "level"},
    "cost_benefit": {"counts", "again"},
    "delivery_gap": {"parts"},
    "difference_reliability": {"instrument"},
    "exact_sum": set(),
    "expectation_ceiling": {"instrument"},
    "form_validity": {"instrument", "overall_scale"},
    "gap_diagnosis": {"reports"},
    "gap_tests": {"instrument"},
    "importance_performance": {"instrument"},
    "interval_choice": {"definition", "interval"},
    "kano": {"instrument"},
    "key_drivers": {"instrument"},
    "key_drivers_of_correlations": {"instrument", "correlations", "with_outcome"},
    "kpi": {"definition"},
    "mean_interval": set(),
    "promise_keeping": {"promises", "rows"},
    "proportion_interval": {"successes", "trials", "method"},
    "reliability": {"instrument"},
    "repeat": {"observed_until"},
    "return_on_quality": {"counts"},
    "scorecard": {"observed_until"},
    "segment_comparison": {"instrument", "texts"},
    "sequential": {"counts", "mixture"},
    "servqual": {"instrument"},
    "servqual_forms": {"instrument"},
    "standards_gap": {"needs", "standards", "on"},
    "survey": {"definition"},
    "survival": {"definition"},
    "verdict": {"successes", "trials", "target"},
    "weighted_gaps": {"instrument", "weight"},
    "weighted_index": {"definition"},
    "weighted_key_drivers": {"instrument", "weights"},
    "zone_of_tolerance": {"instrument"},
}
# What it may have.
OPTIONAL = {
    "business_duration": {"observed_until"},
    "business_time": {"calendar", "calendars", "events", "now"},
    "delivery_gap": {"level"},
    "interval_choice": {"level"},
    "repeat": {"definition", "interval"},
    "survey": {"missing"},
    "survival": {"observed_until"},
    "weighted_index": {"missing"},
}
NO_COLUMNS = {"adjust", "communication_gap", "cost_benefit", "delivery_gap", "gap_diagnosis",
              "key_drivers_of_correlations", "promise_keeping", "proportion_interval", "return_on_quality",
              "sequential", "standards_gap", "verdict"}
COMMON = {"name", "operation", "options", "provenance", "columns", "data", "expected", "tolerance", "expected_error"}
CODES = {"outside_scale", "invalid_scale", "missing_value", "not_finite", "negative_duration",
         "invalid_count", "invalid_parameter", "length_mismatch", "too_few_observations",
         "invalid_weights", "unknown_id", "duplicate_id", "invalid_instant", "unit_mismatch", "invalid_document",
         "invalid_cell", "outside_calendar", "wrong_observations"}
COLUMN_FORMS = [{"column", "multiply"}, {"column", "equals"}, {"from", "to"}, {"date", "clock"}, {"constant"}]


def refuse_constant(text):
    raise ValueError(f"{text} is no JSON")


def no_twice(pairs):
    keys = [k for k, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key occurs twice: {keys}")
    return dict(pairs)


def need(condition, text):
    if not condition:
        raise ValueError(text)


def columns_of(data):
    """All names of file columns a mapping uses."""
    for value in data.values():
        if isinstance(value, str):
            yield value
        elif set(value) == {"constant"}:
            continue
        elif any(set(value) == form for form in COLUMN_FORMS):
            yield from (v for k, v in value.items() if k not in ("multiply", "equals"))
        else:
            yield from columns_of(value)


def check_data(data, cache):
    need(set(data) <= {"file", "columns", "where", "where_not", "without"}, f"unknown key in data: {sorted(data)}")
    file = data["file"]
    if file.startswith("shared/"):
        if SHARED is None:
            return "absent"
        path = SHARED / file.removeprefix("shared/")
    else:
        need(file.startswith("tests/data/"), f"{file} is neither shared nor shipped")
        path = PROJECT / file
    need(path.is_file(), f"{file} is not there")
    if file not in cache:
        with open(path, newline="", encoding="utf-8") as handle:
            cache[file] = set(next(csv.reader(handle)))
    used = set(columns_of(data["columns"])) | set(data.get("where", {})) | set(data.get("where_not", {}))
    used |= {name for cells in data.get("without", []) for name in cells}
    need(used <= cache[file], f"{file} has no column {sorted(used - cache[file])}")
    return "present"


def check_expected(expected):
    for key, value in expected.items():
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            need(math.isfinite(value), f"{key} is not finite")
        else:
            need(value is None or isinstance(value, (str, bool)), f"{key} is {value!r}")
    for key, lower in expected.items():
        if key.endswith("interval.lower") and key.replace("lower", "upper") in expected:
            upper = expected[key.replace("lower", "upper")]
            need((lower is None) == (upper is None), f"{key}: one bound without the other")
            need(lower is None or lower <= upper, f"{key}: the bounds are reversed")
        if key.endswith("p_value") and expected[key] is not None:
            need(0 <= expected[key] <= 1, f"{key} is no probability")


def check_lengths(case):
    """All columns of a case have as many rows; sides of whom different people were asked, each by itself."""
    sides = case["columns"].values()
    columns = [list(side.values()) if isinstance(side, dict) else [side] for side in sides]
    for group in columns if case["operation"] == "belief_gap" else [sum(columns, [])]:
        lengths = {len(column) for column in group}
        need(len(lengths) == 1, f"columns of different length {lengths}")


def check_case(case, cache):
    operation = case["operation"]
    need(operation in OPERATIONS, f"operation {operation}")
    extra = set(case) - COMMON - OPERATIONS[operation] - OPTIONAL.get(operation, set())
    need(not extra, f"unknown keys {sorted(extra)}")
    need(OPERATIONS[operation] <= set(case), f"missing keys {sorted(OPERATIONS[operation] - set(case))}")
    need(("expected" in case) != ("expected_error" in case), "expected or expected_error, one of them")
    if operation not in NO_COLUMNS and "events" not in case:
        need(("columns" in case) != ("data" in case), "columns or data, one of them")
    provenance = case["provenance"]
    need(provenance["tool"], "no tool")
    need((PROJECT / provenance["script"]).is_file(), f"{provenance['script']} is not there")
    if "expected_error" in case:
        error = case["expected_error"]
        need(set(error) <= {"code", "row"}, "unknown key in expected_error")
        need(error["code"] in CODES, f"code {error['code']}")
        need(isinstance(error.get("row", 0), int), "row is no whole number")
    else:
        check_expected(case["expected"])
        need({"relative", "absolute"} <= set(case["tolerance"]), "no tolerance")
        if "columns" in case:
            check_lengths(case)
    return check_data(case["data"], cache) if "data" in case else "inline"


def check_readme(counts):
    """The table of the README names every file and how many cases it has."""
    text = (TESTS / "golden" / "README.md").read_text(encoding="utf-8")
    named = {name: int(cases) for name, cases in re.findall(r"^\| (\w+)\.json \| (\d+) \|", text, re.MULTILINE)}
    return [f"README.md: {name}: {named.get(name)} named, {counts.get(name)} there"
            for name in sorted(named.keys() | counts.keys()) if named.get(name) != counts.get(name)]


def main() -> None:
    total, cache, failed = {"inline": 0, "present": 0, "absent": 0}, {}, 0
    counts = {}
    files = sorted((TESTS / "golden").glob("*.json"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=no_twice)
        names, counts[path.stem] = set(), len(document["cases"])
        if set(document) != {"id", "area", "cases"} or document["id"] != path.stem:
            print(f"{path.name}: head of the file")
            failed += 1
        for case in document["cases"]:
            try:
                need(case["name"] not in names, "name occurs twice")
                names.add(case["name"])
                total[check_case(case, cache)] += 1
            except (ValueError, KeyError, TypeError) as reason:
                failed += 1
                print(f"{path.name}, {case.get('name')}: {reason}")
    for difference in check_readme(counts):
        failed += 1
        print(difference)
    print(f"{len(files)} files, {sum(total.values())} cases sound: {total['inline']} inline, "
          f"{total['present']} on data files, {total['absent']} on shared data that are not here")
    if failed:
        sys.exit(f"{failed} cases are not sound")


if __name__ == "__main__":
    main()
