"""The statements of the whole list give the same rows and numbers as the querysets do."""

import pytest
from django.utils import timezone

from issues import filters, listing, visible
from issues.models import Issue, Status
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gp():
    user, now = UserFactory(), timezone.now()
    for practice in ({"practice": user.organisation}, {}):
        for status in Status:
            IssueFactory(
                status=status, sent_to_specialty_at=now, first_answered_at=now, closed_at=now,
                outcome="no_change", **practice,
            )  # fmt: skip
        IssueFactory(triaged=True, **practice)
    return user


@pytest.mark.parametrize("role", ["practice", "integration_team"])
@pytest.mark.parametrize("tab", filters.Tab)
def test_a_tab_counts_and_holds_the_same_in_the_same_order(gp, role, tab):
    user = gp if role == "practice" else UserFactory(integration_team=True)
    issues = Issue.objects.visible_to(user)
    expected = [issue.reference for issue in filters.on_tab(issues, tab, user=user)]
    pages = [listing.rows(user, tab, first=first, most=3) for first in range(0, len(expected), 3)]
    assert [row.reference for page in pages for row in page] == expected != []
    assert listing.counts(user)[tab] == filters.counts(issues, user=user)[tab] == len(expected)


class TestAVeryLongList:
    @pytest.fixture
    def practice(self, client):
        one = IssueFactory()
        names = {"practice": one.practice, "specialty": one.specialty, "category": one.category}
        Issue.objects.bulk_create(Issue(**names, what_happened="Words.") for _ in range(1_040))
        client.force_login(one.raised_by)
        return one.practice

    def test_it_is_said_to_be_longer_than_is_counted(self, client, practice):
        page = client.get("/issues/?tab=open")
        assert "1,000+" in page.content.decode() and len(page.context["page"].object_list) == 25

    def test_its_end_is_reached_all_the_same(self, client, practice):
        last = client.get("/issues/?tab=open&page=42")
        assert last.context["page"].paginator.count == 1_041
        assert len(last.context["page"].object_list) == 16 and "1,041" in last.content.decode()

    @pytest.mark.parametrize("page", ["9" * 5_000, "-1", "x", "²", "0"])
    def test_a_page_that_cannot_be_is_another(self, client, practice, page):
        assert client.get("/issues/", {"tab": "open", "page": page}).status_code == 200


def test_what_a_specialty_may_see_is_not_for_these_statements():
    assert not visible.is_plain(UserFactory(specialty=True))
