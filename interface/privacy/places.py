"""Postcodes and addresses that are not an organisation's."""

import re
from collections.abc import Iterator

from interface.privacy.cues import Owner, owner_of
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier, bare
from interface.privacy.reading import Reading

# The 124 postcode areas (Royal Mail), Crown dependencies included.
_AREAS = frozenset(
    """ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec
    eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv ka kt kw ky l la ld le ll ln ls lu m me
    mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy
    ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze je""".split()
)
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9./£\-])([A-Za-z]{1,2})(\s?)(\d[A-Za-z0-9]?)(\s{0,2}|-)(\d)([ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})"
    r"(?![A-Za-z0-9]|[/\-]\d)"
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd)")
_MEASURES = frozenset("hr ft lb pt dr wt ug dl hz".split())
_GUIDELINE = re.compile(r"(?:nice|guidelines?|guidance|pathway|form|referral)\b")
_POSTCODE_LABEL = re.compile(r"post\s?code[\s:,()\w]{0,12}$")

_TYPES = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|drive|drv|crescent|cres|way|court|ct|place|gardens?"
    r"|gdns|grove|terrace|rise|hill|mews|walk|row|square|view|park|green|yard|gate|parade|croft|reach|vale"
    r"|meadows?|fields?|passage|wharf|quay|boulevard|blvd|bank|heath|hollow|mount|orchards?|spinney|dale|drove"
    r"|cottages?|villas?|buildings|lodge|mansions|chase|copse|ridge|path|side|end|common|circle|holt|leys?)"
)
_NAME = r"[A-Z][A-Za-z'’\-]{1,20}"
_ANY_NAME = r"[A-Za-z][A-Za-z'’\-]{1,20}"
_TOWN = rf"(?:,[ \n]{{1,2}}{_NAME}(?: {_NAME}){{0,2}}(?![A-Za-z']))?"
_FLAT = (
    r"(?:\b(?:[Ff]lat|FLAT|[Aa]pt|[Aa]partment|[Uu]nit|[Rr]oom|[Pp]lot|[Cc]aravan)\.?\s"
    rf"\w{{1,4}},?\s(?:{_NAME}(?:\s{_NAME}){{0,2}},\s)?)?"
)
_NUMBER = r"\b\d{1,4}[A-Za-z]?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?,?\s{1,2}"
_STREET = re.compile(
    rf"(?<![\d.,£/:\-]){_FLAT}{_NUMBER}(?:{_NAME}\s{{1,2}}){{1,3}}(?i:{_TYPES})\b(?![A-Za-z'’]){_TOWN}"
)
_FLAT_ONLY = re.compile(
    rf"\b(?:[Ff]lat|FLAT|[Aa]pt|[Aa]partment)\.?\s\w{{1,4}},?\s{_NAME}(?:\s{_NAME}){{0,2}}"
    rf"(?:,\s{_NAME}(?:\s{_NAME}){{0,2}}){{0,3}}"
)
_SMALL_STREET = re.compile(
    rf"(?<![\d.,£/:\-])\b\d{{1,4}}[a-z]?\s(?:{_ANY_NAME}\s){{1,2}}{_TYPES}\b(?!')", re.I
)
_HOUSE = re.compile(
    rf"{_NAME}(?:\s{_NAME}){{0,4}},\s(?:\d{{1,4}}[a-z]?\s)?(?:{_NAME}\s){{1,3}}(?i:{_TYPES})\b(?![A-Za-z']){_TOWN}"
)
_DWELLING = re.compile(
    rf"{_NAME}(?:\s{_NAME}){{0,4}}(?:,\s(?:\d{{1,4}}[a-z]?\s)?{_NAME}(?:\s{_NAME}){{0,3}}){{0,3}}"
)
_LIVES = re.compile(
    r"\b(?:(?:lives|living|lived|resides|residing|resident|staying|stays|home|found|moved|based|moving)\s"
    r"(?:is\s)?(?:at|to)|(?:home\s|new\s|current\s|his\s|her\s|their\s|patient'?s?\s|pt'?s?\s|old\s|correct\s|her\snew\s)"
    r"address(?:\sis|\swas)?|^\W{0,3}address|address(?=:)|\baddress\sis|home\sis|visit(?:ed)?\s(?:to|at)|house\s(?:is|at)"
    r"|(?:he|she|patient)\sis\sat)[\s:,\-(]{1,4}(?:the\s)?$",
    re.I,
)
_NO_STREET = frozenset(
    "the a an of on in and or for to at by with patients weeks days months".split()
)
_INSTITUTION = re.compile(
    r"\b(?:hospital|surgery|clinic|medical|health|department|office|ward|campus|centre|library|school"
    r"|headquarters|hospice|infirmary|treatment|liaison|records)\b",
    re.I,
)


