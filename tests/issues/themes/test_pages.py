"""What practices read of a theme: the team's words, and never another practice's."""

import uuid
from html import unescape

import pytest

from issues.endorsements.already_here import cards
from issues.endorsements.services import endorse
from issues.themes.services import merge, unmerge
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory
from tests.issues.themes.factories import EndorsementFactory

pytestmark = pytest.mark.django_db
SECRET = "Zebra words of the first practice"
KNOWN = "This is part of a known problem"


def words(response):
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def theme():
    return IssueFactory(
        what_happened=SECRET, with_specialty=True,
        public_summary="Scans that nobody chases", public_progress="The letters are being changed.",
    )  # fmt: skip


@pytest.fixture
def part(theme, team):
    issue = IssueFactory(what_happened="The report never came.")
    merge(issue, into=theme, by=team)
    issue.refresh_from_db()
    return issue


def test_both_references_open_their_own_page_and_name_no_other_practice(client, theme, part):
    client.force_login(part.raised_by)
    said = words(client.get(part.get_absolute_url()))
    assert "The report never came." in said
    assert KNOWN in said
    assert "Scans that nobody chases" in said
    assert "The letters are being changed." in said
    assert "Told by 2 practices" in said
    for hidden in (SECRET, theme.practice.name, theme.reference):
        assert hidden not in said
    client.force_login(theme.raised_by)
    own = words(client.get(theme.get_absolute_url()))
    assert SECRET in own
    assert KNOWN not in own
    assert part.practice.name not in own


def test_the_status_link_says_so_too(client, theme, part):
    said = words(client.get(part.get_status_url()))
    assert KNOWN in said
    assert SECRET not in said


def test_once_taken_out_nothing_of_it_is_left(client, part, team):
    unmerge(part, by=team)
    client.force_login(part.raised_by)
    assert KNOWN not in words(client.get(part.get_absolute_url()))


def test_a_practice_that_raised_one_and_endorses_another_counts_once(theme, part):
    by = UserFactory(organisation=part.practice)
    endorse(theme, practice=part.practice, by=by)
    for _ in range(2):
        EndorsementFactory(issue=part)
    EndorsementFactory(issue=theme, practice=part.endorsements.first().practice)
    assert [card.practices for card in cards([part, theme])] == [4, 4]


def test_a_theme_is_offered_once_however_many_of_its_parts_match(client, team):
    first = IssueFactory(what_happened="Asked to chase the MRI report that the clinic ordered.")
    for _ in range(2):
        same = IssueFactory(
            specialty=first.specialty, category=first.category, what_happened=first.what_happened
        )
        merge(same, into=first, by=team)
    client.force_login(UserFactory())
    said = {
        "submission": str(uuid.uuid4()),
        "specialty": str(first.specialty_id),
        "category": first.category.code,
        "what_happened": first.what_happened,
        "removed_patient_details": "on",
    }
    [card] = client.post("/report/", said).context["cards"]
    assert card.theme == first.reference
    assert card.practices == 3
