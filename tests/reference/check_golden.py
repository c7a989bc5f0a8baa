"""Checks the golden files themselves, without any runner and without any package.

    python tests/reference/check_golden.py

Every file must be valid JSON of the form described in tests/golden/README.md,
every numeric expectation finite, every interval in order, every script and
every data file there (data of shared/ only where it lies beside the project).
"""

import csv
import json
import math
import sys
from pathlib import Path

from shared import PROJECT, shared_data

TESTS = Path(__file__).resolve().parents[1]
SHARED = shared_data()
OPERATIONS = {
    "proportion_interval": {"successes", "trials", "method"},
    "mean_interval": set(),
    "exact_sum": set(),
    "verdict": {"successes", "trials", "target"},
    "kpi": {"definition"},
    "servqual": {"instrument"},
}
NO_COLUMNS = {"proportion_interval", "verdict"}
COMMON = {"name", "operation", "options", "provenance", "columns", "data", "expected", "tolerance", "expected_error"}
CODES = {"outside_scale", "invalid_scale", "missing_value", "not_finite", "negative_duration",
         "invalid_count", "invalid_parameter", "length_mismatch", "too_few_observations",
         "invalid_weights", "unknown_id", "duplicate_id", "invalid_instant", "unit_mismatch", "invalid_document"}
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
            need(value is None or isinstance(value, str), f"{key} is {value!r}")
    for key, lower in expected.items():
        if key.endswith("interval.lower"):
            upper = expected[key.replace("lower", "upper")]
            need((lower is None) == (upper is None), f"{key}: one bound without the other")
            need(lower is None or lower <= upper, f"{key}: the bounds are reversed")
        if key.endswith("p_value") and value is not None and expected[key] is not None:
            need(0 <= expected[key] <= 1, f"{key} is no probability")


def check_case(case, cache):
    operation = case["operation"]
    need(operation in OPERATIONS, f"operation {operation}")
    extra = set(case) - COMMON - OPERATIONS[operation]
    need(not extra, f"unknown keys {sorted(extra)}")
    need(OPERATIONS[operation] <= set(case), f"missing keys {sorted(OPERATIONS[operation] - set(case))}")
    need(("expected" in case) != ("expected_error" in case), "expected or expected_error, one of them")
    if operation not in NO_COLUMNS:
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
            lengths = {len(c) for side in case["columns"].values()
                       for c in (side.values() if isinstance(side, dict) else [side])}
            need(len(lengths) == 1, f"columns of different length {lengths}")
    return check_data(case["data"], cache) if "data" in case else "inline"


def main() -> None:
    total, cache, failed = {"inline": 0, "present": 0, "absent": 0}, {}, 0
    files = sorted((TESTS / "golden").glob("*.json"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=no_twice)
        names = set()
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
    print(f"{len(files)} files, {sum(total.values())} cases sound: {total['inline']} inline, "
          f"{total['present']} on data files, {total['absent']} on shared data that are not here")
    if failed:
        sys.exit(f"{failed} cases are not sound")


if __name__ == "__main__":
    main()
