"""Adding and removing days off moves what is due, and the queues agree."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interface.worktime.days import is_working_day
from interface.worktime.hours import LONDON
from interface.worktime.models import BankHoliday
from interface.worktime.services import bank_holidays, load_bank_holidays
from issues import services
from issues.clocks import holidays
from issues.clocks import services as clocks
from issues.models import Issue
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory
from tests.issues.test_services import actions, raising

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, tzinfo=LONDON)


def november(day):
    return date(2026, 11, day)


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def issue(time_machine):
    """Raised on Monday the 9th; triage due on the 16th, the answer on the 23rd."""
    time_machine.move_to(MONDAY, tick=False)
    return services.raise_issue(**raising(UserFactory()))


def dates(issue):
    issue.refresh_from_db()
    return issue.triage_by, issue.respond_by


def test_a_day_off_moves_what_is_promised_across_it(issue, team):
    assert holidays.add(november(18), name="Invented", by=team) == 1
    assert dates(issue) == (november(16), november(24))
    assert holidays.add(november(12), name="Invented", by=team) == 1
    assert dates(issue) == (november(17), november(25))
    assert actions(issue) == ["raised", "added a day off", "added a day off", "added a day off"]


def test_removing_it_moves_them_back(issue, team):
    holidays.add(november(12), name="Invented", by=team)
    assert holidays.remove(november(12), by=team) == 1
    assert dates(issue) == (november(16), november(23))


def test_the_day_on_which_an_answer_is_due_moves_too(issue, team):
    holidays.add(november(23), name="Invented", by=team)
    assert issue in Issue.objects.due(on=november(24))
    assert issue not in Issue.objects.overdue(on=november(24))


@pytest.mark.parametrize("day", [6, 9, 14, 24])  # before it, the day itself, a Saturday, after it
def test_other_days_move_nothing(issue, team, day):
    assert holidays.add(november(day), name="Invented", by=team) == 0
    assert dates(issue) == (november(16), november(23))


def test_a_day_that_was_there_moves_nothing(issue, team):
    holidays.add(november(12), name="Invented", by=team)
    assert holidays.add(november(12), name="Invented", by=team) == 0
    assert holidays.remove(november(13), by=team) == 0


def test_an_answered_issue_keeps_its_dates(issue, team):
    services.answer(issue, text="Done.", by=team)
    assert holidays.add(november(12), name="Invented", by=team) == 0


def test_a_day_that_is_over_counts_for_what_has_been_in_the_same_hands(issue, team, time_machine):
    other = services.raise_issue(**raising(UserFactory()))
    time_machine.move_to(MONDAY.replace(day=12), tick=False)
    services.send_to_specialty(other, specialty=SpecialtyFactory(), by=team)
    assert holidays.add(november(11), name="Invented", by=team) == 1
    assert dates(issue)[1] == november(24) and dates(other)[1] == november(23)


def test_a_stopped_clock_keeps_its_working_days(issue, team, time_machine):
    clocks.pause(issue, text="The clinic moves house.", by=team)
    assert holidays.add(november(18), name="Invented", by=team) == 0
    time_machine.move_to(MONDAY.replace(day=10), tick=False)
    clocks.resume(issue, text="It has moved.", by=team)
    assert dates(issue)[1] == november(25)  # ten working days from the tenth, without the 18th


def test_loading_the_official_days_moves_what_crosses_them(time_machine, team):
    time_machine.move_to(datetime(2026, 12, 18, 9, tzinfo=LONDON), tick=False)
    issue = services.raise_issue(**raising(UserFactory()))
    added, moved = holidays.load([2026, 2027], by=None)
    assert added >= 16 and moved > 0
    assert dates(issue) == (date(2026, 12, 29), date(2027, 1, 6))
    assert holidays.load([2026, 2027], by=None) == (0, 0)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.dates(november(10), date(2026, 12, 4)), min_size=1, max_size=6, unique=True))
def test_days_added_in_any_order_promise_what_they_would_have_from_the_start(issue, days):
    for day in days:
        holidays.add(day, name="Invented", by=None)
    due = services.promise(november(9), bank_holidays())
    assert dates(issue) == (due["triage_by"], due["respond_by"])
    assert all(is_working_day(one, bank_holidays()) for one in dates(issue))
    for day in days:
        holidays.remove(day, by=None)
    assert dates(issue) == (november(16), november(23))


class TestTheAdmin:
    LIST = "admin:worktime_bankholiday_changelist"

    def test_the_team_adds_a_day_and_reads_what_moved(self, client, issue, team):
        client.force_login(team)
        posted = {"date": "18/11/2026", "name": "Invented day"}
        page = client.post(reverse("admin:worktime_bankholiday_add"), posted, follow=True).text
        assert "The dates of 1 open issue moved." in page
        assert dates(issue)[1] == november(24)

    def test_the_team_removes_a_day(self, client, issue, team):
        client.force_login(team)
        holidays.add(november(18), name="Invented", by=team)
        row = BankHoliday.objects.get()
        remove = reverse("admin:worktime_bankholiday_delete", args=[row.pk])
        assert (
            "The dates of 1 open issue moved."
            in client.post(remove, {"post": "yes"}, follow=True).text
        )
        assert dates(issue)[1] == november(23)

    def test_a_day_of_england_s_list_stays(self, client, team):
        client.force_login(team)
        load_bank_holidays([2026])
        christmas = BankHoliday.objects.get(date=date(2026, 12, 25))
        remove = reverse("admin:worktime_bankholiday_delete", args=[christmas.pk])
        assert client.post(remove, {"post": "yes"}).status_code == 403
        assert BankHoliday.objects.filter(pk=christmas.pk).exists()

    def test_a_day_twice_is_told_at_its_field(self, client, team):
        client.force_login(team)
        BankHoliday.objects.create(date=november(18), name="Invented")
        posted = {"date": "18/11/2026", "name": "Again"}
        response = client.post(reverse("admin:worktime_bankholiday_add"), posted)
        assert response.status_code == 200 and response.context["adminform"].errors["date"]

    def test_a_practice_is_kept_out(self, client):
        client.force_login(UserFactory())
        assert client.get(reverse(self.LIST)).status_code == 403


def test_many_issues_move_in_few_statements(team, django_assert_max_num_queries, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    IssueFactory.create_batch(20, raised_at=MONDAY, respond_by=november(23), triage_by=november(16))
    with django_assert_max_num_queries(14):
        assert holidays.add(november(12), name="Invented", by=team) == 20
