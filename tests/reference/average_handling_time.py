"""Average handling time with the Student interval: exact fractions, mpmath, checked against SciPy
and the values of pandas beside the shared logs."""

import json

from golden import EXACT, File, agree, mean_interval, numbers, read_rows, resolve, tool

TOOLS = f"{EXACT}; agrees with {tool('scipy')} stats.t.interval"
DEFINITION = {"named": "average_handling_time"}


def main():
    out = File("average_handling_time", "kpi", __file__)

    def inline(name, values, level=0.95):
        present = [v for v in values if v is not None]
        out.add(name, "kpi", definition=DEFINITION, columns={"duration_seconds": values},
                options={"level": level, "missing": "omit"},
                expected=mean_interval(present, level) | {"excluded.missing": len(values) - len(present)}, tools=TOOLS)

    inline("seven contacts", [183.0, 61.5, 240.0, 0.0, 412.25, 95.0, 330.0])
    inline("seven contacts at 0.99", [183.0, 61.5, 240.0, 0.0, 412.25, 95.0, 330.0], 0.99)
    inline("missing left out", [183.0, None, 240.0, 60.0, None])
    inline("one contact", [183.45])
    inline("all equal", [0.1] * 9)
    inline("a second more each time, far from zero", [1e9 + i for i in range(10)])

    def from_data(name, file, column, value, where=None):
        values = numbers(read_rows(file, where), column)
        expected = mean_interval(values) | {"excluded.missing": 0}
        agree(expected["estimate"], value["mean"], what=name)
        agree(expected["standard_deviation"], value.get("sd", expected["standard_deviation"]), what=name)
        out.add(name, "kpi", definition=DEFINITION,
                data={"file": file, "columns": {"duration_seconds": column}} | ({"where": where} if where else {}),
                options={"level": 0.95, "missing": "omit"}, expected=expected, tools=TOOLS,
                source=f"{file.rsplit('/', 1)[0]} (values of pandas)")

    bank = "shared/call_centre_technion_jan1999"
    there = json.loads(resolve(f"{bank}/reference.json").read_text())["values"]
    from_data("anonymous bank", f"{bank}/log.csv", "ser_time", there["service_time_s_all_agent"], {"outcome": "AGENT"})
    for kind in ("IN", "NE", "NW", "PE", "PS", "TT"):
        from_data(f"anonymous bank, calls of type {kind}", f"{bank}/log.csv", "ser_time", there["service_by_type"][kind],
                  {"outcome": "AGENT", "type": kind})
    centre = "shared/sim_call_centre"
    there = json.loads(resolve(f"{centre}/reference.json").read_text())["values"]
    from_data("simulated call centre", f"{centre}/data.csv", "service_length", there["service_s"])

    def bad(name, values, error, missing="omit", definition=DEFINITION):
        out.add(name, "kpi", definition=definition, columns={"duration_seconds": values},
                options={"level": 0.95, "missing": missing}, error=error)

    bad("negative duration", [30.0, -5.0], {"code": "negative_duration", "row": 1})
    bad("NaN is not missing", ["NaN", 30.0], {"code": "not_finite", "row": 0})
    bad("infinity", [30.0, "Infinity"], {"code": "not_finite", "row": 1})
    bad("missing where that is not allowed", [30.0, None], {"code": "missing_value", "row": 1}, "raise")
    bad("no contact", [], {"code": "too_few_observations"})
    bad("a statistic, which this indicator has not", [30.0], {"code": "invalid_document"},
        definition=DEFINITION | {"statistic": "median"})
    out.write()


if __name__ == "__main__":
    main()
