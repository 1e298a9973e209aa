"""Telephone numbers and e-mail addresses that are not an organisation's."""

import re
from collections.abc import Iterator

from interface.privacy.cues import Owner, owner_of
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier, national
from interface.privacy.numbers import Labels
from interface.privacy.reading import Reading

_GAP = r"(?:[\s().\-/]{0,3}|\s(?:dash|space)\s)"
_BRITISH = re.compile(
    rf"(?<![\w£$.,/\-])(?:\(?(?:\+|00\s?)44\)?{_GAP}(?:\(0\){_GAP})?[1-9]|\(?0[1235-9])"
    rf"(?:{_GAP}\d){{8,9}}(?![\w%]|[\s\-]\d{{3}}|[.,]\d)"
)
_FOREIGN = re.compile(r"(?<![\w+])\+(?!44)[1-9]\d{0,2}(?:[\s().\-]{0,3}\d){7,12}(?![\w%])")
_BARE_MOBILE = re.compile(r"(?<![\w£$.,/\-])7\d{3}[\s\-]?\d{3}[\s\-]?\d{3}(?![\w%]|[\s\-]\d)")
_LOCAL_CALL = re.compile(r"(?<![\w£$.,/\-])[2-9]\d{2}[\s\-]?\d{4}(?![\w%]|[\s\-.]\d)")
# Freephone, national-rate and premium numbers are rented by organisations.
_RENTED = re.compile(r"0(?:3|8|9)")

_MAIL_SIGN = re.compile(r"\s?@\s?|\s?[\[({<]\s?at\s?[\])}>]\s?|\sat\s", re.I)
_MAIL_DOMAIN = re.compile(
    r"[A-Za-z0-9\-]{1,63}(?:(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)[A-Za-z0-9\-]{2,63}){1,4}",
    re.I,
)
_SPELLED_DOT = re.compile(r"\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s", re.I)
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+'-")
_TEAM = re.compile(
    r"(?:reception|secretar|admin|office|enquir|info\b|contact|team|practice|surgery|ward|clinic|no-?reply"
    r"|feedback|pals|referral|booking|support|help|service|hello|mail|postmaster|press|events?\b|training)"
)


def phones(reading: Reading, labels: Labels, allowed: Allowed) -> Iterator[Identifier]:
    """Numbers in any British or international spelling, unless a team is said to answer them."""
    for pattern in (_BRITISH, _FOREIGN):
        for found in pattern.finditer(reading.text):
            if _plausible(found[0]):
                yield from _phone(reading, found, allowed, default=Owner.PERSON)
    for pattern in (_BARE_MOBILE, _LOCAL_CALL):
        for found in pattern.finditer(reading.text):
            if labels.kind_before(found.start()) == "phone":
                yield from _phone(reading, found, allowed, default=Owner.ORGANISATION)


def _plausible(number: str) -> bool:
    """Ten or eleven digits once the country is taken off, and never all one digit."""
    digits = national(number) if "44" in number[:6] else "".join(filter(str.isdigit, number))
    return len(set(digits)) > 2 and (not digits.startswith("0") or 10 <= len(digits) <= 11)


def _phone(
    reading: Reading, found: re.Match[str], allowed: Allowed, default: Owner
) -> Iterator[Identifier]:
    start, end = found.span()
    before = reading.text[max(start - 2, 0) : start]
    tail = before[:1].isdigit() and before[1:].isspace() and reading.free(start - 2, start)
    if tail or not reading.free(start, end):
        return  # the tail of a longer number, or understood already
    reading.take(start, end)
    number = national(found[0])
    if number in allowed.national_phones:
        return
    owner = owner_of(reading, start, end)
    if owner is None:
        owner = Owner.ORGANISATION if _RENTED.match(number) else default
    if owner is Owner.PERSON:
        reason = "A phone number that no team or surgery is said to answer."
        yield Identifier(start, end, Kind.PHONE, Tier.ASK, reason)


def emails(reading: Reading, allowed: Allowed) -> Iterator[Identifier]:
    """Addresses outside the allowed mail domains, also written “name [at] place dot uk”."""
    for sign in _MAIL_SIGN.finditer(reading.text):
        start = sign.start()
        floor = max(start - 64, 0)
        while start > floor and reading.lower[start - 1] in _LOCAL:
            start -= 1
        domain = _MAIL_DOMAIN.match(reading.text, sign.end())
        if start == sign.start() or not domain or not reading.free(start, sign.start()):
            continue
        local = reading.lower[start : sign.start()]
        spelled = _SPELLED_DOT.search(domain[0])
        if sign[0].strip().lower() == "at" and not (spelled or re.search(r"[\d._]", local)):
            continue  # “look at example.org”
        end = domain.end()
        reading.take(start, end)
        if allowed.mail(_SPELLED_DOT.sub(".", domain[0])):
            continue
        owner = owner_of(reading, start, end)
        if _TEAM.match(local) and owner is not Owner.PERSON:
            continue
        reason = "An e-mail address outside the NHS."
        yield Identifier(start, end, Kind.EMAIL, Tier.ASK, reason)
