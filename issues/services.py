"""Every step in an issue's life: each is atomic, goes into history, and tells whoever should hear.

A step that cannot be taken raises a `Refused`, whose text is for the person who asked for it.
`submission` is the token of the form that was sent: the same form sent twice is one step.
`seen` is the version of the issue that the person had before them.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from interface import history
from interface.accounts.models import LaunchLink, Role, User
from interface.directory.models import Organisation, Specialty
from interface.outbox import services as outbox
from interface.worktime.days import add_working_days, working_days_between
from interface.worktime.services import bank_holidays
from issues import safety
from issues.details import HARM, Priority
from issues.endorsements.telling import tell_endorsers
from issues.models import (
    CLOCK_RUNS,
    Category,
    Direction,
    Draft,
    Issue,
    Kind,
    Note,
    Outcome,
    Reply,
    Side,
    Status,
    Validity,
)

DAYS_TO_TRIAGE = 5  # working days, as promised on the receipt
DAYS_TO_ANSWER = 10
NEWS = {"issue_sent_on", "issue_answered", "issue_closed", "issue_reopened"}  # unless unwanted
DRAWS = 5  # of a random reference: among a million issues one in a thousand is taken


class Refused(Exception):
    """A step that cannot be taken, and why."""

    words = "This cannot be done now."

    def __init__(self, issue: Issue | None = None):
        self.issue = issue
        super().__init__(self.words.format(issue=issue))


class NotYours(Refused):
    words = "This issue is not yours to change."


class PracticeIsClosed(Refused):
    words = (
        "Your practice is closed in our directory. Tell the integration team which one you are now."
    )


class SafetyRouteNotShown(Refused):
    words = "Read where to report harm, then tick the box and send this again."


class AlreadySent(Refused):
    words = (
        "You already sent this form, as issue {issue}. To add to it, open {issue} and reply. "
        "To send what is below as a new issue, send it again."
    )


class AlreadyClosed(Refused):
    words = "{issue} is closed. Reopen it first."


class NotClosed(Refused):
    words = "{issue} is not closed, so there is nothing to reopen."


class AlreadyWithSpecialty(Refused):
    words = "{issue} is already with {issue.specialty}."


class NotWithSpecialty(Refused):
    words = "{issue} is no longer with {issue.specialty}, so your answer was not sent."


class SpecialtyTakesNoIssues(Refused):
    words = "That specialty no longer takes issues. Choose another one."


class ChangedMeanwhile(Refused):
    words = (
        "Somebody else changed {issue} while you were writing. Read what is new; your words are "
        "kept below, and sending them again sends them."
    )


class WordsMissing(Refused):
    words = "Nothing was written, so nothing was sent."


# Raising -------------------------------------------------------------------------------------


@history.action("raised")
def raise_issue(
    *,
    submission: UUID,
    practice: Organisation,
    specialty: Specialty | None,
    category: Category,
    what_happened: str,
    by: User | None,
    link: LaunchLink | None = None,
    hear_back_email: str = "",
    kind: str = Kind.ISSUE,
    safety_route_shown: bool = False,
    **details: Any,
) -> Issue:
    """Take in what somebody wants to tell the other side; they get the reference by mail.

    Without an account (`by` is None) the practice's launch link says whose issue it is, and
    `hear_back_email` where to write, if anywhere. The same form sent twice, even at the same
    moment, is one issue: the second gets the first, and the draft that it was goes.
    `details` are fields of `issues.details`.
    """
    if not _speaks_for(practice, specialty, by=by, link=link):
        raise NotYours
    if not practice.is_open:
        raise PracticeIsClosed
    is_possible_harm = details.get("risk") in HARM
    if is_possible_harm and not safety_route_shown:
        raise SafetyRouteNotShown
    from_trust = by is not None and by.is_specialty_lead
    said = {
        **details,
        "kind": Kind(kind),
        "direction": Direction.TRUST_TO_PRACTICE if from_trust else Direction.PRACTICE_TO_TRUST,
        "practice_id": practice.pk,
        "specialty_id": specialty.pk if specialty else None,
        "category_id": category.pk,
        "what_happened": _words(what_happened),
        "raised_by_id": by.pk if by else None,
        "hear_back_email": "" if by else hear_back_email,
    }
    issue, created = _create_once(submission, {**said, **_first_dates(is_possible_harm)})
    if created:
        issue.specialty, issue.category, issue.raised_by = specialty, category, by  # known here
        Draft.objects.filter(submission=submission).delete()
        _tell_reporter("issue_raised", issue)
        if is_possible_harm:
            safety.tell_team(issue)
    elif any(getattr(issue, name) != value for name, value in said.items()):
        own = ("practice_id", "raised_by_id") if by is None else ("raised_by_id",)
        same = all(getattr(issue, name) == said[name] for name in own)
        raise AlreadySent(issue) if same else NotYours
    return issue


def _speaks_for(
    practice: Organisation,
    specialty: Specialty | None,
    *,
    by: User | None,
    link: LaunchLink | None,
) -> bool:
    """Whether this person, or this link, may raise an issue of this practice, or about it."""
    if by is None:
        return link is not None and link.is_live and link.practice_id == practice.pk
    if by.is_specialty_lead:
        return specialty is not None and by.specialties.contains(specialty)
    return by.is_integration_team or (by.is_practice and by.organisation_id == practice.pk)


def _first_dates(is_possible_harm: bool) -> dict[str, Any]:
    """What a new issue is promised, with what possible harm adds."""
    now, holidays = timezone.now(), bank_holidays()
    if not is_possible_harm:
        return promise(timezone.localdate(now), holidays)
    due = safety.same_day_promise(now, holidays)
    return {**due, "priority": Priority.SAME_DAY, "safety_route_shown_at": now}


def _create_once(submission: UUID, said: dict[str, Any]) -> tuple[Issue, bool]:
    """The issue of this form, and whether it was made now; a reference that is taken is redrawn."""
    for draws_left in reversed(range(DRAWS)):
        try:
            return Issue.objects.get_or_create(submission=submission, defaults=said)
        except IntegrityError:
            if not draws_left:
                raise
    raise AssertionError("unreachable")


def promise(today: date, holidays: Collection[date]) -> dict[str, date]:
    """By when an issue that reaches the integration team today is triaged and answered."""
    return {
        "triage_by": add_working_days(today, DAYS_TO_TRIAGE, holidays),
        "respond_by": add_working_days(today, DAYS_TO_ANSWER, holidays),
    }


# What the integration team does --------------------------------------------------------------


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
    issue = _lock(issue)
    _refuse_unless_team(issue, by)
    _refuse_closed_or_stale(issue, seen)
    issue.category = category
    issue.validity = Validity(validity) if validity else ""
    issue.respond_by = respond_by or issue.respond_by
    is_new = issue.status in (Status.NEW, Status.REOPENED)
    _move(issue, Status.TRIAGED if is_new else issue.status)


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
    issue = _lock(issue)
    _refuse_unless_team(issue, by)
    _refuse_closed_or_stale(issue, seen)
    if issue.status == Status.WITH_SPECIALTY and issue.specialty_id == specialty.pk:
        raise AlreadyWithSpecialty(issue)
    if not specialty.active:
        raise SpecialtyTakesNoIssues(issue)
    issue.specialty = specialty
    issue.respond_by = respond_by or issue.respond_by
    issue.sent_to_specialty_at = timezone.now()
    _move(issue, Status.WITH_SPECIALTY)
    _tell_specialty("issue_for_specialty", issue)
    _tell_reporter("issue_sent_on", issue, by=by)


@history.action("asked the practice")
def ask_practice(
    issue: Issue, *, text: str, by: User, submission: UUID | None = None, seen: int | None = None
) -> None:
    """Ask the practice something; the clock stands until it replies."""
    issue = _lock(issue)
    if _is_repeat(Reply, submission):
        return
    _refuse_unless_team(issue, by)
    _refuse_closed_or_stale(issue, seen)
    if issue.status != Status.WAITING_FOR_PRACTICE:
        was_with_specialty = issue.status == Status.WITH_SPECIALTY
        issue.returns_to = Status.WITH_SPECIALTY if was_with_specialty else Status.TRIAGED
    reply = _write(issue, text, Side.INTEGRATION_TEAM, by, submission, asks_practice=True)
    _move(issue, Status.WAITING_FOR_PRACTICE)
    if issue.direction == Direction.TRUST_TO_PRACTICE:
        _tell_practice("issue_question_to_practice", issue, reply=reply)
    else:
        _tell_reporter("issue_question", issue, by=by, reply=reply)


@history.action("noted")
def add_note(issue: Issue, *, text: str, by: User, submission: UUID | None = None) -> None:
    """Write something for the integration team alone, at any time."""
    issue = _lock(issue)
    if _is_repeat(Note, submission):
        return
    _refuse_unless_team(issue, by)
    Note.objects.create(issue=issue, text=_words(text), written_by=by, submission=submission)


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
    """End an issue with an outcome and a plain answer to whoever raised it."""
    issue = _lock(issue)
    if _is_repeat(Reply, submission):
        return
    _refuse_unless_team(issue, by)
    _refuse_closed_or_stale(issue, seen)
    reply = _write(issue, text, Side.INTEGRATION_TEAM, by, submission)
    issue.outcome = Outcome(outcome)
    issue.closed_at = timezone.now()
    _move(issue, Status.CLOSED, answered_at=issue.closed_at)
    _tell_reporter("issue_closed", issue, by=by, reply=reply)


# What the hospital's and the practice's side do ----------------------------------------------


@history.action("answered")
def answer(
    issue: Issue, *, text: str, by: User, submission: UUID | None = None, seen: int | None = None
) -> None:
    """Tell the practice what was found or done; the team may, or the specialty that has it."""
    issue = _lock(issue)
    if _is_repeat(Reply, submission):
        return
    side = _answering_side(issue, by)
    _refuse_closed_or_stale(issue, seen)
    reply = _write(issue, text, side, by, submission)
    _move(issue, Status.ANSWERED, answered_at=timezone.now())
    _tell_reporter("issue_answered", issue, by=by, reply=reply)


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
    by them: it goes back to the integration team. Otherwise it stays where it is.
    """
    issue = _lock(issue)
    if _is_repeat(Reply, submission):
        return
    if not writes_for_practice(issue, by=by, status_token=status_token):
        raise NotYours(issue)
    _refuse_closed_or_stale(issue, seen)
    _write(issue, text, Side.PRACTICE, by, submission)
    goes_to = {
        Status.WAITING_FOR_PRACTICE: Status(issue.returns_to or Status.TRIAGED),
        Status.ANSWERED: Status.TRIAGED,
    }
    _move(issue, goes_to.get(Status(issue.status), issue.status))
    if issue.status == Status.WITH_SPECIALTY:
        _tell_specialty("issue_practice_replied", issue)


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
    issue = _lock(issue)
    if _is_repeat(Reply, submission):
        return
    by_team = by is not None and by.is_integration_team
    if not (by_team or writes_for_practice(issue, by=by, status_token=status_token)):
        raise NotYours(issue)
    if not issue.is_closed:
        raise NotClosed(issue)
    _refuse_stale(issue, seen)
    side = Side.INTEGRATION_TEAM if by_team else Side.PRACTICE
    reply = _write(issue, text, side, by, submission)
    issue.outcome, issue.closed_at = "", None
    for name, day in promise(timezone.localdate(), bank_holidays()).items():
        setattr(issue, name, day)
    _move(issue, Status.REOPENED)
    _tell_reporter("issue_reopened", issue, by=by, reply=reply)


