"""What the reference scripts share: exact arithmetic, quantiles to 50 digits, the writer.

Nothing here or in the scripts beside it imports servqual. Sums, means and
variances are exact fractions of the doubles that went in; quantiles and tail
probabilities come from a continued fraction evaluated with mpmath. Every value
is checked against SciPy, statsmodels or NumPy before it is written (`agree`),
and again against R by cross_check.R.
"""

import csv
import json
import math
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

import mpmath
from mpmath import mp, mpf

from shared import PROJECT, shared_data

mp.dps = 60

TESTS = Path(__file__).resolve().parents[1]
GOLDEN = TESTS / "golden"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12}


def tool(*names: str) -> str:
    """`scipy` becomes `scipy 1.17.1`."""
    return ", ".join(f"{name} {version(name)}" for name in names)


EXACT = f"{tool('mpmath')} at {mp.dps} digits on exact fractions"


# ---------------------------------------------------------------- numbers

def exact(value) -> mpf:
    """A fraction or a double as an mpmath number, without loss."""
    value = Fraction(value)
    return mpf(value.numerator) / mpf(value.denominator)


def decimal(value: float) -> mpf:
    """The decimal number that was written: 0.95 is 95/100, not the nearest double."""
    return mpf(repr(value))


def double(value) -> float:
    """The nearest double."""
    if isinstance(value, Fraction):
        return value.numerator / value.denominator
    return float(mpmath.nstr(value, 40))


def agree(ours, other, relative=1e-11, absolute=1e-13, what=""):
    """Stops when the second implementation says something else."""
    ours, other = float(ours), float(other)
    if not abs(ours - other) <= max(absolute, relative * abs(other)):
        raise SystemExit(f"{what}: {ours!r} here, {other!r} there")


# ---------------------------------------------------------------- distributions

def _beta_fraction(x, a, b):
    """The continued fraction of the incomplete beta function (modified Lentz)."""
    tiny = mpf(10) ** (-3 * mp.dps)
    c, d = mpf(1), 1 - (a + b) * x / (a + 1)
    d = 1 / (d if d else tiny)
    result = d
    for m in range(1, 200_000):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / (d if d else tiny)
            c = 1 + numerator / c
            c = c if c else tiny
            step = c * d
            result *= step
        if abs(step - 1) < mpf(10) ** (-mp.dps + 3):
            return result
    raise ArithmeticError("the continued fraction did not settle")


def beta_cdf(x, a, b):
    """Regularised incomplete beta function I_x(a, b)."""
    x, a, b = mpf(x), mpf(a), mpf(b)
    if x <= 0:
        return mpf(0)
    if x >= 1:
        return mpf(1)
    front = mp.exp(a * mp.log(x) + b * mp.log1p(-x) + mp.loggamma(a + b)
                   - mp.loggamma(a) - mp.loggamma(b))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def _solve(function, start):
    """A root near `start` by the secant rule."""
    x0, x1 = mpf(start) * (1 - mpf(10) ** -8), mpf(start) * (1 + mpf(10) ** -8)
    f0, f1 = function(x0), function(x1)
    for _ in range(60):
        if f1 == f0:
            break
        x0, f0, x1 = x1, f1, x1 - f1 * (x1 - x0) / (f1 - f0)
        if abs(x1 - x0) < mpf(10) ** (-mp.dps + 12) * abs(x1):
            return x1
        f1 = function(x1)
    if abs(x1 - x0) < mpf(10) ** -40 * abs(x1):
        return x1
    raise ArithmeticError("no root found")


def beta_quantile(p, a, b):
    from scipy import stats
    a, b = exact(a), exact(b)
    return _solve(lambda x: beta_cdf(x, a, b) - p, float(stats.beta.ppf(float(p), float(a), float(b))))


def normal_quantile(level: float):
    """z such that |Z| <= z with probability `level`."""
    return mp.sqrt(2) * mp.erfinv(decimal(level))


def t_two_sided(t, df):
    """P(|T| >= |t|)."""
    t = abs(mpf(t))
    return beta_cdf(df / (df + t * t), mpf(df) / 2, mpf(1) / 2)


def t_quantile(level: float, df):
    """t such that |T| <= t with probability `level`."""
    from scipy import stats
    tail = 1 - decimal(level)
    start = float(stats.t.ppf(1 - float(tail) / 2, float(df)))
    return _solve(lambda t: t_two_sided(t, df) - tail, start)


def chi_square_quantile(p, df):
    from scipy import stats
    start = float(stats.chi2.ppf(float(p), df))
    return _solve(lambda x: mp.gammainc(mpf(df) / 2, 0, x / 2, regularized=True) - p, start)


# ---------------------------------------------------------------- intervals

