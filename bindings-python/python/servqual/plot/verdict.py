"""Intervals held against a target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._native import Measure, Table, Target, Verdict
from .canvas import (
    BLUE,
    GREY,
    ORANGE,
    PALE,
    VERDICT_WORDS,
    VERMILLION,
    axes_for,
    font,
    name_rows,
    named_measures,
    plain_frame,
    require_rows,
)
from .units import label_of_axis, write_in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

MARKS = {"met": ("o", BLUE), "missed": ("X", VERMILLION), "undecided": ("D", ORANGE)}
_MORE = {"en": "\n{n} more would decide", "zh": "\n再需 {n} 个观测"}


class VerdictDisplay:
    """A strip for each measure: the interval, the target, the side that meets it, and the verdict in words.

    Parameters
    ----------
    measures : mapping of names to Measure
        In the unit of the target; from top to bottom.
    target : Target
        What they are held against; the side that meets it is shaded.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    verdicts_ : dict of names to Verdict
        The verdicts of the measures.
    points_ : dict of names to Line2D
        Estimates: a dot for met, a cross for missed, a diamond for undecided.
    intervals_ : LineCollection
        The intervals.
    target_ : Line2D
        The target.
    words_ : list of Text
        The verdicts in words; where more observations would decide, how many.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import VerdictDisplay
    >>> csat = sq.kpi.customer_satisfaction()
    >>> display = VerdictDisplay.from_measures(
    ...     csat.table([5] * 40 + [4, 2], by=["north"] * 40 + ["south"] * 2), sq.Target.at_least(0.8, "share"))
    >>> {name: verdict.outcome for name, verdict in display.verdicts_.items()}
    {'north': 'met', 'south': 'undecided'}
    """

    def __init__(self, measures: Mapping[str, Measure], target: Target, *, language: Language = "en") -> None:
        require_rows("measures", measures)
        self.measures, self.target, self.language = dict(measures), target, language

    @classmethod
    def from_measures(
        cls,
        measures: Measure | Mapping[str, Measure] | Table[Any],
        target: Target,
        *,
        language: Language = "en",
        ax: Axes | None = None,
    ) -> VerdictDisplay:
        """Draws one measure, measures by name, or the table of a definition."""
        if isinstance(measures, Measure):
            measures = {measures.definition.label.text(language): measures}
        return cls(named_measures(measures), target, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> VerdictDisplay:
        """Draws into the axes, or into a new figure; a target of another unit is an error."""
        judged = {name: measure.judge(self.target) for name, measure in self.measures.items()}
        self.verdicts_: dict[str, Verdict] = judged
        ax = axes_for(ax, (6.8, 1.0 + 0.5 * len(self.measures)))
        self.ax_, self.figure_ = ax, ax.figure
        self.points_: dict[str, Any] = {}
        rows, lower, upper = [], [], []
        for position, (name, measure) in enumerate(self.measures.items()):
            if measure.interval is not None:
                rows.append(position)
                lower.append(measure.interval.lower)
                upper.append(measure.interval.upper)
            if measure.estimate is not None:
                marker, color = MARKS[self.verdicts_[name].outcome]
                point = ax.plot([measure.estimate], [position], marker, color=color, markersize=9, zorder=3)
                self.points_[name] = point[0]
        self.intervals_ = ax.hlines(rows, lower, upper, color="black", linewidth=2)
        self.target_ = ax.axvline(self.target.value, color="black", linestyle="--", linewidth=1.2)
        ax.margins(x=0.08)
        left, right = ax.get_xlim()
        good = (self.target.value, right) if self.target.bound == "at_least" else (left, self.target.value)
        ax.axvspan(*good, color=PALE, alpha=0.6, zorder=0, linewidth=0)
        ax.set_xlim(left, right)
        name_rows(ax, list(self.measures))
        self.words_ = [self._word(ax, row, verdict) for row, verdict in enumerate(self.verdicts_.values())]
        definition = next(iter(self.measures.values())).definition
        text = label_of_axis(definition.label.text(self.language), definition.unit, self.language)
        ax.set_xlabel(text, **font(text))
        write_in_unit(ax.xaxis, definition.unit)
        plain_frame(ax)
        return self

    def _word(self, ax: Axes, position: int, verdict: Verdict) -> Any:
        text = VERDICT_WORDS[verdict.outcome][self.language]
        if verdict.outcome == "undecided" and verdict.further_observations:
            text += _MORE[self.language].format(n=f"{verdict.further_observations:,}")
        place = ax.get_yaxis_transform()
        color = GREY if verdict.outcome == "undecided" else "black"
        return ax.text(1.015, position, text, transform=place, va="center", fontsize="small", color=color, **font(text))
