"""What the desk has put together once: the queries and forms of addresses that come again.

Somebody at the desk opens the same queues and saved views all day. Putting the query of one
together costs more than the database needs to answer it. Nothing that holds typed words is kept.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from psycopg.sql import Literal

from interface.accounts.models import User
from interface.directory.models import Organisation, Specialty
from interface.history.kept import Kept
from issues.desk.models import CannedReply
from issues.models import Category

MOST = 200  # of each, in one process

Query = tuple[str, tuple[Any, ...]]  # with the values that stand for its %s
NOTHING: Query = ("SELECT 0 WHERE false", ())


@dataclass(frozen=True)
class Known:
    """What was put together since one may choose what one may choose now."""

    queries: dict[Hashable, Query] = field(default_factory=dict)
    forms: dict[Hashable, str] = field(default_factory=dict)

    def query(self, of: Hashable, put_together: Callable[[], Query]) -> Query:
        return _once(self.queries, of, put_together)

    def form(self, of: Hashable, printed: Callable[[], str]) -> str:
        return _once(self.forms, of, printed)


known = Kept(Known, Specialty, Category, Organisation, User, CannedReply)


def _once(store: dict, name: Hashable, make: Callable) -> Any:
    """What stands there under a name, made now if nothing does; other threads do the same."""
    found = store.get(name)
    if found is None:
        found = make()
        if len(store) >= MOST:
            store.clear()
        store[name] = found
    return found


def keys_of(rows: QuerySet) -> Query:
    """What asks for the keys of these rows, in their order."""
    try:
        return rows.values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return NOTHING


def written_out(query: Query) -> str:
    """The same with its values in it, for one that nobody typed anything into."""
    sql, values = query
    return sql % tuple(Literal(value).as_string() for value in values)
