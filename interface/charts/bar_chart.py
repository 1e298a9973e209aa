"""Horizontal bars with the intervals that say how far each can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interface.charts import axes, svg
from interface.charts.chart import Chart, Column
from interface.charts.scales import Scale, value_scale
from interface.charts.units import NUMBER, Unit
from interface.charts.words import clean, counted, width, wrapped

ROW = 30
NAMES = 200


@dataclass(frozen=True, slots=True)
class Bar:
    """One named value; lower and upper where it has an interval, None for a value not known.

    note: what else should stand beside it, such as the count behind a percentage.
    """

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """What bars need: bars in the order wanted, and a value to compare them with, if any."""

    title: str
    measure: str
    bars: tuple[Bar, ...]
    unit: Unit = NUMBER
    group: str = "Group"
    reference: tuple[str, float] | None = None


def bar_chart(chart: BarChart) -> Chart:
    """Draw bars from nought, each with its name, its interval and its value in words."""
    scale = _scale(chart, 0, 1)
    decimals = scale.decimals + 1
    marks, height = _draw(chart, decimals)
    said = _description(chart, decimals)
    columns, rows = _table(chart, decimals)
    return Chart(
        svg=svg.document("bars", svg.WIDTH, height, chart.title, said, marks),
        title=clean(chart.title),
        description=said,
        columns=columns,
        rows=rows,
        width=svg.WIDTH,
        height=height,
    )


def row_names(names: Sequence[str]) -> tuple[list[list[str]], float]:
    """Each name on one or two lines, and the room they take at the left."""
    lines = [wrapped(name, NAMES, svg.SMALL, lines=2) for name in names]
    widest = max((width(line, svg.SMALL) for found in lines for line in found), default=0)
    return lines, widest + 10


def row_name(lines: Sequence[str], whole: str, right: float, middle: float) -> str:
    """A name ending at the right, its one or two lines about the middle of its row."""
    first, cut = middle + 4.5 - (len(lines) - 1) * 7, " ".join(lines) != whole
    return "".join(
        svg.text(right, first + place * 14, line, "s e", title=whole if cut else "")
        for place, line in enumerate(lines)
    )


def _scale(chart: BarChart, start: float, end: float) -> Scale:
    values = [level for bar in chart.bars for level in (bar.value, bar.lower, bar.upper)]
    values.append(chart.reference[1] if chart.reference else None)
    shown = [value * chart.unit.factor for value in values if value is not None]
    return value_scale(shown, start, end, unit=chart.unit, from_zero=True)


def _words(bar: Bar, unit: Unit, decimals: int) -> str:
    """The value as it stands at the end of the row, with its note."""
    value = unit.show(bar.value, decimals)
    return f"{value} {clean(bar.note)}".strip()


def _draw(chart: BarChart, decimals: int) -> tuple[list[str], float]:
    marks, y = svg.heading(chart.measure, svg.WIDTH)
    if not chart.bars:
        return [*marks, svg.text(0, y + 26, "Nothing to show yet")], y + 42
    top = y + (26 if chart.reference else 8)
    bottom = top + ROW * len(chart.bars)
    names, left = row_names([bar.name for bar in chart.bars])
    said = [_words(bar, chart.unit, decimals) for bar in chart.bars]
    right = svg.WIDTH - min(max([width(w, svg.SMALL) for w in said], default=0), 150) - 12
    scale = _scale(chart, left, right)
    marks.append(axes.level_axis(scale, chart.unit, top, bottom))
    for place, bar in enumerate(chart.bars):
        middle = top + ROW * (place + 0.5)
        marks.append(row_name(names[place], clean(bar.name), left - 8, middle))
        marks += _bar(bar, scale, chart.unit, decimals, middle)
        marks.append(svg.text(svg.WIDTH, middle + 4.5, said[place], "s e"))
    marks += _reference(chart, scale, decimals, top, bottom)
    return marks, bottom + 26


def _bar(bar: Bar, scale: Scale, unit: Unit, decimals: int, middle: float) -> list[str]:
    """The bar from nought, and its interval as a line with ends across it."""
    if bar.value is None:
        return []
    zero, end = scale.at(max(scale.low, min(0, scale.high))), scale.at(bar.value * unit.factor)
    title = f"{clean(bar.name)}: {unit.show(bar.value, decimals)}"
    marks = []
    if bar.lower is not None and bar.upper is not None:
        low, high = scale.at(bar.lower * unit.factor), scale.at(bar.upper * unit.factor)
        title += f" ({unit.show(bar.lower, decimals)} to {unit.show(bar.upper, decimals)})"
        y = svg.n(middle)
        marks.append(
            f'<path class="whisker" d="M{svg.n(low)} {y}H{svg.n(high)}'
            f'M{svg.n(low)} {svg.n(middle - 5)}v10M{svg.n(high)} {svg.n(middle - 5)}v10"/>'
        )
    bar_box = svg.box(min(zero, end), middle - 9, abs(end - zero), 18, "bar", title)
    return [bar_box, *marks]


def _reference(
    chart: BarChart, scale: Scale, decimals: int, top: float, bottom: float
) -> list[str]:
    if chart.reference is None:
        return []
    name, value = chart.reference
    x = scale.at(value * chart.unit.factor)
    words = f"{clean(name)} {chart.unit.show(value, decimals)}"
    half = width(words, svg.SMALL) / 2
    middle = min(max(x, half), svg.WIDTH - half)
    return [
        svg.line(x, top - 4, x, bottom, "target"),
        svg.text(middle, top - 9, words, "s m target"),
    ]


def _description(chart: BarChart, decimals: int) -> str:
    known = [bar for bar in chart.bars if bar.value is not None]
    if not known:
        return "There is nothing to show yet."
    most = max(known, key=lambda bar: bar.value or 0)
    least = min(known, key=lambda bar: bar.value or 0)
    said = f"{counted(len(chart.bars), 'row')}. "
    if len(known) > 1:
        said += (
            f"From {chart.unit.show(least.value, decimals)} ({clean(least.name)}) to "
            f"{chart.unit.show(most.value, decimals)} ({clean(most.name)}). "
        )
    else:
        said += f"{clean(most.name)}: {chart.unit.show(most.value, decimals)}. "
    if any(bar.lower is not None for bar in known):
        said += "Lines across the bars are 95% intervals: where two overlap much, look again."
    return said.strip()


def _table(
    chart: BarChart, decimals: int
) -> tuple[tuple[Column, ...], tuple[tuple[Any, ...], ...]]:
    def show(value: float | None) -> str:
        return chart.unit.show(value, decimals)

    intervals = any(bar.lower is not None for bar in chart.bars)
    notes = any(bar.note for bar in chart.bars)
    columns = [Column(clean(chart.group)), Column(clean(chart.measure), True, show)]
    if intervals:
        columns += [Column("95% interval from", True, show), Column("to", True, show)]
    if notes:
        columns.append(Column("Behind it"))
    rows = tuple(
        (clean(bar.name), bar.value)
        + ((bar.lower, bar.upper) if intervals else ())
        + ((clean(bar.note),) if notes else ())
        for bar in chart.bars
    )
    return tuple(columns), rows
