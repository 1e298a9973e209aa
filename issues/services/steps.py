"""What the integration team, the hospital's side and the practice's side do with an issue."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.worktime.services import bank_holidays
from issues.models import (
    Category,
    DeskLink,
    Direction,
    Issue,
    Note,
    Outcome,
    Reply,
    Side,
    Status,
    Validity,
)
from issues.services.common import (
    answering_side,
    is_repeat,
    lock,
    move,
    promise,
    refuse_closed_or_stale,
    refuse_stale,
    refuse_unless_team,
    replying_side,
    words,
    write,
)
from issues.services.refusals import (
    AlreadyWithSpecialty,
    NotClosed,
    NotInTheTeam,
    SpecialtyTakesNoIssues,
)
from issues.services.telling import tell_practice, tell_reporter, tell_specialty
from issues.themes.following import answer_parts, close_parts
from issues.themes.recurrences import end_promises, look_again, promise_fix


@history.action("triaged")
def triage(
    issue: Issue,
    *,
    category: Category,
    validity: str = "",
    respond_by: date | None = None,
    by: User,
    seen: int | None = None,
) -> None:
    """Record what the team makes of an issue; from then on it is no longer new. Nobody is told."""
    issue = lock(issue)
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    issue.category = category
    issue.validity = Validity(validity) if validity else ""
    issue.respond_by = respond_by or issue.respond_by
    look_again(issue)
    is_new = issue.status in (Status.NEW, Status.REOPENED)
    move(issue, Status.TRIAGED if is_new else issue.status)


@history.action("assigned")
def assign(issue: Issue, *, owner: User | None, by: User, seen: int | None = None) -> None:
    """Say who in the integration team looks after an issue, or that nobody does. No mail is sent.

    `by` and `owner` must be of the integration team, or `NotYours` or `NotInTheTeam` is raised.
    """
    issue = lock(issue)
    refuse_unless_team(issue, by)
    refuse_stale(issue, seen)
    if owner is not None and not owner.is_integration_team:
        raise NotInTheTeam(issue)
    issue.owner = owner
    move(issue, issue.status)


@history.action("sent to specialty")
def send_to_specialty(
    issue: Issue,
    *,
    specialty: Specialty,
    respond_by: date | None = None,
    by: User,
    seen: int | None = None,
) -> None:
    """Hand an issue to the specialty that should answer it; it hears, and so does the reporter."""
    issue = lock(issue)
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    if issue.status == Status.WITH_SPECIALTY and issue.specialty_id == specialty.pk:
        raise AlreadyWithSpecialty(issue)
    if not specialty.active:
        raise SpecialtyTakesNoIssues(issue)
    issue.respond_by = respond_by or issue.respond_by
    pass_to(issue, specialty, by=by)


def pass_to(issue: Issue, specialty: Specialty, *, by: User | None) -> None:
    """Let a specialty have an issue that is held: it hears, and so does the reporter."""
    issue.specialty, issue.sent_to_specialty_at = specialty, timezone.now()
    look_again(issue)
    move(issue, Status.WITH_SPECIALTY)
    tell_specialty("issue_for_specialty", issue)
    tell_reporter("issue_sent_on", issue, by=by)


@history.action("asked the practice")
def ask_practice(
    issue: Issue, *, text: str, by: User, submission: UUID | None = None, seen: int | None = None
) -> None:
    """Ask the practice something; the clock stands until it replies."""
    issue = lock(issue)
    if is_repeat(Reply, submission):
        return
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    if issue.status != Status.WAITING_FOR_PRACTICE:
        was_with_specialty = issue.status == Status.WITH_SPECIALTY
        issue.returns_to = Status.WITH_SPECIALTY if was_with_specialty else Status.TRIAGED
    reply = write(issue, text, Side.INTEGRATION_TEAM, by, submission, asks_practice=True)
    move(issue, Status.WAITING_FOR_PRACTICE)
    if issue.direction == Direction.TRUST_TO_PRACTICE:
        tell_practice("issue_question_to_practice", issue, reply=reply)
    else:
        tell_reporter("issue_question", issue, by=by, reply=reply)


@history.action("noted")
def add_note(issue: Issue, *, text: str, by: User, submission: UUID | None = None) -> None:
    """Write something for the integration team alone, at any time."""
    issue = lock(issue)
    if is_repeat(Note, submission):
        return
    refuse_unless_team(issue, by)
    Note.objects.create(issue=issue, text=words(text), written_by=by, submission=submission)


@history.action("closed")
def close(
    issue: Issue,
    *,
    outcome: str,
    text: str,
    by: User,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """End an issue with an outcome and a plain answer to whoever raised it, or a part of it."""
    issue = lock(issue)
    if is_repeat(Reply, submission):
        return
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    reply = write(issue, text, Side.INTEGRATION_TEAM, by, submission)
    issue.outcome = Outcome(outcome)
    issue.closed_at = timezone.now()
    move(issue, Status.CLOSED, answered_at=issue.closed_at)
    tell_reporter("issue_closed", issue, by=by, reply=reply)
    parts = close_parts(issue, reply, by=by)
    if issue.outcome == Outcome.FIXED_FOR_ALL:
        promise_fix(issue, closed_at=issue.closed_at, parts=parts)


@history.action("answered")
def answer(
    issue: Issue,
    *,
    text: str,
    by: User | None,
    desk_link: DeskLink | None = None,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Tell the practice what was found or done; the team may, or the specialty that has it.

    Without an account (`by` is None) the link to the specialty's reply desk allows it.
    """
    issue = lock(issue)
    if is_repeat(Reply, submission):
        return
    side = answering_side(issue, by, desk_link)
    refuse_closed_or_stale(issue, seen)
    reply = write(issue, text, side, by, submission, desk_link=desk_link)
    move(issue, Status.ANSWERED, answered_at=timezone.now())
    tell_reporter("issue_answered", issue, by=by, reply=reply)
    answer_parts(issue, reply, by=by)


