"""Taking in what somebody wants to tell the other side."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from interface import history
from interface.accounts.models import LaunchLink, User
from interface.directory.models import Organisation, Specialty
from interface.prepared import Statement
from interface.reading import Reading
from interface.storing import Storing
from interface.worktime import services as worktime
from issues import safety
from issues.details import HARM, Priority
from issues.models import Category, Direction, Issue, Kind
from issues.routing.matching import Facts, facts
from issues.services import by_rules
from issues.services.common import promise, words
from issues.services.refusals import AlreadySent, NotYours, PracticeIsClosed, SafetyRouteNotShown
from issues.services.telling import tell_reporter
from issues.themes.recurrences import PROMISED, recurring

SENT_AGAIN_WITHIN = timedelta(minutes=10)
DRAWS = 5  # of a random reference: among a million issues one in a thousand is taken


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
    moment, is one issue: the second gets the first, and the draft that it was goes. So is the
    very same said again within ten minutes, as after the back button. A reference that is taken
    is redrawn. `details` are fields of `issues.details`.
    """
    unsafe = details.get("risk") in HARM and not safety_route_shown
    _refuse(practice, specialty, by=by, link=link, unsafe=unsafe)
    said = {
        **details,
        **_whose(practice, specialty, by=by, hear_back_email=hear_back_email),
        "kind": Kind(kind),
        "category_id": category.pk,
        "what_happened": words(what_happened),
    }
    decided = by_rules.decided_at_once(_facts(said, practice, category))
    rows = {"practice": practice, "specialty": specialty, "category": category, "raised_by": by}
    for draws_left in reversed(range(DRAWS)):
        known = _known(submission, said)
        if sent := _sent_before(known.alike, submission, said, decided):
            _forget_draft(submission)
            return sent
        try:
            fields = {"submission": submission, **_fields(said, decided, known)}
            with transaction.atomic() if decided else nullcontext():
                issue = take_in(fields, rows, by=by, was_draft=known.has_draft)
                return by_rules.follow(issue, decided, by=None) if decided else issue
        except IntegrityError:  # somebody was quicker, or the reference is taken
            if not draws_left:
                raise
    raise AssertionError("unreachable")


@history.action("raised")
def take_in(
    fields: Mapping[str, Any], rows: Mapping[str, Any], *, by: User | None, was_draft: bool
) -> Issue:
    """Store a new issue and say so; `rows` are those that its foreign keys lead to."""
    issue = _store(**fields)
    for name, row in rows.items():
        setattr(issue, name, row)
    tell_reporter("issue_raised", issue)
    if issue.is_possible_harm:
        safety.tell_team(issue)
    if was_draft:
        _forget_draft(issue.submission)
    return issue


_store = Storing(Issue)
_forget_draft = Statement("DELETE FROM issues_draft WHERE submission = %s RETURNING id")


def _refuse(
    practice: Organisation,
    specialty: Specialty | None,
    *,
    by: User | None,
    link: LaunchLink | None,
    unsafe: bool,
) -> None:
    """Raise what speaks against it; `unsafe` is possible harm without a look at its route."""
    if not _speaks_for(practice, specialty, by=by, link=link):
        raise NotYours
    if not practice.is_open:
        raise PracticeIsClosed
    if unsafe:
        raise SafetyRouteNotShown


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


def _whose(
    practice: Organisation, specialty: Specialty | None, *, by: User | None, hear_back_email: str
) -> dict[str, Any]:
    """Which sides it is between, which of them says it, and who hears back."""
    return {
        "direction": _direction(by),
        "practice_id": practice.pk,
        "specialty_id": specialty.pk if specialty else None,
        "raised_by_id": by.pk if by else None,
        "hear_back_email": "" if by else hear_back_email,
    }


def _direction(by: User | None) -> Direction:
    from_trust = by is not None and by.is_specialty_lead
    return Direction.TRUST_TO_PRACTICE if from_trust else Direction.PRACTICE_TO_TRUST


def _facts(said: Mapping[str, Any], practice: Organisation, category: Category) -> Facts:
    """What is said, as rules look at it."""
    return facts(
        specialty_id=said["specialty_id"],
        category=category,
        practice=practice,
        risk=said.get("risk", ""),
        kind=said["kind"],
        direction=said["direction"],
    )


@dataclass(frozen=True)
class _Known:
    """What decides what becomes of an issue that is raised `at` a moment; asked for at once."""

    at: datetime
    alike: list[int]  # keys of issues of the same form, or that said the same a moment ago
    holidays: list[date]
    promise: int | None  # the key of a fix that was promised to hold
    has_draft: bool


def _known(submission: UUID, said: Mapping[str, Any]) -> _Known:
    now, today = timezone.now(), timezone.localdate()
    lately = now - SENT_AGAIN_WITHIN, now + SENT_AGAIN_WITHIN  # by the clock of another server
    [found] = _asked(
        *(submission, said["practice_id"], *lately, said["what_happened"]),
        today,
        *(said["specialty_id"], said["category_id"], now, today),
        submission,
    )
    return _Known(now, *found)


_ALIKE = """
SELECT id FROM issues_issue WHERE submission = %s
    OR practice_id = %s AND raised_at > %s AND raised_at < %s AND what_happened = %s
"""
_asked = Statement(
    f"SELECT ARRAY({_ALIKE}), ARRAY({worktime.ALL} WHERE date >= %s), ({PROMISED}),"  # noqa: S608
    " EXISTS (SELECT FROM issues_draft WHERE submission = %s)"
)


def _fields(said: Mapping[str, Any], decided: by_rules.Decisions, known: _Known) -> dict[str, Any]:
    """The fields of a new issue: what is said, what is promised of it, and what rules decided."""
    came_back = recurring(known.promise, kind=said["kind"], direction=said["direction"])
    promised = promise(timezone.localdate(known.at), known.holidays)
    first = {"raised_at": known.at, **said, **came_back, **promised}
    if said.get("risk") in HARM:  # which goes before the rest
        first |= safety.same_day_promise(known.at, known.holidays)
        first |= {"priority": Priority.SAME_DAY, "safety_route_shown_at": known.at}
    return by_rules.with_decisions(first, decided, known.holidays)


_with_keys = Reading(Issue, "WHERE this.id = ANY(%s)", without=["words"])


def _sent_before(
    keys: list[int], submission: UUID, said: Mapping[str, Any], decided: by_rules.Decisions
) -> Issue | None:
    """The issue of a form that came before, or in which the same was said a moment ago.

    Browsers may keep no form, so the back button brings a new one, with another token, in which
    they put back what was typed. The same form must hold the same, and come from the same person.
    """
    alike = _with_keys(keys) if keys else []
    if issue := next((issue for issue in alike if _says(issue, said, decided)), None):
        return issue
    if issue := next((issue for issue in alike if issue.submission == submission), None):
        own = ["raised_by_id"] if said["raised_by_id"] else ["raised_by_id", "practice_id"]
        same = all(getattr(issue, name) == said[name] for name in own)
        raise AlreadySent(issue) if same else NotYours
    return None


def _says(issue: Issue, said: Mapping[str, Any], decided: by_rules.Decisions) -> bool:
    """Whether an issue holds what is said; a rule may have sent it elsewhere meanwhile."""
    specialties = {said["specialty_id"], by_rules.sent_to(decided)}
    rest = {name: value for name, value in said.items() if name != "specialty_id"}
    same = all(getattr(issue, name) == value for name, value in rest.items())
    return same and issue.specialty_id in specialties
