"""What other practices may read of an issue: the integration team's words, and nothing else."""

from django.utils import timezone

from interface import history
from interface.accounts.models import User
from issues.models import Issue
from issues.services import ChangedMeanwhile, NotYours
from issues.services.telling import tell_reporter


def public_line(issue: Issue) -> str:
    """What it is about: the team's summary, or until there is one only what it was filed under."""
    if issue.public_summary:
        return issue.public_summary
    month = timezone.localdate(issue.raised_at)
    where = f", {issue.specialty.name}" if issue.specialty else ""
    return f"{issue.category.label}{where}, raised in {month:%B %Y}"


@history.action("wrote for other practices")
def write_public_words(
    issue: Issue, *, summary: str, progress: str, by: User, seen: int | None = None
) -> None:
    """Say what an issue is about and what was done; those to whom it happened hear of that."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if not by.is_integration_team:
        raise NotYours(issue)
    if seen is not None and seen != issue.version:
        raise ChangedMeanwhile(issue)
    progressed = progress.strip() != issue.public_progress
    issue.public_summary, issue.public_progress = summary.strip(), progress.strip()
    issue.version += 1
    issue.save(update_fields=["public_summary", "public_progress", "version"])
    if progressed and issue.public_progress:
        tell_reporter("issue_progress", issue, by=by)
