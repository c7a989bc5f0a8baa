"""Abandonment rate with the Wilson interval: counted, mpmath, checked against statsmodels and the
values of pandas beside the shared log."""

from calls import GAPS, PUBLISHED_DAY, SIMULATED, SMALL, TECHNION, bad_input, calls, pairs, reference
from golden import EXACT, File, agree, share, tool

TOOLS = f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint"


def definition(short=None):
    return {"named": "abandonment_rate"} | ({} if short is None else {"short_abandon_seconds": short})


def expect(calls, d, level=0.95, missing=0):
    short = sum(not answered and wait <= d.get("short_abandon_seconds", 0) for wait, answered in calls)
    abandoned = sum(not answered for _, answered in calls) - short
    return share(abandoned, len(calls) - short, level) | {"excluded.missing": missing, "excluded.abandoned": short}


def main():
    out = File("abandonment_rate", "kpi", __file__)

    def inline(name, columns, d, level=0.95, source=None):
        complete, missing = pairs(columns)
        out.add(name, "kpi", definition=d, columns=columns, options={"level": level, "missing": "omit"},
                expected=expect(complete, d, level, missing), tools=TOOLS, source=source)

    for short in (None, 5, 6):
        limit = "no limit" if short is None else f"{short} s"
        inline(f"one day of 1060 calls, {limit}", PUBLISHED_DAY, definition(short))
        inline(f"eleven calls, {limit}", SMALL, definition(short))
        inline(f"eleven calls at 0.99, {limit}", SMALL, definition(short), 0.99)
        inline(f"calls without wait or outcome, {limit}", GAPS, definition(short))
    inline("nobody gives up", {"wait_seconds": [3.0, 40.0], "answered": [True, True]}, definition())
    inline("everybody gives up", {"wait_seconds": [3.0, 40.0], "answered": [False, False]}, definition())
    inline("a limit above every wait", SMALL, definition(1000))

    def from_data(name, data, d, value=None, source=None):
        expected = expect(calls(data), d)
        if value is not None:
            agree(expected["estimate"], value["rate"], what=name)
            agree(expected["n"], value["n"], what=name)
        out.add(name, "kpi", definition=d, data=data, options={"level": 0.95, "missing": "omit"},
                expected=expected, tools=TOOLS, source=source)

    values, source = reference(TECHNION), "shared call_centre_technion_jan1999 (values of pandas)"
    from_data("anonymous bank", TECHNION, definition(), values["abandoned_in_queue"], source)
    from_data("anonymous bank, 5 s", TECHNION, definition(5), values["abandoned_excluding_short_le_5s"], source)
    for kind in ("IN", "NE", "NW", "PE", "PS", "TT"):
        from_data(f"anonymous bank, calls of type {kind}", TECHNION | {"where": {"type": kind}}, definition(),
                  values["abandon_by_type"][kind], source)
    from_data("simulated call centre, where nobody gives up", SIMULATED, definition())

    bad_input(out, definition())

    def refused(name, d, code, columns=SMALL):
        out.add(name, "kpi", definition=d, columns=columns, options={"level": 0.95, "missing": "omit"},
                error={"code": code})

    refused("negative limit of a short abandon", definition(-1), "invalid_parameter")
    refused("only short abandons", definition(5), "too_few_observations",
            {"wait_seconds": [3.0, 4.0], "answered": [False, False]})
    refused("a threshold, which this indicator has not", definition() | {"threshold_seconds": 20}, "invalid_document")
    out.write()


if __name__ == "__main__":
    main()
