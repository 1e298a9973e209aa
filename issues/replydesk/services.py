"""What a specialty proposes about an issue, and what the integration team makes of it."""

from datetime import date
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from issues import services
from issues.models import (
    Category,
    DeskLink,
    Issue,
    Outcome,
    ProposalKind,
    ProposalState,
    Side,
    SpecialtyProposal,
    Status,
)
from issues.services import NotYours, Refused, common, telling


class AlreadyProposed(Refused):
    words = "Your team has told us that already. The integration team is looking at it."


class SameCategory(Refused):
    words = "{issue} has that category already."


class SameSpecialty(Refused):
    words = "{issue} is with that specialty already."


class AlreadyDecided(Refused):
    words = "Somebody in the team decided this meanwhile. Nothing was changed now."


# The specialty -------------------------------------------------------------------------------


@history.action("disputed the category")
def dispute_category(
    issue: Issue,
    *,
    category: Category,
    text: str,
    by: User | None,
    desk_link: DeskLink | None = None,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Say that an issue is about something else; it stays with the specialty meanwhile."""
    issue = common.lock(issue)
    if common.is_repeat(SpecialtyProposal, submission):
        return
    _refuse_unless_held(issue, by, desk_link, seen)
    if issue.category_id == category.pk:
        raise SameCategory(issue)
    said = {"category": category, "text": text}
    _propose(issue, ProposalKind.CATEGORY, by, desk_link, submission, **said)
    common.move(issue, issue.status)


@history.action("proposed a fix")
def propose_fix(
    issue: Issue,
    *,
    text: str,
    fixed_from: date,
    scope: str,
    by: User | None,
    desk_link: DeskLink | None = None,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Say that it cannot happen again: what changed, since when and where. The team confirms."""
    issue = common.lock(issue)
    if common.is_repeat(SpecialtyProposal, submission):
        return
    _refuse_unless_held(issue, by, desk_link, seen)
    said = {"text": text, "fixed_from": fixed_from, "scope": scope}
    _propose(issue, ProposalKind.FIX, by, desk_link, submission, **said)
    common.move(issue, Status.TRIAGED)


@history.action("named the right team")
def name_right_team(
    issue: Issue,
    *,
    text: str,
    right_specialty: Specialty | None = None,
    by: User | None,
    desk_link: DeskLink | None = None,
    submission: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Hand an issue back to the team: it belongs to another specialty, or to whom `text` says."""
    issue = common.lock(issue)
    if common.is_repeat(SpecialtyProposal, submission):
        return
    _refuse_unless_held(issue, by, desk_link, seen)
    if right_specialty is not None and right_specialty.pk == issue.specialty_id:
        raise SameSpecialty(issue)
    said = {"right_specialty": right_specialty, "text": text}
    _propose(issue, ProposalKind.RIGHT_TEAM, by, desk_link, submission, **said)
    common.move(issue, Status.TRIAGED)


def _refuse_unless_held(
    issue: Issue, by: User | None, desk_link: DeskLink | None, seen: int | None
) -> None:
    """Only the specialty that an issue is with says such things about it."""
    if common.answering_side(issue, by, desk_link) != Side.SPECIALTY:
        raise NotYours(issue)
    common.refuse_closed_or_stale(issue, seen)


def _propose(
    issue: Issue,
    kind: ProposalKind,
    by: User | None,
    desk_link: DeskLink | None,
    submission: UUID | None,
    **said: object,
) -> None:
    if issue.proposals.open().filter(kind=kind).exists():
        raise AlreadyProposed(issue)
    said["text"] = common.words(str(said["text"]))
    SpecialtyProposal.objects.create(
        issue=issue,
        specialty=cast(Specialty, issue.specialty),  # a constraint says that it has one
        kind=kind,
        made_by=by,
        desk_link=desk_link,
        submission=submission,
        **said,
    )


# The integration team ------------------------------------------------------------------------


@transaction.atomic
def accept(proposal: SpecialtyProposal, *, text: str = "", by: User) -> None:
    """Make it so: change the category, send it to the right team, or close it as fixed for all.

    `text` is the answer to the practice that a fix is closed with. Two actions in history: that
    the proposal was accepted, and the step that follows from it.
    """
    _decide_as(ProposalState.ACCEPTED, proposal, by=by)
    issue = proposal.issue
    match ProposalKind(proposal.kind):
        case ProposalKind.CATEGORY if proposal.category:
            services.triage(issue, category=proposal.category, validity=issue.validity, by=by)
        case ProposalKind.FIX:
            services.close(issue, outcome=Outcome.FIXED_FOR_ALL, text=text, by=by)
        case ProposalKind.RIGHT_TEAM if proposal.right_specialty:
            services.send_to_specialty(issue, specialty=proposal.right_specialty, by=by)


@history.action("accepted what the specialty proposed")
def _decide_as(state: ProposalState, proposal: SpecialtyProposal, *, by: User) -> None:
    _decide(proposal, state, "", by)


@history.action("declined what the specialty proposed")
def decline(proposal: SpecialtyProposal, *, text: str, by: User) -> None:
    """Say why not; an issue that came back with the proposal is the specialty's to answer again."""
    issue = _decide(proposal, ProposalState.DECLINED, common.words(text), by)
    goes_back = proposal.kind != ProposalKind.CATEGORY and issue.status == Status.TRIAGED
    if goes_back and issue.specialty_id == proposal.specialty_id:
        common.move(issue, Status.WITH_SPECIALTY)
        telling.tell_specialty("issue_back_with_specialty", issue, decision=text)


def _decide(proposal: SpecialtyProposal, state: ProposalState, decision: str, by: User) -> Issue:
    """Close a proposal, once, and return its issue. Steps hold the issue first, so this does."""
    issue = common.lock(proposal.issue)
    common.refuse_unless_team(issue, by)
    decided = (
        SpecialtyProposal.objects.open()
        .filter(pk=proposal.pk)
        .update(state=state, decision=decision, decided_by=by, decided_at=timezone.now())
    )
    if not decided:
        raise AlreadyDecided(issue)
    return issue
