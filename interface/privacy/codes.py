"""Hospital numbers and National Insurance numbers: letters and digits together."""

import re
from collections.abc import Iterator

from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.labels import Label, Labels
from interface.privacy.numbers import near_patient
from interface.privacy.reading import Reading

_BREAK = r"[\s.\-/,_]{0,3}"
_INSURANCE = re.compile(rf"\d(?:{_BREAK}\d){{5}}(?:{_BREAK}([A-Da-d]))?(?![A-Za-z0-9])")
_PREFIX = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z])({_BREAK})([A-Za-z]){_BREAK}$")
_PAIRS = re.compile(r"\d\d([\s.\-/]{1,3})\d\d\1\d\d")
# First letters never issued, or never in that place (HM Revenue & Customs, NIM39110).
_NEVER_FIRST = frozenset("DFIQUV")
_NEVER_SECOND = frozenset("DFIOQUV")
_NEVER_BOTH = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})

_HOSPITAL_VALUE = re.compile(
    r"[\s:;#.\-(=,|<>\"'º]{0,6}[.\s_]{0,40}"
    r"(?:(?:is|was|as|being|given\sas|quoted\sas|of"
    r"|for\s(?:the|this|my|our)\s(?:patient|lady|gentleman|child)(?:\sis)?)[\s:]{1,3})?"
    r"([A-Za-z]{0,3}[\s\-/]?\d(?:[\s\-/]?\d){3,9}[A-Za-z]?)(?![A-Za-z0-9])"
)
_TELEPHONE = re.compile(r"0[1237](?:[\s\-/]?\d){8}")
_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9£.,])(?<!\d[\s\-/])(?![vV]\d\s)(?:[A-Z]{1,2}[\s\-/]?|[A-Za-z]{1,2})?\d(?:[\s\-/]?\d){4,9}"
    r"(?![A-Za-z0-9%]|[\s.,\-/]\d)"
)
_SIX_OR_SEVEN = re.compile(r"\d(?:\s?\d){5,6}(?![A-Za-z0-9]|[.,\-]\d)")
_MORE = re.compile(r"\s\d")
# A message between computers (HL7) writes a patient as number, check digit, scheme, who gave it.
_MESSAGED = re.compile(r"\b([A-Za-z]{0,3}\d{5,9})\^{2,3}[A-Za-z0-9]")
_NUMBERED = re.compile(r"\b(?:number|no|id)[\s.:]{1,3}$")
_LETTERED = re.compile(r"(?<![A-Za-z0-9#&./\-£])[A-Z]{1,2}\d{6,7}(?![A-Za-z0-9]|[.,\-/]\d)")
_SEVEN = re.compile(r"(?<![A-Za-z0-9#&./,\-£])(?<!\d\s)\d{7}(?![A-Za-z0-9%]|[.,\-/]\d|\s\d)")
_LETTER = re.compile(r"(?<![A-Za-z0-9#&.\-])([A-Za-z])([\s.\-]?)$")


def insurance_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Two letters, six digits and A to D in any spacing; behind a label also without the last."""
    for found in _INSURANCE.finditer(reading.text):
        prefix = _PREFIX.search(reading.text[max(found.start() - 9, 0) : found.start()])
        if not prefix:
            continue
        start, end = found.start() - len(prefix[0]), found.end()
        around = labels.around(start, end)
        shaped = found[1] and _shaped(prefix, found[0], elsewhere="other" in around)
        if ("ni" in around or shaped) and reading.free(start, end):
            reading.take(start, end)
            reason = "It has the shape of a National Insurance number."
            yield Identifier(start, end, Kind.NI_NUMBER, Tier.STOP, reason)


def _shaped(prefix: re.Match[str], digits: str, *, elsewhere: bool) -> bool:
    """Whether letters and digits are grouped as on the card, or run together and nothing else's."""
    letters = prefix[1] + prefix[3]
    if prefix[2]:
        return False
    if _PAIRS.match(digits):
        return letters.isupper()
    joined = not elsewhere and (prefix[0] == letters or letters.isupper())
    return joined and digits[:6].isdigit() and _issued(letters.upper())


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
        if label.kind != "hospital" or _of_a_thing(labels, label):
            continue
        end = reading.free_until(label.end)
        found = _HOSPITAL_VALUE.match(reading.text, label.end, end)
        if not found or _TELEPHONE.match(reading.text, found.start(1)):
            continue
        several = reading.lower.startswith("numbers", label.end - 7)  # or “patient numbers 10448”
        if sum(map(str.isdigit, found[1])) >= 5 + several:
            reading.take(*found.span(1))
            reason = "It stands behind a label for a hospital or case-note number."
            yield Identifier(*found.span(1), Kind.HOSPITAL_NUMBER, Tier.STOP, reason)
    for found in _MESSAGED.finditer(reading.text) if "^^" in reading.text else ():
        if reading.free(*found.span(1)):
            reading.take(*found.span(1))
            reason = "A number of a patient in a message between computers."
            yield Identifier(*found.span(1), Kind.HOSPITAL_NUMBER, Tier.ASK, reason)
    if any(label.kind == "hospital" for label in labels.all):
        yield from _near_a_label(reading, labels)


def _of_a_thing(labels: Labels, label: Label) -> bool:
    """“Asset tag NUH0045512”: letters that label a patient, unless they begin another number."""
    return label.end - label.start <= 3 and labels.before(label.start) == "other"


def _near_a_label(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """“the patient number on the wristband, 3823420”, “3823420 is his hospital number”."""
    for found in _CANDIDATE.finditer(reading.text):
        labelled = "hospital" in labels.around(*found.span())
        if (
            labelled
            and reading.free(*found.span())
            and not _TELEPHONE.match(reading.text, found.start())
        ):
            reading.take(*found.span())
            reason = "It is spoken of as a hospital or case-note number."
            yield Identifier(*found.span(), Kind.HOSPITAL_NUMBER, Tier.ASK, reason)


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
        seven = sum(map(str.isdigit, found[0])) == 7
        local = letter[0] == "K" or (seven and letter[1] in "Kk")
        stranger = letter[1].isupper() and not letter[2]
        if local or (stranger and (seven or near_patient(reading, start))):
            reading.take(start, end)
            reason = "A letter and digits in the shape of a hospital number."
            yield Identifier(start, end, Kind.HOSPITAL_NUMBER, Tier.ASK, reason)
    yield from _in_company(reading, labels)


def _in_company(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """“Ophthalmology number OP556021”, “a patient of ours (5560143 …)”: plain but for company."""
    for found in (*_LETTERED.finditer(reading.text), *_SEVEN.finditer(reading.text)):
        start, end = found.span()
        if not reading.free(start, end) or labels.before(start) in {"other", "reference"}:
            continue
        named = found.re is _LETTERED and _NUMBERED.search(reading.lower, max(start - 12, 0), start)
        if named or (found.re is _SEVEN and near_patient(reading, start)):
            reading.take(start, end)
            reason = "It stands where the hospital number of a patient would."
            yield Identifier(start, end, Kind.HOSPITAL_NUMBER, Tier.ASK, reason)
