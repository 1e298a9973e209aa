"""What an issue is found by besides its words: keys that share the index of the words.

`practice:12`, `category:3`, `specialty:45`, `month:24323` and so on stand in the search vector as
lexemes of their own, so that one GIN index narrows by all of them at once and a search costs the
same whether ten thousand issues stand in the table or a million. No typed word can be a key: the
text parser takes words apart at the colon. Whoever changes `Keys` adds a migration that builds the
column anew.
"""

from datetime import datetime

from django.contrib.postgres.search import SearchVectorCombinable, SearchVectorField
from django.db.models import Func

WITH_ANSWER = ("answered", "closed")  # the values of issues.models.HAS_ANSWER
ANSWERED = "is:answered"
OPEN = "is:open"
SUMMARISED = "is:summarised"
UNSURE = "specialty:0"  # the practice did not know


class Keys(SearchVectorCombinable, Func):
    """The keys of one row, from practice, category, specialty, raised_at, status, summary."""

    function = "array_to_tsvector"
    output_field = SearchVectorField()

    def as_sql(self, compiler, connection, **extra_context):  # type: ignore[override]
        practice, category, specialty, raised_at, status, summary = (
            compiler.compile(expression)[0] for expression in self.source_expressions
        )
        answered = ", ".join(f"'{value}'" for value in WITH_ANSWER)
        utc = f"({raised_at} AT TIME ZONE 'UTC')"
        months = f"(date_part('year', {utc}) * 12 + date_part('month', {utc}))::int::text"
        return (
            "array_to_tsvector(ARRAY["
            f"'practice:' || ({practice})::text, "
            f"'category:' || ({category})::text, "
            f"'specialty:' || coalesce(({specialty})::text, '0'), "
            f"'month:' || {months}, "
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


def month(moment: datetime, *, back: int = 0) -> str:
    """The key of a month (in UTC), or of one so many months before it."""
    return f"month:{moment.year * 12 + moment.month - back}"


def any_of(keys: list[str]) -> str:
    """A tsquery, ready to be cast, for rows with at least one of the keys."""
    return "(" + " | ".join(f"'{key}'" for key in keys) + ")"
