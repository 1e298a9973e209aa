"""Each rule of Making Data Count alone, where its edge is."""

import pytest

from interface.stats.special_causes import special_causes

WIDE = {"mean": 0, "limits": (-100, 100), "near": (-60, 60)}


def initials(values, **lines):
    """One character for each point: its rule, or a dot."""
    letters = {"A": "o", "B": "o", "7 Point ": "t", "2": "w", "7 Points": "s", "C": "."}
    types = special_causes(values, **{**WIDE, **lines})
    return "".join(
        next(letters[key] for key in sorted(letters, key=len, reverse=True) if t.startswith(key))
        for t in types
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([100, -100], ".."),
        ([101, -101], "oo"),
        ([1, 2, 1, 2, 1, 2], "......"),
        ([1, 2, 1, 2, 1, 2, 1], "sssssss"),
        ([1, 2, 1, 0, 1, 2, 1, 2], "........"),
        ([-3, -2, -1, 0, 1, 2], "......"),
        ([-3, -2, -1, 0, 1, 2, 3], "ttttttt"),
        ([-3, -2, -1, -1, 0, 1, 2, 3], "........"),
        ([70, 1, 70], "w.w"),
        ([70, -1, 70], "..."),
        ([70, 101, 70], "wow"),
        ([70, 101, 1], ".o."),
        ([60, 60, 60], "..."),
        ([70, 70], ".."),
        ([], ""),
    ],
)
def test_the_edge_of_each_rule(values, expected):
    assert initials(values) == expected


def test_outside_comes_before_trend_before_two_in_three_before_shift():
    values = [10, 20, 30, 40, 61, 62, 101, 1]
    assert initials(values) == "ttttttos"
    assert initials([61, 62, 1, 2, 1, 2, 1]) == "wwsssss"


def test_a_peak_shared_by_two_trends_takes_the_right_hand_direction():
    values = [0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0]
    types = special_causes(values, mean=3, limits=(-100, 100), near=(-60, 60))
    assert [t[15:18] for t in types] == ["Inc"] * 6 + ["Dec"] * 7


def test_the_end_of_a_trend_followed_at_once_by_another_takes_the_step_between():
    values = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7]
    types = special_causes(values, mean=3.5, limits=(-100, 100), near=(-60, 60))
    assert [t[15:18] for t in types] == ["Inc"] * 6 + ["Dec"] + ["Inc"] * 7


def test_without_limits_no_rule_of_limits_fires():
    assert initials([999], limits=None, near=None) == "."
