"""The identifier guard: one pure function over a text, used at every way in."""

import re

from interface.privacy.contacts import emails, phones
from interface.privacy.dates import births_by_company, dates, labelled_births
from interface.privacy.identifier import Allowed, Identifier, Kind
from interface.privacy.names import Names
from interface.privacy.numbers import (
    Labels,
    labelled_numbers,
    spoken_numbers,
    unlabelled_numbers,
)
from interface.privacy.places import addresses, postcodes
from interface.privacy.reading import Reading

NOBODY = Allowed()
_DIGIT = re.compile(r"\d")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}")
_IDENTITIES = frozenset({Kind.NHS_NUMBER, Kind.DATE_OF_BIRTH, Kind.HOSPITAL_NUMBER})


def find_identifiers(text: str, *, allowed: Allowed = NOBODY) -> list[Identifier]:
    """What in a text looks like a patient, in order, never overlapping.

    Reads no more than the text: no network, no database, no clock. The time taken grows in
    proportion to the length, whatever the text; callers cap the length (10,000 characters).
    """
    reading = Reading(text)
    found = [*emails(reading, allowed), *spoken_numbers(reading)]
    found_dates = dates(reading)
    if _DIGIT.search(reading.text):
        found += _with_digits(reading, allowed, found_dates)
    found += addresses(reading)
    identities = frozenset(one.start for one in found if one.kind in _IDENTITIES)
    found += Names(reading, allowed, identities).find()
    found += births_by_company(reading, found_dates, found)
    return sorted(_as_given(reading, one) for one in found)


def _with_digits(
    reading: Reading, allowed: Allowed, found_dates: list[re.Match[str]]
) -> list[Identifier]:
    """Labelled numbers first; what is plainly a date or a web address is then out of the running."""
    labels = Labels(reading)
    found = [*labelled_births(reading, found_dates), *labelled_numbers(reading, labels)]
    for plain in (*found_dates, *_WEB.finditer(reading.text)):
        reading.take(*plain.span())
    found += phones(reading, labels, allowed)
    found += unlabelled_numbers(reading, labels)
    found += postcodes(reading, allowed)
    return found


def _as_given(reading: Reading, one: Identifier) -> Identifier:
    """An identifier of the plain reading, in places of the text as it was given."""
    start, end = reading.original(one.start, one.end)
    return Identifier(start, end, one.kind, one.tier, one.reason)
