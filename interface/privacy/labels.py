"""The label nearest before a number: what it is, or that it is nobody's.

The same ten digits are a patient after “NHS number” and nobody after “purchase order”.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from interface.privacy.chains import Chains
from interface.privacy.reading import Reading

_NUMBER = r"[\s\-]{0,2}(?:numbers?|nos?\b\.?|num\b|nr\b|id\b|identifier\b|\#)"
_REF = r"ref(?:erence)?"
# Over small letters. The last group is what must not be mistaken for a patient.
_LABELS = re.compile(
    rf"""\b(?:
    (?P<nhs>(?:nhs|n\.h\.s\.?|chi|h&c|health\sand\scare)(?:{_NUMBER}|\b))
  | (?P<hospital>(?:(?:hospital|hosp\b\.?|unit|district|pas|mrn|k\.?|nuh|sfh|qmc|infirmary|derby
        |king'?s\smill|trust|patient(?:'s)?|pt(?:'s)?|case\s?-?(?:notes?|sheet)|chart|local
        |(?:(?:medical|hospital|health|case|patient)\s)?records?|medical|emis|systmone
        |r[xk][0-9a-z]|folder|wristband|x-?ray)(?:{_NUMBER})
        |(?:hospital|hosp\.?|patient)\s{_REF}(?:{_NUMBER})?|mrn|m\.r\.n\b|pas|r[xk][0-9](?=[\s:\-]{{1,2}}[a-z]?\d{{6}})|h/n|hn|pid|case\s?-?(?:notes?|records?))\b)
  | (?P<ubrn>(?:ubrn|u\.b\.r\.n|unique\sbooking|e-?\s?bookings?|bookings?\s{_REF}s?|e-?\s?rs\b
        |e-?\s?referrals?\b|choose\s(?:and|&)\sbook|c\s?(?:&|and)\s?b\b|cab\s{_REF}|asi\b|ras\b
        |a\s?&\s?g|advice\s(?:and|&)\sguidance|(?:appointment|advice)\srequest
        |(?:2ww|referrals?|bookings?)\s(?:{_REF}|request|number|no\b|id\b))
        (?:\s(?:service|booking|referral|request))?(?:\s{_REF}\b)?(?:\s(?:number|no\b|id\b))?)
  | (?P<ni>(?:n\.?\s?i\.?(?:{_NUMBER})|n\.?i\.?n\.?o?\b|n\.?i\b|ni\snum\w{{0,4}}
        |insurance(?:{_NUMBER})|nat(?:iona)?l?\.?\sins(?:urance)?))
  | (?P<phone>(?:tel\b|telephone|phone|mobile|mob\b|landline|fax|call|ring|rang|dial))
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


@dataclass(frozen=True, slots=True)
class Label:
    start: int
    end: int
    kind: str


class Labels:
    """The labels of a text, to be asked which of them a number stands behind."""

    def __init__(self, reading: Reading, chains: Chains):
        self._reading = reading
        self.all = [
            Label(found.start(), found.end(), found.lastgroup or "")
            for start, end in _regions(reading, chains)
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


def _regions(reading: Reading, chains: Chains) -> Iterator[tuple[int, int]]:
    """Where labels matter: before and behind five digits or more, and after “NHS no”."""
    start, end = -1, -1
    for place, stop in sorted((*_long_chains(reading, chains), *_announced(reading))):
        opening = max(place - _REACH - _LONGEST, 0)
        if opening > end:
            if end > 0:
                yield start, end
            start = opening
        end = min(max(end, stop + 2 * _LONGEST), reading.length)
    if end > 0:
        yield start, end


def _long_chains(reading: Reading, chains: Chains) -> Iterator[tuple[int, int]]:
    for groups in chains.all:
        if sum(end - start for start, end in groups if reading.free(start, end)) >= 5:
            yield from groups[:: max(len(groups) - 1, 1)]


def _announced(reading: Reading) -> Iterator[tuple[int, int]]:
    place = reading.lower.find("nhs n")
    while place >= 0:
        yield place, place + 5
        place = reading.lower.find("nhs n", place + 5)
