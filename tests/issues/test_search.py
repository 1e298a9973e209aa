"""The search box of the list and of the desk."""

from html import unescape

import pytest
from django.urls import reverse

import issues.reference
from issues.search.finding import find
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cardiology():
    return SpecialtyFactory(name="Cardiology", aliases=["heart clinic"])


@pytest.fixture
def issue(cardiology):
    label = CategoryFactory(label="Discharge summary")
    return IssueFactory(
        specialty=cardiology, category=label, what_happened="The sick line came nine days late."
    )


@pytest.mark.parametrize(
    "text",
    ["fit note", "cardiology", "heart clinic late", "discharge summary", "days", "cardiolgy"],
)
def test_words_names_meanings_and_typing_errors_find_it(issue, text):
    issues.reference.load()
    IssueFactory(what_happened="No interpreter was there.")
    assert find(text).ids == [issue.pk]


def test_a_reference_finds_its_issue_however_it_is_typed(issue):
    typed = issue.reference.lower().replace("-", " ")
    assert find(typed).ids == [issue.pk]


@pytest.mark.parametrize("text", ["practice:1", "'is:open'", "& | !", "", "the", "zzzz qqqq"])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(issue, text):
    assert find(text).ids == []


def test_the_team_s_summary_counts_more_than_a_practice_s_words(issue):
    told = IssueFactory(what_happened="Once more.", public_summary="Sick line missing")
    assert find("sick line").ids == [told.pk, issue.pk]


def test_a_word_too_many_does_not_hide_what_fits(issue):
    assert find("sick line umbrella").ids == [issue.pk]


def test_a_practice_finds_its_own_alone(client, issue):
    gp = UserFactory()
    client.force_login(gp)
    own = IssueFactory(practice=gp.organisation, what_happened="Another sick line is missing.")
    page = unescape(client.get("/issues/?q=sick+line&tab=all").content.decode())
    assert own.reference in page and issue.reference not in page


def test_the_desk_finds_by_practice_too(client, issue):
    client.force_login(UserFactory(integration_team=True))
    url = reverse("admin:issues_issue_changelist")
    page = client.get(url, {"q": issue.practice.name}).content.decode()
    assert issue.reference in page


def test_a_specialty_lead_finds_no_issue_by_its_practice(client, issue):
    lead = UserFactory(specialty=True, specialties=[issue.specialty])
    client.force_login(lead)
    page = client.get("/issues/", {"q": issue.practice.name, "tab": "all"}).content.decode()
    assert issue.reference not in page
