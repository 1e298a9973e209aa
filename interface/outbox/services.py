"""Saving a message in the same transaction as the change that caused it."""

import uuid
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from interface.outbox import cards, choices, letters
from interface.outbox.models import Channel, Message, Route, WebhookEndpoint
from interface.storing import Storing

# Templates whose message may wait for a digest. Whatever else we write goes at once: codes,
# receipts, what somebody has to do or to answer, possible harm, who was let in or removed.
NEWS = {
    "issue_sent_on",
    "issue_answered",
    "issue_closed",
    "issue_reopened",
    "issue_progress",
    "issue_moved",
    "issue_was_it_fixed",
}


def email(
    template: str,
    *,
    to: str,
    event: str,
    about: str = "",
    topic: str = "",
    link: str = "",
    is_news: bool | None = None,
    private: bool = False,
    **context: Any,
) -> None:
    """Save an e-mail in the same transaction as the change that caused it.

    `templates/emails/<template>.txt` gives the subject in its first line and the text after it.
    `event` names what happened, once (``issue_answered:IF-…:3``): a second message about the same
    event to the same recipient is not made. What is `private` holds a key, such as a link that
    needs no account, and is emptied once sent. Without an address nothing is saved.

    News, which is what `NEWS` says unless `is_news` does, goes the way its recipient chose, by
    default in one digest a day. There its subject stands for it, with what else is known of the
    reference it is `about`: the `topic` in words of our lists, and `link`, the path of its page.
    """
    if not to:
        return
    to = to.lower()
    is_news = template in NEWS if is_news is None else is_news
    subject, text = _written(template, to, is_news=is_news, context=context)
    _store(
        event=event,
        recipient=to,
        subject=subject,
        text=text,
        about=about,
        topic=topic,
        link=link,
        is_news=is_news,
        private=private,
        route=choices.ROUTES[choices.pace_of(to)] if is_news else Route.ALONE,
    )


_store = Storing(Message, once=True)


def _written(template: str, to: str, *, is_news: bool, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a mail, with a foot that leads to the reader's choice."""
    context = {**context, "base_url": settings.BASE_URL.rstrip("/"), "is_news": is_news}
    subject, _, text = render_to_string(f"emails/{template}.txt", context).strip().partition("\n")
    return " ".join(subject.split())[:200], text.strip() + letters.foot(to, is_news=is_news)


def private_email(*, to: str, subject: str, text: str) -> Message:
    """Save an e-mail whose text must not be kept once sent, such as a sign-in code."""
    return Message.objects.create(
        event=f"private:{uuid.uuid4()}",
        recipient=to.lower(),
        subject=" ".join(subject.split())[:200],
        text=text,
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
