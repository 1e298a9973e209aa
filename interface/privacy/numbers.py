"""NHS numbers, e-referral and National Insurance numbers, and hospital numbers.

A number is judged by its shape and by the label nearest before it: the same ten digits are a
patient after “NHS number” and nobody after “purchase order”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from interface.privacy.cues import PATIENTS, RELATIVES
from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.reading import Reading

_NUMBER = r"\s{0,2}(?:numbers?|nos?\b\.?|num\b|nr\b|id\b|identifier\b|\#)"
# Over small letters. The last group is what must not be mistaken for a patient.
_LABELS = re.compile(
    rf"""
    (?P<nhs>\b(?:nhs|n\.h\.s\.?|chi|h&c|health\sand\scare)(?:{_NUMBER}|\b))
  | (?P<hospital>\b(?:(?:hospital|hosp\b\.?|unit|district|pas|mrn|k|nuh|sfh|trust|patient|pt|pt's
        |patient's|case\s?-?notes?|casenote|chart|local|(?:medical|hospital|health|case)\srecord|record|emis
        |systmone|rx[0-9a-z]|folder|hospital\sref(?:erence)?|patient\sref(?:erence)?)(?:{_NUMBER})
        |mrn|pas|h/n|pid|case\s?-?notes?)\b)
  | (?P<ubrn>\b(?:ubrn|unique\sbooking|booking\sref\w{{0,7}}|e-?\s?rs\b|e-?\s?referrals?\b|choose\s(?:and|&)\sbook
        |c&b|cab\sref\w{{0,7}}|referral\s(?:ref\w{{0,7}}|number|no\b|id\b))
        (?:\s(?:booking|referral))?(?:\sref\w{{0,7}}\b)?(?:\s(?:number|no\b|id\b))?)
  | (?P<ni>\b(?:n\.?i\.?(?:{_NUMBER})|nino|national\sinsurance|nat\.?\sins))
  | (?P<phone>\b(?:tel\b|telephone|phone|mobile|mob\b|landline|fax|call|ring|rang|dial))
  | (?P<other>\b(?:(?:order|purchase|po\b|invoice|ticket|incident|datix|lfpse|steis|entry|log\b|ref\b|refs\b
        |reference|track|courier|parcel|consignment|delivery|serial|batch|lot\b|barcode|bar\scode|asset
        |account|a/c|sort\scode|contract|codes?\b|coded|snomed|dm\+d|dmd|isbn|issn|gtin|ean\b|gmc|nmc|gphc|hcpc
        |pmid|isrctn|doi|meeting|passcode|pin\b|version|build|job\b|licen[cs]e|study|trial|cost\scentre|charity
        |company|vat\b|utr\b|complaint|pals\b|certificate|card\b|model|part\b|catalogue|stock|nsv
        |pip\b|product|item|voucher|receipt|device|imei|sim\b|extension|ext\b|bleep|request|requisition
        |quote\b|quotation|tender|case\sref|document|regist|room\b|project|ip\b|port\b|bnf
        |icd|read\scode|ods\b|specimen|accession|sample|kit\b|payroll|employee|staff|assignment|vacancy
        |booking\sid|event|webinar|zoom|teams\b|total|population|count|budget|grant)\w{{0,8}}))
    """,
    re.X,
)
_GAP = r"[\s.\-/_·•,:|*~'\"()\[\]]{1,3}|\s(?:dash|hyphen|space|dot|slash|stroke|point)\s"
_CHAIN = re.compile(rf"\d{{1,40}}(?:(?:{_GAP})\d{{1,40}}){{0,60}}", re.I)
_GROUP = re.compile(r"\d{1,40}")
_USUAL = {
    (10,),
    (3, 3, 4),
    (3, 4, 3),
    (4, 3, 3),
    (5, 5),
    (2, 4, 4),
    (4, 6),
    (6, 4),
    (3, 7),
    (1,) * 10,
}
_LOOSE = re.compile(
    r"[\s:#.\-(=]{0,6}((?:[\dOoQlIiSsZzB][\s.\-]{0,2}){9}[\dOoQlIiSsZzB])(?![A-Za-z\d])"
)
_MISCOUNTED = re.compile(
    r"[\s:#.\-(=]{0,6}(?:is\s)?(\d(?:[\s.\-]?\d){7,10})(?![\s.\-]?\d|[A-Za-z])"
)
_SPOKEN_DIGITS = {
    word: str(value)
    for value, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"oh": "0", "nought": "0"}
_SPOKEN = re.compile(
    rf"\b(?:(?:{'|'.join(_SPOKEN_DIGITS)})[\s,.-]{{1,3}}){{9,11}}(?:{'|'.join(_SPOKEN_DIGITS)})\b"
)

_LED_ELSEWHERE = re.compile(
    r"\b(?:for|about|re|concerning|regarding|of|patients?|patient's|pt)(?:\s(?:is|was))?[\s:(,\-]{1,3}$"
)
_INSURANCE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{2})[\s.\-]{0,3}(\d\d)[\s.\-]{0,3}(\d\d)[\s.\-]{0,3}(\d\d)"
    r"(?:[\s.\-]{0,3}([A-Da-d]))?(?![A-Za-z0-9])"
)
_HOSPITAL_VALUE = re.compile(
    r"[\s:#.\-(=,]{0,6}(?:(?:is|was|as|being|given\sas|quoted\sas|of|for\s(?:the|this|my|our)\s(?:patient|lady"
    r"|gentleman|child)(?:\sis)?)[\s:]{1,3})?"
    r"([A-Za-z]{0,3}[\s\-/]?\d(?:[\s\-/]?\d){3,9}[A-Za-z]?)(?![A-Za-z0-9])"
)
_LETTER_NUMBER = re.compile(
    r"(?<![A-Za-z0-9/#&.\-])([A-Za-z])([\s\-]?)\d(?:\s?\d){5,6}(?![A-Za-z0-9]|[\s.,\-]?\d)"
)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the check of the NHS number (Modulus 11, NHS Data Dictionary).

    The first nine are weighted 10 down to 2; eleven less the remainder by eleven is the tenth,
    where eleven is written 0 and ten is never issued. One in eleven other numbers passes too.
    """
    if len(digits) != 10 or not digits.isdecimal():
        return False
    total = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    kind: str


