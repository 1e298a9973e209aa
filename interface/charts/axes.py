"""Axes, grids and labels that keep out of one another's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from interface.charts import svg
from interface.charts.scales import Scale, date_ticks, spread
from interface.charts.units import Unit
from interface.charts.words import shortened, width


@dataclass(frozen=True, slots=True)
class LineLabel:
    """Words beside the end of a line: what it is and where it stands."""

    words: str
    y: float
    classes: str


def tick_words(scale: Scale, unit: Unit) -> list[str]:
    """The words of each tick; the scale is in shown values, so the factor is already in it."""
    shown = Unit(unit.suffix if unit.suffix == "%" else "")
    return [shown.show(tick, scale.decimals) for tick in scale.ticks()]


def left_room(scale: Scale, unit: Unit) -> float:
    """How much room the words of an upright axis need."""
    return max(width(words, svg.SMALL) for words in tick_words(scale, unit)) + 8


def value_axis(scale: Scale, unit: Unit, left: float, right: float) -> str:
    """Level grid lines with their values at the left."""
    words = zip(scale.ticks(), tick_words(scale, unit), strict=True)
    labels = [svg.text(left - 6, scale.at(tick) + 4.5, label) for tick, label in words]
    return value_grid(scale, left, right) + svg.group("s e y", labels)


def value_grid(scale: Scale, left: float, right: float) -> str:
    """Level grid lines alone; nought is drawn stronger."""
    places = [(tick, scale.at(tick)) for tick in scale.ticks()]
    grid = "".join(f"M{svg.n(left)} {svg.n(y)}H{svg.n(right)}" for tick, y in places if tick)
    zero = [svg.line(left, y, right, y, "zero") for tick, y in places if not tick]
    return "".join([_path("grid", grid), *zero])


def level_axis(scale: Scale, unit: Unit, top: float, bottom: float) -> str:
    """Upright grid lines with their values below."""
    places = [(tick, scale.at(tick)) for tick in scale.ticks()]
    grid = "".join(f"M{svg.n(x)} {svg.n(top)}V{svg.n(bottom)}" for tick, x in places if tick)
    zero = [svg.line(x, top, x, bottom, "zero") for tick, x in places if not tick]
    words = zip(tick_words(scale, unit), places, strict=True)
    labels = [svg.text(x, bottom + 16, label) for label, (_, x) in words]
    return "".join([_path("grid", grid), *zero, svg.group("s m x", labels)])


def date_axis(scale: Scale, dates: Sequence[date], bottom: float) -> str:
    """Ticks below the plot: days or months, and the year where it begins."""
    ticks = [(tick, scale.at(tick.when.toordinal())) for tick in date_ticks(scale, dates)]
    strokes = f"M{svg.n(scale.start)} {svg.n(bottom)}H{svg.n(scale.end)}" + "".join(
        f"M{svg.n(x)} {svg.n(bottom)}v5" for _, x in ticks
    )
    labels = [svg.text(x, bottom + 18, tick.label) for tick, x in ticks]
    labels += [svg.text(x, bottom + 34, tick.year) for tick, x in ticks if tick.year]
    return _path("axis", strokes) + svg.group("s m x", labels)


def _path(classes: str, data: str) -> str:
    return f'<path class="{classes}" d="{data}"/>' if data else ""


def line_labels(
    labels: Sequence[LineLabel], x: float, top: float, bottom: float, room: float
) -> str:
    """Names of lines at their right-hand ends, moved apart where they would touch."""
    ordered = sorted(labels, key=lambda label: label.y)
    places = spread([label.y for label in ordered], svg.SMALL + 3, top, bottom)
    marks = []
    for label, y in zip(ordered, places, strict=True):
        if abs(y - label.y) > 3:
            marks.append(svg.line(x, label.y, x + 7, y, f"lead {label.classes}"))
        words = shortened(label.words, room - 9, svg.SMALL)
        marks.append(svg.text(x + 9, y + 4.5, words, f"s {label.classes}", title=label.words))
    return "".join(marks)
