"""Cronbach's alpha, Feldt's interval, item analysis, reliability of the difference:
exact fractions and mpmath, checked against pingouin 0.7 (cronbach_alpha, listwise)
and against the shared reference values of R 4.2.2 and psych 2.2.9.

Rules: a reversed item is minimum + maximum - x. A respondent counts in a dimension
when every answer (every pair, for `difference_reliability`) of it is there.
Covariances have divisor n - 1. Feldt: 1 - (1 - alpha) F at n - 1 and (n-1)(k-1).
"""

from fractions import Fraction

import gap_common
from gap_common import close, correlation, covariance, mean, number, product, shared
from golden import EXACT, File, beta_quantile, decimal, exact, mp, mpf, numbers, read_rows, tool

TOOLS = f"{EXACT}; agrees with {tool('pingouin')} cronbach_alpha and R 4.2.2, psych 2.2.9"


def alpha_of(columns):
    k = len(columns)
    if k < 2:
        return None
    total = [sum(row) for row in zip(*columns)]
    variance = covariance(total, total)
    if variance == 0:
        return None
    return Fraction(k, k - 1) * (1 - sum(covariance(c, c) for c in columns) / variance)


def f_quantile(p, d1, d2):
    x = beta_quantile(p, Fraction(d1, 2), Fraction(d2, 2))
    return d2 * x / (d1 * (1 - x))


def scale(ids, columns, level, n_rows):
    """Everything about one scale whose columns are turned and complete."""
    k, n = len(columns), len(columns[0])
    total = [sum(row) for row in zip(*columns)]
    alpha = alpha_of(columns)
    variance = covariance(total, total)
    tail = (1 - decimal(level)) / 2
    pairs = [correlation(columns[i], columns[j]) for i in range(k) for j in range(i + 1, k)]
    r = None if not pairs or None in pairs else mp.fsum(pairs) / len(pairs)
    off = sum(covariance(columns[i], columns[j]) ** 2 for i in range(k) for j in range(k) if i != j)
    variances = sum(covariance(c, c) for c in columns)
    block = {
        "alpha.estimate": number(alpha), "alpha.n": n,
        "standardized_alpha": None if r is None else number(k * r / (1 + (k - 1) * r)),
        "mean_inter_item_correlation": number(r),
        "total_mean": number(mean(total)), "total_standard_deviation": number(mp.sqrt(exact(variance))),
    }
    if alpha is not None:
        bound = lambda p: 1 - (1 - exact(alpha)) * f_quantile(p, n - 1, (n - 1) * (k - 1))
        block["alpha.interval.lower"] = number(bound(1 - tail))
        block["alpha.interval.upper"] = number(bound(tail))
        block["guttman_lambda_2"] = number(
            exact(1 - variances / variance) + mp.sqrt(mpf(k) / (k - 1) * exact(off)) / exact(variance))
        block["standard_error_of_measurement"] = number(mp.sqrt(exact(variance)) * mp.sqrt(exact(1 - alpha)))
        import pandas
        import pingouin
        there = pingouin.cronbach_alpha(pandas.DataFrame(dict(zip(ids, columns))).astype(float), ci=level)
        close(alpha, there[0], what="pingouin alpha", relative=1e-11)
    if n_rows > n:
        block["alpha.excluded.0.count"] = n_rows - n
    for position, item in enumerate(ids):
        own = columns[position]
        others = [c for at, c in enumerate(columns) if at != position]
        rest = [sum(row) for row in zip(*others)] if others else [0] * n
        block |= {f"items.{item}.mean.estimate": number(mean(own)),
                  f"items.{item}.mean.standard_deviation": number(mp.sqrt(exact(covariance(own, own)))),
                  f"items.{item}.item_rest_correlation": number(correlation(own, rest)),
                  f"items.{item}.item_total_correlation": number(correlation(own, total)),
                  f"items.{item}.alpha_if_deleted": number(alpha_of(others))}
    return block


def turned(values, reversed_, low, high):
    return [None if v is None else low + high - v if reversed_ else v for v in values]


