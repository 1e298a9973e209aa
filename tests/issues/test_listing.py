"""The statements of the whole list give the same rows and numbers as the querysets do."""

from datetime import timedelta
from itertools import count, product

import pytest
from django.utils import timezone

from interface.reading import Reading
from issues import filters, listing, visible
from issues.models import Issue, Status
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """One of each role, and issues in every status that some of them see and others do not."""
    one, now, minutes = IssueFactory(), timezone.now(), count()
    led, also_led, other = SpecialtyFactory.create_batch(3)
    lead = UserFactory(specialty=True, specialties=[led, also_led])
    gp = UserFactory()
    mixed = product(
        Status,
        [one.practice, gp.organisation],
        [led, also_led, other, None],
        [now, None],
        [lead, gp, None],
    )
    Issue.objects.bulk_create(
        Issue(
            status=status, practice=practice, specialty=specialty, sent_to_specialty_at=sent_at,
            raised_by=raised_by, category=one.category, what_happened="Words.",
            first_answered_at=now, closed_at=now, outcome="no_change",
            raised_at=now - timedelta(minutes=next(minutes)),
        )
        for status, practice, specialty, sent_at, raised_by in mixed
        if status != Status.WITH_SPECIALTY or (specialty and sent_at)
    )  # fmt: skip
    team = UserFactory(integration_team=True)
    return {"practice": gp, "specialty": lead, "integration_team": team}


@pytest.mark.parametrize("role", visible.PARTS)
@pytest.mark.parametrize("tab", filters.Tab)
def test_a_tab_counts_and_holds_the_same_in_the_same_order(people, role, tab):
    user = people[role]
    issues = Issue.objects.visible_to(user)
    expected = [issue.reference for issue in filters.on_tab(issues, tab, user=user)]
    starts = range(0, len(expected), 40)
    pages = [listing.rows(user, tab, first=first, most=40) for first in starts]
    assert [row.reference for page in pages for row in page] == expected != []
    assert listing.counts(user)[tab] == filters.counts(issues, user=user)[tab] == len(expected)


@pytest.mark.parametrize("role", visible.PARTS)
def test_each_issue_by_itself_is_for_the_same_people(people, role):
    user = people[role]
    found = Reading(Issue, f"WHERE {visible.is_visible(role)}")(visible.reader(user))
    assert {issue.pk for issue in found} == set(
        Issue.objects.visible_to(user).values_list("pk", flat=True)
    )


def test_who_leads_no_specialty_sees_what_they_raised(people):
    people["specialty"].specialties.clear()
    test_a_tab_counts_and_holds_the_same_in_the_same_order(people, "specialty", filters.Tab.ALL)


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

    def test_a_specialty_s_is_counted_as_far(self, client, practice):
        Issue.objects.update(sent_to_specialty_at=timezone.now())
        client.force_login(
            UserFactory(specialty=True, specialties=[Issue.objects.first().specialty])
        )
        page = client.get("/issues/?tab=open")
        assert "1,000+" in page.content.decode() and len(page.context["page"].object_list) == 25
        last = client.get("/issues/?tab=open&page=42")
        assert len(last.context["page"].object_list) == 16 and "1,041" in last.content.decode()

    @pytest.mark.parametrize("page", ["9" * 5_000, "-1", "x", "²", "0"])
    def test_a_page_that_cannot_be_is_another(self, client, practice, page):
        assert client.get("/issues/", {"tab": "open", "page": page}).status_code == 200
