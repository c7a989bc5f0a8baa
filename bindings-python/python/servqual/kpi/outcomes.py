"""Shares of cases, customers or requests with an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._native import KpiDefinition
from ._define import named

if TYPE_CHECKING:
    from .._types import MissingRule


def churn_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """The share of the customers of the start who have left at the end. Lower is better.

    One minus the retention rate, with Wilson's interval. The days of silence that count as lost
    belong to your definition; customers who joined within the period belong to neither side.

    Measured from a truth for each customer of the start: yes when lost. Source: Reichheld and
    Sasser (1990).

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.churn_rate().measure([False, False, True, False]).estimate
    0.25
    """
    return named("churn_rate", missing, level)


def deflection_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Self-service sessions that no contact with a person follows (containment). Higher is better.

    A share with Wilson's interval. Who gives up is deflected too: ask a sample.

    Measured from a truth for each session: yes when no assisted contact followed within your
    window. A session whose customer is not known is missing.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.deflection_rate().measure([True, True, True, False]).estimate
    0.75
    """
    return named("deflection_rate", missing, level)


def first_contact_resolution(
    *, window_days: int = 7, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """How often a contact settles the matter: nobody comes back. Higher is better.

    FCR = mature contacts without a later contact of the same customer within the window / mature
    contacts, with Wilson's interval. A contact is mature when its window has passed by the end of
    the observation; the others are counted as ``immature``.

    Measured from ``customer`` and ``at`` (instants with a zone), and ``observed_until``, the latest
    contact where not given.

    Parameters
    ----------
    window_days : int
        How long the customer may not come back, in days of 86 400 seconds.
    missing : {"raise", "omit", "propagate"}
        What happens to contacts without customer or instant.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> import servqual as sq
    >>> days = [datetime(2026, 1, day, tzinfo=timezone.utc) for day in (1, 4, 1)]
    >>> until = datetime(2026, 2, 1, tzinfo=timezone.utc)
    >>> sq.kpi.first_contact_resolution().measure(customer=["a", "a", "b"], at=days, observed_until=until).estimate
    0.6666666666666666
    """
    return named("first_contact_resolution", missing, level, window_days=window_days)


def owner_continuity(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Closed cases that never changed their owner. Higher is better.

    A share with Wilson's interval. A queue, a team or a bot is no owner: the first person is.

    Measured from a truth for each closed case: yes when every owner was the first owner.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.owner_continuity().measure([True, True, False, True]).estimate
    0.75
    """
    return named("owner_continuity", missing, level)


def repeat_explanation_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Customers who had to explain their matter again. Lower is better.

    A share with Wilson's interval. Surveyed and reviewed cases must not be mixed; no answer to the
    survey is missing, not a no.

    Measured from a truth for each case: yes when the customer had to repeat.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.repeat_explanation_rate().measure([False, True, False, False, False]).estimate
    0.2
    """
    return named("repeat_explanation_rate", missing, level)


def repurchase_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Buyers who buy again within the declared time. Higher is better.

    Buyers with a second purchase within the window / buyers whose window has passed, with Wilson's
    interval. Repeat orders / orders is another number.

    Measured from a truth for each buyer: yes when bought again; missing while the window runs.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.repurchase_rate().measure([True, False, True, False, False]).estimate
    0.4
    """
    return named("repurchase_rate", missing, level)


def resolution_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Requests that are settled, by the declared judge. Higher is better.

    One of the three rates of the 12345 hotlines, a share with Wilson's interval. The unit's own
    word and the caller's differ by tens of points.

    Measured from a truth for each judged request; a caller who was not reached is missing.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.resolution_rate().measure([True, False, True, True]).estimate
    0.75
    """
    return named("resolution_rate", missing, level)


def response_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Requests that got a reply within the time that the rules set. Higher is better.

    One of the three rates of the 12345 hotlines, a share with Wilson's interval. In surveys a
    response rate is another indicator.

    Measured from a truth for each request that was due; one that is not due yet is missing.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.response_rate().measure([True, True, False, True]).estimate
    0.75
    """
    return named("response_rate", missing, level)


def retention_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """The share of the customers of the start who are still there at the end. Higher is better.

    With Wilson's interval. Customers who joined within the period belong to neither side. Where
    customers are watched for different lengths of time, use a survival curve instead.

    Measured from a truth for each customer of the start: yes when kept. Source: Reichheld and
    Sasser (1990).

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.retention_rate().measure([True, True, True, False]).estimate
    0.75
    """
    return named("retention_rate", missing, level)


def transfer_rate(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Contacts that are handed to somebody else before they are settled. Lower is better.

    A share with Wilson's interval. Declare whether consultations and callbacks by another team
    count.

    Measured from a truth for each handled contact: yes when handed over at least once.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.transfer_rate().measure([True, False, False, False]).estimate
    0.25
    """
    return named("transfer_rate", missing, level)


def survey_first_contact_resolution(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """How often customers say that their matter was settled at the first contact. Higher is better.

    The share of yes with Wilson's interval.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.survey_first_contact_resolution().measure([True, True, False, True]).estimate
    0.75
    """
    return named("survey_first_contact_resolution", missing, level)


def identity_coverage(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """For how many contacts it is known who the customer was. Higher is better.

    The share of yes with Wilson's interval.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.identity_coverage().measure([True, True, False, True]).estimate
    0.75
    """
    return named("identity_coverage", missing, level)
