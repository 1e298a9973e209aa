"""How far a long transaction has come, told through a connection of its own.

What a transaction writes is seen by others when it is done; progress has to be seen before. It is
a courtesy: it waits for nobody, and an import or a computation goes on without it.
"""

import time
from types import TracebackType

from django.db import DatabaseError, connection, models

EVERY = 0.5  # seconds


class Progress:
    """Writes fields of one row now and then: `with Progress(audit) as progress: …`."""

    def __init__(self, row: models.Model):
        self._row = row
        self._connection = connection.copy()
        self._next = 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def tell(self, **fields: int) -> bool:
        """Set fields of the row, at most twice a second; whether it was time to."""
        if time.monotonic() < self._next:
            return False
        self.tell_now(**fields)
        return True

    def asks(self, flag: str) -> bool:
        """Whether somebody has set this flag of the row meanwhile."""
        quote = self._connection.ops.quote_name
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {quote(flag)} FROM {quote(self._row._meta.db_table)} "  # noqa: S608
                "WHERE id = %s",
                [self._row.pk],
            )
            row = cursor.fetchone()
            return bool(row and row[0])

    def tell_now(self, **fields: int) -> None:
        self._next = time.monotonic() + EVERY
        quote = self._connection.ops.quote_name
        columns = ", ".join(f"{quote(name)} = %s" for name in fields)
        table = quote(self._row._meta.db_table)
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
                cursor.execute(
                    f"UPDATE {table} SET {columns} WHERE id = %s",  # noqa: S608 our own fields
                    [*fields.values(), self._row.pk],
                )
        except DatabaseError:
            self._connection.close()
