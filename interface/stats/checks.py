"""Is this input what it claims to be? Every refusal says what was wrong and where it stood."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

#: Whole numbers below this are floats without loss.
LARGE = 2**53


def number(value: Any, where: str) -> float:
    """A finite number as a float. Truth values and texts are refused, not converted."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        raise ValueError(f"{where}: {value!r} is not a number")
    try:
        converted = float(value)
    except OverflowError:
        converted = math.inf
    if not math.isfinite(converted):
        raise ValueError(f"{where}: {value!r} is not a finite number")
    return converted


def whole_number(value: Any, where: str) -> int:
    """A number without a fraction as an int; 12.0 is welcome, 12.5 and True are not."""
    converted = number(value, where)
    if not converted.is_integer():
        raise ValueError(f"{where}: {value!r} is not a whole number")
    return int(value)


def count_out_of(numerator: Any, denominator: Any, where: str) -> tuple[int, int]:
    """A count and the total it was taken from: 0 <= numerator <= denominator, denominator > 0."""
    x = whole_number(numerator, f"{where}, numerator")
    n = whole_number(denominator, f"{where}, denominator")
    if n <= 0:
        raise ValueError(f"{where}: the denominator must be more than 0, not {n}")
    if x < 0:
        raise ValueError(f"{where}: the numerator must not be negative, not {x}")
    if x > n:
        raise ValueError(f"{where}: {x} is more than the {n} it was counted from")
    return x, n


def inside(value: Any, low: float, high: float, where: str) -> float:
    """A number strictly between two others."""
    converted = number(value, where)
    if not low < converted < high:
        raise ValueError(f"{where}: {value!r} is not between {low:g} and {high:g}")
    return converted


def day(value: Any, where: str) -> date:
    """A calendar day; a moment of the day is refused, since it would not compare with one."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{where}: {value!r} is not a date")
    return value


def dated_series(
    dates: Sequence[date], values: Sequence[float | None], where: str
) -> list[tuple[date, float | None]]:
    """Dates with their values, oldest first. None is a missing value.

    Raises ValueError when the two differ in length, a date repeats, or something is neither.
    """
    if len(dates) != len(values):
        raise ValueError(f"{where}: {len(dates)} dates but {len(values)} values")
    series = []
    for place, (given, value) in enumerate(zip(dates, values, strict=True), 1):
        when = given if type(given) is date else day(given, f"{where}, date {place}")
        series.append((when, _value(value, when, where)))
    series.sort(key=lambda pair: pair[0])
    for (earlier, _), (later, _) in pairwise(series):
        if earlier == later:
            raise ValueError(f"{where}: the date {later} is repeated")
    return series


def _value(value: Any, when: date, where: str) -> float | None:
    """One value of a series; plain numbers pass without the words for a refusal being made up."""
    if value is None or (type(value) is float and math.isfinite(value)):
        return value
    if type(value) is int and abs(value) < LARGE:
        return float(value)
    return number(value, f"{where}, value of {when}")
