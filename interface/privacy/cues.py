"""Words around an identifier that say whose it is: an organisation's, or a person's."""

from enum import Enum

from interface.privacy.lexicon import words
from interface.privacy.reading import Reading


class Owner(Enum):
    """Who a number, an address or a postcode speaks of."""

    PERSON = "person"
    ORGANISATION = "organisation"


RELATIVES = words(
    """
    mother mum mom mam mummy father dad daddy parent parents son sons daughter daughters wife
    husband spouse fiance fiancé fiancee fiancée girlfriend boyfriend brother brothers sister
    sisters uncle aunt auntie niece nephew cousin grandson granddaughter grandmother grandfather
    nan gran granny grandad stepmother stepfather stepson stepdaughter mother-in-law
    father-in-law son-in-law daughter-in-law sister-in-law brother-in-law widow widower carer
    carers guardian relative relatives neighbour nok kin partner twin
    """
)
PATIENTS = words(
    """
    patient pt px client lady gentleman woman man boy girl child baby infant toddler teenager
    teen adolescent resident person pensioner veteran newborn schoolboy schoolgirl youth
    """
)
_PERSON = (
    (RELATIVES - {"partner"})
    | PATIENTS
    | words(
        """
    her his him she he hers home mobile mob family lives living resides landline own nok
    """
    )
)
_ORGANISATION = words(
    """
    reception receptionist switchboard ward wards surgery practice practices clinic clinics
    helpline line hospital department dept secretary secretaries office team service services
    fax bleep pager extension pharmacy chemist hub unit centre registrar consultant doctor gp
    gps nurse nurses hotline bypass our us admin bookings booking appointments lab labs
    laboratory pathology radiology desk pals sdec ed a&e midwife midwives matron secretarial
    enquiries trust site campus headquarters hq branch building icb lmc pcn stock supplier
    helpdesk theatre theatres lounge records outpatients patients call-centre physio
    physiotherapy phlebotomy coordinator manager staff cardiology urology oncology dermatology
    advisor adviser triage community school council college university day-case assessment ct
    mri x-ray xray imaging ultrasound endoscopy rooms
    """
)
SITES = words(
    """
    surgery practice practices clinic clinics hospital department dept office service pharmacy
    chemist hub unit centre our trust site campus headquarters hq branch building icb lmc health
    medical laboratory records meeting training venue held infirmary suite library church hotel
    school council college university conference theatre academy car park outpatients patients
    organisation store warehouse supplier hospice block premises company rooms workshop event
    treatment session exhibition gallery stall stand
    """
)
_THINGS_OWNED = words("mobile mob landline home")
_ERRANDS = words(
    """
    sent posted wrote written went delivered addressed visited visit took brought arrived drove
    """
)
_BEHIND = words("as is was the a an which that s belongs to for or on at in both")
_TOLD_TO = words(
    """
    told asked advised instructed invited tried try given expected encouraged
    """
)
_DIAL = words("ring call phone telephone contact use dial")


def of_somebody(reading: Reading, index: int) -> bool:
    """Whether a word is somebody's: “her sister”, “the patient's partner”."""
    before = reading.words[index - 1] if index else ""
    return before in {"her", "his", "their", "my", "whose"} or before.endswith("'s")


def _role(reading: Reading, index: int, organisation: frozenset[str]) -> Owner | None:
    word = reading.bases[index]
    if word in {"sister", "partner"}:
        person = of_somebody(reading, index)
        return Owner.PERSON if person else Owner.ORGANISATION
    if word in organisation:
        return Owner.ORGANISATION
    if word in _PERSON:
        return Owner.PERSON
    return None


def _just_behind(reading: Reading, end: int, organisation: frozenset[str]) -> Owner | None:
    """An owner named straight after: “(wife)”, “is the ward's number”, “as her mobile”."""
    limit = reading.sentence_end(end)
    first = reading.word_at(end)
    if first >= reading.count or reading.starts[first] - end > 4:
        return None
    bracket = "(" in reading.text[end : reading.starts[first]]
    linked = False
    for index in range(first, min(first + 6, reading.count)):
        if reading.starts[index] >= limit:
            return None
        word = reading.words[index]
        owner = _role(reading, index, organisation)
        if owner:
            return owner if linked or bracket else None
        linked = linked or word in {"is", "was", "as", "belongs", "for", "which"}
        if word not in _BEHIND and not bracket and word not in {"their", "my"}:
            return None
    return None


def owner_of(reading: Reading, start: int, end: int, *, sites: bool = False) -> Owner | None:
    """Whose this is, by the nearest telling word of the sentence; None when nothing tells.

    With `sites`, only places count as organisations: a nurse who visits an address does not own it.
    """
    organisation = SITES if sites else _ORGANISATION
    behind = _just_behind(reading, end, organisation)
    if behind:
        return behind
    limit = reading.sentence_start(start)
    last = reading.word_at(start) - 1
    dialled = False
    for index in range(last, max(last - 16, -1), -1):
        if reading.starts[index] < limit:
            break
        word = reading.words[index]
        if sites and word in _ERRANDS:
            return Owner.PERSON
        owner = _role(reading, index, organisation)
        if word in _THINGS_OWNED and _named_after(reading, index, organisation):
            return Owner.ORGANISATION
        if owner is Owner.PERSON and dialled:
            return Owner.ORGANISATION  # “the patient was told to ring …”: not the patient's own
        if owner:
            return owner
        dialled = dialled or _told_to_dial(reading, index)
    return _further_on(reading, end, organisation)


def _named_after(reading: Reading, index: int, organisation: frozenset[str]) -> bool:
    """“practice mobile”, “the on-call registrar's mobile”."""
    return reading.bases[index - 1] in organisation or reading.bases[index - 2] in organisation


def _told_to_dial(reading: Reading, index: int) -> bool:
    words = reading.words
    return words[index] in _TOLD_TO and (
        words[index + 1] in _DIAL or words[index + 2] in _DIAL or words[index] == "given"
    )


def _further_on(reading: Reading, end: int, organisation: frozenset[str]) -> Owner | None:
    limit = reading.sentence_end(end)
    first = reading.word_at(end)
    for index in range(first, min(first + 7, reading.count)):
        if reading.starts[index] >= limit:
            return None
        owner = _role(reading, index, organisation)
        if owner:
            return owner
    return None
