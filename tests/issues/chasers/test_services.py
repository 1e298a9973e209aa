"""Who is reminded when, for the how-manieth time, and that nobody is flooded."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from interface.outbox.models import Message
from interface.worktime.hours import LONDON
from interface.worktime.models import BankHoliday
from issues import services
from issues.chasers import services as chasers
from issues.chasers.models import Chaser
from issues.models import Issue
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory
from tests.issues.test_services import actions

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 6)  # a Friday


def november(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def team():
    return UserFactory(integration_team=True, email="desk@example.nhs.uk")


@pytest.fixture
def overdue():
    specialty = SpecialtyFactory(name="Urology", feedback_email="urology@example.nhs.uk")
    return IssueFactory(with_specialty=True, specialty=specialty, respond_by=DUE)


@pytest.fixture
def run(time_machine):
    def at(day, hour=10):
        time_machine.move_to(november(day, hour), tick=False)
        return chasers.run(at=november(day, hour))

    return at


def mails():
    return list(Message.objects.order_by("pk").values_list("recipient", "subject"))


def test_three_reminders_three_working_days_apart_and_then_the_team(overdue, run):
    days = [day for day in range(6, 31) if run(day)]
    assert days == [9, 12, 17, 20]
    said = f"{overdue} was due on 6 November 2026"
    assert mails() == [
        ("urology@example.nhs.uk", f"First reminder: {said}"),
        ("urology@example.nhs.uk", f"Second reminder: {said}"),
        ("urology@example.nhs.uk", f"Third reminder: {said}"),
        ("desk@example.nhs.uk", f"Overdue with Urology: {overdue}"),
    ]


def test_history_says_so(overdue, run):
    run(9)
    assert overdue.notes.get().text == "First reminder sent to Urology."


def test_the_practice_is_not_named(overdue, run):
    run(9)
    told = Message.objects.get().text
    assert overdue.practice.name not in told and overdue.place in told


@pytest.mark.parametrize(("day", "hour"), [(7, 10), (8, 10), (9, 7), (9, 18), (9, 23)])
def test_nothing_goes_out_when_nobody_works(overdue, run, day, hour):
    assert run(day, hour) == 0


def test_nothing_goes_out_on_a_bank_holiday(overdue, run):
    BankHoliday.objects.create(date=date(2026, 11, 9), name="Invented")
    assert run(9) == 0 and run(10) == 1


def test_twice_in_one_hour_is_once(overdue, run):
    assert run(9) == 1 and run(9) == 0


def test_a_plan_made_before_somebody_else_sent_it_sends_nothing(overdue, run):
    planned = chasers.plan(at=november(9))[0]
    run(9)
    assert chasers.remind(planned, by=None) is False and len(mails()) == 1


def test_an_answer_ends_it(overdue, run, team):
    run(9)
    services.answer(overdue, text="We changed it.", by=team)
    assert run(12) == 0


def test_an_answer_between_plan_and_message_is_in_time(overdue, team, time_machine):
    time_machine.move_to(november(9), tick=False)
    planned = chasers.plan(at=november(9))[0]
    services.answer(overdue, text="We changed it.", by=team)
    assert chasers.remind(planned, by=None) is False


def test_a_new_date_begins_anew(overdue, run):
    run(9)
    Issue.objects.update(respond_by=date(2026, 11, 17))
    assert run(12) == 0 and run(18) == 1
    assert Chaser.objects.filter(number=1).count() == 2


def test_old_issues_make_no_storm_until_the_team_acts(run):
    old = IssueFactory(with_specialty=True, respond_by=date(2026, 1, 5))
    assert run(9) == 0
    Issue.objects.filter(pk=old.pk).update(respond_by=date(2026, 11, 9))
    assert run(10) == 1


def test_one_run_sends_no_more_than_it_may(settings, run):
    settings.CHASERS_PER_RUN = 2
    IssueFactory.create_batch(5, with_specialty=True, respond_by=DUE)
    assert [run(9, hour) for hour in (9, 10, 11, 12)] == [2, 2, 1, 0]


def test_without_a_feedback_address_the_team_is_told_at_once(overdue, run):
    overdue.specialty.feedback_email = ""
    overdue.specialty.save()
    assert run(9) == 1 and [to for to, _subject in mails()] == ["desk@example.nhs.uk"]
    assert run(12) == 0


def test_whoever_looks_after_it_is_told_alone(overdue, run):
    owner = UserFactory(integration_team=True)
    Issue.objects.update(owner=owner)
    Chaser.objects.create(issue=overdue, due=DUE, number=3, sent_at=november(4))
    run(9)
    assert [to for to, _subject in mails()] == [owner.email]


def test_an_owner_who_is_of_the_team_no_more_is_not_told(overdue, run):
    Issue.objects.update(owner=UserFactory())
    Chaser.objects.create(issue=overdue, due=DUE, number=3, sent_at=november(4))
    run(9)
    assert [to for to, _subject in mails()] == ["desk@example.nhs.uk"]


def test_what_the_team_or_the_practice_has_is_nobody_s_reminder(run):
    IssueFactory(triaged=True, respond_by=DUE)
    IssueFactory(waiting=True, respond_by=DUE)
    assert run(9) == 0


def test_a_dry_run_says_who_would_get_what_and_sends_nothing(overdue, time_machine):
    time_machine.move_to(november(9), tick=False)
    out = StringIO()
    call_command("chase", dry_run=True, stdout=out)
    assert f"{overdue}, due 2026-11-06: First reminder, urology@example.nhs.uk" in out.getvalue()
    assert not Message.objects.exists() and not Chaser.objects.exists()
    call_command("chase", stdout=out)
    assert "1 issue chased." in out.getvalue() and len(mails()) == 1


def test_the_page_says_it_too(client, overdue, team, time_machine):
    time_machine.move_to(november(9), tick=False)
    client.force_login(team)
    page = client.get(reverse("admin:would_be_chased")).text
    assert overdue.reference in page and "First reminder" in page
    assert not Message.objects.exists()
    assert client.get(reverse("admin:issues_chaser_changelist")).status_code == 200


def test_on_a_sunday_the_page_shows_mondays_reminders(client, overdue, team, time_machine):
    time_machine.move_to(november(8), tick=False)
    client.force_login(team)
    page = client.get(reverse("admin:would_be_chased")).text
    assert "On 9 November 2026" in page and overdue.reference in page


def test_a_practice_does_not_see_it(client):
    client.force_login(UserFactory())
    assert client.get(reverse("admin:would_be_chased")).status_code == 403


def test_the_messages_count_as_no_step_of_the_issue(overdue, run):
    version = overdue.version
    run(9)
    overdue.refresh_from_db()
    assert overdue.version == version and "reminded the specialty" not in actions(overdue)
