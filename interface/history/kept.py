"""Tables that seldom change and that every page reads: kept in memory until history has news.

    offered = Kept(read_specialties_and_categories, Specialty, Category)
    offered()  # reads again only if either has a newer event than last time

Any change to a tracked table, by whoever made it, leaves an event with a higher key. So one small
question to the database tells whether what this process has read is still so. A request asks it
once, for all that is kept.
"""

import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Generic, TypeVar

from django.db import models

from interface.history.events import events_of
from interface.prepared import Statement

T = TypeVar("T")

_tables: list[str] = []  # of the events of everything that is kept
_told: ContextVar[dict[str, int | None] | None] = ContextVar("news_of_this_request", default=None)

SECONDS = 300


class Kept(Generic[T]):
    """What `read()` gave, as long as no event of these models is newer.

    After `seconds` it is read anew: of two changes at one moment the later key may come first.
    """

    def __init__(
        self, read: Callable[[], T], *tracked: type[models.Model], seconds: float = SECONDS
    ):
        self.read = read
        self.seconds = seconds
        self.tables = [events_of(model).model._meta.db_table for model in tracked]
        _tables.extend(table for table in self.tables if table not in _tables)
        self.kept: tuple[object, float, T] | None = None

    def __call__(self) -> T:
        """What there is now, shared by all threads of this process: not to be changed."""
        newest, now, kept = self._newest(), time.monotonic(), self.kept
        if kept is None or kept[0] != newest or now - kept[1] > self.seconds:
            self.kept = kept = newest, now, self.read()
        return kept[2]

    def _newest(self) -> object:
        """The keys of the newest events of its tables."""
        told = _told.get()
        if told is None:
            told = _newest_events()
        elif not told:
            told.update(_newest_events())
        return [told[table] for table in self.tables]


def _newest_events() -> dict[str, int | None]:
    """The key of the newest event in each table, in one query."""
    [newest] = _newest_of(tuple(_tables))()
    return dict(zip(_tables, newest, strict=True))


@cache
def _newest_of(tables: tuple[str, ...]) -> Statement:
    return Statement(f"SELECT {', '.join(f'(SELECT max(pgh_id) FROM {one})' for one in tables)}")


def asked_once(get_response):
    """Middleware: what was news when a request first asked is all the news it hears."""

    def middleware(request):
        token = _told.set({})
        try:
            return get_response(request)
        finally:
            _told.reset(token)

    return middleware
