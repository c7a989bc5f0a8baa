"""The statistics that stand on their own.

>>> import servqual as sq
>>> bounds = sq.stats.proportion_interval(85, 100)
>>> round(bounds.lower, 4), round(bounds.upper, 4)
(0.7672, 0.9069)
>>> round(sq.stats.normal_quantile(0.975), 6)
1.959964
>>> sq.stats.describe([1e16, 1.0, -1e16]).sum
1.0
"""

from ._native import (
    BootstrapInterval,
    Bounds,
    Description,
    benjamini_hochberg,
    bootstrap,
    bootstrap_mean_of_counts,
    describe,
    holm,
    mean_interval,
    normal_cumulative,
    normal_quantile,
    proportion_interval,
)

__all__ = [
    "BootstrapInterval",
    "Bounds",
    "Description",
    "benjamini_hochberg",
    "bootstrap",
    "bootstrap_mean_of_counts",
    "describe",
    "holm",
    "mean_interval",
    "normal_cumulative",
    "normal_quantile",
    "proportion_interval",
]