@history.action("replied")
def practice_reply(
    issue: Issue,
    *,
    text: str,
    by: User | None,
    status_token: str = "",
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Add the practice's words; without an account (`by` is None) the status link allows it.

    A question is answered by them: the issue goes back to whoever had it. An answer is questioned
    by them: it goes back to the integration team. Otherwise it stays where it is. A specialty lead
    who raised it replies too; a question to the practice then still waits for the practice.
    """
    issue = lock(issue)
    if is_repeat(Reply, submission):
        return
    side = replying_side(issue, by=by, status_token=status_token)
    refuse_closed_or_stale(issue, seen)
    write(issue, text, side, by, submission)
    goes_to = {Status.ANSWERED: Status.TRIAGED}
    if side == Side.PRACTICE:
        goes_to[Status.WAITING_FOR_PRACTICE] = Status(issue.returns_to or Status.TRIAGED)
    move(issue, goes_to.get(Status(issue.status), issue.status))
    if issue.status == Status.WITH_SPECIALTY and side == Side.PRACTICE:
        tell_specialty("issue_practice_replied", issue)


@history.action("reopened")
def reopen(
    issue: Issue,
    *,
    text: str,
    by: User | None,
    status_token: str = "",
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Bring a closed issue back to triage, with the reason and new dates."""
    issue = lock(issue)
    if is_repeat(Reply, submission):
        return
    by_team = by is not None and by.is_integration_team
    side = Side.INTEGRATION_TEAM
    if not by_team:
        side = replying_side(issue, by=by, status_token=status_token)
    if not issue.is_closed:
        raise NotClosed(issue)
    refuse_stale(issue, seen)
    reply = write(issue, text, side, by, submission)
    issue.outcome, issue.closed_at = "", None
    end_promises(issue)
    for name, day in promise(timezone.localdate(), bank_holidays()).items():
        setattr(issue, name, day)
    move(issue, Status.REOPENED)
    tell_reporter("issue_reopened", issue, by=by, reply=reply)
