"""The identifier guard: one pure function over a text, used at every way in."""

import re
from collections.abc import Iterator
from operator import attrgetter

from interface.privacy.addresses import addresses
from interface.privacy.chains import Chains
from interface.privacy.contacts import emails, phones
from interface.privacy.dates import Span, births_by_company, dates, labelled_births, tied
from interface.privacy.hospital_numbers import (
    hospital_numbers_by_company,
    labelled_hospital_numbers,
    unlabelled_hospital_numbers,
)
from interface.privacy.identifier import Allowed, Identifier, Kind
from interface.privacy.insurance_numbers import insurance_numbers
from interface.privacy.labels import Labels
from interface.privacy.lexicon import read_words
from interface.privacy.misread import misread_numbers
from interface.privacy.names import Names
from interface.privacy.numbers import labelled_numbers, unlabelled_numbers
from interface.privacy.postcodes import postcodes
from interface.privacy.reading import Reading
from interface.privacy.spoken import spoken, spoken_numbers

# What everybody may know without a directory: the hospitals, and the mail of the NHS.
KNOWN = Allowed(postcodes=read_words("hospital_postcodes.txt"))
_START = attrgetter("start")
_DIGIT = re.compile(r"\d")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,300}")
_IDENTITIES = frozenset({Kind.NHS_NUMBER, Kind.DATE_OF_BIRTH, Kind.HOSPITAL_NUMBER})


def find_identifiers(text: str, *, allowed: Allowed = KNOWN) -> list[Identifier]:
    """What in a text looks like a patient, in order, never overlapping.

    Reads no more than the text: no network, no database, no clock. The time taken grows in
    proportion to the length, whatever the text; callers cap the length (10,000 characters).
    """
    reading = Reading(text)
    found = list(emails(reading, allowed))
    rows = spoken(reading)
    figured = bool(rows or _DIGIT.search(reading.text))
    if figured:
        every_date = dates(reading)
        found += labelled_births(reading, every_date)
        found_dates = _claim(reading, [span for span in every_date if not tied(reading, span)])
        chains = Chains(reading.text)
        labels = Labels(reading, chains, [(row.start, row.end) for row in rows])
        found += spoken_numbers(reading, rows, labels)
        found += _labelled_numbers(reading, chains, labels)
        found_dates += _claim(reading, every_date)
        found += _other_numbers(reading, chains, labels, allowed)
    found += addresses(reading)
    identities = frozenset(one.start for one in found if one.kind in _IDENTITIES)
    found += Names(reading, allowed, identities).find()
    if figured:
        found += hospital_numbers_by_company(reading, labels, found)
        found += births_by_company(reading, found_dates, found)
    return sorted((_as_given(reading, one) for one in found), key=_START)


def _claim(reading: Reading, spans: list[Span]) -> list[Span]:
    """The dates that are no part of an identifier, which no number may now claim."""
    free = [span for span in spans if reading.free(*span)]
    for span in free:
        reading.take(*span)
    return free


def _labelled_numbers(reading: Reading, chains: Chains, labels: Labels) -> Iterator[Identifier]:
    """What a number is called decides, before any shape does."""
    yield from labelled_numbers(reading, chains, labels)
    yield from insurance_numbers(reading, labels)
    yield from labelled_hospital_numbers(reading, labels)
    yield from misread_numbers(reading, labels)


def _other_numbers(
    reading: Reading, chains: Chains, labels: Labels, allowed: Allowed
) -> Iterator[Identifier]:
    """What shape and company make of the rest, outside the addresses of web pages."""
    if "http" in reading.lower or "www." in reading.lower:
        for address in _WEB.finditer(reading.lower):
            reading.take(*address.span())
    yield from phones(reading, labels, allowed)
    yield from unlabelled_numbers(reading, chains, labels)
    yield from unlabelled_hospital_numbers(reading, labels)
    yield from postcodes(reading, allowed)


def _as_given(reading: Reading, one: Identifier) -> Identifier:
    """An identifier of the plain reading, in places of the text as it was given."""
    if reading.places is None:
        return one
    start, end = reading.original(one.start, one.end)
    return Identifier(start, end, one.kind, one.tier, one.reason)
