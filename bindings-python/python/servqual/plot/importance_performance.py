"""Importance against performance, with the crosshair."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Literal

from .._native import ImportancePerformanceReport, PlacedPoint, QuadrantBootstrap, Table
from .canvas import BLUE, GREY, axes_for, font, legend, plain_frame, require_choice, require_rows, row_name
from .point_labels import label_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

# Corner of each quadrant, as a part of the axes, and its name (Martilla and James 1977).
_QUADRANTS = {
    "concentrate_here": ((0.01, 0.985), {"en": "Concentrate here", "zh": "重点改进"}),
    "keep_up": ((0.99, 0.985), {"en": "Keep up the good work", "zh": "继续保持"}),
    "low_priority": ((0.01, 0.015), {"en": "Low priority", "zh": "次要改进"}),
    "possible_overkill": ((0.99, 0.015), {"en": "Possible overkill", "zh": "可能过度"}),
}
_WORDS = {
    "importance": {"en": "Importance", "zh": "重要性"},
    "performance": {"en": "Performance", "zh": "表现"},
    "decided": {"en": "quadrant decided", "zh": "象限已定"},
    "undecided": {"en": "undecided (bootstrap)", "zh": "象限未定（自助法）"},
}


class ImportancePerformanceDisplay:
    """Items in the four quadrants of importance and performance; hollow where the quadrant is undecided.

    Parameters
    ----------
    points : mapping of names to pairs
        Importance and performance of each item.
    importance_line, performance_line : float
        The crosshair.
    undecided : collection of str, default=()
        Names of the items whose quadrant the bootstrap does not decide.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn; performance runs to the right, importance up.
    points_ : dict of names to Line2D
        The items.
    importance_line_, performance_line_ : Line2D
        The crosshair.
    quadrants_ : list of Text
        The names of the quadrants.
    labels_ : list of Annotation
        The names of the items, none upon another as far as there is room.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import ImportancePerformanceDisplay
    >>> points = {"queue": (6.5, 3.0), "signs": (4.0, 6.0)}
    >>> display = ImportancePerformanceDisplay.from_points(points, sq.place_points(points))
    >>> display.points_["queue"].get_xydata().tolist(), display.importance_line_.get_ydata()[0]
    ([[3.0, 6.5]], 5.25)
    """

    def __init__(
        self,
        points: Mapping[str, tuple[float, float]],
        importance_line: float,
        performance_line: float,
        *,
        undecided: Collection[str] = (),
        language: Language = "en",
    ) -> None:
        require_rows("points", points)
        for name in undecided:
            if name not in points:
                raise ValueError(f"undecided: {name!r} is not among the points")
        self.points, self.undecided, self.language = dict(points), set(undecided), language
        self.importance_line, self.performance_line = importance_line, performance_line

    @classmethod
    def from_report(
        cls,
        report: ImportancePerformanceReport | QuadrantBootstrap,
        *,
        names: Literal["label", "id"] = "label",
        language: Language = "en",
        ax: Axes | None = None,
    ) -> ImportancePerformanceDisplay:
        """Draws a report; after a bootstrap the undecided items are hollow.

        An item without answers has no place and is named below the axis.
        """
        require_choice("names", names, ("label", "id"))
        shares = report.items if isinstance(report, QuadrantBootstrap) else ()
        open_ids = {share.id for share in shares if share.decided is None}
        placed = report.report if isinstance(report, QuadrantBootstrap) else report
        name = {item.id: row_name(item, language) if names == "label" else item.id for item in placed.items}
        points = {
            name[item.id]: (item.importance.estimate, item.performance.estimate)
            for item in placed.items
            if item.importance.estimate is not None and item.performance.estimate is not None
        }
        undecided = {name[id] for id in open_ids} & points.keys()
        lines = placed.importance_line, placed.performance_line
        display = cls(points, *lines, undecided=undecided, language=language)
        display._with_bootstrap = isinstance(report, QuadrantBootstrap)
        display._without_answers = [text for text in name.values() if text not in points]
        return display.plot(ax)

    @classmethod
    def from_points(
        cls,
        points: Mapping[str, tuple[float, float]],
        placed: Table[PlacedPoint],
        *,
        language: Language = "en",
        ax: Axes | None = None,
    ) -> ImportancePerformanceDisplay:
        """Draws points of derived importance as `servqual.place_points` placed them."""
        require_rows("placed", placed)
        return cls(points, placed[0].importance_line, placed[0].performance_line, language=language).plot(ax)

    _with_bootstrap = False
    _without_answers: list[str] = []

    def plot(self, ax: Axes | None = None) -> ImportancePerformanceDisplay:
        """Draws into the axes, or into a new figure."""
        ax = axes_for(ax, (7.0, 5.6))
        self.ax_, self.figure_ = ax, ax.figure
        self.points_ = {name: self._point(ax, name) for name in self.points}
        self.importance_line_: Any = ax.axhline(self.importance_line, color=GREY, linestyle="--", linewidth=1)
        self.performance_line_: Any = ax.axvline(self.performance_line, color=GREY, linestyle="--", linewidth=1)
        ax.margins(0.14, 0.16)
        self.quadrants_ = [self._quadrant(ax, *of) for of in _QUADRANTS.values()]
        right, up = _WORDS["performance"][self.language], _WORDS["importance"][self.language]
        if self._without_answers:
            right += f"\n({', '.join(self._without_answers)}: –)"
        ax.set_xlabel(right, **font(right))
        ax.set_ylabel(up, **font(up))
        plain_frame(ax)
        if self._with_bootstrap or self.undecided:
            self.legend_ = legend(ax, self._marks())
        places = [(performance, importance) for importance, performance in self.points.values()]
        self.labels_ = label_points(ax, places, list(self.points), self.quadrants_)
        return self

    def _point(self, ax: Axes, name: str) -> Any:
        importance, performance = self.points[name]
        fill = "white" if name in self.undecided else BLUE
        return ax.plot([performance], [importance], "o", color=BLUE, markerfacecolor=fill, markersize=6)[0]

    def _quadrant(self, ax: Axes, corner: tuple[float, float], names: dict[str, str]) -> Any:
        name = names[self.language]
        sides: dict[str, Any] = {"ha": "left" if corner[0] < 0.5 else "right", "va": "bottom" if corner[1] < 0.5 else "top"}
        sides |= font(name)
        return ax.text(corner[0], corner[1], name, transform=ax.transAxes, color=GREY, style="italic", **sides)

    def _marks(self) -> list[Any]:
        from matplotlib.lines import Line2D

        fills = {"decided": BLUE, "undecided": "white"}
        style: dict[str, Any] = {"marker": "o", "linestyle": "", "color": BLUE}
        return [
            Line2D([], [], markerfacecolor=fill, label=_WORDS[word][self.language], **style)
            for word, fill in fills.items()
        ]
