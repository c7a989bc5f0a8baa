"""Labels beside points that do not lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .canvas import GREY, font, root_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where a label may lie, nearest first: direction and distance in points.
_SIDES = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_DISTANCES = (6, 13, 22, 33, 46, 62)
_ALIGN = {-1: ("right", "top"), 0: ("center", "center"), 1: ("left", "bottom")}


def label_points(
    ax: Axes, points: Sequence[tuple[float, float]], names: Sequence[str], taken: Sequence[Any] = ()
) -> list[Any]:
    """Writes each name as near to its point as it fits, with a thin line where it is moved away.

    `taken` are artists that are already there. Call it last: it looks at the size of the axes.
    """
    from matplotlib.transforms import Bbox

    figure = root_figure(ax)
    figure.draw_without_rendering()
    inside = ax.get_window_extent()
    dot = 4 * figure.dpi / 72
    pixels = [ax.transData.transform(point) for point in points]
    boxes = [Bbox.from_bounds(x - dot, y - dot, 2 * dot, 2 * dot) for x, y in pixels]
    boxes += [artist.get_window_extent() for artist in taken]
    written = []
    for point, name in zip(points, names, strict=True):
        text, box = _placed(ax, point, name, boxes, inside)
        boxes.append(box)
        written.append(text)
    return written


def _placed(
    ax: Axes, point: tuple[float, float], name: str, boxes: list[Any], inside: Any
) -> tuple[Any, Any]:
    """The label at the first place that is free, else at the one that hides least."""
    text: Any = ax.annotate(name, point, xytext=(0, 0), textcoords="offset points", fontsize="small", **font(name))
    text.set_in_layout(False)
    best: tuple[float, int, tuple[int, int]] | None = None
    for distance in _DISTANCES:
        for side in _SIDES:
            box = _move(text, side, distance)
            hidden = sum(_overlap(box, other) for other in boxes) + _outside(box, inside)
            if best is None or hidden < best[0]:
                best = hidden, distance, side
        if best is not None and best[0] == 0:
            break
    assert best is not None
    box = _move(text, best[2], best[1])
    if best[1] > _DISTANCES[0]:
        ax.annotate(
            "",
            point,
            xytext=text.get_position(),
            textcoords="offset points",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkA": 1, "shrinkB": 3},
        )
    return text, box


def _move(text: Any, side: tuple[int, int], distance: int) -> Any:
    across, up = side
    text.set_position((across * distance, up * distance))
    text.set_horizontalalignment(_ALIGN[across][0])
    text.set_verticalalignment(_ALIGN[up][1])
    return text.get_window_extent()


def _overlap(one: Any, other: Any) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(width * height) if width > 0 and height > 0 else 0.0


def _outside(box: Any, inside: Any) -> float:
    return float(box.width * box.height) - _overlap(box, inside)
