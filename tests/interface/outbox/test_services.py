"""The outbox against a real loopback mail server that may be down or refuse."""

import socket
import socketserver
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from interface.outbox import services
from interface.outbox.models import MAX_ATTEMPTS, Message

pytestmark = pytest.mark.django_db


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as Django's backend needs, and keeps what it was given."""

    allow_reuse_address = True

    def __init__(self):
        self.mails: list[str] = []
        self.refuse = False
        super().__init__(("127.0.0.1", 0), _Conversation)


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "DATA":
                self.say("354 go on")
                self.server.mails.append(self.read_mail())
                self.say("250 kept")
            elif verb == "RCPT" and self.server.refuse:
                self.say("550 no such person")
            elif verb == "QUIT":
                self.say("221 bye")
                break
            else:
                self.say("250 fine")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def read_mail(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)


@pytest.fixture
def mail_server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def no_mail_server(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = probe.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = False


def a_message(**fields):
    return services.private_email(
        to=fields.pop("to", "Gp@Example.nhs.uk"), subject="Hello", text="The text\n", **fields
    )


def test_a_due_message_is_sent_once_however_often_delivery_runs(mail_server):
    a_message()
    assert [services.deliver_due(), services.deliver_due()] == [1, 0]
    assert len(mail_server.mails) == 1
    assert "Subject: Hello" in mail_server.mails[0]
    assert "The text" in mail_server.mails[0]


def test_a_sign_in_code_is_forgotten_once_sent_outside_demonstrations(mail_server, settings):
    settings.DEMONSTRATION = False
    message = a_message()
    services.deliver_due()
    message.refresh_from_db()
    assert message.sent_at
    assert (message.text, message.html) == ("", "")


def test_a_mail_server_that_is_down_costs_nothing_but_time(no_mail_server):
    message = a_message()
    assert services.deliver_due() == 0
    message.refresh_from_db()
    assert message.attempts == 1
    assert "refused" in message.error.lower()
    assert message.due_at > timezone.now() + timedelta(seconds=50)


def test_waits_grow_until_the_message_is_given_up_and_can_be_tried_again(no_mail_server):
    message = a_message()
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while message.dead_at is None:
            clock.move_to(message.due_at)
            services.deliver_due()
            message.refresh_from_db()
            waits.append(message.due_at - timezone.now())
    assert message.attempts == MAX_ATTEMPTS
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    services.replay(message)
    message.refresh_from_db()
    assert (message.dead_at, message.attempts) == (None, 0)


def test_one_refused_address_does_not_hold_up_the_others(mail_server):
    mail_server.refuse = True
    refused = a_message()
    services.deliver_due()
    mail_server.refuse = False
    a_message(to="other@example.nhs.uk")
    assert services.deliver_due() == 1
    refused.refresh_from_db()
    assert "no such person" in refused.error


def test_a_line_break_cannot_add_a_header(mail_server):
    services.private_email(to="gp@example.nhs.uk", subject="Hi\nBcc: x@example.nhs.uk", text="t\n")
    services.deliver_due()
    headers, _, _ = mail_server.mails[0].partition("\n\n")
    assert "\nBcc:" not in headers


def test_a_message_of_a_change_that_failed_is_not_sent(mail_server):
    with pytest.raises(RuntimeError), transaction.atomic():
        a_message()
        raise RuntimeError("the change failed")
    assert services.deliver_due() == 0
    assert not Message.objects.exists()
