"""The delivery log and the webhooks, where the integration team looks after them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.history import events_of
from interface.outbox.models import Message, Route, Shape, WebhookEndpoint
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


# The delivery log ----------------------------------------------------------------------------


def a_message(event, **fields):
    return Message.objects.create(
        event=event, recipient="gp@example.nhs.uk", subject=f"Subject of {event}", **fields
    )


@pytest.fixture
def one_of_each():
    now = timezone.now()
    digest = a_message("digest:2026-11-24", is_news=True)
    return {
        "sent": a_message("sent:1", sent_at=now),
        "failing": a_message("failing:1", attempts=2),
        "dead": a_message("dead:1", attempts=10, dead_at=now),
        "next_digest": a_message("next:1", is_news=True, route=Route.DIGEST),
        "digest": a_message("digested:1", is_news=True, route=Route.DIGEST, digest=digest),
        "kept": a_message("kept:1", is_news=True, route=Route.KEPT),
    }


def found(client, **filters):
    response = client.get(reverse("admin:outbox_message_changelist"), filters)
    return list(response.context["cl"].result_list)


def test_the_log_is_filtered_by_state_recipient_and_kind_of_event(team, one_of_each):
    for state, message in one_of_each.items():
        assert found(team, state=state) == [message], state
    assert len(found(team, q="gp@example")) == len(one_of_each) + 1
    assert found(team, kind="dead") == [one_of_each["dead"]]


def test_a_message_shows_what_came_of_each_try_and_cannot_be_changed(team, one_of_each):
    message = one_of_each["failing"]
    message.tries.create(at=timezone.now(), reason="Connection refused")
    address = reverse("admin:outbox_message_change", args=[message.pk])
    assert "Failed: Connection refused" in team.get(address).content.decode()
    assert team.post(address, {"subject": "Other"}).status_code == 403


def test_a_sign_in_code_is_shown_to_nobody(team):
    message = a_message("private:1", private=True, text="Your code is DEMO-CODE")
    page = team.get(reverse("admin:outbox_message_change", args=[message.pk]))
    assert page.status_code == 200 and "DEMO-CODE" not in page.content.decode()


def test_what_was_given_up_is_counted_on_the_first_page_and_tried_again_all_at_once(
    team, one_of_each
):
    more = [a_message(f"dead:{number}", dead_at=timezone.now()) for number in (2, 3)]
    assert "Not delivered: 3" in team.get(reverse("admin:index")).content.decode()
    chosen = {"action": "replay", "_selected_action": [more[0].pk], "select_across": "1"}
    address = reverse("admin:outbox_message_changelist") + "?state=dead"
    response = team.post(address, chosen, follow=True)
    assert "3 messages are tried again" in response.content.decode()
    assert not Message.objects.dead().exists()
