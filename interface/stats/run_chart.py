"""Run charts, for series too short or too odd for limits: is this more than chance?

The rules are those of Perla, Provost and Murray (BMJ Quality and Safety 2011; 20: 46-51): a shift
is six or more points in a row on one side of the median, a trend five or more all rising or all
falling, and there may be too few or too many runs. Their table of runs (after Swed and Eisenhart
1943) is replaced by the exact distribution it approximates (Wald and Wolfowitz 1940), 2.5 % in
each tail.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import comb
from statistics import median

from interface.stats import checks
from interface.stats.special_causes import sign

SHIFT = 6
TREND = 5
FEWEST_USEFUL = 10
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class RunPoint:
    """One date of the chart; a missing or ghosted point belongs to no shift and no trend."""

    date: date
    value: float | None
    ghosted: bool
    in_shift: bool
    in_trend: bool


@dataclass(frozen=True, slots=True)
class RunChart:
    """A finished run chart.

    median: in the units of the values, None without kept points. useful: kept points not on the
    median. runs: stretches of useful points on one side of it. runs_lower and runs_upper: the
    fewest and most runs that chance would bring, None with fewer than ten useful points.
    """

    points: tuple[RunPoint, ...]
    median: float | None
    useful: int
    runs: int
    longest_run: int
    runs_lower: int | None
    runs_upper: int | None
    shift: bool
    trend: bool
    too_few_runs: bool
    too_many_runs: bool


def run_chart(
    dates: Sequence[date], values: Sequence[float | None], *, ghosts: Iterable[date] = ()
) -> RunChart:
    """Median, shifts, trends and runs of a dated series, in any order of dates.

    dates: n different days; values: n numbers in one unit, None where there is none; ghosts: days
    to draw but not to count. Points on the median neither make nor break a run; a point equal to
    the one before neither makes nor breaks a trend. Raises ValueError as `xmr` does. Source: above.
    """
    series = checks.dated_series(dates, values, "run_chart")
    ghosted = {checks.day(given, "run_chart, ghosts") for given in ghosts}
    kept = [(when, value) for when, value in series if value is not None and when not in ghosted]
    if not kept:
        points = tuple(RunPoint(when, v, when in ghosted, False, False) for when, v in series)
        return RunChart(points, None, 0, 0, 0, None, None, False, False, False, False)
    middle = median(value for _, value in kept)
    stretches = _stretches(kept, middle)
    in_shift = {when for stretch in stretches if len(stretch) >= SHIFT for when in stretch}
    in_trend = _in_trend(kept)
    above = sum(value > middle for _, value in kept)
    below = sum(value < middle for _, value in kept)
    lower, upper = expected_runs(above, below)
    return RunChart(
        points=tuple(
            RunPoint(when, value, when in ghosted, when in in_shift, when in in_trend)
            for when, value in series
        ),
        median=middle,
        useful=above + below,
        runs=len(stretches),
        longest_run=max(map(len, stretches), default=0),
        runs_lower=lower,
        runs_upper=upper,
        shift=bool(in_shift),
        trend=bool(in_trend),
        too_few_runs=lower is not None and len(stretches) < lower,
        too_many_runs=upper is not None and len(stretches) > upper,
    )


def expected_runs(above: int, below: int) -> tuple[int | None, int | None]:
    """Fewest and most runs that chance leaves likely, for so many points either side.

    Fewer than the first, or more than the second, has a probability of 2.5 % at most. None for
    both with fewer than ten points: too little to tell.
    """
    if above + below < FEWEST_USEFUL:
        return None, None
    chances = run_probabilities(above, below)
    lower, tail = 1, 0.0
    while tail + chances.get(lower, 0.0) <= TAIL:
        tail += chances.get(lower, 0.0)
        lower += 1
    upper, tail = above + below, 0.0
    while tail + chances.get(upper, 0.0) <= TAIL:
        tail += chances.get(upper, 0.0)
        upper -= 1
    return lower, upper


def run_probabilities(above: int, below: int) -> dict[int, float]:
    """How likely each number of runs is when so many points fall either side in any order."""
    if not above or not below:
        return {1: 1.0}
    arrangements = comb(above + below, above)
    chances = {}
    most = 2 * min(above, below) + (above != below)
    for runs in range(2, most + 1):
        half, odd = divmod(runs, 2)
        ways = (
            comb(above - 1, half) * comb(below - 1, half - 1)
            + comb(above - 1, half - 1) * comb(below - 1, half)
            if odd
            else 2 * comb(above - 1, half - 1) * comb(below - 1, half - 1)
        )
        chances[runs] = ways / arrangements
    return chances


def _stretches(kept: list[tuple[date, float]], middle: float) -> list[list[date]]:
    """Days of each run on one side of the median, leaving out points on it."""
    sides = [(when, sign(value - middle)) for when, value in kept if value != middle]
    return [[when for when, _ in run] for _, run in groupby(sides, key=lambda point: point[1])]


def _in_trend(kept: list[tuple[date, float]]) -> set[date]:
    """Days of each run of five or more rising or falling points; repeats are skipped."""
    moving = [kept[0]]
    for when, value in kept[1:]:
        if value != moving[-1][1]:
            moving.append((when, value))
    found: set[date] = set()
    start = 0
    for place in range(1, len(moving)):
        turns = place + 1 == len(moving) or sign(moving[place + 1][1] - moving[place][1]) != sign(
            moving[place][1] - moving[place - 1][1]
        )
        if turns:
            if place - start + 1 >= TREND:
                found.update(when for when, _ in moving[start : place + 1])
            start = place
    return found
