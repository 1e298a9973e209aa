"""A text made readable for the rules: one spelling of digits, dashes and spaces, cut into words.

Everything found in it is reported in places of the text as it was given.
"""

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property

from interface.privacy.lexicon import PARTICLES

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
_PAD = 10


class Reading:
    """The text in plain spelling, its words, its sentences, and what is already spoken for.

    Words are kept as lists of the same length: `spans` (places in the text), `words` (in small
    letters), `bases` (without a possessive ending) and `capitals` (whether one begins it). Behind
    the last of the `count` words stand empty ones, so that looking a few words ahead, or before
    the first (index -1), finds an empty word and no error.
    """

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
        spans = [found.span() for found in _WORD.finditer(self.text)]
        self.count = len(spans)
        self.starts = [start for start, _ in spans]
        self.spans = spans + [(self.length, self.length)] * _PAD
        self.words = [lower[start:end] for start, end in self.spans]
        self.bases = [word[:-2] if word.endswith("'s") else word for word in self.words]
        self.capitals = [self.text[start : start + 1].isupper() for start in self.starts]
        self.capitals += [False] * _PAD

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the plain text as a span of the text that was given."""
        places = self.places or range(self.length)
        return places[start], places[end - 1] + 1

    def gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.spans[index][1] : self.spans[index + 1][0]]

    def written(self, index: int) -> str:
        """A word in its own capitals."""
        start, end = self.spans[index]
        return self.text[start:end]

    def joined(self, index: int) -> bool:
        """Whether a word and the next may be of one name: a space, or a dot after an initial."""
        gap = self.gap(index)
        if gap in {" ", "  ", "\t"}:
            return index + 1 < self.count
        return gap in {".", ". ", ".  "} and len(self.words[index]) == 1

    def run(self, first: int, *, longest: int, stop: frozenset[str]) -> int:
        """The last of the capitals from a word on that may be one name with it.

        Particles (“van”, “de la”) may stand between; a word of `stop` ends the name.
        """
        last = index = first
        while index - first < longest - 1 and self.joined(index):
            if self.words[index].endswith("'s"):
                break
            index += 1
            if self.capitals[index] and self.bases[index] not in stop and self.loose(index):
                last = index
            elif self.words[index] not in PARTICLES:
                break
        return last

    def loose(self, index: int) -> bool:
        """Whether a word is no part of a code (K123, C4) and nothing understood already."""
        start, end = self.spans[index]
        return not self.text[end : end + 1].isdigit() and self.free(start, end)

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

    def free_until(self, place: int) -> int:
        """Where the next stretch that is understood already begins, or the text ends."""
        taken = self._taken.find(1, place)
        return self.length if taken < 0 else taken
