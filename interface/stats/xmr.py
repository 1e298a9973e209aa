"""The XmR chart in the Making Data Count manner: has something really changed?

Numbers and labels equal those of NHSRplotthedots 0.2.2, the reference implementation of NHS
England's rules; where it has no answer (missing values, ghosted points, rebases between points,
series without variation) the rule is ours and is named at its place.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from interface.stats import checks
from interface.stats.moving_ranges import mean_moving_range, mean_of
from interface.stats.special_causes import COMMON_CAUSE, special_causes

#: Limits stand this many mean moving ranges from the mean (3 / 1.128).
LIMIT = 2.66
NEAR_LIMIT = 2 * LIMIT / 3
SHORT_GROUP = 13
SHORTEST_BASELINE = 12
DIRECTIONS = ("increase", "decrease", "neutral")


@dataclass(frozen=True, slots=True)
class XmrPoint:
    """One date of the chart.

    The lines (mean, lpl, upl) are in the units of the values; lpl and upl are None where a group
    has one point, all three where no value was kept. A missing or ghosted point carries the
    lines of its group and has no special_cause_type, point_type or variation_icon.
    """

    date: date
    value: float | None
    ghosted: bool
    rebase_group: int
    mean: float | None
    lpl: float | None
    upl: float | None
    special_cause_type: str | None
    point_type: str | None
    variation_icon: str | None


@dataclass(frozen=True, slots=True)
class XmrGroup:
    """What was worked out between two rebases; n counts kept points, and so do the last four."""

    rebase_group: int
    first_date: date
    n: int
    mean: float
    lpl: float | None
    upl: float | None
    short_group_warning: bool
    common_cause: int
    special_cause_improvement: int
    special_cause_concern: int
    special_cause_neutral: int


@dataclass(frozen=True, slots=True)
class Xmr:
    """A finished chart. variation_icon is that of the last kept point, None without one."""

    points: tuple[XmrPoint, ...]
    groups: tuple[XmrGroup, ...]
    improvement_direction: str
    target: float | None
    variation_icon: str | None
    assurance: str | None
    assurance_icon: str | None


@dataclass(frozen=True, slots=True)
class _Lines:
    mean: float
    lpl: float | None = None
    upl: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


def xmr(
    dates: Sequence[date],
    values: Sequence[float | None],
    *,
    improvement_direction: str = "neutral",
    target: float | None = None,
    rebase: Iterable[date] = (),
    fix_after_n_points: int | None = None,
    ghosts: Iterable[date] = (),
    screen_outliers: bool = True,
) -> Xmr:
    """Work out lines, special causes and icons of a dated series, in any order of dates.

    dates: n different days. values: n numbers in any one unit, None where there is none.
    improvement_direction: increase, decrease or neutral. target: one number, same unit.
    rebase: days on which new lines begin, at the first kept point on or after each.
    fix_after_n_points: 12 or more; lines of each group come from its first so many points.
    ghosts: days of the series to draw but not to count; other days are ignored.
    screen_outliers: leave extreme steps out of the limits (the NHS England workbook does not).

    Raises ValueError for unequal lengths, a repeated date, anything not a date or a finite
    number, an unknown direction, or a baseline under 12. Source: NHSRplotthedots 0.2.2.
    """
    series = checks.dated_series(dates, values, "xmr")
    _check_direction(improvement_direction)
    aim = None if target is None else checks.number(target, "xmr, target")
    baseline = _baseline(fix_after_n_points)
    starts = sorted({checks.day(given, "xmr, rebase") for given in rebase})
    ghosted = {checks.day(given, "xmr, ghosts") for given in ghosts}

    kept = [(when, value) for when, value in series if value is not None and when not in ghosted]
    group_of = _group_numbers(series, kept, starts)
    points: dict[date, XmrPoint] = {}
    groups: list[XmrGroup] = []
    lines: dict[int, _Lines] = {}
    for group, members in groupby(kept, key=lambda pair: group_of[pair[0]]):
        days, numbers = zip(*members, strict=True)
        lines[group] = _lines(numbers[:baseline], screen=screen_outliers)
        found = _judge(group, days, numbers, lines[group], improvement_direction)
        points.update(zip(days, found, strict=True))
        groups.append(_summary(group, found, lines[group]))
    for when, value in series:
        if when not in points:
            group = group_of[when]
            points[when] = _unjudged(when, value, when in ghosted, group, lines.get(group))

    last = points[kept[-1][0]] if kept else None
    assurance = _assurance(last, aim, improvement_direction)
    return Xmr(
        points=tuple(points[when] for when, _ in series),
        groups=tuple(groups),
        improvement_direction=improvement_direction,
        target=aim,
        variation_icon=last.variation_icon if last else None,
        assurance=assurance,
        assurance_icon=assurance.removeprefix("consistent_") if assurance else None,
    )


def _check_direction(given: str) -> None:
    if given not in DIRECTIONS:
        raise ValueError(
            f"xmr, improvement_direction: {given!r} is not one of {', '.join(DIRECTIONS)}"
        )


def _baseline(fix_after_n_points: int | None) -> int | None:
    if fix_after_n_points is None:
        return None
    baseline = checks.whole_number(fix_after_n_points, "xmr, fix_after_n_points")
    if baseline < SHORTEST_BASELINE:
        raise ValueError(
            f"xmr, fix_after_n_points: {baseline} is fewer than {SHORTEST_BASELINE} points"
        )
    return baseline


def _group_numbers(
    series: list[tuple[date, float | None]], kept: list[tuple[date, float]], starts: list[date]
) -> dict[date, int]:
    """The group each date belongs to.

    A rebase takes effect at the first kept point on or after it. One before the first kept point
    or after the last changes nothing, and two that meet at one point are one.
    """
    number, first_of_group = 0, kept[0][0] if kept else None
    numbered: list[tuple[date, int]] = []
    for start in starts:
        takes_effect = next((when for when, _ in kept if when >= start), None)
        if takes_effect is None:
            break
        if takes_effect != first_of_group:
            number, first_of_group = number + 1, takes_effect
        numbered.append((start, number))
    group, result = 0, {}
    for when, _ in series:
        while numbered and numbered[0][0] <= when:
            group = numbered.pop(0)[1]
        result[when] = group
    return result


def _lines(baseline: Sequence[float], *, screen: bool) -> _Lines:
    """Mean and limits; never clipped here, so a lower limit may fall below nought."""
    mean = mean_of(baseline)
    if len(baseline) < 2:
        return _Lines(mean)
    step, _ = mean_moving_range(baseline, screen=screen)
    return _Lines(
        mean=mean,
        lpl=mean - LIMIT * step,
        upl=mean + LIMIT * step,
        near_lower=mean - NEAR_LIMIT * step,
        near_upper=mean + NEAR_LIMIT * step,
    )


def _judge(
    group: int,
    days: Sequence[date],
    values: Sequence[float],
    lines: _Lines,
    improvement_direction: str,
) -> list[XmrPoint]:
    """The kept points of one group, each with its special cause."""
    causes = special_causes(
        values,
        mean=lines.mean,
        limits=None if lines.lpl is None or lines.upl is None else (lines.lpl, lines.upl),
        near=(
            None
            if lines.near_lower is None or lines.near_upper is None
            else (lines.near_lower, lines.near_upper)
        ),
    )
    meanings = {cause: _meaning(cause, improvement_direction) for cause in set(causes)}
    return [
        XmrPoint(
            when, value, False, group, lines.mean, lines.lpl, lines.upl, cause, *meanings[cause]
        )
        for when, value, cause in zip(days, values, causes, strict=True)
    ]


def _unjudged(
    when: date, value: float | None, ghosted: bool, group: int, lines: _Lines | None
) -> XmrPoint:
    """A missing or ghosted point: drawn, carrying its group's lines, never judged."""
    mean, lpl, upl = (lines.mean, lines.lpl, lines.upl) if lines else (None, None, None)
    return XmrPoint(when, value, ghosted, group, mean, lpl, upl, None, None, None)


