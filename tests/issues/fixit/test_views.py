"""Fix It on a phone: who sees what, and nothing lost when two act at once."""

import uuid
from html import unescape

import pytest
from django.urls import reverse

from issues.fixit import services
from issues.models import LiveProblem
from tests.accounts.factories import UserFactory
from tests.issues.fixit.test_services import raised
from tests.issues.test_status_page import everything_stored

pytestmark = pytest.mark.django_db


def words(response):
    return unescape(response.content.decode())


def address(problem, name="problem"):
    return reverse(f"fix_it_{name}", args=[problem.reference])


@pytest.fixture
def gp():
    return UserFactory(name="Dr Demo Doctor", organisation__place="Mansfield")


@pytest.fixture
def problem(gp):
    return raised(gp)


@pytest.fixture
def lead(client):
    lead = UserFactory(specialty=True, name="Dr Lena Lead")
    client.force_login(lead)
    return lead


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client, lead, problem, method):
    before = everything_stored()
    for page in (reverse("fix_it"), address(problem), reverse("fix_it_raise")):
        getattr(client, method)(page)
    assert everything_stored() == before


def test_those_on_duty_see_the_place_and_not_the_practice(client, lead, problem, gp):
    services.say(problem, text="Still down.", by=gp, submission=uuid.uuid4())
    for page in (reverse("fix_it"), address(problem)):
        shown = words(client.get(page))
        assert "practice in Mansfield" in shown
        assert gp.organisation.name not in shown and gp.name not in shown


def test_a_practice_sees_its_own_and_no_others(client, problem, gp):
    client.force_login(gp)
    assert problem.where in words(client.get(reverse("fix_it")))
    assert gp.organisation.name in words(client.get(address(problem)))
    client.force_login(UserFactory())
    assert problem.where not in words(client.get(reverse("fix_it")))
    assert client.get(address(problem)).status_code == 404
    assert client.post(address(problem, "claim")).status_code == 404


def test_one_tap_takes_it(client, lead, problem):
    assert "You have it" in words(client.post(address(problem, "claim"), follow=True))
    problem.refresh_from_db()
    assert problem.claimed_by == lead


def test_the_second_is_told_who_was_first(client, lead, problem):
    services.claim(problem, by=UserFactory(integration_team=True, name="Dana Desk"))
    shown = words(client.post(address(problem, "claim"), follow=True))
    assert "Dana Desk has it already. Nothing was changed." in shown


def test_raised_it_is_on_the_list(client, lead):
    said = {"where": "Ward 7", "what": "No porters.", "submission": str(uuid.uuid4())}
    for _ in range(2):
        shown = words(client.post(reverse("fix_it_raise"), said, follow=True))
    assert "Ward 7" in shown and LiveProblem.objects.count() == 1


@pytest.mark.parametrize("name", ["raise", "say", "fixed"])
def test_a_patient_is_refused_and_stored_nowhere(client, lead, problem, name):
    text = "NHS number 999 521 4776 waits."
    said = dict.fromkeys(["where", "what", "text", "words"], text)
    page = reverse("fix_it_raise") if name == "raise" else address(problem, name)
    response = client.post(page, {**said, "submission": str(uuid.uuid4())})
    assert response.status_code == 200 and "999 521 4776" in words(response)
    problem.refresh_from_db()
    assert not problem.is_fixed and LiveProblem.objects.count() == 1
    assert not problem.posts.exists()


def test_a_sentence_is_needed_to_fix_it(client, lead, problem):
    response = client.post(address(problem, "fixed"), {"words": "", "submission": uuid.uuid4()})
    assert "Say in one sentence how it was fixed" in words(response)


def test_fixed_it_leaves_the_list_with_its_sentence(client, lead, problem):
    said = {"words": "A new printer.", "submission": str(uuid.uuid4())}
    shown = words(client.post(address(problem, "fixed"), said, follow=True))
    assert "Nothing is wrong right now" in shown and "A new printer." in shown


def test_the_words_of_the_second_to_fix_it_come_back(client, lead, problem):
    services.fix(problem, words="A new printer.", by=UserFactory(integration_team=True))
    said = {"words": "Restarted.", "submission": str(uuid.uuid4())}
    shown = words(client.post(address(problem, "fixed"), said))
    assert "is fixed already: A new printer." in shown and "Restarted." in shown


def test_the_page_looks_again_by_itself_with_and_without_scripts(client, lead):
    shown = words(client.get(reverse("fix_it")))
    assert 'data-refresh="20"' in shown
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in shown


def test_it_needs_few_queries(client, lead, gp, django_assert_max_num_queries):
    for _ in range(5):
        raised(gp)
    with django_assert_max_num_queries(8):
        client.get(reverse("fix_it"))
