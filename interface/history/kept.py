"""Tables that seldom change and that every page reads: kept in memory until history has news.

    offered = Kept(read_specialties_and_categories, Specialty, Category)
    offered()  # reads again only if either has a newer event than last time

Any change to a tracked table, by whoever made it, leaves an event with a higher key. So one small
question to the database tells whether what this process has read is still so.
"""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection, models

from interface.history.timeline import events_of

T = TypeVar("T")

SECONDS = 300  # then it is read anew: of two changes at one moment the later key may come first


class Kept(Generic[T]):
    """What `read()` gave, as long as no event of these models is newer."""

    def __init__(self, read: Callable[[], T], *tracked: type[models.Model]):
        self.read = read
        self.tracked = tracked
        self.kept: tuple[object, float, T] | None = None

    def __call__(self) -> T:
        """What there is now, shared by all threads of this process: not to be changed."""
        newest, now, kept = self._newest(), time.monotonic(), self.kept
        if kept is None or kept[0] != newest or now - kept[1] > SECONDS:
            self.kept = kept = newest, now, self.read()
        return kept[2]

    def _newest(self) -> object:
        """The keys of the newest events, in one query."""
        tables = [events_of(model).model._meta.db_table for model in self.tracked]
        keys = ", ".join(f"(SELECT max(pgh_id) FROM {table})" for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {keys}")
            return cursor.fetchone()
