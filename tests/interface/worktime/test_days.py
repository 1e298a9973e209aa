from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.worktime.days import (
    add_working_days,
    is_working_day,
    move_working_days,
    working_days_between,
    working_days_left,
)

CHRISTMAS_2026 = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
days = st.dates(date(2021, 1, 1), date(2030, 12, 31))
closures = st.frozensets(days, max_size=30)


def test_a_weekend_and_bank_holidays_are_passed_over():
    assert add_working_days(date(2026, 12, 23), 3, CHRISTMAS_2026) == date(2026, 12, 30)


def test_no_days_from_a_saturday_is_the_next_working_day():
    assert add_working_days(date(2026, 11, 21), 0, frozenset()) == date(2026, 11, 23)


def test_a_negative_number_of_days_is_refused():
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2026, 11, 20), -1, frozenset())


@given(start=days, count=st.integers(0, 40), holidays=closures)
def test_the_day_reached_is_as_many_working_days_away_as_asked(start, count, holidays):
    reached = add_working_days(start, count, holidays)
    assert is_working_day(reached, holidays)
    counted = working_days_between(start, reached, holidays)
    assert counted == (count or (0 if reached == start else 1))


@given(start=days, span=st.integers(0, 400), holidays=closures)
def test_counting_equals_walking_the_calendar(start, span, holidays):
    walked = 0
    for step in range(span):
        day = start + timedelta(days=step + 1)
        walked += day.isoweekday() not in (6, 7) and day not in holidays
    assert working_days_between(start, start + timedelta(days=span), holidays) == walked


@given(today=days, count=st.integers(-30, 30), holidays=closures)
def test_the_day_moved_to_has_as_many_working_days_left(today, count, holidays):
    moved = move_working_days(today, count, holidays)
    assert is_working_day(moved, holidays)
    if count:
        assert working_days_left(today, moved, holidays) == count
