"""Indicators by unit or period as a table with verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._native import Assessment, Label, Measure, Table, Target, Verdict
from .canvas import VERDICT_WORDS, axes_for, font, named_measures, require_rows, value_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

# Ground of a cell: lightest where nothing is decided, darkest where a target is missed.
_GROUNDS = {"met": "#BFE3D6", "missed": "#F0A989", "undecided": "#F6F6F6", None: "white"}
_TARGET = {"en": "target", "zh": "目标"}
_SIGN = {"at_least": "≥", "at_most": "≤"}
_ACTUAL = {"en": "actual", "zh": "实际"}


class ScorecardDisplay:
    """A table of indicators (rows) by unit or period (columns): estimate, interval, n, and the verdict.

    The verdict is told by a sign and a word; the ground of the cell says it again, the darker the worse.

    Parameters
    ----------
    cells : mapping of indicators to mappings of units to Measure
        What stands in the table; a unit that an indicator lacks leaves its cell empty.
    targets : mapping of indicators to Target, default={}
        In the units of the indicators. An indicator without one has no verdict.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    verdicts_ : dict of pairs to Verdict
        The verdicts, by indicator and unit.
    cells_ : dict of pairs to Rectangle
        The grounds of the cells that hold a measure.
    texts_ : dict of pairs to Text
        What stands in them.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import ScorecardDisplay
    >>> csat = sq.kpi.customer_satisfaction()
    >>> display = ScorecardDisplay.from_measures(
    ...     {"CSAT": csat.table([5] * 40 + [1] * 40, by=["north"] * 40 + ["south"] * 40)},
    ...     targets={"CSAT": sq.Target.at_least(0.8, "share")})
    >>> display.verdicts_["CSAT", "south"].outcome
    'missed'
    """

    def __init__(
        self,
        cells: Mapping[str, Mapping[str, Measure]],
        *,
        targets: Mapping[str, Target] | None = None,
        language: Language = "en",
    ) -> None:
        require_rows("cells", cells)
        self.cells = {name: dict(row) for name, row in cells.items()}
        self.targets, self.language = dict(targets or {}), language
        for name in self.targets:
            if name not in self.cells:
                raise ValueError(f"targets: {name!r} is not among the indicators {', '.join(self.cells)}")
        self.columns = list(dict.fromkeys(unit for row in self.cells.values() for unit in row))
        require_rows("units", self.columns)

    @classmethod
    def from_measures(
        cls,
        measures: Mapping[str, Mapping[str, Measure] | Table[Any]],
        *,
        targets: Mapping[str, Target] | None = None,
        language: Language = "en",
        ax: Axes | None = None,
    ) -> ScorecardDisplay:
        """Draws tables of definitions, or measures by unit, by the name of the indicator."""
        cells = {name: named_measures(row) for name, row in measures.items()}
        return cls(cells, targets=targets, language=language).plot(ax)

    @classmethod
    def from_assessment(
        cls, assessment: Assessment, *, language: Language = "en", ax: Axes | None = None
    ) -> ScorecardDisplay:
        """Draws standards and indicators of an assessment with their targets, in one column."""
        cells: dict[str, dict[str, Measure]] = {}
        targets: dict[str, Target] = {}
        lines: list[tuple[Label, Measure, Verdict | None]] = []
        lines += [(row.label, row.measure, row.verdict) for row in assessment.standards]
        lines += [(row.measure.definition.label, row.measure, row.verdict) for row in assessment.indicators]
        for label, measure, verdict in lines:
            name = label.text(language)
            name = name if name not in cells else f"{name} ({len(cells) + 1})"
            cells[name] = {_ACTUAL[language]: measure}
            if verdict is not None:
                targets[name] = verdict.target
        return cls(cells, targets=targets, language=language).plot(ax)

    @classmethod
    def from_scorecard(cls, scorecard: Any, *, language: Language = "en", ax: Axes | None = None) -> ScorecardDisplay:
        """Draws the rows of a scorecard: a column for each unit and period, in the order of the rows.

        A row has `indicator`, `unit`, `period`, `measure` and `verdict`.
        """
        cells: dict[str, dict[str, Measure]] = {}
        targets: dict[str, Target] = {}
        for row in scorecard.rows:
            cells.setdefault(row.indicator, {})["\n".join(filter(None, (row.unit, row.period)))] = row.measure
            if row.verdict is not None:
                targets[row.indicator] = row.verdict.target
        return cls(cells, targets=targets, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> ScorecardDisplay:
        """Draws into the axes, or into a new figure; a target of another unit is an error."""
        self.verdicts_: dict[tuple[str, str], Verdict] = {
            (name, unit): measure.judge(self.targets[name])
            for name, row in self.cells.items()
            for unit, measure in row.items()
            if name in self.targets
        }
        ax = axes_for(ax, (2.6 + 1.75 * len(self.columns), 0.6 + 0.72 * len(self.cells)))
        self.ax_, self.figure_ = ax, ax.figure
        self.cells_: dict[tuple[str, str], Any] = {}
        self.texts_: dict[tuple[str, str], Any] = {}
        for down, (name, row) in enumerate(self.cells.items()):
            for across, unit in enumerate(self.columns):
                if unit in row:
                    self._cell(ax, (name, unit), across, down, row[unit])
        ax.set(xlim=(-0.5, len(self.columns) - 0.5), ylim=(len(self.cells) - 0.5, -0.5))
        ax.xaxis.tick_top()
        ax.set_xticks(range(len(self.columns)), labels=self.columns, **font(*self.columns))
        names = [self._name(name) for name in self.cells]
        ax.set_yticks(range(len(names)), labels=names, **font(*names))
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        return self

    def _name(self, name: str) -> str:
        """The indicator with its target as the target is written."""
        if name not in self.targets:
            return name
        target = self.targets[name]
        number = f"{100 * target.value:.4g} %" if target.unit == "share" else f"{target.value:.4g}"
        number += " s" if target.unit == "second" else ""
        return f"{name}\n{_TARGET[self.language]} {_SIGN[target.bound]} {number}"

    def _cell(self, ax: Axes, place: tuple[str, str], across: int, down: int, measure: Measure) -> None:
        from matplotlib.patches import Rectangle

        verdict = self.verdicts_.get(place)
        outcome = None if verdict is None else verdict.outcome
        style: dict[str, Any] = {"facecolor": _GROUNDS[outcome], "edgecolor": "white", "linewidth": 3}
        self.cells_[place] = ax.add_patch(Rectangle((across - 0.5, down - 0.5), 1, 1, **style))
        lines = [*value_text(measure, self.language).replace(" [", "\n[").split("\n"), f"n = {measure.n:,}"]
        if outcome is not None:
            lines[-1] += f"   {VERDICT_WORDS[outcome][self.language]}"
        text = "\n".join(lines)
        self.texts_[place] = ax.text(across, down, text, ha="center", va="center", fontsize="small", **font(text))
