"""Dates of birth: a date that a label, a word such as “born”, or its company makes one."""

import re
from collections.abc import Iterator

from interface.privacy.beside import COMPANIONS, touches
from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.lexicon import words
from interface.privacy.reading import Reading

_MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL_WORD = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|thirtieth|twenty[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|thirty[\s-]first)"
)
_JOIN = r"[\s.,/'\-]{0,3}"
_OF_MONTH = rf"{_JOIN}(?:(?:day\s)?of\s)?{_MONTH}(?![a-z])"
_YEAR = r"(?:\d{4}|\d{2})"
_END = r"(?![\w/]|[.\-]\d|:\d)"
# Each begins with a digit before anything else, which is what makes the search quick.
_DATE = re.compile(
    rf"""\d(?<![\w/.]\d)(?<!\d-\d)(?:
      \d?\s?([/.\-])\s?\d{{1,2}}\s?\1\s?{_YEAR}
    | \d{{3}}([/.\-])\d\d\2\d\d
    | \d?(?:\s?(?:st|nd|rd|th))?{_OF_MONTH}{_JOIN}{_YEAR}
    ){_END}""",
    re.X,
)
_WORDED_DATE = re.compile(
    rf"\b(?:{_ORDINAL_WORD}{_OF_MONTH}{_JOIN}{_YEAR}"
    rf"|{_MONTH}{_JOIN}\d{{1,2}}(?:st|nd|rd|th)?[\s.,/\-]{{1,3}}(?:19|20)\d\d){_END}"
)
# Only behind a label are these dates: no year, no separators, digits misread.
_LOOSE = re.compile(
    rf"""(?:
      (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d
    | (?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d
    | \d{{1,2}}\s\d{{1,2}}\s{_YEAR}
    | [\doli]{{1,2}}\s?[/.:\-|]\s?[\doli]{{1,2}}\s?[/.:\-|]\s?[\doli]{{2,4}}
    | (?:\d{{1,2}}(?:\s?(?:st|nd|rd|th))?|{_ORDINAL_WORD})\s(?:of\s)?{_MONTH}
    | {_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?
    | {_MONTH}{_JOIN}(?:19|20)\d\d
    | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d
    | (?P<year>(?:19|20)\d\d)
    )(?![\w/])""",
    re.X,
)
_LABEL = re.compile(
    r"(?<![a-z])(?:d\.?\s?o\.?\s?b(?![a-z])\.?|d/o/b|dates? of births?|birth[\s-]?date"
    r"|birth[\s-]?day|dte of birth|date of brith|date birth|b'day|born"
    r"|(?:(?<=\()|(?<=, )|(?<=\n)|\A)b\b\.?|birth)"
    r"(?![a-z_-])"
)
_LABEL_SIGNS = (
    "dob",
    "d.o",
    "d. o",
    "d o b",
    "d/o/b",
    "birth",
    "brith",
    "b'day",
    "born",
    "(b",
    ", b",
)
_LED_TO = re.compile(r"[\s:.=(\-,']{0,6}(?:(?:is|was|on|in|given as|as|the|of)[\s:]{1,3}){0,3}")
_BEHIND = re.compile(
    r"[\s)(,\-:]{0,3}(?:(?:is|was|as|being|=)\s)?(?:(?:the|her|his|their|my|given as)\s)?"
    r"(?:(?:patient|pt|child|baby)(?:'?s)?\s)?"
    r"(?:d\.?o\.?b\b|dates? of birth|birth ?date|birthday)"
)
_NEW_SENTENCE = re.compile(r"[.;!?]\s{1,3}\S|\n\s{0,9}\n")
_ON_PAPER = re.compile(
    r"^ (?:on|in|per|from) (?:the |our |your |their )?(?:letter|referral|scan)\b"
)
_EVENTS = (
    "vaccin", "immunis", "implant", "insert",
    "discharg", "admi", "seen", "letter", "clinic", "appoint", "review", "dated", "attend",
    "refer", "operat", "due", "scan", "test", "delivered", "deadline", "weight", "plan",
    "certificat", "regist", "announce", "notif", "sign", "contract", "since", "act", "policy",
)  # fmt: skip
_NOT_A_PERSON = re.compile(
    r"\b(?:idea|project|scheme|service|group|pathway|hub|programme|plan|partnership|system|policy"
    r"|pilot)s?\s{1,2}(?:was|were|is|had been|has been)?\s{0,2}(?:first\s)?$"
)
_DATED = words(
    """
    on dated since from until till by of due to before after between and for at received typed sent
    posted seen reviewed discharged admitted week c is was date version updated effective issued
    printed reported requested booked dictated signed completed started stopped published ended
    closed opened held agreed chased rung mon tue wed thu fri sat sun monday tuesday wednesday
    thursday friday saturday sunday or expires expiry commencing ending beginning
    """
)
_AGED = re.compile(r"[\s,(\-]{1,3}(?:aged?\s)?\d{1,3}\s?(?:y\b|yo\b|yrs?\b|years|f\b|m\b)")
_YEAR_IN_FULL = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(r"\d{1,4}")
_DIGIT = re.compile(r"\d")
_TIED_BEFORE = re.compile(r"[A-Za-z0-9](?:[\-/.]|\s-\s)$")
_TIED_BEHIND = re.compile(r"(?:[\-/.]|\s-\s)[A-Za-z0-9]")
_REACH = 45

