"""Who may do what with issues; which rows they meet at all is `Issue.objects.visible_to`."""

from issues.models import Issue, Status


def may_raise(user) -> bool:
    """A practice or the team about the hospital, a specialty lead about a practice."""
    return user.is_practice or user.is_integration_team or user.is_specialty_lead


def may_endorse(user) -> bool:
    """Practices say that the same happened to them; others have no list of that."""
    return user.is_practice


def may_read_issues(user) -> bool:
    """Leadership may too, and is shown counts instead of rows."""
    return not user.is_reviewer


def may_see_practice(user) -> bool:
    """A practice's identity never leaves the integration team and that practice."""
    return user.is_practice or user.is_integration_team


def is_of_practice(user) -> bool:
    """A practice's year is for its own people."""
    return user.is_practice


def may_reply(user, issue: Issue) -> bool:
    """A practice adds to its own issue until it is closed, a specialty lead to one they raised."""
    return _is_theirs(user, issue) and not issue.is_closed


def may_reopen(user, issue: Issue) -> bool:
    return issue.is_closed and (_is_theirs(user, issue) or user.is_integration_team)


def _is_theirs(user, issue: Issue) -> bool:
    own = user.is_practice and user.organisation_id == issue.practice_id
    return own or issue.is_written_by_lead(user)


def may_answer(user, issue: Issue) -> bool:
    """A specialty lead answers what is with the specialty; the team answers at the desk."""
    return user.is_specialty_lead and issue.status == Status.WITH_SPECIALTY
