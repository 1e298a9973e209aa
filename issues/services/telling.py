"""Who hears of a step: messages saved with the change itself."""

from typing import Any

from interface.accounts.models import Role, User
from interface.outbox import services as outbox
from issues.endorsements.telling import tell_endorsers, topic
from issues.models import Issue
from issues.replydesk import links as desk_links

NEWS = {  # unless unwanted
    "issue_sent_on",
    "issue_answered",
    "issue_progress",
    "issue_closed",
    "issue_reopened",
}


def tell_reporter(template: str, issue: Issue, *, by: User | None = None, **context: Any) -> None:
    """Write to whoever raised the issue, unless they did this themselves or want no mail.

    News that all may hear goes to those as well to whom the same happened.
    """
    if template in NEWS:
        tell_endorsers(issue)
    if not issue.wants_reply and template in NEWS:
        return
    if by is None or issue.raised_by_id != by.pk:
        digest = {"about": issue.reference, "topic": topic(issue), "link": issue.reporter_page}
        _mail(template, issue, issue.reporter_email, **digest, **context)


def tell_practice(template: str, issue: Issue, **context: Any) -> None:
    """Write to the people of the practice that an issue of the trust is about."""
    people = User.objects.filter(role=Role.PRACTICE, organisation=issue.practice_id, is_active=True)
    for person in people:
        _mail(template, issue, person.email, reader=person, **context)


def tell_specialty(template: str, issue: Issue, **context: Any) -> None:
    """Write to the specialty's mailbox, with a link to its reply desk that needs no account."""
    if issue.specialty and (to := issue.specialty.feedback_email):
        _mail(template, issue, to, **desk_links.key(issue.specialty, to=to), **context)


def _mail(template: str, issue: Issue, to: str, **context: Any) -> None:
    event = f"{template}:{issue.reference}:{issue.version}"
    outbox.email(template, to=to, event=event, issue=issue, **context)
