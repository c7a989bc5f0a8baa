"""The zone of tolerance, and where perceived service lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from .._native import ZoneReport, ZoneResult
from .canvas import (
    BLUE,
    GREEN,
    NO_ANSWERS,
    PALE,
    VERMILLION,
    axes_for,
    font,
    legend,
    name_rows,
    plain_frame,
    require_choice,
    require_rows,
    row_name,
)
from .units import label_of_axis, scale_ends

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

_STATES = {
    "below": ("v", VERMILLION, {"en": "perceived, below", "zh": "感知:低于下限"}),
    "inside": ("o", BLUE, {"en": "perceived, inside", "zh": "感知:区内"}),
    "above": ("^", GREEN, {"en": "perceived, above", "zh": "感知:高于期望"}),
}
_LEVEL = {"en": "Level", "zh": "水平"}
_ZONE = {"en": "minimum to desired", "zh": "最低至理想"}


class ZoneOfToleranceDisplay:
    """The band from minimum to desired level, and the perceived level with its interval.

    The mark tells the state: a triangle down below the zone, a dot inside, a triangle up above.

    Parameters
    ----------
    names : sequence of str
        Names of the rows, from top to bottom.
    zones : sequence of ZoneResult
        Their levels.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    bands_ : list of Rectangle
        The zones.
    perceived_ : list of Line2D
        The perceived levels, each with its mark.
    intervals_ : LineCollection
        Intervals of the perceived levels.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import ZoneOfToleranceDisplay
    >>> form = sq.Instrument({"id": "library", "scale": {"minimum": 1, "maximum": 9},
    ...     "dimensions": [{"id": "space"}], "items": [{"id": "a", "dimension": "space"}]})
    >>> report = form.zone_of_tolerance(minimum={"a": [4, 5]}, desired={"a": [8, 9]}, perceived={"a": [6, 7]})
    >>> display = ZoneOfToleranceDisplay.from_report(report)
    >>> band = display.bands_[0]
    >>> [float(value) for value in (band.get_x(), band.get_width(), display.perceived_[0].get_xdata()[0])]
    [4.5, 4.0, 6.5]
    """

    def __init__(self, names: Sequence[str], zones: Sequence[ZoneResult], *, language: Language = "en") -> None:
        require_rows("zones", zones)
        if len(names) != len(zones):
            raise ValueError(f"names: expected {len(zones)}, one for each zone, found {len(names)}")
        self.names, self.zones, self.language = list(names), list(zones), language

    @classmethod
    def from_report(
        cls,
        report: ZoneReport,
        *,
        part: Literal["dimensions", "items"] = "dimensions",
        language: Language = "en",
        ax: Axes | None = None,
    ) -> ZoneOfToleranceDisplay:
        """Draws the dimensions or the items of a report, in their order."""
        require_choice("part", part, ("dimensions", "items"))
        rows = report.dimensions if part == "dimensions" else report.items
        return cls([row_name(row, language) for row in rows], list(rows), language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> ZoneOfToleranceDisplay:
        """Draws into the axes, or into a new figure."""
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        ax = axes_for(ax, (6.8, 1.3 + 0.4 * max(3, len(self.zones))))
        self.ax_, self.figure_ = ax, ax.figure
        self.bands_: list[Any] = []
        self.perceived_: list[Any] = []
        segments: list[tuple[float, float, float]] = []
        for position, zone in enumerate(self.zones):
            self._draw(ax, position, zone)
            if zone.perceived.interval is not None:
                segments.append((position, zone.perceived.interval.lower, zone.perceived.interval.upper))
        rows, lower, upper = zip(*segments, strict=True) if segments else ((), (), ())
        self.intervals_ = ax.hlines(rows, lower, upper, color="black", linewidth=1.6, zorder=2.5)
        name_rows(ax, self.names)
        unit = self.zones[0].perceived.definition.unit
        ends = scale_ends(unit)
        if ends is not None:
            ax.set_xlim(ends[0] - 0.1, ends[1] + 0.1)
        name = label_of_axis(_LEVEL[self.language], unit, self.language)
        ax.set_xlabel(name, **font(name))
        plain_frame(ax)
        marks = [
            Line2D([], [], marker=marker, color=color, linestyle="", label=words[self.language])
            for marker, color, words in _STATES.values()
        ]
        band = Patch(facecolor=PALE, edgecolor="black", label=_ZONE[self.language])
        self.legend_ = legend(ax, [band, *marks], columns=2)
        return self

    def _draw(self, ax: Axes, position: int, zone: ZoneResult) -> None:
        minimum, desired, perceived = (side.estimate for side in (zone.minimum, zone.desired, zone.perceived))
        if minimum is None or desired is None or perceived is None or zone.state is None:
            text = NO_ANSWERS[self.language]
            ax.text(0.5, position, text, transform=ax.get_yaxis_transform(), va="center", ha="center", **font(text))
            return
        width = desired - minimum
        self.bands_.extend(ax.barh(position, width, left=minimum, height=0.55, facecolor=PALE, edgecolor="black"))
        marker, color, _ = _STATES[zone.state]
        self.perceived_.extend(ax.plot([perceived], [position], marker, color=color, markersize=8, zorder=3))
