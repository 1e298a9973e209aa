"""Dates of birth: a date that a label, a word such as “born”, or its company makes one."""

import re
from collections.abc import Iterator

from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.reading import Reading

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth|twenty[\s-](?:first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth)|thirty[\s-]first)"
)
_JOIN = r"[\s.,/'\-]{0,3}"
_DATE = re.compile(
    rf"""(?<![\w/.])(?<!\d-)(?:
      (?P<numeric>\d{{1,2}}\s?([/.\-])\s?\d{{1,2}}\s?\2\s?(?:\d{{4}}|\d{{2}}))
    | (?P<iso>(?:19|20)\d\d([/.\-])\d\d\4\d\d)
    | (?P<written>{_ORDINAL}{_JOIN}(?:(?:day\s)?of\s)?{_MONTH}(?![a-z]){_JOIN}(?:\d{{4}}|\d{{2}}))
    | (?P<american>{_MONTH}{_JOIN}\d{{1,2}}(?:st|nd|rd|th)?[\s.,/\-]{{1,3}}(?:19|20)\d\d)
    )(?![\w/]|[.\-]\d|:\d)""",
    re.X,
)
# Only behind a label are these dates: no year, no separators, digits misread.
_LOOSE = re.compile(
    rf"""(?:
      (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d | (?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d
    | \d{{1,2}}\s\d{{1,2}}\s(?:\d{{4}}|\d{{2}})
    | [\doli]{{1,2}}\s?[/.\-|]\s?[\doli]{{1,2}}\s?[/.\-|]\s?[\doli]{{2,4}}
    | {_ORDINAL}\s(?:of\s)?{_MONTH} | {_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)? | {_MONTH}{_JOIN}(?:19|20)\d\d
    | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d
    | (?P<year>(?:19|20)\d\d)
    )(?![\w/])""",
    re.X,
)
_LABEL = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\b\.?|d/o/b|dates? of births?|birth[\s-]?date|birth[\s-]?day|"
    r"dte of birth|date of brith|date birth|b'day|born|(?<=\()b\b\.?|birth)(?![\w-])"
)
_EVENT = re.compile(
    r"\b(?:discharg|admit|admission|seen\b|letter|clinic|appoint|review|dated|attend|refer|operat|due\b"
    r"|scan|test|deliver(?:ed|y) (?:on|by)|deadline|weight|plan\b|certificat|register|announce|notif)"
)
_NOT_A_PERSON = re.compile(
    r"\b(?:idea|project|scheme|service|group|pathway|hub|programme|plan|partnership|system|policy|pilot)s?"
    r"\s{1,2}(?:was|were|is|had been|has been)?\s{0,2}(?:first\s)?$"
)
_BACK = re.compile(
    r"[\s)(,\-:]{0,3}(?:(?:is|was|as|being|=)\s)?(?:(?:the|her|his|their|my|given as)\s)?"
    r"(?:(?:patient|pt|child|baby)(?:'?s)?\s)?(?:d\.?o\.?b\b|dates? of birth|birth ?date|birthday)"
)
_DATED = re.compile(
    r"\b(?:on|dated|since|from|until|till|by|of|due|to|before|after|between|and|for|at|the|received|typed"
    r"|sent|posted|seen|reviewed|discharged|admitted|week|w/c|c/o|is|was|date|date:|until:|version|updated"
    r"|effective|issued|printed|reported|requested|booked|dictated|signed|completed|started|stopped"
    r"|published|ended|closed|opened|held|agreed|chased|rung|mon|tue|wed|thu|fri|sat|sun|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday)[\s:(\-]{1,3}(?:the\s)?$"
)
_AGE_BEHIND = re.compile(r"[\s,(\-]{1,3}(?:aged?\s)?\d{1,3}\s?(?:y\b|yo\b|yrs?\b|years|f\b|m\b)")
_REACH = 45


def dates(reading: Reading) -> list[re.Match[str]]:
    """Every full date; none of them is a telephone or NHS number, so their place is taken."""
    return [
        found
        for found in _DATE.finditer(reading.lower)
        if _possible(found) and reading.free(*found.span())
    ]


def _possible(found: re.Match[str]) -> bool:
    """Whether a numeric date has a day and a month in it, in one order or the other."""
    if found["numeric"]:
        first, second = map(int, re.findall(r"\d{1,4}", found[0])[:2])
        return 1 <= min(first, second) <= 12 and max(first, second) <= 31
    if found["iso"]:
        _, month, day = map(int, re.findall(r"\d{1,4}", found[0]))
        return 1 <= month <= 12 and 1 <= day <= 31
    return True


