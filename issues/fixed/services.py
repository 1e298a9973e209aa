"""Asking, four weeks after a closing, whether it is really fixed, and keeping the answer."""

from datetime import date, datetime, time, timedelta
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.outbox import services as outbox
from interface.worktime.days import is_working_day
from interface.worktime.hours import LONDON
from interface.worktime.services import bank_holidays
from issues.fixed.models import Fixed, FixedAnswer
from issues.models import Direction, Issue, Kind, Status
from issues.services import NotYours, Refused, writes_for_practice
from issues.services.common import lock, refuse_stale

ASK_AFTER = timedelta(days=28)
ASK_UNTIL = timedelta(days=35)  # what is older was closed before we asked: no storm of mails
AT_MOST = 100  # mails in one run


class NotClosedNow(Refused):
    words = "{issue} is open again, so there is nothing yet that could have held."


# Asking --------------------------------------------------------------------------------------


def due(*, on: date) -> QuerySet[Issue]:
    """Issues closed four to five weeks before a day, about which nobody was asked yet.

    A day is one in London, so that a closing at half past midnight in summer is of its own day.
    """
    closing = FixedAnswer.objects.filter(issue=OuterRef("pk"), closed_at=OuterRef("closed_at"))
    return (
        Issue.objects.filter(
            ~Exists(closing),
            kind=Kind.ISSUE,
            direction=Direction.PRACTICE_TO_TRUST,
            status=Status.CLOSED,
            closed_at__gte=_midnight(on - ASK_UNTIL),
            closed_at__lt=_midnight(on - ASK_AFTER + timedelta(days=1)),
        )
        .select_related("raised_by", "category")
        .order_by("closed_at", "pk")
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def ask_due(*, on: date, at_most: int = AT_MOST) -> int:
    """Ask about what is due, on working days only; returns how many were asked."""
    if not is_working_day(on, bank_holidays()):
        return 0
    return sum(ask(issue, by=None) for issue in due(on=on)[:at_most])


@history.action("asked whether it is fixed")
def ask(issue: Issue, *, by: User | None) -> bool:
    """Ask the reporter about this closing, once; False if somebody did before or none is there."""
    issue = lock(issue)
    if not issue.is_closed:
        return False
    asked_at = timezone.now() if issue.wants_reply and issue.reporter_email else None
    closing, created = FixedAnswer.objects.get_or_create(
        issue=issue,
        closed_at=_closed_at(issue),
        defaults={"claimed": issue.outcome, "asked_at": asked_at},
    )
    if not created or asked_at is None:
        return False
    outbox.email(
        "issue_was_it_fixed",
        to=issue.reporter_email,
        event=f"issue_was_it_fixed:{issue.reference}:{closing.pk}",
        about=issue.reference,
        topic=issue.category.label,
        link=reverse("issue_fixed", args=[issue.status_token]),
        issue=issue,
    )
    return True


# Answering -----------------------------------------------------------------------------------


@history.action("said whether it is fixed")
def say(
    issue: Issue,
    *,
    answer: str,
    text: str,
    by: User | None,
    status_token: str = "",
    seen: int | None = None,
) -> FixedAnswer:
    """Keep what the reporter says about the latest closing; said again, it takes the place.

    Saying the same twice is saying it once.
    """
    issue = lock(issue)
    if not writes_for_practice(issue, by=by, status_token=status_token):
        raise NotYours(issue)
    if not issue.is_closed:
        raise NotClosedNow(issue)
    refuse_stale(issue, seen)
    closing, _created = FixedAnswer.objects.get_or_create(
        issue=issue, closed_at=_closed_at(issue), defaults={"claimed": issue.outcome}
    )
    said = (Fixed(answer), text.strip())
    if (closing.answer, closing.text) != said:
        closing.answer, closing.text = said
        closing.answered_by, closing.answered_at = by, timezone.now()
        closing.save(update_fields=["answer", "text", "answered_by", "answered_at"])
    return closing


def latest(issue: Issue) -> FixedAnswer | None:
    """What is known about the closing that stands; None while open, or before anybody asked."""
    if not issue.is_closed:
        return None
    return FixedAnswer.objects.filter(issue=issue, closed_at=_closed_at(issue)).first()


def _closed_at(issue: Issue) -> datetime:
    """When a closed issue was closed; a constraint says that it has such a time."""
    return cast(datetime, issue.closed_at)
