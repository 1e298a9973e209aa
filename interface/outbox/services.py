"""Saving a message with its cause, and delivering what is due."""

import logging
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from interface.outbox import cards, webhooks
from interface.outbox.models import MAX_ATTEMPTS, Channel, Message, WebhookEndpoint

log = logging.getLogger(__name__)


def email(template: str, *, to: str, event: str, **context) -> Message | None:
    """Save an e-mail in the same transaction as the change that caused it.

    `templates/emails/<template>.txt` gives the subject in its first line and the text after it.
    `event` names what happened, once (``issue_answered:IF-…:3``): a second message about the same
    event to the same recipient is not made. Returns None when there is nobody to write to.
    """
    if not to:
        return None
    context = {**context, "base_url": settings.BASE_URL.rstrip("/")}
    subject, _, text = render_to_string(f"emails/{template}.txt", context).strip().partition("\n")
    subject, text = " ".join(subject.split())[:200], text.strip() + "\n"
    html = render_to_string("emails/base.html", {**context, "subject": subject, "text": text})
    message, _created = Message.objects.get_or_create(
        event=event,
        recipient=to.lower(),
        defaults={"subject": subject, "text": text, "html": html},
    )
    return message


def private_email(*, to: str, subject: str, text: str) -> Message:
    """Save an e-mail whose text must not be kept once sent, such as a sign-in code."""
    subject = " ".join(subject.split())[:200]
    html = render_to_string("emails/base.html", {"subject": subject, "text": text})
    return Message.objects.create(
        event=f"private:{uuid.uuid4()}",
        recipient=to.lower(),
        subject=subject,
        text=text,
        html=html,
        private=True,
    )


def webhook(*, event: str, kind: str, payload: dict[str, Any]) -> list[Message]:
    """Save a call of every active webhook that wants events of this kind.

    `event` names what happened, once, as for e-mails; `kind` what sort it is (``fix_it.raised``).
    Of `payload`, cards show `title`, `text`, `facts` (a dict) and `url`; JSON holds all of it. It
    leaves the house: no names, no practice, and guarded words only.
    """
    wanted = [one for one in WebhookEndpoint.objects.filter(active=True) if one.wants(kind)]
    return [_call_later(one, event=event, kind=kind, payload=payload) for one in wanted]


def try_webhook(endpoint: WebhookEndpoint) -> Message:
    """Save a call that says nothing but that it works, whatever events the webhook wants."""
    payload = {"title": "A trial message", "text": "If you can read this, the webhook works."}
    return _call_later(endpoint, event=f"trial:{uuid.uuid4()}", kind="trial", payload=payload)


def _call_later(
    endpoint: WebhookEndpoint, *, event: str, kind: str, payload: dict[str, Any]
) -> Message:
    said = cards.body(endpoint.shape, kind=kind, at=timezone.now(), payload=payload)
    message, _created = Message.objects.get_or_create(
        event=event,
        recipient=endpoint.name,
        defaults={
            "channel": Channel.WEBHOOK,
            "endpoint": endpoint,
            "subject": " ".join(payload["title"].split())[:200],
            "text": said,
        },
    )
    return message


def deliver_due(*, channel: str = "", at_most: int = 100) -> int:
    """Send what is due, each message in a transaction of its own; returns how many were sent.

    Safe to run twice and at the same time: a message under way is locked and passed over. One that
    fails waits twice as long each time (a minute to six hours) and is given up after ten tries.
    """
    sent = 0
    for _ in range(at_most):
        delivered = _deliver_one(channel)
        if delivered is None:
            break
        sent += delivered
    return sent


@transaction.atomic
def _deliver_one(channel: str) -> bool | None:
    """Send the message that is longest due: True sent, False failed, None nothing due."""
    now = timezone.now()
    due = Message.objects.due(at=now)
    if channel:
        due = due.filter(channel=channel)
    message = due.order_by("due_at", "id").select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.attempts += 1
    try:
        _send(message)
    except Exception as error:  # a server may fail in any way; the message must survive it
        message.error = f"{type(error).__name__}: {error}"[:2_000]
        if message.attempts >= MAX_ATTEMPTS:
            message.dead_at = now
        else:
            wait = min(timedelta(minutes=2 ** (message.attempts - 1)), timedelta(hours=6))
            message.due_at = now + wait
        log.warning("message %s not sent, attempt %s", message.pk, message.attempts)
    else:
        message.sent_at, message.error = now, ""
        if message.private and not settings.DEMONSTRATION:
            message.text = message.html = ""
    message.save()
    return message.sent_at is not None


def _send(message: Message) -> None:
    if message.endpoint:
        at = int(timezone.now().timestamp())
        webhooks.call(message.endpoint, message_id=f"m{message.pk}", at=at, body=message.text)
    else:
        _send_mail(message)


def _send_mail(message: Message) -> None:
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.recipient])
    mail.extra_headers["Message-ID"] = f"<interface-{message.pk}@{_mail_domain()}>"
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.send()


def _mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].strip(">")


@transaction.atomic
def replay(message: Message) -> None:
    """Try a message that was given up once more, from the beginning."""
    Message.objects.filter(pk=message.pk, sent_at=None).update(
        dead_at=None, attempts=0, due_at=timezone.now(), error=""
    )
