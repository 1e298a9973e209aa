"""Where words stand in the database: in any column of any table, whoever put them there.

Words are found however they are spaced, and as e-mails, web pages and JSON write them. They are
removed from what people wrote, what was made from it, and the history of both. Elsewhere (names of
the directory, codes, addresses) they are shown and left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import groupby

import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from pghistory.models import Event

from interface.history import chain
from interface.privacy.fields import NoIdentifiers

REMOVED = "[removed]"
LONGEST_PATTERN = 4_000  # characters that PostgreSQL reads as a regular expression without effort
OF_PEOPLE = {"issues", "audits", "projects"}  # apps in which people write
MADE_FROM_THEM = {
    "issues.Draft.answers",
    "issues.SavedView.address",
    "issues.BulkJob.list_address",
    "outbox.Message.subject",
    "outbox.Message.text",
    "outbox.Message.html",
    "outbox.Message.error",
    "outbox.Attempt.reason",
    "admin.LogEntry.object_repr",
    "admin.LogEntry.change_message",
}
_GAP = r"(?:(?:\s|\\n)\\*-(?=\s)|\s|\\[nrt]|<[^<>]*>|&nbsp;|\+|%20)+"  # a list in HTML has no dash


@cache
def writings() -> dict[type[models.Model], tuple[str, ...]]:
    """The fields in which people write, by model: those that the identifier guard watches."""
    return {
        model: names
        for model in apps.get_models()
        if model._meta.app_label in OF_PEOPLE and not model._meta.proxy and not is_history(model)
        if (names := tuple(f.name for f in model._meta.local_fields if _is_written(f)))
    }


def _is_written(field: models.Field) -> bool:
    watched = any(isinstance(validator, NoIdentifiers) for validator in field.validators)
    return watched and not field.choices and not isinstance(field, ArrayField)


def is_history(model: type[models.Model]) -> bool:
    return issubclass(model, Event)


class Words:
    """Words to look for, as a pattern; `probe` is a part of them that no encoding changes.

    What is looked for neither begins nor ends within another word.
    """

    def __init__(self, text: str):
        runs = re.findall(r"[A-Za-z0-9]+", text)
        self.probe = max(runs, key=len, default="")
        words = [word for word in text.split() if word != "-"]
        written = _GAP.join("".join(map(_as_written, word)) for word in words)
        self.pattern = rf"(?<!\w){written}(?!\w)"  # reads the same here and in PostgreSQL
        self._compiled = re.compile(self.pattern, re.IGNORECASE)

    def __bool__(self):
        return bool(self.probe)

    def are_in(self, text: str) -> bool:
        return self._compiled.search(text) is not None

    def removed_from(self, text: str) -> str:
        return self._compiled.sub(REMOVED, text)


def _as_written(character: str) -> str:
    """One character as plain text, HTML, JSON or a card in Teams writes it."""
    plain = re.escape(character)
    if character.isascii() and character.isalnum():
        return plain
    ways = [rf"\\*{plain}", re.escape(escape(character)), rf"\\u{ord(character):04x}"]
    return f"(?:{'|'.join(dict.fromkeys(ways))})"


# Finding -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """One column of one table in which words were found, and the keys of the rows."""

    table: str
    column: str
    model: type[models.Model] | None
    keys: list = field(default_factory=list)

    @property
    def field(self) -> str:
        """The field's name, where the table is a model's."""
        if self.model is None:
            return self.column
        fields = self.model._meta.local_fields
        return next((f.name for f in fields if f.column == self.column), self.column)

    @property
    def is_history(self) -> bool:
        return self.model is not None and is_history(self.model)

    @property
    def source(self) -> type[models.Model] | None:
        """The model itself, or of an event's the one whose past it is."""
        return self.model.pgh_tracked_model if self.is_history else self.model  # type: ignore

    @property
    def is_emptied(self) -> bool:
        """Whether words are removed here, or only shown."""
        if self.source is None:
            return False
        source = self.source._meta.concrete_model or self.source
        made = f"{source._meta.label}.{self.field}" in MADE_FROM_THEM
        return made or self.field in writings().get(source, ())

    @property
    def title(self) -> str:
        if self.source is None:
            return f"Table {self.table}"
        name = str(self.source._meta.verbose_name).capitalize()
        label = getattr(self.source._meta.get_field(self.field), "verbose_name", self.field)
        return f"{name}, {label}{' (history)' if self.is_history else ''}"

    @property
    def count(self) -> int:
        return len(self.keys)


_COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
  AND (c.is_generated = 'NEVER' OR %s)
  AND (c.data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'tsvector', 'xml')
       OR c.udt_name IN ('_text', '_varchar', 'citext', '_jsonb', 'hstore'))
ORDER BY 1, 2
"""


def find(words: Words, *, generated: bool = False) -> list[Place]:
    """Every column that holds the words; `generated` ones follow the others by themselves."""
    if not words:
        return []
    by_table = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)[::-1]}
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [generated])
        columns = cursor.fetchall()
    for table, those in groupby(columns, key=lambda column: column[0]):
        model = by_table.get(table)
        names = [name for _table, name in those]
        places = {name: Place(table, name, model) for name in names}
        for key, name in _rows(table, names, model, words):
            places[name].keys.append(key)
        found += [place for place in places.values() if place.keys]
    return found


def _rows(table: str, names: list[str], model, words: Words) -> Iterator[tuple]:
    """Key and column of each value that holds the words."""
    quoted = connection.ops.quote_name
    key = quoted(model._meta.pk.column) if model else "ctid::text"
    values = [f"{quoted(name)}::text" for name in names]
    any_of = " OR ".join(f"{value} ILIKE %s" for value in values)
    sql = f"SELECT {key}, {', '.join(values)} FROM {quoted(table)} WHERE {any_of}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"%{words.probe}%"] * len(names))
        for pk, *texts in cursor:
            for name, text in zip(names, texts, strict=True):
                if text is not None and words.are_in(text):
                    yield pk, name


# Removing ------------------------------------------------------------------------------------


def remove(words: Words, places: list[Place]) -> Counter[str]:
    """Take the words out of every place that is emptied; its history records the redaction.

    Returns how many rows changed, by the title of their place.
    """
    found: Counter[str] = Counter()
    for place in places:
        if not place.is_emptied or place.model is None:
            continue
        if place.is_history:
            short = words.pattern if len(words.pattern) <= LONGEST_PATTERN else ""
            chain.redact_events(place.model, place.keys, field=place.column, words=short)
        else:
            _rewrite(place.model, place.column, place.keys, words)
        found[place.title] += place.count
    return found


def _rewrite(model: type[models.Model], column: str, keys: list, words: Words) -> None:
    quoted = connection.ops.quote_name
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    name = quoted(column)
    with words_may_change(model), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {name}::text FROM {table} WHERE {key} = ANY(%s) FOR UPDATE",  # noqa: S608
            [keys],
        )
        field = next(f for f in model._meta.local_fields if f.column == column)
        kind = field.cast_db_type(connection)
        for pk, text in cursor.fetchall():
            cursor.execute(
                f"UPDATE {table} SET {name} = %s::{kind} WHERE {key} = %s",  # noqa: S608
                [words.removed_from(text), pk],
            )


def words_may_change(model: type[models.Model]) -> AbstractContextManager[None]:
    """Let words that were agreed or published once and for all be removed."""
    triggers = getattr(model._meta, "triggers", [])
    fixed = [one.name for one in triggers if isinstance(one, pgtrigger.ReadOnly)]
    if not fixed:
        return nullcontext()  # ignoring no trigger by name would ignore them all
    return pgtrigger.ignore(*(f"{model._meta.label}:{name}" for name in fixed))
