"""What the scripts of the call indicators share: the January 1999 log of an anonymous bank, the
simulated call centre, one day's calls that give five service levels, and bad input."""

import json

from golden import numbers, outcomes, read_rows, resolve

TECHNION = {
    "file": "shared/call_centre_technion_jan1999/log.csv",
    "columns": {"wait_seconds": "q_time", "answered": {"column": "outcome", "equals": "AGENT"}},
    # Not offered to the queue: phantoms, and hang-ups in the voice menu.
    "without": [{"outcome": "PHANTOM"}, {"outcome": "HANG", "q_time": "0"}],
}
SIMULATED = {
    "file": "shared/sim_call_centre/data.csv",
    "columns": {"wait_seconds": "wait_length", "answered": {"constant": True}},
}


def reference(data):
    """The values of the data's own reference file (pandas)."""
    folder = data["file"].rsplit("/", 1)[0]
    return json.loads(resolve(f"{folder}/reference.json").read_text())["values"]


def calls(data):
    """Pairs of wait and answered."""
    rows = read_rows(data["file"], data.get("where"), None, data.get("without", ()))
    waits = numbers(rows, data["columns"]["wait_seconds"])
    if data is SIMULATED:
        return [(wait, True) for wait in waits]
    return list(zip(waits, outcomes(rows, "outcome", "AGENT")))


def pairs(columns):
    """Complete calls of inline columns, and how many are not."""
    both = list(zip(columns["wait_seconds"], columns["answered"]))
    complete = [(wait, answered) for wait, answered in both if wait is not None and answered is not None]
    return complete, len(both) - len(complete)


def columns(calls):
    return {"wait_seconds": [wait for wait, _ in calls], "answered": [answered for _, answered in calls]}


# 1,000 answered, of these 860 within 20 s; 60 abandoned: 10 up to 5 s, 20 within 20 s, 40 later.
PUBLISHED_DAY = columns([(float(i % 21), True) for i in range(860)] + [(21.0 + i, True) for i in range(140)]
                        + [(float(1 + i % 5), False) for i in range(10)] + [(6.0 + i, False) for i in range(10)]
                        + [(20.5 + i, False) for i in range(40)])
SMALL = columns([(0.0, True), (20.0, True), (20.001, True), (3.5, False), (15.0, True), (20.0, False),
                 (5.0, False), (61.25, True), (0.0, False), (120.0, False), (19.999, True)])
GAPS = columns([(4.0, True), (None, True), (30.0, None), (8.0, False), (None, None), (25.0, True), (3.0, True)])


def bad_input(out, definition):
    """The cases of wrong input that every call indicator refuses."""
    def bad(name, waits, answered, error, missing="omit"):
        out.add(name, "kpi", definition=definition, columns={"wait_seconds": waits, "answered": answered},
                options={"level": 0.95, "missing": missing}, error=error)

    bad("columns of different length", [1.0, 2.0], [True], {"code": "length_mismatch"})
    bad("negative wait", [5.0, -1.0], [True, True], {"code": "negative_duration", "row": 1})
    bad("negative wait of an abandoned call", [5.0, 7.0, -0.5], [True, True, False], {"code": "negative_duration", "row": 2})
    bad("NaN is not missing", ["NaN", 4.0], [True, False], {"code": "not_finite", "row": 0})
    bad("infinite wait", [4.0, "Infinity"], [True, False], {"code": "not_finite", "row": 1})
    bad("missing wait where that is not allowed", [4.0, None], [True, True], {"code": "missing_value", "row": 1}, "raise")
    bad("missing outcome where that is not allowed", [4.0, 5.0], [None, True], {"code": "missing_value", "row": 0}, "raise")
    bad("no call", [], [], {"code": "too_few_observations"})
    bad("all missing", [None, 3.0], [True, None], {"code": "too_few_observations"})
