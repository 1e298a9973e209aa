from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from interface.worktime.models import BankHoliday
from issues import answer_times, rows
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory, ReplyFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("raised", "answered", "said"),
    [
        (date(2026, 3, 27), date(2026, 3, 27), "answered the same day"),
        (date(2026, 3, 27), date(2026, 3, 30), "first answer after 1 working day"),  # clocks change
        (date(2026, 4, 2), date(2026, 4, 8), "first answer after 2 working days"),  # Easter
        (date(2026, 3, 28), date(2026, 3, 29), "answered the same day"),  # a weekend
    ],
)
def test_a_row_says_how_many_working_days_it_took(raised, answered, said):
    holidays = {date(2026, 4, 3), date(2026, 4, 6)}
    issue = IssueFactory(raised_at=at(raised), first_answered_at=at(answered))
    [row] = rows.read([issue.pk])
    answer_times.note([row], holidays)
    assert row.first_answer == said


def test_half_past_midnight_in_summer_is_of_its_own_day():
    raised = datetime(2026, 7, 1, 0, 30, tzinfo=LONDON)  # still 30 June in UTC
    issue = IssueFactory(raised_at=raised, first_answered_at=at(date(2026, 7, 1), 23))
    [row] = rows.read([issue.pk])
    assert row.raised_on == row.first_answered_on == date(2026, 7, 1)


def test_a_row_without_an_answer_says_nothing():
    [row] = rows.read([IssueFactory().pk])
    answer_times.note([row], [])
    assert row.first_answer == ""


def test_the_rule_is_that_of_half_of_the_answers_to_the_practice():
    practice = PracticeFactory()
    assert answer_times.tell([], practice.pk) == ""
    for day in (2, 3, 12):
        IssueFactory(
            practice=practice,
            raised_at=at(date(2026, 6, 1)),
            first_answered_at=at(date(2026, 6, day)),
        )
    IssueFactory(practice=practice)
    IssueFactory(first_answered_at=at(date(2026, 6, 1)))
    said = answer_times.tell([], practice.pk)
    assert said == (
        "Half of the first answers to your 3 answered issues came within 2 working days."
    )


def test_one_answer_is_no_half():
    raised, answered = at(date(2026, 6, 1)), at(date(2026, 6, 2))
    practice = IssueFactory(raised_at=raised, first_answered_at=answered).practice
    said = answer_times.tell([], practice.pk)
    assert said == "The first answer to your one answered issue came within 1 working day."


def test_the_last_event_is_the_last_move_or_the_last_words():
    issue = IssueFactory(status_since=at(date(2026, 6, 1)))
    [row] = rows.read([issue.pk])
    assert row.last_event_on == issue.status_since.date()
    ReplyFactory(issue=issue, written_at=at(date(2026, 5, 1)))
    ReplyFactory(issue=issue, written_at=at(date(2026, 6, 3)))
    [row] = rows.read([issue.pk])
    assert row.last_event_on == date(2026, 6, 3)


def test_the_list_shows_both_and_leads_to_the_year(client):
    gp = UserFactory()
    client.force_login(gp)
    BankHoliday.objects.create(date=date(2026, 5, 25), name="Spring")
    IssueFactory(
        practice=gp.organisation, raised_at=at(date(2026, 5, 22)), answered=True,
        first_answered_at=at(date(2026, 5, 27)), status_since=at(date(2026, 5, 27)),
    )  # fmt: skip
    page = client.get("/issues/", {"tab": "all"}).content.decode()
    assert "first answer after 2 working days" in page and "came within 2 working days" in page
    assert "27 May 2026" in page and "/our-year/" in page


def test_with_answers_the_list_keeps_to_its_budget(client, django_assert_max_num_queries):
    gp = UserFactory()
    client.force_login(gp)
    for _ in range(20):
        IssueFactory(practice=gp.organisation, answered=True)
    client.get("/issues/", {"tab": "all"})  # fills what is kept
    with django_assert_max_num_queries(8):
        client.get("/issues/", {"tab": "all"})


def test_others_are_told_no_practices_rule(client):
    issue = IssueFactory(answered=True, sent_to_specialty_at=timezone.now())
    client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
    page = client.get("/issues/", {"tab": "all"}).content.decode()
    assert "came within" not in page and "/our-year/" not in page
