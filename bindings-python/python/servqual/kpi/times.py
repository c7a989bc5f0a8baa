"""Times that should be short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._native import KpiDefinition
from ._define import named

if TYPE_CHECKING:
    from .._types import DurationStatistic, MissingRule


def complaint_closure_time(
    *,
    statistic: DurationStatistic = "median",
    threshold_seconds: float | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How long a complaint takes from receipt to closure, in calendar time.

    Mean (Student's interval), median or 90th percentile (Hyndman and Fan's definition 7) in seconds:
    lower is better. Or the share of complaints of at most ``threshold_seconds`` (Wilson): higher is
    better.

    Measured from ``start`` and ``end``, instants with a zone, or from durations (numbers are
    seconds); a complaint without an end is left out and counted as ``open``: the oldest are there.

    Parameters
    ----------
    statistic : {"mean", "median", "p90", "share_within"}
        What is said of the durations.
    threshold_seconds : float, optional
        The threshold of ``share_within``, and of nothing else.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> import servqual as sq
    >>> day = lambda number: datetime(2026, 3, number, tzinfo=timezone.utc)
    >>> median = sq.kpi.complaint_closure_time()
    >>> measure = median.measure(start=[day(1), day(1), day(2), day(2)], end=[day(3), day(6), day(5), None])
    >>> measure.estimate, measure.excluded
    (259200.0, {'open': 1})
    """
    return named("complaint_closure_time", missing, level, statistic=statistic, threshold_seconds=threshold_seconds)


def first_response_time(
    *,
    statistic: DurationStatistic = "median",
    threshold_seconds: float | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How long a customer waits for the first human response, in calendar time.

    Mean (Student's interval), median or 90th percentile (Hyndman and Fan's definition 7, interval
    of order statistics) in seconds: lower is better. Or the share of responses of at most
    ``threshold_seconds`` (Wilson): higher is better.

    Measured from durations (numbers are seconds), or from ``start`` and ``end``, instants with a
    zone; a case without an end is still open, left out and counted as ``open``.

    Parameters
    ----------
    statistic : {"mean", "median", "p90", "share_within"}
        What is said of the durations.
    threshold_seconds : float, optional
        The threshold of ``share_within``, and of nothing else.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.first_response_time().measure([30.0, 90.0, 600.0]).estimate
    90.0
    """
    return named("first_response_time", missing, level, statistic=statistic, threshold_seconds=threshold_seconds)


def full_resolution_time(
    *,
    statistic: DurationStatistic = "median",
    threshold_seconds: float | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How long a case takes from its opening to its last resolution, in calendar time.

    Mean (Student's interval), median or 90th percentile (Hyndman and Fan's definition 7) in seconds:
    lower is better. Or the share of cases of at most ``threshold_seconds`` (Wilson): higher is
    better.

    Measured from durations (numbers are seconds), or from ``start`` and ``end``; a case without an
    end is still open, left out and counted as ``open``.

    Parameters
    ----------
    statistic : {"mean", "median", "p90", "share_within"}
        What is said of the durations.
    threshold_seconds : float, optional
        The threshold of ``share_within``, and of nothing else.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> within_a_day = sq.kpi.full_resolution_time(statistic="share_within", threshold_seconds=86_400)
    >>> within_a_day.measure([3_600.0, 86_400.0, 90_000.0, 7_200.0]).estimate
    0.75
    """
    return named("full_resolution_time", missing, level, statistic=statistic, threshold_seconds=threshold_seconds)


def reply_time(
    *,
    statistic: DurationStatistic = "median",
    threshold_seconds: float | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How long a customer waits for each reply of a conversation, in calendar time.

    The first reply and all later ones. Mean (Student's interval), median or 90th percentile (Hyndman
    and Fan's definition 7) in seconds: lower is better. Or the share of waits of at most
    ``threshold_seconds`` (Wilson): higher is better.

    Measured from durations (numbers are seconds), one for each turn, or from ``start`` and ``end``;
    a turn without a reply is left out and counted as ``open``. An automatic reply ends no wait.

    Parameters
    ----------
    statistic : {"mean", "median", "p90", "share_within"}
        What is said of the durations.
    threshold_seconds : float, optional
        The threshold of ``share_within``, and of nothing else.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.reply_time(statistic="mean").measure([60.0, 90.0, 600.0]).estimate
    250.0
    """
    return named("reply_time", missing, level, statistic=statistic, threshold_seconds=threshold_seconds)
