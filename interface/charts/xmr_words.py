"""What an XmR chart says in words: of a point, of its lines, and of the whole."""

from collections.abc import Sequence

from interface.charts import icons
from interface.charts.series import Point, Series
from interface.charts.units import Unit
from interface.charts.words import counted, full_day

#: special_cause_type: its words in the table, and shorter ones for the pointer.
_CAUSES = {
    "Above UCL": ("above the upper limit", "above upper limit"),
    "Below LCL": ("below the lower limit", "below lower limit"),
    "7 Point Trend (Increasing)": ("rising over 7 points or more", "rising"),
    "7 Point Trend (Decreasing)": ("falling over 7 points or more", "falling"),
    "2 in 3 Above CL": ("2 of 3 near the upper limit", "near upper limit"),
    "2 in 3 Below CL": ("2 of 3 near the lower limit", "near lower limit"),
    "7 Points Above CL": ("7 points or more above the mean", "run above mean"),
    "7 Points Below CL": ("7 points or more below the mean", "run below mean"),
}
#: point_type: class of the marker, its shape, and its words in the key.
MARKERS = {
    "common_cause": ("common", "dot", "No special cause"),
    "special_cause_improvement": ("improvement", "diamond", "Improvement"),
    "special_cause_concern": ("concern", "square", "Concern"),
    "special_cause_neutral_high": ("neutral", "up", "Change, high"),
    "special_cause_neutral_low": ("neutral", "down", "Change, low"),
    "ghost": ("ghost", "ring", "Not counted"),
}


def marker_of(point: Point) -> str | None:
    """The key of MARKERS for a point; None where there is nothing to draw."""
    if point.value is None:
        return None
    return point.point_type or "ghost"


def reading(point: Point) -> str:
    """What a point tells, for its row in the table."""
    if point.value is None:
        return "No value"
    if point.ghosted:
        return "Not counted"
    if point.special_cause_type not in _CAUSES:
        return "No special cause"
    meaning = MARKERS[point.point_type or ""][2].partition(",")[0]
    return f"{meaning}: {_CAUSES[point.special_cause_type][0]}"


def short_reading(point: Point) -> str:
    """What a point tells beside its value, for the pointer; nothing where nothing is special."""
    if point.ghosted:
        return ", not counted"
    if point.special_cause_type not in _CAUSES:
        return ""
    return f", {_CAUSES[point.special_cause_type][1]}"


def trial_notes(series: Series) -> list[str]:
    """One note for each group with too few points to trust its limits."""
    several = len(series.groups) > 1
    return [
        f"{'Trial limits' if group.upl is not None else 'No limits'}"
        f"{f' from {full_day(group.first_date)}' if several else ''}: "
        f"{counted(group.n, 'point')}, fewer than the 13 that firm limits need."
        for group in series.groups
        if group.short_group_warning
    ]


def description(series: Series, one_point: str, unit: Unit, decimals: int) -> str:
    """The chart in three or four sentences, the most important first."""
    kept = [point for point in series.points if point.point_type]
    if not kept:
        return f"No value has been counted yet. {one_point}."
    group = series.groups[-1]
    if group.upl is None:
        said = ["One point cannot show a change."]
    else:
        said = [icons.VARIATION[series.variation_icon or "common_cause"] + "."]
    if series.assurance_icon:
        said.append(icons.ASSURANCE[series.assurance_icon] + ".")
    last, span = kept[-1], _span(series.points)
    limits = _limits(group.lpl, group.upl, unit, decimals)
    said.append(
        f"The latest value is {unit.show(last.value, decimals)} ({full_day(last.date)}), "
        f"the mean {unit.show(group.mean, decimals)}{limits}."
    )
    said.append(f"{counted(len(kept), 'point')}, {span}. {one_point}.")
    return " ".join(said)


def _limits(lpl: float | None, upl: float | None, unit: Unit, decimals: int) -> str:
    if lpl is None or upl is None:
        return ""
    return f" with limits from {unit.show(lpl, decimals)} to {unit.show(upl, decimals)}"


def _span(points: Sequence[Point]) -> str:
    first, last = points[0].date, points[-1].date
    return full_day(first) if first == last else f"{full_day(first)} to {full_day(last)}"