def _meaning(cause: str, improvement_direction: str) -> tuple[str, str]:
    """What a special cause means where this direction is wanted: point type and icon.

    The icon's high or low tells where the process went, not where good is.
    """
    if cause == COMMON_CAUSE:
        return "common_cause", "common_cause"
    went = "high" if "Above" in cause or "Increasing" in cause else "low"
    if improvement_direction == "neutral":
        return f"special_cause_neutral_{went}", f"neutral_{went}"
    wanted = "high" if improvement_direction == "increase" else "low"
    meaning = "improvement" if went == wanted else "concern"
    return f"special_cause_{meaning}", f"{meaning}_{went}"


def _summary(group: int, points: list[XmrPoint], lines: _Lines) -> XmrGroup:
    counts = Counter(point.point_type for point in points)
    return XmrGroup(
        rebase_group=group,
        first_date=points[0].date,
        n=len(points),
        mean=lines.mean,
        lpl=lines.lpl,
        upl=lines.upl,
        short_group_warning=len(points) < SHORT_GROUP,
        common_cause=counts["common_cause"],
        special_cause_improvement=counts["special_cause_improvement"],
        special_cause_concern=counts["special_cause_concern"],
        special_cause_neutral=counts["special_cause_neutral_high"]
        + counts["special_cause_neutral_low"],
    )


def _assurance(
    last: XmrPoint | None, target: float | None, improvement_direction: str
) -> str | None:
    """Can this process be relied on to meet the target? Judged at the last kept point.

    None without a target, a wanted direction, or limits. A target on a limit is inconsistent.
    """
    if target is None or improvement_direction == "neutral":
        return None
    if last is None or last.lpl is None or last.upl is None:
        return None
    if last.lpl <= target <= last.upl:
        return "inconsistent"
    out_of_reach = target > last.upl
    return (
        "consistent_fail"
        if out_of_reach == (improvement_direction == "increase")
        else "consistent_pass"
    )
