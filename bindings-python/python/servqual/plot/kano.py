"""Kano's features in the plane of better and worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from .._native import KanoReport, KanoResult
from .canvas import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    VERMILLION,
    axes_for,
    font,
    legend,
    require_choice,
    require_rows,
    row_name,
)
from .point_labels import label_points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

_CATEGORIES = {
    "must_be": ("s", VERMILLION, {"en": "must-be", "zh": "必备"}),
    "one_dimensional": ("D", BLUE, {"en": "one-dimensional", "zh": "一维"}),
    "attractive": ("^", GREEN, {"en": "attractive", "zh": "魅力"}),
    "indifferent": ("o", GREY, {"en": "indifferent", "zh": "无差异"}),
    "reverse": ("v", ORANGE, {"en": "reverse", "zh": "反向"}),
    "questionable": ("X", "black", {"en": "questionable", "zh": "可疑"}),
}
_REGIONS = {
    "attractive": (0.02, 0.98),
    "one_dimensional": (0.98, 0.98),
    "indifferent": (0.02, 0.02),
    "must_be": (0.98, 0.02),
}
_WORDS = {
    "better": {"en": "Better: satisfaction with it (share)", "zh": "满意系数 Better（比例）"},
    "worse": {"en": "Worse: dissatisfaction without it (share, drawn without its sign)", "zh": "不满意系数 Worse（比例，取绝对值）"},
    "mixed": {"en": "hollow: not told apart from the next (Fong)", "zh": "空心：与次多类别无法区分（Fong 检验）"},
}


class KanoDisplay:
    """Features by how much they add when there (up) and take away when missing (to the right).

    The mark is the most frequent category of each feature; it is hollow where Fong's test does not
    tell it apart from the next.

    Parameters
    ----------
    names : sequence of str
        Names of the features.
    results : sequence of KanoResult
        Their coefficients and categories.
    intervals : bool, default=False
        Whether the intervals of both coefficients are drawn as crosses.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn; worse runs to the right without its sign, better up.
    points_ : dict of names to Line2D
        The features that have coefficients.
    intervals_ : list of LineCollection
        Intervals of worse and of better, where they are drawn.
    labels_ : list of Annotation
        The names of the features.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import KanoDisplay
    >>> report = sq.kano(["voice"], functional={"voice": [1, 1, 3]}, dysfunctional={"voice": [3, 5, 3]})
    >>> display = KanoDisplay.from_report(report)
    >>> display.points_["voice"].get_xydata().round(3).tolist()
    [[0.333, 0.667]]
    """

    def __init__(
        self,
        names: Sequence[str],
        results: Sequence[KanoResult],
        *,
        intervals: bool = False,
        language: Language = "en",
    ) -> None:
        require_rows("features", results)
        if len(names) != len(results):
            raise ValueError(f"names: expected {len(results)}, one for each feature, found {len(names)}")
        self.names, self.results = list(names), list(results)
        self.intervals, self.language = intervals, language

    @classmethod
    def from_report(
        cls,
        report: KanoReport,
        *,
        names: Literal["label", "id"] = "label",
        intervals: bool = False,
        language: Language = "en",
        ax: Axes | None = None,
    ) -> KanoDisplay:
        """Draws the features of a report."""
        require_choice("names", names, ("label", "id"))
        rows = list(report.features)
        found = [row_name(row, language) if names == "label" else row.id for row in rows]
        return cls(found, rows, intervals=intervals, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> KanoDisplay:
        """Draws into the axes, or into a new figure."""
        ax = axes_for(ax, (7.0, 6.4))
        self.ax_, self.figure_ = ax, ax.figure
        ax.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
        ax.axhline(0.5, color=GREY, linestyle="--", linewidth=1)
        ax.axvline(0.5, color=GREY, linestyle="--", linewidth=1)
        regions = [self._region(ax, category, *corner) for category, corner in _REGIONS.items()]
        self.points_: dict[str, Any] = {}
        self.intervals_: list[Any] = []
        for name, result in zip(self.names, self.results, strict=True):
            if result.better.estimate is not None and result.worse.estimate is not None:
                self._point(ax, name, result)
        left_out = [name for name in self.names if name not in self.points_]
        right = _WORDS["worse"][self.language] + (f"\n({', '.join(left_out)}: –)" if left_out else "")
        ax.set_xlabel(right, **font(right))
        ax.set_ylabel(_WORDS["better"][self.language], **font(_WORDS["better"][self.language]))
        self.legend_ = legend(ax, self._marks())
        places = [tuple(point.get_xydata()[0]) for point in self.points_.values()]
        self.labels_ = label_points(ax, places, list(self.points_), regions)
        return self

    def _point(self, ax: Axes, name: str, result: KanoResult) -> None:
        better, worse = result.better, result.worse
        assert better.estimate is not None and worse.estimate is not None
        marker, color, _ = _CATEGORIES[result.category]
        fill = color if result.fong.distinct else "white"
        point = ax.plot([-worse.estimate], [better.estimate], marker, color=color, markerfacecolor=fill, markersize=7)
        self.points_[name] = point[0]
        if self.intervals and better.interval is not None and worse.interval is not None:
            style: dict[str, Any] = {"color": color, "linewidth": 0.8, "alpha": 0.6}
            across = ax.hlines([better.estimate], [-worse.interval.upper], [-worse.interval.lower], **style)
            up = ax.vlines([-worse.estimate], [better.interval.lower], [better.interval.upper], **style)
            self.intervals_ += [across, up]

    def _region(self, ax: Axes, category: str, across: float, up: float) -> Any:
        name = _CATEGORIES[category][2][self.language]
        sides: dict[str, Any] = {"ha": "left" if across < 0.5 else "right", "va": "bottom" if up < 0.5 else "top"}
        return ax.text(across, up, name, transform=ax.transAxes, color=GREY, style="italic", **sides, **font(name))

    def _marks(self) -> list[Any]:
        from matplotlib.lines import Line2D

        there = {result.category for result in self.results}
        marks = [
            Line2D([], [], marker=marker, color=color, linestyle="", label=words[self.language])
            for category, (marker, color, words) in _CATEGORIES.items()
            if category in there
        ]
        if all(result.fong.distinct for result in self.results):
            return marks
        hollow: dict[str, Any] = {"marker": "o", "color": "black", "markerfacecolor": "white", "linestyle": ""}
        return [*marks, Line2D([], [], label=_WORDS["mixed"][self.language], **hollow)]
