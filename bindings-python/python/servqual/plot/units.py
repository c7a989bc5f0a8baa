"""Units on axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axis import Axis

    from .._types import Language

_WORDS = {
    "share_difference": {"en": "percentage points", "zh": "百分点"},
    "net_point": {"en": "points", "zh": "分"},
    "net_point_difference": {"en": "points", "zh": "分"},
    "index_point": {"en": "points", "zh": "分"},
    "index_point_difference": {"en": "points", "zh": "分"},
    "second": {"en": "seconds", "zh": "秒"},
    "second_difference": {"en": "seconds", "zh": "秒"},
}
_IN_PERCENT = {"share", "share_difference", "relative_change"}


def scale_ends(unit: str) -> tuple[int, int] | None:
    """Both ends of the scale in a unit such as `scale_point_1_7`."""
    found = unit.removeprefix("scale_point_").split("_")
    return (int(found[0]), int(found[1])) if unit.startswith("scale_point_") else None


def unit_text(unit: str, language: Language) -> str:
    """A unit in words; empty where the numbers on the axis say it."""
    if unit.startswith(("scale_point_", "scale_difference_")):
        minimum, maximum = unit.split("_")[2:]
        return {"en": f"scale {minimum} to {maximum}", "zh": f"{minimum} 至 {maximum} 分量表"}[language]
    if unit.startswith("per_"):
        _, number, base = unit.split("_", 2)
        return f"/ {number} {base}"
    return _WORDS.get(unit, {}).get(language, "")


def label_of_axis(name: str, unit: str, language: Language) -> str:
    """What an axis shows, and its unit."""
    words = unit_text(unit, language)
    return f"{name} ({words})" if words else name


def write_in_unit(axis: Axis, unit: str) -> None:
    """Shares in percent, everything else as it is."""
    if unit in _IN_PERCENT:
        sign = "" if unit == "share_difference" else " %"
        axis.set_major_formatter(lambda value, _: f"{100 * value:.3g}{sign}".replace("-", "−"))
