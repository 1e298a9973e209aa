"""Numbers written as they are said: “oh seven seven double oh, nine hundred …”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interface.privacy.cues import Owner, owner_of
from interface.privacy.identifier import Identifier, Kind, Tier, national
from interface.privacy.labels import Labels
from interface.privacy.numbers import is_nhs_number
from interface.privacy.reading import Reading

_DIGITS = {
    word: str(value)
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
} | {"oh": "0", "o": "0", "nought": "0", "naught": "0", "hundred": "00", "thousand": "000"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_DIGIT = rf"(?:(?:{'|'.join(_TIMES)})\s)?(?:{'|'.join(_DIGITS)}|\d{{1,5}})"
_SPOKEN = re.compile(rf"\b{_DIGIT}(?:[\s,.-]{{1,3}}{_DIGIT}){{4,24}}\b")
_PART = re.compile(r"[a-z]{1,8}|\d{1,5}")
_FEWEST_WORDS = 3  # in a row that is said rather than written
_SAID = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|zero|oh)\b")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A row of digits in words: where it stands, and the digits."""

    start: int
    end: int
    digits: str


def spoken(reading: Reading) -> list[Spoken]:
    """Every row of five digits or more that is mostly said in words."""
    if not any(word in reading.lower for word in ("four", "five", "six", "nine", "zero", "oh ")):
        return []
    if len(_SAID.findall(reading.lower)) < 2:
        return []
    rows = []
    for found in _SPOKEN.finditer(reading.lower):
        parts = _PART.findall(found[0])
        if sum(part in _DIGITS or part in _TIMES for part in parts) >= _FEWEST_WORDS:
            rows.append(Spoken(*found.span(), _digits(parts)))
    return rows


def _digits(parts: list[str]) -> str:
    """“double”, “seven” is 77; a figure among the words stands for itself."""
    digits, times = "", 1
    for part in parts:
        if part in _TIMES:
            times = _TIMES[part]
        else:
            digits += _DIGITS.get(part, part) * times
            times = 1
    return digits


def spoken_numbers(reading: Reading, rows: list[Spoken], labels: Labels) -> Iterator[Identifier]:
    """The rows that are a patient's, by their label, or by shape as an NHS or phone number."""
    for row in rows:
        if not reading.free(row.start, row.end):
            continue
        kind, tier = _kind(reading, row, labels.around(row.start, row.end))
        if kind:
            reading.take(row.start, row.end)
            yield Identifier(row.start, row.end, kind, tier, "A number written out in words.")


def _kind(reading: Reading, row: Spoken, around: set[str]) -> tuple[Kind | None, Tier]:
    digits, count = row.digits, len(row.digits)
    if count == 10 and ("nhs" in around or is_nhs_number(digits)):
        return Kind.NHS_NUMBER, Tier.STOP
    if count == 12 and ("ubrn" in around or digits.startswith("000")):
        return Kind.UBRN, Tier.STOP
    if count == 6 and "ni" in around:
        return Kind.NI_NUMBER, Tier.STOP
    if count <= 10 and "hospital" in around:
        return Kind.HOSPITAL_NUMBER, Tier.STOP
    if digits[0] == "0" and len(national(digits)) in {10, 11}:
        owner = owner_of(reading, row.start, row.end)
        return (None if owner is Owner.ORGANISATION else Kind.PHONE), Tier.ASK
    return None, Tier.ASK
