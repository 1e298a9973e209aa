"""Stopping an issue's clock and starting it again, and how long each side has held it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.worktime.days import working_days_left
from interface.worktime.services import bank_holidays
from issues.clocks import spells
from issues.clocks.keeping import latest, restart
from issues.clocks.models import Handover, Holder
from issues.models import CLOCK_RUNS, Issue, Note, Status
from issues.services.common import is_repeat, lock, move, refuse_closed_or_stale, refuse_unless_team
from issues.services.common import words as written
from issues.services.refusals import Refused


class ClockStands(Refused):
    words = "The clock of {issue} does not run now, so there is nothing to stop."


class ClockRuns(Refused):
    words = "The clock of {issue} was not stopped, so there is nothing to start."


@history.action("stopped the clock")
def pause(
    issue: Issue,
    *,
    text: str,
    by: User,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Stop an issue's clock, with the reason as a note; until it runs again nothing is due."""
    issue = lock(issue)
    if is_repeat(Note, submission):
        return
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    if not may_pause(issue) or is_paused(issue):
        raise ClockStands(issue)
    note = Note.objects.create(
        issue=issue, text=written(text), written_by=by, submission=submission
    )
    with_specialty, holidays = issue.status == Status.WITH_SPECIALTY, bank_holidays()
    Handover.objects.create(
        issue=issue,
        holder=Holder.OTHER,
        specialty_id=issue.specialty_id if with_specialty else None,
        is_pause=True,
        because=note,
        triage_left=_left(issue.triage_by, holidays),
        respond_left=_left(issue.respond_by, holidays),
    )
    issue.triage_by = issue.respond_by = None
    move(issue, issue.status)


@history.action("started the clock again")
def resume(
    issue: Issue,
    *,
    text: str,
    by: User,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Let a stopped clock run again, with the reason as a note and the working days it had left."""
    issue = lock(issue)
    if is_repeat(Note, submission):
        return
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    last = latest(issue)
    if last is None or not last.is_pause:
        raise ClockRuns(issue)
    Note.objects.create(issue=issue, text=written(text), written_by=by, submission=submission)
    restart(issue, last, at=timezone.now())
    move(issue, issue.status)


def may_pause(issue: Issue) -> bool:
    """Whether time runs for the team or a specialty, which alone can be stopped."""
    return issue.status in CLOCK_RUNS


def is_paused(issue: Issue) -> bool:
    last = latest(issue)
    return last is not None and last.is_pause


def held(issue: Issue, *, at: datetime) -> dict[Holder, timedelta]:
    """The working time for which each side has held an issue up to `at`: together, all of it."""
    return spells.held(life_of(issue), at=at, holidays=bank_holidays())


def life_of(issue: Issue) -> list[spells.Spell]:
    """Every spell of an issue, oldest first."""
    rows = Handover.objects.filter(issue=issue).order_by("at", "pk")
    return spells.spells(issue.raised_at, rows.values_list("at", "holder", "specialty_id"))


def _left(due: date | None, holidays: Collection[date]) -> int | None:
    return None if due is None else working_days_left(timezone.localdate(), due, holidays)
