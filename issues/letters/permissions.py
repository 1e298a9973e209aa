"""Who may read template letters, and whose name they may meet in one."""

from interface.accounts.models import User
from issues.models import Issue


def may_read_letters(user: User) -> bool:
    """Everybody but reviewers, who judge discharge summaries and nothing else."""
    return not user.is_reviewer


def practice_named(user: User, issue: Issue | None) -> str:
    """The name of the practice that writes; "" where this person must not learn it."""
    if user.is_practice and user.organisation:
        return user.organisation.name
    return issue.practice.name if issue and user.is_integration_team else ""
