"""Mail to those who said “the same happened to us”: never another practice's words."""

from django.urls import reverse

from interface.outbox import services as outbox
from issues.endorsements.models import Endorsement
from issues.models import Issue
from issues.wording import day


def tell_endorsers(issue: Issue) -> None:
    """Say where the issue stands now; once for each of its versions."""
    standing = Endorsement.objects.standing().filter(issue=issue)
    for endorsement in standing.select_related("endorsed_by"):
        event = f"issue_moved:{issue.reference}:{issue.version}"
        outbox.email(
            "issue_moved",
            to=endorsement.email,
            event=event,
            about=issue.reference,
            topic=topic(issue),
            link=reverse("same_here", args=[issue.reference]),
            **_words(endorsement, issue),
        )


def thank_endorser(endorsement: Endorsement) -> None:
    """Confirm that it was counted."""
    event = f"issue_endorsed:{endorsement.issue.reference}:{endorsement.endorsed_at.isoformat()}"
    words = _words(endorsement, endorsement.issue)
    outbox.email("issue_endorsed", to=endorsement.email, event=event, **words)


def topic(issue: Issue) -> str:
    """What an issue was filed under; never what somebody wrote."""
    where = f", {issue.specialty}" if issue.specialty else ""
    return f"{issue.category.label}{where}"


def _words(endorsement: Endorsement, issue: Issue) -> dict:
    since = day(issue.status_since)
    who = endorsement.endorsed_by
    return {"issue": issue, "since": since, "reader": who.name if who else ""}
