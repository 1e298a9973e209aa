"""Terms as the database understands them: each wording stemmed once, and said once.

An index with a long query is slow, and "fit note", "fit notes" and "Fit Notes" are one to it.
"""

from django.db import connection

from issues.search.terms import Term

MOST_WORDINGS = 12  # of one term; single words go first, they find more
MOST_KEPT = 5_000  # stemmed wordings that a process remembers
_STEM = "SELECT said, to_tsquery('english', quote_literal(said))::text FROM unnest(%s::text[]) said"

_known: dict[str, str] = {}


def stemmed(terms: list[Term]) -> list[str]:
    """One tsquery in words for each term; empty for a term of which no word is left."""
    wanted = {wording for term in terms for wording in term.wordings} - _known.keys()
    found = {}
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(_STEM, [sorted(wanted)])
            found = dict(cursor.fetchall())
    known = {**_known, **found}
    kept = {wording: known[wording] for t in terms if t.known for wording in t.wordings}
    if len(_known) < MOST_KEPT:
        _known.update(kept)
    return [_one_of([known[wording] for wording in term.wordings]) for term in terms]


def _one_of(queries: list[str]) -> str:
    plain = [query for query in dict.fromkeys(queries) if query]
    shortest = sorted(plain, key=lambda query: query.count("<"))[:MOST_WORDINGS]
    return f"({' | '.join(shortest)})" if shortest else ""


def in_any_wording(term: Term) -> str:
    """A term as `to_tsquery` reads it, which stems its words."""
    return " | ".join(f"'{wording}'" for wording in term.wordings)
