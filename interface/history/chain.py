"""Guarding, sealing, verifying and redacting the events."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from pghistory.models import Event

from interface.history.models import Entry

SEAL_LOCK = 7_201_309  # advisory lock: one sealer at a time
START = bytes(32)


def event_models() -> list[type[models.Model]]:
    """Every model whose rows are events, by table name."""
    found = [m for m in apps.get_models() if issubclass(m, Event) and m._meta.managed]
    return sorted(found, key=lambda model: model._meta.db_table)


def guard_event_tables(**signal) -> None:
    """Put history's triggers on every event table that has none yet (after each migrate)."""
    tables = set(connection.introspection.table_names())
    if Entry._meta.db_table not in tables:
        return
    with connection.cursor() as cursor:
        for model in event_models():
            if model._meta.db_table in tables:
                cursor.execute("SELECT history_guard(%s)", [model._meta.db_table])


def _seal(previous: bytes, entry: Entry) -> bytes:
    digest = bytes(entry.digest or b"")
    words = f"{entry.number}|{entry.kind}|{entry.event_table}|{entry.event_id}|"
    moment = entry.recorded_at.isoformat()
    return hashlib.sha256(previous + words.encode() + moment.encode() + digest).digest()


def seal(*, at_most: int = 5_000) -> int:
    """Chain the entries that are not chained yet, oldest first; returns how many.

    Safe to run twice and at the same time: an advisory lock lets one through.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        last = Entry.objects.exclude(number=None).order_by("-number").first()
        number, previous = (last.number or 0, bytes(last.seal or b"")) if last else (0, START)
        waiting = list(Entry.objects.filter(number=None).order_by("id")[:at_most])
        for entry in waiting:
            number += 1
            entry.number = number
            entry.seal = previous = _seal(previous, entry)
        Entry.objects.bulk_update(waiting, ["number", "seal"], batch_size=500)
        return len(waiting)


@dataclass(frozen=True)
class Verdict:
    """What a verification found; `problems` in words, empty when the history is whole."""

    entries: int
    head: str
    problems: list[str]


def _chain_problems() -> Iterator[str]:
    previous, expected = START, 1
    for entry in Entry.objects.exclude(number=None).order_by("number").iterator(2_000):
        if entry.number != expected:
            yield f"the chain jumps from {expected - 1} to {entry.number}: entries were removed"
            expected = entry.number or 0
        if bytes(entry.seal or b"") != _seal(previous, entry):
            yield f"entry {entry.number} ({entry}) does not match its seal"
        previous, expected = bytes(entry.seal or b""), expected + 1


_COMPARE = """
WITH newest AS (
    SELECT DISTINCT ON (event_id) event_id, digest FROM history_entry
    WHERE event_table = %s ORDER BY event_id, id DESC
)
SELECT coalesce(newest.event_id, e.pgh_id), newest.event_id IS NULL, e.pgh_id IS NULL
FROM newest FULL JOIN {table} e ON e.pgh_id = newest.event_id
WHERE newest.event_id IS NULL OR e.pgh_id IS NULL
   OR newest.digest <> history_digest(to_jsonb(e))
ORDER BY 1
"""


def _event_problems() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")
        for model in event_models():
            table = model._meta.db_table
            cursor.execute(_COMPARE.format(table=connection.ops.quote_name(table)), [table])
            for event_id, unrecorded, missing in cursor.fetchall():
                what = "was inserted" if unrecorded else "was deleted" if missing else "was altered"
                yield f"{table} {event_id} {what} outside the history"


def verify() -> Verdict:
    """Recompute the chain and every event's fingerprint; nothing is changed."""
    seal(at_most=1_000_000)
    with transaction.atomic():
        problems = [*_chain_problems(), *_event_problems()]
        last = Entry.objects.exclude(number=None).order_by("-number").first()
        return Verdict(
            entries=Entry.objects.count(),
            head=bytes(last.seal or b"").hex() if last else START.hex(),
            problems=problems,
        )


def redact(obj: models.Model, *, field: str) -> int:
    """Blank one text field in every past event of an object; returns how many events changed.

    The events stay, without the text, and the chain still verifies. The caller blanks the row
    itself and gives the reason (a service wearing `@history.action`).
    """
    return sum(
        redact_events(model, ids, field=field) for model, ids in _events_of(type(obj), [obj.pk])
    )


def redact_events(model: type[models.Model], ids: list[int], *, field: str, words: str = "") -> int:
    """Blank a text field of these events, or only what the regular expression `words` finds in it.

    Returns how many events changed.
    """
    table = model._meta.db_table
    if words:
        sql, parameters = "history_redact_words(%s, %s::bigint[], %s, %s)", [words]
    else:
        sql, parameters = "history_redact(%s, %s::bigint[], %s)", []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [table, ids, field, *parameters])
        return cursor.fetchone()[0]


def forget_people(
    model: type[models.Model], keys: list[int], *, field: str, people: list[int]
) -> int:
    """Take people out of all past events of some rows; returns how many events changed.

    They go from the events' foreign key `field`, which must allow nobody, and from who did it.
    """
    changed = 0
    column = next(one.column for one in model._meta.concrete_fields if one.name == field)
    with connection.cursor() as cursor:
        for events, ids in _events_of(model, keys):
            cursor.execute(
                "SELECT history_forget_people(%s, %s::bigint[], %s, %s::bigint[])",
                [events._meta.db_table, ids, column, people],
            )
            changed += cursor.fetchone()[0]
    return changed


def _events_of(
    tracked: type[models.Model], keys: list[int]
) -> Iterator[tuple[type[models.Model], list[int]]]:
    """The tables of a model's events, with the keys of the events of these rows."""
    for model in event_models():
        if getattr(model, "pgh_tracked_model", None) is tracked:
            events = model._default_manager.filter(pgh_obj_id__in=keys)
            yield model, list(events.values_list("pgh_id", flat=True))
