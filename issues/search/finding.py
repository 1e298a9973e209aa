"""Finding issues by what somebody typed, at the same cost however many there are.

The index gives rows in no order, and a word like "letter" stands in a third of all issues. So the
newest months are asked first, older ones only while there is room: reading stops at MOST rows that
wait for an answer and MOST that have one. Those are then ranked by where the words stand: the
team's summary counts more than the practice's words, these more than category and specialty.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from issues.models import Issue
from issues.references import clean_reference
from issues.search import keys, spelling
from issues.search.names import known_names
from issues.search.stems import stemmed
from issues.search.terms import Term, read

MOST_TERMS = 8  # of a query; the heaviest
MOST = 200  # found of each kind: without an answer, with one
WEIGHTS = [0.02, 0.1, 0.4, 1.0]  # of keys (D), C, the practice's words (B), the summary (A)
MONTHS = [(0, 2), (2, 6), (6, 24)]  # ago, each from the first up to the second; then the rest


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
    also, narrow = list(also), " & ".join(within)
    for joined in (" & ", " | ") if len(terms) > 1 else (" & ",):
        query = _query(terms[:MOST_TERMS], joined, also)
        found = _newest(query, narrow, timezone.now()) if query else Found([])
        if found.ids:
            return found
    return Found([])


def _query(terms: list[Term], joined: str, also: list[str]) -> str:
    """The terms as one stemmed tsquery; empty if they say nothing."""
    said = [
        " | ".join(filter(None, [query, keys.any_of(list(term.keys)) if term.keys else ""]))
        for term, query in zip(terms, stemmed(terms), strict=True)
    ]
    parts = [joined.join(f"({query})" for query in said if query)]
    if also:
        parts.append(keys.any_of(also))
    return " | ".join(f"({part})" for part in parts if part)


_WINDOW = "(SELECT id FROM issues_issue WHERE words @@ %s::tsquery LIMIT {most})"
_RANKED = """
SELECT i.id, i.status IN ('answered', 'closed')
FROM issues_issue i JOIN ({rows}) AS newest USING (id)
ORDER BY ts_rank(%s::float4[], i.words, %s::tsquery) DESC, i.raised_at DESC
"""


def windows(now: datetime) -> list[str]:
    """Tsqueries of month keys: the newest first, the last one for all that is older."""
    spans = [[keys.month(now, back=n) for n in range(first, last)] for first, last in MONTHS]
    spans[0].append(keys.month(now, back=-1))  # the clock of a row may be a moment ahead
    recent = [key for span in spans for key in span]
    return [*(keys.any_of(span) for span in spans), f"!{keys.any_of(recent)}"]


def newest_first(queries: list[str], *, most: int) -> tuple[str, list[str]]:
    """SQL and parameters for at most so many rows, taking each query only while there is room."""
    rows = " UNION ALL ".join(_WINDOW.format(most=most) for _ in queries)
    return f"(SELECT id FROM ({rows}) AS windows LIMIT {most})", queries  # noqa: S608


def _newest(query: str, narrow: str, now: datetime) -> Found:
    parts, parameters = [], []
    for answered in (keys.OPEN, keys.ANSWERED):
        narrowed = " & ".join(filter(None, [f"({query})", narrow, keys.any_of([answered])]))
        sql, queries = newest_first(
            [f"{narrowed} & {window}" for window in windows(now)], most=MOST
        )
        parts.append(sql)
        parameters += queries
    with by_index(), connection.cursor() as cursor:
        cursor.execute(
            _RANKED.format(rows=" UNION ALL ".join(parts)), [*parameters, WEIGHTS, query]
        )
        rows = cursor.fetchall()
    answered = sum(answered for _, answered in rows)
    return Found([pk for pk, _ in rows], cut=MOST in (answered, len(rows) - answered))


@contextmanager
def by_index() -> Iterator[None]:
    """Keep the planner from reading the whole table, which it cannot know to be long in vain.

    What it plans instead looks dear to it, so compiling must be forbidden too: it takes a second.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET, ["off", "off"])
        yield
        cursor.execute(_SET, ["on", "on"])


_SET = "SELECT set_config('enable_seqscan', %s, true), set_config('jit', %s, true)"
