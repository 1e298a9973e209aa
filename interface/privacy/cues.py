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
    switch casualty institute queries query option options leaflet letterhead preop pre-op
    helpdesk theatre theatres lounge records outpatients patients call-centre physio
    physiotherapy phlebotomy coordinator manager staff cardiology urology oncology dermatology
    advisor adviser triage community school council college university day-case assessment ct
    mri x-ray xray imaging ultrasound endoscopy rooms pa sec secs halo hosp dr
    response
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
_LINKS = words("is was as belongs for which")
_BEHIND = _LINKS | words("the a an that s to or on at in both their my")
_TOLD_TO = words(
    """
    told tell tells asked asks advised advises instructed invited
    tried try given expected encouraged
    """
)
_RANG = words("rang phoned called rung texted")
_COULD = words("can could would will should")
_DIAL = words("ring call phone telephone contact use dial")
_BY_COMPANY = words("sister partner us our patients")


def of_somebody(reading: Reading, index: int) -> bool:
    """Whether a word is somebody's: “her sister”, “the patient's partner”."""
    before = reading.words[index - 1] if index else ""
    return before in {"her", "his", "their", "my", "whose"} or before.endswith("'s")


def _stands_alone(reading: Reading, index: int) -> bool:
    """“Partner (07700 …)”, “sister's tel is …”, “(sister)”: opens a note, and nobody's title."""
    if index and reading.gap(index - 1).endswith("(") and reading.gap(index).startswith(")"):
        return True
    first = reading.starts[index] - reading.sentence_start(reading.starts[index]) < 3
    return first and not (reading.capitals[index + 1] and reading.gap(index) == " ")


def _owners(organisation: frozenset[str]) -> dict[str, Owner]:
    """Telling words; where one tells both, an organisation's."""
    return dict.fromkeys(_PERSON, Owner.PERSON) | dict.fromkeys(organisation, Owner.ORGANISATION)


_ANY_OWNER, _SITE_OWNER = _owners(_ORGANISATION), _owners(SITES)
# Whatever else stands before an identifier says nothing of whose it is.
_TELLING = _ANY_OWNER.keys() | _SITE_OWNER.keys() | _ERRANDS | _TOLD_TO | _BY_COMPANY


def _owner(reading: Reading, index: int, owners: dict[str, Owner]) -> Owner | None:
    """What one word tells; a sister or a partner is a relative only when somebody's."""
    word = reading.bases[index]
    if word not in _BY_COMPANY:
        return owners.get(word)
    following = reading.words[index + 1]
    if word == "patients" and following in _THINGS_OWNED:
        return Owner.PERSON
    if word in {"sister", "partner"}:
        own = of_somebody(reading, index) or _stands_alone(reading, index)
        return Owner.PERSON if own else Owner.ORGANISATION
    if word == "our" and index and reading.words[index - 1] == "not":
        return None
    rung = reading.words[index - 1] in _RANG and following not in {"on", "at"}
    if word == "us" and (rung or following in {"to", "from"}):
        return None  # “she asked us to ring”, “he rang us from”
    return owners.get(word)


def owner_of(reading: Reading, start: int, end: int, *, sites: bool = False) -> Owner | None:
    """Whose this is, by the nearest telling word of the sentence; None when nothing tells.

    With `sites`, only places count as organisations: a nurse who visits an address does not own it.
    """
    owners = _SITE_OWNER if sites else _ANY_OWNER
    following = reading.word_at(end)
    limit = reading.word_at(reading.sentence_end(end))
    owner = _just_behind(reading, end, range(following, min(following + 6, limit)), owners)
    if owner:
        return owner
    last = reading.word_at(start) - 1
    first = max(reading.word_at(reading.sentence_start(start)), last - 15)
    owner = _before(reading, range(last, first - 1, -1), owners, sites)
    if owner:
        return owner
    for index in range(following, min(following + 7, limit)):
        if owner := _owner(reading, index, owners):
            return owner
    return None


def _just_behind(
    reading: Reading, end: int, indexes: range, owners: dict[str, Owner]
) -> Owner | None:
    """An owner named straight after: “(wife)”, “is the ward's number”, “as her mobile”."""
    if not indexes or reading.starts[indexes[0]] - end > 4:
        return None
    linked = "(" in reading.text[end : reading.starts[indexes[0]]]
    bracket = linked
    for index in indexes:
        if owner := _owner(reading, index, owners):
            return owner if linked else None
        word = reading.words[index]
        linked = linked or word in _LINKS
        if word not in _BEHIND and not bracket:
            return None
    return None


def _before(
    reading: Reading, indexes: range, owners: dict[str, Owner], sites: bool
) -> Owner | None:
    """The owner that the nearest telling word before names."""
    words, dialled = reading.words, False
    for index in indexes:
        if reading.bases[index] not in _TELLING:
            continue
        word = words[index]
        if sites and word in _ERRANDS:
            return Owner.PERSON
        if word in _THINGS_OWNED and _organised(reading, index, owners):
            return Owner.ORGANISATION  # “practice mobile”, “the on-call registrar's mobile”
        owner = _owner(reading, index, owners)
        if owner is Owner.PERSON and _handed_to(reading, index):
            continue
        dialled = dialled or _told_to_dial(reading, index) or _told_to_dial(reading, index - 1)
        if owner is Owner.PERSON and dialled:
            return Owner.ORGANISATION  # “the patient was told to ring …”: not the patient's own
        if owner is Owner.ORGANISATION and _asked_to_dial(reading, index):
            return None
        if owner:
            return owner
    return None


def _handed_to(reading: Reading, index: int) -> bool:
    """“the number given to her”: it is the giver's."""
    to = reading.words[index - 1] == "to"
    return to and reading.words[index - 2] in {"given", "offered", "issued"}


def _organised(reading: Reading, index: int, owners: dict[str, Owner]) -> bool:
    nearest = (_owner(reading, index - 1, owners), owners.get(reading.bases[index - 2]))
    return Owner.ORGANISATION in nearest


def _asked_to_dial(reading: Reading, index: int) -> bool:
    """“could the clinic ring …”: a number it is to ring is not its own."""
    words = reading.words
    asked = words[index - 1] in {"the", "your"} and words[index - 2] in _COULD
    return asked and words[index + 1] in _DIAL | {"text"}


def _told_to_dial(reading: Reading, index: int) -> bool:
    """“told to ring”, “asked her to call”, “given”."""
    words, following = reading.words, range(index + 1, index + 4)
    if words[index] not in _TOLD_TO:
        return False
    return words[index] == "given" or any(
        words[place] in _DIAL and words[place - 1] not in {"a", "you"} for place in following
    )
