"""Home addresses: a numbered street anywhere, a house name where somebody is said to live."""

import re
from collections.abc import Iterator

from interface.privacy.cues import SITES, Owner, owner_of
from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.lexicon import words
from interface.privacy.reading import Reading

_TYPE = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|drive|drv|crescent|cres|way|court|ct|place"
    r"|gardens?|gdns|grove|terrace|rise|hill|mews|walk|row|square|view|park|green|yard|gate|parade"
    r"|croft|reach|vale|meadows?|fields?|passage|wharf|quay|boulevard|blvd|bank|heath|hollow|mount"
    r"|orchards?|spinney|dale|drove|cottages?|villas?|buildings|lodge|house|mansions|chase|copse"
    r"|ridge|common|circle|holt|leys?|farm|mead|nook|fold|garth|broadway|causeway|approach)"
)
_NAME = r"[A-Z][A-Za-z'\-]{1,20}"
_TOWN = rf"(?:,[ \n]{{1,2}}{_NAME}(?: {_NAME}){{0,2}}(?![A-Za-z'\d]))?"
_NUMBER = r"\d{0,3}[A-Za-z]?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?"
_STREET = re.compile(
    rf"\d(?<![\w.,£/:\-]\d){_NUMBER},?\s{{1,2}}"
    rf"(?:The\s|(?:{_NAME}\s{{1,2}}){{1,3}})(?i:{_TYPE})\b(?![A-Za-z']){_TOWN}"
)
_FLAT = re.compile(
    rf"\b(?:[Ff]lat|FLAT|[Aa]pt|[Aa]partment)\.?\s\w{{1,4}},?\s"
    rf"(?:\d{{1,4}}(?:-\d{{1,4}})?[A-Za-z]?\s)?{_NAME}(?:\s{_NAME}){{0,2}}"
    rf"(?:,\s(?:\d{{1,4}}(?:-\d{{1,4}})?[A-Za-z]?\s)?{_NAME}(?:\s{_NAME}){{0,2}}){{0,3}}"
)
_COTTAGE = re.compile(
    rf"(?:{_NAME}\s){{1,3}}(?:Cottage|Farm|Barn|Bungalow|Villa|Rectory|Vicarage|Farmhouse),\s"
    rf"(?:{_NAME}\s){{1,3}}(?i:{_TYPE})\b(?![A-Za-z']){_TOWN}"
)
_SMALL_STREET = re.compile(
    rf"\d(?<![\w.,£/:\-]\d)\d{{0,3}}[a-z]?\s(?:[a-z][a-z'\-]{{1,20}}\s){{1,2}}{_TYPE}\b(?!')"
)
_PART = rf"(?:\d{{1,4}}[a-z]?\s)?{_NAME}(?:\s{_NAME}){{0,3}}"
_DWELLING = re.compile(rf"{_NAME}(?:\s{_NAME}){{0,4}}(?:,\s{_PART}){{0,3}}")
_LIVES = (
    r"\b(?:(?:lives|living|lived|resides|residing|resident|staying|stays|home|found|moved|based"
    r"|moving)\s(?:is\s)?(?:at|to)|(?:home|new|current|his|her|their|patient'?s?|pt'?s?|old|correct"
    r"|postal)\saddress(?:\sis|\swas)?|address(?=:)|address\sis|home\sis|visit(?:ed)?\s(?:to|at)"
    r"|house\s(?:is|at)|(?:he|she|patient)\sis\sat)"
)
_HOME = re.compile(rf"(?i:{_LIVES})[\s:,\-(]{{1,4}}(?=[A-Z][a-z])")
_LIVES_BEFORE = re.compile(rf"(?:{_LIVES}|^\W{{0,3}}address)[\s:,\-(]{{1,4}}(?:the\s)?$")
_HOME_SIGNS = ("liv", "resid", "stay", "home", "found", "mov", "based", "addr", "visit", "is at")
_COTTAGE_SIGNS = (
    "cottage,",
    "farm,",
    "barn,",
    "bungalow,",
    "villa,",
    "rectory,",
    "vicarage,",
    "farmhouse,",
)
_NO_STREET = words("the a an of on in and or for to at by with patients weeks days months hours")
_INSTITUTION = re.compile(
    r"\b(?:hospital|surgery|clinic|medical|health|department|office|ward|campus|centre|library"
    r"|school|headquarters|hospice|infirmary|treatment|liaison|records)\b"
)
_SOMEBODY = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Prof)\b")


def addresses(reading: Reading) -> Iterator[Identifier]:
    """Places where a patient may live, unless the sentence gives them to a surgery or the like."""
    if "flat" in reading.lower or "apt" in reading.lower or "apartment" in reading.lower:
        for found in _FLAT.finditer(reading.text):
            yield from _street(reading, *found.span())
    for found in _STREET.finditer(reading.text):
        yield from _street(reading, *found.span())
    if any(sign in reading.lower for sign in _COTTAGE_SIGNS):
        for found in _COTTAGE.finditer(reading.text):
            yield from _street(reading, *found.span())
    for found in _SMALL_STREET.finditer(reading.lower):
        if _NO_STREET.isdisjoint(found[0].split()) and _lived_in(reading, found.start()):
            yield from _street(reading, *found.span())
    if any(sign in reading.lower for sign in _HOME_SIGNS):
        for home in _HOME.finditer(reading.text):
            found_home = _DWELLING.match(reading.text, home.end())
            if found_home and not _of_a_site(reading, home.start()):
                yield from _dwelling(reading, *found_home.span())


def _lived_in(reading: Reading, start: int) -> bool:
    if _LIVES_BEFORE.search(reading.lower[max(start - 40, 0) : start]):
        return True
    return owner_of(reading, start, start, sites=True) is Owner.PERSON


def _of_a_site(reading: Reading, start: int) -> bool:
    """“clinic address:”, “our address is”."""
    return reading.bases[reading.word_at(start) - 1] in SITES


def _street(reading: Reading, start: int, end: int) -> Iterator[Identifier]:
    if not reading.free(start, end):
        return
    if owner_of(reading, start, end, sites=True) is Owner.ORGANISATION:
        reading.take(start, end)
    elif not _INSTITUTION.search(reading.lower, start, end):
        reading.take(start, end)
        reason = "A numbered street that no surgery or hospital is said to have."
        yield Identifier(start, end, Kind.ADDRESS, Tier.ASK, reason)


def _dwelling(reading: Reading, start: int, end: int) -> Iterator[Identifier]:
    """A house by name; one word alone is a town, and a clinic is nobody's home."""
    home = reading.text[start:end]
    known = _SOMEBODY.match(home) or _INSTITUTION.search(reading.lower, start, end)
    if " " in home and not known and reading.free(start, end):
        reading.take(start, end)
        reason = "A place where somebody is said to live."
        yield Identifier(start, end, Kind.ADDRESS, Tier.ASK, reason)
