"""New rows of a model, stored with a statement that is put together and planned once.

    store = Storing(Issue)
    issue = store(practice=practice, category=category, what_happened="No fit note")

For rows that are stored while somebody waits: to Django each new row is a new statement, and
putting it together costs more than storing the row. Nothing here tells the signals of a model.
"""

from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg.sql import quote

from interface.prepared import Statement

M = TypeVar("M", bound=models.Model)


class Storing(Generic[M]):
    """Stores rows of `model`; `once` means not if they break one of its constraints of uniqueness.

    What is not said of a row is the default of its field, as in `objects.create`.
    """

    def __init__(self, model: type[M], *, once: bool = False):
        self.model = model
        self.once = once
        self.statements: dict[tuple[str, ...], Statement] = {}

    def __call__(self, **said: Any) -> M:
        """The row, with its key; without one if it is there already."""
        row, database = self.model(**said), connections[DEFAULT_DB_ALIAS]
        varies = [
            field
            for field in self._fields
            if field.name in said or field.attname in said or field in self._made
        ]
        values = [
            field.get_db_prep_save(field.pre_save(row, add=True), database) for field in varies
        ]
        for (key,) in self._statement(varies)(*values):
            row.pk = key
            row._state.adding, row._state.db = False, database.alias
        return row

    @cached_property
    def _fields(self) -> list[models.Field]:
        """Those whose values do not come from the database."""
        fields = self.model._meta.concrete_fields
        return [field for field in fields if not (field.primary_key or field.generated)]

    @cached_property
    def _made(self) -> set[models.Field]:
        """Those of them whose default is another for each row."""
        return {field for field in self._fields if field.has_default() and callable(field.default)}

    def _statement(self, varies: list[models.Field]) -> Statement:
        """The statement to which these values are given; it says the others itself."""
        names = tuple(field.name for field in varies)
        if names not in self.statements:
            self.statements[names] = self._written(set(names))
        return self.statements[names]

    def _written(self, varies: set[str]) -> Statement:
        meta = self.model._meta
        columns = ", ".join(f'"{field.column}"' for field in self._fields)
        values = ", ".join(
            "%s" if field.name in varies else _usual(field) for field in self._fields
        )
        unless = "ON CONFLICT DO NOTHING" if self.once else ""
        return Statement(
            f"INSERT INTO {meta.db_table} ({columns}) VALUES ({values}) {unless}"  # noqa: S608 ours
            f' RETURNING "{meta.pk.column}"'
        )


def _usual(field: models.Field) -> str:
    """The default of a field, as SQL."""
    value = field.get_db_prep_save(field.get_default(), connection)
    return quote(value).replace("%", "%%")
