"""Verbs of people: invite, change, disable. Each leaves who did it in history."""

from collections.abc import Iterable

from interface.accounts.models import Role, User
from interface.directory.models import Organisation, OrganisationKind, Specialty
from interface.directory.recording import recorded


class Refused(Exception):
    """Something that must not be done to this person; the message says why."""


class AlreadyInvited(Refused):
    """Somebody is known by this address already."""


class RoleIncomplete(Refused):
    """The role needs a practice or a specialty, or cannot have the one given."""


class NobodyLeft(Refused):
    """Without this person nobody could work in the admin any more."""


def invite(
    *,
    email: str,
    name: str,
    role: Role,
    organisation: Organisation | None,
    specialties: Iterable[Specialty] = (),
    by: User | None,
) -> User:
    """Let somebody sign in from now on, by a code sent to their work e-mail."""
    specialties = list(specialties)
    check_role(role=role, organisation=organisation, specialties=specialties)
    with recorded("invited", by=by):
        if User.objects.filter(email__iexact=email.strip()).exists():
            raise AlreadyInvited(f"Somebody is known as {email.strip().lower()} already.")
        user = User.objects.create_user(
            email=email, name=name, role=role, organisation=organisation, invited_by=by
        )
        user.specialties.set(specialties)
    return user


def change_role(
    user: User,
    *,
    role: Role,
    organisation: Organisation | None,
    specialties: Iterable[Specialty] = (),
    name: str | None = None,
    by: User | None,
) -> None:
    """Give somebody another role, organisation, specialties or name; it counts at once."""
    specialties = list(specialties)
    check_role(role=role, organisation=organisation, specialties=specialties)
    with recorded("changed the role", by=by):
        user = User.objects.select_for_update().get(pk=user.pk)
        if role != Role.INTEGRATION_TEAM:
            check_somebody_left(user)
        user.role, user.organisation, user.name = role, organisation, name or user.name
        user.save(update_fields=["role", "organisation", "name"])
        user.specialties.set(specialties)


def disable(user: User, *, by: User | None) -> None:
    """Stop somebody from signing in; where they are signed in, their next request is not."""
    with recorded("disabled", by=by):
        user = User.objects.select_for_update().get(pk=user.pk)
        if by is not None and user.pk == by.pk:
            raise Refused("You cannot disable yourself. Ask a colleague to.")
        check_somebody_left(user)
        user.is_active = False
        user.save(update_fields=["is_active"])


def enable(user: User, *, by: User | None) -> None:
    """Let somebody who was disabled sign in again."""
    with recorded("let sign in again", by=by):
        User.objects.filter(pk=user.pk).update(is_active=True)


def check_role(
    *, role: str, organisation: Organisation | None, specialties: list[Specialty]
) -> None:
    """Raise RoleIncomplete where the role does not go with the organisation or specialties."""
    if role == Role.PRACTICE and (
        organisation is None or organisation.kind != OrganisationKind.PRACTICE
    ):
        raise RoleIncomplete("Somebody of a practice needs that practice as their organisation.")
    if role == Role.SPECIALTY and not specialties:
        raise RoleIncomplete("A specialty lead needs at least one specialty.")
    if role != Role.SPECIALTY and specialties:
        raise RoleIncomplete("Only a specialty lead has specialties.")


def check_somebody_left(user: User) -> None:
    """Raise NobodyLeft if this is the only one of the integration team who may sign in."""
    team = User.objects.filter(role=Role.INTEGRATION_TEAM, is_active=True)
    if user.is_integration_team and not team.exclude(pk=user.pk).exists():
        raise NobodyLeft(
            f"{user} is the only one of the integration team who may sign in. Invite another first."
        )
