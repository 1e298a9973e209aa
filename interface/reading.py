"""Whole rows of a model, read with a statement that is put together once.

    replies_of = Reading(Reply, "WHERE this.issue_id = %s ORDER BY this.written_at")
    replies = replies_of(issue.pk)

Pages that everybody opens ask the same few questions again and again. Django puts each query
together anew, which costs more than the database needs to answer it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, Generic, TypeVar

from django.db import connection, models

from interface.prepared import Statement

M = TypeVar("M", bound=models.Model)


class Reading(Generic[M]):
    """Rows of `model`, called `this` in the `rest` of the statement (its WHERE and ORDER BY).

    What is `joined` comes with its rows, called by the name of the foreign key: "user", and then
    perhaps "user__organisation". Each row also carries what is asked for in `also`, by name. Fields
    named in `without` are left for later.
    """

    def __init__(
        self,
        model: type[M],
        rest: str,
        *,
        joined: Sequence[str] = (),
        also: Mapping[str, str] | None = None,
        without: Sequence[str] = (),
    ):
        self.model = model
        self.rest = rest
        self.joined = joined
        self.also = also or {}
        self.without = without

    def __call__(self, *values: Any) -> list[M]:
        """The rows; `values` stand for the %s of the statement, in their order."""
        return [self._with_others(row) for row in self.statement(*values)]

    def first(self, *values: Any) -> M | None:
        """The first row, if there is any."""
        return next(iter(self(*values)), None)

    @cached_property
    def statement(self) -> Statement:
        """The whole of it."""
        columns = [column for part in (self._this, *self._others) for column in part.columns]
        columns += [f"({question}) AS {name}" for name, question in self.also.items()]
        tables = "".join(part.join for part in self._others)
        this = f"{self.model._meta.db_table} AS this"
        sql = f"SELECT {', '.join(columns)} FROM {this}{tables} {self.rest}"  # noqa: S608 ours
        return Statement(sql)

    @cached_property
    def _this(self) -> "_Part":
        return _Part("this", self.model, self.without)

    @cached_property
    def _others(self) -> list["_Joined"]:
        parts: dict[str, _Part] = {"": self._this}
        for path in self.joined:
            parts[path] = _Joined(path, parts[path.rpartition("__")[0]])
        return [part for part in parts.values() if isinstance(part, _Joined)]

    def _with_others(self, row: tuple) -> M:
        """One object with those that are joined to it, from one row of the answer."""
        values = iter(row)
        found = self._this.object(values)
        objects = {self._this: found}
        for part in self._others:
            objects[part] = other = part.object(values)
            if near := objects[part.near]:
                part.foreign_key.set_cached_value(near, other)
        for name, value in zip(self.also, values, strict=True):
            setattr(found, name, value)
        return found


class Together:
    """Whole rows of several models that hang on one thing, in one statement.

        written_about = Together([Reply, Note], "WHERE this.issue_id = %s")
        replies, notes = written_about(issue.pk)

    The rows of each come in no order.
    """

    def __init__(self, models: Sequence[type[models.Model]], where: str):
        self.models = models
        self.where = where

    def __call__(self, value: Any) -> list[list]:
        """The rows of each model; `value` stands for the one %s."""
        found: list[list] = [[] for _ in self.models]
        for which, *row in self.statement(*[value] * len(self.models)):
            part, start = self._parts[which], self._starts[which]
            found[which].append(part.object(iter(row[start:])))
        return found

    @cached_property
    def statement(self) -> Statement:
        """A row has the columns of all models, in which those of the others are empty."""
        return Statement(" UNION ALL ".join(map(self._rows_of, range(len(self.models)))))

    def _rows_of(self, which: int) -> str:
        columns = [
            column
            for part in self._parts
            for column in (part.columns if part is self._parts[which] else part.nothing)
        ]
        this = f"{self.models[which]._meta.db_table} AS this"
        return f"SELECT {which}, {', '.join(columns)} FROM {this} {self.where}"  # noqa: S608 ours

    @cached_property
    def _parts(self) -> list["_Part"]:
        return [_Part("this", model) for model in self.models]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the columns of each model begin."""
        return [*accumulate((len(part.columns) for part in self._parts), initial=0)]


class _Part:
    """The columns that one model has in a statement."""

    def __init__(self, name: str, model: Any, without: Sequence[str] = ()):
        self.name = name
        self.model = model
        fields = [field for field in model._meta.concrete_fields if field.name not in without]
        self.columns = [f'"{name}"."{field.column}"' for field in fields]
        self.nothing = [f"NULL::{field.cast_db_type(connection)}" for field in fields]
        self.names = [field.attname for field in fields]
        self.key_at = fields.index(model._meta.pk)
        self.converted = [
            (at, field) for at, field in enumerate(fields) if hasattr(field, "from_db_value")
        ]

    def object(self, row: Iterator) -> Any:
        """Takes its columns from the row; None if nothing was joined."""
        values = [next(row) for _ in self.columns]
        if values[self.key_at] is None:
            return None
        for at, field in self.converted:
            values[at] = field.from_db_value(values[at], None, connection)
        return self.model.from_db(connection.alias, self.names, values)


class _Joined(_Part):
    """Those of a model to which a foreign key leads, from one that is `near`er to the rows."""

    def __init__(self, path: str, near: _Part):
        self.near = near
        self.foreign_key = near.model._meta.get_field(path.rpartition("__")[2])
        model = self.foreign_key.related_model
        super().__init__(path, model)
        key = f'"{path}"."{model._meta.pk.column}" = "{near.name}"."{self.foreign_key.column}"'
        self.join = f' LEFT JOIN {model._meta.db_table} AS "{path}" ON {key}'
