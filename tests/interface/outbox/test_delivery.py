"""Delivery against a real loopback mail server that may be down, refuse, hang or hang up."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connections, transaction
from django.utils import timezone

from interface.outbox import delivery, services
from interface.outbox.delivery import FAILURES_IN_A_ROW, MAX_ATTEMPTS, deliver_due
from interface.outbox.models import Message
from tests.interface.outbox.mail_server import DROPS, HANGS

pytestmark = pytest.mark.django_db


def a_message(to="Gp@Example.nhs.uk"):
    return services.private_email(to=to, subject="Hello", text="The text\n")


def replay(*messages):
    return delivery.replay(Message.objects.filter(pk__in=[one.pk for one in messages]))


def test_a_due_message_is_sent_once_however_often_delivery_runs(mail_server):
    message = a_message()
    assert [deliver_due(), deliver_due()] == [1, 0]
    [mail] = mail_server.to("gp@example.nhs.uk")
    assert mail["Subject"] == "Hello"
    assert mail.get_body("plain").get_content() == "The text\n"
    assert "<p>The text</p>" in mail.get_body("html").get_content()
    assert [str(one) for one in message.tries.all()] == ["Sent"]


def test_a_sign_in_code_is_forgotten_once_sent_outside_demonstrations(mail_server, settings):
    settings.DEMONSTRATION = False
    message = a_message()
    deliver_due()
    message.refresh_from_db()
    assert message.sent_at
    assert (message.text, message.html) == ("", "")


def test_a_mail_server_that_is_down_costs_nothing_but_time(no_mail_server):
    message = a_message()
    assert deliver_due() == 0
    message.refresh_from_db()
    assert message.attempts == 1
    assert "refused" in message.error.lower()
    assert message.due_at > timezone.now() + timedelta(seconds=50)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("550 no such person", "no such person"),
        ("451 come back later", "come back later"),
        (HANGS, "timed out"),
        (DROPS, "SMTPServerDisconnected"),
    ],
)
def test_whatever_goes_wrong_is_kept_and_the_mail_arrives_later(
    mail_server, settings, answer, reason
):
    settings.EMAIL_TIMEOUT = 0.2
    mail_server.answer = answer
    message = a_message()
    assert deliver_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("waiting", 1)
    assert reason in message.error
    mail_server.answer = "250 fine"
    with time_machine.travel(message.due_at):
        assert deliver_due() == 1
    taken_twice = 2 if answer == DROPS else 1  # it never said that it had the first one
    assert len(mail_server.mails) == taken_twice
    failed, sent = message.tries.all()
    assert reason in failed.reason and sent.reason == ""


def test_both_copies_of_a_mail_that_was_taken_in_silence_have_one_number(mail_server):
    mail_server.answer = DROPS
    message = a_message()
    deliver_due()
    mail_server.answer = "250 fine"
    message.refresh_from_db()
    with time_machine.travel(message.due_at):
        deliver_due()
    first, second = mail_server.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_waits_grow_until_the_message_is_given_up_and_can_be_tried_again(no_mail_server):
    message = a_message()
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while message.dead_at is None:
            clock.move_to(message.due_at)
            deliver_due()
            message.refresh_from_db()
            waits.append(message.due_at - timezone.now())
    assert message.attempts == MAX_ATTEMPTS == message.tries.count()
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert replay(message) == 1
    message.refresh_from_db()
    assert (message.dead_at, message.attempts) == (None, 0)


def test_only_what_was_given_up_is_tried_again(mail_server):
    sent, waiting, dead = a_message(), a_message(), a_message()
    Message.objects.filter(pk=sent.pk).update(sent_at=timezone.now())
    Message.objects.filter(pk=dead.pk).update(dead_at=timezone.now())
    assert replay(sent, waiting, dead) == 1


def test_one_refused_address_does_not_hold_up_the_others(mail_server):
    mail_server.answer = "550 no such person"
    refused = a_message()
    deliver_due()
    mail_server.answer = "250 fine"
    a_message(to="other@example.nhs.uk")
    assert deliver_due() == 1
    refused.refresh_from_db()
    assert "no such person" in refused.error


def test_a_run_ends_when_the_server_seems_to_be_ill(no_mail_server):
    for _ in range(FAILURES_IN_A_ROW + 2):
        a_message()
    deliver_due()
    assert Message.objects.filter(attempts=1).count() == FAILURES_IN_A_ROW


def test_while_one_run_delivers_another_leaves_it_alone(mail_server):
    a_message()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('outbox.email'))")
            assert deliver_due() == 0
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert deliver_due() == 1


def test_a_line_break_cannot_add_a_header(mail_server):
    services.private_email(to="gp@example.nhs.uk", subject="Hi\nBcc: x@example.nhs.uk", text="t\n")
    deliver_due()
    [mail] = mail_server.mails
    assert mail["Bcc"] is None and mail["Subject"] == "Hi Bcc: x@example.nhs.uk"


def test_a_message_of_a_change_that_failed_is_not_sent(mail_server):
    with pytest.raises(RuntimeError), transaction.atomic():
        a_message()
        raise RuntimeError("the change failed")
    assert deliver_due() == 0
    assert not Message.objects.exists()
