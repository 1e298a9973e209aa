"""Letting somebody in by name: the integration team's own way beside launch links."""

from collections.abc import Iterable

from interface import history
from interface.accounts import services as accounts
from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty
from interface.outbox import services as outbox


@history.action("invited")
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    organisation: Organisation | None,
    specialties: Iterable[Specialty] = (),
    by: User | None,
) -> User:
    """Let somebody sign in from now on, and write to them how. Raises `accounts.Refused`."""
    specialties = list(specialties)
    person = accounts.invite(
        email=email, name=name, role=role, organisation=organisation, specialties=specialties, by=by
    )
    outbox.email(
        "invited",
        to=person.email,
        event=f"invited:{person.pk}",
        person=person,
        specialties=specialties,
        by=by,
    )
    return person
