"""Hospital numbers and National Insurance numbers: letters and digits together."""

import re
from collections.abc import Iterator

from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.labels import Labels
from interface.privacy.numbers import near_patient
from interface.privacy.reading import Reading

_INSURANCE = re.compile(
    r"\d\d[\s.\-]{0,3}\d\d[\s.\-]{0,3}\d\d(?:[\s.\-]{0,3}([A-Da-d]))?(?![A-Za-z0-9])"
)
_PREFIX = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[\s.\-]{0,3}$")
# First letters never issued, or never in that place (HM Revenue & Customs, NIM39110).
_NEVER_FIRST = frozenset("DFIQUV")
_NEVER_SECOND = frozenset("DFIOQUV")
_NEVER_BOTH = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})

_HOSPITAL_VALUE = re.compile(
    r"[\s:#.\-(=,]{0,6}"
    r"(?:(?:is|was|as|being|given\sas|quoted\sas|of"
    r"|for\s(?:the|this|my|our)\s(?:patient|lady|gentleman|child)(?:\sis)?)[\s:]{1,3})?"
    r"([A-Za-z]{0,3}[\s\-/]?\d(?:[\s\-/]?\d){3,9}[A-Za-z]?)(?![A-Za-z0-9])"
)
_TELEPHONE = re.compile(r"0[1237]\d")
_SIX_OR_SEVEN = re.compile(r"\d(?:\s?\d){5,6}(?![A-Za-z0-9]|[\s.,\-]?\d)")
_LETTER = re.compile(r"(?<![A-Za-z0-9/#&.\-])([A-Za-z])([\s\-]?)$")


def insurance_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Two letters, six digits and A to D in any spacing; behind a label also without the last."""
    for found in _INSURANCE.finditer(reading.text):
        prefix = _PREFIX.search(reading.text[max(found.start() - 6, 0) : found.start()])
        if not prefix:
            continue
        start, end = found.start() - len(prefix[0]), found.end()
        label = labels.before(start)
        spaced = end - start > 9
        shaped = (
            found[1]
            and _issued(prefix[1].upper())
            and label != "other"
            and (prefix[1].isupper() or not spaced)
        )
        if (label == "ni" or shaped) and reading.free(start, end):
            reading.take(start, end)
            reason = "It has the shape of a National Insurance number."
            yield Identifier(start, end, Kind.NI_NUMBER, Tier.STOP, reason)


def _issued(prefix: str) -> bool:
    """Whether the prefix can be issued; QQ is that of published examples."""
    return prefix == "QQ" or (
        prefix[0] not in _NEVER_FIRST
        and prefix[1] not in _NEVER_SECOND
        and prefix not in _NEVER_BOTH
    )


def labelled_hospital_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Five digits or more, letters before them or not, behind “hospital number” and its like."""
    for label in labels.all:
        if label.kind != "hospital":
            continue
        found = _HOSPITAL_VALUE.match(reading.text, label.end)
        if not found or not reading.free(*found.span(1)) or _TELEPHONE.match(found[1]):
            continue
        if sum(map(str.isdigit, found[1])) >= 5:
            reading.take(*found.span(1))
            reason = "It stands behind a label for a hospital or case-note number."
            yield Identifier(*found.span(1), Kind.HOSPITAL_NUMBER, Tier.STOP, reason)


def unlabelled_hospital_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """K and seven digits anywhere; another capital and six or seven digits said of a patient."""
    for found in _SIX_OR_SEVEN.finditer(reading.text):
        letter = _LETTER.search(reading.text[max(found.start() - 3, 0) : found.start()])
        if not letter:
            continue
        start, end = found.start() - len(letter[0]), found.end()
        if not reading.free(start, end) or labels.before(start) == "other":
            continue
        seven = sum(map(str.isdigit, found[0])) == 7
        local = seven and (letter[1] == "K" or letter[0] == "k")
        stranger = letter[1].isupper() and not letter[2] and near_patient(reading, start)
        if local or stranger:
            reading.take(start, end)
            reason = "A letter and digits in the shape of a hospital number."
            yield Identifier(start, end, Kind.HOSPITAL_NUMBER, Tier.ASK, reason)
