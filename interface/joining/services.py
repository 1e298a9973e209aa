"""Joining the practice of a launch link with a work e-mail, and being removed from it again.

Whether somebody is known here already is told to their mailbox only, never to the page.
"""

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from interface import history
from interface.accounts import limits
from interface.accounts.models import JoinCode, LaunchLink, Role, User
from interface.outbox import services as outbox

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words; nothing that looks like a digit
CODE_LENGTH = 6
CODE_LASTS = timedelta(minutes=10)
NAME_WITHIN = timedelta(hours=1)  # after the code was right
KEPT = timedelta(days=1)
MOST_TRIES = 5


class Refused(Exception):
    """Something that cannot be done, and why."""

    words = "This cannot be done now."

    def __init__(self) -> None:
        super().__init__(self.words)


class TooManyCodes(Refused):
    words = "Several codes were sent in a short time. Wait an hour, then try again."


class WrongCode(Refused):
    words = "Enter the code as it is in the e-mail. This one is not right."


class CodeIsOver(Refused):
    words = "This code no longer works. Ask for another one."


class CannotJoin(Refused):
    words = "You cannot join with this address. Sign in with it, or ask the integration team."


class NotRemovable(Refused):
    words = "This person is not somebody whom you can remove."


def send_code(link: LaunchLink, *, email: str) -> JoinCode:
    """Send a code to a work e-mail; to an address that is known here, another mail instead."""
    email = email.strip().lower()
    if not limits.CODES_OF_PRACTICE.allows(link.practice_id):
        raise TooManyCodes
    if not limits.CODES_TO_EMAIL.allows(limits.secret(email)):
        raise TooManyCodes
    return _send_code(link, email=email, by=None)


@history.action("asked to join")
def _send_code(link: LaunchLink, *, email: str, by: None) -> JoinCode:
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    known = User.objects.filter(email__iexact=email).first()
    template = "join_known" if known else "join_code"
    context = {
        "practice": link.practice,
        "code": f"{letters[:3]}-{letters[3:]}",
        "is_active": bool(known and known.is_active),
        "sign_in": settings.BASE_URL.rstrip("/") + reverse("account_login"),
    }
    subject, _, text = render_to_string(f"emails/{template}.txt", context).strip().partition("\n")
    outbox.private_email(to=email, subject=subject, text=text.strip() + "\n")
    digest = _digest(link, email, letters)
    return JoinCode.objects.create(link=link, email=email, digest="" if known else digest)


def confirm(code: JoinCode, *, typed: str) -> None:
    """Take what was typed from the e-mail; each try counts, before anybody looks at it."""
    now = timezone.now()
    usable = JoinCode.objects.filter(
        pk=code.pk, confirmed_at=None, tries__lt=MOST_TRIES, sent_at__gt=now - CODE_LASTS
    )
    if not usable.update(tries=F("tries") + 1):
        raise CodeIsOver
    letters = re.sub(r"[\W_]", "", typed[:50]).upper()
    if not constant_time_compare(code.digest, _digest(code.link, code.email, letters)):
        raise WrongCode
    JoinCode.objects.filter(pk=code.pk).update(confirmed_at=now)


def is_confirmed(code: JoinCode) -> bool:
    """Whether only the name is missing."""
    since = timezone.now() - NAME_WITHIN
    return code.used_at is None and code.confirmed_at is not None and code.confirmed_at > since


@history.action("joined by the launch link")
def join(code: JoinCode, *, name: str, by: None) -> User:
    """Make somebody whose address is confirmed one of the practice, and tell the others."""
    code = JoinCode.objects.select_for_update().get(pk=code.pk)
    link = LaunchLink.objects.select_for_update().get(pk=code.link_id)
    if not is_confirmed(code):
        raise CodeIsOver
    if not link.is_live or User.objects.filter(email__iexact=code.email).exists():
        raise CannotJoin
    user = User.objects.create_user(
        email=code.email,
        name=name,
        role=Role.PRACTICE,
        organisation=link.practice,
        joined_by=link,
    )
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    for one in _who_should_know(user):
        outbox.email(
            "somebody_joined", to=one.email, event=f"joined:{user.pk}", person=user, reader=one
        )
    return user


def _who_should_know(user: User) -> list[User]:
    """The others of the practice; where somebody is the first, the integration team."""
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    practice = list(others.filter(role=Role.PRACTICE, organisation=user.organisation))
    return practice or list(others.filter(role=Role.INTEGRATION_TEAM))


def members(practice):
    """The people of a practice who may sign in, with how they came."""
    people = User.objects.filter(role=Role.PRACTICE, organisation=practice, is_active=True)
    return people.select_related("invited_by").order_by("name", "pk")


@history.action("removed from the practice")
def remove(person: User, *, by: User) -> None:
    """Take somebody's access to the practice away, at the wish of one of its people.

    Nobody removes themselves, so whoever removes stays and a practice is never left without
    anybody by its own doing. The integration team can let people in again.
    """
    held = members(by.organisation).select_related(None).order_by("pk").select_for_update()
    now = {one.pk: one for one in held}  # two who remove each other: the second finds no right
    if by.pk not in now or person.pk not in now or person.pk == by.pk:
        raise NotRemovable
    removed = now[person.pk]
    removed.is_active = False
    removed.save(update_fields=["is_active"])
    stamp = f"{timezone.now():%Y%m%d%H%M%S%f}"
    outbox.email(
        "removed_from_practice",
        to=removed.email,
        event=f"removed:{removed.pk}:{stamp}",
        person=removed,
        by=by,
    )


def forget_codes() -> int:
    """Remove codes of which nothing can come any more; returns how many."""
    return JoinCode.objects.filter(sent_at__lte=timezone.now() - KEPT).delete()[0]


def _digest(link: LaunchLink, email: str, letters: str) -> str:
    """A code is short, so its digest is keyed; it fits this link and address only."""
    said = f"{link.pk}\0{email}\0{letters}"
    return salted_hmac("interface.joining.code", said, algorithm="sha256").hexdigest()
