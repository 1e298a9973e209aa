"""What is answered to a theme goes, in the same words, to whoever raised a part of it."""

from collections.abc import Collection

from django.db.models import QuerySet

from interface.accounts.models import User
from issues.models import HAS_ANSWER, Issue, Outcome, Reply, Side, Status
from issues.services.common import move, write
from issues.services.telling import tell_reporter
from issues.themes.families import parts_of


def readers(issue: Issue, *, closing: bool = False) -> QuerySet[Issue]:
    """The parts of an issue whose reporters would read an answer to it."""
    return readers_of_several([issue.pk], closing=closing)


def readers_of_several(issues: Collection[int], *, closing: bool = False) -> QuerySet[Issue]:
    """The parts of issues (keys), through however many links, that an answer to them reaches.

    A closing answer is read by those as well who had an answer before.
    """
    parts = Issue.objects.filter(pk__in=parts_of(issues))
    return parts.exclude(status__in=passed_over(closing=closing))


def passed_over(*, closing: bool) -> list[Status]:
    """Where parts stand whose reporters hear nothing of another answer."""
    return [Status.CLOSED] if closing else HAS_ANSWER


def answer_parts(theme: Issue, reply: Reply, *, by: User | None) -> None:
    """Give the answer of a theme to its parts that have none yet."""
    for part in _held(readers(theme)):
        said = write(part, reply.text, Side(reply.side), by, None, desk_link=reply.desk_link)
        move(part, Status.ANSWERED, answered_at=reply.written_at)
        tell_reporter("issue_answered", part, by=by, reply=said)


def close_parts(theme: Issue, reply: Reply, *, by: User) -> list[Issue]:
    """Close the parts of a theme with its closing answer; returns those that it closed."""
    parts = _held(readers(theme, closing=True))
    for part in parts:
        said = write(part, reply.text, Side(reply.side), by, None)
        part.outcome, part.closed_at = Outcome.DUPLICATE_OF_THEME, theme.closed_at
        move(part, Status.CLOSED, answered_at=theme.closed_at)
        tell_reporter("issue_closed", part, by=by, reply=said)
    return parts


def _held(parts: QuerySet[Issue]) -> list[Issue]:
    """The parts, each held until the step is over, and read after the wait as `lock` does."""
    held = list(parts.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows = Issue.objects.filter(pk__in=held).order_by("pk")
    return list(rows.select_related("practice", "specialty", "category", "raised_by"))
