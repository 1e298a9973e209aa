"""Telephone numbers and e-mail addresses that are not an organisation's."""

import re
from collections.abc import Iterator

from interface.privacy.cues import Owner, owner_of
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier, national
from interface.privacy.labels import Labels
from interface.privacy.reading import Reading

_GAP = r"(?:[\s().\-/_]{0,3}|\s(?:dash|space)\s)"
_NOT_BEHIND = r"[\d_£$]"
# Each begins with one character out of few, which is what makes the search quick.
_BRITISH = re.compile(
    rf"[+(0O](?<!{_NOT_BEHIND}[+(0O])(?<!\d[.,][+(0O])(?:"
    rf"(?<=\+)44\)?{_GAP}(?:\(0\){_GAP})?[1-9]|(?<=\()(?:\+|00\s?)44\)?{_GAP}[1-9]|(?<=\()0\)?\s?[1235-9]"
    rf"|(?<=0)0\s?44{_GAP}(?:\(0\){_GAP})?[1-9]|(?<=0)[\s\-._]?[1235-9]|(?<=O)[17])"
    rf"(?:{_GAP}\d){{8,9}}(?![\da-z_%]|[A-Z](?![a-z])|[\s\-]\d{{3}}|[.,]\d)"
)
_FOREIGN = re.compile(r"\+(?<!\w\+)(?!44)[1-9]\d{0,2}(?:[\s().\-]{0,3}\d){7,12}(?![\w%])")
_BARE = re.compile(
    rf"[2-9](?<!{_NOT_BEHIND}\d)(?<!\d[.,]\d)"
    r"(?:(?<=7)\d{3}[\s\-]?\d{3}[\s\-]?\d{3}|\d{2}[\s\-]?\d{3,4})(?![\w%]|[\s\-.]\d)"
)
_COUNTRY_ONLY = re.compile(r"(?<![\w£$.,\-])44\s?7\d{3}\s?\d{3}\s?\d{3}(?![\w%]|[\s\-]\d|[.,]\d)")
_DAYS = re.compile(r"\d\d?/\d\d?/\d\d")
_DIALLED = re.compile(
    r"(?<![a-z])(?:tel|(?:tele|mobile)?phone|mobile|mob|cell|landline|home|number|no|on|ring)[.\-]?\(?$"
)
# Freephone, national-rate and premium numbers are rented by organisations.
_RENTED = re.compile(r"0[389]")

_AT = re.compile(r"@|[\[({<]\s?at\s?[\])}>]", re.I)
_MAIL_DOMAIN = re.compile(
    r"\s?([a-z0-9\-]{1,63}(?:(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)[a-z0-9\-]{2,63}){1,4}"
    r"|[a-z0-9\-]{1,63}\s?[.,]\s?(?:com|co\.uk|org|net|uk)\b"
    r"|(?:gmail|hotmail|outlook|yahoo|icloud|btinternet|live|aol|sky|talktalk|virginmedia)\b)"
)
_SPELLED_DOT = re.compile(r"\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+'-")
_LIKE_A_MAILBOX = re.compile(r"[\d._]")
_TEAM = re.compile(
    r"(?:reception|secretar|admin|office|enquir|info\b|contact|team|practice|surgery|ward|clinic"
    r"|no-?reply|feedback|pals|referral|booking|support|help|service|hello|mail|postmaster|press"
    r"|events?\b|training)"
)


def phones(reading: Reading, labels: Labels, allowed: Allowed) -> Iterator[Identifier]:
    """Numbers in any British or international spelling, unless a team is said to answer them."""
    listed = -100  # where a team's number ended: the next of a list is its neighbour's
    patterns = (_BRITISH, _FOREIGN, _COUNTRY_ONLY)
    for found in (match for pattern in patterns for match in pattern.finditer(reading.text)):
        if not _plausible(found[0]) or not _whole(reading, *found.span()):
            continue
        close = 0 <= found.start() - listed < 30
        phone = _phone(reading, found, allowed, Owner.ORGANISATION if close else Owner.PERSON)
        if phone:
            yield phone
        else:
            listed = found.end()
    for found in _BARE.finditer(reading.text):
        labelled = labels.before(found.start()) == "phone"
        if labelled and _whole(reading, *found.span()):
            phone = _phone(reading, found, allowed, Owner.ORGANISATION)
            if phone:
                yield phone


def _plausible(number: str) -> bool:
    """Ten or eleven digits once the country is taken off, and never all one digit."""
    if _DAYS.match(number):
        return False  # from one day to another
    digits = national(number) if "44" in number[:6] else "".join(filter(str.isdigit, number))
    return len(set(digits)) > 2 and (not digits.startswith("0") or 10 <= len(digits) <= 11)


def _whole(reading: Reading, start: int, end: int) -> bool:
    """Whether nobody claimed these digits yet, and they are no tail of a number or a code."""
    before = reading.text[max(start - 2, 0) : start]
    glued = before[-1:].isalpha() or before[-1:] in {"-", "."}
    if glued and not _DIALLED.search(reading.lower, max(start - 12, 0), start):
        return False
    tail = before[:1].isdigit() and before[1:].isspace() and reading.free(start - 2, start)
    return not tail and reading.free(start, end)


def _phone(
    reading: Reading, found: re.Match[str], allowed: Allowed, default: Owner
) -> Identifier | None:
    start, end = found.span()
    reading.take(start, end)
    number = national(found[0])
    if number in allowed.national_phones:
        return None
    owner = owner_of(reading, start, end)
    if owner is None:
        owner = Owner.ORGANISATION if _RENTED.match(number) else default
    if owner is Owner.ORGANISATION:
        return None
    reason = "A phone number that no team or surgery is said to answer."
    return Identifier(start, end, Kind.PHONE, Tier.ASK, reason)


def emails(reading: Reading, allowed: Allowed) -> Iterator[Identifier]:
    """Addresses outside the allowed mail domains, also written “name [at] place dot uk”."""
    lower = reading.lower
    for start, end, spelled in _at_signs(lower):
        first = start - (start > 0 and lower[start - 1] == " ")
        opening, floor = first, max(first - 64, 0)
        while opening > floor and lower[opening - 1] in _LOCAL:
            opening -= 1
        domain = _MAIL_DOMAIN.match(lower, end)
        if opening == first or not domain or not reading.free(opening, first):
            continue
        local = lower[opening:first]
        if spelled and not (_SPELLED_DOT.search(domain[1]) or _LIKE_A_MAILBOX.search(local)):
            continue  # “look at example.org”
        reading.take(opening, domain.end())
        if allowed.mail(_SPELLED_DOT.sub(".", domain[1])):
            continue
        owner = owner_of(reading, opening, domain.end())
        if _TEAM.match(local) and owner is not Owner.PERSON:
            continue
        reason = "An e-mail address outside the NHS."
        yield Identifier(opening, domain.end(), Kind.EMAIL, Tier.ASK, reason)


def _at_signs(lower: str) -> Iterator[tuple[int, int, bool]]:
    """Where an @ stands, or what is written for one; and whether it is the bare word “at”."""
    if "@" in lower or "at)" in lower or "at]" in lower or "at>" in lower or "at}" in lower:
        for found in _AT.finditer(lower):
            yield *found.span(), False
    place = lower.find(" at ")
    while place >= 0:
        yield place, place + 4, True
        place = lower.find(" at ", place + 3)
