"""Everything about one person: given out when they ask, or made anonymous.

A person is known by their work e-mail, with an account or without one.
"""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils import timezone

from interface import history
from interface.accounts.models import JoinCode, User
from interface.accounts.services import NobodyLeft, check_somebody_left
from interface.history import chain
from interface.outbox.models import Message, NewsChoice
from issues.forgetting import everywhere
from issues.forgetting.everywhere import OF_PEOPLE, Words, is_history
from issues.forgetting.models import AskedFor, PersonRequest
from issues.forgetting.redacting import NothingToRemove
from issues.forgetting.retention import FORGOTTEN
from issues.models import Endorsement, Issue
from issues.services.refusals import NotYours, Refused

NAMELESS = "Former member of staff"
NOWHERE = "@anonymous.invalid"
SECRET = {"password", "digest", "secret", "status_token", "submission", "key", "browser", "words"}
OF_THE_SERVICE = {"version", "returns_to"}  # says nothing about anybody
BY_EMAIL = [
    (Issue, "hear_back_email"),
    (Endorsement, "hear_back_email"),
    (Message, "recipient"),
    (NewsChoice, "email"),
    (JoinCode, "email"),
]


class NotYourself(Refused):
    words = "You cannot make yourself anonymous. Ask a colleague to."


class LastOfTheTeam(Refused):
    words = "Nobody else in the integration team may sign in. Invite somebody first."


class Nobody(Refused):
    words = "Nothing is kept about this address."


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


# Giving out ----------------------------------------------------------------------------------


@history.action("gave out what is kept about a person")
def export(email: str, *, reason: str, by: User) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about a person, by kind of row; that it was given out is written down.

    Raises NotYours outside the team, Nobody if there is nothing.
    """
    _team_only(by)
    kept = about(email)
    if not kept:
        raise Nobody
    rows = sum(map(len, kept.values()))
    _note(AskedFor.EXPORT, account_of(email), rows=rows, reason=reason, by=by)
    return kept


def about(email: str) -> dict[str, list[dict[str, Any]]]:
    """What is kept about a person, by kind of row; no keys to doors, nobody else's name."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for title, rows in _rows_about(email.strip(), account_of(email)):
        found = kept.setdefault(title, [])
        found += [_told(row) for row in rows]
    if person := account_of(email):
        kept["What they did"] = _done_by(person)
    return {title: rows for title, rows in kept.items() if rows}


def _done_by(person: User) -> list[dict[str, Any]]:
    """Every action of a person that history knows, the oldest first."""
    done = set()
    for events in chain.event_models():
        theirs = events._default_manager.filter(pgh_context__by=person.pk)
        tracked = str(events.pgh_tracked_model._meta.verbose_name)  # type: ignore[attr-defined]
        for at, context in theirs.values_list("pgh_created_at", "pgh_context"):
            done.add((at, str(context.get("action")), tracked))
    return [{"when": at, "what": what, "on": on} for at, what, on in sorted(done)]


def _rows_about(email: str, person: User | None) -> Iterator[tuple[str, models.QuerySet]]:
    for model, field in BY_EMAIL:
        yield _title(model), model._default_manager.filter(**{f"{field}__iexact": email})
    if person is None:
        return
    yield "Account", User.objects.filter(pk=person.pk)
    for model in apps.get_models():
        if model._meta.proxy or is_history(model) or model._meta.app_label not in OF_PEOPLE:
            continue
        names = [f.name for f in model._meta.local_fields if f.related_model is get_user_model()]
        if names:
            theirs = Q(*((name, person) for name in names), _connector=Q.OR)
            yield _title(model), model._default_manager.filter(theirs)


def _title(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural).capitalize()


def _told(row: models.Model) -> dict[str, Any]:
    """The fields of a row that have a value, in words."""
    told = {}
    for field in row._meta.local_concrete_fields:
        value = getattr(row, field.attname)
        person = field.related_model is get_user_model()
        left_out = field.name in SECRET | OF_THE_SERVICE or field.primary_key or person
        if left_out or value in ("", None, False):
            continue
        if field.is_relation:
            value = str(getattr(row, field.name))
        elif field.choices:
            value = getattr(row, f"get_{field.name}_display")()
        told[str(field.verbose_name)] = value
    if isinstance(row, Message) and row.private:
        told.pop("text", None)
        told.pop("html", None)
    return told


# Making anonymous ----------------------------------------------------------------------------


@history.action("made a person anonymous")
def anonymise(email: str, *, reason: str, by: User) -> PersonRequest:
    """Let a person be gone: no name, no e-mail, no way in. What they wrote and raised stays.

    Raises NotYours, NotYourself, LastOfTheTeam, or NothingToRemove if there is nobody.
    """
    _team_only(by)
    email = email.strip().lower()
    if email.endswith(NOWHERE):
        raise NothingToRemove
    person = User.objects.select_for_update().filter(email__iexact=email).first()
    if person is not None and person.pk == by.pk:
        raise NotYourself
    rows = _forget_address(email)
    if person is not None:
        rows += _forget_account(person)
    words = Words(email)
    rows += everywhere.remove(words, everywhere.find(words)).total()
    if not rows:
        raise NothingToRemove
    return _note(AskedFor.ANONYMISE, person, rows=rows, reason=reason, by=by)


def _forget_address(email: str) -> int:
    """Empty an address wherever it stands by itself."""
    rows = 0
    for model in (Issue, Endorsement):
        theirs = model._default_manager.filter(hear_back_email__iexact=email)
        rows += theirs.update(hear_back_email="")
    for message in Message.objects.filter(recipient__iexact=email):
        message.recipient = f"{FORGOTTEN}{message.pk}"
        message.subject, message.text, message.html = everywhere.REMOVED, "", ""
        if message.sent_at is None and message.dead_at is None:
            message.dead_at = timezone.now()  # nobody is there to read it
        message.save()
        rows += 1
    rows += NewsChoice.objects.filter(email__iexact=email).delete()[0]
    return rows + JoinCode.objects.filter(email__iexact=email).delete()[0]


def _forget_account(person: User) -> int:
    """Take name, address and every way in from an account; history says nobody's name."""
    try:
        check_somebody_left(person)
    except NobodyLeft as refusal:
        raise LastOfTheTeam from refusal
    name = person.name
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    person.specialties.clear()
    person.name, person.email = NAMELESS, f"nobody-{person.pk}{NOWHERE}"
    person.is_active = False
    person.set_unusable_password()
    person.save()
    for field in ("name", "email"):
        chain.redact(person, field=field)
    return 1 + _forget_name(name)


def _forget_name(name: str) -> int:
    """Remove a full name from mails and from the log of the admin; texts are read by people."""
    if len(name.split()) < 2:
        return 0
    words = Words(name)
    copies = [place for place in everywhere.find(words) if place.table in _NAMING]
    return everywhere.remove(words, copies).total()


_NAMING = {"outbox_message", "django_admin_log"}


def _team_only(by: User) -> None:
    if not by.is_integration_team:
        raise NotYours


def _note(
    kind: AskedFor, person: User | None, *, rows: int, reason: str, by: User
) -> PersonRequest:
    return PersonRequest.objects.create(
        kind=kind, person=person, rows=rows, reason=reason, done_by=by
    )
