"""Working time: the hours between eight and six on working days, Europe/London.

Instants in and durations out. The clocks change at night on Sundays, never inside working hours,
so a working hour is always sixty minutes.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from interface.worktime.days import is_working_day

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8), time(18)
WORKING_DAY = timedelta(hours=10)


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"moment must have a time zone: {moment}")
    return moment.astimezone(LONDON)


def _hours_of(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, OPENS, LONDON), datetime.combine(day, CLOSES, LONDON)


def working_time(start: datetime, end: datetime, holidays: Collection[date]) -> timedelta:
    """The working time between two instants; zero when `end` is not later than `start`.

    Additive: the time from a to b and from b to c is the time from a to c. Raises ValueError for
    an instant without a time zone.
    """
    start, end = _local(start), _local(end)
    total, day = timedelta(), start.date()
    while day <= end.date():
        if is_working_day(day, holidays):
            opens, closes = _hours_of(day)
            total += max(min(end, closes) - max(start, opens), timedelta())
        day += timedelta(days=1)
    return total


def add_working_time(start: datetime, duration: timedelta, holidays: Collection[date]) -> datetime:
    """The earliest instant at which `duration` of working time has passed since `start`.

    Raises ValueError for a negative duration or an instant without a time zone.
    """
    if duration < timedelta():
        raise ValueError(f"duration must not be negative: {duration}")
    moment, left = _local(start), duration
    if not left:
        return moment
    while True:
        if is_working_day(moment.date(), holidays):
            opens, closes = _hours_of(moment.date())
            begin = max(moment, opens)
            there = max(closes - begin, timedelta())
            if left <= there:
                return begin + left
            left -= there
        moment = datetime.combine(moment.date() + timedelta(days=1), time(), LONDON)
