"""Hospital and case-note numbers: by their label, their shape, and the company they keep."""

import re
from collections.abc import Iterator

from interface.privacy.beside import COMPANIONS, near_patient, touches
from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.labels import Label, Labels
from interface.privacy.reading import Reading

_VALUE = re.compile(
    r"[\s:;#.\-(=,|<>\"'º]{0,6}[.\s_]{0,40}"
    r"(?:(?:is|was|as|being|given\sas|quoted\sas|of"
    r"|for\s(?:the|this|my|our)\s(?:patient|lady|gentleman|child)(?:\sis)?)[\s:]{1,3})?"
    r"([A-Za-z]{0,3}[\s\-/]?\d(?:[\s\-/]?\d){3,9}[A-Za-z]?)(?![A-Za-z0-9])"
)
_ANOTHER = re.compile(
    r"\s{0,2}(?:[,;/|&+]|\b(?:and|or|to|into|with)\b)\s{0,2}"
    r"([A-Za-z]{0,3}[\s\-/]?\d(?:[\s\-]?\d){3,9})(?![A-Za-z0-9])"
)
_TELEPHONE = re.compile(r"0[1237](?:[\s\-/]?\d){8}")
_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9£.,])(?<!\d[\s\-/])(?![vV]\d\s)"
    r"(?:[A-Z]{1,2}[\s\-/]?|[A-Za-z]{1,2})?\d(?:[\s\-/]?\d){4,9}(?![A-Za-z0-9%]|[\s.,\-/]\d)"
)
# A message between computers (HL7) writes a patient as number, check digit, scheme, who gave it.
_MESSAGED = re.compile(r"\b([A-Za-z]{0,3}\d{5,9})\^{2,3}[A-Za-z0-9]")

_SIX_OR_SEVEN = re.compile(r"\d(?:\s?\d){5,6}(?![A-Za-z0-9]|[.,\-]\d)")
_LETTER = re.compile(r"(?<![A-Za-z0-9#&.\-])([A-Za-z])([\s.\-]?)$")
_MORE = re.compile(r"\s\d")
_LETTERED = re.compile(r"(?<![A-Za-z0-9#&./\-£])[A-Z]{1,2}\d{6,7}(?![A-Za-z0-9]|[.,\-/]\d)")
_NUMBERED = re.compile(r"\b(?:number|no|id)[\s.:]{1,3}$")
_PLAIN = re.compile(r"(?<![A-Za-z0-9#&./,\-£])(?<!\d\s)\d{6,8}(?![A-Za-z0-9%]|[.,\-/]\d|\s\d)")


def labelled_hospital_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Five digits or more, letters before them or not, behind “hospital number” and its like."""
    for label in labels.all:
        if label.kind != "hospital" or _of_a_thing(labels, label):
            continue
        end = reading.free_until(label.end)
        found = _VALUE.match(reading.text, label.end, end)
        if not found or _TELEPHONE.match(reading.text, found.start(1)):
            continue
        several = reading.lower.startswith("numbers", label.end - 7)  # or “patient numbers 10448”
        if _count(found[1]) >= 5 + several:
            reason = "It stands behind a label for a hospital or case-note number."
            yield _found(reading, *found.span(1), Tier.STOP, reason)
            yield from _listed(reading, *found.span(1))
    yield from _messaged(reading)
    if any(label.kind == "hospital" for label in labels.all):
        yield from _near_a_label(reading, labels)


def _of_a_thing(labels: Labels, label: Label) -> bool:
    """“Asset tag NUH0045512”: letters that label a patient, unless they begin another number."""
    return label.end - label.start <= 3 and labels.before(label.start) == "other"


def _listed(reading: Reading, start: int, end: int) -> Iterator[Identifier]:
    """“hospital numbers 7100251 and 7100252”: what follows with as many digits is another."""
    digits = _count(reading.text[start:end])
    while another := _ANOTHER.match(reading.text, end, reading.free_until(end)):
        if _count(another[1]) != digits:
            return
        end = another.end()
        reason = "It stands in a list of hospital or case-note numbers."
        yield _found(reading, *another.span(1), Tier.STOP, reason)


def _messaged(reading: Reading) -> Iterator[Identifier]:
    """“4471902^^^NUH”: a patient in a message between computers."""
    for found in _MESSAGED.finditer(reading.text) if "^^" in reading.text else ():
        if reading.free(*found.span(1)):
            reason = "A number of a patient in a message between computers."
            yield _found(reading, *found.span(1), Tier.ASK, reason)


def _near_a_label(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """“the patient number on the wristband, 3823420”, “3823420 is his hospital number”."""
    for found in _CANDIDATE.finditer(reading.text):
        if "hospital" not in labels.around(*found.span()) or not reading.free(*found.span()):
            continue
        if not _TELEPHONE.match(reading.text, found.start()):
            reason = "It is spoken of as a hospital or case-note number."
            yield _found(reading, *found.span(), Tier.ASK, reason)


def unlabelled_hospital_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """K and six or seven digits, another capital and seven; and six where a patient is named."""
    for found in _SIX_OR_SEVEN.finditer(reading.text):
        letter = _LETTER.search(reading.text[max(found.start() - 3, 0) : found.start()])
        if not letter:
            continue
        start, end = found.start() - len(letter[0]), found.end()
        if not reading.free(start, end) or labels.before(start) == "other":
            continue
        if _MORE.match(reading.text, end) and reading.free(end, end + 2):
            continue
        seven = _count(found[0]) == 7
        local = letter[0] == "K" or (seven and letter[1] in "Kk")
        stranger = letter[1].isupper() and not letter[2]
        if local or (stranger and (seven or near_patient(reading, start))):
            reason = "A letter and digits in the shape of a hospital number."
            yield _found(reading, start, end, Tier.ASK, reason)
    for found in _LETTERED.finditer(reading.text):
        named = _NUMBERED.search(reading.lower, max(found.start() - 12, 0), found.start())
        if named and _anybodys(reading, labels, *found.span()):
            reason = "It is called a number, and reads like a hospital number."
            yield _found(reading, *found.span(), Tier.ASK, reason)


def hospital_numbers_by_company(
    reading: Reading, labels: Labels, found: list[Identifier]
) -> Iterator[Identifier]:
    """Plain digits beside a patient: “a patient of ours (5560143 …)”, “SHAMBLE Edna 7100243”."""
    ends = {one.end for one in found if one.kind in COMPANIONS}
    starts = {one.start for one in found if one.kind in COMPANIONS}
    for plain in _PLAIN.finditer(reading.text):
        start, end = plain.span()
        beside = touches(reading.text, start, ends, -1) or touches(reading.text, end, starts, 1)
        spoken_of = end - start == 7 and near_patient(reading, start)
        if (beside or spoken_of) and _anybodys(reading, labels, start, end):
            reason = "It stands where the hospital number of a patient would."
            yield _found(reading, start, end, Tier.ASK, reason)


def _anybodys(reading: Reading, labels: Labels, start: int, end: int) -> bool:
    """Whether digits are free, and no label says that they are a thing's."""
    return reading.free(start, end) and labels.before(start) not in {"other", "reference"}


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _found(reading: Reading, start: int, end: int, tier: Tier, reason: str) -> Identifier:
    reading.take(start, end)
    return Identifier(start, end, Kind.HOSPITAL_NUMBER, tier, reason)
