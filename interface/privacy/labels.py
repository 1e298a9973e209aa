"""The label nearest before a number: what it is, or that it is nobody's.

The same ten digits are a patient after “NHS number” and nobody after “purchase order”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interface.privacy.chains import Chains
from interface.privacy.reading import Reading

_ENDS = r"(?![a-z])"
# “no” is a number unless it denies something: “the unit no longer …”.
_NUMBER = (
    r"[\s\-./]{0,2}(?:numb?\s?ers?|n[umbe]{2,5}rs?|munbers?|no'?s|no(?!\s(?!given|quoted)[a-z]{4})"
    rf"|n0|nº|№|num|nbr|nr|ids?|i\.d|identifiers?|\#){_ENDS}\.?"
)
_REF = r"ref(?:erence)?"
# What a hospital calls its patients by, when “number”, “no” or “ID” follows; letters of the
# longest of these words are often in the wrong order.
_NUMBERED = (
    r"h[ospital]{6,8}|hosp\.?|hospt|infirmary|unit|dist(?:rict)?\.?|trust|local|mrn|crn|pas|pid"
    r"|upi|ppi|pmi|epr|fin|nuh|sfh|sfht|uhdb|qmc|ncht?|derby|newark|king'?s\smill|k\.?|r[xk][0-9a-z]"
    r"|(?:local\s)?(?:patient|pat|pt|client|inpatient|outpatient|service\suser)(?:'?s)?\.?"
    r"|(?:(?:medical|hospital|health|case|patient|clinical)\s)?(?:records?|notes?|file)|medical"
    r"|case\s?-?(?:notes?|sheet)|chart|folder|volume|wristband|(?:wrist)?band|x-?ray|radiology"
    r"|film|imaging|maternity|dental|a\s?&\s?e|ed|cas(?:ualty)?(?:\scard)?|attendance|admission"
    r"|episode|encounter|spell|visit|pathway"
    r"|emis|systmone|s1|rio|medway|lorenzo|care\s?flow|nerve\s?cent(?:re|er)|cerner|millennium|epic"
    r"|evolve|meditech|ipm|cris|ris|pacs|badger\s?net|system\sc|notis|tpp"
)
# Over small letters. The last group is what must not be mistaken for a patient.
_LABELS = re.compile(
    rf"""\b(?:
    (?P<nhs>(?:nhs|n\.h\.s\.?|chi|h&c|health\sand\scare)(?:{_NUMBER}|{_ENDS}))
  | (?P<hospital>(?:{_NUMBERED})(?:{_NUMBER})
        |(?:hospital|hosp\.?|patient|nuh|sfh|unit)\s{_REF}(?:{_NUMBER})?
        |(?:hosp(?:ital)?|patient|pt)\s?(?:[:=]|\#)(?=\s?[a-z]{{0,3}}\d)
        |(?:mrn|m\.\s?r\.\s?n\.?|crn|c\.\s?r\.\s?n\.?|nuh|sfh|h/n|hn|pid|pas|r[xk][0-9])
            (?=[\s:\-=|]{{0,3}}[a-z]?\d{{5}})
        |case\s?-?(?:notes?|records?)|mrn|m\.r\.n|crn|pas|h/n|hn|pid){_ENDS}
  | (?P<ubrn>(?:u[brnm]{{3}}|u\.?\s?b\.?\s?r\.?\s?n|unique\sbooking|e-?\s?bookings?
        |(?:bookings?|bkg)\s{_REF}s?|e-?\s?rs\b|e-?\s?referrals?\b|choose\s(?:and|&)\sbook|c\s?(?:&|and)\s?b\b|cab\s{_REF}|asi\b|ras\b
        |a\s?&\s?g|advice\s(?:and|&)\sguidance|(?:appointment|advice)\srequest
        |(?:2ww|referrals?|bookings?)\s(?:{_REF}|request|number|no\b|id\b))
        (?:\s(?:service|booking|referral|request))?(?:\s{_REF}\b)?(?:\s(?:number|no\b|id\b))?)
  | (?P<ni>(?:n\.?\s?i\.?(?:{_NUMBER})|n\.?i\.?n\.?o?\b|n\.?i\b|ni\snum\w{{0,4}}
        |insurance(?:{_NUMBER})|nat(?:iona)?l?\.?\sins(?:urance)?))
  | (?P<phone>(?:tel\b|telephone|phone|mobile|mob\b|landline)(?:{_NUMBER})?
        |fax|call|ring|rang|dial
        |(?:home|house|contact|work|day(?:time)?|evening|her|his|their|[a-z]{{3,10}}'s){_NUMBER})
  | (?P<reference>refs?\b|references?\b)
  | (?P<other>(?:order|purchase|po\b|invoice|ticket|incident|datix|lfpse|steis|entry|log\b
        |track|courier|parcel|consignment|delivery|serial|batch|lot\b|barcode
        |bar\scode|asset|account|a/c|sort\scode|contract|codes?\b|coded|snomed|dm\+d|dmd|isbn
        |issn|gtin|ean\b|gmc|nmc|gphc|hcpc|pmid|isrctn|doi|meeting|passcode|pin\b|version|build
        |job\b(?!\scent)|licen[cs]e|study|trial|cost\scentre|charity|company|vat\b|utr\b|complaint|pals\b
        |certificate|card\b|model|part\b|catalogue|stock|nsv|pip\scode|product|item|voucher|receipt
        |device|imei|sim\b|extension|ext\b|bleep|request|requisition|quote\b|quotation|tender
        |case\sref|document|regist|room\b|project|ip\b|port\b|bnf|icd|read\scode|ods\b|specimen
        |accession|sample|kit\b|payroll|employee|staff|assignment|vacancy|booking\sid|event
        |webinar|zoom|total|population|count|budget|grant)\w{{0,8}}(?:\s{_REF}\b)?)
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
_ANNOUNCED = ("nhs n", "hosp n", "hospital n", "hosp. n", "unit n", "mrn")

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
