"""Runs of digits with light punctuation between them, however they are grouped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_GAP = r"[\s.\-/_·•,:|*~'\"()\[\]]{1,3}|\s(?:dash|hyphen|space|dot|slash|stroke|point)\s"
_CHAIN = re.compile(rf"\d{{1,40}}(?:(?:{_GAP})\d{{1,40}}){{0,400}}", re.I)
_GROUP = re.compile(r"\d{1,40}")
_SPOKEN_FOR = frozenset({":", ",", "(", ")", "'", '"', "[", "]"})


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring groups of digits that together hold as many as an identifier has."""

    text: str
    groups: list[tuple[int, int]]
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.groups[self.first][0]

    @property
    def end(self) -> int:
        return self.groups[self.last][1]

    @property
    def own(self) -> list[tuple[int, int]]:
        return self.groups[self.first : self.last + 1]

    @property
    def digits(self) -> str:
        return "".join(self.text[start:end] for start, end in self.own)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(end - start for start, end in self.own)

    @property
    def alone(self) -> bool:
        """Whether the chain holds nothing else."""
        return self.first == 0 and self.last == len(self.groups) - 1

    @property
    def uniform(self) -> bool:
        """Whether the same mark, or only space, stands between all groups."""
        own = self.own
        marks = {self.text[one[1] : two[0]].strip() for one, two in pairwise(own)}
        return len(marks) <= 1 and not marks & _SPOKEN_FOR

    @property
    def printed(self) -> bool:
        """Whether it is grouped 3-3-4 as on an NHS letter, light marks between, even mixed ones."""
        own = self.own
        marks = {self.text[one[1] : two[0]].strip() for one, two in pairwise(own)}
        return self.sizes == (3, 3, 4) and not marks & _SPOKEN_FOR

    @property
    def apart(self) -> bool:
        """Whether other digits, if any, stand behind another mark: “0000 1111 2222, 0000 …”."""
        edges = []
        if self.first:
            edges.append(self.text[self.groups[self.first - 1][1] : self.start])
        if self.last < len(self.groups) - 1:
            edges.append(self.text[self.end : self.groups[self.last + 1][0]])
        return all(mark.strip() in {",", ";", "/", "|", ")", "(", ",("} for mark in edges)

    @property
    def attached(self) -> bool:
        """Whether the digits are the tail or the middle of something longer: “K999”, “£999”."""
        before = self.text[max(self.start - 2, 0) : self.start]
        after = self.text[self.end : self.end + 2]
        head = _LONGER if self.printed else _HEAD
        return bool(_TAIL.search(before) or head.match(after))


_TAIL = re.compile(r"[A-Za-z0-9_£$€#%]$|[A-Za-z0-9][-/_.]$")
_LONGER = re.compile(r"[A-Za-z0-9_%]|[-/_.]\d")  # behind an unmistakable grouping
_HEAD = re.compile(r"[A-Za-z0-9_%]|[-/_][A-Za-z0-9]|\.\d")


class Chains:
    """The chains of a text, read once for every rule."""

    def __init__(self, text: str):
        self._text = text
        self.all = [
            [found.span() for found in _GROUP.finditer(text, *chain.span())]
            for chain in _CHAIN.finditer(text)
        ]

    def windows(self, size: int, most: int) -> Iterator[Window]:
        """Every stretch of at most `most` groups, or of a whole chain, with `size` digits."""
        for groups in self.all:
            if groups[-1][1] - groups[0][0] < size:
                continue
            first, total = 0, 0
            for last, (start, end) in enumerate(groups):
                total += end - start
                while total > size:
                    total -= groups[first][1] - groups[first][0]
                    first += 1
                whole = first == 0 and last == len(groups) - 1
                if total == size and (last - first < most or whole):
                    yield Window(self._text, groups, first, last)
