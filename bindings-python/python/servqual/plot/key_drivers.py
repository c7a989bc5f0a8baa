"""Key drivers as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._native import KeyDriverBootstrap, KeyDriverReport
from .canvas import BLUE, SKY, axes_for, estimate_text, font, legend, name_rows, plain_frame, require_rows, row_name
from .units import write_in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

_WORDS = {
    "axis": {"en": "LMG: part of the variation of “{name}”; R² = {total}", "zh": "LMG：对“{name}”变异的贡献；R² = {total}"},
    "with": {"en": "moves with the outcome", "zh": "与结果同向"},
    "against": {"en": "moves against it", "zh": "与结果反向"},
}


class KeyDriverDisplay:
    """Drivers by LMG, the strongest first; hatched where more of the driver goes with less of the outcome.

    Parameters
    ----------
    report : KeyDriverReport or KeyDriverBootstrap
        The drivers; with intervals where they were bootstrapped.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    bars_ : list of Rectangle
        One for each driver, by rank.
    intervals_ : LineCollection or None
        Bootstrap intervals.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import KeyDriverDisplay
    >>> report = sq.key_drivers_of_correlations(["speed", "care"], [[1, 0.5], [0.5, 1]], [0.4, 0.6])
    >>> display = KeyDriverDisplay.from_report(report)
    >>> [label.get_text() for label in display.ax_.get_yticklabels()]
    ['care', 'speed']
    >>> [round(float(bar.get_width()), 3) for bar in display.bars_]
    [0.287, 0.087]
    """

    def __init__(self, report: KeyDriverReport | KeyDriverBootstrap, *, language: Language = "en") -> None:
        self.report = report.report if isinstance(report, KeyDriverBootstrap) else report
        found = report.intervals if isinstance(report, KeyDriverBootstrap) else ()
        self.intervals = {interval.id: interval.lmg for interval in found}
        self.language = language
        require_rows("drivers", self.report.drivers)

    @classmethod
    def from_report(
        cls, report: KeyDriverReport | KeyDriverBootstrap, *, language: Language = "en", ax: Axes | None = None
    ) -> KeyDriverDisplay:
        """Draws the drivers of a report, with intervals where they were bootstrapped."""
        return cls(report, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> KeyDriverDisplay:
        """Draws into the axes, or into a new figure."""
        from matplotlib.patches import Patch

        drivers = sorted(self.report.drivers, key=lambda driver: driver.rank)
        ax = axes_for(ax, (6.4, 1.3 + 0.32 * max(3, len(drivers))))
        self.ax_, self.figure_ = ax, ax.figure
        self.bars_: list[Any] = []
        segments = []
        for position, driver in enumerate(drivers):
            against = driver.correlation < 0
            value = driver.lmg.estimate or 0.0
            style: dict[str, Any] = {"facecolor": "white" if against else SKY, "hatch": "///" if against else None}
            self.bars_.extend(ax.barh(position, value, height=0.62, edgecolor=BLUE, **style))
            if driver.id in self.intervals:
                segments.append((position, self.intervals[driver.id].lower, self.intervals[driver.id].upper))
        self.intervals_: Any = None
        if segments:
            rows, lower, upper = zip(*segments, strict=True)
            self.intervals_ = ax.hlines(rows, lower, upper, color="black", linewidth=1.6)
        name_rows(ax, [row_name(driver, self.language) for driver in drivers])
        ax.set_xlim(left=min(0.0, ax.get_xlim()[0]) if any(bar.get_width() < 0 for bar in self.bars_) else 0.0)
        write_in_unit(ax.xaxis, "share")
        name = self.report.label.text(self.language) or str(self.report.outcome)
        text = _WORDS["axis"][self.language].format(
            name=name, total=estimate_text(self.report.r_squared, self.language)
        )
        ax.set_xlabel(text, **font(text))
        plain_frame(ax)
        if any(driver.correlation < 0 for driver in drivers):
            along = Patch(facecolor=SKY, edgecolor=BLUE, label=_WORDS["with"][self.language])
            against_label = _WORDS["against"][self.language]
            opposite = Patch(facecolor="white", edgecolor=BLUE, hatch="///", label=against_label)
            self.legend_ = legend(ax, [along, opposite])
        return self
