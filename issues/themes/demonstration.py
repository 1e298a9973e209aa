"""Themes among the invented issues, and what came back after it was fixed."""

from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from issues.models import Direction, Issue, Kind, Outcome
from issues.services.common import move
from issues.themes.recurrences import look_again, promise_fix
from issues.themes.services import merge

THEMES = 3
LARGEST = 5  # issues in one theme
MOST_PROMISED = 100


def make(*, by: User) -> int:
    """Put invented issues together that say the same, once; returns how many became parts.

    What was fixed for everyone is promised, and what came back is marked. `by` plays the
    integration team.
    """
    invented = Issue.objects.filter(
        is_demonstration=True, kind=Kind.ISSUE, direction=Direction.PRACTICE_TO_TRUST
    )
    made = Q(part_of__isnull=False) | Q(promised_fixes__isnull=False)
    if invented.filter(made).exists():
        return 0
    said = invented.open().order_by().values_list("what_happened").annotate(n=Count("pk"))
    parts = 0
    for words, _n in said.filter(n__gt=1).order_by("-n", "what_happened")[:THEMES]:
        same = invented.open().filter(what_happened=words).order_by("raised_at", "pk")
        lead, *others = same[:LARGEST]
        for issue in others:
            merge(issue, into=lead, by=by)
        parts += len(others)
    for closed in fixed_of_late(invented):
        promise_fix(closed, closed_at=cast(datetime, closed.closed_at))
        again = invented.open().filter(
            specialty=closed.specialty, category=closed.category, raised_at__gt=closed.closed_at
        )
        for issue in again:
            mark_as_recurrence(issue, by=by)
    return parts


def fixed_of_late(invented: QuerySet[Issue]) -> QuerySet[Issue]:
    """The latest of those closed as fixed for everyone whose promise is still to hold."""
    since = timezone.now() - timedelta(days=settings.FIX_HOLDS_DAYS)
    fixed = invented.filter(outcome=Outcome.FIXED_FOR_ALL, closed_at__gte=since)
    return fixed.select_related("category").order_by("-closed_at", "pk")[:MOST_PROMISED]


@history.action("found that it has come back")
def mark_as_recurrence(issue: Issue, *, by: User) -> None:
    """Do what raising it would have done, had there been the promise."""
    look_again(issue)
    move(issue, issue.status)
