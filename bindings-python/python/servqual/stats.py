"""The statistics that stand on their own.

>>> import servqual as sq
>>> sq.stats.proportion_interval(85, 100)
Bounds(lower=0.7671644040916763, upper=0.9069401471634337)
>>> sq.stats.normal_quantile(0.975)
1.9599639845400543
>>> sq.stats.describe([1e16, 1.0, -1e16]).sum
1.0
"""

from ._native import (
    Bounds,
    Description,
    describe,
    mean_interval,
    normal_cumulative,
    normal_quantile,
    proportion_interval,
)

__all__ = [
    "Bounds",
    "Description",
    "describe",
    "mean_interval",
    "normal_cumulative",
    "normal_quantile",
    "proportion_interval",
]
