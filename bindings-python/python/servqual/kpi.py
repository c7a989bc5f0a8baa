"""The named indicators: definitions with the usual parameters.

Every function returns a :class:`~servqual.KpiDefinition`, measured in one way whatever it is:
``definition.measure(columns)`` for a batch, ``definition.tally()`` for a stream, ``.table(columns,
by=groups)`` for groups. The same names stand in Rust (``servqual::kpi``), Kotlin and Swift.

Missing values
--------------
``None``, Arrow's null and what pandas calls missing in its columns are missing. ``missing`` says
what follows: ``"raise"`` (an error that names the row), ``"omit"`` (left out and counted) or
``"propagate"`` (no estimate). NaN outside pandas is not missing: it is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._native import KpiDefinition

if TYPE_CHECKING:
    from ._types import EffortStatistic, MissingRule, ResponseStatistic

__all__ = [
    "complaint_rate",
    "customer_effort_score",
    "customer_satisfaction",
    "define",
    "first_contact_resolution",
    "first_response_time",
    "net_promoter_score",
]


def define(
    document: Mapping[str, Any], *, missing: MissingRule | None = None, level: float | None = None
) -> KpiDefinition:
    """A definition from its document, named or of your own.

    Parameters
    ----------
    document : mapping
        ``{"named": "net_promoter_score"}`` with the options of the name, or ``id``, ``label``,
        ``observable``, ``statistic`` and ``direction``.
    missing : {"raise", "omit", "propagate"}, optional
        The missing rule; that of the document where not given.
    level : float, optional
        The confidence level; that of the document where not given.

    Examples
    --------
    >>> import servqual as sq
    >>> solved = sq.kpi.define({
    ...     "id": "solved",
    ...     "label": {"zh": "已解决", "en": "Solved"},
    ...     "observable": {"outcome": {}},
    ...     "statistic": {"share": {"criterion": {"yes": {}}}},
    ...     "direction": "higher_is_better",
    ... })
    >>> solved.measure([True, True, False, True]).estimate
    0.75
    """
    return KpiDefinition._define(dict(document), missing, level)


def _named(name: str, missing: MissingRule, level: float, **options: object) -> KpiDefinition:
    given = {key: value for key, value in options.items() if value is not None}
    return KpiDefinition._define({"named": name, **given}, missing, level)


def _scale(scale: tuple[int, int] | None) -> dict[str, int] | None:
    return None if scale is None else {"minimum": scale[0], "maximum": scale[1]}


def complaint_rate(
    *, base: str, per: int | None = None, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """Complaints for a declared base. Lower is better.

    Without ``per``: complaints / base, a share from 0 to 1, where each base unit complains at most
    once (Wilson's interval). With ``per``: per · complaints / base (Garwood's exact interval).

    Measured from ``events`` and ``base``, counts for each row; rows are added up. Rows in which
    either count is missing fall under the missing rule. Sources: Wilson (1927), Garwood (1936).

    Parameters
    ----------
    base : str
        What stands below the line: ``contact``, ``customer``, ``transaction``, ``user``, ...
    per : int, optional
        Complaints per so many base units, such as 1_000_000.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.complaint_rate(base="contact").measure(events=[3, 1], base=[120, 80]).estimate
    0.02
    """
    return _named("complaint_rate", missing, level, base=base, per=per)


def customer_effort_score(
    *,
    statistic: EffortStatistic = "mean",
    scale: tuple[int, int] = (1, 7),
    easy_from: int | None = None,
    hard_up_to: int | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How easy it was for the customer, by agreement. Higher is better.

    The mean answer (Student's interval), the net score 100 · (easy − hard) / answers in points
    (adjusted Wald), or the share of easy answers (Wilson). The statistics of the same answers are
    far apart, so the one that was used is part of the definition.

    Measured from ratings, high for easy. Sources: Dixon, Freeman and Toman (2010), CEB (2013).

    Parameters
    ----------
    statistic : {"mean", "net", "share"}
        Which of the published statistics.
    scale : (int, int)
        Lowest and highest point.
    easy_from : int, optional
        The lowest easy answer; the third highest point for the share, the second highest for the
        net score where not given.
    hard_up_to : int, optional
        The highest hard answer of the net score; the third lowest point where not given.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.customer_effort_score().measure([7, 5, 6, 2]).estimate
    5.0
    """
    options = {"easy_from": easy_from, "hard_up_to": hard_up_to}
    return _named("customer_effort_score", missing, level, statistic=statistic, scale=_scale(scale), **options)


def customer_satisfaction(
    *,
    scale: tuple[int, int] = (1, 5),
    satisfied_from: int | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """The share of satisfied customers (CSAT), by a declared set of answers. Higher is better.

    CSAT = answers from ``satisfied_from`` to the highest point / all answers, from 0 to 1, with
    Wilson's interval. The satisfied set is part of the definition and of its hash.

    Measured from ratings. Source: Wilson (1927).

    Parameters
    ----------
    scale : (int, int)
        Lowest and highest point.
    satisfied_from : int, optional
        The lowest satisfied answer; the second highest point where not given.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> csat = sq.kpi.customer_satisfaction(scale=(1, 5), satisfied_from=4, missing="omit")
    >>> measure = csat.measure([5, 4, None, 4, 2])
    >>> measure.estimate, measure.n, measure.excluded
    (0.75, 4, {'missing': 1})
    >>> measure.judge(sq.Target.at_least(0.85, "share")).outcome
    'undecided'
    """
    return _named("customer_satisfaction", missing, level, scale=_scale(scale), satisfied_from=satisfied_from)


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
    return _named("first_contact_resolution", missing, level, window_days=window_days)


def first_response_time(
    *,
    statistic: ResponseStatistic = "median",
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
    return _named("first_response_time", missing, level, statistic=statistic, threshold_seconds=threshold_seconds)


def net_promoter_score(*, missing: MissingRule = "raise", level: float = 0.95) -> KpiDefinition:
    """Willingness to recommend (NPS): "How likely is it that you would recommend us?", 0 to 10.

    NPS = 100 · (answers of 9 and 10 − answers of 0 to 6) / answers, in points from −100 to 100,
    with the adjusted Wald interval. Higher is better.

    Measured from ratings on 0 to 10; answers of another scale are an error, never rescaled.
    Sources: Reichheld (2003), Rocks (2016). Net Promoter and NPS are registered trademarks of Bain
    & Company, Satmetrix and F. Reichheld.

    Parameters
    ----------
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.net_promoter_score().measure([10, 9, 7, 2]).estimate
    25.0
    """
    return _named("net_promoter_score", missing, level)
