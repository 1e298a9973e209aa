"""The roadmap: milestones down the years, in lanes, told as a list where the screen is narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from interface.charts import svg
from interface.charts.chart import Chart, Column
from interface.charts.words import clean, counted, wrapped

WIDTH = 960
_LEFT = 112
_LEAD = 17

#: status: class and shape of its marker, and its words.
STATUSES = {
    "done": ("done", "dot", "Done"),
    "planned": ("planned", "ring", "Planned"),
    "late": ("late", "up", "Late or moved"),
    "dropped": ("dropped", "cross", "Dropped"),
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated thing. when: the first day of its month or quarter, as window says.

    moved_from: where it first stood, for one that slipped. lane: empty where there are none.
    """

    when: date
    title: str
    status: str
    lane: str = ""
    detail: str = ""
    window: str = "month"
    moved_from: date | None = None

    @property
    def words(self) -> str:
        """Its time, no more precise than it is: September 2021, or July to September 2026."""
        return window_words(self.when, self.window)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a timeline needs. lanes: their names, in order; none for a single line. on: today."""

    title: str
    milestones: tuple[Milestone, ...]
    on: date
    lanes: tuple[str, ...] = ()


def window_words(when: date, window: str) -> str:
    """A month or a quarter in words."""
    if window != "quarter":
        return f"{when:%B %Y}"
    last = date(when.year, min(when.month + 2, 12), 1)
    return f"{when:%B} to {last:%B %Y}"


def timeline(chart: Timeline) -> Chart:
    """Draw milestones by month, oldest first; months without any take no room.

    Raises ValueError for a status or a lane the chart does not know.
    """
    lanes = chart.lanes or ("",)
    for milestone in chart.milestones:
        if milestone.status not in STATUSES:
            raise ValueError(f"timeline: {milestone.status!r} is not one of {', '.join(STATUSES)}")
        if milestone.lane not in lanes:
            raise ValueError(f"timeline: {milestone.lane!r} is not one of the lanes")
    ordered = sorted(chart.milestones, key=lambda milestone: milestone.when)
    marks, height = _draw(chart, ordered, lanes)
    said = _description(chart, ordered)
    columns, rows = _table(chart, ordered)
    return Chart(
        svg=svg.document("timeline", WIDTH, height, chart.title, said, marks),
        title=clean(chart.title),
        description=said,
        columns=columns,
        rows=rows,
        width=WIDTH,
        height=height,
        list_when_narrow=True,
    )


def _draw(
    chart: Timeline, ordered: list[Milestone], lanes: Sequence[str]
) -> tuple[list[str], float]:
    wide = (WIDTH - _LEFT) / len(lanes)
    present = {milestone.status for milestone in ordered}
    entries = [entry for name, entry in STATUSES.items() if name in present]
    drawing, height = svg.key(entries, 0, 0, WIDTH)
    marks, y = [drawing], height + 10
    if chart.lanes:
        heads = [wrapped(lane, wide - 12, svg.TYPE, lines=2, bold=True) for lane in lanes]
        for place, lines in enumerate(heads):
            for line, words in enumerate(lines):
                x = _LEFT - 10 + place * wide
                marks.append(svg.text(x, y + 14 + line * svg.LINE, words, "b", title=lanes[place]))
        y += svg.LINE * max(len(lines) for lines in heads) + 4
    top, today_drawn = y, False
    for year, of_year in groupby(ordered, key=lambda milestone: milestone.when.year):
        marks += [svg.line(0, y, WIDTH, y, "year"), svg.text(0, y + 28, str(year), "b")]
        y += 8
        for when, of_month in groupby(of_year, key=lambda milestone: milestone.when):
            if not today_drawn and when > chart.on:
                drawn, y = _today(chart.on, y)
                marks, today_drawn = marks + drawn, True
            drawn, y = _row(when, list(of_month), lanes, wide, y)
            marks += drawn
    if ordered and not today_drawn:
        drawn, y = _today(chart.on, y)
        marks += drawn
    if not ordered:
        return [svg.text(0, 24, "No milestones yet")], 40
    rails = "".join(
        f"M{svg.n(_LEFT - 10 + place * wide)} {svg.n(top)}V{svg.n(y)}"
        for place in range(len(lanes))
    )
    return [f'<path class="rail" d="{rails}"/>', *marks], y + 6


def _today(on: date, y: float) -> tuple[list[str], float]:
    """A line between what was and what will be."""
    words = f"Today, {on.day} {on:%B %Y}"
    return [
        svg.line(0, y + 14, WIDTH, y + 14, "today"),
        svg.box(_LEFT + 14, y + 3, 190, 22, "today-plate"),
        svg.text(_LEFT + 109, y + 19, words, "m s b"),
    ], y + 32


def _row(
    when: date, milestones: list[Milestone], lanes: Sequence[str], wide: float, y: float
) -> tuple[list[str], float]:
    """The milestones of one month, each in its lane, one under another where they share it."""
    marks = [svg.text(52, y + 20, f"{when:%b}", "quiet")]
    ends = [y + 4.0] * len(lanes)
    for milestone in milestones:
        place = lanes.index(milestone.lane)
        x, start = _LEFT - 10 + place * wide, ends[place]
        classes, shape, words = STATUSES[milestone.status]
        lines = [("", line) for line in wrapped(milestone.title, wide - 28, svg.TYPE, lines=6)]
        extra = _extra(milestone)
        if extra:
            lines += [("s quiet", line) for line in wrapped(extra, wide - 28, svg.SMALL, lines=4)]
        title = f"{milestone.words}: {clean(milestone.title)}, {words[0].lower()}{words[1:]}"
        marks.append(svg.group(f"p {classes} r5", [svg.marker(shape, x, start + 11, 5, title)]))
        for line, (style, said) in enumerate(lines):
            marks.append(svg.text(x + 14, start + 16 + line * _LEAD, said, style))
        ends[place] = start + len(lines) * _LEAD + 12
    return marks, max(ends)


def _extra(milestone: Milestone) -> str:
    """What a milestone's place alone does not say: its quarter, and where it stood before."""
    found = []
    if milestone.window == "quarter":
        found.append(milestone.words)
    if milestone.moved_from:
        found.append(f"was {window_words(milestone.moved_from, milestone.window)}")
    if milestone.status == "dropped":
        found.append("dropped")
    return ", ".join(found)


