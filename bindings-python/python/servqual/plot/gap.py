"""Gaps of a survey as bars with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from .._native import GapBootstrapReport, GapTestReport, Measure, ServqualFormReport, ServqualReport
from .canvas import (
    BLUE,
    NO_ANSWERS,
    SKY,
    axes_for,
    font,
    legend,
    name_rows,
    plain_frame,
    require_choice,
    require_rows,
    row_name,
)
from .units import label_of_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

_WORDS = {
    "gap": {"en": "Perception − expectation", "zh": "感知 − 期望"},
    "apart": {"en": "interval without zero", "zh": "区间不含零"},
    "mixed": {"en": "interval contains zero", "zh": "区间含零"},
}


class GapDisplay:
    """Gaps as bars with their intervals; a hollow bar where the interval contains zero.

    Parameters
    ----------
    names : sequence of str
        Names of the rows, from top to bottom.
    gaps : sequence of Measure
        Their gaps, in one unit. One without an estimate keeps its row and says so.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    bars_ : list of Rectangle
        One for each gap that has an estimate.
    intervals_ : LineCollection
        The intervals.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import GapDisplay
    >>> form = sq.Instrument({"id": "desk", "scale": {"minimum": 1, "maximum": 7},
    ...     "dimensions": [{"id": "prompt"}, {"id": "kind"}],
    ...     "items": [{"id": "a", "dimension": "prompt"}, {"id": "b", "dimension": "kind"}]})
    >>> report = form.servqual(expectation={"a": [7, 6, 7], "b": [5, 6, 7]},
    ...     perception={"a": [4, 4, 3], "b": [6, 6, 6]})
    >>> display = GapDisplay.from_report(report)
    >>> [round(float(bar.get_width()), 2) for bar in display.bars_]
    [-3.0, 0.0]
    """

    def __init__(self, names: Sequence[str], gaps: Sequence[Measure], *, language: Language = "en") -> None:
        require_rows("gaps", gaps)
        if len(names) != len(gaps):
            raise ValueError(f"names: expected {len(gaps)}, one for each gap, found {len(names)}")
        self.names, self.gaps, self.language = list(names), list(gaps), language

    @classmethod
    def from_report(
        cls,
        report: ServqualReport | GapTestReport | GapBootstrapReport | ServqualFormReport,
        *,
        part: Literal["dimensions", "items"] = "dimensions",
        language: Language = "en",
        ax: Axes | None = None,
    ) -> GapDisplay:
        """Draws the gaps of the dimensions or of the items of a report, in their order."""
        require_choice("part", part, ("dimensions", "items"))
        rows: Any = getattr(report, part)
        return cls([row_name(row, language) for row in rows], [row.gap for row in rows], language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> GapDisplay:
        """Draws into the axes, or into a new figure."""
        from matplotlib.patches import Patch

        ax = axes_for(ax, (6.4, 1.3 + 0.32 * max(3, len(self.gaps))))
        self.ax_, self.figure_ = ax, ax.figure
        self.bars_: list[Any] = []
        segments: list[tuple[float, float, float]] = []
        for position, gap in enumerate(self.gaps):
            if gap.estimate is None:
                text = NO_ANSWERS[self.language]
                ax.text(0, position, f" {text}", va="center", fontsize="small", **font(text))
                continue
            apart = gap.interval is not None and not gap.interval.lower <= 0 <= gap.interval.upper
            bar = ax.barh(position, gap.estimate, height=0.62, edgecolor=BLUE, facecolor=SKY if apart else "white")
            self.bars_.extend(bar)
            if gap.interval is not None:
                segments.append((position, gap.interval.lower, gap.interval.upper))
        rows, lower, upper = zip(*segments, strict=True) if segments else ((), (), ())
        self.intervals_ = ax.hlines(rows, lower, upper, color="black", linewidth=1.6)
        ax.axvline(0, color="black", linewidth=0.8)
        name_rows(ax, self.names)
        name = label_of_axis(_WORDS["gap"][self.language], self.gaps[0].definition.unit, self.language)
        ax.set_xlabel(name, **font(name))
        plain_frame(ax)
        apart_patch = Patch(facecolor=SKY, edgecolor=BLUE, label=_WORDS["apart"][self.language])
        mixed_patch = Patch(facecolor="white", edgecolor=BLUE, label=_WORDS["mixed"][self.language])
        self.legend_ = legend(ax, [apart_patch, mixed_patch])
        return self
