"""Links to a reply desk: made for one e-mail, found by their digest, revoked, asked for again.

A token is in the e-mail and nowhere else. Looking at an address that is none of ours, over or
revoked gives nothing away: the three look the same.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from interface import history
from interface.accounts import launch
from interface.accounts.limits import Limit
from interface.accounts.models import Role, User
from interface.directory.models import Specialty
from interface.outbox import services as outbox
from issues.models import DeskLink

ASK_AGAIN_AFTER = timedelta(days=1)
POSTS_OF_LINK = Limit("posts of desk link", 60, timedelta(days=1))


def address_of(token: str) -> str:
    """The page of a link, without the host."""
    return reverse("desk_link", args=[token])


def make(specialty: Specialty, *, to: str) -> str:
    """A link for one e-mail to a specialty's address; returns the token, which is not kept."""
    token = launch.new_token()
    DeskLink.objects.create(
        specialty=specialty,
        sent_to=to.lower(),
        digest=launch.digest(token),
        expires_at=timezone.now() + timedelta(days=settings.DESK_LINK_DAYS),
    )
    return token


def key(specialty: Specialty, *, to: str) -> dict[str, Any]:
    """What a mail to a specialty gets besides its words: a link of its own, and so its privacy."""
    desk = address_of(make(specialty, to=to))
    return {"desk": desk, "days": settings.DESK_LINK_DAYS, "private": True}


def find(token: str) -> DeskLink | None:
    """The live link with this token, or None."""
    links = DeskLink.objects.live().select_related("specialty")
    return links.filter(digest=launch.digest(token)).first()


@history.action("sent a link to the reply desk")
def invite(specialty: Specialty, *, to: str, by: User) -> DeskLink:
    """E-mail a new link to an address; nobody else ever sees it, the team included."""
    token = make(specialty, to=to)
    link = DeskLink.objects.get(digest=launch.digest(token))
    outbox.email(
        "reply_desk_link",
        to=to,
        event=f"reply_desk_link:{link.pk}",
        private=True,
        specialty=specialty,
        desk=address_of(token),
        until=link.expires_at,
    )
    return link


@history.action("revoked a link to the reply desk")
def revoke(link: DeskLink, *, by: User) -> None:
    """Stop a link from the next request on; a second time changes nothing."""
    DeskLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


@history.action("asked for a new link to the reply desk")
def ask_for_new(token: str, *, by: None = None) -> None:
    """Tell the integration team, at most daily, that a link which ended is missed.

    A token that was never ours tells nobody anything, and whoever asks cannot notice.
    """
    now = timezone.now()
    not_lately = Q(asked_for_new_at=None) | Q(asked_for_new_at__lte=now - ASK_AGAIN_AFTER)
    links = DeskLink.objects.select_related("specialty").select_for_update(of=("self",))
    link = links.filter(not_lately, digest=launch.digest(token)).first()
    if link is None:
        return
    link.asked_for_new_at = now
    link.save(update_fields=["asked_for_new_at"])
    for person in User.objects.filter(role=Role.INTEGRATION_TEAM, is_active=True):
        outbox.email(
            "reply_desk_link_wanted",
            to=person.email,
            event=f"reply_desk_link_wanted:{link.pk}:{now:%Y-%m-%d}",
            desk_link=link,
            reader=person,
        )
