"""What the guard finds, and what it has been told belongs to no patient."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Tier(StrEnum):
    """How sure we are, and therefore what happens: a form never submits, or asks once."""

    STOP = "stop"
    ASK = "ask"


class Kind(StrEnum):
    """Which identifier it is; the values are those of the shared development set."""

    NHS_NUMBER = "nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    PATIENT_NAME = "patient_name"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    HOSPITAL_NUMBER = "hospital_number"
    UBRN = "ubrn"
    NI_NUMBER = "ni_number"

    @property
    def words(self) -> str:
        """The kind as a person says it, for the middle of a sentence."""
        return _WORDS[self][0]

    @property
    def instead(self) -> str:
        """What the writer can put in its place, as a sentence."""
        return _WORDS[self][1]


_REFERENCE = "Quote your own reference; the hospital can ask you for details by secure mail."
_WORDS = {
    Kind.NHS_NUMBER: ("an NHS number", _REFERENCE),
    Kind.DATE_OF_BIRTH: (
        "a date of birth",
        "Write an age band, such as “in their seventies”, if age matters.",
    ),
    Kind.PATIENT_NAME: ("a name", "Write “the patient”, “a relative” or the person’s role."),
    Kind.POSTCODE: ("a postcode", "Write the area, such as “outside our boundary”."),
    Kind.ADDRESS: ("an address", "Write “at home” or “in a care home”."),
    Kind.PHONE: ("a phone number", "Write “we can be reached at the practice”."),
    Kind.EMAIL: ("an e-mail address", "Write a team’s NHS address, or leave it out."),
    Kind.HOSPITAL_NUMBER: ("a hospital number", _REFERENCE),
    Kind.UBRN: ("an e-referral booking number", _REFERENCE),
    Kind.NI_NUMBER: ("a National Insurance number", "Leave it out; no issue needs it."),
}


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One stretch of a text, `text[start:end]`, that looks like a patient, and why."""

    start: int
    end: int
    kind: Kind
    tier: Tier
    reason: str


def bare(value: str) -> str:
    """Letters and digits alone, in lower case: how numbers and postcodes are compared."""
    return "".join(filter(str.isalnum, value)).casefold()


def national(value: str) -> str:
    """A British phone number as digits beginning with 0, however it was written."""
    digits = "".join(filter(str.isdigit, value))
    for prefix in ("0044", "44"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


NHS_DOMAINS = ("nhs.net", "nhs.uk", "nhs.scot", "hscni.net", "gov.uk", "gov.scot", "gov.wales")


@dataclass(frozen=True)
class Allowed:
    """What belongs to organisations and staff, in any spelling; the guard passes it by.

    The directory fills this in. Staff are full names with or without a title, so that one
    Mr Smith on the staff does not hide every other. Mail domains hold their subdomains.
    Terms are phrases that read like names: wards, buildings, programmes.
    """

    postcodes: Iterable[str] = ()
    phones: Iterable[str] = ()
    staff: Iterable[str] = ()
    terms: Iterable[str] = ()
    mail_domains: Iterable[str] = field(default=NHS_DOMAINS)

    @cached_property
    def bare_postcodes(self) -> frozenset[str]:
        return frozenset(map(bare, self.postcodes))

    @cached_property
    def national_phones(self) -> frozenset[str]:
        return frozenset(map(national, self.phones))

    @cached_property
    def names(self) -> frozenset[str]:
        """Staff and terms as the words in them, without a title."""
        return frozenset(map(plain_name, (*self.staff, *self.terms)))

    @cached_property
    def domains(self) -> tuple[str, ...]:
        return tuple(domain.casefold() for domain in self.mail_domains)

    def mail(self, domain: str) -> bool:
        """Whether a mail domain, or one it belongs to, is an organisation's."""
        domain = domain.casefold()
        return any(domain == own or domain.endswith("." + own) for own in self.domains)


TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "master",
        "mstr",
        "dr",
        "prof",
        "professor",
        "sister",
        "nurse",
    }
)


def plain_name(name: str) -> str:
    """A name in lower case without title, dots or commas: “Dr J. Demo” is “j demo”."""
    words = name.casefold().replace(".", " ").replace(",", " ").split()
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    return " ".join(words)
