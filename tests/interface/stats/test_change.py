"""Before and after: evidence from frozen limits first, then the new level."""

from datetime import date, timedelta

import pytest

from interface.stats import before_after, newcombe, xmr

BEFORE = [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 21]
DAYS = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(40)]


def judged(after, *, before=BEFORE, direction="decrease", **options):
    values = before + after
    return before_after(
        DAYS[: len(values)], values, DAYS[len(before)], improvement_direction=direction, **options
    )


def test_a_fall_after_the_start_is_evidence_where_a_fall_is_wanted():
    change = judged([9, 8, 10, 9])
    assert change.evidence_of_change
    assert [point.date for point in change.improvements] == DAYS[12:16]
    assert change.concerns == ()
    frozen = xmr(
        DAYS[:16], [*BEFORE, 9, 8, 10, 9], improvement_direction="decrease", fix_after_n_points=12
    )
    assert change.frozen == frozen


def test_a_rise_is_a_concern_and_no_evidence():
    change = judged([40, 41, 39])
    assert (change.evidence_of_change, len(change.concerns)) == (False, 3)


def test_without_a_wanted_direction_nothing_is_an_improvement():
    assert not judged([9, 8, 10, 9], direction="neutral").evidence_of_change


def test_the_new_level_is_told_with_its_difference():
    change = judged([10, 11, 9, 10])
    assert (change.mean_before, change.mean_after) == (sum(BEFORE) / 12, 10)
    assert change.difference == 10 - sum(BEFORE) / 12
    assert (change.n_before, change.n_after) == (12, 4)
    assert (change.trial_limits_before, change.trial_limits_after) == (True, True)
    assert [group.n for group in change.rebased.groups] == [12, 4]


def test_thirteen_points_before_are_no_trial():
    assert not judged([10], before=[*BEFORE, 20]).trial_limits_before


def test_fewer_than_twelve_points_before_leave_nothing_to_judge_by():
    change = judged([5, 5], before=BEFORE[:11])
    assert (change.enough_before, change.frozen, change.improvements) == (False, None, ())
    assert change.difference is not None


def test_missing_and_ghosted_points_do_not_count_towards_twelve():
    change = judged([5], before=[*BEFORE, None, 99], ghosts=[DAYS[13]])
    assert (change.n_before, change.enough_before) == (12, True)
    assert change.frozen.groups[0].mean == sum(BEFORE) / 12


@pytest.mark.parametrize(("start", "sides"), [(-7, (0, 12)), (7 * 30, (12, 0))])
def test_a_start_outside_the_series_leaves_one_side_empty(start, sides):
    change = before_after(
        DAYS[:12], BEFORE, DAYS[0] + timedelta(days=start), improvement_direction="increase"
    )
    assert (change.n_before, change.n_after) == sides
    assert change.difference is None
    assert (change.mean_before is None, change.mean_after is None) == (not sides[0], not sides[1])


def test_audited_proportions_bring_newcombes_interval():
    counts = ((30, 100), (18, 100))
    assert judged([9], counts=counts).interval == newcombe(*counts)
    assert judged([9]).interval is None


def test_a_start_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match="before_after, start"):
        before_after(DAYS[:2], [1, 2], "2024-01-01", improvement_direction="increase")
