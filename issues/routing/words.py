"""What a rule looks for and does, in the words of the desk."""

from typing import Any

from interface.vocabulary import Ask
from issues.details import Priority
from issues.models import Direction, Kind
from issues.routing.models import RoutingRule
from issues.wording import counted


def in_words(effect: str, value: Any) -> str:
    """One effect: "answer within 3 working days"."""
    match effect:
        case "owner":
            return f"looked after by {value}"
        case "sends_to":
            return f"goes to {value}"
        case "priority":
            return str(Priority(value).label).lower()
        case "triage_within":
            return f"triage within {counted(value, 'working day')}"
    return f"answer within {counted(value, 'working day')}"


def effects_in_words(rule: RoutingRule) -> str:
    return ", ".join(in_words(effect, value) for effect, value in rule.effects.items())


def conditions_in_words(rule: RoutingRule) -> str:
    """For example "Cardiology, Fit notes, possible harm"; "every issue" without conditions."""
    said = [
        rule.specialty,
        "specialty not known" if rule.specialty_unknown else "",
        rule.category,
        f"Ask {rule.ask}: {Ask(rule.ask).label}" if rule.ask else "",
        f"practices in {rule.place}" if rule.place else "",
        "possible harm" if rule.possible_harm else "",
        Kind(rule.kind).label.lower() if rule.kind else "",
        Direction(rule.direction).label.lower() if rule.direction else "",
    ]
    return ", ".join(str(one) for one in said if one) or "every issue"
