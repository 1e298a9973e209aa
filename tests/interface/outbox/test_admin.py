"""The delivery log and the webhooks, where the integration team looks after them."""

import pytest
from django.urls import reverse

from interface.history import events_of
from interface.outbox.models import Message, Shape, WebhookEndpoint
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

WEBHOOK = {
    "name": "Site team",
    "address": "https://example.org/hook?key=demo",
    "shape": Shape.TEAMS,
    "kinds": "fix_it.raised,fix_it.fixed",
    "active": "on",
}


@pytest.fixture
def team(client):
    client.force_login(UserFactory(integration_team=True, name="Demo Team"))
    return client


def test_a_webhook_is_added_with_a_secret_and_whoever_added_it_is_in_history(team):
    team.post(reverse("admin:outbox_webhookendpoint_add"), WEBHOOK)
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.kinds == ["fix_it.raised", "fix_it.fixed"]
    page = team.get(reverse("admin:outbox_webhookendpoint_change", args=[endpoint.pk]))
    assert endpoint.secret in page.content.decode()
    event = events_of(WebhookEndpoint).get(pgh_obj=endpoint)
    assert event.pgh_context["action"] == "added a webhook"
    assert not hasattr(event, "address")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": "ftp://example.org/"}, "must begin with https://"),
        ({"kinds": "All of it!"}, "in small letters"),
    ],
)
def test_a_webhook_that_cannot_work_is_not_saved(team, wrong, words):
    response = team.post(reverse("admin:outbox_webhookendpoint_add"), WEBHOOK | wrong)
    assert words in response.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_a_trial_message_is_saved_for_webhooks_that_are_on(team):
    on = WebhookEndpoint.objects.create(name="On", address="https://example.org/")
    off = WebhookEndpoint.objects.create(name="Off", address="https://example.org/", active=False)
    chosen = {"action": "send_trial", "_selected_action": [on.pk, off.pk]}
    team.post(reverse("admin:outbox_webhookendpoint_changelist"), chosen)
    assert Message.objects.get().endpoint == on


def test_nobody_else_sees_webhooks(client):
    client.force_login(UserFactory(leadership=True))
    assert client.get(reverse("admin:outbox_webhookendpoint_changelist")).status_code == 403
