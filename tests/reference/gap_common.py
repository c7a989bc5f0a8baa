"""What the reference scripts of the survey and gap models share.

Nothing here imports servqual. Keys of `expected` are the dotted paths of the
serialised report: a list of records with an `id` is addressed by that id, any
other list by position.
"""

import json
from fractions import Fraction
from pathlib import Path

import golden
from golden import exact, mp, mpf, double

HERE = Path(__file__).resolve()


def resolve(file):
    """`shared/x` lies beside the project or beside one of its parents."""
    if not file.startswith("shared/"):
        return golden.PROJECT / file
    rest = file.removeprefix("shared/")
    for parent in HERE.parents:
        found = parent / "shared" / "data" / rest
        if found.exists():
            return found
    raise SystemExit(f"{file} is not there")


golden.resolve = resolve


def shared(dataset):
    """The values of a shared reference file."""
    return json.loads(resolve(f"shared/{dataset}/reference.json").read_text(encoding="utf-8"))["values"]


def product(x, y):
    """Sum of the products of deviations, exact."""
    n, sx, sy = len(x), sum(x), sum(y)
    return Fraction(n * sum(a * b for a, b in zip(x, y)) - sx * sy, n)


def covariance(x, y):
    return product(x, y) / (len(x) - 1)


def correlation(x, y):
    """Pearson's r with 60 digits; None where a side does not vary."""
    xx, yy = product(x, x), product(y, y)
    if xx == 0 or yy == 0:
        return None
    return exact(product(x, y)) / mp.sqrt(exact(xx * yy))


def number(value):
    """A double of a fraction or an mpmath number; None stays None."""
    return None if value is None else double(value)


def mean(values):
    return Fraction(sum(values), len(values))


def close(ours, there, relative=1e-12, what=""):
    """Stops when the reference says something else."""
    if there is None or ours is None:
        if ours is not None:
            raise SystemExit(f"{what}: {ours!r} here, nothing there")
        return
    golden.agree(ours, there, relative=relative, absolute=1e-13, what=what)
