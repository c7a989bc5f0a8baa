"""Correctly rounded sums: math.fsum, checked against exact fractions."""

import math
import sys
from fractions import Fraction

from golden import File


def main():
    out = File("exact_sum", "estimator", __file__)

    def case(name, values):
        total = math.fsum(values)
        if total != float(sum(map(Fraction, values), Fraction(0))):
            raise SystemExit(f"{name}: fsum and fractions differ")
        if math.copysign(1, total) < 0 and total == 0:
            total = 0.0
        out.add(name, "exact_sum", columns={"value": values}, expected={"sum": total},
                tolerance={"relative": 0.0, "absolute": 0.0},
                tools=f"Python {sys.version_info.major}.{sys.version_info.minor} math.fsum and fractions.Fraction")

    case("cancellation at 1e308", [1e308, 1.0, -1e308])
    case("cancellation at 1e308, other order", [1.0, 1e308, -1e308])
    case("cancellation at 1e16", [1e16, 1.0, -1e16])
    case("ten tenths", [0.1] * 10)
    case("a thousand tenths", [0.1] * 1000)
    case("a third and its rest", [1 / 3] * 3)
    case("smallest subnormals", [5e-324] * 7)
    case("subnormals against normals", [2.2250738585072014e-308, -5e-324, 5e-324, 1e-310])
    case("subnormal beside one", [1.0, 5e-324, -1.0])
    case("half to even below", [1.0, 2.0 ** -53])
    case("half to even above", [1.0 + 2.0 ** -52, 2.0 ** -53])
    case("half broken upwards by a bit far below", [1.0, 2.0 ** -53, 2.0 ** -106])
    case("half broken downwards by a bit far below", [1.0, 2.0 ** -53, -(2.0 ** -106)])
    case("half broken by the smallest number", [9007199254740992.0, 1.0, 5e-324])
    case("1e16, 1, 1e-16", [1e16, 1.0, 1e-16])
    case("alternating huge", [1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50])
    case("many magnitudes", [math.ldexp((-1) ** i * 1.1, e) for i, e in enumerate(range(-300, 301, 20))])
    case("many magnitudes, reversed", [math.ldexp((-1) ** i * 1.1, e) for i, e in enumerate(range(-300, 301, 20))][::-1])
    case("whole numbers beyond 2^53", [9007199254740993.0, 2.0, 3.0, -9007199254740992.0])
    case("largest finite", [sys.float_info.max, -sys.float_info.max, sys.float_info.max])
    case("one value", [-0.1])
    case("zeros", [0.0, -0.0, 0.0])
    out.add("NaN", "exact_sum", columns={"value": [1.0, "NaN"]}, error={"code": "not_finite", "row": 1})
    out.add("both infinities", "exact_sum", columns={"value": ["Infinity", "-Infinity"]},
            error={"code": "not_finite", "row": 0})
    out.write()


if __name__ == "__main__":
    main()
