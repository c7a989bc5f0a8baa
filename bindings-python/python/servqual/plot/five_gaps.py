"""The five gaps in the picture of their authors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._native import GapDiagnosis, GapFinding, Measure
from .canvas import BLUE, GREY, VERMILLION, axes_for, font, value_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

# Boxes of the model: centre, size, words (Parasuraman, Zeithaml and Berry 1985, figure 1).
_BOXES = {
    "word_of_mouth": ((1.35, 9.3), (2.1, 0.8), {"en": "Word of mouth", "zh": "口碑"}),
    "needs": ((5.0, 9.3), (2.1, 0.8), {"en": "Personal needs", "zh": "个人需要"}),
    "experience": ((8.65, 9.3), (2.1, 0.8), {"en": "Past experience", "zh": "以往经历"}),
    "expected": ((5.0, 7.75), (3.0, 0.9), {"en": "Expected service", "zh": "期望的服务"}),
    "perceived": ((5.0, 5.75), (3.0, 0.9), {"en": "Perceived service", "zh": "感知的服务"}),
    "delivery": ((5.0, 3.95), (3.0, 0.9), {"en": "Service delivery", "zh": "服务传递"}),
    "communication": ((8.75, 3.95), (2.2, 0.9), {"en": "Communications\nto customers", "zh": "与顾客的沟通"}),
    "standards": ((5.0, 2.25), (3.0, 0.9), {"en": "Service quality\nstandards", "zh": "服务质量标准"}),
    "knowledge": ((5.0, 0.55), (3.0, 0.9), {"en": "Managers' idea of\nwhat is expected", "zh": "管理者对期望的认识"}),
}
# What feeds what, without a gap between.
_FLOWS = (
    ((1.35, 8.9), (3.9, 8.22)),
    ((5.0, 8.9), (5.0, 8.22)),
    ((8.65, 8.9), (6.1, 8.22)),
    ((4.3, 4.42), (4.3, 5.28)),
    ((8.75, 4.42), (6.52, 5.6)),
)
# Each gap: its arrow, and the left end or centre of its words.
_GAPS: dict[str, tuple[tuple[tuple[float, float], ...], tuple[float, float], str]] = {
    "knowledge": (((3.48, 7.75), (2.7, 7.75), (2.7, 0.55), (3.48, 0.55)), (0.05, 6.3), "left"),
    "standards": (((5.0, 1.02), (5.0, 1.78)), (5.2, 1.4), "left"),
    "delivery": (((5.0, 2.72), (5.0, 3.48)), (5.2, 3.1), "left"),
    "communication": (((6.52, 3.95), (7.63, 3.95)), (8.75, 3.05), "center"),
    "customer": (((5.0, 7.28), (5.0, 6.22)), (5.2, 6.75), "left"),
}
_NUMBERS = {"knowledge": 1, "standards": 2, "delivery": 3, "communication": 4, "customer": 5}
_NAMES = {"en": "Gap {number}", "zh": "差距{number}"}
_STATUS = {
    "open": {"en": "open", "zh": "存在"},
    "closed": {"en": "closed", "zh": "已弥合"},
    "undecided": {"en": "undecided", "zh": "未定"},
    "unmeasured": {"en": "not measured", "zh": "未测量"},
}
_SIDES = {"customer": {"en": "CUSTOMER", "zh": "顾客"}, "provider": {"en": "PROVIDER", "zh": "服务企业"}}


class FiveGapsDisplay:
    """The gap model with what was measured: each gap an arrow, the wider the larger its severity.

    An open gap is solid, an undecided one dashed, one that was not measured dotted and thin; words
    say the same, with estimate and interval. Gaps 6 and 7 have no place in the picture.

    Parameters
    ----------
    findings : mapping of gaps to GapFinding or Measure
        What was found of each gap (``knowledge``, ``standards``, ``delivery``, ``communication``,
        ``customer``), or only its severity. Gaps that are not there count as not measured.
    language : {"en", "zh"}
        Language of the words.

    Attributes
    ----------
    ax_, figure_
        Where it was drawn.
    gaps_ : dict of gaps to Line2D
        The arrows' lines; their widths follow the severities.
    texts_ : dict of gaps to Text
        Estimate, interval and status of each gap.
    boxes_ : dict of names to FancyBboxPatch
        The boxes.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> import servqual as sq
    >>> from servqual.plot import FiveGapsDisplay
    >>> handbook = sq.Handbook({"handbook": 1, "organisation": {"id": "desk", "label": {"zh": "前台", "en": "Desk"}}})
    >>> standards = sq.standards_gap([{"id": "prompt"}, {"id": "polite"}], handbook, on="2026-03-01")
    >>> display = FiveGapsDisplay.from_diagnosis(sq.diagnose_gaps(standards=standards))
    >>> display.texts_["standards"].get_text().splitlines()
    ['Gap 2', '+100.0 pp', 'open']
    """

    def __init__(self, findings: Mapping[str, GapFinding | Measure], *, language: Language = "en") -> None:
        self.severities: dict[str, Measure] = {}
        self.statuses: dict[str, str] = {}
        for gap, finding in findings.items():
            if gap not in _NUMBERS:
                raise ValueError(f"findings: expected {', '.join(_NUMBERS)}, found {gap!r}")
            severity = finding if isinstance(finding, Measure) else getattr(finding, "severity", None)
            if not isinstance(severity, Measure):
                raise TypeError(f"findings: {gap}: expected a Measure or a finding with a severity, found {finding!r}")
            self.severities[gap] = severity
            self.statuses[gap] = str(getattr(finding, "status", "")) or ""
        self.language = language

    @classmethod
    def from_findings(
        cls, findings: Mapping[str, GapFinding | Measure], *, language: Language = "en", ax: Axes | None = None
    ) -> FiveGapsDisplay:
        """Draws findings or severities by gap."""
        return cls(findings, language=language).plot(ax)

    @classmethod
    def from_diagnosis(
        cls, diagnosis: GapDiagnosis, *, language: Language = "en", ax: Axes | None = None
    ) -> FiveGapsDisplay:
        """Draws the findings of a diagnosis that belong to the five gaps."""
        findings: dict[str, GapFinding | Measure] = {
            finding.gap: finding for finding in diagnosis.findings if finding.gap in _NUMBERS
        }
        return cls(findings, language=language).plot(ax)

    def plot(self, ax: Axes | None = None) -> FiveGapsDisplay:
        """Draws into the axes, or into a new figure."""
        ax = axes_for(ax, (8.0, 7.4))
        self.ax_, self.figure_ = ax, ax.figure
        ax.set(xlim=(0, 10), ylim=(0, 9.8))
        ax.set_axis_off()
        self.boxes_ = {name: self._box(ax, *box) for name, box in _BOXES.items()}
        for start, end in _FLOWS:
            ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": GREY, "linewidth": 1})
        ax.plot([0, 10], [4.85, 4.85], color=GREY, linewidth=1, linestyle=(0, (6, 4)))
        for side, height in (("customer", 5.0), ("provider", 4.7)):
            text = _SIDES[side][self.language]
            above = "bottom" if side == "customer" else "top"
            ax.text(0.05, height, text, color=GREY, fontsize="small", va=above, **font(text))
        self.gaps_: dict[str, Any] = {}
        self.texts_: dict[str, Any] = {}
        for gap in _GAPS:
            self._gap(ax, gap)
        return self

    def _box(self, ax: Axes, centre: tuple[float, float], size: tuple[float, float], words: dict[str, str]) -> Any:
        from matplotlib.patches import FancyBboxPatch

        (x, y), (width, height), text = centre, size, words[self.language]
        corner = (x - width / 2 + 0.1, y - height / 2 + 0.1)
        style: dict[str, Any] = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "black"}
        box = ax.add_patch(FancyBboxPatch(corner, width - 0.2, height - 0.2, **style))
        ax.text(x, y, text, ha="center", va="center", fontsize="medium", **font(text))
        return box

    def _status(self, gap: str) -> str:
        """As the finding says; of a bare measure by its interval."""
        if gap not in self.severities or self.severities[gap].estimate is None:
            return "unmeasured"
        interval = self.severities[gap].interval
        if self.statuses[gap] or interval is None:
            return self.statuses[gap]
        return "open" if interval.lower > 0 else "closed" if interval.upper <= 0 else "undecided"

    def _gap(self, ax: Axes, gap: str) -> None:
        path, place, across = _GAPS[gap]
        status = self._status(gap)
        severity = self.severities.get(gap)
        size = 0.0 if severity is None or severity.estimate is None else min(1.0, abs(severity.estimate))
        line = {"open": "-", "": "-", "undecided": "--", "closed": "-", "unmeasured": ":"}[status]
        color = {"open": VERMILLION, "": VERMILLION, "undecided": VERMILLION, "closed": BLUE}.get(status, GREY)
        width = 1.2 + 6 * size
        xs, ys = zip(*path, strict=True)
        self.gaps_[gap] = ax.plot(xs, ys, line, color=color, linewidth=width, solid_capstyle="butt", zorder=1)[0]
        head = {"arrowstyle": "-|>", "color": color, "linewidth": 0.1, "mutation_scale": 8 + 3.2 * width}
        for start, end in ((path[1], path[0]), (path[-2], path[-1])):
            ax.annotate("", end, start, arrowprops={**head, "shrinkA": 0, "shrinkB": 0})
        text = self._words(gap, status, severity)
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if gap == "knowledge" else None
        style: dict[str, Any] = {"ha": across, "va": "center", "fontsize": "small", "bbox": ground}
        self.texts_[gap] = ax.text(place[0], place[1], text, **style, **font(text))

    def _words(self, gap: str, status: str, severity: Measure | None) -> str:
        name = _NAMES[self.language].format(number=_NUMBERS[gap])
        word = _STATUS[status][self.language] if status else ""
        if severity is None or severity.estimate is None:
            return f"{name}\n{word}"
        return f"{name}\n{value_text(severity, self.language)}" + (f"\n{word}" if word else "")
