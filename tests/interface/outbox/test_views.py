"""“What we send you”: signed in, by the link in a mail, and by the mail program itself."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from lxml import html

from interface.outbox import choices, services
from interface.outbox.models import NewsChoice, Pace
from interface.worktime.hours import LONDON
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

LINK_GP = "link.gp@example.nhs.uk"


def path(name="news_choice_by_link", email=LINK_GP):
    return "/" + choices.link_for(email, name).split("/", 3)[3]


def test_somebody_chooses_for_their_own_address(client):
    gp = UserFactory(email="Own.Gp@example.nhs.uk")
    client.force_login(gp)
    page = html.document_fromstring(client.get(reverse("news_choice")).content)
    assert page.xpath("//input[@checked]/@value") == ["daily"]
    response = client.post(reverse("news_choice"), {"pace": "weekly"}, follow=True)
    assert "You get news: once a week" in response.content.decode()
    assert choices.pace_of(gp.email) == Pace.WEEKLY


def test_whoever_has_the_link_of_a_mail_chooses_without_signing_in(client):
    assert "For link.gp@example.nhs.uk" in client.get(path()).content.decode()
    client.post(path(), {"pace": "off"})
    assert choices.pace_of(LINK_GP) == Pace.OFF


def test_looking_changes_nothing(client):
    for name in ("news_choice_by_link", "stop_news"):
        client.get(path(name), {"pace": "off"})
        client.head(path(name))
    assert not NewsChoice.objects.exists()


def test_a_choice_that_is_none_is_refused_at_the_field(client):
    for pace in ("", "hourly"):
        response = client.post(path(), {"pace": pace})
        assert "Select how often you want news" in response.content.decode()
    assert not NewsChoice.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b", "ImdwIg:wrong", "ImxpbmsuZ3BAZXhhbXBsZSI:1"])
def test_a_link_that_we_did_not_write_is_not_found(client, token):
    for name in ("news_choice_by_link", "stop_news"):
        assert client.get(reverse(name, args=[token])).status_code == 404
        assert client.post(reverse(name, args=[token]), {"pace": "off"}).status_code == 404


def test_a_mail_program_stops_news_with_one_click():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(path("stop_news"), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert choices.pace_of(LINK_GP) == Pace.OFF


def test_the_page_itself_wants_a_form_of_ours():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path(), {"pace": "off"}).status_code == 403


def test_the_page_says_how_much_waits_and_until_when(client):
    demo = {"name": "Demo", "organisation": "Demo Surgery"}
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=LONDON)):  # a Friday
        services.email(
            "removed_from_practice", to=LINK_GP, event="demo", is_news=True, person=demo, by=demo
        )
        page = client.get(path()).content.decode()
    assert (
        "One piece of news waits for your next digest, on Monday 23 November 2026 at 07:30" in page
    )
