"""The percentile interval of a mean by 2 000 resamples of 100 000 observations.

The draws are each contender's own, so that only the estimates can agree. servqual draws ratings from
their histogram, which is the same law as drawing rows; durations it draws row by row.
"""

from functools import partial
from pathlib import Path

import numpy as np
from contest import Contest, Run, Servqual, timed
from scipy import stats

ROWS = 100_000
RESAMPLES = 2_000


def observations(directory: Path) -> dict[str, np.ndarray]:
    """The first observations that are there."""
    result = {}
    for name, file, kind in (("ratings", "satisfaction.i8", np.int8), ("durations", "response.f64", np.float64)):
        bits = np.fromfile(directory / f"{file.split('.')[0]}.bits", np.uint8)
        values = np.fromfile(directory / file, kind)
        result[name] = values[np.unpackbits(bits, bitorder="little", count=len(values)).view(bool)][:ROWS]
    return result


def scipy_interval(values: np.ndarray) -> Run:
    """SciPy in batches that fit the memory."""
    return stats.bootstrap((values,), np.mean, n_resamples=RESAMPLES, batch=50, method="percentile", rng=np.random.default_rng(1))


def contests(directory: Path, servqual: Servqual) -> list[Contest]:
    """Ratings and durations."""
    result = []
    for name, values in observations(directory).items():
        values = values.astype(np.float64)
        contenders = {
            "servqual, one thread": partial(servqual.run, f"bootstrap_{name}"),
            "servqual, every core": partial(servqual.run, f"bootstrap_{name}_threads"),
            "SciPy": timed(partial(scipy_interval, values), lambda found: [found.confidence_interval.low]),
        }
        title = f"Bootstrap of a mean, {RESAMPLES:,} × {ROWS:,} {name}"
        result.append(Contest(title, contenders, frozenset({"SciPy"}), rounds=3))
    return result
