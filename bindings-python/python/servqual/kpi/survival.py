"""Shares and times where observation is cut: Kaplan and Meier's estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._native import KpiDefinition
from ._define import named

if TYPE_CHECKING:
    from .._types import MissingRule


def churn_by_survival(*, at_days: float, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """How many customers have left after ``at_days``, by Kaplan and Meier. Lower is better.

    Parameters
    ----------
    at_days : float
        Days after the beginning.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.churn_by_survival(at_days=30).id
    'churn_by_survival'
    """
    return named("churn_by_survival", missing, level, at_days=at_days)


def retention_by_survival(*, at_days: float, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """How many customers stay longer than ``at_days``, by Kaplan and Meier. Higher is better.

    Parameters
    ----------
    at_days : float
        Days after the beginning.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.retention_by_survival(at_days=365).id
    'retention_by_survival'
    """
    return named("retention_by_survival", missing, level, at_days=at_days)


def time_to_closure(
    *, probability: float | None = None, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """By when a share of the cases (the half, where not given) is closed, open cases included.

    Kaplan and Meier's estimate, with Brookmeyer and Crowley's interval. Lower is better.

    Parameters
    ----------
    probability : float, optional
        The share, above 0 and below 1.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.time_to_closure(probability=0.9).id
    'time_to_closure'
    """
    return named("time_to_closure", missing, level, probability=probability)