def complete(columns):
    rows = [row for row in zip(*columns) if None not in row]
    return [list(column) for column in zip(*rows)]


def analyse(instrument, columns, level, n_rows):
    low, high = instrument["scale"]["minimum"], instrument["scale"]["maximum"]
    expected = {}
    for dimension in instrument["dimensions"]:
        items = [i for i in instrument["items"] if i["dimension"] == dimension["id"]]
        used = complete([turned(columns[i["id"]], i["reversed"], low, high) for i in items])
        block = scale([i["id"] for i in items], used, level, n_rows)
        expected |= {f"scales.{dimension['id']}.{key}": value for key, value in block.items()}
    return expected


def analyse_pairs(instrument, expectation, perception, level, n_rows):
    low, high = instrument["scale"]["minimum"], instrument["scale"]["maximum"]
    expected = {}
    for dimension in instrument["dimensions"]:
        items = [i for i in instrument["items"] if i["dimension"] == dimension["id"]]
        ids, k = [i["id"] for i in items], len(items)
        both = [turned(side[i["id"]], i["reversed"], low, high) for side in (expectation, perception) for i in items]
        used = complete(both)
        e, p = used[:k], used[k:]
        gap = [[b - a for a, b in zip(x, y)] for x, y in zip(e, p)]
        prefix = f"dimensions.{dimension['id']}"
        for name, side in (("expectation", e), ("perception", p), ("gap", gap)):
            block = scale(ids, side, level, n_rows)
            expected |= {f"{prefix}.{name}.{key}": value for key, value in block.items()}
        te, tp = [sum(r) for r in zip(*e)], [sum(r) for r in zip(*p)]
        ve, vp, c = covariance(te, te), covariance(tp, tp), covariance(te, tp)
        expected[f"{prefix}.correlation"] = number(correlation(te, tp))
        reliability = (ve * alpha_of(e) + vp * alpha_of(p) - 2 * c) / (ve + vp - 2 * c)
        expected[f"{prefix}.difference_reliability"] = number(reliability)
    return expected


def instrument(id, dimensions, items, low=1, high=7):
    return {"id": id, "scale": {"minimum": low, "maximum": high}, "dimensions": [{"id": d} for d in dimensions],
            "items": [{"id": i, "dimension": d, "reversed": r} for i, d, r in items]}


def check(expected, prefix, block, names):
    """Against a scale block of the shared reference."""
    pairs = {"alpha.estimate": block["alpha_raw"], "standardized_alpha": block["alpha_standardized"],
             "mean_inter_item_correlation": block["mean_interitem_r"], "guttman_lambda_2": block["guttman"]["lambda2_cov"],
             "standard_error_of_measurement": block["sem_from_alpha"], "total_mean": block["scale_sum_mean"],
             "alpha.interval.lower": block["alpha_ci95_feldt"][0], "alpha.interval.upper": block["alpha_ci95_feldt"][1]}
    for name, there in names.items():
        deleted = block["alpha_if_deleted"] or {}
        pairs |= {f"items.{name}.mean.estimate": block["item_mean"][there],
                  f"items.{name}.mean.standard_deviation": block["item_sd"][there],
                  f"items.{name}.item_rest_correlation": block["item_rest_r"][there],
                  f"items.{name}.item_total_correlation": block["item_total_r"][there],
                  f"items.{name}.alpha_if_deleted": deleted.get(there) if len(names) > 2 else None}
    for key, there in pairs.items():
        close(expected[f"{prefix}.{key}"], there, what=f"{prefix}.{key}", relative=1e-11)


def from_file(out, name, operation, made, file, columns, where=None, level=0.95):
    rows = read_rows(file, where)
    read = lambda table: {item: numbers(rows, column) for item, column in table.items()}
    options = {"level": level, "missing": "omit"}
    data = {"file": file, "columns": columns} | ({"where": where} if where else {})
    if operation == "reliability":
        expected = analyse(made, read(columns["single"]), level, len(rows))
    else:
        expected = analyse_pairs(made, read(columns["expectation"]), read(columns["perception"]), level, len(rows))
    out.add(name, operation, instrument=made, data=data, options=options, expected=expected, tools=TOOLS)
    return expected


