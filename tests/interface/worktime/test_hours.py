from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.worktime.hours import LONDON, WORKING_DAY, add_working_time, working_time

NOBODY = frozenset()
moments = st.datetimes(
    datetime(2024, 1, 1),
    datetime(2027, 12, 31),
    timezones=st.just(UTC),
)
closures = st.frozensets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=40)


def at(day, clock, month=11, year=2026):
    hour, minute = map(int, clock.split(":"))
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def test_a_night_and_a_weekend_are_not_working_time():
    assert working_time(at(20, "17:00"), at(23, "09:30"), NOBODY) == timedelta(hours=2, minutes=30)


def test_a_bank_holiday_is_not_working_time():
    closed = frozenset({date(2026, 11, 23)})
    assert working_time(at(20, "17:00"), at(23, "09:30"), closed) == timedelta(hours=1)


def test_the_week_in_which_the_clocks_change_has_five_whole_days():
    monday_before, monday_after = at(19, "00:00", month=10), at(26, "00:00", month=10)
    assert working_time(monday_before, monday_after, NOBODY) == 5 * WORKING_DAY


def test_an_end_before_the_start_is_no_time():
    assert working_time(at(20, "17:00"), at(20, "09:00"), NOBODY) == timedelta()


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        working_time(datetime(2026, 11, 20), at(20, "09:00"), NOBODY)


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_time(at(20, "09:00"), timedelta(minutes=-1), NOBODY)


@given(parts=st.lists(moments, min_size=3, max_size=3), holidays=closures)
def test_working_time_adds_up_wherever_it_is_cut(parts, holidays):
    a, b, c = sorted(parts)
    whole = working_time(a, c, holidays)
    assert working_time(a, b, holidays) + working_time(b, c, holidays) == whole


@given(start=moments, minutes=st.integers(0, 20_000), holidays=closures)
def test_the_instant_reached_is_that_much_working_time_away(start, minutes, holidays):
    reached = add_working_time(start, timedelta(minutes=minutes), holidays)
    assert working_time(start, reached, holidays) == timedelta(minutes=minutes)


@given(start=moments, hours=st.integers(0, 300), holidays=closures)
def test_it_equals_counting_the_minutes_one_by_one(start, hours, holidays):
    start = start.replace(second=0, microsecond=0)
    counted = 0
    for quarter in range(hours * 4):
        local = (start + timedelta(minutes=15 * quarter)).astimezone(LONDON)
        for minute in range(15):
            moment = local + timedelta(minutes=minute)
            counted += (
                moment.isoweekday() <= 5 and moment.date() not in holidays and 8 <= moment.hour < 18
            )
    end = start + timedelta(hours=hours)
    assert working_time(start, end, holidays) == timedelta(minutes=counted)