Span = tuple[int, int]


def dates(reading: Reading) -> list[Span]:
    """Where every full date stands, in order."""
    found = [
        match.span()
        for match in _DATE.finditer(reading.lower)
        if _possible(match) and reading.free(*match.span())
    ]
    if any(month in reading.lower for month in _MONTHS):
        seen = set(found)
        for match in _WORDED_DATE.finditer(reading.lower):
            if match.span() not in seen and reading.free(*match.span()):
                found.append(match.span())
        found.sort()
    return found


def tied(reading: Reading, date: Span) -> bool:
    """Whether a mark ties a date to what may be the rest of a number: “QQ-01-01-00-A”."""
    start, end = date
    return bool(
        _TIED_BEFORE.search(reading.text, max(start - 4, 0), start)
        or _TIED_BEHIND.match(reading.text, end)
    )


def _possible(match: re.Match[str]) -> bool:
    """Whether a date in figures has a day, a month and a year somebody lives in."""
    if not match[1] and not match[2]:
        return True
    written = _PARTS.findall(match[0])
    if any(len(part) == 4 and part[:2] not in {"18", "19", "20"} for part in written):
        return False
    parts = [int(part) for part in written]
    first, second = parts[1:] if match[2] else parts[:2]
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31


def labelled_births(reading: Reading, found_dates: list[Span]) -> Iterator[Identifier]:
    """Dates behind “DOB”, “date of birth” or “born”, and dates straight before such a label."""
    opens = reading.lower.startswith("b") or "\nb" in reading.lower
    if not opens and not any(sign in reading.lower for sign in _LABEL_SIGNS):
        return
    places = dict(found_dates)
    births = {_behind(reading, label, places) for label in _LABEL.finditer(reading.lower)}
    for span in found_dates:
        label = _BEHIND.match(reading.lower, span[1])
        if label and not _DIGIT.search(reading.lower, label.end(), label.end() + 14):
            births.add(span)
    for birth in sorted(filter(None, births)):
        if reading.free(*birth):
            reading.take(*birth)
            reason = "A date given as a date of birth."
            yield Identifier(*birth, Kind.DATE_OF_BIRTH, Tier.STOP, reason)


def _behind(reading: Reading, label: re.Match[str], places: dict[int, int]) -> Span | None:
    """The date a label leads to, if nothing comes between that makes it another date."""
    lower = reading.lower
    before = lower[max(label.start() - 40, 0) : label.start()]
    if label[0] == "born" and _NOT_A_PERSON.search(before):
        return None
    for place in range(label.end(), min(label.end() + _REACH, reading.length)):
        if place in places:
            gap = _ON_PAPER.sub("", lower[label.end() : place]).lstrip(". ")
            told = any(word.startswith(_EVENTS) for word in gap.split())
            if told or _NEW_SENTENCE.search(gap) or len(_DIGIT.findall(gap)) > 2:
                return None
            return place, places[place]
    led_to = _LED_TO.match(lower, label.end())
    loose = _LOOSE.match(lower, led_to.end()) if led_to else None
    explicit = label[0] not in {"born", "b", "b."}
    if loose and (explicit or not loose["year"]) and label[0] != "birth":
        return loose.span()
    return None


def births_by_company(
    reading: Reading, found_dates: list[Span], found: list[Identifier]
) -> Iterator[Identifier]:
    """Dates without a label beside a patient's name or number, and those of the last century."""
    ends = {one.end for one in found if one.kind in COMPANIONS}
    starts = {one.start for one in found if one.kind in COMPANIONS}
    for start, end in found_dates:
        if _is_dated(reading, start):
            continue
        reason = ""
        if touches(reading.text, start, ends, -1):
            reason = "A date straight after what looks like a patient: perhaps the date of birth."
        elif touches(reading.text, end, starts, 1):
            reason = "A date straight before what looks like a patient: perhaps the date of birth."
        elif _AGED.match(reading.lower, end):
            reason = "A date with an age beside it: perhaps the date of birth."
        elif _old(reading.lower[start:end]) and not _near_event(reading, start, end):
            reason = "A full date of the last century: perhaps a date of birth."
        if reason:
            yield Identifier(start, end, Kind.DATE_OF_BIRTH, Tier.ASK, reason)


def _is_dated(reading: Reading, start: int) -> bool:
    """Whether the word before says that something happened then: “on”, “dated”, “until the”."""
    index = reading.word_at(start) - 1
    if index >= 0 and reading.words[index] == "the":
        index -= 1
    if index < 0 or reading.words[index] not in _DATED:
        return False
    between = reading.text[reading.spans[index][1] : start]
    return len(between) <= 8 and not between.replace("the", "").strip(" \n\t:(-")


def _near_event(reading: Reading, start: int, end: int) -> bool:
    first = max(reading.word_at(start) - 6, 0)
    around = reading.words[first : reading.word_at(end) + 5]
    return any(word.startswith(_EVENTS) for word in around)


def _old(date: str) -> bool:
    """Whether the year is before 2000; two digits count when they are no recent year."""
    year = _YEAR_IN_FULL.search(date)
    if year:
        return year[0] < "2000"
    return date[-2:].isdigit() and "-" not in date and int(date[-2:]) > 30
