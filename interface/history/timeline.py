"""The story of one object, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from interface.reading import Reading

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


def events_of(model: type[models.Model]) -> Any:
    """The manager of a tracked model's events, for `events_of(Reply).filter(issue=issue)`."""
    return model.pgh_event_model._default_manager  # type: ignore[attr-defined]


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


@cache
def _people() -> Reading:
    """Those with these keys; put together late, since history is there before there are models."""
    return Reading(get_user_model(), "WHERE this.id = ANY(%s)")


def timeline(
    *querysets: models.QuerySet | Iterable[Any], known: Iterable[models.Model | None] = ()
) -> list[Occasion]:
    """What happened, oldest first: give the events of an object, and of what hangs on it.

    For example ``timeline(issue.events.all(), ReplyEvent.objects.filter(issue=issue))``. Events of
    one action are one occasion. One query for each argument, and one for the people unless they
    are all among the `known` ones.
    """
    events = sorted(
        (event for queryset in querysets for event in queryset),
        key=lambda event: (event.pgh_created_at, event._meta.label, event.pgh_id),
    )
    ids = {(event.pgh_context or {}).get("by") for event in events} - {None}
    people = {person.pk: person for person in known if person}
    if strangers := ids - people.keys():
        people |= {person.pk: person for person in _people()(sorted(strangers))}
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
                by=people.get(context.get("by")),
            ),
        )
        row = (event._meta.label, event.pgh_obj_id)
        occasion.changes.extend(_changes(event, previous.get(row)))
        previous[row] = event
    return list(occasions.values())