def labelled_births(reading: Reading, found_dates: list[re.Match[str]]) -> Iterator[Identifier]:
    """Dates behind “DOB”, “date of birth” or “born”, and dates straight before such a label."""
    births: set[tuple[int, int]] = set()
    places = {found.start(): found.end() for found in found_dates}
    lower = reading.lower
    for label in _LABEL.finditer(lower):
        span = _behind(reading, label, places)
        if span and span not in births:
            births.add(span)
    for found in found_dates:
        back = _BACK.match(lower, found.end())
        if back and not any(map(str.isdigit, lower[back.end() : back.end() + 14])):
            births.add(found.span())
    for span in sorted(births):
        if reading.free(*span):
            reading.take(*span)
            reason = "A date given as a date of birth."
            yield Identifier(*span, Kind.DATE_OF_BIRTH, Tier.STOP, reason)


def _behind(
    reading: Reading, label: re.Match[str], places: dict[int, int]
) -> tuple[int, int] | None:
    lower = reading.lower
    explicit = label[0] not in {"born", "birth", "b", "b."}
    if label[0] == "born" and _NOT_A_PERSON.search(
        lower[max(label.start() - 40, 0) : label.start()]
    ):
        return None
    limit = min(label.end() + _REACH, reading.length)
    for place in range(label.end(), limit):
        if place in places:
            gap = lower[label.end() : place]
            ended = re.search(r"[.;!?]\s{1,3}\S|\n\s{0,9}\n", gap.lstrip(". "))
            if (
                ended
                or _EVENT.search(gap)
                or any(map(str.isdigit, re.sub(r"\b\d{1,2}\b", "", gap)))
            ):
                return None
            return place, places[place]
    gap_end = re.compile(
        r"[\s:.=(\-,']{0,6}(?:(?:is|was|on|in|given as|as|the|of)[\s:]{1,3}){0,3}"
    ).match(lower, label.end())
    loose = _LOOSE.match(lower, gap_end.end()) if gap_end else None
    if loose and (explicit or not loose["year"]) and label[0] != "birth":
        return loose.span()
    return None


def births_by_company(
    reading: Reading, found_dates: list[re.Match[str]], found: list[Identifier]
) -> Iterator[Identifier]:
    """Dates with no label that stand beside a name or number of a patient, or give an old year."""
    ends = {one.end for one in found if one.kind in _COMPANIONS}
    starts = {one.start for one in found if one.kind in _COMPANIONS}
    for date in found_dates:
        start, end = date.span()
        before = reading.lower[max(start - 24, 0) : start]
        reason = ""
        if _DATED.search(before) and not before.endswith(("patient is ", "born on ")):
            continue
        if _touches(reading.text, start, ends, -1):
            reason = "A date straight after what looks like a patient: perhaps the date of birth."
        elif _touches(reading.text, end, starts, 1):
            reason = "A date straight before what looks like a patient: perhaps the date of birth."
        elif _AGE_BEHIND.match(reading.lower, end):
            reason = "A date with an age beside it: perhaps the date of birth."
        elif _old(date) and not _EVENT.search(reading.lower[max(start - 40, 0) : end + 40]):
            reason = "A full date of the last century: perhaps a date of birth."
        if reason:
            yield Identifier(start, end, Kind.DATE_OF_BIRTH, Tier.ASK, reason)


_COMPANIONS = {Kind.PATIENT_NAME, Kind.NHS_NUMBER, Kind.HOSPITAL_NUMBER}


def _touches(text: str, place: int, edges: set[int], step: int) -> bool:
    """Whether only spaces and light punctuation lie between a place and an identifier's edge."""
    for _ in range(5):
        if place in edges:
            return True
        index = place - 1 if step < 0 else place
        if not 0 <= index < len(text) or text[index] not in " ,;:(-)/|\n\t[":
            return False
        place += step
    return False


def _old(date: re.Match[str]) -> bool:
    """Whether the year is before 2000; two digits count when they are no recent year."""
    year = re.search(r"(?:19|20)\d\d", date[0])
    if year:
        return year[0] < "2000"
    return bool(date["numeric"]) and "-" not in date[0] and int(date[0][-2:]) > 30
