from datetime import timedelta

import pytest
from django.urls import reverse

from issues import services
from issues.clocks import services as clocks
from issues.clocks.panel import length, panel
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.clocks.test_services import monday
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def issue(time_machine):
    time_machine.move_to(monday(9), tick=False)
    return services.raise_issue(**raising(UserFactory()))


def test_the_panel_says_who_had_it_how_long(issue, team, time_machine):
    time_machine.move_to(monday(12), tick=False)
    services.send_to_specialty(issue, specialty=SpecialtyFactory(name="Urology"), by=team)
    issue.refresh_from_db()
    told = panel(issue, at=monday(14, day=11), holidays=())
    assert told.holder == "Urology" and told.since == monday(12)
    assert told.shares == [
        ("The integration team", "3 hours"),
        ("Urology", "2 working days 2 hours"),
    ]
    assert told.may_pause and not told.is_paused


def test_a_stopped_clock_says_why_and_what_is_left(issue, team):
    clocks.pause(issue, text="The clinic moves house.", by=team)
    issue.refresh_from_db()
    told = panel(issue, at=monday(10), holidays=())
    assert told.is_paused and not told.may_pause
    assert told.paused_because == "The clinic moves house."
    assert told.days_left == "10 working days left"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (timedelta(0), "0 minutes"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1, minutes=20), "1 hour"),
        (timedelta(hours=10), "1 working day"),
        (timedelta(hours=27), "2 working days 7 hours"),
    ],
)
def test_lengths_are_told_in_working_days(time, said):
    assert length(time) == said


def test_the_team_stops_and_starts_the_clock_from_the_issues_page(client, issue, team):
    client.force_login(team)
    page = reverse("admin:issues_issue_change", args=[issue.pk])
    stop = reverse("admin:issues_issue_step", args=[issue.pk, "pause"])
    start = reverse("admin:issues_issue_step", args=[issue.pk, "resume"])
    assert stop in client.get(page).text
    form = client.get(stop).context["form"]
    answers = {name: field.initial for name, field in form.fields.items() if name != "submission"}
    token = "0b7b2a3e-4a52-4a2c-8a9e-0d9a3a7b1c11"
    posted = {**answers, "submission": token, "text": "The clinic moves house."}
    assert client.post(stop, posted).status_code == 302
    shown = client.get(page).text
    assert start in shown and stop not in shown and "The clinic moves house." in shown


def test_a_reason_that_points_to_a_patient_is_refused(client, issue, team):
    client.force_login(team)
    stop = reverse("admin:issues_issue_step", args=[issue.pk, "pause"])
    token = "0b7b2a3e-4a52-4a2c-8a9e-0d9a3a7b1c12"
    posted = {"submission": token, "seen": 1, "text": "Waiting for 943 476 5919 to call."}
    assert client.post(stop, posted).status_code == 200
    assert not clocks.is_paused(issue)