def kiosk(out):
    file, where = "shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"}
    every = read_rows("shared/kiosk_kservqual/items.csv")
    reference = shared("kiosk_kservqual")
    for map_name, block_name in (("dimension8", "reliability8"), ("dimension6", "reliability6")):
        items = [i for i in every if i[map_name]]
        dimensions = list(dict.fromkeys(i[map_name] for i in items))
        made = instrument(f"kiosk_{map_name}", dimensions, [(i["item"], i[map_name], False) for i in items])
        columns = {side: {i["item"]: f"{letter}_{i['item']}" for i in items}
                   for side, letter in (("expectation", "E"), ("perception", "P"))}
        expected = from_file(out, f"kiosk survey, {map_name}", "difference_reliability", made, file, columns, where)
        for d in dimensions:
            for letter, side in (("E", "expectation"), ("P", "perception")):
                block = reference[block_name][d].get(letter)
                if block:
                    names = {i["item"]: f"{letter}_{i['item']}" for i in items if i[map_name] == d}
                    check(expected, f"dimensions.{d}.{side}", block, names)
    items = every
    made = instrument("kiosk_all", ["all"], [(i["item"], "all", False) for i in items])
    columns = {"single": {i["item"]: f"P_{i['item']}" for i in items}}
    expected = from_file(out, "kiosk survey, all perceptions", "reliability", made, file, columns, where)
    check(expected, "scales.all", reference["all24"]["P"], {i["item"]: f"P_{i['item']}" for i in items})


def single(out, name, file, dataset, block_name, columns, reversed_=(), low=1, high=7):
    made = instrument(block_name, ["scale"], [(c, "scale", c in reversed_) for c in columns], low, high)
    expected = from_file(out, name, "reliability", made, file, {"single": {c: c for c in columns}})
    check(expected, "scales.scale", shared(dataset)[block_name], {c: c for c in columns})


def main():
    out = File("reliability", "survey", __file__)
    kiosk(out)
    attitude = ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"]
    single(out, "attitude", "shared/r_attitude/data.csv", "r_attitude", "all7", attitude, low=0, high=100)
    water = "shared/servaqua_water/data.csv"
    technical, functional = [f"t{i:02}" for i in range(1, 6)], [f"f{i:02}" for i in range(1, 14)]
    single(out, "water, technical", water, "servaqua_water", "technical5", technical)
    single(out, "water, functional", water, "servaqua_water", "functional13", functional)
    single(out, "water, all", water, "servaqua_water", "all18", technical + functional)
    involvement = [f"p{i:02}" for i in range(1, 11)]
    single(out, "water, involvement as answered", water, "servaqua_water", "pii10_unreversed", involvement)
    single(out, "water, involvement with reversed items", water, "servaqua_water", "pii10_reversed", involvement,
           reversed_=["p01", "p02", "p07", "p08", "p09", "p10"])
    made = instrument("inline", ["one", "two"], [("a", "one", False), ("b", "one", True), ("c", "two", False)], 1, 5)
    columns = {"a": [1, 2, None, 4, 5, 3], "b": [5, 4, 2, 2, None, 2], "c": [3, 3, 4, 5, 1, 2]}
    for level in (0.9, 0.95):
        out.add(f"missing answers and a lone item at {level}", "reliability", instrument=made,
                columns={"single": columns}, options={"level": level, "missing": "omit"},
                expected=analyse(made, columns, level, 6), tools=TOOLS)
    out.add("a missing answer where none may be", "reliability", instrument=made, columns={"single": columns},
            options={"missing": "raise"}, error={"code": "missing_value", "row": 2})
    off = {**columns, "c": [3, 3, 4, 0, 1, 2]}
    out.add("not applicable coded as zero", "reliability", instrument=made, columns={"single": off},
            options={"missing": "omit"}, error={"code": "outside_scale", "row": 3})
    out.write()


if __name__ == "__main__":
    main()
