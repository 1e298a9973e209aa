"""A text made readable for the rules: one spelling of digits, dashes and spaces, cut into words.

Everything found in it is reported in places of the text as it was given.
"""

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property

_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_QUOTES = "‘’‚‛′`´ʼ＇"
# Lookalikes that capital and small Greek and Cyrillic letters make of Latin ones.
_LOOKALIKES = dict(
    zip("АВЕКМНОРСТХаеорсхуіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcxyiABEZHIKMNOPTYXo", strict=True)
)


def _plain(character: str) -> str | None:
    """The character the rules should see, or None for one that nobody sees."""
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if character in _DASHES:
        return "-"
    if character in _QUOTES:
        return "'"
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"}:
        return None  # zero width, soft hyphen, direction marks, accents written apart
    if category == "Zs":
        return " "
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


class _Plain(dict[int, str | None]):
    """A translation table that works out each character the first time it is met."""

    def __missing__(self, code: int) -> str | None:
        plain = chr(code) if code < 128 else _plain(chr(code))
        if len(self) < 20_000:  # a table, not a leak
            self[code] = plain
        return plain


_PLAIN = _Plain()
_WORD = re.compile(r"[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,40}){0,4}")
# A full stop ends a sentence unless it belongs to "Mr.", "no." and their like.
_SENTENCE = re.compile(
    r"[.!?](?<!\b[Mm]r\.)(?<!\b[MmDdSs][rst]\.)(?<!\b[Mm]rs\.)(?<!\b[Nn]os\.)(?<!\b[Nn]o\.)"
    r"(?<!\b[Rr]ef\.)(?<!\b[RrPp][et]\.)(?<!\b[Tt]el\.)(?<!\b[Mm]ob\.)(?<!\b[Hh]osp\.)(?<!\b[A-Z]\.)"
    r"(?=[\s\"')]{1,3}[A-Z0-9(\"'])|\n[ \t]{0,9}\n"
)


class Reading:
    """The text in plain spelling, its words, its sentences, and what is already spoken for."""

    def __init__(self, text: str):
        self.places: list[int] | None = None
        if text.isascii():
            self.text = text
        else:
            self.text = text.translate(_PLAIN)
            if len(self.text) != len(text):
                self.places = [
                    place for place, character in enumerate(text) if _PLAIN[ord(character)]
                ]
        lower = self.text.lower()
        if len(lower) != len(self.text):  # a few letters grow when made small
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        self.lower = lower
        self.length = len(self.text)
        self._taken = bytearray(self.length)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the plain text as a span of the text that was given."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        return [found.span() for found in _WORD.finditer(self.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words in small letters; the same places as `spans`."""
        return [self.lower[start:end] for start, end in self.spans]

    @cached_property
    def bases(self) -> list[str]:
        """The words without a possessive ending."""
        return [word[:-2] if word.endswith("'s") else word for word in self.words]

    @cached_property
    def capitals(self) -> list[bool]:
        """Whether each word begins with a capital."""
        return [self.text[start].isupper() for start, _ in self.spans]

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def word_at(self, place: int) -> int:
        """The index of the first word that begins at a place or after it."""
        return bisect_left(self.starts, place)

    @cached_property
    def _stops(self) -> list[int]:
        return [found.end() for found in _SENTENCE.finditer(self.text)]

    def sentence_start(self, place: int) -> int:
        index = bisect_left(self._stops, place + 1)
        return self._stops[index - 1] if index else 0

    def sentence_end(self, place: int) -> int:
        index = bisect_left(self._stops, place + 1)
        return self._stops[index] if index < len(self._stops) else self.length

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as understood, whether it is an identifier or plainly is none."""
        self._taken[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start, end) == -1
