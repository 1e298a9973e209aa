"""Statements that the database plans once for each of its connections, not for each time asked.

    count_of = Statement("SELECT count(*) FROM issues_endorsement WHERE practice_id = %s")
    [(count,)] = count_of(practice.pk)

Of what a short question costs, most is planning. Django's cursors send each statement with its
values in it, so that to the database each is a new one. Here the statement is sent once (PREPARE)
and only its values afterwards (EXECUTE), through the same cursors, which count and log it.
"""

import hashlib
import re
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import NotSupportedError, OperationalError, ProgrammingError, connection

MOST = 300  # on one connection: each day brings new ones, and a plan is kept in memory

# The statements of each open connection, by name. A connection has one thread at a time.
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class Statement:
    """One statement of SQL, whose %s stand for values. What they are must follow from where they
    stand, or be said (%s::text).

    Its name follows from its words, so that a name never means two things, and begins with the
    table that it reads, for those who look at logs.
    """

    def __init__(self, sql: str):
        self.sql = sql
        [table] = re.findall(r"(?:FROM|INTO) ([a-z]\w+)", sql)[:1] or ["nothing"]
        self.name = f"{table}_{hashlib.sha256(sql.encode()).hexdigest()[:12]}"
        *between, last = sql.split("%s")
        numbered = [f"{part}${number}" for number, part in enumerate(between, start=1)]
        self._prepare = f"PREPARE {self.name} AS {''.join([*numbered, last]).replace('%%', '%')}"
        values = f" ({', '.join(['%s'] * len(between))})" if between else ""
        self._execute = f"EXECUTE {self.name}{values}"

    def __call__(self, *values: Any) -> list[tuple]:
        """The rows of the answer."""
        with connection.cursor() as cursor:
            if not settings.PREPARED_STATEMENTS:
                cursor.execute(self.sql, values)
                return cursor.fetchall()
            self._make_known()
            try:
                cursor.execute(self._execute, values)
            except (NotSupportedError, OperationalError, ProgrammingError):
                # Perhaps a column has got another type, or somebody has discarded all that was
                # prepared: begin anew the next time.
                _prepared.pop(connection.connection, None)
                raise
            return cursor.fetchall()

    def _make_known(self) -> None:
        """Prepare it on this connection, unless that has been done."""
        known = _prepared.get(connection.connection)
        if known is not None and self.name in known:
            return
        with connection.wrap_database_errors:
            if known is None or len(known) >= MOST:
                connection.connection.execute("DEALLOCATE ALL")
                known = _prepared[connection.connection] = set()
            connection.connection.execute(self._prepare)
        known.add(self.name)
