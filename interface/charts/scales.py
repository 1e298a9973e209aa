"""Where a value stands on a chart: straight scales with round ticks, for numbers and for dates."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from interface.charts.units import NUMBER, Unit


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from low to high on positions from start to end, with a tick at every step."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def at(self, value: float) -> float:
        """The position of a value, beyond the ends too."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Every multiple of the step from low to high."""
        first, last = (
            math.ceil(self.low / self.step - 1e-9),
            math.floor(self.high / self.step + 1e-9),
        )
        return [round(place * self.step, 12) for place in range(first, last + 1)]

    @property
    def decimals(self) -> int:
        """How many decimals tell one tick from the next."""
        return max(0, -math.floor(math.log10(self.step) + 1e-9))


def round_step(span: float, most: int) -> float:
    """The least of 1, 2 and 5 times a power of ten that cuts a span into so many at most."""
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next(
        factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= rough * (1 - 1e-9)
    )


def value_scale(
    values: Iterable[float],
    start: float,
    end: float,
    *,
    unit: Unit = NUMBER,
    from_zero: bool = False,
    most_ticks: int = 6,
) -> Scale:
    """A scale that holds every shown value, ends on ticks and does not exaggerate.

    It begins at nought where from_zero says so or where leaving it out would gain little; it
    never goes where the unit says values cannot. Without values, or with one alone, it still
    has a width.
    """
    shown = [value for value in values if unit.drawable(value)] or [0.0]
    low, high = min(shown), max(shown)
    if from_zero or 0 <= low <= high / 2:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        margin = max(1.0, abs(low) / 10)
        low, high = low - (margin if low else 0), high + margin
        if unit.low is not None:
            low = max(low, unit.low)
        if unit.high is not None and high > unit.high:
            low, high = min(low, unit.high - margin), unit.high
    step = round_step(high - low, most_ticks - 1)
    if unit.whole:
        step = max(1.0, step)
    low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    if not from_zero:  # a marker or a line on the very edge would be hard to see
        if low not in (0.0, unit.low) and min(shown) - low < (high - low) / 30:
            low -= step
        if high != unit.high and high - max(shown) < (high - low) / 30:
            high += step
    return Scale(low, high, start, end, step)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis of dates: its day, its words, and a year below where one begins."""

    when: date
    label: str
    year: str


def date_scale(dates: Sequence[date], start: float, end: float) -> Scale:
    """A scale over days, with half a typical step to spare at either end."""
    days = sorted(when.toordinal() for when in dates) or [date(2000, 1, 1).toordinal()]
    spare = half_step(dates)
    return Scale(days[0] - spare, days[-1] + spare, start, end, 1)


def half_step(dates: Sequence[date]) -> float:
    """Half the middle distance between neighbouring dates, in days; half a month for one date."""
    days = sorted(when.toordinal() for when in dates)
    steps = sorted(later - earlier for earlier, later in pairwise(days))
    return steps[len(steps) // 2] / 2 if steps else 15.0


def date_ticks(scale: Scale, dates: Sequence[date]) -> list[Tick]:
    """Ticks on the first of months, or on days of the series, far enough apart to be read."""
    if not dates:
        return []
    units = abs(scale.end - scale.start) / (scale.high - scale.low)
    if (scale.high - scale.low) < 75:
        return _day_ticks(sorted(dates), units)
    months = next(
        (step for step in (1, 2, 3, 6) if step * 30.4 * units >= 44),
        next((12 * step for step in (1, 2, 5, 10, 20, 50) if step * 365 * units >= 50), 1200),
    )
    first = date.fromordinal(math.ceil(scale.low))
    place = first.year * 12 + first.month - (1 if first.day == 1 else 0)
    found: list[Tick] = []
    while True:
        year, month = divmod(place, 12)
        when = date(year, month + 1, 1)
        if when.toordinal() > scale.high:
            break
        if place % months == 0:
            found.append(_month_tick(when, months, first=not found))
        place += 1
    return found or _day_ticks(sorted(dates), units)


def _month_tick(when: date, months: int, *, first: bool) -> Tick:
    if months >= 12:
        return Tick(when, f"{when.year}", "")
    return Tick(when, f"{when:%b}", f"{when.year}" if first or when.month == 1 else "")


def _day_ticks(dates: Sequence[date], units: float) -> list[Tick]:
    """Days of the series itself, leaving out those too near the one before."""
    found: list[Tick] = []
    for when in dates:
        if found and (when - found[-1].when) < timedelta(days=56 / units):
            continue
        new_year = not found or found[-1].when.year != when.year
        found.append(Tick(when, f"{when.day} {when:%b}", f"{when.year}" if new_year else ""))
    return found


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near those wanted as keeps them a gap apart and between low and high.

    wanted is ascending. Too many for the room run past high. Taking away the gaps leaves the
    nearest rising sequence to be found, which pooling neighbours out of order does.
    """
    pools: list[tuple[float, int]] = []
    for place, position in enumerate(wanted):
        mean, size = position - place * gap, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    last = max(low, high - (len(wanted) - 1) * gap)
    level = [min(max(mean, low), last) for mean, size in pools for _ in range(size)]
    return [position + place * gap for place, position in enumerate(level)]
