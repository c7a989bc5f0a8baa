"""Mean, standard deviation and Student interval: exact fractions and mpmath, checked
against SciPy and, for the NIST sets, against the certified values."""

import json

from golden import EXACT, File, agree, mean_interval, numbers, read_rows, resolve, tool

OPTIONS = {"level": 0.95, "missing": "omit"}
TOOLS = f"{EXACT}; agrees with {tool('scipy')} stats.t.interval"


def main():
    out = File("mean_interval", "estimator", __file__)

    def inline(name, values, level=0.95, source=None, tolerance=None):
        present = [v for v in values if v is not None]
        expected = mean_interval(present, level)
        expected["excluded.missing"] = len(values) - len(present)
        out.add(name, "mean_interval", columns={"value": values},
                options={"level": level, "missing": "omit"}, expected=expected, tools=TOOLS,
                source=source, tolerance=tolerance)

    inline("ten whole numbers", [3, 5, 4, 4, 2, 5, 5, 1, 4, 3])
    for level in (0.5, 0.8, 0.9, 0.99, 0.999):
        inline(f"ten whole numbers at {level}", [3, 5, 4, 4, 2, 5, 5, 1, 4, 3], level)
    inline("missing left out", [1.5, None, 2.25, None, None, 8.125])
    inline("two values", [1.0, 2.0])
    inline("one value: no deviation, no interval", [4.25])
    inline("constant: the interval is the mean", [2.5, 2.5, 2.5, 2.5])
    inline("negative and positive", [-3.5, 2.0, 0.0, -1.25, 7.75])
    inline("large offset, tenths (after NIST NumAcc4)",
           [10000000.2] + [10000000.1, 10000000.3] * 10,
           source="pattern of NIST StRD NumAcc4, 21 values; the doubles, not the decimals, are the data")
    inline("large offset, whole numbers (NIST NumAcc1)", [10000001, 10000003, 10000002],
           source="NIST StRD NumAcc1")
    inline("offset of 1e16, whole numbers", [1e16, 1e16 + 2, 1e16 + 4, 1e16 + 4])
    inline("squares beyond the largest double", [1e200, 3e200, 2.5e200])
    inline("sum beyond the largest double", [1e308, 1.02e308, 1.01e308])
    inline("squares below the smallest double", [1e-200, 3e-200, 2.5e-200],
           tolerance={"relative": 1e-12, "absolute": 0.0})
    inline("wide range of magnitudes", [1e-9, 1e9, 3.0, 1e-3, 2.5e4])

    certified = json.loads(resolve("shared/nist_univariate/reference.json").read_text())["values"]
    for name in ("Lew", "Lottery", "Mavro", "Michelso"):
        file = f"shared/nist_univariate/{name}.csv"
        expected = mean_interval(numbers(read_rows(file), "y"))
        agree(expected["estimate"], certified[name]["certified"]["mean"], relative=1e-14, what=name)
        agree(expected["standard_deviation"], certified[name]["certified"]["sd"], relative=1e-13, what=name)
        expected["excluded.missing"] = 0
        out.add(f"NIST {name}", "mean_interval", data={"file": file, "columns": {"value": "y"}},
                options=OPTIONS, expected=expected, tools=TOOLS,
                source="NIST StRD; mean and standard deviation are the certified values")

    for file, column, name in [
        ("tests/data/jfk_punctuality/flights.csv", "arrival_delay_minutes", "JFK arrival delay"),
        ("tests/data/jfk_punctuality/flights.csv", "departure_delay_minutes", "JFK departure delay"),
        ("tests/data/copenhagen_housing/residents.csv", "satisfaction", "Copenhagen satisfaction"),
    ]:
        values = numbers(read_rows(file), column)
        present = [v for v in values if v is not None]
        expected = mean_interval(present)
        expected["excluded.missing"] = len(values) - len(present)
        out.add(name, "mean_interval", data={"file": file, "columns": {"value": column}},
                options=OPTIONS, expected=expected, tools=TOOLS)

    def bad(name, values, code, missing="omit", level=0.95):
        out.add(name, "mean_interval", columns={"value": values},
                options={"level": level, "missing": missing}, error=code)

    bad("missing where that is not allowed", [1.0, 2.0, None, 4.0], {"code": "missing_value", "row": 2}, "raise")
    bad("NaN is not missing", [1.0, "NaN", 3.0], {"code": "not_finite", "row": 1})
    bad("infinity", [1.0, 2.0, 3.0, "Infinity"], {"code": "not_finite", "row": 3})
    bad("minus infinity", ["-Infinity", 1.0], {"code": "not_finite", "row": 0})
    bad("no value", [], {"code": "too_few_observations"})
    bad("all missing", [None, None], {"code": "too_few_observations"})
    bad("a level of one", [1.0, 2.0], {"code": "invalid_parameter"}, level=1.0)
    out.write()


if __name__ == "__main__":
    main()
