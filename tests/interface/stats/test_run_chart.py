"""Run charts follow Perla's rules, checked by trying every arrangement."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, groupby, pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.stats import run_chart
from interface.stats.run_chart import expected_runs, run_probabilities


def chart_of(values, **options):
    days = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(len(values))]
    return run_chart(days, values, **options)


@pytest.mark.parametrize(("above", "below"), [(1, 1), (3, 2), (5, 5), (4, 7), (6, 6), (0, 4)])
def test_chances_of_runs_equal_a_count_of_every_arrangement(above, below):
    places = range(above + below)
    counted = Counter(
        len(list(groupby(place in chosen for place in places)))
        for chosen in map(set, combinations(places, above))
    )
    total = sum(counted.values())
    assert run_probabilities(above, below) == pytest.approx(
        {runs: count / total for runs, count in counted.items()}
    )


@given(st.integers(0, 40), st.integers(0, 40))
def test_chance_brings_the_expected_number_of_runs_95_times_in_100(above, below):
    lower, upper = expected_runs(above, below)
    if above + below < 10:
        assert (lower, upper) == (None, None)
        return
    chances = run_probabilities(above, below)
    assert sum(chances.values()) == pytest.approx(1)
    assert sum(chance for runs, chance in chances.items() if runs < lower) <= 0.025
    assert sum(chance for runs, chance in chances.items() if runs > upper) <= 0.025
    assert sum(chance for runs, chance in chances.items() if runs <= lower) > 0.025
    assert sum(chance for runs, chance in chances.items() if runs >= upper) > 0.025


@given(st.lists(st.one_of(st.none(), st.integers(0, 8)), max_size=30))
def test_a_second_count_agrees_on_any_series(values):
    chart = chart_of(values)
    kept = [value for value in values if value is not None]
    assert chart.median == (median(kept) if kept else None)
    letters = "".join("a" if v > chart.median else "b" for v in kept if v != chart.median)
    runs = letters.replace("ab", "a b").replace("ba", "b a").split()
    assert (chart.useful, chart.runs) == (len(letters), len(runs))
    assert chart.longest_run == max(map(len, runs), default=0)
    assert chart.shift == any(len(run) >= 6 for run in runs)
    assert chart.shift == any(point.in_shift for point in chart.points)
    moving = [value for value, _ in groupby(kept)]
    steps = "".join("u" if b > a else "d" for a, b in pairwise(moving))
    assert chart.trend == ("uuuu" in steps or "dddd" in steps)
    assert chart.trend == any(point.in_trend for point in chart.points)
    assert [point.value for point in chart.points] == values


def test_points_on_the_median_neither_make_nor_break_a_shift():
    chart = chart_of([9, 9, 9, 5, 9, 9, 9, 1, 1, 1, 1, 1, 1])
    assert [point.in_shift for point in chart.points] == [True] * 3 + [False] + [True] * 9


def test_a_repeated_value_neither_makes_nor_breaks_a_trend():
    chart = chart_of([1, 2, 2, 3, 4, 5, 0, 9])
    assert [point.in_trend for point in chart.points] == [True, True, False] + [True] * 3 + [
        False
    ] * 2


def test_ghosts_are_drawn_and_not_counted():
    chart = chart_of([1, 2, 50, 3], ghosts=[date(2024, 1, 15)])
    assert (chart.median, chart.points[2].ghosted, chart.points[2].value) == (2, True, 50)


def test_too_few_and_too_many_runs_are_told():
    assert chart_of([1] * 10 + [2] * 10).too_few_runs
    assert chart_of([1, 2] * 10).too_many_runs


def test_wrong_series_are_refused():
    with pytest.raises(ValueError, match="run_chart: the date 2024-01-01 is repeated"):
        run_chart([date(2024, 1, 1)] * 2, [1, 2])
