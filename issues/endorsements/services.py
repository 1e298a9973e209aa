"""Saying that the same happened here, and taking it back."""

from uuid import UUID

from django.utils import timezone

from interface import history
from interface.accounts.models import LaunchLink, User
from interface.directory.models import Organisation
from issues.endorsements.models import Endorsement, Minutes
from issues.endorsements.telling import thank_endorser
from issues.models import Direction, Draft, Issue, Kind
from issues.services import NotYours, PracticeIsClosed, Refused


class OwnIssue(Refused):
    words = "{issue} is your practice’s own issue: open it and reply, to add to it."


@history.action("said the same happened to them")
def endorse(
    issue: Issue,
    *,
    practice: Organisation,
    by: User | None,
    link: LaunchLink | None = None,
    hear_back_email: str = "",
    minutes_lost: int | None = None,
    submission: UUID | None = None,
) -> Endorsement:
    """Count a practice's word that an issue happened there too, instead of a new issue.

    A practice counts once, however often it says so; saying it again after taking it back stands.
    Whoever says so hears what becomes of it. `submission` is the form that this answers; a draft
    of it goes.
    """
    issue = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    _refuse(issue, practice, by, link)
    said = {
        "endorsed_by": by,
        "hear_back_email": "" if by else hear_back_email,
        "minutes_lost": None if minutes_lost is None else Minutes(minutes_lost),
    }
    endorsement, created = Endorsement.objects.get_or_create(
        issue=issue, practice=practice, defaults=said
    )
    if not created and endorsement.withdrawn_at:
        for name, value in said.items():
            setattr(endorsement, name, value)
        endorsement.withdrawn_at, endorsement.endorsed_at = None, timezone.now()
        endorsement.save()
        created = True
    if submission:
        Draft.objects.filter(submission=submission).delete()
    if created:
        thank_endorser(endorsement)
    return endorsement


def _refuse(issue: Issue, practice: Organisation, by: User | None, link: LaunchLink | None) -> None:
    if by is None:
        speaks = link is not None and link.is_live and link.practice_id == practice.pk
    else:
        own = by.is_practice and by.organisation_id == practice.pk
        speaks = own or by.is_integration_team
    about_hospital = issue.direction == Direction.PRACTICE_TO_TRUST and issue.kind == Kind.ISSUE
    if not (speaks and about_hospital):
        raise NotYours(issue)
    if not practice.is_open:
        raise PracticeIsClosed(issue)
    if issue.practice_id == practice.pk:
        raise OwnIssue(issue)


@history.action("took back that the same happened to them")
def withdraw(endorsement: Endorsement, *, practice: Organisation, by: User | None) -> None:
    """Count it no longer; the practice hears no more of the issue."""
    endorsement = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if endorsement.practice_id != practice.pk:
        raise NotYours(endorsement.issue)
    if endorsement.withdrawn_at is None:
        endorsement.withdrawn_at = timezone.now()
        endorsement.save(update_fields=["withdrawn_at"])
