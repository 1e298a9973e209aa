"""Delivering what is due, keeping what came of each try, and trying again what was given up."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.utils import timezone

from interface.outbox import choices, letters, webhooks
from interface.outbox.models import Attempt, Channel, Message, MessageQuerySet, Route

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 10
LONGEST_WAIT = timedelta(hours=6)
FAILURES_IN_A_ROW = 3  # then the server itself is likely ill, and the rest waits for the next run


def deliver_due(*, channel: str = Channel.EMAIL, at_most: int = 100) -> int:
    """Send what is due, each message in a transaction of its own; returns how many were sent.

    Safe to run twice and at the same time: one run at a time delivers, so that a server that hangs
    holds up one worker only. A message that fails waits twice as long each time (a minute to six
    hours) and is given up after ten tries.
    """
    sent = failed = 0
    while sent < at_most and failed < FAILURES_IN_A_ROW:
        delivered = _deliver_one(channel)
        if delivered is None:
            break
        sent += delivered
        failed = 0 if delivered else failed + 1
    return sent


@transaction.atomic
def _deliver_one(channel: str) -> bool | None:
    """Send the message that is longest due: True sent, False failed, None nothing to do now."""
    if not _is_only_run(channel):
        return None
    now = timezone.now()
    due = Message.objects.due(at=now).filter(channel=channel).order_by("due_at", "id")
    message = due.select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.attempts += 1
    try:
        _send(message)
    except Exception as error:  # a server may fail in any way; the message must survive it
        _note_failure(message, f"{type(error).__name__}: {error}"[:2_000], now)
    else:
        message.sent_at, message.error = now, ""
        if message.private and not settings.DEMONSTRATION:
            message.text = message.html = ""
    message.save()
    Attempt.objects.create(message=message, at=now, reason=message.error)
    return message.sent_at is not None


def _is_only_run(channel: str) -> bool:
    """Whether nobody else delivers at this moment; held until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"outbox.{channel}"])
        return bool(cursor.fetchone()[0])


def _note_failure(message: Message, reason: str, now: datetime) -> None:
    message.error = reason
    if message.attempts >= MAX_ATTEMPTS:
        message.dead_at = now
    else:
        message.due_at = now + min(timedelta(minutes=2 ** (message.attempts - 1)), LONGEST_WAIT)
    log.warning("message %s not sent, attempt %s", message.pk, message.attempts)


def _send(message: Message) -> None:
    if message.endpoint:
        at = int(timezone.now().timestamp())
        webhooks.call(message.endpoint, message_id=f"m{message.pk}", at=at, body=message.text)
    else:
        _mail(message).send()


def _mail(message: Message) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].strip(">")
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.recipient])
    mail.extra_headers["Message-ID"] = f"<interface-{message.pk}@{domain}>"
    if message.is_news:  # lets the mail program offer to stop it (RFC 8058)
        stop = choices.link_for(message.recipient, "stop_news")
        mail.extra_headers["List-Unsubscribe"] = f"<{stop}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.attach_alternative(message.html or letters.page_of(message), "text/html")
    return mail


def counts() -> dict[str, int]:
    """How many messages were given up, fail now, and wait for a digest."""
    to_send = Message.objects.filter(route=Route.ALONE, sent_at=None, dead_at=None)
    return {
        "dead": Message.objects.dead().count(),
        "failing": to_send.filter(attempts__gt=0).count(),
        "for_digest": Message.objects.waiting_for_digest().count(),
    }


def replay(messages: MessageQuerySet) -> int:
    """Try messages that were given up once more, from the beginning; returns how many."""
    chosen = Message.objects.filter(pk__in=messages.dead().order_by().values("pk"))
    return chosen.update(dead_at=None, attempts=0, due_at=timezone.now())
