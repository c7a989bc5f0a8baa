"""Definitions from documents, and what the named indicators share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._native import KpiDefinition

if TYPE_CHECKING:
    from .._types import IntervalChoice, MissingRule


def define(
    document: Mapping[str, Any],
    *,
    missing: MissingRule | None = None,
    level: float | None = None,
    interval: IntervalChoice | None = None,
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
    interval : str, optional
        How the interval is computed, such as ``jeffreys``; that of the document where not given.

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
    return KpiDefinition._define(dict(document), missing, level, interval)


def named(name: str, missing: MissingRule, level: float, **options: object) -> KpiDefinition:
    given = {key: value for key, value in options.items() if value is not None}
    return KpiDefinition._define({"named": name, **given}, missing, level)


def scale_document(scale: tuple[int, int] | None) -> dict[str, int] | None:
    return None if scale is None else {"minimum": scale[0], "maximum": scale[1]}
