"""XmR charts equal the reference implementation, and a second one of our own."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interface.stats import xmr
from tests.interface.stats import second_opinion
from tests.interface.stats.golden_files import SPC, differences, same

START = date(2024, 1, 1)
LINES = ["mean", "lpl", "upl"]
FIELDS = ["rebase_group", *LINES, "special_cause_type", "point_type", "variation_icon"]


def weeks(count):
    return [START + timedelta(weeks=week) for week in range(count)]


def chart_of(case):
    given = case["input"]
    return xmr(
        [date.fromisoformat(day) for day in given["dates"]],
        given["values"],
        improvement_direction=given["improvement_direction"],
        target=given["target"],
        rebase=[date.fromisoformat(day) for day in given["rebase"]],
        fix_after_n_points=given["fix_after_n_points"],
        ghosts=[date.fromisoformat(day) for day in given["ghosts"]],
        screen_outliers=given["screen_outliers"],
    )


@pytest.mark.parametrize("case", SPC["cases"], ids=lambda case: case["id"])
def test_every_field_of_every_golden_series_is_equal(case):
    chart, expected = chart_of(case), case["expected"]
    assert [point.date.isoformat() for point in chart.points] == case["input"]["dates"]
    for field, values in expected["points"].items():
        assert same([getattr(point, field) for point in chart.points], values, SPC["tolerance"])
    assert len(chart.groups) == len(expected["groups"])
    for group, wanted in zip(chart.groups, expected["groups"], strict=True):
        assert differences(group, wanted, SPC["tolerance"]) == []
    assert differences(chart, expected["chart"], SPC["tolerance"]) == []


@st.composite
def series(draw):
    """Short and long series with ties, gaps, ghosts, rebases anywhere, and frozen baselines."""
    count = draw(st.integers(0, 45))
    spread = draw(st.sampled_from([2, 6, 40]))
    value = st.one_of(st.integers(0, spread), st.integers(0, spread), st.none())
    values = draw(st.lists(value, min_size=count, max_size=count))
    if draw(st.booleans()):
        values = [None if v is None else v + place for place, v in enumerate(values)]
    days = weeks(count)
    around = st.integers(-10, 7 * count + 10).map(lambda offset: START + timedelta(days=offset))
    return {
        "series": dict(zip(days, values, strict=True)),
        "direction": draw(st.sampled_from(["increase", "decrease", "neutral"])),
        "target": draw(st.one_of(st.none(), st.integers(-5, 60))),
        "rebase": draw(st.lists(around, max_size=4)),
        "fix": draw(st.sampled_from([None, None, 12, 15])),
        "ghosts": set(draw(st.lists(st.sampled_from(days), max_size=4))) if days else set(),
        "screen": draw(st.booleans()),
    }


@settings(max_examples=400, deadline=None)
@given(series(), st.randoms(use_true_random=False))
def test_a_second_implementation_agrees_on_any_series_in_any_order(case, random):
    wanted, summary, nearest = second_opinion.chart(**case)
    assume(nearest is None or nearest > 1e-9)
    shuffled = list(case["series"].items())
    random.shuffle(shuffled)
    chart = xmr(
        [day for day, _ in shuffled],
        [value for _, value in shuffled],
        improvement_direction=case["direction"],
        target=case["target"],
        rebase=case["rebase"],
        fix_after_n_points=case["fix"],
        ghosts=case["ghosts"],
        screen_outliers=case["screen"],
    )
    assert [point.date for point in chart.points] == sorted(case["series"])
    for point, expected in zip(chart.points, wanted, strict=True):
        for field in FIELDS:
            value = expected[field]
            if field in LINES and value is not None:
                assert getattr(point, field) == pytest.approx(float(value), rel=1e-9, abs=1e-9)
            else:
                assert getattr(point, field) == value
    assert (chart.variation_icon, chart.assurance) == tuple(summary.values())
    _groups_summarise_their_points(chart)


def _groups_summarise_their_points(chart):
    judged = [point for point in chart.points if point.point_type]
    for group in chart.groups:
        own = [point for point in judged if point.rebase_group == group.rebase_group]
        types = [point.point_type for point in own]
        assert group.first_date == own[0].date
        assert group.n == len(own)
        assert group.short_group_warning == (len(own) < 13)
        assert group.common_cause == types.count("common_cause")
        assert group.special_cause_improvement == types.count("special_cause_improvement")
        assert group.special_cause_concern == types.count("special_cause_concern")
        assert group.special_cause_neutral == sum("neutral" in kind for kind in types)
        assert (group.mean, group.lpl, group.upl) == (own[0].mean, own[0].lpl, own[0].upl)
    assert sum(group.n for group in chart.groups) == len(judged)


def test_nothing_to_draw_is_a_chart_without_points():
    chart = xmr([], [])
    assert (chart.points, chart.groups) == ((), ())
    assert (chart.variation_icon, chart.assurance, chart.assurance_icon) == (None, None, None)


def test_a_series_without_values_has_dates_and_no_lines():
    chart = xmr(weeks(3), [None, None, None], target=3, rebase=weeks(2))
    assert [point.rebase_group for point in chart.points] == [0, 0, 0]
    assert [point.mean for point in chart.points] == [None, None, None]
    assert chart.groups == ()


@given(st.floats(-1e12, 1e12), st.integers(2, 40))
def test_a_constant_series_lies_exactly_on_its_lines(value, count):
    chart = xmr(weeks(count), [value] * count)
    assert {(p.mean, p.lpl, p.upl, p.special_cause_type) for p in chart.points} == {
        (value, value, value, "Common Cause")
    }


def test_numbers_of_other_exact_kinds_are_welcome():
    plain = xmr(weeks(3), [1.5, 2, 4])
    assert xmr(weeks(3), [Decimal("1.5"), 2, 4.0]).points == plain.points


def test_two_rebases_that_meet_at_one_point_start_one_group():
    values = [5, 6, None, None, 7, 8]
    chart = xmr(weeks(6), values, rebase=[weeks(3)[2], weeks(4)[3]])
    assert [point.rebase_group for point in chart.points] == [0, 0, 1, 1, 1, 1]


def test_a_target_on_a_limit_is_neither_met_nor_missed_for_certain():
    assert xmr(weeks(4), [7] * 4, improvement_direction="increase", target=7).assurance == (
        "inconsistent"
    )


REFUSALS = {
    "more dates than values": ({"dates": weeks(3), "values": [1, 2]}, "3 dates but 2 values"),
    "a repeated date": ({"dates": [START, START], "values": [1, None]}, "2024-01-01 is repeated"),
    "a moment of the day": (
        {"dates": [datetime(2024, 1, 1, 9)], "values": [1]},
        "date 1.*not a date",
    ),
    "a text for a date": ({"dates": ["2024-01-01"], "values": [1]}, "not a date"),
    "a text for a value": ({"dates": [START], "values": ["7"]}, "value of 2024-01-01.*not a num"),
    "a truth value": ({"dates": [START], "values": [True]}, "True is not a number"),
    "not a number": ({"dates": [START], "values": [float("nan")]}, "not a finite number"),
    "no end": ({"dates": [START], "values": [float("inf")]}, "not a finite number"),
    "beyond a float": ({"dates": [START], "values": [10**400]}, "not a finite number"),
    "an unknown direction": ({"improvement_direction": "up"}, "'up' is not one of increase"),
    "a short baseline": ({"fix_after_n_points": 11}, "11 is fewer than 12"),
    "a truth value for a baseline": ({"fix_after_n_points": True}, "not a number"),
    "a broken baseline": ({"fix_after_n_points": 12.5}, "not a whole number"),
    "a target that is no number": ({"target": float("nan")}, "target.*finite"),
    "a rebase that is no date": ({"rebase": ["2024-01-01"]}, "rebase.*not a date"),
    "a ghost that is no date": ({"ghosts": [3]}, "ghosts.*not a date"),
}


@pytest.mark.parametrize(("wrong", "words"), REFUSALS.values(), ids=REFUSALS)
def test_wrong_input_is_refused_saying_what_and_where(wrong, words):
    options = {"dates": weeks(2), "values": [1, 2], **wrong}
    with pytest.raises(ValueError, match=f"xmr.*{words}"):
        xmr(options.pop("dates"), options.pop("values"), **options)
