"""How often somebody wants news, and what a change of mind does to the news that waits."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone

from interface.accounts.models import User
from interface.directory.recording import recorded
from interface.outbox.models import Message, NewsChoice, Pace, Route

USUALLY = Pace.DAILY
ROUTES = {
    Pace.AT_ONCE: Route.ALONE,
    Pace.DAILY: Route.DIGEST,
    Pace.WEEKLY: Route.DIGEST,
    Pace.OFF: Route.KEPT,
}
_signer = Signer(salt="interface.outbox.choices")


def pace_of(email: str) -> Pace:
    """What an address chose."""
    chosen = NewsChoice.objects.filter(email=email.lower()).values_list("pace", flat=True).first()
    return Pace(chosen or USUALLY)


def choose(email: str, *, pace: str, by: User | None) -> None:
    """Keep a choice; news that waits goes the new way. What was not sent stays unsent.

    `by` is None where somebody came by the link in a mail.
    """
    email = email.lower()
    with recorded("chose how often to get news", by=by):
        NewsChoice.objects.update_or_create(
            email=email, defaults={"pace": Pace(pace), "chosen_at": timezone.now()}
        )
        reroute(email, pace=Pace(pace))


def reroute(email: str, *, pace: Pace) -> None:
    """Let news that waits, for a digest or for its first try, go the way of a choice."""
    news = Message.objects.filter(recipient=email, is_news=True).exclude(kind="digest")
    waiting = news.waiting_for_digest() | news.filter(
        route=Route.ALONE, attempts=0, sent_at=None, dead_at=None
    )
    waiting.exclude(route=ROUTES[pace]).update(route=ROUTES[pace], due_at=timezone.now())


# The link in every mail's foot: it says whose choice it is, and only we can write it.


def link_for(email: str, name: str = "news_choice_by_link") -> str:
    """The whole address at which whoever reads this mailbox chooses, without signing in."""
    token = _signer.sign_object(email.lower())
    return settings.BASE_URL.rstrip("/") + reverse(name, args=[token])


def address_of(token: str) -> str | None:
    """Whose link it is; None for one that we did not write."""
    try:
        return str(_signer.unsign_object(token))
    except (BadSignature, ValueError):
        return None
