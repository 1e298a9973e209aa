"""Keeping the rules, what they propose for an issue, and what they would have caught."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from interface import history
from interface.accounts.models import User
from interface.directory.models import Specialty
from interface.history.kept import Kept
from issues.models import Category, Issue
from issues.routing.matching import Decision, Facts, decide, facts, hidden_by
from issues.routing.models import RoutingRule

LOOKS_BACK = timedelta(days=365)
WITH_NAMES = ("owner", "sends_to", "specialty", "category")


@history.action("changed the routing rules")
def save(rule: RoutingRule, *, by: User) -> list[str]:
    """Keep a rule; returns its conflicts with others, each in a sentence."""
    rule.save()
    return conflicts()


@history.action("removed a routing rule")
def remove(rule: RoutingRule, *, by: User) -> None:
    rule.delete()


def conflicts() -> list[str]:
    """Which switched-on rules never decide anything, and because of which others."""
    rules, said = _read_switched_on(), []
    for number, rule in enumerate(rules):
        names = " and ".join(f"“{other}”" for other in hidden_by(rule, rules[:number]))
        if names:
            said.append(f"“{rule}” can never be reached because of {names}.")
    return said


def proposal(issue: Issue) -> dict[str, Decision]:
    """What the rules in force today say about an issue, by effect."""
    return decide(in_force(), facts_of(issue))


def in_force() -> list[RoutingRule]:
    """The rules that are switched on and hold today, in their order, with the names they say."""
    today = timezone.localdate()
    return [rule for rule in _switched_on() if rule.holds(on=today)]


def _read_switched_on() -> list[RoutingRule]:
    """Those of other days included."""
    rules = RoutingRule.objects.filter(is_on=True).order_by("position", "pk")
    return list(rules.select_related(*WITH_NAMES))


_switched_on = Kept(_read_switched_on, RoutingRule, User, Specialty, Category)


def facts_of(issue: Issue) -> Facts:
    return facts(
        specialty_id=issue.specialty_id,
        category=issue.category,
        practice=issue.practice,
        risk=issue.risk,
        kind=issue.kind,
        direction=issue.direction,
    )


# The dry run ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Caught:
    """How many issues of the last year a rule fits, and for how many it would have decided."""

    rule: RoutingRule
    fits: int
    decides: int


def dry_run() -> list[Caught]:
    """Every rule, switched on or not, on the issues of the last year; changes nothing. Two queries.

    An issue is taken as it is now; its category may have been another when it was raised.
    """
    rules = list(RoutingRule.objects.select_related(*WITH_NAMES))
    if not rules:
        return []
    counts = {}
    for number, rule in enumerate(rules):
        counts[f"fits_{rule.pk}"] = Count("pk", filter=rule.fits)
        counts[f"decides_{rule.pk}"] = Count("pk", filter=_decides(rule, rules[:number]))
    found = _last_year().aggregate(**counts)
    return [Caught(rule, found[f"fits_{rule.pk}"], found[f"decides_{rule.pk}"]) for rule in rules]


def caught_by(rule: RoutingRule) -> QuerySet[Issue]:
    """The issues of the last year for which a rule would have decided something, newest first."""
    earlier = list(RoutingRule.objects.all())
    before = earlier[: next(n for n, other in enumerate(earlier) if other.pk == rule.pk)]
    return _last_year().filter(_decides(rule, before)).order_by("-raised_at")


def _last_year() -> QuerySet[Issue]:
    return Issue.objects.filter(raised_at__gte=timezone.now() - LOOKS_BACK).order_by()


def _decides(rule: RoutingRule, earlier: Sequence[RoutingRule]) -> Q:
    """The issues that it fits and for which some effect is not decided before it."""
    free = Q(pk__in=[])
    for effect in rule.effects:
        taken = Q(pk__in=[])
        for other in earlier:
            if other.is_on and effect in other.effects:
                taken |= other.fits
        free |= ~taken
    return rule.fits & free
