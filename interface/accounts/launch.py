"""Launch links: making, changing and revoking them, and coming in by one.

A token is shown once, by whoever made it, and kept as a digest: nobody can read it again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from interface.accounts.address_guard import new_token
from interface.accounts.models import LaunchLink, User
from interface.accounts.services import Refused
from interface.directory.models import Organisation, OrganisationKind
from interface.directory.recording import recorded

SESSION_KEY = "launch"
SESSION_HOURS = 12
LAST_USED_EVERY = timedelta(hours=1)


class HasLink(Refused):
    """The practice has a launch link already."""


class ChangedMeanwhile(Refused):
    """Somebody made a new link, or revoked it, after this page was opened."""


def digest(token: str) -> str:
    """What is kept of a token. No key or salt is needed: it cannot be guessed."""
    return sha256(token.encode()).hexdigest()


def make(practice: Organisation, *, by: User | None) -> str:
    """Give a practice its launch link; returns the token, which cannot be had again."""
    if practice.kind != OrganisationKind.PRACTICE or not practice.is_open:
        raise Refused("Only an open practice has a launch link.")
    token = new_token()
    with recorded("made a launch link", by=by):
        _link, created = LaunchLink.objects.get_or_create(
            practice=practice, defaults={"digest": digest(token)}
        )
        if not created:
            raise HasLink(f"{practice} has a launch link. Make a new one in its place.")
    return token


def make_many(
    practices: Iterable[Organisation], *, by: User | None
) -> tuple[list[tuple[Organisation, str]], list[Organisation]]:
    """Give each practice its link; returns the tokens, and those that had a link meanwhile."""
    made, passed_over = [], []
    with transaction.atomic():
        for practice in practices:
            try:
                made.append((practice, make(practice, by=by)))
            except HasLink:
                passed_over.append(practice)
    return made, passed_over


def rotate(link: LaunchLink, *, seen: datetime, by: User | None) -> str:
    """Put a new link in the place of the old, which stops at once; returns the new token.

    `seen` is the `made_at` on the page, so that a page sent twice makes one new link.
    """
    token = new_token()
    with recorded("made a new launch link", by=by):
        link = _unchanged(link, seen)
        link.digest, link.made_at, link.revoked_at = digest(token), timezone.now(), None
        link.last_used_at = None
        link.save(update_fields=["digest", "made_at", "revoked_at", "last_used_at"])
    return token


def revoke(link: LaunchLink, *, seen: datetime, by: User | None) -> None:
    """Stop a link; whoever came by it cannot send anything from their next request on."""
    with recorded("revoked the launch link", by=by):
        link = _unchanged(link, seen)
        link.revoked_at = link.revoked_at or timezone.now()
        link.save(update_fields=["revoked_at"])


def _unchanged(link: LaunchLink, seen: datetime) -> LaunchLink:
    """The link, held until this step is over, if it is still the one that was seen."""
    link = LaunchLink.objects.select_for_update().get(pk=link.pk)
    if link.made_at != seen:
        raise ChangedMeanwhile(
            "A new link was made since you opened the page. Nothing was changed now."
        )
    return link


def find(token: str) -> LaunchLink | None:
    """The live link with this token; found by its digest, so that no comparison tells a letter."""
    links = LaunchLink.objects.live().select_related("practice")
    return links.filter(digest=digest(token)).first()


def enter(request: HttpRequest, link: LaunchLink) -> None:
    """Remember for some hours which practice somebody comes from, in a session of a new name."""
    request.session.cycle_key()
    until = timezone.now() + timedelta(hours=SESSION_HOURS)
    request.session[SESSION_KEY] = {"digest": link.digest, "until": until.isoformat()}
    _note_use(link)


def launched(request: HttpRequest) -> LaunchLink | None:
    """The link somebody came by, if it is live at this moment; it is asked for every time."""
    kept = request.session.get(SESSION_KEY)
    if not kept or datetime.fromisoformat(kept["until"]) <= timezone.now():
        return None
    links = LaunchLink.objects.live().select_related("practice")
    return links.filter(digest=kept["digest"]).first()


def _note_use(link: LaunchLink) -> None:
    """Keep when the link was last used, at most once an hour, so that using it costs little."""
    now = timezone.now()
    before = Q(last_used_at=None) | Q(last_used_at__lte=now - LAST_USED_EVERY)
    LaunchLink.objects.filter(before, pk=link.pk).update(last_used_at=now)
