"""What was promised when something was fixed for everyone, and what comes back all the same.

Closing a practice's issue as fixed for everyone promises that its category does not come up in
its specialty any more. Whatever a practice raises there while the promise is to hold is a
recurrence: it goes before others, the team sees why, and the fix counts as one that did not hold.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.prepared import Statement
from issues.details import Priority
from issues.models import Direction, Issue, Kind, Note, PromisedFix, Rule
from issues.services.common import is_repeat, lock, move, refuse_stale, refuse_unless_team, words
from issues.services.refusals import Refused


class NoRecurrence(Refused):
    words = "{issue} is not marked as a recurrence."


# Promising -----------------------------------------------------------------------------------


def promise_fix(issue: Issue, *, closed_at: datetime, parts: Iterable[Issue] = ()) -> None:
    """Keep what closing an issue, with the parts of its theme, as fixed for everyone promises.

    Nothing can be promised of praise, ideas and what is on the practice's side, nor of an issue
    that came to no specialty.
    """
    scopes = {
        (closed.specialty_id, closed.category): None
        for closed in (issue, *parts)
        if closed.specialty_id is not None and _may_recur(closed.kind, closed.direction)
    }
    today = timezone.localdate(closed_at)
    rules = Rule.objects.in_force(on=today)
    PromisedFix.objects.bulk_create(
        PromisedFix(
            issue=issue,
            closed_at=closed_at,
            specialty_id=specialty,
            category=category,
            ask=category.ask,
            rule=rules.filter(categories=category).first(),
            holds_until=today + timedelta(days=settings.FIX_HOLDS_DAYS),
        )
        for specialty, category in scopes
    )


def end_promises(issue: Issue) -> None:
    """Promise nothing more of an issue that is reopened: that it is not fixed is known now."""
    PromisedFix.objects.standing().filter(issue=issue).update(ended_at=timezone.now())


def _may_recur(kind: str, direction: str) -> bool:
    return kind == Kind.ISSUE and direction == Direction.PRACTICE_TO_TRUST


# Recurring -----------------------------------------------------------------------------------


# The latest promise about a specialty and a category before a moment that was to hold on its day.
PROMISED = """
SELECT id FROM issues_promisedfix
WHERE ended_at IS NULL AND specialty_id = %s AND category_id = %s AND closed_at < %s
    AND holds_until >= %s
ORDER BY closed_at DESC LIMIT 1
"""
_promised = Statement(f"SELECT ({PROMISED})")


def recurring(promise: int | None, *, kind: str, direction: str) -> dict[str, Any]:
    """What an issue carries that was promised (the key of `PROMISED`) not to happen any more."""
    if promise is None or not _may_recur(kind, direction):
        return {}
    return {"recurrence_of_id": promise, "is_recurrence": True, "priority": Priority.PROMPT}


def look_again(issue: Issue) -> None:
    """See whether an issue recurs, now that it has another specialty or category; not saved yet.

    What the team said of a promise stands while it is about the same.
    """
    of = issue.recurrence_of
    if of and of.covers(specialty=issue.specialty_id, category=issue.category_id):
        return
    at, day = issue.raised_at, timezone.localdate(issue.raised_at)
    [(promise,)] = _promised(issue.specialty_id, issue.category_id, at, day)
    found = recurring(promise, kind=issue.kind, direction=issue.direction)
    issue.recurrence_of_id = found.get("recurrence_of_id")
    _set_recurring(issue, bool(found))


@history.action("said that it is no recurrence")
def deny(
    issue: Issue, *, text: str, by: User, submission: UUID | None = None, seen: int | None = None
) -> None:
    """Say that an issue is something else than what was fixed, and why, in a note for the team.

    The fix counts as before it, and the issue waits its turn again.
    """
    issue = lock(issue)
    if is_repeat(Note, submission):
        return
    refuse_unless_team(issue, by)
    refuse_stale(issue, seen)
    if not issue.is_recurrence:
        raise NoRecurrence(issue)
    Note.objects.create(issue=issue, text=words(text), written_by=by, submission=submission)
    _set_recurring(issue, False)
    move(issue, issue.status)


def _set_recurring(issue: Issue, recurs: bool) -> None:
    """Before others from when it recurs until it does not; what may have harmed goes before that.

    A priority that it has for another reason, as by a rule, stays.
    """
    was, issue.is_recurrence = issue.is_recurrence, recurs
    if was != recurs and issue.priority != Priority.SAME_DAY:
        issue.priority = Priority.PROMPT if recurs else Priority.NORMAL
