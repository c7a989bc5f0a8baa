"""Cost-benefit ratio and return on quality in exact fractions of the doubles that go in; the
interval of the change of retention is Newcombe's, from statsmodels.
"""

from fractions import Fraction
import math

from scipy.optimize import brentq
from statsmodels.stats.proportion import confint_proportions_2indep

from golden import File, tool

TOOLS = f"exact fractions; {tool('statsmodels', 'scipy')}"
TOLERANCE = {"relative": 1e-9, "absolute": 1e-9}


def value(o, delta, exact=True):
    number = Fraction if exact else float
    before, rate = number(o["retention_before"]), number(o["discount_rate"])
    after = min(max(before + number(delta), 0), 1)
    gain = sum(number(o["customers"]) * number(o["margin"]) * (after ** t - before ** t) / (1 + rate) ** t
               for t in range(1, o["periods"] + 1))
    cost = number(o["initial_cost"]) + sum(number(o["running_cost"]) / (1 + rate) ** t for t in range(1, o["periods"] + 1))
    return gain - cost, cost


def main():
    file = File("return_on_quality", "kpi", __file__)
    counts = [800, 1000, 850, 1000]
    low, high = confint_proportions_2indep(850, 1000, 800, 1000, compare="diff", method="newcomb")
    delta = 850 / 1000 - 800 / 1000
    for at, o in enumerate((
            {"customers": 10000.0, "retention_before": 0.8, "margin": 120.0, "periods": 5, "discount_rate": 0.08,
             "initial_cost": 200000.0, "running_cost": 30000.0, "currency": "CNY"},
            {"customers": 500.0, "retention_before": 0.5, "margin": 1000.0, "periods": 12, "discount_rate": 0.01,
             "initial_cost": 1000000.0, "running_cost": 0.0, "currency": "EUR"})):
        worth, cost = value(o, delta)
        ends = [float(value(o, end, False)[0]) for end in (low, high)]
        pays = None
        if value(o, 1 - o["retention_before"], False)[0] >= 0:
            pays = brentq(lambda d: value(o, d, False)[0], 0, 1 - o["retention_before"], xtol=1e-15)
        file.add(f"return on quality {at}", "return_on_quality", tools=TOOLS, tolerance=TOLERANCE, counts=counts, options=o,
                 expected={"net_present_value.estimate": float(worth), "return_on_quality.estimate": float(worth / cost),
                           "net_present_value.interval.lower": ends[0], "net_present_value.interval.upper": ends[1],
                           "return_on_quality.interval.upper": ends[1] / float(cost), "break_even_change": pays})
    o = {"customers": 10000.0, "lifetime_value": 400.0, "repurchase_margin": 35.0, "cost_avoided": 20000.0,
         "cost": 100000.0, "currency": "CNY"}
    again = [300, 900, 360, 950]
    low2, high2 = confint_proportions_2indep(360, 950, 300, 900, compare="diff", method="newcomb")
    delta2 = 360 / 950 - 300 / 900
    parts = [(f * d, f * a, f * b) for f, d, a, b in ((40.0, delta, low, high), (3.5, delta2, low2, high2))]
    estimate = 0.2 + sum(d for d, _, _ in parts)
    file.add("cost and benefit", "cost_benefit", tools=TOOLS, tolerance=TOLERANCE, counts=counts, again=again, options=o,
             expected={"estimate": estimate,
                       "interval.lower": estimate - math.sqrt(sum((d - a) ** 2 for d, a, _ in parts)),
                       "interval.upper": estimate + math.sqrt(sum((b - d) ** 2 for d, _, b in parts))})
    file.write()


if __name__ == "__main__":
    main()
