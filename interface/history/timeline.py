"""The story of one object, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from interface.history.people import people

_OWN = {"id"}


@dataclass(frozen=True)
class Change:
    """One field that an event set, with what it was before (None for a first value)."""

    field: str
    before: Any
    after: Any


@dataclass
class Occasion:
    """One action of one person: all the rows it changed."""

    at: datetime
    action: str
    by: models.Model | None
    changes: list[Change] = field(default_factory=list)


def _changes(event: Any, before: Any | None) -> list[Change]:
    found = []
    for column in event.pgh_tracked_model._meta.concrete_fields:
        if column.name in _OWN or not hasattr(event, column.attname):
            continue
        old = getattr(before, column.attname) if before is not None else None
        new = getattr(event, column.attname)
        if old != new and (before is not None or new not in ("", None)):
            found.append(Change(str(column.verbose_name), old, new))
    return found


def timeline(
    *querysets: models.QuerySet | Iterable[Any], known: Iterable[models.Model | None] = ()
) -> list[Occasion]:
    """What happened, oldest first: give the events of an object, and of what hangs on it.

    For example ``timeline(issue.events.all(), ReplyEvent.objects.filter(issue=issue))``. Events of
    one action are one occasion. One query for each argument, and for people who are not among the
    `known` ones perhaps one more.
    """
    events = sorted(
        (event for queryset in querysets for event in queryset),
        key=lambda event: (event.pgh_created_at, event._meta.label, event.pgh_id),
    )
    ids: set[int] = {by for event in events if (by := (event.pgh_context or {}).get("by"))}
    actors = {person.pk: person for person in known if person}
    if strangers := ids - actors.keys():
        actors |= people(strangers)
    previous: dict[tuple[str, int], Any] = {}
    occasions: dict[Any, Occasion] = {}
    for event in events:
        context = event.pgh_context or {}
        key = event.pgh_context_id or (event._meta.label, event.pgh_id)
        occasion = occasions.setdefault(
            key,
            Occasion(
                at=event.pgh_created_at,
                action=context.get("action") or "changed outside the service",
                by=actors.get(context.get("by")),
            ),
        )
        row = (event._meta.label, event.pgh_obj_id)
        occasion.changes.extend(_changes(event, previous.get(row)))
        previous[row] = event
    return list(occasions.values())
