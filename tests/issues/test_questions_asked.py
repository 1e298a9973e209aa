"""How often the pages of issues ask the database: little, and as often for many as for few."""

import uuid
from itertools import cycle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interface.accounts import launch
from issues.models import Issue
from tests.accounts.factories import UserFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 1_000
COLOURS = cycle(["green", "yellow", "purple", "orange", "crimson"])  # said twice it is one issue
MOST = 12
MOST_OF_A_SUBMIT = 9  # two of them because a test has no transaction of its own


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


def let_there_be(count, *, practice):
    """Issues of a practice, until it has so many."""
    like = Issue.objects.filter(practice=practice).first() or IssueFactory(practice=practice)
    more = count - Issue.objects.filter(practice=practice).count()
    said = {"practice": practice, "category": like.category, "specialty": like.specialty}
    Issue.objects.bulk_create(IssueFactory.build_batch(more, **said, raised_by=None))
    return like


def asked(ask):
    """The questions of one request, after another that filled what is kept."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.mark.parametrize("address", ["/report/", "/issues/", "/issues/?tab=open"])
def test_form_and_list_ask_the_same_for_many(client, gp, address):
    few, many = [
        asked(lambda: client.get(address))
        for count in (FEW, MANY)
        if let_there_be(count, practice=gp.organisation)
    ]
    assert few == many <= MOST


def test_the_page_of_an_issue_asks_the_same_among_many(client, gp):
    address = let_there_be(FEW, practice=gp.organisation).get_absolute_url()
    few = asked(lambda: client.get(address))
    let_there_be(MANY, practice=gp.organisation)
    assert few == asked(lambda: client.get(address)) <= MOST


def raised(client, category):
    said = {
        "submission": str(uuid.uuid4()),
        "specialty": "not-sure",
        "category": category.code,
        "what_happened": f"Somebody painted the front door {next(COLOURS)}.",
        "removed_patient_details": "on",
    }
    response = client.post("/report/", said)
    assert response.status_code == 302, response.text


def test_raising_an_issue_asks_the_same_among_many(client, gp):
    category = CategoryFactory()
    few, many = [
        asked(lambda: raised(client, category))
        for count in (FEW, MANY)
        if let_there_be(count, practice=gp.organisation)
    ]
    assert few == many <= MOST_OF_A_SUBMIT


def test_by_a_launch_link_it_is_no_more(client, gp):
    client.logout()
    client.get(f"/launch/{launch.make(gp.organisation, by=None)}/")
    assert asked(lambda: client.get("/report/")) <= MOST
    category = CategoryFactory()
    assert asked(lambda: raised(client, category)) <= MOST_OF_A_SUBMIT + 3  # the session, a tally