class Labels:
    """The labels of a text, to be asked which of them a number stands behind."""

    def __init__(self, reading: Reading):
        self._reading = reading
        self.all = [
            _Label(found.start(), found.end(), found.lastgroup or "")
            for found in _LABELS.finditer(reading.lower)
        ]
        self._ends = [label.end for label in self.all]

    def before(self, place: int, reach: int = 40) -> _Label | None:
        """The nearest label within reach, in the same sentence, no other number between."""
        index = bisect_right(self._ends, place) - 1
        if index < 0:
            return None
        label = self.all[index]
        if place - label.end > reach or label.start < self._reading.sentence_start(place):
            return None
        between = self._reading.lower[label.end : place]
        if any(map(str.isdigit, between)):
            return None
        if label.kind in {"other", "phone"} and _LED_ELSEWHERE.search(between):
            return None  # “the ticket about 999 …”
        return label

    def kind_before(self, place: int) -> str:
        label = self.before(place)
        return label.kind if label else ""

    def behind(self, end: int) -> str:
        """A label straight after a number: “999 … (NHS number)”."""
        index = bisect_right(self._ends, end)
        if index < len(self.all) and self.all[index].start >= end:
            label = self.all[index]
            between = self._reading.lower[end : label.start]
            if len(between) < 20 and not any(map(str.isdigit, between)):
                after = self._reading.text[label.end : label.end + 12]
                joined = between.strip(" (,-") in {
                    "",
                    "is her",
                    "is his",
                    "is the",
                    "is their",
                    "as the",
                }
                if joined and not any(map(str.isdigit, after)):
                    return label.kind
        return ""