def _description(chart: Timeline, ordered: list[Milestone]) -> str:
    if not ordered:
        return "There are no milestones yet."
    done = sum(milestone.status == "done" for milestone in ordered)
    said = (
        f"{counted(len(ordered), 'milestone')} from {ordered[0].words} to {ordered[-1].words}, "
        f"{done:,} done. Months without milestones are left out."
    )
    following = [m for m in ordered if m.status in ("planned", "late")]
    if following:
        said += f" Next: {clean(following[0].title)}, {following[0].words}."
    return said


def _table(
    chart: Timeline, ordered: list[Milestone]
) -> tuple[tuple[Column, ...], tuple[tuple[Any, ...], ...]]:
    moved = any(milestone.moved_from for milestone in ordered)
    details = any(milestone.detail for milestone in ordered)
    columns = [Column("When"), Column("Milestone"), Column("Status")]
    if chart.lanes:
        columns.append(Column("Domain"))
    if moved:
        columns.append(Column("First planned for", named=True))
    if details:
        columns.append(Column("Detail"))
    rows = []
    for milestone in ordered:
        row = [milestone.words, clean(milestone.title), STATUSES[milestone.status][2]]
        if chart.lanes:
            row.append(milestone.lane)
        if moved:
            before = milestone.moved_from
            row.append(window_words(before, milestone.window) if before else "")
        if details:
            row.append(clean(milestone.detail))
        rows.append(tuple(row))
    return tuple(columns), tuple(rows)
