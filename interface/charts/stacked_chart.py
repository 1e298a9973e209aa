"""Stacked bars: how many of each status, row by row."""

from dataclasses import dataclass
from typing import Any

from interface.charts import axes, svg
from interface.charts.bar_chart import ROW, row_name, row_names
from interface.charts.chart import Chart, Column
from interface.charts.scales import Scale, value_scale
from interface.charts.units import COUNT, PERCENT, Unit
from interface.charts.words import clean, counted, width, wrapped

#: Fills from dark to light, every other one ruled, so that neighbours differ in grey too.
MOST_STATUSES = 7


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One row: a name, and how many of each status in the order of the chart's statuses."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StackedChart:
    """What stacked bars need: up to seven statuses in their natural order, and rows.

    shares: draw each row as parts of a hundred, where rows differ much in size.
    """

    title: str
    measure: str
    statuses: tuple[str, ...]
    bars: tuple[StackedBar, ...]
    group: str = "Group"
    shares: bool = False


def stacked_chart(chart: StackedChart) -> Chart:
    """Draw rows of statuses end to end, each with its number where there is room.

    Raises ValueError for more than seven statuses, or a row with another number of counts or a
    negative one.
    """
    _check(chart)
    marks, height = _draw(chart)
    said = _description(chart)
    columns, rows = _table(chart)
    return Chart(
        svg=svg.document("stacked", svg.WIDTH, height, chart.title, said, marks),
        title=clean(chart.title),
        description=said,
        columns=columns,
        rows=rows,
        width=svg.WIDTH,
        height=height,
    )


def _check(chart: StackedChart) -> None:
    if len(chart.statuses) > MOST_STATUSES:
        raise ValueError(f"stacked_chart: {len(chart.statuses)} statuses, at most {MOST_STATUSES}")
    for bar in chart.bars:
        if len(bar.counts) != len(chart.statuses):
            raise ValueError(
                f"stacked_chart, {bar.name}: {len(bar.counts)} counts for "
                f"{len(chart.statuses)} statuses"
            )
        if min(bar.counts, default=0) < 0:
            raise ValueError(f"stacked_chart, {bar.name}: a count is negative")


def _scale(chart: StackedChart, start: float, end: float) -> tuple[Scale, Unit]:
    if chart.shares:
        return value_scale([0, 100], start, end, unit=PERCENT, from_zero=True), PERCENT
    totals = [sum(bar.counts) for bar in chart.bars]
    return value_scale(totals or [0], start, end, unit=COUNT, from_zero=True), COUNT


def _draw(chart: StackedChart) -> tuple[list[str], float]:
    marks, y = svg.heading(chart.measure, svg.WIDTH)
    drawing, y = _key(chart, y + 4)
    marks.append(drawing)
    if not chart.bars:
        return [*marks, svg.text(0, y + 26, "Nothing to show yet")], y + 42
    top = y + 8
    bottom = top + ROW * len(chart.bars)
    names, left = row_names([bar.name for bar in chart.bars])
    totals = [f"{sum(bar.counts):,}" for bar in chart.bars]
    right = svg.WIDTH - max([width(total, svg.SMALL) for total in totals], default=0) - 14
    scale, unit = _scale(chart, left, right)
    marks.append(axes.level_axis(scale, unit, top, bottom))
    for place, bar in enumerate(chart.bars):
        middle = top + ROW * (place + 0.5)
        marks.append(row_name(names[place], clean(bar.name), left - 8, middle))
        marks += _segments(chart, bar, scale, middle)
        marks.append(svg.text(svg.WIDTH, middle + 4.5, totals[place], "s e b"))
    return marks, bottom + 26


def _key(chart: StackedChart, y: float) -> tuple[str, float]:
    """A filled box and its words for each status, in rows."""
    marks, x = [], 0.0
    for place, status in enumerate(chart.statuses):
        lines = wrapped(status, svg.WIDTH - 24, svg.SMALL, lines=1)
        needed = 22 + width(lines[0], svg.SMALL)
        if x and x + needed > svg.WIDTH:
            x, y = 0.0, y + svg.LINE
        marks += _fill(place, x, y + 3, 16, 13, "")
        marks.append(svg.text(x + 22, y + 14, lines[0], "s", title=status))
        x += needed + 18
    return "".join(marks), y + svg.LINE


def _segments(chart: StackedChart, bar: StackedBar, scale: Scale, middle: float) -> list[str]:
    """The parts of a row end to end; each says its count where that fits inside."""
    total, before, marks = sum(bar.counts), 0, []
    each = 100 / total if chart.shares and total else 1
    for place, count in enumerate(bar.counts):
        if not count:
            continue
        x, end = scale.at(before * each), scale.at((before + count) * each)
        before += count
        title = f"{clean(bar.name)}: {clean(chart.statuses[place])} {count:,} of {total:,}"
        marks += _fill(place, x, middle - 10, end - x, 20, title)
        words = f"{count:,}"
        if end - x > width(words, svg.SMALL) + 8:
            wide = width(words, svg.SMALL) + 6
            ruled = place % 2 == 1
            if ruled:
                marks.append(
                    svg.box((x + end - wide) / 2, middle - 10, wide, 20, f"plate f{place}")
                )
            light = " light" if place < 4 else ""
            marks.append(svg.text((x + end) / 2, middle + 4.5, words, f"s m{light}"))
    return marks


def _fill(place: int, x: float, y: float, w: float, h: float, title: str) -> list[str]:
    """A box in the fill of a status: a colour, ruled with upright lines for every other one."""
    marks = [svg.box(x, y, w, h, f"segment f{place}", title)]
    if place % 2 == 1:
        rules = "".join(
            f"M{svg.n(x + across)} {svg.n(y)}v{svg.n(h)}" for across in range(4, int(w), 5)
        )
        if rules:
            marks.append(f'<path class="rules g{place}" d="{rules}"/>')
    return marks


def _description(chart: StackedChart) -> str:
    totals = [sum(bar.counts[place] for bar in chart.bars) for place in range(len(chart.statuses))]
    everything = sum(totals)
    if not everything:
        return "There is nothing to show yet."
    parts = ", ".join(
        f"{count:,} {clean(status).lower()}"
        for status, count in zip(chart.statuses, totals, strict=True)
        if count
    )
    return f"{counted(len(chart.bars), 'row')}, {everything:,} in all: {parts}."


def _table(chart: StackedChart) -> tuple[tuple[Column, ...], tuple[tuple[Any, ...], ...]]:
    columns = (
        Column(clean(chart.group)),
        *(Column(clean(status), True) for status in chart.statuses),
        Column("All", True),
    )
    return columns, tuple((clean(bar.name), *bar.counts, sum(bar.counts)) for bar in chart.bars)
