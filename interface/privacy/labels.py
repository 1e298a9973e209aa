"""The label nearest before a number: what it is, or that it is nobody's.

The same ten digits are a patient after “NHS number” and nobody after “purchase order”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interface.privacy.chains import Chains
from interface.privacy.label_words import (
    BOOKING,
    ENDS,
    HOSPITAL,
    INSURANCE,
    NUMBER,
    PHONE,
    THINGS,
)
from interface.privacy.reading import Reading

# Over small letters.
_LABELS = re.compile(
    rf"""\b(?:
    (?P<nhs>(?:nhs|n\.h\.s\.?|chi|h&c|health\sand\scare)(?:{NUMBER}|{ENDS}))
  | (?P<hospital>{HOSPITAL})
  | (?P<ubrn>{BOOKING})
  | (?P<ni>{INSURANCE})
  | (?P<phone>{PHONE})
  | (?P<reference>refs?\b|references?\b)
  | (?P<other>{THINGS})
    )""",
    re.X,
)
# “The ticket about 999 …”, “the order for patient 999 …”: the label is of something else.
_LED_ELSEWHERE = re.compile(
    r"\b(?:for|about|re|concerning|regarding|of|patients?|patient's|pt)(?:\s(?:is|was))?"
    r"[\s:(,\-]{1,3}$"
)
_DIGIT = re.compile(r"\d")
_JOINS_BACK = frozenset({"", "is her", "is his", "is the", "is their", "as the", "was the"})
_REACH = 40
_LONGEST = 30  # of a label
# Where a label is looked for though no five digits stand together: they may be misread.
_ANNOUNCED = (
    "nhs n",
    "hosp n",
    "hospital n",
    "hosp. n",
    "unit n",
    "mrn",
    "ni n",
    "nino",
    "insurance n",
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    start: int
    end: int
    kind: str


class Labels:
    """The labels of a text, to be asked which of them a number stands behind."""

    def __init__(self, reading: Reading, chains: Chains, said: Iterable[Span] = ()):
        self._reading = reading
        self.all = [
            Label(found.start(), found.end(), found.lastgroup or "")
            for start, end in _regions(reading, chains, said)
            for found in _LABELS.finditer(reading.lower, start, end)
        ]
        self._ends = [label.end for label in self.all]

    def before(self, place: int) -> str:
        """The kind of the nearest label in the same sentence, no other number between."""
        index = bisect_right(self._ends, place) - 1
        if index < 0:
            return ""
        label = self.all[index]
        if place - label.end > _REACH or label.start < self._reading.sentence_start(place):
            return ""
        between = self._reading.lower[label.end : place]
        if _DIGIT.search(between):
            return ""
        if label.kind in {"other", "reference", "phone"} and _LED_ELSEWHERE.search(between):
            return ""
        return label.kind

    def behind(self, end: int) -> str:
        """The kind of a label straight behind a number, and of no other: “999 … (NHS number)”."""
        index = bisect_right(self._ends, end)
        if index == len(self.all) or self.all[index].start < end:
            return ""
        label = self.all[index]
        between = self._reading.lower[end : label.start]
        after = self._reading.lower[label.end : label.end + 12]
        joined = len(between) < 20 and between.strip(" (,-") in _JOINS_BACK
        return "" if not joined or _DIGIT.search(after) else label.kind

    def around(self, start: int, end: int) -> set[str]:
        return {self.before(start), self.behind(end)}


def _regions(reading: Reading, chains: Chains, said: Iterable[Span]) -> Iterator[Span]:
    """Where labels matter: near five digits or more, in words too, and after “NHS no”."""
    start, end = -1, -1
    places = (*_long_chains(reading, chains), *_announced(reading), *said)
    for place, stop in sorted(places):
        opening = max(place - _REACH - _LONGEST, 0)
        if opening > end:
            if end > 0:
                yield start, end
            start = opening
        end = min(max(end, stop + 2 * _LONGEST), reading.length)
    if end > 0:
        yield start, end


def _long_chains(reading: Reading, chains: Chains) -> Iterator[Span]:
    for groups in chains.all:
        if sum(end - start for start, end in groups if reading.free(start, end)) >= 5:
            yield from groups[:: max(len(groups) - 1, 1)]


def _announced(reading: Reading) -> Iterator[Span]:
    for announced in _ANNOUNCED:
        place = reading.lower.find(announced)
        while place >= 0:
            yield place, place + len(announced)
            place = reading.lower.find(announced, place + len(announced))
