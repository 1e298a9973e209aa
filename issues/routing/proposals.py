"""What the rules propose for one issue, for its page at the desk."""

from issues.models import WITH_TEAM, Issue
from issues.routing.models import RoutingRule
from issues.routing.services import proposal
from issues.routing.words import in_words


def in_full(issue: Issue) -> list[tuple[str, RoutingRule]]:
    """Each effect in words with its rule, while the issue is still with the team."""
    if issue.status not in WITH_TEAM:
        return []
    return [
        (in_words(effect, decision.value), decision.rule)
        for effect, decision in proposal(issue).items()
    ]
