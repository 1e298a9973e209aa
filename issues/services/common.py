"""What the steps have in common: holding an issue, refusing, writing, moving it on."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from interface.accounts.models import User
from interface.worktime.days import add_working_days, working_days_between
from interface.worktime.services import bank_holidays
from issues.clocks.keeping import hand_over
from issues.models import (
    CLOCK_RUNS,
    DeskLink,
    Issue,
    Note,
    Reply,
    Side,
    SpecialtyProposal,
    Status,
)
from issues.services.refusals import (
    AlreadyClosed,
    ChangedMeanwhile,
    NotWithSpecialty,
    NotYours,
    WordsMissing,
)

DAYS_TO_TRIAGE = 5  # working days, as promised on the receipt
DAYS_TO_ANSWER = 10


def promise(today: date, holidays: Collection[date]) -> dict[str, date]:
    """By when an issue that reaches the integration team today is triaged and answered."""
    return {
        "triage_by": add_working_days(today, DAYS_TO_TRIAGE, holidays),
        "respond_by": add_working_days(today, DAYS_TO_ANSWER, holidays),
    }


def lock(issue: Issue) -> Issue:
    """The issue as it is now, held until this step is over.

    It is read after the wait: what a locking query joins is from before it, so that a specialty
    or category that changed meanwhile would not be found.
    """
    Issue.objects.select_for_update().order_by().values_list("pk").get(pk=issue.pk)
    rows = Issue.objects.select_related("practice", "specialty", "category", "raised_by")
    return rows.get(pk=issue.pk)


def refuse_unless_team(issue: Issue, by: User) -> None:
    if not by.is_integration_team:
        raise NotYours(issue)


def refuse_closed_or_stale(issue: Issue, seen: int | None) -> None:
    if issue.is_closed:
        raise AlreadyClosed(issue)
    refuse_stale(issue, seen)


def refuse_stale(issue: Issue, seen: int | None) -> None:
    if seen is not None and seen != issue.version:
        raise ChangedMeanwhile(issue)


def is_repeat(
    model: type[Reply] | type[Note] | type[SpecialtyProposal], submission: UUID | None
) -> bool:
    """Whether this very form was taken already; asked while the issue is held."""
    return submission is not None and model.objects.filter(submission=submission).exists()


def writes_for_practice(issue: Issue, *, by: User | None, status_token: str = "") -> bool:
    """Whether somebody may write as the practice that raised an issue.

    Its people may. Without an account, whoever has the issue's status link may.
    """
    if by is None:
        return bool(status_token) and constant_time_compare(status_token, issue.status_token)
    return by.is_practice and by.organisation_id == issue.practice_id


def replying_side(issue: Issue, *, by: User | None, status_token: str = "") -> Side:
    """Whose words a reply holds: the practice's, or the specialty's if its lead raised the issue.

    Raises `NotYours` for everybody else.
    """
    if writes_for_practice(issue, by=by, status_token=status_token):
        return Side.PRACTICE
    if by is not None and issue.is_written_by_lead(by):
        return Side.SPECIALTY
    raise NotYours(issue)


def answering_side(issue: Issue, by: User | None, desk_link: DeskLink | None = None) -> Side:
    """The side somebody answers for; without an account, whoever has its desk's link does."""
    if by is not None and by.is_integration_team:
        return Side.INTEGRATION_TEAM
    if not _answers_for_specialty(issue, by, desk_link):
        raise NotYours(issue)
    if issue.status != Status.WITH_SPECIALTY:
        raise NotWithSpecialty(issue)
    return Side.SPECIALTY


def _answers_for_specialty(issue: Issue, by: User | None, desk_link: DeskLink | None) -> bool:
    if issue.specialty is None:
        return False
    if by is not None:
        return by.is_specialty_lead and by.specialties.contains(issue.specialty)
    live = DeskLink.objects.live().filter(specialty=issue.specialty)
    return desk_link is not None and live.filter(pk=desk_link.pk).exists()


def words(text: str) -> str:
    text = text.strip()
    if not text:
        raise WordsMissing
    return text


def write(
    issue: Issue,
    text: str,
    side: Side,
    by: User | None,
    submission: UUID | None,
    *,
    asks_practice: bool = False,
    desk_link: DeskLink | None = None,
) -> Reply:
    return Reply.objects.create(
        issue=issue,
        side=side,
        asks_practice=asks_practice,
        text=words(text),
        written_by=by,
        desk_link=desk_link,
        submission=submission,
    )


def move(issue: Issue, status: str, *, answered_at: datetime | None = None) -> None:
    """Save a step; where the status changes, note since when, and start a clock that stood.

    Whoever holds the issue from now on is written down.
    """
    now = timezone.now()
    if status != issue.status:
        if issue.status == Status.WAITING_FOR_PRACTICE and status in CLOCK_RUNS:
            issue.respond_by = _later_by_the_wait(issue, timezone.localdate(now))
        if status != Status.WAITING_FOR_PRACTICE:
            issue.returns_to = ""
        issue.status, issue.status_since = Status(status), now
    hand_over(issue, at=now)
    issue.first_answered_at = issue.first_answered_at or answered_at
    issue.version += 1
    issue.save()


def _later_by_the_wait(issue: Issue, today: date) -> date | None:
    """The due date, moved on by the working days that the practice took to reply."""
    if issue.respond_by is None:
        return None
    holidays = bank_holidays()
    waited = working_days_between(timezone.localdate(issue.status_since), today, holidays)
    return add_working_days(issue.respond_by, waited, holidays)
