"""Service level by its five formulas with the Wilson interval: counted, mpmath, checked against
statsmodels and the values of pandas beside the shared logs."""

from calls import GAPS, PUBLISHED_DAY, SIMULATED, SMALL, TECHNION, bad_input, calls, pairs, reference
from golden import EXACT, File, agree, share, tool

TOOLS = f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint"
FORMULAS = ["abandoned_are_missed", "answered_only", "abandoned_within_are_met",
            "abandoned_within_are_left_out", "short_abandoned_are_met"]


def definition(formula=None, threshold=None, short=None):
    made = {"named": "service_level"}
    if threshold is not None:
        made["threshold_seconds"] = threshold
    if formula:
        made["formula"] = formula
    if short is not None:
        made["short_abandon_seconds"] = short
    return made


def expect(calls, d, level=0.95, missing=0):
    threshold, formula = d.get("threshold_seconds", 20), d.get("formula", FORMULAS[0])
    answered = [wait for wait, taken in calls if taken]
    abandoned = [wait for wait, taken in calls if not taken]
    in_time = sum(wait <= threshold for wait in answered)
    gave_up = sum(wait <= threshold for wait in abandoned)
    met, of = {
        "abandoned_are_missed": lambda: (in_time, len(calls)),
        "answered_only": lambda: (in_time, len(answered)),
        "abandoned_within_are_met": lambda: (in_time + gave_up, len(calls)),
        "abandoned_within_are_left_out": lambda: (in_time, len(calls) - gave_up),
        "short_abandoned_are_met": lambda: (
            in_time + sum(wait <= d["short_abandon_seconds"] for wait in abandoned), len(calls)),
    }[formula]()
    return share(met, of, level) | {"excluded.missing": missing, "excluded.abandoned": len(calls) - of}


def main():
    out = File("service_level", "kpi", __file__)

    def inline(name, columns, d, level=0.95, source=None):
        complete, missing = pairs(columns)
        expected = expect(complete, d, level, missing)
        out.add(name, "kpi", definition=d, columns=columns, options={"level": level, "missing": "omit"},
                expected=expected, tools=TOOLS, source=source)
        return expected

    published = [.8113, .8600, .8302, .8269, .8208]
    for formula, printed in zip(FORMULAS, published):
        d = definition(formula, 20, 5 if formula.startswith("short") else None)
        found = inline(f"one day of 1060 calls, {formula}", PUBLISHED_DAY, d,
                       source=f"callcentrehelper.com, 51callcenter.com: {printed}")
        agree(round(found["estimate"], 4), printed, what=formula)
        inline(f"eleven calls, {formula}", SMALL, d)
        inline(f"eleven calls at 0.9, {formula}", SMALL, d, 0.9)
        inline(f"calls without wait or outcome, {formula}", GAPS, d)
    inline("20 seconds where not given", SMALL, definition())
    inline("15 seconds, as in the hotline 12345", PUBLISHED_DAY, definition(threshold=15))
    inline("threshold of zero", SMALL, definition(threshold=0))
    inline("nobody in time", {"wait_seconds": [30.0, 40.0], "answered": [True, True]}, definition())
    inline("everybody in time", {"wait_seconds": [3.0, 4.0, 20.0], "answered": [True] * 3}, definition())
    inline("only abandoned calls are all missed", {"wait_seconds": [3.0, 40.0], "answered": [False] * 2}, definition())

    def from_data(name, data, d, value=None, source=None):
        expected = expect(calls(data), d)
        if value is not None:
            agree(expected["estimate"], value["rate"], what=name)
            agree(expected["n"], value["n"], what=name)
        out.add(name, "kpi", definition=d, data=data, options={"level": 0.95, "missing": "omit"},
                expected=expected, tools=TOOLS, source=source)

    values = reference(TECHNION)
    keys = ["served_over_offered", "served_over_served", "abandoned_within_counted_as_met",
            "excluding_abandoned_within_20s"]
    for formula, key in zip(FORMULAS, keys):
        from_data(f"anonymous bank, {formula}", TECHNION, definition(formula, 20), values[f"service_level_20s_{key}"],
                  "shared call_centre_technion_jan1999 (values of pandas)")
    from_data("anonymous bank, short_abandoned_are_met", TECHNION, definition(FORMULAS[4], 20, 5))
    for kind in ("PS", "NW"):
        from_data(f"anonymous bank, calls of type {kind}", TECHNION | {"where": {"type": kind}}, definition(threshold=30))
    values = reference(SIMULATED)
    for threshold in (20, 60):
        from_data(f"simulated call centre, {threshold} s", SIMULATED, definition(threshold=threshold),
                  values[f"wait_le_{threshold}"], "shared sim_call_centre (values of pandas and polars)")

    bad_input(out, definition())

    def refused(name, d, code, calls=SMALL):
        out.add(name, "kpi", definition=d, columns=calls, options={"level": 0.95, "missing": "omit"},
                error={"code": code})

    refused("nobody answered, answered_only", definition("answered_only"), "too_few_observations",
            {"wait_seconds": [3.0, 40.0], "answered": [False, False]})
    refused("all abandoned within, abandoned_within_are_left_out", definition(FORMULAS[3]), "too_few_observations",
            {"wait_seconds": [3.0, 4.0], "answered": [False, False]})
    refused("negative threshold", definition(threshold=-1), "invalid_parameter")
    refused("negative limit of a short abandon", definition(FORMULAS[4], 20, -5), "invalid_parameter")
    refused("short abandons without their limit", definition(FORMULAS[4], 20), "invalid_parameter")
    refused("a limit that the formula does not use", definition(FORMULAS[0], 20, 5), "invalid_parameter")
    refused("a formula that there is not", definition("answered_in_time"), "invalid_document")
    out.write()


if __name__ == "__main__":
    main()
