"""A measure over periods, with intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._native import Measure, Table, Target
from .canvas import BLUE, VERDICT_WORDS, axes_for, font, legend, named_measures, plain_frame, require_rows
from .units import label_of_axis, write_in_unit
from .verdict import MARKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

_TARGET = {"en": "target", "zh": "目标"}
_MOST_TICKS = 14


class TrendDisplay:
    """Estimates by period with their intervals; with a target each mark tells the verdict.

    A period without an estimate leaves a hole in the line.

    Parameters
    ----------
    measures : mapping of periods to Measure
        In the order of time.
    target : Target, optional
        In their unit.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    line_ : Line2D
        The estimates.
    intervals_ : LineCollection
        The intervals.
    marks_ : dict of periods to Line2D
        With a target: a dot for met, a cross for missed, a diamond for undecided.
    target_ : Line2D or None
        The target.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import TrendDisplay
    >>> csat = sq.kpi.customer_satisfaction()
    >>> table = csat.table([5, 1, 4, 4], by=["2026-01", "2026-01", "2026-02", "2026-02"])
    >>> display = TrendDisplay.from_measures(table)
    >>> display.line_.get_ydata().tolist()
    [0.5, 1.0]
    """

    def __init__(
        self, measures: Mapping[str, Measure], *, target: Target | None = None, language: Language = "en"
    ) -> None:
        require_rows("measures", measures)
        self.measures, self.target, self.language = dict(measures), target, language

    @classmethod
    def from_measures(
        cls,
        measures: Mapping[str, Measure] | Table[Any],
        *,
        target: Target | None = None,
        language: Language = "en",
        ax: Axes | None = None,
    ) -> TrendDisplay:
        """Draws measures by period, the table of a definition, or a trend of an assessment."""
        return cls(named_measures(measures), target=target, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> TrendDisplay:
        """Draws into the axes, or into a new figure; a target of another unit is an error."""
        found = list(self.measures.values())
        outcomes = [] if self.target is None else [measure.judge(self.target).outcome for measure in found]
        ax = axes_for(ax, (7.2, 3.6))
        self.ax_, self.figure_ = ax, ax.figure
        estimates = [math.nan if measure.estimate is None else measure.estimate for measure in found]
        style = "-" if outcomes else "-o"
        self.line_: Any = ax.plot(range(len(found)), estimates, style, color=BLUE, linewidth=1.4)[0]
        ends = [(at, one.interval) for at, one in enumerate(found) if one.interval is not None]
        lower, upper = [end.lower for _, end in ends], [end.upper for _, end in ends]
        self.intervals_ = ax.vlines([at for at, _ in ends], lower, upper, color="black", linewidth=1)
        self.target_ = None if self.target is None else self._target(ax, self.target)
        self.marks_: dict[str, Any] = {}
        for at, (period, outcome) in enumerate(zip(self.measures, outcomes, strict=False)):
            marker, color = MARKS[outcome]
            self.marks_[period] = ax.plot([at], [estimates[at]], marker, color=color, markersize=7, zorder=3)[0]
        self._name_periods(ax)
        definition = found[0].definition
        text = label_of_axis(definition.label.text(self.language), definition.unit, self.language)
        ax.set_ylabel(text, **font(text))
        write_in_unit(ax.yaxis, definition.unit)
        plain_frame(ax)
        if self.target_ is not None:
            self.legend_ = legend(ax, self._legend_marks(outcomes), columns=4)
        return self

    def _target(self, ax: Axes, target: Target) -> Any:
        label = _TARGET[self.language]
        return ax.axhline(target.value, color="black", linestyle="--", linewidth=1.2, label=label)

    def _name_periods(self, ax: Axes) -> None:
        """Every period where they fit, else every second, third …"""
        periods = list(self.measures)
        step = math.ceil(len(periods) / _MOST_TICKS)
        shown = list(range(0, len(periods), step))
        names = [periods[at] for at in shown]
        long = sum(map(len, names)) > 70
        tilted: dict[str, Any] = {"rotation": 45, "ha": "right", "rotation_mode": "anchor"} if long else {}
        ax.set_xticks(shown, labels=names, fontsize="small", **tilted, **font(*names))

    def _legend_marks(self, outcomes: list[Any]) -> list[Any]:
        from matplotlib.lines import Line2D

        marks = [
            Line2D([], [], marker=marker, color=color, linestyle="", label=VERDICT_WORDS[outcome][self.language][2:])
            for outcome, (marker, color) in MARKS.items()
            if outcome in outcomes
        ]
        return [self.target_, *marks]
