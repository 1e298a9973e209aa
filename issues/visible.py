"""Which issues a person may see, as SQL: `visible_to` of issues for statements that are kept.

For a practice and for the team, who open most pages. What a specialty may see is only a queryset.
"""

from interface.accounts.models import Role, User

WHOSE = {Role.PRACTICE: "this.practice_id = %s", Role.INTEGRATION_TEAM: "true"}


def is_plain(user: User) -> bool:
    """Whether there is a condition on `this` issue for what this person may see."""
    return user.role in WHOSE


def values(user: User) -> list[int | None]:
    """What the condition of this person's role asks for."""
    return [user.organisation_id] if user.is_practice else []
