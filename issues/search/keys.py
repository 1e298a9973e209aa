"""What an issue is found by besides its words: keys that share the index of the words.

`practice:12`, `category:3`, `specialty:45`, `near:17` and so on stand in the search vector as
lexemes of their own, so that one GIN index narrows by all of them at once and a search costs the
same whether ten thousand issues stand in the table or a million. No typed word can be a key: the
text parser takes words apart at the colon. Whoever changes `Keys` adds a migration that builds the
column anew.
"""

from django.contrib.postgres.search import SearchVectorCombinable, SearchVectorField
from django.db.models import Func

WITH_ANSWER = ("answered", "closed")  # the values of issues.models.HAS_ANSWER
NEAR, FAR = 4_096, 32_768  # rows in a block
ANSWERED = "is:answered"
OPEN = "is:open"
SUMMARISED = "is:summarised"


class Keys(SearchVectorCombinable, Func):
    """The keys of one row, from id, practice, category, specialty, status and summary."""

    function = "array_to_tsvector"
    output_field = SearchVectorField()

    def as_sql(self, compiler, connection, **extra_context):  # type: ignore[override]
        pk, practice, category, specialty, status, summary = (
            compiler.compile(expression)[0] for expression in self.source_expressions
        )
        answered = ", ".join(f"'{value}'" for value in WITH_ANSWER)
        return (
            "array_to_tsvector(ARRAY["
            f"'practice:' || ({practice})::text, "
            f"'category:' || ({category})::text, "
            f"'specialty:' || coalesce(({specialty})::text, '0'), "
            f"'near:' || ({pk} / {NEAR})::text, "
            f"'far:' || ({pk} / {FAR})::text, "
            f"CASE WHEN {status} IN ({answered}) THEN '{ANSWERED}' ELSE '{OPEN}' END, "
            f"CASE WHEN {summary} = '' THEN 'is:unsummarised' ELSE '{SUMMARISED}' END])",
            [],
        )


def practice(pk: int) -> str:
    """The key of a practice's own issues."""
    return f"practice:{pk}"


def category(pk: int) -> str:
    """The key of a category."""
    return f"category:{pk}"


def specialty(pk: int | None) -> str:
    """The key of a specialty, or of not being sure."""
    return f"specialty:{pk or 0}"


def latest(newest: int) -> list[str]:
    """Tsqueries for the latest issues up to the newest key: some thousands, then some ten thousand.

    Rows are counted rather than days, so that each costs the same in a busy year and a quiet one.
    """
    near = [f"near:{newest // NEAR - back}" for back in range(2)]
    return [any_of(near), any_of([f"far:{newest // FAR}", *near])]


def any_of(keys: list[str]) -> str:
    """A tsquery, ready to be cast, for rows with at least one of the keys."""
    return "(" + " | ".join(f"'{key}'" for key in keys) + ")"
