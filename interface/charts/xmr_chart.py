"""The XmR chart: values over time with the limits that chance would keep them in."""

from dataclasses import dataclass
from typing import Any

from interface.charts import axes, icons, svg, xmr_marks
from interface.charts.chart import Chart, Column
from interface.charts.events import (
    Event,
    Note,
    events,
    flag_rows,
    flags,
    flags_height,
    listing,
    spoken,
)
from interface.charts.scales import Scale, date_scale, value_scale
from interface.charts.series import Series
from interface.charts.units import NUMBER, Unit
from interface.charts.words import clean, width, wrapped
from interface.charts.xmr_words import MARKERS, description, marker_of, reading, trial_notes

PLOT_HEIGHT = 230
_ICON = 44
#: So few points stand near the middle or the left, and are met there.
FEW = 8


@dataclass(frozen=True, slots=True)
class XmrChart:
    """What an XmR chart needs.

    measure: what the upright axis counts ("Issues raised"). one_point: what one point is ("Each
    point is one week"). rebases: the recorded reason of each rebase, on its day. annotations:
    other things worth knowing, on theirs; those outside the dates of the series are left out.
    """

    title: str
    series: Series
    measure: str
    one_point: str
    unit: Unit = NUMBER
    rebases: tuple[Note, ...] = ()
    annotations: tuple[Note, ...] = ()


def xmr_chart(chart: XmrChart) -> Chart:
    """Draw an XmR chart with its icons, its key, its notes and its table twin."""
    scale = shared_scale([chart.series], chart.unit, 1, 0)
    decimals = scale.decimals + 1
    said = description(chart.series, clean(chart.one_point), chart.unit, decimals)
    happened = events(chart.series, chart.rebases, chart.annotations)
    notes = trial_notes(chart.series)
    marks, height = _draw(chart, decimals, happened, notes)
    columns, rows = _table(chart, decimals)
    return Chart(
        svg=svg.document("xmr", svg.WIDTH, height, chart.title, said, marks),
        title=clean(chart.title),
        description=said,
        columns=columns,
        rows=rows,
        width=svg.WIDTH,
        height=height,
        notes=(*spoken(happened), *notes),
        recent_first=len(chart.series.points) > FEW,
    )


def shared_scale(
    several: list[Series], unit: Unit, bottom: float, top: float, *, most_ticks: int = 6
) -> Scale:
    """One scale for the values, lines and targets of all these series, in shown values."""
    values: list[float | None] = []
    for series in several:
        values += [point.value for point in series.points]
        values += [level for g in series.groups for level in (g.mean, g.lpl, g.upl)]
        values.append(series.target)
    shown = [value * unit.factor for value in values if value is not None]
    return value_scale(shown, bottom, top, unit=unit, most_ticks=most_ticks)


def _drawn(series: Series) -> bool:
    """Whether there is any value to draw, counted or not."""
    return any(point.value is not None for point in series.points)


def _draw(
    chart: XmrChart, decimals: int, happened: list[Event], notes: list[str]
) -> tuple[list[str], float]:
    """The marks of the whole drawing, top to bottom, and its height."""
    series, unit = chart.series, chart.unit
    names = xmr_marks.line_names(series, unit, decimals)
    left = axes.left_room(shared_scale([series], unit, 1, 0), unit)
    right = svg.WIDTH - max([width(words, svg.SMALL) + 12 for words, *_ in names], default=12)
    dates = [point.date for point in series.points]
    days = date_scale(dates, left, right)
    rows = flag_rows(happened, days)

    header, y = _header(chart)
    if not _drawn(series):
        return [*header, svg.text(0, y + 24, "No values yet")], y + 40
    top = y + flags_height(rows) + 8
    bottom = top + PLOT_HEIGHT
    frame = xmr_marks.Frame(days, shared_scale([series], unit, bottom, top), unit, decimals)
    placed = xmr_marks.placed_names(names, frame)
    below, end = listing(happened, notes, bottom + 44)
    marks = [
        *header,
        axes.value_axis(frame.values, unit, left, right),
        axes.date_axis(days, dates, bottom),
        *flags(happened, rows, days, top - 4, bottom),
        *xmr_marks.lines(series, frame),
        xmr_marks.trace(series, frame),
        xmr_marks.markers(series, frame),
        *xmr_marks.trial_labels(series, frame),
        axes.line_labels(placed, right, top + 4, bottom - 4, svg.WIDTH - right),
        *below,
    ]
    return marks, end


def _header(chart: XmrChart) -> tuple[list[str], float]:
    """What is measured and what one point is, the key of markers, and the icons at the right."""
    series = chart.series
    judged = bool(series.groups) and series.groups[-1].upl is not None
    found, x = [], float(svg.WIDTH)
    if series.assurance_icon:
        x -= _ICON
        found.append(icons.assurance_mark(series.assurance_icon, x))
        x -= 8
    if series.variation_icon and judged:
        x -= _ICON
        found.append(icons.variation_mark(series.variation_icon, x))
        x -= 8
    measure, y = svg.heading(chart.measure, x)
    marks = [*found, *measure]
    for words in wrapped(chart.one_point, x, svg.SMALL, lines=2):
        marks.append(svg.text(0, y + 13, words, "s"))
        y += svg.LINE
    present = {marker_of(point) for point in series.points}
    entries = [entry for name, entry in MARKERS.items() if name in present]
    drawing, height = svg.key(entries, 0, y + 4, x if y < _ICON else svg.WIDTH)
    return [*marks, drawing], max(y + 4 + height, _ICON if found else 0) + 6


def _table(
    chart: XmrChart, decimals: int
) -> tuple[tuple[Column, ...], tuple[tuple[Any, ...], ...]]:
    """Every plotted number, one row a date; the target only where there is one."""

    def show(value: float | None) -> str:
        return chart.unit.show(value, decimals)

    target = chart.series.target
    columns = [Column("Date"), Column(clean(chart.measure), True, show)]
    columns += [Column(name, True, show) for name in ("Mean", "Lower limit", "Upper limit")]
    if target is not None:
        columns.append(Column("Target", True, show))
    rows = [
        (point.date, point.value, point.mean, point.lpl, point.upl)
        + (() if target is None else (target,))
        + (reading(point),)
        for point in chart.series.points
    ]
    return (*columns, Column("What it tells")), tuple(rows)
