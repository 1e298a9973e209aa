"""Which rules decide about an issue, and which can never be reached: no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interface.directory.models import Organisation
from issues.details import HARM
from issues.models import Category
from issues.routing.models import RoutingRule

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """What one effect shall be, and the rule that says so."""

    value: Any
    rule: RoutingRule


def facts(
    *,
    specialty_id: int | None,
    category: Category,
    practice: Organisation,
    risk: str,
    kind: str,
    direction: str,
) -> Facts:
    """What rules can look at, under the names that `RoutingRule.needs` uses."""
    return {
        "specialty": specialty_id,
        "category": category.pk,
        "ask": category.ask,
        "place": practice.place,
        "possible_harm": risk in HARM,
        "kind": kind,
        "direction": direction,
    }


def fits(rule: RoutingRule, known: Facts) -> bool:
    return all(known[name] == value for name, value in rule.needs.items())


def decide(rules: Iterable[RoutingRule], known: Facts) -> dict[str, Decision]:
    """For each effect, the first rule in order that fits and has it."""
    decided: dict[str, Decision] = {}
    for rule in rules:
        if fits(rule, known):
            for effect, value in rule.effects.items():
                decided.setdefault(effect, Decision(value, rule))
    return decided


def hidden_by(rule: RoutingRule, earlier: Sequence[RoutingRule]) -> list[RoutingRule]:
    """The rules before it because of which it never decides anything; empty if it does."""
    above = [other for other in earlier if _covers(other, rule)]
    first = [next((o for o in above if effect in o.effects), None) for effect in rule.effects]
    if not first or None in first:
        return []
    return [other for other in above if any(other is one for one in first)]


def _covers(wide: RoutingRule, narrow: RoutingRule) -> bool:
    """Whether `wide` fits every issue that `narrow` fits, on every day and whenever it is asked."""
    known = dict(narrow.needs)
    if narrow.category and narrow.category.ask:
        known.setdefault("ask", narrow.category.ask)
    fits_all = all(name in known and known[name] == value for name, value in wide.needs.items())
    in_time = wide.valid_from <= narrow.valid_from and (
        wide.valid_to is None or (narrow.valid_to is not None and wide.valid_to >= narrow.valid_to)
    )
    return wide.is_on and fits_all and in_time and (wide.at_once or not narrow.at_once)
