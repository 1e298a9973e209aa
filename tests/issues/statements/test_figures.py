from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.models import Kind, Outcome
from issues.statements.figures import (
    FEWEST,
    after,
    before,
    month_figures,
    public_figures,
    publishable_themes,
    published,
)
from tests.directory.factories import PracticeFactory
from tests.issues.factories import CategoryFactory, IssueFactory

MONTH = date(2026, 1, 1)
THAT_MONTH = datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_counts_of_fewer_than_five_are_not_told():
    assert [published(n) for n in (0, 4, 5, 1234)] == [
        "under 5", "under 5", "5", "1,234",
    ]  # fmt: skip


def test_the_smallest_theme_goes_where_it_would_give_away_the_rest():
    assert publishable_themes({"A": 9, "B": 6, "C": 2}) == (("A", 9),)
    assert publishable_themes({"A": 9, "B": 6, "C": 2, "D": 3}) == (("A", 9), ("B", 6))
    assert publishable_themes({"A": 6, "B": 4}) == ()


@given(st.dictionaries(st.sampled_from("ABCDEFGHIJKL"), st.integers(1, 12), max_size=12))
def test_no_count_of_one_to_four_can_be_read_or_worked_out(counts):
    shown = publishable_themes(counts)
    left = sum(counts.values()) - sum(count for _, count in shown)
    assert all(count >= FEWEST and counts[label] == count for label, count in shown)
    assert len(shown) <= 5
    assert left == 0 or left >= FEWEST or not shown


@given(st.dates(date(2021, 9, 1), date(2100, 1, 1)))
def test_the_month_before_the_month_after_is_the_month(day):
    month = day.replace(day=1)
    assert before(after(month)) == after(before(month)) == month
    assert before(month) == (month - timedelta(days=1)).replace(day=1)


@pytest.mark.django_db
class TestAMonth:
    def test_it_counts_what_was_raised_answered_and_closed_in_it(self):
        category, practice = CategoryFactory(label="Fit notes"), PracticeFactory()
        common = {"category": category, "practice": practice, "raised_by": None, "specialty": None}
        for days in (2, 4, 6, 8, 10):
            moment = THAT_MONTH + timedelta(days=days)
            IssueFactory(
                closed=True, raised_at=THAT_MONTH, first_answered_at=moment, closed_at=moment,
                **common,
            )  # fmt: skip
        IssueFactory(raised_at=datetime(2026, 2, 1, 0, 0, 1, tzinfo=UTC), **common)
        IssueFactory(kind=Kind.PRAISE, raised_at=THAT_MONTH, **common)
        counted = month_figures(MONTH)
        assert (counted.raised, counted.closed, counted.praise) == ("5", "5", "under 5")
        assert counted.median_days == "6.0"
        assert counted.themes == (("Fit notes", 5),)

    def test_too_few_tell_neither_counts_nor_days_nor_themes(self):
        for _ in range(4):
            IssueFactory(
                closed=True, raised_at=THAT_MONTH, first_answered_at=THAT_MONTH,
                closed_at=THAT_MONTH,
            )  # fmt: skip
        counted = month_figures(MONTH)
        assert {counted.raised, counted.closed, counted.praise} == {"under 5"}
        assert (counted.median_days, counted.themes) == ("", ())


@pytest.mark.django_db
class TestTheShare:
    def test_praise_is_in_neither_part_of_it(self):
        for _ in range(5):
            IssueFactory(closed=True)
        IssueFactory(closed=True, outcome=Outcome.NO_CHANGE)
        IssueFactory(closed=True, kind=Kind.PRAISE)
        counted = public_figures()
        assert (counted.changed, counted.closed) == (5, 6)
        assert counted.share_is_public and counted.changed_percentage == 83

    @pytest.mark.parametrize(
        "outcome, changed", [(Outcome.FIXED_FOR_ALL, 3), (Outcome.NO_CHANGE, 0)]
    )
    def test_what_is_part_of_a_theme_ended_as_the_theme_did(self, outcome, changed):
        theme = IssueFactory(closed=True, outcome=outcome)
        part = IssueFactory(closed=True, outcome=Outcome.DUPLICATE_OF_THEME, part_of=theme)
        IssueFactory(closed=True, outcome=Outcome.DUPLICATE_OF_THEME, part_of=part)
        counted = public_figures()
        assert (counted.changed, counted.closed) == (changed, 3)

    def test_a_theme_that_was_opened_again_has_changed_nothing_yet(self):
        IssueFactory(closed=True, outcome=Outcome.DUPLICATE_OF_THEME, part_of=IssueFactory())
        assert public_figures().changed == 0

    def test_it_is_not_told_of_fewer_than_five(self):
        for _ in range(4):
            IssueFactory(closed=True)
        assert not public_figures().share_is_public
