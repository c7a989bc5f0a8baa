"""Complaint closure time, by the script that the time indicators share (durations.py), here from
receipt and closure, with open cases: inline, and the cases of a municipality's log, of which 105
are open and two end before they begin."""

from durations import DurationFile, microseconds_between
from golden import read_rows
from receipt import FILE


def main():
    out = DurationFile("complaint_closure_time", __file__)
    day = 86400
    fifteen_days = out.definition("share_within", 15 * day)
    kinds = [out.definition("mean"), out.definition("median"), out.definition("p90"), fifteen_days]
    start = ["2026-03-02T09:00:00+08:00", "2026-03-02T09:30:00+08:00", None, "2026-03-03T00:00:00Z",
             "2026-03-04T12:00:00Z", "2026-03-05T08:00:00+08:00", "2026-03-06T08:00:00+08:00"]
    end = ["2026-03-17T09:00:00+08:00", None, "2026-03-09T10:00:00Z", "2026-03-18T00:00:01Z",
           "2026-03-04T12:00:00Z", "2026-03-05T00:00:00Z", None]
    for d in kinds:
        out.inline("ten complaints in days", d, [k * day / 2 for k in (1, 3, 4, 8, 9, 15, 22, 30, 31, 90)])
        out.spans("open, without receipt, at once", d, start, end)
        out.spans("across the change to summer time", d, ["2026-03-28T12:00:00+01:00"], ["2026-03-29T12:00:00+02:00"])

    of_cases = {"activity": "Confirmation of receipt"}
    rows = read_rows(FILE, of_cases)
    negative = [row for row in rows
                if row["case_enddate"] and microseconds_between(row["case_startdate"], row["case_enddate"]) < 0]
    without = [{"case_id": row["case_id"]} for row in negative]
    for d in kinds:
        out.spans_from_data("receipt of applications", d, FILE, "case_startdate", "case_enddate",
                            where=of_cases, without=without)
        out.add(f"receipt of applications, with two that end before they begin, {d['statistic']}", "kpi",
                definition=d, options={"level": 0.95, "missing": "omit"},
                data={"file": FILE, "columns": {"start": "case_startdate", "end": "case_enddate"}, "where": of_cases},
                error={"code": "negative_duration", "row": rows.index(negative[0])})

    out.bad_durations()
    out.bad_options()
    t0, t1 = "2026-03-02T09:00:00Z", "2026-03-02T08:59:59.999999Z"
    for d in kinds:
        out.bad_spans("closed before it was received", d, [t0, t0], [t0, t1], {"code": "negative_duration", "row": 1})
        out.bad_spans("receipt missing where that is not allowed", d, [t0, None], [t0, t0],
                      {"code": "missing_value", "row": 1}, "raise")
        out.bad_spans("all open", d, [t0, t0], [None, None], {"code": "too_few_observations"})
        out.bad_spans("columns of different length", d, [t0], [t0, t0], {"code": "length_mismatch"})
        out.bad_spans("a time without a zone", d, [t0, t0], [t0, "2026-03-02T09:00:00"],
                      {"code": "invalid_instant", "row": 1})
    out.write()


if __name__ == "__main__":
    main()
