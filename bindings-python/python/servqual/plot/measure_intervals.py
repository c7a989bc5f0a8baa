"""Measures side by side, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._native import Measure, Table, Target
from .canvas import axes_for, font, named_measures

if TYPE_CHECKING:
    from .._types import Language


def intervals(
    measures: Mapping[str, Measure] | Table[Any],
    *,
    target: Target | None = None,
    language: Language = "en",
    axes: Any = None,
) -> Any:
    """Draws each measure as a point with its interval, and the target as a line.

    Parameters
    ----------
    measures : mapping of names to measures, or table
        What is drawn, from top to bottom; the table of ``KpiDefinition.table``.
    target : Target, optional
        In the unit of the measures.
    language : {"en", "zh"}
        Language of the label of the axis.
    axes : matplotlib axes, optional
        Where to draw; a new figure where not given.

    Returns
    -------
    matplotlib axes

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual import plot
    >>> csat = sq.kpi.customer_satisfaction()
    >>> axes = plot.intervals(csat.table([5, 1, 4, 2], by=["north", "south", "north", "south"]))
    >>> [label.get_text() for label in axes.get_yticklabels()]
    ['north', 'south']
    """
    named = named_measures(measures)
    drawn = {name: measure for name, measure in named.items() if measure.estimate is not None}
    axes = axes_for(axes, (6.4, 1.2 + 0.35 * max(3, len(drawn))))
    for position, measure in enumerate(drawn.values()):
        if measure.interval is not None:
            axes.plot([measure.interval.lower, measure.interval.upper], [position, position], color="black")
        axes.plot([measure.estimate], [position], "o", color="black")
        text = f"{measure.definition.label.text(language)} ({measure.definition.unit})"
        axes.set_xlabel(text, **font(text))
    if target is not None:
        for measure in drawn.values():
            measure.judge(target)
        axes.axvline(target.value, linestyle="--", color="grey")
    axes.set_yticks(range(len(drawn)), labels=list(drawn), **font(*drawn))
    axes.invert_yaxis()
    return axes
