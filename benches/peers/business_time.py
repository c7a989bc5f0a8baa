"""Business hours of spans, by the same calendar as pandas' CustomBusinessHour."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from contest import Contest, Servqual, timed

SPANS = 1_000
HOLIDAYS = ["2025-01-01", "2025-05-01", "2025-10-01"]


class Pandas:
    """pandas has no difference in business hours: the opened hours between two ends are listed."""

    def __init__(self, directory: Path) -> None:
        ends = (np.fromfile(directory / name, np.int64)[:SPANS] for name in ("start.i64", "end.i64"))
        self.start, self.end = (pd.to_datetime(end, unit="us") for end in ends)

    def hours(self) -> list[float]:
        opened = pd.offsets.CustomBusinessHour(start="09:00", end="18:00", holidays=HOLIDAYS)
        spans = zip(self.start, self.end)
        return [float(len(pd.date_range(start, end, freq=opened, inclusive="left"))) for start, end in spans]

    def hours_at_once(self) -> list[float]:
        """Every opened hour of the year once, then two look-ups a span: what a careful user writes."""
        opened = pd.offsets.CustomBusinessHour(start="09:00", end="18:00", holidays=HOLIDAYS)
        hours = pd.date_range(self.start.min(), self.end.max(), freq=opened)
        return (hours.searchsorted(self.end) - hours.searchsorted(self.start)).astype(float).tolist()


def contests(directory: Path, servqual: Servqual) -> list[Contest]:
    """Whole hours, so that a list of hours can answer."""
    pandas = Pandas(directory)
    contenders = {
        "servqual, one thread": partial(servqual.run, "business_hours"),
        "pandas, span by span": timed(pandas.hours, list),
        "pandas, hours listed once": timed(pandas.hours_at_once, list),
    }
    return [Contest(f"Business hours of {SPANS:,} spans", contenders, rounds=3)]
