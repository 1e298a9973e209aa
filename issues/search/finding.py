"""Finding issues by what somebody typed, at the same cost however many there are.

The index gives rows in no order, and a word like "letter" stands in a third of all issues. So the
latest thousands are asked first, then ten thousands, then all, only while there is room: reading
stops at MOST rows that wait for an answer and MOST that have one. These are then ranked by
where the words stand: the team's summary counts more than the practice's words, these more than
the names of category and specialty.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum

from django.db import connection, transaction
from django.utils import timezone

from issues.models import Issue
from issues.references import clean_reference
from issues.search import keys, spelling
from issues.search.names import known_names
from issues.search.stems import stemmed
from issues.search.terms import Term, read

MOST_TERMS = 8  # of a query; the heaviest
ENOUGH = 10  # found: then neither older issues nor other wordings are looked for
MOST = 100  # found of each kind: without an answer, with one
WEIGHTS = [0.02, 0.1, 0.4, 1.0]  # of keys (D), C, the practice's words (B), the summary (A)


class Reach(Enum):
    """How far back is read: only the latest ten thousands, all, or all if these are too few."""

    LATELY = "lately"
    EVER = "ever"
    LATELY_THEN_EVER = "lately, then ever"


@dataclass(frozen=True)
class Found:
    """The keys of the issues that fit, the best first; `cut` when there may be older ones."""

    ids: list[int]
    cut: bool = False


def find(text: str, *, within: Iterable[str] = (), also: Iterable[str] = ()) -> Found:
    """Issues that say what was typed, or that one with this reference.

    `within` are tsqueries of keys that narrow (the practice's own); `also` are keys that count as
    if the words were there (practices by name, for those who may know them). What a person may not
    see is taken out by the caller, by `visible_to`.
    """
    if reference := clean_reference(text):
        return Found(list(Issue.objects.filter(reference=reference).values_list("pk", flat=True)))
    names = known_names()
    terms = spelling.corrected(read(text, on=timezone.localdate(), names=names), names)
    asked = Asked(terms[:MOST_TERMS], list(also), list(within))
    found = Found([])
    for attempt in (asked.as_typed, asked.as_meant, asked.in_part):
        if len(found.ids) < ENOUGH:
            more = attempt() if not (found.ids and attempt == asked.in_part) else Found([])
            ids = list(dict.fromkeys([*found.ids, *more.ids]))
            found = Found(ids, found.cut or more.cut)
    return found


@dataclass(frozen=True)
class Asked:
    """What was asked for, and three ways to look for it, each wider than the one before.

    Looking for words as they were typed is cheap, whatever the number of issues; every wording of
    the same thing is dear, and only asked for when the first way finds little.
    """

    terms: list[Term]
    also: list[str]
    within: list[str]

    def as_typed(self) -> Found:
        """Those with every word, or what it was probably meant to be."""
        plain = [replace(t, wordings=(t.typed,)) if t.known else t for t in self.terms]
        said = " & ".join(self._said(plain))
        if self.also:
            said = " | ".join(filter(None, [f"({said})" if said else "", keys.any_of(self.also)]))
        if not said:
            return Found([])
        lately = self._latest([said], EITHER, reach=Reach.LATELY)
        if len(lately.ids) >= ENOUGH:
            return lately
        return self._latest([said], EITHER, reach=Reach.EVER)

    def as_meant(self) -> Found:
        """Those of the latest ten thousands that say the same in any wording."""
        said = self._said(self.terms)
        return self._latest(said, [""]) if said and not self.also else Found([])

    def in_part(self) -> Found:
        """Those with any of the words, when no issue has them all."""
        plain = [replace(t, wordings=(t.typed,)) if t.known else t for t in self.terms]
        said = self._said(plain)
        if len(said) < 2:
            return Found([])
        return self._latest([" | ".join(said)], EITHER)

    @staticmethod
    def _said(terms: list[Term]) -> list[str]:
        queries = zip(terms, stemmed(terms), strict=True)
        either = [
            [query, keys.any_of(list(term.keys)) if term.keys else ""] for term, query in queries
        ]
        return [f"({' | '.join(filter(None, some))})" for some in either if any(some)]

    def _latest(self, said: list[str], kinds: list[str], *, reach: Reach = Reach.LATELY) -> Found:
        parts, parameters = [], []
        with by_index() as newest, connection.cursor() as cursor:
            for kind in kinds:
                sql, queries = latest_first(
                    [*said, *self.within], kind=kind, most=MOST, newest=newest, reach=reach
                )
                parts.append(sql)
                parameters += queries
            cursor.execute(
                _RANKED.format(rows=" UNION ALL ".join(parts)),
                [*parameters, WEIGHTS, " | ".join(said)],
            )
            rows = cursor.fetchall()
        older = reach is Reach.LATELY and newest > keys.FAR
        return Found([pk for (pk,) in rows], cut=len(rows) >= (ENOUGH if older else MOST))


EITHER = [keys.any_of([keys.OPEN]), keys.any_of([keys.ANSWERED])]


def latest_first(
    conditions: list[str],
    *,
    most: int,
    newest: int,
    kind: str = "",
    reach: Reach = Reach.LATELY_THEN_EVER,
) -> tuple[str, list[str]]:
    """SQL and parameters for the keys of at most `most` rows that fulfil all conditions.

    The latest come first, and the same row may come twice. Many short conditions are quicker for
    the index than a long one. Only `kind`, which many rows have, goes with the window: together
    they are few, and the index passes over what the words say of all others.
    """
    reaches: list[str] = []
    if reach is not Reach.EVER:
        reaches += keys.latest(newest)
    if reach is not Reach.LATELY:
        reaches.append("")
    narrow = [" & ".join(f"({key})" for key in (kind, latest) if key) for latest in reaches]
    windows = [[*conditions, key] if key else conditions for key in narrow]
    rows = " UNION ALL ".join(
        _WINDOW.format(fits=" AND ".join([_FITS] * len(window)), most=most) for window in windows
    )
    parameters = [query for window in windows for query in window]
    return f"(SELECT id FROM ({rows}) AS windows LIMIT {most})", parameters  # noqa: S608


_FITS = "words @@ %s::tsquery"
_WINDOW = "(SELECT id FROM issues_issue WHERE {fits} LIMIT {most})"
_RANKED = """
SELECT i.id
FROM issues_issue i JOIN (SELECT DISTINCT id FROM ({rows}) AS found) AS newest USING (id)
ORDER BY ts_rank(%s::float4[], i.words, %s::tsquery) DESC, i.raised_at DESC
"""


@contextmanager
def by_index() -> Iterator[int]:
    """Keep the planner from reading the whole table, which it cannot know to be long in vain.

    What it plans instead looks dear to it, so compiling must be forbidden too: it takes a second.
    Gives the key of the issue that came last, which `latest_first` wants; 0 before there is any.
    """
    within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET, ["off", "off"])
        yield cursor.fetchone()[0]
        if within:  # else the end of our own transaction undoes it
            cursor.execute(_SET, ["on", "on"])


_SET = """
SELECT (SELECT coalesce(max(id), 0) FROM issues_issue),
    set_config('enable_seqscan', %s, true), set_config('jit', %s, true)
"""
