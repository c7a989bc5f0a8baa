"""Average speed of answer with the Student interval: exact fractions, mpmath, checked against
SciPy and the values of pandas beside the shared logs."""

from calls import GAPS, PUBLISHED_DAY, SIMULATED, SMALL, TECHNION, bad_input, calls, pairs, reference
from golden import EXACT, File, agree, mean_interval, tool

TOOLS = f"{EXACT}; agrees with {tool('scipy')} stats.t.interval"
DEFINITION = {"named": "average_speed_of_answer"}


def expect(calls, level=0.95, missing=0):
    waits = [wait for wait, answered in calls if answered]
    return mean_interval(waits, level) | {"excluded.missing": missing, "excluded.abandoned": len(calls) - len(waits)}


def main():
    out = File("average_speed_of_answer", "kpi", __file__)

    def inline(name, columns, level=0.95):
        complete, missing = pairs(columns)
        out.add(name, "kpi", definition=DEFINITION, columns=columns, options={"level": level, "missing": "omit"},
                expected=expect(complete, level, missing), tools=TOOLS)

    for name, columns in [("one day of 1060 calls", PUBLISHED_DAY), ("eleven calls", SMALL),
                          ("calls without wait or outcome", GAPS)]:
        inline(name, columns)
        inline(f"{name} at 0.9", columns, 0.9)
    inline("one answered call", {"wait_seconds": [12.5, 40.0], "answered": [True, False]})
    inline("everybody at once", {"wait_seconds": [0.0, 0.0, 0.0], "answered": [True, True, True]})
    inline("parts of a second", {"wait_seconds": [0.1, 0.2, 0.3, 1e6], "answered": [True] * 4})

    def from_data(name, data, value=None, source=None):
        expected = expect(calls(data))
        if value is not None:
            agree(expected["estimate"], value["mean"], what=name)
            agree(expected["standard_deviation"], value.get("sd", expected["standard_deviation"]), what=name)
        out.add(name, "kpi", definition=DEFINITION, data=data, options={"level": 0.95, "missing": "omit"},
                expected=expected, tools=TOOLS, source=source)

    from_data("anonymous bank", TECHNION, reference(TECHNION)["wait_served_s"],
              "shared call_centre_technion_jan1999 (values of pandas): 35.0279748706578")
    from_data("anonymous bank, priority 2", TECHNION | {"where": {"priority": "2"}})
    from_data("simulated call centre", SIMULATED, reference(SIMULATED)["wait_s"],
              "shared sim_call_centre (values of pandas and polars)")

    bad_input(out, DEFINITION)
    out.add("nobody answered", "kpi", definition=DEFINITION,
            columns={"wait_seconds": [3.0, 40.0], "answered": [False, False]},
            options={"level": 0.95, "missing": "omit"}, error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
