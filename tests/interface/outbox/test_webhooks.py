"""Webhooks against a real web server on loopback."""

import base64
import contextlib
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine

from interface.outbox import services, webhooks
from interface.outbox.delivery import deliver_due
from interface.outbox.models import Message, Shape, WebhookEndpoint

pytestmark = pytest.mark.django_db

PAYLOAD = {
    "title": "Blood bottles are out of stock",
    "text": "Claimed by [nobody](https://example.org) yet",
    "facts": {"Where": "Invented ward"},
    "url": "https://interface.example.org/fix-it/1/",
    "reference": "FX-1",
}


class Receiver(ThreadingHTTPServer):
    """Keeps what it is sent, and answers what it is told to answer."""

    def __init__(self):
        self.heard: list[tuple[str, dict, bytes]] = []
        self.status = 204
        self.hangs_up = threading.Event()
        self.is_slow = threading.Event()
        super().__init__(("127.0.0.1", 0), _Answer)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/hook?key=1"


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, dict(self.headers), body))
        if self.server.hangs_up.is_set():
            return  # closes without a word
        if self.server.is_slow.is_set():
            self.dribble()
            return
        self.send_response(self.server.status)
        if 300 <= self.server.status < 400:
            self.send_header("Location", self.server.address)
        self.end_headers()

    def dribble(self):
        """Begin a header that would take two seconds, and hang up."""
        self.send_response(204)
        self.flush_headers()
        with contextlib.suppress(OSError):  # whoever called has gone
            for _ in range(40):
                self.wfile.write(b"x")
                time.sleep(0.05)

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver():
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def endpoint(receiver):
    return WebhookEndpoint.objects.create(name="Site team", address=receiver.address)


def announce(kind="fix_it.raised", event="fix_it.raised:FX-1"):
    return services.webhook(event=event, kind=kind, payload=PAYLOAD)


def test_a_call_carries_the_event_and_a_signature_that_its_receiver_can_check(receiver, endpoint):
    [message] = announce()
    assert deliver_due(channel="webhook") == 1
    [(path, headers, body)] = receiver.heard
    assert path == "/hook?key=1"
    said = json.loads(body)
    assert (said["type"], said["data"]) == ("fix_it.raised", PAYLOAD)
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(endpoint.secret.removeprefix("whsec_"))
    ours = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{ours}"
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_card_for_teams_shows_words_as_they_were_written(receiver, endpoint):
    WebhookEndpoint.objects.update(shape=Shape.TEAMS)
    announce()
    deliver_due(channel="webhook")
    [attachment] = json.loads(receiver.heard[0][2])["attachments"]
    card = attachment["content"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert card["body"][0]["text"] == PAYLOAD["title"]
    assert card["body"][1]["text"] == r"Claimed by \[nobody\]\(https://example.org\) yet"
    assert card["body"][2]["facts"] == [{"title": "Where", "value": "Invented ward"}]
    assert card["actions"][0]["url"] == PAYLOAD["url"]


def test_each_endpoint_is_told_once_of_what_it_wants_and_of_nothing_else(receiver, endpoint):
    wants = {"All of it": ["fix_it"], "One": ["fix_it.fixed"], "Other": ["issue.closed"]}
    for name, kinds in wants.items():
        WebhookEndpoint.objects.create(name=name, address=receiver.address, kinds=kinds)
    WebhookEndpoint.objects.create(name="Off", address=receiver.address, active=False)
    announce()
    announce()
    told = Message.objects.values_list("recipient", flat=True)
    assert set(told) == {"Site team", "All of it"} and len(told) == 2


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_not_taken_is_tried_again_and_a_redirect_is_not_followed(
    receiver, endpoint, status
):
    receiver.status = status
    [message] = announce()
    assert deliver_due(channel="webhook") == 0
    message.refresh_from_db()
    assert len(receiver.heard) == 1
    assert (message.state, message.attempts) == ("waiting", 1)
    assert str(status) in message.error


def test_a_receiver_that_hangs_up_or_is_not_there_costs_a_try(receiver, endpoint):
    receiver.hangs_up.set()
    [message] = announce()
    assert deliver_due(channel="webhook") == 0
    message.refresh_from_db()
    assert "RemoteDisconnected" in message.error


def test_an_answer_that_comes_byte_by_byte_must_be_here_in_time(receiver, endpoint, settings):
    settings.WEBHOOK_TIMEOUT = 0.3
    receiver.is_slow.set()
    [message] = announce()
    assert deliver_due(channel="webhook") == 0
    message.refresh_from_db()
    assert message.error == "TimeoutError: timed out"


def test_a_repeat_of_a_call_has_the_same_number(receiver, endpoint):
    receiver.status = 500
    [message] = announce()
    deliver_due(channel="webhook")
    receiver.status = 200
    message.refresh_from_db()
    with time_machine.travel(message.due_at):
        assert deliver_due(channel="webhook") == 1
    first, second = (headers["webhook-id"] for _path, headers, _body in receiver.heard)
    assert first == second


def test_a_webhook_that_was_switched_off_meanwhile_is_not_called(receiver, endpoint):
    [message] = announce()
    WebhookEndpoint.objects.update(active=False)
    assert deliver_due(channel="webhook") == 0
    message.refresh_from_db()
    assert receiver.heard == [] and "switched off" in message.error


def test_outside_demonstrations_no_private_network_is_called(receiver, endpoint, settings):
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    WebhookEndpoint.objects.update(address=f"https://localhost:{receiver.server_port}/")
    [message] = announce()
    assert deliver_due(channel="webhook") == 0
    message.refresh_from_db()
    assert receiver.heard == [] and "not public" in message.error


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)  # fmt: skip
def test_numbers_of_private_networks_are_known_in_every_form(number):
    assert not webhooks.is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"])
def test_numbers_of_the_public_internet_are_known(number):
    assert webhooks.is_public(number)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://example.org/", "https://"),
        ("ftp://example.org/", "https://"),
        ("https://", "web address"),
        ("https://[oops", "web address"),
        ("https://example.org:99999/", "web address"),
        ("https://user:word@example.org/", "password"),
        ("https://example.org/a\r\nb: c", "no spaces"),
        ("https://example.org/a b", "no spaces"),
    ],
)
def test_an_address_that_cannot_be_called_is_refused_with_the_reason(address, words, settings):
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    with pytest.raises(webhooks.NotCalled, match=words):
        webhooks.checked(address)