@dataclass(frozen=True, slots=True)
class _Window:
    """Neighbouring groups of digits that together hold as many as an identifier has."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    gaps: tuple[str, ...]
    alone: bool  # the chain holds nothing else


def _windows(reading: Reading, size: int) -> Iterator[_Window]:
    for chain in _CHAIN.finditer(reading.text):
        if chain.end() - chain.start() < size:
            continue
        groups = [found.span() for found in _GROUP.finditer(reading.text, *chain.span())]
        first, total = 0, 0
        for last, (start, end) in enumerate(groups):
            total += end - start
            while total > size:
                total -= groups[first][1] - groups[first][0]
                first += 1
            if total == size:
                yield _window(reading.text, groups, first, last)


def _window(text: str, groups: list[tuple[int, int]], first: int, last: int) -> _Window:
    own = groups[first : last + 1]
    return _Window(
        start=own[0][0],
        end=own[-1][1],
        digits="".join(text[start:end] for start, end in own),
        sizes=tuple(end - start for start, end in own),
        gaps=tuple(text[one[1] : two[0]] for one, two in zip(own, own[1:], strict=False)),
        alone=len(own) == len(groups),
    )


def _attached(text: str, window: _Window) -> bool:
    """Whether the digits are the tail or the middle of something longer: “K999…”, “£999…”."""
    before = text[max(window.start - 2, 0) : window.start]
    after = text[window.end : window.end + 2]
    return bool(
        re.search(r"[A-Za-z0-9_£$€#%]$|[A-Za-z0-9][-/_.]$", before)
        or re.match(r"[A-Za-z0-9_%]|[-/_][A-Za-z0-9]|\.\d", after)
    )


def _uniform(window: _Window) -> bool:
    marks = {gap.strip() or " " for gap in window.gaps}
    return len(marks) <= 1 and not marks & {":", ",", "(", ")", "'", '"', "[", "]"}


def _near_patient(reading: Reading, start: int) -> bool:
    """The word “patient” or a relative within the few words before, in the same sentence."""
    limit = reading.sentence_start(start)
    last = reading.word_at(start) - 1
    for index in range(last, max(last - 5, -1), -1):
        if reading.starts[index] < limit:
            return False
        if reading.words[index].removesuffix("'s") in PATIENTS | RELATIVES:
            return True
    return False


def labelled_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Numbers whose label says what they are; the check digit does not matter here."""
    yield from _labelled_nhs(reading, labels)
    yield from _ubrns(reading, labels)
    yield from _insurance(reading, labels)
    yield from _labelled_hospital(reading, labels)


def _labelled_nhs(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    for window in _windows(reading, 10):
        labelled = "nhs" in {labels.kind_before(window.start), labels.behind(window.end)}
        if not labelled or not reading.free(window.start, window.end):
            continue
        if is_nhs_number(window.digits):
            reason = "Ten digits labelled as an NHS number, and they pass its check."
        elif window.digits.startswith("0") and not window.alone:
            continue
        else:
            reason = "Ten digits labelled as an NHS number: it looks like a mistyped one."
        yield _found(reading, window.start, window.end, Kind.NHS_NUMBER, Tier.STOP, reason)
    for label in labels.all:
        if label.kind == "nhs" and label.end - label.start > 3:
            yield from _misread(reading, label)


def _misread(reading: Reading, label: _Label) -> Iterator[Identifier]:
    """A labelled number with letters for digits (scanned), or one digit too few or too many."""
    found = _LOOSE.match(reading.text, label.end)
    if found and reading.free(*found.span(1)) and sum(map(str.isdigit, found[1])) >= 6:
        reason = "It stands behind “NHS number” and reads like one."
        yield _found(reading, *found.span(1), Kind.NHS_NUMBER, Tier.STOP, reason)
        return
    short = _MISCOUNTED.match(reading.text, label.end)
    if short and reading.free(*short.span(1)) and short[1][0] != "0":
        reason = "It stands behind “NHS number” but has not ten digits: perhaps a mistyped one."
        yield _found(reading, *short.span(1), Kind.NHS_NUMBER, Tier.ASK, reason)


def _ubrns(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    for window in _windows(reading, 12):
        if not reading.free(window.start, window.end):
            continue
        if "ubrn" in {labels.kind_before(window.start), labels.behind(window.end)}:
            reason = "Twelve digits labelled as an e-referral booking reference (UBRN)."
            yield _found(reading, window.start, window.end, Kind.UBRN, Tier.STOP, reason)
        elif (
            window.digits.startswith("000")
            and window.sizes in {(12,), (4, 4, 4)}
            and window.alone
            and _uniform(window)
            and not _attached(reading.text, window)
            and labels.kind_before(window.start) != "other"
        ):
            reason = "Twelve digits shaped like an e-referral booking reference (UBRN)."
            yield _found(reading, window.start, window.end, Kind.UBRN, Tier.ASK, reason)


# First letters never issued, or never in that place (HM Revenue & Customs, NIM39110).
_NEVER_FIRST = frozenset("DFIQUV")
_NEVER_SECOND = frozenset("DFIOQUV")
_NEVER_BOTH = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})


