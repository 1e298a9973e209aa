"""Is it already here? The few issues that may be what a practice is about to write.

Candidates come from indexes, a bounded number however many issues there are: the latest of the
same specialty and category, and of the same category, and the same specialty, the latest that the
team has summarised (of the others a practice could not tell from what it may read whether they are
the same). Each is then weighed by how much of what was typed is said in it, in any wording, and by
shared trigrams, which forgive typing errors.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from interface.directory.models import Organisation, Specialty
from interface.prepared import Statement
from issues.models import Category, Issue
from issues.search import keys, spelling
from issues.search.names import known_names
from issues.search.stems import in_any_wording, stemmed
from issues.search.terms import Term, read

MOST_OF_CELL = 150  # candidates of the same specialty and category
MOST_SUMMARISED = 150  # of the same category with a summary; as many of the same specialty
ALIKE = 12  # candidates compared by trigrams
LIKELY = 0.33  # from this score on a match is shown
CLOSED_FOR = timedelta(days=365)  # what was closed longer ago is another story

OWN_NAME, OTHER_NAME = 0.3, 0.5  # weights of names of specialties and categories
AROUND = 0.75  # how much a match counts in another category, or in another specialty
TRIGRAMS = 0.4  # how much shared trigrams count beside shared terms
USUAL_LENGTH = 22  # lexemes of an issue that is neither long nor short


@dataclass(frozen=True)
class Match:
    """An issue that may be the same, and how sure we are: about 0 to 1."""

    issue: Issue
    score: float


def similar(
    text: str,
    *,
    specialty: Specialty | None,
    category: Category,
    practice: Organisation,
    limit: int = 3,
) -> list[Match]:
    """Other practices' issues that may be this one, the likeliest first; often none.

    Left out are the practice's own issues, those it has endorsed, and what was closed over a year
    ago. Only `public_line` and the team's words of a match may be shown to the practice.
    """
    text, names = text.replace("\0", " "), known_names()
    terms = spelling.corrected(read(text, on=timezone.localdate(), names=names), names)
    if not terms:
        return []
    found = _weighed(text, terms, specialty, category, practice, limit)
    if not found:
        return []
    rows = Issue.objects.select_related("category", "specialty").in_bulk([pk for pk, _ in found])
    return [Match(rows[pk], score) for pk, score in found if pk in rows]


_WEIGHED = f"""
WITH said AS MATERIALIZED (
    SELECT CASE WHEN stemmed THEN term::tsquery ELSE to_tsquery('english', term) END AS query,
        weight
    FROM unnest(%s::text[], %s::bool[], %s::float8[]) AS listed (term, stemmed, weight)
),
asked AS (SELECT * FROM said WHERE numnode(query) > 0),
near AS (
    (SELECT id FROM issues_issue WHERE {{cell}} ORDER BY id DESC LIMIT {MOST_OF_CELL})
    UNION (SELECT id FROM issues_issue WHERE category_id = %s AND public_summary <> ''
        ORDER BY id DESC LIMIT {MOST_SUMMARISED})
    UNION (SELECT id FROM issues_issue WHERE {{specialty}} AND public_summary <> ''
        ORDER BY id DESC LIMIT {MOST_SUMMARISED})
),
weighed AS (
    SELECT i.id, i.what_happened, i.public_summary, i.raised_at, place.nearness,
        h.weight / (SELECT greatest(sum(weight * weight), 0.5) FROM asked) AS shared,
        0.6 + 0.4 * length(i.words) / {USUAL_LENGTH} AS length
    FROM near JOIN issues_issue i USING (id)
    CROSS JOIN LATERAL (SELECT CASE WHEN {{cell}} THEN 1 ELSE {AROUND} END AS nearness) AS place
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(weight * weight), 0) AS weight, count(*) AS terms
        FROM asked WHERE i.words @@ query
    ) AS h
    WHERE i.practice_id <> %s AND i.kind = 'issue' AND i.direction = 'practice_to_trust'
        AND (i.closed_at IS NULL OR i.closed_at > %s)
        AND NOT EXISTS (SELECT FROM issues_endorsement e WHERE e.issue_id = i.id
            AND e.practice_id = %s AND e.withdrawn_at IS NULL)
        AND (place.nearness = 1 OR h.terms >= 2) AND EXISTS (SELECT FROM asked)
),
first AS (
    SELECT *, shared / length AS said FROM weighed
    ORDER BY nearness * shared / length DESC, raised_at DESC LIMIT {ALIKE}
),
scored AS (
    SELECT id, raised_at, nearness * (said + {TRIGRAMS} * greatest(
        similarity(%s, what_happened),
        CASE WHEN public_summary = '' THEN 0 ELSE similarity(%s, public_summary) END
    )) AS score FROM first
)
SELECT id, score FROM scored WHERE score >= {LIKELY} ORDER BY score DESC, raised_at DESC LIMIT %s
"""  # noqa: S608  (our own numbers)
_weighed_of_specialty = Statement(
    _WEIGHED.format(cell="category_id = %s AND specialty_id = %s", specialty="specialty_id = %s")
)
_weighed_of_any = Statement(
    _WEIGHED.format(cell="category_id = %s", specialty="specialty_id IS NULL")
)


def _weighed(
    text: str,
    terms: list[Term],
    specialty: Specialty | None,
    category: Category,
    practice: Organisation,
    limit: int,
) -> list[tuple[int, float]]:
    """The keys and scores of the likeliest, worked out by the database.

    Who was not sure of the specialty may mean any. Words that no list knows are stemmed on the way.
    """
    known = [term for term in terms if term.known]
    new = [term for term in terms if not term.known]
    ask = _weighed_of_specialty if specialty else _weighed_of_any
    named = [specialty.pk] if specialty else []
    cell = [category.pk, *named]
    return ask(
        stemmed(known) + [in_any_wording(term) for term in new],
        [True] * len(known) + [False] * len(new),
        [_weight(term, specialty) for term in known + new],
        *cell,
        *(category.pk, *named),
        *cell,
        practice.pk,
        timezone.now() - CLOSED_FOR,
        practice.pk,
        *(text, text),
        limit,
    )


def _weight(term: Term, specialty: Specialty | None) -> float:
    """What a term says: the name of the specialty asked about little, of another one much."""
    if not term.keys:
        return term.weight
    own = specialty is not None and keys.specialty(specialty.pk) in term.keys
    return OWN_NAME if own else max(term.weight, OTHER_NAME)
