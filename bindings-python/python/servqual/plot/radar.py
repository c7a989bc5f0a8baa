"""Expectation and perception of the dimensions on a radar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .._native import Measure, ServqualReport
from .canvas import BLUE, ORANGE, axes_for, font, legend, row_name
from .units import scale_ends

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

_WORDS = {
    "expectation": {"en": "expectation", "zh": "期望"},
    "perception": {"en": "perception", "zh": "感知"},
}


class DimensionRadarDisplay:
    """Mean expectation (dashed, squares) and mean perception (solid, dots) of three or more dimensions.

    A radar has no room for intervals: it shows the shape, and `GapDisplay` what is certain. The
    radius runs over the whole scale.

    Parameters
    ----------
    names : sequence of str
        Names of the dimensions.
    expectation, perception : sequence of Measure
        Their means, on one scale.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn; the axes are polar.
    expectation_, perception_ : Line2D
        The two outlines; the first point is drawn again at the end.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import DimensionRadarDisplay
    >>> form = sq.Instrument({"id": "desk", "scale": {"minimum": 1, "maximum": 7},
    ...     "dimensions": [{"id": name} for name in "abc"],
    ...     "items": [{"id": f"{name}1", "dimension": name} for name in "abc"]})
    >>> report = form.servqual(expectation={"a1": [7], "b1": [6], "c1": [7]},
    ...     perception={"a1": [4], "b1": [5], "c1": [6]})
    >>> display = DimensionRadarDisplay.from_report(report)
    >>> display.perception_.get_ydata().tolist()
    [4.0, 5.0, 6.0, 4.0]
    """

    def __init__(
        self,
        names: Sequence[str],
        expectation: Sequence[Measure],
        perception: Sequence[Measure],
        *,
        language: Language = "en",
    ) -> None:
        if len(names) < 3:
            raise ValueError(f"dimensions: a radar needs at least 3, found {len(names)}; draw a GapDisplay")
        if not len(names) == len(expectation) == len(perception):
            raise ValueError(f"names, expectation, perception: expected {len(names)} of each")
        self.names, self.language = list(names), language
        self.expectation, self.perception = list(expectation), list(perception)

    @classmethod
    def from_report(
        cls, report: ServqualReport, *, language: Language = "en", ax: Axes | None = None
    ) -> DimensionRadarDisplay:
        """Draws the dimensions of a report; the axes must be polar."""
        rows = report.dimensions
        names = [row_name(row, language) for row in rows]
        sides = [row.expectation for row in rows], [row.perception for row in rows]
        return cls(names, *sides, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> DimensionRadarDisplay:
        """Draws into polar axes, or into a new figure."""
        if ax is not None and ax.name != "polar":
            raise ValueError(f"ax: expected polar axes (projection='polar'), found {ax.name!r}")
        polar: Any = axes_for(ax, (5.6, 6.0), "polar")
        self.ax_, self.figure_ = polar, polar.figure
        angles = [2 * math.pi * position / len(self.names) for position in range(len(self.names))]
        polar.set_theta_zero_location("N")
        polar.set_theta_direction(-1)
        self.expectation_ = self._outline(polar, angles, "expectation", color=ORANGE, marker="s", linestyle="--")
        self.perception_ = self._outline(polar, angles, "perception", color=BLUE, marker="o", linestyle="-")
        polar.fill(self.perception_.get_xdata(), self.perception_.get_ydata(), color=BLUE, alpha=0.12)
        ends = scale_ends(self.expectation[0].definition.unit)
        if ends is not None:
            polar.set_ylim(*ends)
            polar.set_yticks(range(ends[0] + 1, ends[1] + 1))
        polar.set_rlabel_position(180 / len(self.names))
        polar.tick_params(axis="y", labelsize="small", labelcolor="#595959")
        polar.set_xticks(angles, labels=self.names, **font(*self.names))
        for angle, tick in zip(angles, polar.get_xticklabels(), strict=True):
            side = math.sin(angle)
            tick.set_horizontalalignment("center" if abs(side) < 0.1 else "left" if side > 0 else "right")
        self.legend_ = legend(polar, [self.expectation_, self.perception_])
        return self

    def _outline(self, ax: Any, angles: list[float], side: str, **style: Any) -> Any:
        measures: list[Measure] = getattr(self, side)
        values = [math.nan if measure.estimate is None else measure.estimate for measure in measures]
        fill = "white" if side == "expectation" else style["color"]
        label = _WORDS[side][self.language]
        closed = [*angles, angles[0]], [*values, values[0]]
        return ax.plot(*closed, label=label, linewidth=1.8, markersize=6, markerfacecolor=fill, **style)[0]