# What the steps have in common ---------------------------------------------------------------


def _lock(issue: Issue) -> Issue:
    """The issue as it is now, held until this step is over."""
    rows = Issue.objects.select_related("practice", "specialty", "category", "raised_by")
    return rows.select_for_update(of=("self",)).get(pk=issue.pk)


def _refuse_unless_team(issue: Issue, by: User) -> None:
    if not by.is_integration_team:
        raise NotYours(issue)


def _refuse_closed_or_stale(issue: Issue, seen: int | None) -> None:
    if issue.is_closed:
        raise AlreadyClosed(issue)
    _refuse_stale(issue, seen)


def _refuse_stale(issue: Issue, seen: int | None) -> None:
    if seen is not None and seen != issue.version:
        raise ChangedMeanwhile(issue)


def _is_repeat(model: type[Reply] | type[Note], submission: UUID | None) -> bool:
    """Whether this very form was taken already; asked while the issue is held."""
    return submission is not None and model.objects.filter(submission=submission).exists()


def writes_for_practice(issue: Issue, *, by: User | None, status_token: str = "") -> bool:
    """Whether somebody may write as the practice that raised an issue.

    Its people may. Without an account, whoever has the issue's status link may.
    """
    if by is None:
        return bool(status_token) and constant_time_compare(status_token, issue.status_token)
    return by.is_practice and by.organisation_id == issue.practice_id


