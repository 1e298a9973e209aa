"""Wilson and Newcombe equal the goldens, and the equations they solve."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.stats import newcombe, wilson
from tests.interface.stats.golden_files import STATS, same

COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("case", STATS["wilson"], ids=lambda case: str(case["input"]))
def test_wilson_equals_every_golden_interval(case):
    found = wilson(**case["input"])
    expected = case["expected"]
    assert same(found, [expected["lower"], expected["upper"]], STATS["tolerance"])
    assert case["input"]["x"] / case["input"]["n"] == expected["proportion"]


@pytest.mark.parametrize("case", STATS["newcombe_difference"], ids=lambda c: str(c["input"]))
def test_newcombe_equals_every_golden_difference(case):
    given = case["input"]
    found = newcombe(
        (given["before_x"], given["before_n"]),
        (given["after_x"], given["after_n"]),
        given["confidence"],
    )
    wanted = [case["expected"][name] for name in ("difference", "lower", "upper")]
    assert same(found, wanted, STATS["tolerance"])


def root(function, low, high):
    """Where a function that is below 0 at low and above it at high crosses, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return (low + high) / 2


def score_ends(x, n, confidence):
    """The proportions whose score test would just reject x of n: Wilson's interval, solved."""
    z, p = NormalDist().inv_cdf((1 + confidence) / 2), x / n

    def excess(share):
        return abs(p - share) - z * math.sqrt(share * (1 - share) / n)

    return root(lambda s: -excess(s), 0, p), root(excess, p, 1)


@given(COUNTS, st.sampled_from([0.5, 0.8, 0.95, 0.998]))
def test_wilson_solves_the_score_test(counts, confidence):
    assert wilson(*counts, confidence) == pytest.approx(score_ends(*counts, confidence), abs=1e-9)


@given(COUNTS, COUNTS)
def test_newcombe_squares_and_adds_the_distances_to_wilsons_ends(before, after):
    (l0, u0), (l1, u1) = score_ends(*before, 0.95), score_ends(*after, 0.95)
    p0, p1 = before[0] / before[1], after[0] / after[1]
    difference, lower, upper = newcombe(before, after)
    assert difference == p1 - p0
    assert (difference - lower) ** 2 == pytest.approx((p1 - l1) ** 2 + (u0 - p0) ** 2, abs=1e-9)
    assert (upper - difference) ** 2 == pytest.approx((u1 - p1) ** 2 + (p0 - l0) ** 2, abs=1e-9)


@given(COUNTS)
def test_an_interval_holds_its_proportion_and_stays_in_range(counts):
    x, n = counts
    lower, upper = wilson(x, n)
    assert 0 <= lower <= x / n <= upper <= 1
    assert (lower == 0) == (x == 0)
    assert (upper == 1) == (x == n)


def test_nothing_counted_is_no_interval():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((3, 2), "3 is more than the 2"),
        ((1, 0), "more than 0"),
        ((-1, 2), "negative"),
        ((0, -2), "more than 0"),
        ((1.5, 2), "not a whole number"),
        ((True, 2), "not a number"),
        ((1, float("nan")), "not a finite number"),
        ((1, 2, 0), "not between 0 and 1"),
        ((1, 2, 1), "not between 0 and 1"),
        ((1, 2, 95), "not between 0 and 1"),
        ((1, 2, True), "not a number"),
    ],
)
def test_wilson_refuses_wrong_counts_and_confidences(arguments, words):
    with pytest.raises(ValueError, match=f"wilson.*{words}"):
        wilson(*arguments)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((0, 0), (1, 2), "before.*more than 0"),
        ((1, 2), (3, 2), "after.*more than"),
        ((1, 2, 3), (1, 2), "before.*not a pair"),
        (7, (1, 2), "before.*not a pair"),
    ],
)
def test_newcombe_says_which_side_is_wrong(before, after, words):
    with pytest.raises(ValueError, match=f"newcombe, {words}"):
        newcombe(before, after)
