"""First response time, by the script that the time indicators share (durations.py); the quantiles
of the shared sets are held against their reference values (R, pandas)."""

import json

from durations import DurationFile, expect, seconds_between, verizon_repair_times
from golden import agree, numbers, read_rows, resolve


def main():
    out = DurationFile("first_response_time", __file__)
    definition, inline, from_data = out.definition, out.inline, out.from_data

    small = [30.0, 45.5, 61.0, 90.0, 120.0, 120.5, 150.25, 200.0, 310.0, 15.0, 75.0, 600.0]
    forty = [float((37 * i * i + 11 * i) % 997) / 2 for i in range(40)]
    for d in out.all_four:
        inline("twelve replies", d, small)
        inline("twelve replies at 0.8", d, small, 0.8)
        inline("forty replies with ties", d, forty)
        inline("two without a reply", d, [30.0, None, 61.0, 90.0, None, 120.0, 150.25, 200.0])
        inline("one reply", d, [42.5])
    inline("exactly the threshold is within it", definition("share_within", 120), [120.0, 120.0, 119.999, 120.001])
    inline("all at once", definition("median"), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    inline("five: no interval for the median at 0.95", definition("median"), [5.0, 1.0, 4.0, 2.0, 3.0])
    inline("six: lowest and highest", definition("median"), [5.0, 1.0, 4.0, 2.0, 3.0, 6.0])
    hundred = [float(i) for i in range(1, 101)]
    for statistic in ("median", "p90"):
        for level in (0.90, 0.95, 0.99):
            inline(f"one to hundred at {level}", definition(statistic), hundred, level)
    for n in (28, 29, 35, 36, 37):
        inline(f"one to {n}: where the interval begins to exist", definition("p90"), hundred[:n])

    verizon_repair_times(out)

    calls = "shared/call_centre_technion_jan1999/log.csv"
    where = {"outcome": "AGENT"}
    waits = numbers(read_rows(calls, where), "q_time")
    reference = json.loads(resolve("shared/call_centre_technion_jan1999/reference.json").read_text())["values"]
    for d, value in [(definition("mean"), reference["wait_served_s"]["mean"]),
                     (definition("median"), reference["wait_served_s"]["median"]),
                     (definition("p90"), reference["wait_served_s"]["p90"]),
                     (definition("share_within", 20),
                      reference["service_level_20s_served_over_served"]["rate"])]:
        agree(expect(d, waits)["estimate"], value, what="call centre")
        from_data("call centre, waits of served calls", d, calls, "q_time", waits, where,
                  "shared call_centre_technion_jan1999 (values of pandas)")

    desk = "tests/data/simulated_service_desk/contacts.csv"
    for where in (None, {"team": "north"}, {"team": "south"}):
        values = [seconds_between(row["opened_at"], row["first_reply_at"]) for row in read_rows(desk, where)]
        for d in (definition("mean"), definition("median"), definition("p90"), definition("share_within", 3600)):
            from_data(f"simulated service desk, {where['team'] if where else 'all'}", d, desk,
                      {"from": "opened_at", "to": "first_reply_at"}, values, where)

    out.bad_durations()
    out.write()


if __name__ == "__main__":
    main()
