"""Where displays draw: axes, fonts for Chinese, colours, and how values are written."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .._native import Measure, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._types import Language

# Okabe and Ito (2008): told apart by colour-blind people; the lightness differs, too.
BLUE, SKY, ORANGE, VERMILLION, GREEN = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73"
GREY, PALE = "#595959", "#D9D9D9"

VERDICT_WORDS = {
    "met": {"en": "✓ met", "zh": "✓ 达标"},
    "missed": {"en": "✗ missed", "zh": "✗ 未达标"},
    "undecided": {"en": "? undecided", "zh": "? 未定"},
}
NO_ANSWERS = {"en": "no estimate", "zh": "无估计值"}

# Sans-serif faces with Chinese characters, by system: Linux, macOS, Windows.
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Songti SC",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "Noto Sans CJK JP",
    "Noto Sans CJK TC",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


def axes_for(ax: Axes | None, size: tuple[float, float], projection: str | None = None) -> Axes:
    """The axes that were given, or those of a new figure."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ImportError("displays need matplotlib: pip install servqual[plot]") from error
    options = {"projection": projection} if projection else {}
    made: Axes = pyplot.subplots(figsize=size, layout="constrained", subplot_kw=options)[1]
    return made


def root_figure(ax: Axes) -> Any:
    """The figure of the axes; that of a subfigure, where they are in one."""
    figure: Any = ax.figure
    return figure.figure or figure


@functools.cache
def chinese_font() -> str | None:
    """The first installed font with Chinese characters; a warning, once, where there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = next((name for name in CHINESE_FONTS if name in installed), None)
    if found is None:
        warnings.warn(
            "no font with Chinese characters was found, so they are drawn as boxes: install one, such as "
            "Noto Sans CJK, and delete matplotlib's font cache (matplotlib.get_cachedir())",
            stacklevel=2,
        )
    return found


def font(*texts: str) -> dict[str, Any]:
    """Keywords for an artist with these texts: a second font where the first lacks characters."""
    if not any("\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" for character in "".join(texts)):
        return {}
    found = chinese_font()
    return {} if found is None else {"fontfamily": ["sans-serif", found]}


def legend(ax: Axes, handles: Iterable[Any], *, columns: int = 3) -> Any:
    """A legend below the axes and what is written there: it hides nothing and leaves room for a title."""
    from matplotlib.transforms import ScaledTranslation

    figure: Any = root_figure(ax)
    figure.draw_without_rendering()
    written: Any = ax.xaxis.get_tightbbox()
    height = 0.0 if written is None else (ax.get_window_extent().y0 - written.y0) / figure.dpi
    # In inches, for letters keep their size when the figure is made larger; and room for a label.
    below = max(0.0, height) + (0.05 if ax.get_xlabel() else 0.25)
    drawn = ax.legend(
        handles=list(handles),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -below, figure.dpi_scale_trans),
        ncols=columns,
        frameon=False,
        fontsize="small",
        borderaxespad=0,
    )
    for text in drawn.get_texts():
        text.set(**font(text.get_text()))
    return drawn


def name_rows(ax: Axes, names: list[str]) -> None:
    """Names of rows from top to bottom."""
    ax.set_yticks(range(len(names)), labels=names, **font(*names))
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def plain_frame(ax: Axes) -> None:
    """Only the lower and the left line of the frame."""
    ax.spines[["top", "right"]].set_visible(False)


def row_name(row: Any, language: Language) -> str:
    """The label of a row, or its id where it has none."""
    label = getattr(row, "label", None)
    text = "" if label is None else label.text(language)
    return text or str(row.id)


def named_measures(measures: Mapping[str, Measure] | Table[Any]) -> dict[str, Measure]:
    """Measures by name, from a mapping, the table of a definition or a trend."""
    if isinstance(measures, Mapping):
        return dict(measures)
    return {row.period if hasattr(row, "period") else row.group: row.measure for row in measures}


def require_rows(what: str, rows: Any) -> None:
    """An empty picture is a mistake."""
    if len(rows) == 0:
        raise ValueError(f"{what}: expected at least one, found none")


def require_choice(argument: str, value: str, expected: tuple[str, ...]) -> None:
    """A word out of a closed set."""
    if value not in expected:
        raise ValueError(f"{argument}: expected {' or '.join(map(repr, expected))}, found {value!r}")


def value_text(measure: Measure, language: Language) -> str:
    """Estimate and interval as the measure shows them, without its name and n."""
    shown = measure.show(language).removeprefix(measure.definition.label.text(language)).strip()
    return shown.rsplit("n = ", 1)[0].strip()


def estimate_text(measure: Measure, language: Language) -> str:
    """The estimate as the measure shows it."""
    return value_text(measure, language).split(" [")[0]
