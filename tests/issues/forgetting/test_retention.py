"""What is kept too long, and that no published figure counts on it."""

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.utils import timezone

from interface.history import chain
from interface.outbox.models import Message, Route
from interface.pages import figures, series
from issues import services
from issues.forgetting import people, retention
from issues.forgetting.retention import DecidedAlready
from issues.models import Due, Endorsement, Issue, Outcome, Reply, Side
from issues.services import NotYours
from issues.statements.figures import month_figures, public_figures
from issues.year import figures as year
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=800)


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def everything_goes(settings):
    """Also what was written, which is kept unless a partnership decides otherwise."""
    settings.RETENTION = {**configured.RETENTION, "words": 730}


def long_ago(team):
    """An issue that was raised, discussed, endorsed and closed 800 days ago."""
    gp = UserFactory(name="Gina Quillfeather")
    issue = services.raise_issue(**raising(gp, what_happened="A letter came late."))
    services.ask_practice(issue, text="Which letter was it?", by=team)
    services.practice_reply(issue, text="The one about the scan.", by=gp)
    services.close(issue, text="Fixed.", outcome=Outcome.FIXED_THIS_CASE, by=team)
    other = PracticeFactory()
    Endorsement.objects.create(
        issue=issue, practice=other, hear_back_email="someone@example.nhs.uk",
        endorsed_by=UserFactory(organisation=other), endorsed_at=timezone.now() - DAYS,
    )  # fmt: skip
    Issue.objects.filter(pk=issue.pk).update(closed_at=timezone.now() - DAYS)
    ended = timezone.now() - DAYS
    Message.objects.update(created_at=ended, sent_at=ended, route=Route.ALONE)
    issue.refresh_from_db()
    return issue


def all_figures(issue):
    """Every figure that is published about issues."""
    today, leader = timezone.localdate(), UserFactory.build(leadership=True)
    return [
        public_figures(),
        month_figures(today.replace(day=1)),
        vars(year.of(issue.practice, year=today.year, on=today)),
        series.issues_per_week(until=today),
        series.issues_per_month([issue.specialty] if issue.specialty else [], until=today),
        series.days_to_first_answer(until=today),
        series.fixes_that_held(until=today),
        series.minutes_lost_per_week(until=today),
        figures.dashboard(leader)["open_issues"],
    ]


def approve_all(team):
    retention.make_due_lists(at=timezone.now())
    for due in Due.objects.waiting():
        retention.approve(due, by=team)
    return retention.forget_approved()


def test_beat_lists_what_is_due_and_forgets_nothing(team):
    issue = long_ago(team)
    assert retention.make_due_lists(at=timezone.now()) == 4
    assert retention.make_due_lists(at=timezone.now()) == 0
    assert {due.rule: due.rows for due in Due.objects.all()} == {
        "reporters": 1, "repliers": 1, "endorsers": 1, "messages": Message.objects.count(),
    }  # fmt: skip
    assert retention.forget_approved() == 0
    assert Issue.objects.get().raised_by == issue.raised_by


def test_what_was_approved_is_forgotten_and_the_history_verifies(team):
    issue = long_ago(team)
    gp = issue.raised_by
    assert approve_all(team) > 4
    issue.refresh_from_db()
    assert issue.raised_by is None and issue.what_happened == "A letter came late."
    assert Reply.objects.get(side=Side.PRACTICE).written_by is None
    endorsement = Endorsement.objects.get()
    assert endorsement.endorsed_by is None and endorsement.hear_back_email == ""
    assert not Message.objects.exclude(text="", html="", subject="[removed]").exists()
    assert not issue.events.filter(raised_by=gp).exists()
    assert not issue.events.filter(pgh_context__by=gp.pk).exists()
    assert chain.verify().problems == []
    assert all(due.state == "forgotten" for due in Due.objects.all())
    assert retention.forget_approved() == 0


def test_words_go_where_the_setting_says_so(team, everything_goes):
    issue = long_ago(team)
    approve_all(team)
    issue.refresh_from_db()
    assert issue.what_happened == "[removed]"
    assert set(Reply.objects.values_list("text", flat=True)) == {"[removed]"}
    assert set(issue.events.values_list("what_happened", flat=True)) == {"[removed]"}
    assert chain.verify().problems == []


def test_every_published_figure_is_the_same_before_and_after(team, everything_goes):
    issue = long_ago(team)
    someone = IssueFactory(practice=issue.practice, closed=True).raised_by
    before = all_figures(issue)
    approve_all(team)
    people.anonymise(someone.email, reason="They have left and asked", by=team)
    assert all_figures(issue) == before


def test_what_is_recent_open_or_waiting_to_be_sent_stays(team):
    IssueFactory(closed=True)
    IssueFactory(raised_at=timezone.now() - DAYS)
    Message.objects.create(
        event="demo", recipient="demo@example.nhs.uk", subject="Demo",
        created_at=timezone.now() - DAYS,
    )  # fmt: skip
    assert retention.make_due_lists(at=timezone.now()) == 0


def test_what_was_declined_comes_again_after_four_weeks(team):
    long_ago(team)
    now = timezone.now()
    retention.make_due_lists(at=now)
    for due in Due.objects.all():
        retention.decline(due, by=team)
    assert retention.forget_approved() == 0
    assert retention.make_due_lists(at=now + timedelta(days=27)) == 0
    assert retention.make_due_lists(at=now + timedelta(days=29)) == 4


def test_a_list_is_decided_once_and_by_the_team(team):
    long_ago(team)
    retention.make_due_lists(at=timezone.now())
    due = Due.objects.first()
    with pytest.raises(NotYours):
        retention.approve(due, by=UserFactory())
    retention.decline(due, by=team)
    with pytest.raises(DecidedAlready):
        retention.approve(due, by=team)


def test_a_rule_without_days_keeps_everything(team, settings):
    settings.RETENTION = dict.fromkeys(configured.RETENTION)
    long_ago(team)
    assert retention.make_due_lists(at=timezone.now()) == 0
