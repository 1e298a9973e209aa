"""The error that a form or a model raises over identifiers: it names kinds, never the text."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from interface.privacy.identifier import Identifier, Kind, Tier


class IdentifiersFound(ValidationError):
    """Code "identifier"; `identifiers` are the findings, by place and kind.

    The message says what each looks like and what to write instead. It quotes nothing, so that
    it may be logged and kept.
    """

    def __init__(self, identifiers: Sequence[Identifier]):
        self.identifiers = list(identifiers)
        super().__init__(in_words(identifiers), code="identifier")


def in_words(identifiers: Sequence[Identifier]) -> str:
    """What was found and what to write instead, in a sentence or two for each kind."""
    sure = any(one.tier is Tier.STOP for one in identifiers)
    kinds = list(dict.fromkeys(one.kind for one in identifiers))
    advice = " ".join(dict.fromkeys(kind.instead for kind in kinds))
    if sure:
        return f"Remove what looks like {_listed(kinds)}. {advice}"
    return f"Remove what looks like {_listed(kinds)}, or say that it is not a patient. {advice}"


def _listed(kinds: list[Kind]) -> str:
    *others, last = [kind.words for kind in kinds]
    return f"{', '.join(others)} and {last}" if others else last
