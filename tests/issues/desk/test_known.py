"""What the desk keeps in memory never says anything old, and nothing of another issue."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from interface.directory.models import Specialty
from issues import services
from issues.desk.known import MOST, Known
from issues.desk.queues import EACH_OPEN, QUEUES
from issues.details import Priority
from issues.models import HAS_ANSWER, CannedReply, Issue, Status
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.desk.test_desk import QUEUE, lines, queued, words
from tests.issues.factories import IssueFactory, ReplyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


def forms(client, issue):
    """The forms in the boxes of an issue's page, by what they are for."""
    page = html.fromstring(client.get(f"{QUEUE}{issue.pk}/change/").content.decode())
    return {form.action.split("/step/")[1].split("/")[0]: form for form in page.forms[1:]}


class TestTheBoxes:
    def test_each_names_its_own_readers_and_carries_its_own_version(self, client, team):
        first = IssueFactory(practice=PracticeFactory(name="Ash & Elm Surgery"))
        second = IssueFactory(category=first.category)
        services.add_note(second, text="Third this month.", by=team)
        services.triage(second, category=second.category, by=team)
        second.refresh_from_db()
        for issue, other in [(first, second), (second, first), (first, second)]:
            page = words(client.get(f"{QUEUE}{issue.pk}/change/"))
            assert f"{issue.raised_by}, {issue.practice}, will read this" in page
            assert str(other.practice) not in page and str(other.raised_by) not in page
            for name, form in forms(client, issue).items():
                assert f"/{issue.pk}/step/{name}/" in form.action
                assert form.fields.get("seen", str(issue.version)) == str(issue.version)
        assert second.version != first.version

    def test_no_two_pages_have_one_token(self, client, team):
        issue = IssueFactory()
        tokens = [
            form.fields["submission"] for _ in (1, 2) for form in forms(client, issue).values()
            if "submission" in form.fields
        ]  # fmt: skip
        assert len(tokens) == len(set(tokens)) == 4

    def test_agreed_words_are_offered_as_soon_as_they_are_agreed(self, client, team):
        issue = IssueFactory()
        day = timezone.localdate()
        assert "Agreed words" not in words(client.get(f"{QUEUE}{issue.pk}/change/"))
        reply = CannedReply.objects.create(title="Fit notes", text="We do.", review_on=day)
        assert "Fit notes" in words(client.get(f"{QUEUE}{issue.pk}/change/"))
        reply.withdrawn = True
        reply.save()
        assert "Fit notes" not in words(client.get(f"{QUEUE}{issue.pk}/change/"))


class TestTheSearch:
    def test_a_new_name_is_there_at_once(self, client, team):
        specialty = SpecialtyFactory(name="Old name")
        assert "Old name" in words(client.get(QUEUE))
        specialty.name = "New name"
        specialty.save()
        UserFactory(integration_team=True, name="Nia Newcomer")
        page = words(client.get(QUEUE))
        assert "New name" in page and "Old name" not in page and "Nia Newcomer" in page

    def test_what_somebody_chose_is_not_chosen_for_the_next(self, client, team):
        issue = IssueFactory(specialty=SpecialtyFactory())
        mark = f'<option value="{issue.specialty_id}" selected'
        for _ in (1, 2):
            assert mark in words(client.get(QUEUE, {"specialty": issue.specialty_id}))
            assert mark not in words(client.get(QUEUE))

    def test_a_specialty_that_is_gone_narrows_nothing_any_more(self, client, team):
        issue, gone = IssueFactory(), SpecialtyFactory()
        assert queued(client, specialty=gone.pk) == set()
        Specialty.objects.filter(pk=gone.pk).update(active=False)
        assert queued(client, specialty=gone.pk) == {issue.reference}

    def test_words_are_searched_anew(self, client, team):
        assert queued(client, q="fit note") == set()
        issue = IssueFactory(what_happened="A fit note for a week only.")
        assert queued(client, q="fit note") == {issue.reference}

    def test_two_people_have_their_own(self, client, team):
        mine, other = IssueFactory(owner=team), UserFactory(integration_team=True)
        assert queued(client, queue="mine") == queued(client, owner="me") == {mine.reference}
        client.force_login(other)
        assert queued(client, queue="mine") == queued(client, owner="me") == set()
        assert lines(client.get(QUEUE))["I look after it"][1] == "0"


class TestTheCounts:
    def test_while_nothing_happens_nothing_is_counted(self, client, team, settings):
        settings.PREPARED_STATEMENTS = False  # so that each is seen in whole
        for expected in (1, 0, 0):
            if expected:
                IssueFactory()
            with CaptureQueriesContext(connection) as captured:
                client.get(QUEUE)
            assert sum("AS standing" in query["sql"] for query in captured) == expected

    def test_whatever_happens_to_an_issue_is_counted_at_once(self, client, team):
        def standing():
            return {title: number for title, (_, number) in lines(client.get(QUEUE)).items()}

        long_ago = timezone.now() - timedelta(days=40)
        issue = IssueFactory(status_since=long_ago)
        assert (standing()["New"], standing()["Triaged, with us"]) == ("1", "0")
        assert standing()["No step for 10 working days"] == "1"
        services.add_note(issue, text="Rang them.", by=team)
        assert standing()["No step for 10 working days"] == "0"
        Issue.objects.update(status=Status.TRIAGED, owner=team)
        now = standing()
        assert (now["New"], now["Triaged, with us"], now["I look after it"]) == ("0", "1", "1")
        IssueFactory(with_specialty=True)
        assert standing()["With specialty"] == "1"
        ReplyFactory(issue=IssueFactory(status_since=long_ago, priority=Priority.SAME_DAY))
        assert standing()["Possible harm"] == "1"
        Issue.objects.filter(status=Status.WITH_SPECIALTY).delete()
        assert standing()["With specialty"] == "0"

    def test_each_counts_their_own(self, client, team):
        other = UserFactory(integration_team=True)
        IssueFactory(owner=other)
        assert lines(client.get(QUEUE))["I look after it"][1] == "0"
        client.force_login(other)
        assert lines(client.get(QUEUE))["I look after it"][1] == "1"


def test_no_more_is_kept_than_a_process_can_hold():
    known = Known()
    for number in range(MOST * 2):
        assert known.form(number, lambda number=number: f"form {number}") == f"form {number}"
    assert 0 < len(known.forms) <= MOST


class TestAVeryLongQueue:
    @pytest.fixture
    def many(self, team):
        one = IssueFactory()
        names = {"practice": one.practice, "specialty": one.specialty, "category": one.category}
        words = {"what_happened": one.what_happened, "respond_by": one.respond_by}
        Issue.objects.bulk_create(Issue(**names, **words) for _ in range(1_060))
        return one

    def test_it_is_said_to_be_longer_than_is_counted(self, client, many):
        page = words(client.get(QUEUE))
        assert "1,000+ issues" in page and "All 1,000+ of this list" in page
        assert lines(client.get(QUEUE))["Everything open"][1] == "1,000+"

    def test_its_end_is_reached_all_the_same(self, client, many):
        last = client.get(QUEUE, {"page": 43})
        assert last.context["page"].paginator.count == 1_061
        assert len(last.context["page"].object_list) == 11
        assert "1,061 issues" in words(last)
        assert many.pk in {row.pk for row in client.get(QUEUE).context["page"]}


def test_each_open_issue_stands_in_one_queue_by_its_status():
    statuses = {name: QUEUES[name].rule(None).children[0][1] for name in EACH_OPEN}
    each = [status for found in statuses.values() for status in found]
    assert sorted(each) == sorted(set(Status) - set(HAS_ANSWER))
