"""Scales are straight, their ticks are round, and labels keep apart."""

import math
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interface.charts import words
from interface.charts.scales import Scale, date_scale, date_ticks, round_step, spread, value_scale
from interface.charts.svg import SMALL
from interface.charts.units import COUNT, NUMBER, PERCENT

VALUES = st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), max_size=20)


@given(VALUES, st.sampled_from([NUMBER, COUNT, PERCENT]), st.booleans())
def test_a_scale_holds_every_value_that_can_happen_between_round_ticks(values, unit, from_zero):
    scale = value_scale(values, 0, 100, unit=unit, from_zero=from_zero)
    for value in values:
        if unit.drawable(value):
            assert -1e-6 <= scale.at(value) <= 100 + 1e-6
    mantissa = scale.step / 10 ** math.floor(math.log10(scale.step) + 1e-9)
    assert min(abs(mantissa - round_one) for round_one in (1, 2, 5)) < 1e-9
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= 10
    assert (ticks[0], ticks[-1]) == pytest.approx((scale.low, scale.high), abs=scale.step / 1e6)
    assert unit.low is None or scale.low >= unit.low
    assert unit.high is None or scale.high <= unit.high
    assert not unit.whole or scale.step >= 1


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(-100, 100))
def test_equal_differences_are_equal_lengths(one, two, step):
    scale = Scale(-100, 100, 300, 20, 50)
    assert scale.at(one + step) - scale.at(one) == pytest.approx(
        scale.at(two + step) - scale.at(two), abs=1e-9
    )


def test_a_scale_begins_at_nought_where_little_is_gained_by_leaving_it_out():
    assert value_scale([40, 90], 0, 1).low == 0
    assert value_scale([80, 90], 0, 1).low > 0
    assert value_scale([80, 90], 0, 1, from_zero=True).low == 0


@pytest.mark.parametrize(
    ("span", "most", "step"), [(10, 5, 2), (11, 5, 5), (0.3, 3, 0.1), (99, 10, 10), (101, 10, 20)]
)
def test_steps_are_the_least_round_ones_that_are_few_enough(span, most, step):
    assert round_step(span, most) == pytest.approx(step)


@given(
    st.dates(date(2015, 1, 1), date(2040, 1, 1)),
    st.integers(1, 160),
    st.sampled_from([1, 7, 28, 31, 91, 365]),
    st.integers(120, 560),
)
def test_words_of_a_date_axis_never_touch(first, count, step, room):
    assume(count * step < 30_000)
    dates = [first + timedelta(days=step * place) for place in range(count)]
    scale = date_scale(dates, 0, room)
    ticks = date_ticks(scale, dates)
    assert ticks
    for line in ("label", "year"):
        told = [tick for tick in ticks if getattr(tick, line)]
        for one, other in pairwise(told):
            apart = scale.at(other.when.toordinal()) - scale.at(one.when.toordinal())
            wide = [words.width(getattr(tick, line), SMALL) for tick in (one, other)]
            assert apart >= sum(wide) / 2 + 3


def test_long_series_are_told_by_the_year():
    dates = [date(2000 + year, 1, 1) for year in range(40)]
    ticks = date_ticks(date_scale(dates, 0, 500), dates)
    assert {tick.label for tick in ticks} <= {str(year) for year in range(1990, 2050)}
    assert all(tick.when.month == tick.when.day == 1 for tick in ticks)


@given(st.lists(st.floats(0, 200), max_size=8).map(sorted))
def test_spread_labels_are_a_gap_apart_in_order_and_inside(wanted):
    placed = spread(wanted, 16, 0, 200)
    assert all(later - earlier >= 16 - 1e-9 for earlier, later in pairwise(placed))
    assert all(-1e-9 <= position <= 200 + 1e-9 for position in placed)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=8).map(lambda n: [20 * x for x in n]))
def test_labels_with_room_stay_where_they_belong(places):
    wanted = sorted(set(places))
    assert spread(wanted, 16, 0, 200) == wanted
