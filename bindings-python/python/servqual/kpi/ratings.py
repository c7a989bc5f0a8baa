"""Indicators from answers on a rating scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._native import KpiDefinition
from ._define import named, scale_document

if TYPE_CHECKING:
    from .._types import EffortStatistic, EffortWording, MissingRule


def customer_effort_score(
    *,
    wording: EffortWording = "made_it_easy",
    statistic: EffortStatistic = "mean",
    scale: tuple[int, int] | None = None,
    easy_from: int | None = None,
    hard_up_to: int | None = None,
    easy_up_to: int | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How easy it was for the customer. Higher is better; for the mean of the first form, lower.

    The mean answer (Student's interval), the share of easy answers (Wilson), or, of the second form,
    the net score 100 · (easy − hard) / answers in points (adjusted Wald). The statistics of the same
    answers are far apart, so the one that was used is part of the definition.

    Measured from ratings, high for easy in the second form and low for easy in the first. Sources:
    Dixon, Freeman and Toman (2010), CEB (2013).

    Parameters
    ----------
    wording : {"made_it_easy", "how_much_effort"}
        The second form (2013), or the first form (2010), in which low answers are easy.
    statistic : {"mean", "net", "share"}
        Which of the published statistics.
    scale : (int, int), optional
        Lowest and highest point; (1, 7) for the second form and (1, 5) for the first where not
        given.
    easy_from : int, optional
        The lowest easy answer of the second form; the third highest point for the share, the second
        highest for the net score where not given.
    hard_up_to : int, optional
        The highest hard answer of the net score; the third lowest point where not given.
    easy_up_to : int, optional
        The highest easy answer of the first form; the second lowest point where not given.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.customer_effort_score().measure([7, 5, 6, 2]).estimate
    5.0
    >>> sq.kpi.customer_effort_score(wording="how_much_effort", statistic="share").measure([1, 2, 4, 5]).estimate
    0.5
    """
    cuts = {"easy_from": easy_from, "hard_up_to": hard_up_to, "easy_up_to": easy_up_to}
    options = {"wording": wording, "statistic": statistic, "scale": scale_document(scale), **cuts}
    return named("customer_effort_score", missing, level, **options)


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
    return named("customer_satisfaction", missing, level, scale=scale_document(scale), satisfied_from=satisfied_from)


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
    return named("net_promoter_score", missing, level)


def positive_rating_rate(
    *, basically_satisfied_is_positive: bool = True, missing: MissingRule = "raise", level: float = 0.95
) -> KpiDefinition:
    """Good ratings among the five levels of the government rating (好差评). Higher is better.

    Ratings from 3 (or 4) to 5 / all ratings, with Wilson's interval: 5 非常满意, 4 满意,
    3 基本满意, 2 不满意, 1 非常不满意. Which of them are good is part of the definition.

    Measured from ratings on 1 to 5.

    Parameters
    ----------
    basically_satisfied_is_positive : bool
        Whether three stars (基本满意) are a good rating.
    missing : {"raise", "omit", "propagate"}
        What happens to missing values.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.positive_rating_rate().measure([5, 5, 3, 2]).estimate
    0.75
    """
    options = {"basically_satisfied_is_positive": basically_satisfied_is_positive}
    return named("positive_rating_rate", missing, level, **options)


def customer_satisfaction_index(
    *,
    scale: tuple[int, int] = (1, 5),
    weights: dict[str, float] | None = None,
    missing: MissingRule = "raise",
    level: float = 0.95,
) -> KpiDefinition:
    """How satisfied customers are with several sides of a service, from 0 to 100 points.

    The weighted mean of the answers, rescaled, with Student's interval: attitude, efficiency and
    result with equal weights where ``weights`` does not say otherwise. Higher is better.

    Parameters
    ----------
    scale : pair of int
        Lowest and highest point of every answer.
    weights : mapping of str to float, optional
        The weight of each component, by its id.
    missing : {"raise", "omit", "propagate"}
        What happens to missing answers.
    level : float
        Confidence level of the interval.

    Examples
    --------
    >>> import servqual as sq
    >>> sq.kpi.customer_satisfaction_index(weights={"attitude": 1.0, "result": 2.0}).id
    'customer_satisfaction_index'
    """
    components = None if weights is None else [{"id": id, "weight": weight} for id, weight in weights.items()]
    return named("customer_satisfaction_index", missing, level, scale=scale_document(scale), components=components)
