import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.outbox.models import Message
from issues import services, tasks
from issues.desk.bulk import services as bulk
from issues.desk.bulk.models import BulkJob, JobState, RowState
from issues.desk.bulk.verbs import VERBS
from issues.models import Endorsement, Issue, Outcome, Status
from issues.themes.services import merge
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory
from tests.issues.desk.test_desk import QUEUE, words
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
PLAN = f"{QUEUE}bulk/"


@pytest.fixture
def team(client):
    user = UserFactory(integration_team=True)
    client.force_login(user)
    return user


def planned(client, verb, *issues, **more):
    """The job that the desk makes of some ticked issues."""
    said = {"verb": verb, "issue": [issue.pk for issue in issues], **more}
    client.post(PLAN, said)
    return BulkJob.objects.latest("pk")


def done(client, verb, said, *issues):
    job = planned(client, verb, *issues)
    response = client.post(job.get_absolute_url(), said, follow=True)
    job.refresh_from_db()
    return job, words(response)


class TestPlanning:
    def test_nothing_is_done_before_it_was_looked_at(self, client, team):
        issues = [IssueFactory(), IssueFactory()]
        job = planned(client, "answer", *issues)
        page = words(client.get(job.get_absolute_url()))
        assert "2 issues" in page and "2 people at 2 practices, who read what you write" in page
        assert job.state == JobState.PLANNED
        assert not Issue.objects.exclude(status=Status.NEW).exists()

    def test_the_whole_list_is_what_its_address_says(self, client, team):
        wanted = IssueFactory()
        IssueFactory(answered=True)
        other = IssueFactory()
        address = f"{PLAN}?specialty={wanted.specialty_id}"
        client.post(address, {"verb": "assign", "whole": "yes", "issue": [other.pk]})
        assert [row.issue for row in BulkJob.objects.get().rows.all()] == [wanted]

    @pytest.mark.parametrize(
        ("said", "message"),
        [
            ({"verb": "assign"}, "Choose at least one issue"),
            ({"verb": "assign", "issue": ["x", "9" * 40, "-1"]}, "Choose at least one issue"),
            ({"verb": "nonsense", "issue": ["1"]}, "Choose what to do"),
        ],
    )
    def test_what_makes_no_sense_is_said(self, client, team, said, message):
        assert message in words(client.post(PLAN, said, follow=True))
        assert not BulkJob.objects.exists()

    def test_a_reporter_who_wants_no_mail_is_not_counted(self, client, team):
        job = planned(client, "close", IssueFactory(wants_reply=False))
        assert bulk.hearers(job) == {"practices": 1, "reporters": 0, "same": 0, "parts": 0}

    def test_the_readers_of_a_themes_parts_are_counted(self, client, team):
        theme, part, answered = IssueFactory(), IssueFactory(), IssueFactory(answered=True)
        merge(IssueFactory(), into=part, by=team)
        for one in (part, answered):
            merge(one, into=theme, by=team)
        Endorsement.objects.create(issue=part, practice=PracticeFactory())
        for verb, parts in (("answer", 2), ("close", 3)):
            heard = bulk.hearers(planned(client, verb, theme))
            people = {"practices": parts + 1, "reporters": parts + 1}
            assert heard == {**people, "same": 1, "parts": parts}
        job = planned(client, "answer", theme, part)
        assert bulk.hearers(job)["parts"] == 1
        page = words(client.get(job.get_absolute_url()))
        assert "3 people at 3 practices" in page and "1 of their issues is part of these" in page
        job = planned(client, "send", theme)
        assert bulk.hearers(job) == {"practices": 1, "reporters": 1, "same": 0, "parts": 0}

    def test_only_whoever_planned_it_goes_ahead(self, client, team):
        job = planned(client, "assign", IssueFactory())
        other = UserFactory(integration_team=True)
        client.force_login(other)
        assert "has not gone ahead" in words(client.get(job.get_absolute_url()))
        client.post(job.get_absolute_url(), {"owner": other.pk})
        job.refresh_from_db()
        assert job.state == JobState.PLANNED

    def test_it_is_for_the_team(self, client):
        client.force_login(UserFactory())
        for name, key in (("bulk", True), ("stop_bulk", True), ("plan_bulk", False)):
            url = reverse(f"admin:issues_issue_{name}", args=[uuid.uuid4()] if key else [])
            assert client.post(url).status_code == 403