def _answering_side(issue: Issue, by: User) -> Side:
    if by.is_integration_team:
        return Side.INTEGRATION_TEAM
    leads = issue.specialty is not None and by.specialties.contains(issue.specialty)
    if not by.is_specialty_lead or not leads:
        raise NotYours(issue)
    if issue.status != Status.WITH_SPECIALTY:
        raise NotWithSpecialty(issue)
    return Side.SPECIALTY


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise WordsMissing
    return text


def _write(
    issue: Issue,
    text: str,
    side: Side,
    by: User | None,
    submission: UUID | None,
    *,
    asks_practice: bool = False,
) -> Reply:
    return Reply.objects.create(
        issue=issue,
        side=side,
        asks_practice=asks_practice,
        text=_words(text),
        written_by=by,
        submission=submission,
    )


def _move(issue: Issue, status: str, *, answered_at: datetime | None = None) -> None:
    """Save a step; where the status changes, note since when, and start a clock that stood."""
    if status != issue.status:
        now = timezone.now()
        if issue.status == Status.WAITING_FOR_PRACTICE and status in CLOCK_RUNS:
            issue.respond_by = _later_by_the_wait(issue, timezone.localdate(now))
        if status != Status.WAITING_FOR_PRACTICE:
            issue.returns_to = ""
        issue.status, issue.status_since = Status(status), now
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


def _tell_reporter(template: str, issue: Issue, *, by: User | None = None, **context: Any) -> None:
    """Write to whoever raised the issue, unless they did this themselves or want no mail.

    News that all may hear goes to those as well to whom the same happened.
    """
    if template in NEWS:
        tell_endorsers(issue)
    if not issue.wants_reply and template in NEWS:
        return
    if by is None or issue.raised_by_id != by.pk:
        _mail(template, issue, issue.reporter_email, **context)


def _tell_practice(template: str, issue: Issue, **context: Any) -> None:
    """Write to the people of the practice that an issue of the trust is about."""
    people = User.objects.filter(role=Role.PRACTICE, organisation=issue.practice_id, is_active=True)
    for person in people:
        _mail(template, issue, person.email, reader=person, **context)


def _tell_specialty(template: str, issue: Issue) -> None:
    if issue.specialty:
        _mail(template, issue, issue.specialty.feedback_email)


def _mail(template: str, issue: Issue, to: str, **context: Any) -> None:
    event = f"{template}:{issue.reference}:{issue.version}"
    outbox.email(template, to=to, event=event, issue=issue, **context)