def postcodes(reading: Reading, allowed: Allowed) -> Iterator[Identifier]:
    """Full postcodes that the sentence does not give to a surgery, a hospital or the like."""
    for found in _POSTCODE.finditer(reading.text):
        start, end = found.span()
        if not reading.free(start, end) or not _is_postcode(reading, found):
            continue
        reading.take(start, end)
        if bare(found[0]) in allowed.bare_postcodes:
            continue
        if owner_of(reading, start, end, sites=True) is Owner.ORGANISATION:
            continue
        reason = "A full postcode that no surgery or hospital is said to have."
        yield Identifier(start, end, Kind.POSTCODE, Tier.ASK, reason)


def _is_postcode(reading: Reading, found: re.Match[str]) -> bool:
    """Whether it is one, and not a ward and floor (B3 2nd), a guideline (NG12 2WW) or a dose."""
    area, split, district, gap, sector, unit = found.groups()
    if area.lower() not in _AREAS or (split and not (area.isupper() and len(area) == 2)):
        return False
    if _POSTCODE_LABEL.search(reading.lower[max(found.start() - 24, 0) : found.start()]):
        return True
    inward = (sector + unit).lower()
    if _ORDINAL.fullmatch(inward) and unit.islower():
        return False
    if inward == "2ww" or (unit.islower() and (area.isupper() or unit in _MEASURES)):
        return False
    if not gap and len(district) == 1 and len(area) == 1:
        return area.isupper() and unit.isupper()
    if unit.isupper() and area.islower():
        return False
    before = reading.lower[max(found.start() - 10, 0) : found.start()].rstrip()
    return not (area.lower() == "ng" and before.endswith("nice"))


def addresses(reading: Reading) -> Iterator[Identifier]:
    """Numbered streets anywhere; a house name only where somebody is said to live."""
    for found in (*_FLAT_ONLY.finditer(reading.text), *_STREET.finditer(reading.text)):
        yield from _address(reading, *found.span())
    for found in _SMALL_STREET.finditer(reading.text):
        words = reading.lower[found.start() : found.end()].split()
        if not _NO_STREET & set(words) and _lives_before(reading, found.start()):
            yield from _address(reading, *found.span())
    for place in _homes(reading):
        found_house = _HOUSE.match(reading.text, place) or _DWELLING.match(reading.text, place)
        if found_house:
            home = found_house[0]
            if " " in home and not re.match(r"(?:Dr|Mr|Mrs|Ms|Miss|Prof)\b", home):
                yield from _address(reading, *found_house.span(), lived_in=True)


def _lives_before(reading: Reading, start: int) -> bool:
    return bool(_LIVES.search(reading.text[max(start - 40, 0) : start])) or (
        owner_of(reading, start, start, sites=True) is Owner.PERSON
    )


_HOME_WORDS = re.compile(
    r"\b(?:lives|living|lived|resides|residing|resident|staying|stays|home|found|moved|moving|address|visit(?:ed)?"
    r"|house|is)(?:\s(?:is|was))?(?:\s(?:at|to))?[\s:,\-]{1,3}(?=The\s[A-Z]|[A-Z][a-z])",
)


def _homes(reading: Reading) -> Iterator[int]:
    """Where a home may begin: straight after “lives at”, “address:” and the like."""
    for found in _HOME_WORDS.finditer(reading.text):
        if _LIVES.search(reading.text[max(found.start() - 12, 0) : found.end()]):
            yield found.end()


def _address(
    reading: Reading, start: int, end: int, *, lived_in: bool = False
) -> Iterator[Identifier]:
    if not reading.free(start, end):
        return
    if not lived_in and owner_of(reading, start, end, sites=True) is Owner.ORGANISATION:
        reading.take(start, end)
        return
    if _INSTITUTION.search(reading.text[start:end]):
        return
    reading.take(start, end)
    reason = (
        "A place where somebody is said to live."
        if lived_in
        else "A numbered street that no surgery or hospital is said to have."
    )
    yield Identifier(start, end, Kind.ADDRESS, Tier.ASK, reason)
