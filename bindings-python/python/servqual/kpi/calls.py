"""Indicators of a call centre: queues, handling, occupancy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._native import KpiDefinition
from ._define import named

if TYPE_CHECKING:
    from .._types import MissingRule, ServiceLevelFormula


def abandonment_rate(
    *, short_abandon_seconds: float | None = None, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """Callers who give up before somebody answers. Lower is better.

    Abandoned after more than ``short_abandon_seconds`` / (offered - short abandons), with Wilson's
    interval; short abandons are counted as ``abandoned``.

    Measured from ``wait`` in seconds and ``answered``, a truth for each call of the queue.

    Parameters
    ----------
    short_abandon_seconds : float, optional
        Up to this wait an abandoned call is short; 0 where not given, which leaves out only
        callers who did not wait at all.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> rate = sq.kpi.abandonment_rate(short_abandon_seconds=5)
    >>> rate.measure(wait=[4, 30, 35, 2, 60], answered=[True, True, True, False, False]).estimate
    0.25
    """
    return named("abandonment_rate", missing, level, short_abandon_seconds=short_abandon_seconds)


def average_handling_time(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """How much of an agent's time one contact takes (AHT), in seconds. Lower is better.

    The mean of talk, hold and after-contact work, with Student's interval. A target on it buys
    transfers and repeat contacts: read it beside the first contact resolution.

    Measured from durations (numbers are seconds), one for each handled contact, or from ``start``
    and ``end``.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.average_handling_time().measure([180.0, 240.0, 60.0]).estimate
    160.0
    """
    return named("average_handling_time", missing, level)


def average_speed_of_answer(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """How long answered callers had waited in the queue (ASA), in seconds. Lower is better.

    The mean wait of answered calls, with Student's interval; abandoned calls are left out and
    counted as ``abandoned``.

    Measured from ``wait`` in seconds and ``answered``, a truth for each call of the queue.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.average_speed_of_answer().measure(wait=[0, 10, 50, 90], answered=[True, True, True, False]).estimate
    20.0
    """
    return named("average_speed_of_answer", missing, level)


def occupancy(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """How much of their available time agents are busy. Higher is costed as better, within limits.

    Sum of busy / sum of available time, with the linearised interval of a ratio (Cochran 1977). The
    mean of the rows' own ratios is another number. Above about 0.85 to 0.90 queues explode.

    Measured from ``numerator`` (busy) and ``denominator`` (available, with the busy time in it), for
    each row, in the same unit.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.occupancy().measure(numerator=[20_000, 22_000, 9_000], denominator=[25_000, 25_000, 10_000]).estimate
    0.85
    """
    return named("occupancy", missing, level)


def service_level(
    *,
    threshold_seconds: float = 20.0,
    formula: ServiceLevelFormula = "abandoned_are_missed",
    short_abandon_seconds: float | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """Callers who reach a person in time, by one of the five formulas in use. Higher is better.

    A share with Wilson's interval. One day's calls give 81 to 86 % by the five formulas, so the
    formula is part of the definition. With 15 seconds and ``abandoned_are_missed`` it is the
    15-second answer rate of the 12345 hotlines.

    Measured from ``wait`` in seconds and ``answered``, a truth for each call of the queue.

    Parameters
    ----------
    threshold_seconds : float
        A wait of exactly this is in time.
    formula : str
        ``abandoned_are_missed``: answered in time / offered; ``answered_only``: answered in time /
        answered; ``abandoned_within_are_met``: (answered + abandoned in time) / offered;
        ``abandoned_within_are_left_out``: answered in time / (offered - abandoned in time);
        ``short_abandoned_are_met``: (answered in time + short abandons) / offered.
    short_abandon_seconds : float, optional
        Up to this wait an abandoned call is short; for ``short_abandoned_are_met`` only.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.service_level().measure(wait=[4, 20, 35, 12], answered=[True, True, True, False]).estimate
    0.5
    """
    options = {"formula": formula, "short_abandon_seconds": short_abandon_seconds}
    return named("service_level", missing, level, threshold_seconds=threshold_seconds, **options)
