"""The pages of a cycle, as the integration team meets them."""

import pytest

from audits.models import Audit, Review, Stage
from interface.accounts.models import Role
from tests.accounts.factories import UserFactory
from tests.audits.factories import AuditFactory, LetterFactory

pytestmark = pytest.mark.django_db

PROTOCOL = {
    "name": "Spring 2026",
    "protocol_version": "1.0",
    "window_from-day": "1",
    "window_from-month": "3",
    "window_from-year": "2026",
    "window_to-day": "31",
    "window_to-month": "3",
    "window_to-year": "2026",
    "sampling": "census",
    "second_rated_percent": "0",
    **{f"criterion_{ask}": "As the protocol says." for ask in range(1, 6)},
}


@pytest.fixture
def team(client):
    person = UserFactory(integration_team=True)
    client.force_login(person)
    return person


@pytest.fixture
def audit(trust):
    return AuditFactory(slug="spring", trust=trust, stage=Stage.FRAME)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_a_protocol_begins_an_audit(client, team, trust):
    response = client.post("/audits/new/", PROTOCOL, follow=True)
    assert response.redirect_chain[-1][0] == "/audits/spring-2026/cycle/"
    audit = Audit.objects.get()
    assert audit.criteria.count() == 5
    again = client.post("/audits/new/", PROTOCOL)
    assert "Give this one another" in again.content.decode()


def test_a_protocol_with_mistakes_comes_back_with_them(client, team, trust):
    changes = {"window_to-year": "2025", "sampling": "stratified", "expected_percent": "all"}
    response = client.post("/audits/new/", {**PROTOCOL, **changes})
    assert set(response.context["form"].errors) == {
        "window_to", "expected_percent", "half_width_percent",
    }  # fmt: skip
    assert not Audit.objects.exists()


def test_a_protocol_is_changed_until_the_sample_is_drawn(client, team, audit):
    page = "/audits/spring/cycle/protocol/"
    client.post(page, {**PROTOCOL, "protocol_version": "1.1"})
    audit.refresh_from_db()
    assert (audit.protocol_version, audit.name) == ("1.1", audit.name)
    LetterFactory(audit=audit, in_sample=False)
    client.post("/audits/spring/cycle/draw/", {"seed": ""})
    assert "frozen" in said(client.get(page, follow=True))[-1]


def test_the_sample_is_drawn_assigned_and_locked_from_its_page(client, team, audit):
    page = "/audits/spring/cycle/"
    assert "has no letters" in said(client.post(f"{page}draw/", follow=True))[0]
    LetterFactory(audit=audit, in_sample=False)
    assert client.post(f"{page}draw/", {"seed": "none"}).status_code == 200
    client.post(f"{page}draw/", {"seed": "7"})
    audit.refresh_from_db()
    assert audit.seed == 7
    client.post(f"{page}discard/")
    client.post(f"{page}draw/", {"seed": "7"})
    assert "Select at least one reviewer" in client.post(f"{page}assign/").content.decode()
    reader = UserFactory(role=Role.REVIEWER, organisation=audit.trust)
    client.post(f"{page}assign/", {"reviewers": [reader.pk]})
    assert Review.objects.get().reviewer == reader
    for step in ("adjudication", "lock"):
        assert "still being read" in said(client.post(f"{page}{step}/", follow=True))[-1]


def test_an_audit_read_elsewhere_has_no_cycle(client, team):
    AuditFactory(slug="elsewhere")
    assert client.get("/audits/elsewhere/cycle/").status_code == 404


def test_the_page_asks_as_little_for_many_letters_as_for_few(
    client, team, audit, django_assert_max_num_queries
):
    LetterFactory.create_batch(40, audit=audit, in_sample=False)
    with django_assert_max_num_queries(14):
        client.get("/audits/spring/cycle/")
