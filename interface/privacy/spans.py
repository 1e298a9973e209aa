"""What to do with findings: show them in the text, or take them out of it."""

from collections.abc import Iterable, Sequence

from interface.privacy.guard import KNOWN, find_identifiers
from interface.privacy.identifier import Allowed, Identifier

REMOVED = "[removed]"


def highlight(text: str, identifiers: Iterable[Identifier]) -> list[tuple[str, Identifier | None]]:
    """The text in pieces, each with the identifier it is or None; together they are the text."""
    pieces: list[tuple[str, Identifier | None]] = []
    place = 0
    for one in sorted(identifiers):
        if one.start > place:
            pieces.append((text[place : one.start], None))
        pieces.append((text[one.start : one.end], one))
        place = one.end
    if place < len(text):
        pieces.append((text[place:], None))
    return pieces


def redact(text: str, identifiers: Sequence[Identifier]) -> str:
    """The text with a neutral mark in place of each identifier."""
    return "".join(REMOVED if one else piece for piece, one in highlight(text, identifiers))


def without_identifiers(text: str, *, allowed: Allowed = KNOWN) -> str:
    """The text with nothing left that the guard would find.

    Taking one identifier away can bare another that it overlapped, so this looks again until
    there is nothing; every round leaves fewer letters and digits than the one before.
    """
    while found := find_identifiers(text, allowed=allowed):
        text = redact(text, found)
    return text
