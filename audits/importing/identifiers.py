"""The identifier guard as an import needs it: once for each text, quick for a million ids.

Refused text is stored nowhere, so words about it give the kind and the place and never quote it.
"""

from interface.privacy import Allowed, Identifier, find_identifiers
from interface.privacy.spans import redact

PIECE = 10_000  # characters that the guard reads at once
OVERLAP = 400  # so that nothing hides across the edge of two pieces
MOST_REMEMBERED = 20_000
MOST_NAMED = 3

_DIGITS_ALIKE = str.maketrans("123456789", "000000000")


def identifiers_in(text: str, allowed: Allowed) -> list[Identifier]:
    """What in a text of any length looks like a patient, except what is known to be staff's."""
    if len(text) <= PIECE:
        return find_identifiers(text, allowed=allowed)
    found: dict[tuple[int, int], Identifier] = {}
    for start in range(0, len(text), PIECE - OVERLAP):
        for one in find_identifiers(text[start : start + PIECE], allowed=allowed):
            place = (start + one.start, start + one.end)
            found.setdefault(place, Identifier(*place, one.kind, one.tier, one.reason))
    return sorted(found.values())


def masked(text: str, allowed: Allowed) -> str:
    """The text with a neutral mark in place of everything that looks like a patient.

    Taking one away can bare another, so it is read again until nothing is found; every round
    leaves fewer letters and digits.
    """
    while found := identifiers_in(text, allowed):
        text = redact(text, found)
    return text


def in_words(found: list[Identifier]) -> str:
    """What was found and where, without the text itself; "" for nothing."""
    if not found:
        return ""
    named = [f"{one.kind.words} at {_place(one)}" for one in found[:MOST_NAMED]]
    if more := len(found) - len(named):
        named.append(f"{more} more")
    return f"Looks like {', '.join(named)}. Nothing here may lead to a patient."


def _place(one: Identifier) -> str:
    if one.end - one.start == 1:
        return f"character {one.start + 1}"
    return f"characters {one.start + 1} to {one.end}"


class ShortTexts:
    """The guard over values that come again and again: wards, and ids that differ in a counter.

    Ids with few digits are judged by their shape ("DEMO-000017" like "DEMO-000001"): no identifier
    so short depends on which digits they are. Longer numbers are judged each by itself.
    """

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._wards: dict[str, str] = {}
        self._shapes: dict[str, str | None] = {}

    def ward(self, text: str) -> str:
        """What is wrong with this name of a ward, in words, or ""."""
        return self._remembered(self._wards, text, text)

    def letter_id(self, text: str) -> str:
        """What is wrong with this pseudonym, in words, or ""."""
        shape = text.translate(_DIGITS_ALIKE)
        words = self._shapes.get(shape, "unknown")
        if words == "unknown":
            if not _is_counter(shape):
                return in_words(identifiers_in(text, self._allowed))
            words = self._remembered(self._shapes, shape, text)
        return words or ""

    def _remembered(self, memory: dict, key: str, text: str) -> str:
        words = memory.get(key)
        if words is None:
            if len(memory) >= MOST_REMEMBERED:
                memory.clear()
            words = memory[key] = in_words(identifiers_in(text, self._allowed))
        return words


def _is_counter(shape: str) -> bool:
    """At most eight digits in at most two runs: too few for any number that is checked."""
    runs = "".join(c if c == "0" else " " for c in shape).split()
    return len(runs) <= 2 and sum(map(len, runs)) <= 8