class TestDoing:
    def test_each_verb_does_its_step(self, client, team):
        specialty, category, theme = SpecialtyFactory(), CategoryFactory(), IssueFactory()
        asked = {
            "assign": ({"owner": team.pk}, lambda issue: issue.owner == team),
            "send": ({"specialty": specialty.pk}, lambda issue: issue.specialty == specialty),
            "triage": ({"category": category.code}, lambda issue: issue.category == category),
            "answer": ({"text": "We do it."}, lambda issue: issue.status == Status.ANSWERED),
            "merge": ({"into": theme.reference}, lambda issue: issue.part_of == theme),
            "close": (
                {"text": "We do it.", "outcome": Outcome.FIXED_FOR_ALL},
                lambda issue: issue.is_closed,
            ),
        }
        assert asked.keys() == VERBS.keys()
        for verb, (said, came_true) in asked.items():
            issue = IssueFactory()
            job, page = done(client, verb, said, issue)
            issue.refresh_from_db()
            assert came_true(issue) and job.state == JobState.DONE, verb
            assert "1 of 1 done" in page

    def test_one_that_cannot_be_done_does_not_stop_the_others(self, client, team):
        first, closed, last = IssueFactory(), IssueFactory(closed=True), IssueFactory()
        job, page = done(client, "answer", {"text": "We do it."}, first, closed, last)
        assert "2 of 3 done" in page and f"{closed} is closed. Reopen it first." in page
        assert Issue.objects.filter(status=Status.ANSWERED).count() == 2
        assert job.counts()["refused"] == 1

    def test_one_that_breaks_is_named_and_nothing_of_it_stays(self, client, team, caplog):
        job = planned(client, "send", IssueFactory(), IssueFactory())
        BulkJob.objects.update(state=JobState.RUNNING)  # to no specialty
        bulk.run(job)
        assert job.counts()["failed"] == 2 and not Message.objects.exists()
        assert "Something went wrong here" in words(client.get(job.get_absolute_url()))
        assert "bulk job" in caplog.text

    def test_one_that_somebody_changed_is_left_and_shown_with_both(self, client, team):
        issue, other = IssueFactory(), IssueFactory()
        job = planned(client, "answer", issue, other)
        services.triage(issue, category=issue.category, by=UserFactory(integration_team=True))
        page = words(client.post(job.get_absolute_url(), {"text": "We do it."}, follow=True))
        assert "1 of 2 done" in page and "Somebody changed it after you looked" in page
        assert "New</td>" in page and "Triaged" in page
        again = client.post(f"{job.get_absolute_url()}again/")
        plan = BulkJob.objects.first()
        assert again["Location"] == plan.get_absolute_url()
        assert [row.issue for row in plan.rows.all()] == [issue]

    def test_sent_twice_it_is_done_once(self, client, team):
        issue = IssueFactory()
        job = planned(client, "answer", issue)
        for _ in range(2):
            client.post(job.get_absolute_url(), {"text": "We do it."})
        assert issue.replies.count() == 1

    def test_each_issue_has_it_in_its_own_history_once(self, client, team):
        issue = IssueFactory()
        before = issue.events.count()
        done(client, "assign", {"owner": team.pk}, issue)
        event = issue.events.last()
        assert issue.events.count() == before + 1
        assert event.pgh_context == {"action": "assigned", "by": team.pk}

    def test_a_patient_in_the_words_stops_it_before_it_starts(self, client, team):
        job, page = done(client, "answer", {"text": "NHS number 943 476 5919."}, IssueFactory())
        assert job.state == JobState.PLANNED and not job.text
        assert "943 476 5919" in page and "Remove these" in page

    @pytest.mark.parametrize(
        ("verb", "said", "message"),
        [
            ("send", {}, "Select the specialty that should answer"),
            ("send", {"respond_by-day": "31", "respond_by-month": "2", "respond_by-year": "2031"},
             "must be a real date"),
            ("triage", {}, "Select a category, or what we make of them"),
            ("close", {"text": "Words."}, "Select an outcome"),
            ("answer", {}, "Write the answer"),
            ("merge", {"into": "NCI-0000-0"}, "There is no issue of this reference"),
            ("assign", {"owner": "99999"}, "Select somebody in the integration team"),
        ],
    )  # fmt: skip
    def test_a_wrong_answer_is_named(self, client, team, verb, said, message):
        job, page = done(client, verb, said, IssueFactory())
        assert message in page and job.state == JobState.PLANNED


class TestTheWorker:
    @pytest.fixture
    def many(self, client, team, settings):
        """A job of three issues, too many for the request."""
        settings.BULK_AT_ONCE = 2
        job = planned(client, "assign", *(IssueFactory() for _ in range(3)))
        client.post(job.get_absolute_url(), {"owner": team.pk})
        job.refresh_from_db()
        return job

    def test_many_are_left_to_it_and_the_page_says_how_far_it_is(self, client, many):
        assert many.state == JobState.RUNNING
        assert "0 of 3 looked at" in words(client.get(many.get_absolute_url()))
        tasks.run_bulk_jobs()
        many.refresh_from_db()
        assert many.state == JobState.DONE and many.counts()["done"] == 3

    def test_what_a_killed_worker_left_is_gone_on_with(self, many, monkeypatch):
        monkeypatch.setattr(bulk, "BATCH", 1)
        bulk.run(many, batches=1)
        assert many.counts()["done"] == 1
        bulk.run(many)
        assert many.counts()["done"] == 3
        assert set(Issue.objects.values_list("version", flat=True)) == {2}

    def test_it_stops_when_it_is_told_to(self, client, many, monkeypatch):
        monkeypatch.setattr(bulk, "BATCH", 1)
        bulk.run(many, batches=1)
        page = words(client.post(f"{many.get_absolute_url()}stop/", follow=True))
        tasks.run_bulk_jobs()
        assert "Stopped before 2 of them" in page
        assert many.rows.filter(state=RowState.WAITING).count() == 2

    def test_old_jobs_are_forgotten_and_running_ones_are_not(self, many):
        BulkJob.objects.update(made_at=timezone.now() - bulk.KEPT_FOR * 2)
        tasks.forget_old_bulk_jobs()
        assert BulkJob.objects.count() == 1
        bulk.run(many)
        tasks.forget_old_bulk_jobs()
        assert not BulkJob.objects.exists()