def wilson(k, n, level=0.95):
    z = normal_quantile(level)
    p, n = exact(Fraction(k, n)), mpf(n)
    centre = p + z * z / (2 * n)
    half = z * mp.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    lower, upper = (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)
    if k == 0:
        lower = mpf(0)
    if p == 1:
        upper = mpf(1)
    return lower, upper


def share(k, n, level=0.95):
    """Estimate and Wilson interval of a share, checked against statsmodels."""
    from statsmodels.stats.proportion import proportion_confint
    lower, upper = wilson(k, n, level)
    there = proportion_confint(k, n, alpha=1 - level, method="wilson")
    agree(lower, there[0], what="wilson")
    agree(upper, there[1], what="wilson")
    return {"estimate": double(Fraction(k, n)), "n": n,
            "interval.lower": double(lower), "interval.upper": double(upper)}


def moments(values):
    """n, mean and variance (divisor n - 1) as exact fractions; variance None for n = 1."""
    values = [Fraction(v) for v in values]
    n = len(values)
    mean = sum(values, Fraction(0)) / n
    if n == 1:
        return n, mean, None
    return n, mean, sum(((v - mean) ** 2 for v in values), Fraction(0)) / (n - 1)


def mean_interval(values, level=0.95):
    """Mean, standard deviation and Student interval; None where they do not exist."""
    n, mean, variance = moments(values)
    if variance is None:
        return {"estimate": double(mean), "n": n, "standard_deviation": None,
                "interval.lower": None, "interval.upper": None}
    deviation = mp.sqrt(exact(variance))
    half = t_quantile(level, n - 1) * deviation / mp.sqrt(n)
    if variance > 0:
        from scipy import stats
        there = stats.t.interval(level, n - 1, loc=float(mean),
                                 scale=float(deviation / mp.sqrt(n)))
        agree(exact(mean) - half, there[0], what="t interval")
        agree(exact(mean) + half, there[1], what="t interval")
    return {"estimate": double(mean), "n": n, "standard_deviation": double(deviation),
            "interval.lower": double(exact(mean) - half),
            "interval.upper": double(exact(mean) + half)}


# ---------------------------------------------------------------- data

def resolve(file: str) -> Path:
    """`shared/x` lies beside the project, everything else inside it."""
    if not file.startswith("shared/"):
        return PROJECT / file
    folder = shared_data()
    if folder is None:
        raise FileNotFoundError(f"{file}: no shared/data beside the project; set SERVQUAL_SHARED")
    return folder / file.removeprefix("shared/")


def read_rows(file: str, where=None, where_not=None, without=()):
    with open(resolve(file), newline="", encoding="utf-8") as handle:
        return [row for row in csv.DictReader(handle)
                if all(row[c] == v for c, v in (where or {}).items())
                and all(row[c] != v for c, v in (where_not or {}).items())
                and not any(all(row[c] == v for c, v in cells.items()) for cells in without)]


def numbers(rows, column):
    """The column as integers or doubles; an empty cell is None."""
    def one(text):
        if text == "":
            return None
        try:
            return int(text)
        except ValueError:
            return float(text)
    return [one(row[column]) for row in rows]


def outcomes(rows, column, yes):
    """Whether the cell is the text `yes`; an empty cell is None."""
    return [None if row[column] == "" else row[column] == yes for row in rows]


# ---------------------------------------------------------------- the files

class File:
    """Collects the cases of one golden file and writes it."""

    def __init__(self, id: str, area: str, script: str):
        self.id, self.area, self.script = id, area, f"tests/reference/{Path(script).name}"
        self.cases = []

    def add(self, name, operation, *, expected=None, error=None, tolerance=None,
            tools=None, source=None, **inputs):
        case = {"name": name, "operation": operation, **inputs}
        if error is not None:
            case["expected_error"] = error
        else:
            case["expected"] = expected
            case["tolerance"] = tolerance or TOLERANCE
        case["provenance"] = {"tool": tools or ("by definition" if error else EXACT),
                              "script": self.script}
        if source:
            case["provenance"]["source"] = source
        self.cases.append(case)

    def write(self):
        names = [case["name"] for case in self.cases]
        if len(set(names)) != len(names):
            raise SystemExit(f"{self.id}: a case name occurs twice")
        lines = [json.dumps(case, ensure_ascii=False, allow_nan=False) for case in self.cases]
        text = (f'{{"id": "{self.id}", "area": "{self.area}", "cases": [\n'
                + ",\n".join(lines) + "\n]}\n")
        (GOLDEN / f"{self.id}.json").write_text(text, encoding="utf-8")
        print(f"{self.id}: {len(self.cases)} cases, {len(text):,} bytes")
