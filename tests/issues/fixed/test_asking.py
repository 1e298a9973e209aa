"""Four weeks after a closing its reporter is asked whether it is fixed: once, and no storm."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.outbox.models import Message
from interface.worktime.models import BankHoliday
from issues import services as issue_services
from issues import tasks, timeline
from issues.fixed import services
from issues.fixed.models import FixedAnswer
from issues.models import Issue, Kind
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory
from tests.issues.test_double_submit import CLICKS, at_the_same_moment

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 6, 3)  # a Wednesday


def closed(on, hour=12, minute=0, **changes):
    at = datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)
    return IssueFactory(closed=True, closed_at=at, first_answered_at=at, **changes)


def back(days, today=TODAY):
    return today - timedelta(days=days)


def asked():
    return set(Message.objects.values_list("recipient", flat=True))


def test_the_mail_leads_to_a_yes_and_a_no_and_gives_nothing_else_away():
    issue = closed(back(28))
    assert services.ask_due(on=TODAY) == 1
    mail = Message.objects.get()
    assert mail.recipient == issue.raised_by.email
    assert mail.subject == f"{issue.reference}: was it fixed?"
    path = reverse("issue_fixed", args=[issue.status_token])
    assert f"{path}?answer=yes" in mail.text and f"{path}?answer=no" in mail.text
    assert "6 May 2026" in mail.text and "fixed for everyone" in mail.text
    assert issue.what_happened not in mail.text and issue.practice.name not in mail.text


@pytest.mark.parametrize(
    ("days", "asks"), [(0, 0), (27, 0), (28, 1), (31, 1), (35, 1), (36, 0), (400, 0)]
)
def test_it_is_asked_in_the_fifth_week_only_so_old_closings_make_no_storm(days, asks):
    closed(back(days))
    assert services.ask_due(on=TODAY) == asks


@pytest.mark.parametrize("today", [date(2026, 4, 15), date(2026, 11, 11)])  # the clocks changed
@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (0, 30), (23, 59)])
def test_days_are_londons_whatever_the_clocks_did(today, hour, minute):
    due, tomorrow = (closed(back(days, today), hour, minute) for days in (28, 27))
    assert set(services.due(on=today)) == {due}
    assert set(services.due(on=today + timedelta(days=1))) == {due, tomorrow}


def test_nobody_is_asked_twice_about_one_closing():
    closed(back(28))
    assert [services.ask_due(on=TODAY + timedelta(days=n)) for n in range(3)] == [1, 0, 0]
    assert Message.objects.count() == 1


def test_an_issue_closed_again_is_asked_about_again():
    issue = closed(back(35))
    services.ask_due(on=TODAY)
    Issue.objects.filter(pk=issue.pk).update(closed_at=issue.closed_at + timedelta(days=7))
    assert services.ask_due(on=TODAY) == 1
    assert FixedAnswer.objects.count() == 2


def test_a_run_is_capped_and_the_oldest_come_first():
    late, later, latest = (closed(back(days)) for days in (33, 30, 28))
    assert services.ask_due(on=TODAY, at_most=2) == 2
    assert asked() == {late.raised_by.email, later.raised_by.email}
    assert services.ask_due(on=TODAY, at_most=2) == 1
    assert latest.raised_by.email in asked()


@pytest.mark.parametrize("today", [date(2026, 6, 6), date(2026, 6, 7), date(2026, 12, 28)])
def test_on_days_off_nobody_is_asked_and_afterwards_everybody_is(today):
    BankHoliday.objects.create(date=date(2026, 12, 28), name="Boxing Day")
    closed(back(28, today))
    assert services.ask_due(on=today) == 0
    assert services.ask_due(on=today + timedelta(days=2)) == 1


def test_the_longest_holiday_there_is_makes_nobody_miss_the_question():
    for day in (25, 28):
        BankHoliday.objects.create(date=date(2026, 12, day), name="Christmas")
    due = closed(back(28, date(2026, 12, 25)))
    days = [date(2026, 12, 25) + timedelta(days=n) for n in range(8)]
    assert sum(services.ask_due(on=day) for day in days) == 1
    assert asked() == {due.raised_by.email}


@pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.IDEA])
def test_praise_and_ideas_are_not_asked_about(kind):
    closed(back(28), kind=kind)
    assert services.ask_due(on=TODAY) == 0


@pytest.mark.parametrize("state", ["answered", "waiting", "triaged"])
def test_open_issues_are_not_asked_about(state):
    IssueFactory(**{state: True}, closed_at=datetime(2026, 5, 6, tzinfo=LONDON))
    assert services.ask_due(on=TODAY) == 0


def test_who_cannot_be_written_to_is_passed_over_and_counts_as_not_asked():
    closed(back(28), raised_by=UserFactory(is_active=False))
    closed(back(28), raised_by=None)
    closed(back(28), wants_reply=False)
    assert [services.ask_due(on=TODAY) for _ in range(2)] == [0, 0]
    assert FixedAnswer.objects.counted()["asked"] == 0


def test_an_issue_reopened_before_its_turn_is_not_asked_about():
    issue = closed(back(28))
    issue_services.reopen(issue, text="Again.", by=issue.raised_by)
    assert services.ask(issue, by=None) is False
    assert not Message.objects.exists()


def test_who_answered_unasked_is_not_asked():
    issue = closed(back(28))
    services.say(issue, answer="yes", text="", by=issue.raised_by)
    assert services.ask_due(on=TODAY) == 0


def test_the_task_asks_about_today(time_machine):
    time_machine.move_to("2026-06-03 09:25+00:00")
    closed(back(28))
    tasks.ask_whether_fixed()
    assert Message.objects.count() == 1


def test_the_timeline_says_that_the_service_asked_to_the_team_only():
    issue = closed(back(28))
    services.ask_due(on=TODAY)
    assert any("asked the reporter" in entry.said for entry in timeline.for_team(issue))
    for story in (timeline.for_practice, timeline.for_reporter, timeline.for_specialty):
        assert not any("asked the reporter" in entry.said for entry in story(issue))


def test_it_finds_what_is_due_in_two_queries(django_assert_num_queries):
    closed(back(400))
    with django_assert_num_queries(2):  # holidays, issues
        services.ask_due(on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_many_clocks_at_the_same_moment_send_one_mail():
    issue = closed(timezone.localdate() - timedelta(days=28))
    said = at_the_same_moment(lambda: services.ask(issue, by=None))
    assert sorted(said) == [False] * (CLICKS - 1) + [True]
    assert Message.objects.count() == 1
