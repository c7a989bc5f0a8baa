"""Measures with their intervals as a picture; needs ``pip install servqual[plot]``.

The numbers are those of the measures: nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._native import Measure, Table, Target

if TYPE_CHECKING:
    from ._types import Language

__all__ = ["intervals"]


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
    if axes is None:
        from matplotlib import pyplot

        axes = pyplot.subplots()[1]
    named = measures if isinstance(measures, Mapping) else {row.group: row.measure for row in measures}
    drawn = {name: measure for name, measure in named.items() if measure.estimate is not None}
    for position, measure in enumerate(drawn.values()):
        if measure.interval is not None:
            axes.plot([measure.interval.lower, measure.interval.upper], [position, position], color="black")
        axes.plot([measure.estimate], [position], "o", color="black")
        axes.set_xlabel(f"{measure.definition.label.text(language)} ({measure.definition.unit})")
    if target is not None:
        for measure in drawn.values():
            measure.judge(target)
        axes.axvline(target.value, linestyle="--", color="grey")
    axes.set_yticks(range(len(drawn)), labels=list(drawn))
    axes.invert_yaxis()
    return axes
