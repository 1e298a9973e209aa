from datetime import timedelta

import pytest
from django.utils import timezone

from issues.models import Issue, PromisedFix
from issues.themes import demonstration
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def test_invented_issues_that_say_the_same_become_a_theme_once(team):
    IssueFactory.create_batch(3, what_happened="The same.", is_demonstration=True)
    IssueFactory(what_happened="The same.")
    IssueFactory(what_happened="Something else.", is_demonstration=True)
    assert demonstration.make(by=team) == 2
    assert demonstration.make(by=team) == 0
    assert Issue.objects.filter(part_of__isnull=False, is_demonstration=True).count() == 2


def test_what_was_fixed_and_raised_again_is_a_recurrence(team):
    month_ago = timezone.now() - timedelta(days=30)
    fixed = IssueFactory(closed=True, closed_at=month_ago, is_demonstration=True)
    where = {"specialty": fixed.specialty, "category": fixed.category, "is_demonstration": True}
    again = IssueFactory(**where, what_happened="Again.")
    before = IssueFactory(**where, raised_at=month_ago - timedelta(days=1))
    for _ in range(2):
        demonstration.make(by=team)
    again.refresh_from_db()
    before.refresh_from_db()
    assert again.recurrence_of == PromisedFix.objects.get(issue=fixed)
    assert not before.is_recurrence
