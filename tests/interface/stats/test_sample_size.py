"""Sample sizes equal the goldens, and are the first size that is enough."""

import math
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interface.stats import sample_size, sample_size_two_proportions
from tests.interface.stats.golden_files import STATS

Z = NormalDist().inv_cdf


@pytest.mark.parametrize("case", STATS["sample_size_single"], ids=lambda c: str(c["input"]))
def test_sizes_for_one_proportion_equal_the_goldens(case):
    assert sample_size(**case["input"]) == case["expected"]["n_required"]


@pytest.mark.parametrize("case", STATS["sample_size_two_proportions"], ids=lambda c: str(c))
def test_sizes_for_a_change_equal_the_goldens(case):
    found = sample_size_two_proportions(**case["input"])
    assert found == case["expected"]["n_per_group_required"]


@given(
    st.integers(1, 99),
    st.integers(2, 30),
    st.one_of(st.none(), st.integers(2, 9000)),
)
def test_one_letter_fewer_would_leave_the_interval_too_wide(percent, half_width, population):
    p, d = percent / 100, half_width / 100
    size = sample_size(p, d, 0.95, population)

    def variance(n):
        finite = 1 if population is None else (population - n) / (population - 1)
        return p * (1 - p) / n * finite

    assert variance(size) <= (d / Z(0.975)) ** 2 * (1 + 1e-8)
    assert size == 1 or variance(size - 1) > (d / Z(0.975)) ** 2 * (1 - 1e-8)


@given(st.integers(0, 50), st.integers(0, 50), st.sampled_from([0.01, 0.05, 0.3]))
def test_one_letter_fewer_would_leave_the_power_too_low(before, after, alpha):
    assume(before != after)
    p0, p1 = before / 50, after / 50
    size = sample_size_two_proportions(p0, p1, alpha, 0.9)
    assert size == sample_size_two_proportions(p1, p0, alpha, 0.9)
    q = (p0 + p1) / 2

    def reach(n):
        return abs(p1 - p0) * math.sqrt(n) - Z(1 - alpha / 2) * math.sqrt(2 * q * (1 - q))

    needed = Z(0.9) * math.sqrt(p0 * (1 - p0) + p1 * (1 - p1))
    assert reach(size) >= needed - 1e-9
    assert size == 1 or reach(size - 1) < needed + 1e-9


@pytest.mark.parametrize(
    "arguments",
    [
        (0, 0.05),
        (1, 0.05),
        (0.5, 0),
        (0.5, 1),
        (0.5, 0.05, 1),
        (0.5, 0.05, 0.95, 0),
        (0.5, 0.05, 0.95, -4),
        (0.5, 0.05, 0.95, 10.5),
        (float("nan"), 0.05),
        (True, 0.05),
    ],
)
def test_impossible_wishes_for_one_proportion_are_refused(arguments):
    with pytest.raises(ValueError, match="sample_size"):
        sample_size(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [(0.5, 0.5), (-0.1, 0.5), (0.5, 1.1), (0.2, 0.5, 0), (0.2, 0.5, 0.05, 1), (0.2, 0.5, 0.5, 0.2)],
)
def test_impossible_wishes_for_a_change_are_refused(arguments):
    with pytest.raises(ValueError, match="sample_size_two_proportions"):
        sample_size_two_proportions(*arguments)
