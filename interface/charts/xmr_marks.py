"""The plot of an XmR chart: lines of each group, the trace, the markers and the names of lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from interface.charts import svg
from interface.charts.axes import LineLabel
from interface.charts.scales import Scale
from interface.charts.series import Point, Series
from interface.charts.units import Unit
from interface.charts.words import day, width
from interface.charts.xmr_words import MARKERS, marker_of, short_reading


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot is: days across, shown values upwards, and how values are written."""

    days: Scale
    values: Scale
    unit: Unit
    decimals: int

    def x(self, point: Point) -> float:
        """The position of a point's day."""
        return self.days.at(point.date.toordinal())

    def y(self, value: float) -> float:
        """The position of a stored value."""
        return self.values.at(value * self.unit.factor)

    def can_show(self, value: float) -> bool:
        """Whether a stored value is one that can happen, and so is drawn."""
        return self.unit.drawable(value * self.unit.factor)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of the plot that belongs to one rebase group, and its first point."""

    point: Point
    left: float
    right: float
    trial: bool


def lines(series: Series, frame: Frame) -> list[str]:
    """Mean and limits of each group, broken at a rebase, and the target across all.

    Limits that cannot happen (a count below nought) are not drawn.
    """
    marks = []
    for stretch in _stretches(series, frame):
        point, limit = stretch.point, "limit trial" if stretch.trial else "limit"
        for level, classes in ((point.upl, limit), (point.lpl, limit), (point.mean, "mean")):
            if level is not None and frame.can_show(level):
                y = frame.y(level)
                marks.append(svg.line(stretch.left, y, stretch.right, y, classes))
    if series.target is not None and frame.can_show(series.target):
        y = frame.y(series.target)
        marks.append(svg.line(frame.days.start, y, frame.days.end, y, "target"))
    return marks


def trial_labels(series: Series, frame: Frame) -> list[str]:
    """“Trial limits” on the upper line of each group that has them, where there is room."""
    return [
        svg.text(stretch.right - 4, frame.y(stretch.point.upl) - 5, "Trial limits", "s e i halo")
        for stretch in _stretches(series, frame)
        if stretch.trial
        and stretch.point.upl is not None
        and frame.can_show(stretch.point.upl)
        and stretch.right - stretch.left > width("Trial limits", svg.SMALL) + 8
    ]


def _stretches(series: Series, frame: Frame) -> Iterator[_Stretch]:
    """Each group from half way to its neighbour before it to half way to the one after."""
    trial = {group.rebase_group: group.short_group_warning for group in series.groups}
    points = series.points
    starts = [
        place
        for place, point in enumerate(points)
        if place == 0 or point.rebase_group != points[place - 1].rebase_group
    ]
    edges = [
        frame.days.start,
        *((frame.x(points[start - 1]) + frame.x(points[start])) / 2 for start in starts[1:]),
        frame.days.end,
    ]
    for place, start in enumerate(starts):
        point = points[start]
        yield _Stretch(point, edges[place], edges[place + 1], trial.get(point.rebase_group, False))


def trace(series: Series, frame: Frame) -> str:
    """The line through counted points: it breaks at a missing value and at a rebase."""
    pieces: list[list[svg.Point]] = [[]]
    group = 0
    for point in series.points:
        if point.rebase_group != group or point.value is None:
            pieces.append([])
            group = point.rebase_group
        if point.value is not None and not point.ghosted:
            pieces[-1].append((frame.x(point), frame.y(point.value)))
    data = "".join(svg.path(piece) for piece in pieces if len(piece) > 1)
    return f'<path class="trace" d="{data}"/>' if data else ""


def markers(series: Series, frame: Frame, *, largest: float = 5, only_special: bool = False) -> str:
    """A marker for each value, grouped by what it means, so that each class is written once."""
    spacing = abs(frame.days.end - frame.days.start) / max(len(series.points), 1)
    r = min(largest, 3 if spacing < 8 else 4 if spacing < 12 else 5)
    marks: dict[str, list[str]] = {name: [] for name in MARKERS}
    for point in series.points:
        name = marker_of(point)
        if name is None or point.value is None or (only_special and name == "common_cause"):
            continue
        words = f"{day(point.date)}: {frame.unit.show(point.value, frame.decimals)}"
        marks[name].append(
            svg.marker(
                MARKERS[name][1],
                frame.x(point),
                frame.y(point.value),
                r,
                words + short_reading(point),
            )
        )
    return "".join(svg.group(f"p {MARKERS[name][0]} r{r}", drawn) for name, drawn in marks.items())


def line_names(series: Series, unit: Unit, decimals: int) -> list[tuple[str, float, str]]:
    """What stands at the end of each line of the last group: words, stored value, class."""
    group = series.groups[-1] if series.groups else None
    levels = [
        ("Upper", group.upl if group else None, "limit"),
        ("Mean", group.mean if group else None, "mean"),
        ("Lower", group.lpl if group else None, "limit"),
        ("Target", series.target, "target"),
    ]
    return [
        (f"{name} {unit.show(level, decimals)}", level, classes)
        for name, level, classes in levels
        if level is not None and unit.drawable(level * unit.factor)
    ]


def placed_names(names: list[tuple[str, float, str]], frame: Frame) -> list[LineLabel]:
    """The same, each at the height of its line."""
    return [LineLabel(words, frame.y(level), classes) for words, level, classes in names]