def _insurance(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    for found in _INSURANCE.finditer(reading.text):
        prefix, suffix = found[1].upper(), found[5]
        label = labels.kind_before(found.start())
        labelled = label == "ni"
        issued = prefix == "QQ" or (  # QQ is the prefix of published examples
            prefix[0] not in _NEVER_FIRST
            and prefix[1] not in _NEVER_SECOND
            and prefix not in _NEVER_BOTH
        )
        spaced = len(found[0]) > 9
        shaped = suffix and issued and label != "other" and (found[1].isupper() or not spaced)
        if (labelled or shaped) and reading.free(*found.span()):
            reason = "It has the shape of a National Insurance number."
            yield _found(reading, *found.span(), Kind.NI_NUMBER, Tier.STOP, reason)


def _labelled_hospital(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    for label in labels.all:
        if label.kind != "hospital":
            continue
        found = _HOSPITAL_VALUE.match(reading.text, label.end)
        if not found or not reading.free(*found.span(1)):
            continue
        digits = sum(map(str.isdigit, found[1]))
        if digits >= 5 and not re.match(r"0[1237]\d", found[1]):
            reason = "It stands behind a label for a hospital or case-note number."
            yield _found(reading, *found.span(1), Kind.HOSPITAL_NUMBER, Tier.STOP, reason)


def unlabelled_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Numbers that only their shape betrays."""
    for window in _windows(reading, 10):
        if reading.free(window.start, window.end):
            yield from _shaped_like_nhs(reading, labels, window)
    yield from _shaped_like_hospital(reading, labels)


def spoken_numbers(reading: Reading) -> Iterator[Identifier]:
    """NHS numbers written in words: “nine nine nine, five two one …”."""
    for found in _SPOKEN.finditer(reading.lower):
        digits = "".join(_SPOKEN_DIGITS[word] for word in re.findall(r"[a-z]{1,6}", found[0]))
        if is_nhs_number(digits) and reading.free(*found.span()):
            reason = "Ten digits in words that pass the check of an NHS number."
            yield _found(reading, *found.span(), Kind.NHS_NUMBER, Tier.STOP, reason)


def _shaped_like_nhs(reading: Reading, labels: Labels, window: _Window) -> Iterator[Identifier]:
    label = labels.kind_before(window.start)
    if label == "other" or (label == "phone" and window.digits[0] in "127"):
        return
    if _attached(reading.text, window) or not _uniform(window):
        return
    usual = window.sizes in _USUAL
    if is_nhs_number(window.digits) and (usual or window.alone):
        issued = usual and window.digits[0] not in "58"
        yield _found(
            reading,
            window.start,
            window.end,
            Kind.NHS_NUMBER,
            Tier.STOP if issued else Tier.ASK,
            "Ten digits that pass the check of an NHS number.",
        )
    elif window.sizes in {(10,), (3, 3, 4)} and _near_patient(reading, window.start):
        reason = "Ten digits said of a patient: perhaps a mistyped NHS number."
        yield _found(reading, window.start, window.end, Kind.NHS_NUMBER, Tier.ASK, reason)


def _shaped_like_hospital(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    for found in _LETTER_NUMBER.finditer(reading.text):
        letter, space = found[1], found[2]
        digits = sum(map(str.isdigit, found[0]))
        if labels.kind_before(found.start()) == "other" or not reading.free(*found.span()):
            continue
        local = letter in "Kk" and digits == 7 and not (space and letter == "k")
        stranger = letter.isupper() and not space and _near_patient(reading, found.start())
        if local or stranger:
            reason = "A letter and digits in the shape of a hospital number."
            yield _found(reading, *found.span(), Kind.HOSPITAL_NUMBER, Tier.ASK, reason)


def _found(
    reading: Reading, start: int, end: int, kind: Kind, tier: Tier, reason: str
) -> Identifier:
    reading.take(start, end)
    return Identifier(start, end, kind, tier, reason)
