"""A CSV file whoever wrote it: any common encoding, separator and line end, damage included.

A damaged row costs that row and no other: after a quotation mark that is never closed, reading goes
on at the next line that is a whole row by itself.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from typing import Protocol, TextIO

DAMAGED = "\udcff"  # stands where bytes could not be read; no real text holds it
LONGEST_ROW = 400_000  # characters, line breaks inside quotation marks included
SEPARATORS = ",;\t|"
BLOCK = 1 << 20
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

csv.field_size_limit(LONGEST_ROW)


def _mark_damage(error: UnicodeError) -> tuple[str, int]:
    """What the codecs do with bytes that are no characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return DAMAGED, error.end


codecs.register_error("interface.mark_damage", _mark_damage)


class HasLines(Protocol):
    """As much of a text file as is read here."""

    def readline(self, size: int = -1, /) -> str: ...


@dataclass(frozen=True)
class Encoding:
    """How to read a file; `doubtful` if some row may hold damage or characters of no text."""

    name: str
    words: str
    doubtful: bool = False


def detect_encoding(file: BufferedReader) -> Encoding:
    """Read the whole file once to know its encoding: BOM, UTF-8, else what Excel on Windows writes.

    A file that is UTF-8 except for some bytes is a damaged UTF-8 file, and not Windows-1252 full
    of "Ã©". The file is left at its beginning.
    """
    start = file.read(4096)
    file.seek(0)
    for bom, name, words in (
        (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if start.startswith(bom):
            return Encoding(name, words, doubtful=True)
    if name := _utf_16_without_bom(start):
        return Encoding(name, "UTF-16", doubtful=True)
    decoder = codecs.getincrementaldecoder("utf-8")("interface.mark_damage")
    damaged = beyond_ascii = 0
    nul = False
    while block := file.read(BLOCK):
        text = decoder.decode(block)
        nul = nul or b"\0" in block
        if not text.isascii():
            beyond_ascii += len(text) - len(text.encode("ascii", "ignore"))
            damaged += text.count(DAMAGED)
    damaged += decoder.decode(b"", final=True).count(DAMAGED)
    file.seek(0)
    if damaged and beyond_ascii - damaged <= damaged:
        return Encoding("cp1252", "Windows-1252", doubtful=True)
    return Encoding("utf-8-sig", "UTF-8", doubtful=nul or damaged > 0)


def _utf_16_without_bom(start: bytes) -> str:
    """Latin letters in UTF-16 have a zero in every other byte."""
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) / half > 0.4:
        return "utf-16-le"
    if start[0::2].count(0) / half > 0.4:
        return "utf-16-be"
    return ""


def open_text(file: BufferedReader, encoding: Encoding) -> TextIO:
    """The file as text with its own line ends; what cannot be read becomes DAMAGED."""
    return TextIOWrapper(file, encoding.name, errors="interface.mark_damage", newline="")


def detect_separator(line: str, score: Callable[[Sequence[str]], int]) -> str:
    """The separator that splits the header into most columns that `score` knows."""
    return max(SEPARATORS, key=lambda mark: score(next(csv.reader([line], delimiter=mark), [])))


class Broken:
    """A row that could not be taken apart, and why."""

    def __init__(self, reason: str):
        self.reason = reason


class _RowTooLong(Exception):
    """More text than any row of letters has."""


class Records:
    """The rows of a CSV file in order: a list of cells, or Broken.

    `expect` tells, once the header is read, how wide rows are and where their date stands; it is
    how a whole row is recognised after a broken one.
    """

    def __init__(self, text: HasLines, separator: str):
        self._lines = _Lines(text)
        self._separator = separator
        self._reader = csv.reader(self._lines, delimiter=separator, strict=True)
        self._width: int | None = None
        self._date = 0

    def expect(self, *, width: int, date: int) -> None:
        self._width, self._date = width, date

    def __iter__(self) -> Iterator[list[str] | Broken]:
        lines = self._lines
        while True:
            lines.taken.clear()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield self._broken(_in_words(error))
            except _RowTooLong:
                yield self._broken(f"This row is longer than {LONGEST_ROW:,} characters.")
            else:
                if len(lines.taken) > 1 and self._width and len(cells) != self._width:
                    yield self._broken(_in_words(None))
                else:
                    yield cells

    @property
    def last_line_ended(self) -> bool:
        """Whether the line read last ended with a line break, as all but a cut-off file do."""
        return bool(self._lines.taken) and self._lines.taken[-1].endswith(("\n", "\r"))

    def _broken(self, reason: str) -> Broken:
        """Give back the lines from the first that is a row by itself; they were not part of it."""
        taken = self._lines.taken
        for place in range(1, len(taken)):
            if self._is_whole_row(taken[place]):
                self._lines.give_back(taken[place:])
                break
        return Broken(reason)

    def _is_whole_row(self, line: str) -> bool:
        try:
            cells = next(csv.reader([line], delimiter=self._separator, strict=True), [])
        except csv.Error:
            return False
        return len(cells) == self._width and bool(_ISO_DATE.fullmatch(cells[self._date].strip()))


def _in_words(error: csv.Error | None) -> str:
    if error is not None and "expected after" in str(error):
        return (
            "A quotation mark stands where none can be. "
            "Inside a quoted cell a quotation mark is written twice."
        )
    return "A quotation mark is opened in this row and closed in another, or not at all."


class _Lines:
    """The lines of a file, remembering those of the current row so that they can be given back."""

    def __init__(self, text: HasLines):
        self._text = text
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._text.readline(LONGEST_ROW)
        if not line:
            raise StopIteration
        taken = self.taken
        taken.append(line)
        if len(line) >= LONGEST_ROW:
            self._skip_rest_of_line(line)
            raise _RowTooLong
        if len(taken) > 1 and len(taken) % 1000 == 0 and sum(map(len, taken)) > LONGEST_ROW:
            raise _RowTooLong
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        self._waiting.extendleft(reversed(lines))

    def _skip_rest_of_line(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(LONGEST_ROW)
