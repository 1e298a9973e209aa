"""Working days in England: Monday to Friday without bank holidays. Dates in, dates out."""

from bisect import bisect
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether people work on this day."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The working day that is `days` working days after `start`, the start not counted.

    With 0 days: the start itself, or the next working day when it is none. Raises ValueError for
    a negative number of days.
    """
    if days < 0:
        raise ValueError(f"days must not be negative: {days}")
    day = start
    while days > 0 or not is_working_day(day, holidays):
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when end is earlier."""
    if end <= start:
        return 0
    free = _free_weekdays(frozenset(holidays))
    return _weekdays_until(end) - _weekdays_until(start) - bisect(free, end) + bisect(free, start)


def _weekdays_until(day: date) -> int:
    """How many days from Monday to Friday the calendar has up to a day, which is one of them."""
    weeks, rest = divmod(day.toordinal(), 7)  # its first day was a Monday
    return 5 * weeks + min(rest, 5)


@lru_cache(maxsize=4)
def _free_weekdays(holidays: frozenset[date]) -> list[date]:
    """The holidays that would be working days, in order."""
    return sorted(day for day in holidays if day.weekday() < 5)


def working_days_left(today: date, due: date, holidays: Collection[date]) -> int:
    """How many working days there are until `due`; less than 0 when it has passed."""
    if due >= today:
        return working_days_between(today, due, holidays)
    return -working_days_between(due, today, holidays)


def move_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """The working day `days` after `start`, or before it where `days` is negative.

    The opposite of `working_days_left`.
    """
    if days >= 0:
        return add_working_days(start, days, holidays)
    day, left = start, -days
    while left > 0 or not is_working_day(day, holidays):
        left -= is_working_day(day, holidays)
        day -= timedelta(days=1)
    return day
