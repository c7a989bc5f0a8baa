"""Error rate per declared base: the share of base units with an error (Wilson), and errors per so
many base units (exact Poisson interval of Garwood); by the arithmetic of the complaint rate."""

import json

from complaint_rate import RATE, SHARE, poisson
from golden import File, agree, resolve, share


def main():
    out = File("error_rate", "kpi", __file__)
    case = {"named": "error_rate", "base": "case"}
    step = {"named": "error_rate", "base": "step", "per": 1000}

    def inline(name, definition, errors, base, level=0.95, source=None):
        pairs = [(e, b) for e, b in zip(errors, base) if e is not None and b is not None]
        count, total = sum(e for e, _ in pairs), sum(b for _, b in pairs)
        per = definition.get("per")
        expected = share(count, total, level) if per is None else poisson(count, total, per, level)
        out.add(name, "kpi", definition=definition, columns={"events": errors, "base_count": base},
                options={"level": level, "missing": "omit"},
                expected=expected | {"excluded.missing": len(errors) - len(pairs)},
                tools=SHARE if per is None else RATE, source=source)
        return expected

    inline("four checkers", case, [3, 0, 7, 2], [60, 45, 80, 55])
    inline("four checkers at 0.9", case, [3, 0, 7, 2], [60, 45, 80, 55], 0.9)
    inline("a checker without a count", case, [3, None, 7], [60, 45, None])
    inline("no error", case, [0], [38])
    inline("an error everywhere", case, [4, 3], [4, 3])
    inline("errors per thousand steps", step, [12, 0, 31], [4100, 950, 8800])
    inline("no error in a thousand steps", step, [0], [1000])
    inline("a day without a count, per thousand", step, [12, None, 31], [4100, 950, 8800])
    inline("several errors in one form", {"named": "error_rate", "base": "form", "per": 1}, [130], [100])
    folder = "shared/cfpb_complaints_2013"
    values = json.loads(resolve(f"{folder}/reference.json").read_text())["values"]
    by_product = list(values["timely_by_product"].values())
    found = inline("untimely responses by product", case, [v["n"] - v["k"] for v in by_product],
                   [v["n"] for v in by_product], source=f"{folder} (values of pandas)")
    agree(found["estimate"], 1 - values["timely"]["rate"], what="untimely")

    def bad(name, definition, errors, base, error, missing="omit"):
        out.add(name, "kpi", definition=definition, columns={"events": errors, "base_count": base},
                options={"level": 0.95, "missing": missing}, error=error)

    for definition in (case, step):
        base = definition["base"]
        bad(f"columns of different length, {base}", definition, [1, 2], [10], {"code": "length_mismatch"})
        bad(f"missing where that is not allowed, {base}", definition, [1, None], [10, 20],
            {"code": "missing_value", "row": 1}, "raise")
        bad(f"negative count, {base}", definition, [1, -2], [10, 20], {"code": "invalid_count", "row": 1})
        bad(f"negative base, {base}", definition, [1, 2], [-10, 20], {"code": "invalid_count", "row": 0})
        bad(f"no row, {base}", definition, [], [], {"code": "too_few_observations"})
        bad(f"nothing checked, {base}", definition, [0, 0], [0, 0], {"code": "too_few_observations"})
    bad("more errors than cases in a row", case, [1, 11], [10, 10], {"code": "invalid_count", "row": 1})
    bad("per nothing", step | {"per": 0}, [1], [10], {"code": "invalid_parameter"})
    bad("no base", {"named": "error_rate"}, [1], [10], {"code": "invalid_document"})
    bad("a base that is no id", case | {"base": "Case!"}, [1], [10], {"code": "invalid_parameter"})
    out.write()


if __name__ == "__main__":
    main()
