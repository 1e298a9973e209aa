"""Funnels equal the goldens, and the same figures reached another way."""

import math
from statistics import NormalDist, fmean, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.stats import funnel
from tests.interface.stats.golden_files import STATS, differences

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("case", STATS["funnel"], ids=lambda case: case["id"])
def test_every_field_of_every_golden_funnel_is_equal(case):
    found = funnel([tuple(row.values()) for row in case["input"]])
    expected = dict(case["expected"])
    points = expected.pop("points")
    assert differences(found, expected, STATS["tolerance"]) == []
    assert list(found.groups) == [point["group"] for point in points]
    for point in points:
        assert differences(found.groups[point["group"]], point, STATS["tolerance"]) == []


@given(st.lists(COUNTS, min_size=2, max_size=30))
def test_a_second_calculation_agrees_on_any_groups(counts):
    result = funnel([(str(place), x, n) for place, (x, n) in enumerate(counts)])
    total = sum(n for _, n in counts)
    average = sum(x for x, _ in counts) / total
    assert result.average == average
    scores = [
        2 * math.sqrt(n) * (math.asin(math.sqrt(x / n)) - math.asin(math.sqrt(average)))
        for x, n in counts
    ]
    deciles = quantiles(scores, n=10, method="inclusive")
    phi = fmean(sorted((deciles[0], score, deciles[-1]))[1] ** 2 for score in scores)
    assert result.phi == pytest.approx(phi, rel=1e-9, abs=1e-12)
    k, weights = len(counts), [4 * n for _, n in counts]
    pairs = sum(a * b for i, a in enumerate(weights) for j, b in enumerate(weights) if i != j)
    tau2 = max(0.0, (k * phi - k + 1) * sum(weights) / pairs)
    assert result.tau2 == pytest.approx(tau2, rel=1e-6, abs=1e-12)
    for group, (x, n) in zip(result.groups.values(), counts, strict=True):
        for limits, quantile in ((95, 0.975), (998, 0.999)):
            lower = max(0, NormalDist(average, _spread(average, n)).inv_cdf(1 - quantile))
            upper = min(1, NormalDist(average, _spread(average, n)).inv_cdf(quantile))
            assert getattr(group.limits, f"l{limits}") == pytest.approx(lower, abs=1e-7)
            assert getattr(group.limits, f"u{limits}") == pytest.approx(upper, abs=1e-7)
        assert group.significance == _label(x / n, group.limits)
        assert group.od_significance == _label(x / n, group.od_limits)


def _spread(average, n):
    return max(math.sqrt(average * (1 - average) / n), 1e-9)


def _label(p, limits):
    beyond = [
        name
        for name, out in {
            "Low (0.001)": p < limits.l998,
            "Low (0.025)": p < limits.l95,
            "High (0.001)": p > limits.u998,
            "High (0.025)": p > limits.u95,
        }.items()
        if out
    ]
    return beyond[0] if beyond else "Not significant"


@given(st.lists(COUNTS, min_size=1, max_size=10))
def test_drawn_limits_pass_through_the_limits_of_each_group(counts):
    result = funnel([(str(place), x, n) for place, (x, n) in enumerate(counts)])
    for group in result.groups.values():
        drawn = result.limits_at(group.denominator)
        assert drawn == (group.od_limits if result.use_overdispersed else group.limits)
        assert 0 <= drawn.l998 <= drawn.l95 <= drawn.u95 <= drawn.u998 <= 1


@pytest.mark.parametrize("share", [0, 1])
def test_groups_all_nought_or_all_complete_have_limits_without_width(share):
    result = funnel([("A", 10 * share, 10), ("B", 20 * share, 20)])
    assert (result.average, result.phi, result.tau2) == (share, 0, 0)
    assert {group.significance for group in result.groups.values()} == {"Not significant"}
    assert result.groups["A"].limits.l998 == result.groups["A"].limits.u998 == share


def test_a_group_alone_is_its_own_average():
    result = funnel([("A", 3, 10)])
    assert (result.average, result.tau2, result.use_overdispersed) == (0.3, 0, False)


def test_groups_with_a_number_missing_are_left_out_and_named():
    result = funnel([("A", 3, 10), ("B", None, 10), ("C", 4, None)])
    assert list(result.groups) == ["A"]
    assert result.left_out == ("B", "C")


def test_no_groups_is_an_empty_funnel_without_limits():
    result = funnel([])
    assert (result.average, result.groups, result.left_out) == (None, {}, ())
    with pytest.raises(ValueError, match="no limits"):
        result.limits_at(10)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("B", 1, 0), "B.*more than 0"),
        (("B", 1, -3), "B.*more than 0"),
        (("B", -1, 3), "B.*negative"),
        (("B", 4, 3), "B.*4 is more than the 3"),
        (("B", 0.5, 3), "B.*whole number"),
        (("B", float("nan"), 3), "B.*finite"),
        (("B", True, 3), "B.*not a number"),
        (("A", 1, 3), "'A' is repeated"),
    ],
)
def test_wrong_rows_are_refused_by_name(row, words):
    with pytest.raises(ValueError, match=f"funnel.*{words}"):
        funnel([("A", 1, 2), row])
