import ast
import inspect

import pytest

from issues import services, timeline
from issues.chasers import services as chaser_services
from issues.clocks import holidays
from issues.clocks import services as clock_services
from issues.fixed import services as fixed_services
from issues.forgetting import redacting
from issues.models import Outcome
from issues.replydesk import services as replydesk_services
from issues.services import by_rules, steps
from issues.services import raising as raising_services
from issues.themes import recurrences
from issues.themes import services as theme_services
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db
SERVICES = [
    raising_services,
    steps,
    fixed_services,
    theme_services,
    recurrences,
    by_rules,
    chaser_services,
    clock_services,
    holidays,
    replydesk_services,
    redacting,
]


@pytest.fixture
def told():
    """An issue that went through every step, and the people who took them."""
    gp = UserFactory(name="Dr Demo Doctor")
    team = UserFactory(integration_team=True, name="Dana Desk")
    first, second = SpecialtyFactory(name="Cardiology"), SpecialtyFactory(name="Urology")
    lead = UserFactory(specialty=True, specialties=[second], name="Dr Lena Lead")
    issue = services.raise_issue(**raising(gp, specialty=first))
    services.triage(issue, category=issue.category, validity="upheld", by=team)
    services.send_to_specialty(issue, specialty=first, by=team)
    services.send_to_specialty(issue, specialty=second, by=team)
    services.ask_practice(issue, text="Which clinic?", by=team)
    services.practice_reply(issue, text="The Tuesday one.", by=gp)
    services.add_note(issue, text="Same as last week.", by=team)
    services.answer(issue, text="We changed it.", by=lead)
    services.close(issue, outcome=Outcome.FIXED_FOR_ALL, text="Fixed.", by=team)
    services.reopen(issue, text="Not quite.", by=gp)
    issue.refresh_from_db()
    return issue


def story(entries):
    return [(entry.said, entry.text) for entry in reversed(entries)]


def test_the_practice_reads_its_own_people_by_name_and_the_hospitals_as_teams(told):
    assert story(timeline.for_practice(told)) == [
        ("Dr Demo Doctor raised this issue", ""),
        ("The integration team asked Cardiology to answer", ""),
        ("The integration team asked Urology to answer", ""),
        ("The integration team asked the practice a question", "Which clinic?"),
        ("Dr Demo Doctor replied", "The Tuesday one."),
        ("Urology answered", "We changed it."),
        ("The integration team closed it: fixed for everyone", "Fixed."),
        ("Dr Demo Doctor reopened it", "Not quite."),
    ]


def test_the_specialty_reads_no_name_of_the_practice(told):
    said = story(timeline.for_specialty(told))
    assert said[0] == ("The practice raised this issue", "")
    assert said[4] == ("The practice replied", "The Tuesday one.")
    assert not any("Demo Doctor" in sentence for sentence, _text in said)


def test_the_team_reads_everything(told):
    said = story(timeline.for_team(told))
    assert ("Dana Desk triaged it", "") in said
    assert ("Dana Desk wrote a note", "Same as last week.") in said
    assert ("Dr Lena Lead (Urology) answered", "We changed it.") in said
    assert len(said) == 10


@pytest.mark.django_db(transaction=True)
def test_a_change_past_the_services_is_shown_to_the_team_only(told):
    type(told).objects.filter(pk=told.pk).update(validity="partly")
    assert ("Changed outside the service", "") in story(timeline.for_team(told))
    assert len(timeline.for_practice(told)) == 8


def test_every_service_has_its_words_for_the_desk():
    decorators = [
        decorator.args[0].value
        for module in SERVICES
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(decorator.args[0], ast.Constant)
    ]
    assert len(decorators) == 32
    assert set(decorators) == set(timeline.DESK)
