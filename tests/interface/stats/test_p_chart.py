"""p and p′ charts equal the goldens, and a slower way of reaching them."""

import math
from itertools import pairwise
from statistics import NormalDist, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.stats import p_chart
from tests.interface.stats.golden_files import STATS, differences

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("case", STATS["p_chart"], ids=lambda case: case["id"])
def test_every_field_of_every_golden_chart_is_equal(case):
    found = p_chart([(row["numerator"], row["denominator"]) for row in case["input"]])
    assert differences(found, case["expected"], STATS["tolerance"]) == []


@given(st.lists(COUNTS, min_size=2, max_size=30))
def test_a_second_calculation_agrees_on_any_periods(counts):
    chart = p_chart(counts)
    centre = sum(x for x, _ in counts) / sum(n for _, n in counts)
    if centre in (0, 1):
        assert (chart.sigma_z, set(chart.p_prime_upper)) == (0, {centre})
        return
    spreads = [math.sqrt(centre * (1 - centre) / n) for _, n in counts]
    scores = [
        NormalDist(centre, spread).zscore(x / n)
        for (x, n), spread in zip(counts, spreads, strict=True)
    ]
    everything = [abs(b - a) for a, b in pairwise(scores)]
    steps = sorted(everything)
    while steps and steps[-1] >= 3.267 * fmean(everything):
        steps.pop()
    if not any(steps):
        steps = everything
    mean = fmean(steps)
    assert chart.screened_moving_ranges == len(everything) - len(steps)
    assert chart.sigma_z == pytest.approx(mean / 1.128)
    for place, spread in enumerate(spreads):
        for width, lower, upper in (
            (3 * spread, chart.p_lower, chart.p_upper),
            (3 * spread * mean / 1.128, chart.p_prime_lower, chart.p_prime_upper),
        ):
            assert lower[place] == pytest.approx(max(0, centre - width), abs=1e-12)
            assert upper[place] == pytest.approx(min(1, centre + width), abs=1e-12)


def test_one_period_has_p_limits_and_no_p_prime_limits():
    chart = p_chart([(3, 10)])
    assert chart.centre == 0.3
    assert (chart.sigma_z, chart.p_prime_lower, chart.p_prime_upper) == (None, (None,), (None,))


def test_no_periods_have_no_centre():
    assert (p_chart([]).centre, p_chart([]).p_lower) == (None, ())


@pytest.mark.parametrize("row", [(1, 0), (3, 2), (-1, 2), (0.5, 2), (1, float("inf"))])
def test_wrong_rows_are_refused_by_number(row):
    with pytest.raises(ValueError, match="p_chart, row 2"):
        p_chart([(1, 2), row])
