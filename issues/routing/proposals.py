"""What the rules propose for one issue, for its page at the desk."""

from collections.abc import Collection
from datetime import date

from issues.models import WITH_TEAM, Issue
from issues.routing.models import RoutingRule
from issues.routing.services import proposal
from issues.routing.words import in_words
from issues.services.by_rules import undone


def in_full(issue: Issue, holidays: Collection[date]) -> list[tuple[str, RoutingRule]]:
    """Each effect that is still to do, in words with its rule, while the team has the issue."""
    if issue.status not in WITH_TEAM:
        return []
    return [
        (in_words(effect, decision.value), decision.rule)
        for effect, decision in undone(issue, proposal(issue), holidays).items()
    ]
