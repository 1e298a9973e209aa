"""What routing rules do to an issue: by themselves when it is raised, or when the team says so."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.worktime.days import add_working_days
from interface.worktime.services import bank_holidays
from issues.details import HARM, Priority
from issues.models import WITH_TEAM, Issue, Note
from issues.routing.matching import Decision, Facts, decide
from issues.routing.services import in_force, proposal
from issues.routing.words import in_words
from issues.services.common import lock, move, refuse_closed_or_stale, refuse_unless_team
from issues.services.refusals import Refused
from issues.services.steps import pass_to

Decisions = Mapping[str, Decision]
DATES = {"triage_within": "triage_by", "answer_within": "respond_by"}


class NothingProposed(Refused):
    words = "The rules propose nothing for {issue} any more."


def decided_at_once(known: Facts) -> dict[str, Decision]:
    """What the rules that apply by themselves today say about what is being raised."""
    return decide([rule for rule in in_force() if rule.at_once], known)


def changes(
    decisions: Decisions, now: Mapping[str, Any], holidays: Collection[date]
) -> dict[str, Any]:
    """The fields of an issue that the decisions set, given what they hold now.

    Priority only rises, somebody who looks after it already goes on doing so, and possible harm
    is never put off. Days are counted from the day on which it was raised.
    """
    found: dict[str, Any] = {}
    if "owner" in decisions and not now.get("owner_id"):
        owner = decisions["owner"].value
        if owner.is_integration_team:
            found["owner_id"] = owner.pk
    if "priority" in decisions:  # in the order of the alphabet, the last is the most urgent
        found["priority"] = max(now["priority"], decisions["priority"].value)
    raised_on = timezone.localdate(now["raised_at"])
    for effect, name in DATES.items():
        promised = now[name]
        if effect in decisions and promised:
            day = add_working_days(raised_on, decisions[effect].value, holidays)
            found[name] = min(day, promised) if now["risk"] in HARM else day
    return {name: value for name, value in found.items() if value != now.get(name)}


def with_decisions(
    first: dict[str, Any], decisions: Decisions, holidays: Collection[date]
) -> dict[str, Any]:
    """The fields of an issue that is about to be raised, with what the rules decided."""
    now = {"priority": Priority.NORMAL, "risk": "", **first}
    return {**first, **changes(decisions, now, holidays)}


def undone(issue: Issue, decisions: Decisions, holidays: Collection[date]) -> Decisions:
    """Those of the decisions that would change anything about an issue as it is now."""
    now = _now(issue)
    return {
        effect: decision
        for effect, decision in decisions.items()
        if changes({effect: decision}, now, holidays)
        or (effect == "sends_to" and _may_go_to(issue, decision.value))
    }


def sent_to(decisions: Decisions) -> int | None:
    """The key of the specialty to which the rules send an issue, if to any."""
    return decisions["sends_to"].value.pk if "sends_to" in decisions else None


@history.action("followed the rules")
def follow(issue: Issue, decisions: Decisions, *, by: User | None) -> Issue:
    """Send a new issue where its rules say, and note which rules decided what."""
    issue = lock(issue)
    _note(issue, decisions, by)
    _send(issue, decisions, by)
    return issue


@history.action("applied the rules")
def apply_proposal(issue: Issue, *, by: User, seen: int | None = None) -> None:
    """Do all that the rules propose now; a note says which rule decided what."""
    issue = lock(issue)
    refuse_unless_team(issue, by)
    refuse_closed_or_stale(issue, seen)
    decisions = proposal(issue)
    if not decisions:
        raise NothingProposed(issue)
    for name, value in changes(decisions, _now(issue), bank_holidays()).items():
        setattr(issue, name, value)
    _note(issue, decisions, by)
    if not _send(issue, decisions, by):
        move(issue, issue.status)


def _now(issue: Issue) -> dict[str, Any]:
    """What `changes` looks at."""
    names = ("owner_id", "priority", "raised_at", "risk", *DATES.values())
    return {name: getattr(issue, name) for name in names}


def _note(issue: Issue, decisions: Decisions, by: User | None) -> None:
    said: dict[str, list[str]] = {}
    for effect, decision in decisions.items():
        said.setdefault(decision.rule.name, []).append(in_words(effect, decision.value))
    lines = [f"Rule “{name}”: {', '.join(effects)}." for name, effects in said.items()]
    Note.objects.create(issue=issue, text="\n".join(lines), written_by=by)


def _send(issue: Issue, decisions: Decisions, by: User | None) -> bool:
    """Hand it to the specialty that the rules name, if it is still with the team."""
    goes_to = decisions["sends_to"].value if "sends_to" in decisions else None
    if goes_to is None or not _may_go_to(issue, goes_to):
        return False
    pass_to(issue, goes_to, by=by)
    return True


def _may_go_to(issue: Issue, specialty: Specialty) -> bool:
    return specialty.active and not issue.is_from_trust and issue.status in WITH_TEAM
