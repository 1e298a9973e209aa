"""Small multiples: the same XmR chart for many groups, on one scale, to be compared by eye."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from interface.charts import axes, icons, svg, xmr_marks
from interface.charts.chart import Chart, Column
from interface.charts.scales import Scale, date_scale
from interface.charts.series import Series
from interface.charts.units import NUMBER, Unit
from interface.charts.words import clean, counted, day, shortened, wrapped
from interface.charts.xmr_chart import shared_scale
from interface.charts.xmr_words import MARKERS, marker_of, reading

ACROSS = 3
_GAP = 20
_PLOT = 90
_ICON = 26


@dataclass(frozen=True, slots=True)
class Panel:
    """One group's series."""

    name: str
    series: Series


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """What small multiples need; words as for an XmR chart. Panels stand in the order given."""

    title: str
    panels: tuple[Panel, ...]
    measure: str
    one_point: str
    unit: Unit = NUMBER
    group: str = "Specialty"


def small_multiples(chart: SmallMultiples) -> Chart:
    """Draw a small chart for each panel; every panel has the same dates and the same values."""
    marks, height, decimals = _draw(chart)
    said = _description(chart)
    columns, rows = _table(chart, decimals)
    return Chart(
        svg=svg.document("multiples", svg.WIDTH, height, chart.title, said, marks),
        title=clean(chart.title),
        description=said,
        columns=columns,
        rows=rows,
        width=svg.WIDTH,
        height=height,
    )


def _draw(chart: SmallMultiples) -> tuple[list[str], float, int]:
    several = [panel.series for panel in chart.panels]
    values = shared_scale(several, chart.unit, _PLOT, 0, most_ticks=4)
    decimals = values.decimals + 1
    marks, top = _header(chart)
    left = axes.left_room(values, chart.unit)
    wide = (svg.WIDTH - left - _GAP * (ACROSS - 1)) / ACROSS
    dates = sorted({point.date for series in several for point in series.points})
    tall = _ICON + 8 + _PLOT + 40
    for place, panel in enumerate(chart.panels):
        row, column = divmod(place, ACROSS)
        x, y = left + column * (wide + _GAP), top + row * tall + _ICON + 8
        frame = xmr_marks.Frame(
            date_scale(dates, x, x + wide),
            Scale(values.low, values.high, y + _PLOT, y, values.step),
            chart.unit,
            decimals,
        )
        marks += _panel(panel, frame, dates, labelled=column == 0)
    if not chart.panels:
        marks.append(svg.text(0, top + 14, "No groups yet"))
        return marks, top + 30, decimals
    return marks, top + tall * -(-len(chart.panels) // ACROSS), decimals


def _header(chart: SmallMultiples) -> tuple[list[str], float]:
    marks, y = svg.heading(chart.measure, svg.WIDTH)
    for words in wrapped(f"{chart.one_point}; all on one scale", svg.WIDTH, svg.SMALL, lines=2):
        marks.append(svg.text(0, y + 13, words, "s"))
        y += svg.LINE
    present = {marker_of(point) for panel in chart.panels for point in panel.series.points}
    entries = [
        entry for name, entry in MARKERS.items() if name in present and name != "common_cause"
    ]
    drawing, height = svg.key(entries, 0, y + 4, svg.WIDTH)
    return [*marks, drawing], y + height + 16


def _panel(panel: Panel, frame: xmr_marks.Frame, dates: list[date], *, labelled: bool) -> list[str]:
    """Name and icon above, the plot, and its first and last day below."""
    series = panel.series
    left, right = frame.days.start, frame.days.end
    top, bottom = frame.values.end, frame.values.start
    name_room = right - left - (_ICON + 6 if series.variation_icon else 0)
    name = shortened(panel.name, name_room, 14, bold=True)
    marks = [svg.text(left, top - 12, name, "b t", title=panel.name)]
    if series.variation_icon:
        marks.append(
            icons.variation_mark(series.variation_icon, right - _ICON, top - _ICON - 5, _ICON)
        )
    if labelled:
        marks.append(axes.value_axis(frame.values, frame.unit, left, right))
    else:
        marks.append(axes.value_grid(frame.values, left, right))
    marks += xmr_marks.lines(series, frame)
    marks.append(xmr_marks.trace(series, frame))
    marks.append(xmr_marks.markers(series, frame, largest=3))
    marks.append(_ends(frame, dates))
    if not series.groups:
        marks.append(svg.text((left + right) / 2, (top + bottom) / 2, "No values yet", "s m"))
    return marks


def _ends(frame: xmr_marks.Frame, dates: list[date]) -> str:
    """The first and the last month under a panel; one of them where they are the same."""
    if not dates:
        return ""
    first, last = (f"{when:%b %Y}" for when in (dates[0], dates[-1]))
    y = frame.values.start + 16
    labels = [svg.text(frame.days.start, y, first, "s x")]
    if last != first:
        labels.append(svg.text(frame.days.end, y, last, "s e x"))
    return "".join(labels)


def _description(chart: SmallMultiples) -> str:
    if not chart.panels:
        return "There is nothing to compare yet."
    said = [f"{counted(len(chart.panels), 'chart')} on one scale. {clean(chart.one_point)}."]
    for kind, words in (
        ("improvement", "Improving"),
        ("concern", "Cause for concern"),
        ("neutral", "Changed"),
    ):
        names = [
            clean(panel.name)
            for panel in chart.panels
            if (panel.series.variation_icon or "").startswith(kind)
        ]
        if names:
            said.append(f"{words}: {', '.join(names)}.")
    if len(said) == 1:
        said.append("None has changed more than chance explains.")
    return " ".join(said)


def _table(
    chart: SmallMultiples, decimals: int
) -> tuple[tuple[Column, ...], tuple[tuple[Any, ...], ...]]:
    """Every plotted number, panel by panel."""

    def show(value: float | None) -> str:
        return chart.unit.show(value, decimals)

    columns = (
        Column(clean(chart.group)),
        Column("Date", show=day),
        Column(clean(chart.measure), True, show),
        Column("Mean", True, show),
        Column("Lower limit", True, show),
        Column("Upper limit", True, show),
        Column("What it tells"),
    )
    rows = tuple(
        (clean(panel.name), p.date, p.value, p.mean, p.lpl, p.upl, reading(p))
        for panel in chart.panels
        for p in panel.series.points
    )
    return columns, rows
