"""Names of patients and relatives.

A title makes a name, unless the words around it make a surgeon or a colleague. Without a title a
run of capitals needs company: a given name we know, or a word such as “patient”, “her son” or
“re”, or an age or number behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interface.privacy.cues import PATIENTS, RELATIVES
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier, plain_name
from interface.privacy.lexicon import (
    CLINICAL,
    FAMILY,
    GIVEN,
    NOT_NAMES,
    PARTICLES,
    PUBLIC,
    SMALL,
    THINGS,
    WORD_NAMES,
    ordinary,
    words,
)
from interface.privacy.reading import Reading
from interface.privacy.staff import STAFF_TITLES, Company

_TITLES = words("mr mrs ms miss mx master mstr")
_ANY_TITLE = _TITLES | {"dr", "drs", "prof", "professor"}
_ANY_STAFF = STAFF_TITLES | _TITLES
_MODAL = words(
    """
    to not don't will would could might can may who we they you i often never must
    """
)
_SKIPPED = words(
    """
    is was as the a an our my this that of called named aged old year years who here i.e name
    full mr again namely both about for's s details today number's
    """
)
_ABOUT = words(
    """
    re regarding concerning case name names named called surname forename behalf
    """
)
_OWNED = words(
    """
    result results mri ct scan scans report reports appointment appointments referral referrals letter
    letters discharge operation operations medication medicines prescription prescriptions bloods biopsy
    histology echo ecg xray x-ray case care treatment surgery tablets insulin inhalers notes records record
    dressing wound fracture family gp address phone number condition symptoms pain consent blood test tests
    """
)
_OPENING = _ANY_STAFF | PATIENTS | RELATIVES | _ABOUT
_TOWARDS = words(
    """
    about concerns contact ring call telephone phone told asked saw reviewed referred seen discharged see
    for of with to and from by that when because advised sent give gave prescribe visit visited
    refer review inform informed reassure reassured admitted where whether against colleague
    colleagues dear doctor team how if
    """
)
_WAS = words(
    """
    was is has had were attended attends rang phoned came lives presented collapsed died
    """
)
_PASSED_ON = words(
    """
    discharged admitted seen told advised referred promised reassured diagnosed attended rang
    bounced sent refused asked waiting upset lives phoned presented collapsed died called
    informed assured invited transferred operated unable unwell aged booked reviewed
    """
)
_SAYS = words("says said wants wanted needs thinks feels complains reports tells believes declined")
_AUXILIARY = words(
    """
    was is has had were been being be not now recently again also still just then to have who
    """
)
_ACTIVE = words("attended lives presented collapsed died came")
_WEEK = words("monday tuesday wednesday thursday friday saturday sunday")
_NEVER_TITLED = words("consultant team clinic ward hospital doctor nurse patient")
_AGE_SEX = re.compile(
    r"[\s,(\-]{1,3}(?:aged?\s)?\d{1,3}\s?(?:y\b|yo\b|yrs?\b|years|f\b|m\b|months|/12)"
)
_AGE = re.compile(
    r"[\s,(\-]{1,3}(?:aged?\s)?\d{1,3}\s?(?:y\b|yo\b|yrs?\b|years|f\b|m\b|months|[,)]|\.\s|\.?$)"
)
_LABEL_BETWEEN = re.compile(
    r"[\s,;:(\-/|.\[]{1,4}(?:(?:nhs|dob|d\.o\.b|born|mrn|hospital|hosp|date of birth|k|b)\b"
    r"[\s,;:.#\-]{0,3}(?:number|no|num|on)?[\s,;:.#\-]{0,3})?"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `first` to `last` (inclusive) that may be one name."""

    first: int
    last: int


class Names:
    """Reads one text for names, from left to right."""

    def __init__(self, reading: Reading, allowed: Allowed, identities: frozenset[int]):
        self.reading = reading
        self.allowed = allowed
        self.words = reading.words
        self.spans = reading.spans
        self.bases = reading.bases
        self.capitals = reading.capitals
        self.company = Company(reading)
        self._colleague = -1  # where a titled name begins that is joined to a clinician's
        self.identities = identities  # where identifiers already found begin

    def find(self) -> Iterator[Identifier]:
        following = 0
        for index, word in enumerate(self.words):
            if index < following or not (self.capitals[index] or word in _OPENING):
                continue
            found, following = self._at(index)
            if found:
                self.reading.take(found.start, found.end)
                yield found

    def _at(self, index: int) -> tuple[Identifier | None, int]:
        """What begins at a word, and the word to go on with."""
        word = self.words[index]
        if not self.reading.free(*self.spans[index]):
            return None, index + 1
        last = index + 1 == len(self.words) or not self.capitals[index + 1]
        if last and word in NOT_NAMES and word not in _OPENING:
            return None, index + 1
        if word in STAFF_TITLES and self.company.is_staff_title(index):
            return None, self._after_staff(index)
        if word in _TITLES:
            found, following = self._titled(index)
            if following > index:
                return found, following
        if self.capitals[index]:
            return self._untitled(index)
        return self._in_small_letters(index)

    # Pieces -------------------------------------------------------------------------------

    def _original(self, index: int) -> str:
        start, end = self.spans[index]
        return self.reading.text[start:end]

    def _is_given(self, index: int) -> bool:
        """A given name we know, or two joined by a hyphen of which one is."""
        base = self.bases[index]
        return base in GIVEN or ("-" in base and not GIVEN.isdisjoint(base.split("-")))

    def _gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.reading.text[self.spans[index][1] : self.spans[index + 1][0]]

    def _joined(self, index: int) -> bool:
        """Whether a word and the next may belong to one name: a space, or a dot after an initial."""
        if index + 1 >= len(self.words):
            return False
        gap = self._gap(index)
        if gap in {" ", "  ", "\t", "\u00a0"}:
            return True
        initial = self.spans[index][1] - self.spans[index][0] == 1
        return initial and gap in {".", ". ", ".  "}

    def _run(self, first: int, *, longest: int, stop: frozenset[str]) -> _Run:
        """Capitals from a word on, with the particles between them, up to a word that ends names."""
        last = index = first
        while index - first < longest - 1 and self._joined(index):
            if self.words[index].endswith("'s"):
                break
            index += 1
            if self.capitals[index] and self.bases[index] not in stop and self._letters(index):
                last = index
            elif self.words[index] not in PARTICLES:
                break
        return _Run(first, last)

    def _letters(self, index: int) -> bool:
        """A capital that belongs to a code (K123, C4) is no initial."""
        end = self.spans[index][1]
        return not self.reading.text[end : end + 1].isdigit() and self.reading.free(
            *self.spans[index]
        )

    def _identifier(self, first: int, last: int, reason: str) -> Identifier | None:
        start, end = self.spans[first][0], self.spans[last][1]
        if self.words[last].endswith("'s"):
            end -= 2
        if self.allowed.names and plain_name(self.reading.text[start:end]) in self.allowed.names:
            return None
        return Identifier(start, end, Kind.PATIENT_NAME, Tier.ASK, reason)

    def _after_staff(self, index: int) -> int:
        """The word after a clinician's name; whoever is joined to it by “and” is staff as well."""
        while index + 1 < len(self.words) and self.words[index] in _ANY_STAFF:
            index += 1
        return self._past_joined(self._run(index, longest=4, stop=SMALL).last)

    def _past_joined(self, last: int) -> int:
        """The word after a clinician's name, having noted a titled name that is joined to it."""
        following = last + 1
        if following + 1 >= len(self.words):
            return following
        joined = following
        if self.words[following] in {"and", "or"}:
            joined = following + 1
        elif self._gap(last).strip() not in {"&", "/"} and not self._listed(following):
            return following
        if self.words[joined] in _ANY_STAFF:
            self._colleague = joined
        return following

    def _listed(self, index: int) -> bool:
        """Whether a titled name behind a comma goes on with a list: “Dr …, Mr … and Miss …”."""
        for _ in range(6):
            if index + 1 >= len(self.words) or self.words[index] not in _ANY_STAFF:
                return False
            if self.words[index - 1] in {"and", "or"}:
                return True
            if self._gap(index - 1).strip() != ",":
                return False
            index = self._run(index + 1, longest=3, stop=SMALL).last + 1
            if index < len(self.words) and self.words[index] in {"and", "or"}:
                index += 1
        return False

    # With a title -------------------------------------------------------------------------

    def _titled(self, index: int) -> tuple[Identifier | None, int]:
        first = self._name_after_title(index)
        if first is None:
            return None, index
        if self.capitals[first]:
            longest, stop = 5, SMALL | {"nhs", "dob"}
            last = self._run(first, longest=longest, stop=stop).last
        else:
            last = self._small_family_name(first)
        title = self.words[index]
        if index == self._colleague or self.company.is_staff(index, last, title):
            return None, self._past_joined(last)
        found = self._identifier(index, last, "A title (Mr, Mrs, Ms, Miss) with a name.")
        return found, last + 1

    def _name_after_title(self, index: int) -> int | None:
        """The first word of the name after a title, or None when the title is none."""
        if index + 1 >= len(self.words):
            return None
        gap = self._gap(index)
        following = index + 1
        joint = gap.strip() in {"&", "/", "+"} or (
            self.words[following] in {"and", "or"} and gap.strip() == ""
        )
        if joint:
            if self.words[following] in {"and", "or"}:
                following += 1
            if following + 1 >= len(self.words) or self.words[following] not in _TITLES:
                return None
            following += 1
            return following if self.words[following] not in _TITLES else None
        if gap.replace(".", "", 1).strip() or len(gap) > 4:
            return None
        if self.capitals[following]:
            ok = self._plausible_after(index, following)
        else:
            ok = self._plausible_small(index, following)
        return following if ok else None

    def _plausible_after(self, index: int, first: int) -> bool:
        """Whether a capitalised word after a title is a name: not MR Spine, not Miss Tuesday's."""
        title, base = self._original(index), self.bases[first]
        known = base in FAMILY or base in GIVEN
        if title.islower() and self.words[index] == "miss":
            return known and self.words[max(index - 1, 0)] not in _MODAL
        if title in {"MR", "MS"}:
            if base in CLINICAL or base in PUBLIC:
                return base in FAMILY
            shouted = self._original(first).isupper() and len(base) > 3
            return known or (shouted and not ordinary(base))
        if title == "Mrs":
            return base not in SMALL or known
        followed = self._run(first, longest=2, stop=SMALL).last > first
        known = known or (base in WORD_NAMES and followed and base not in _WEEK)
        if base in NOT_NAMES and not known:
            return base in PUBLIC and title != "Miss" and base not in _NEVER_TITLED
        return known or not (ordinary(base) and title == "Miss")

    def _plausible_small(self, index: int, first: int) -> bool:
        base, title = self.bases[first], self.words[index]
        if self._original(index).isupper() and base not in FAMILY:
            return False
        if base in PARTICLES and first + 1 < len(self.words) and self.capitals[first + 1]:
            return True
        if len(base) < 3 or (ordinary(base) and base not in FAMILY):
            return False
        if title in {"mrs", "mr"}:
            return base not in SMALL
        known = base in FAMILY or base in GIVEN
        modal = self.words[max(index - 1, 0)] in _MODAL
        return known and not modal and base not in WORD_NAMES

    def _small_family_name(self, first: int) -> int:
        """A second word of a name typed in small letters: “mr van demo”, “mrs joan demo”."""
        if self._joined(first) and (
            self.words[first] in PARTICLES
            or (self.words[first] in GIVEN and not self._known_end(first + 1))
        ):
            return self._run(first + 1, longest=4, stop=SMALL).last
        return first

    def _known_end(self, index: int) -> bool:
        base = self.bases[index]
        return base in SMALL or ordinary(base) or len(base) < 3

    # Without a title ----------------------------------------------------------------------

    def _untitled(self, index: int) -> tuple[Identifier | None, int]:
        if self._letters(index) is False:
            return None, index + 1
        run = self._run(index, longest=7, stop=_ANY_TITLE)
        first, last = self._trimmed(run)
        if first > last:
            return self._reversed(index, run)
        if any(self.bases[rest] in THINGS for rest in range(last + 1, run.last + 1)):
            return None, run.last + 1
        reason = self._why(first, last)
        if not reason:
            return self._reversed(first, _Run(first, last))
        if self.company.is_staff(first, last, ""):
            return None, last + 1
        return self._identifier(first, last, reason), last + 1

    def _trimmed(self, run: _Run) -> tuple[int, int]:
        """The run without words that are no part of a name, at its beginning and from the middle."""
        first = run.first
        while (
            first <= run.last and self._no_name(first) and not self._given_with_family(first, run)
        ):
            first += 1
        last = first
        while last < run.last and (
            not self._no_name(last + 1)
            or (self.bases[last + 1] in FAMILY and self.words[first] in GIVEN)
        ):
            last += 1
        return first, (last if first <= run.last else first - 1)

    def _no_name(self, index: int) -> bool:
        base = self.bases[index]
        if base in PARTICLES:
            return False
        return ordinary(base) and base not in GIVEN

    def _given_with_family(self, first: int, run: _Run) -> bool:
        return first < run.last and self.words[first] in WORD_NAMES and not self._no_name(first + 1)

    def _why(self, first: int, last: int) -> str:
        """The reason a run of capitals is taken for a patient, or nothing."""
        if self._behind_is_thing(last):
            return ""
        cue = self._cue(first)
        size = last - first + 1
        given = self._is_given(first)
        capitals = [index for index in range(first, last + 1) if self._long(index)]
        shouted = all(self._original(index).isupper() for index in capitals)
        if not capitals or (shouted and any(len(self.bases[i]) < 3 for i in capitals)):
            return ""
        if size == 1 or len(capitals) == 1 and not self._initials(first, last):
            return self._single(first, last, cue, given)
        given_word = self.bases[first] in WORD_NAMES and last > first and not self._no_name(last)
        if given and not (shouted and not cue and len(self.bases[last]) < 4):
            return "A given name and a family name."
        if cue == "person":
            mixed = self.capitals[first - 1] and self._joined(first - 1)
            if (
                self.bases[first - 1] in _ABOUT
                or not mixed
                or self._verb_behind(last)
                or self._identity_behind(last)
            ):
                return "A name after a word for a patient or a relative."
        if self._identity_behind(last):
            return "A name with an age, a date of birth or a number behind it."
        if given_word and self._passed_on(last) and not shouted:
            return "A given name and a family name, and something happened to their bearer."
        if self._owns(last) and (self._unknown(first, last) or given_word) and not shouted:
            return "A name whose results, letters or relatives are spoken of."
        wordy = given_word and self.bases[last] in FAMILY
        if cue == "towards" and (wordy or self._unknown(first, last)) and not shouted:
            return "Two capitals in a row that read like a name."
        if self._who_behind(last) and self._unknown(first, last) and not shouted:
            return "It reads like a name, and what follows is said of a person."
        if self._verb_behind(last) and (wordy or self._unknown(first, last)) and not shouted:
            return "It reads like a name, and something happened to its bearer."
        return ""

    def _unknown(self, first: int, last: int) -> bool:
        """Whether no word of the run is anything but a name, and it has two or three words."""
        return last - first in {1, 2} and all(
            not self._no_name(index) and self.bases[index] not in WORD_NAMES
            for index in range(first, last + 1)
        )

    def _long(self, index: int) -> bool:
        return len(self.bases[index]) > 1 and self.capitals[index]

    def _initials(self, first: int, last: int) -> bool:
        """Initials before one family name: “J Demo”, “A. B. Demo”."""
        return first < last and self._long(last) and not self._long(first)

    def _single(self, first: int, last: int, cue: str, given: bool) -> str:
        base = self.bases[first]
        known = given or base in FAMILY or base in WORD_NAMES
        previous = self.bases[first - 1] if first else ""
        if previous in {"surname", "forename"} and self._long(first):
            return "A name after “surname” or “forename”."
        if not self._long(first) or (self._original(first).isupper() and not known):
            return ""
        if cue == "person" and not (self.capitals[first - 1] and not given):
            if previous in RELATIVES and self._possessed(first - 1):
                return "A name after a word for a relative."
            if given or (base in FAMILY and self._verb_behind(last)):
                return "A name after a word for a patient or a relative."
            if previous in {"called", "named", "name"} and known:
                return "A name after “called” or “name”."
        if given and self._owns(last):
            return "A given name whose results, letters or relatives are spoken of."
        if given and self._identity_behind(last):
            return "A given name with an age or a number behind it."
        if given and self._passed_on(last) and not self.company.signs(first):
            return "A given name of somebody who was seen, sent or told."
        if (
            self.bases[first] not in WORD_NAMES
            and self._identity_touches(last)
            and not ordinary(base)
        ):
            return "A word like a name straight before a number of a patient."
        return ""

    def _possessed(self, index: int) -> bool:
        """“her son”, “patient's wife”, “the mother”: a relative of somebody in the sentence."""
        if index == 0:
            return False
        before = self.words[index - 1]
        return before in {"her", "his", "their", "the", "my", "a", "whose"} or before.endswith("'s")

    def _behind_is_thing(self, last: int) -> bool:
        if last + 1 >= len(self.words):
            return False
        if self._gap(last) == " " and self.bases[last + 1] in THINGS:
            return True
        # “John Demo and James Demo hospitals”
        if self.words[last + 1] == "and" and last + 3 < len(self.words):
            for index in range(last + 3, min(last + 5, len(self.words))):
                if self.bases[index] in THINGS and self.capitals[last + 2]:
                    return True
        return False

    def _cue(self, first: int) -> str:
        """What stands before a run: a word for a person, a word that leads to one, or nothing."""
        limit = self.reading.sentence_start(self.spans[first][0])
        for index in range(first - 1, max(first - 6, -1), -1):
            if self.spans[index][0] < limit or "\n" in self._gap(index).strip(" "):
                return ""
            gap = self._gap(index).strip(" ")
            if gap and gap not in {",", ":", "(", "-", "'", '"', ".", ":-", "- ", "=", "s"}:
                return ""
            word = self.bases[index]
            if word in PATIENTS or word in RELATIVES or word in _ABOUT:
                possessive = self.words[index].endswith("'s") and word in PATIENTS
                return "" if possessive and index == first - 1 else "person"
            if word in _TOWARDS and index == first - 1 and gap in {"", ",", ":"}:
                return "towards"
            if word not in _SKIPPED:
                return ""
        return ""

    def _verb_behind(self, last: int) -> bool:
        return last + 1 < len(self.words) and (
            self.words[last + 1] in _WAS
            and self._gap(last) == " "
            and (
                self.words[last + 1] not in {"was", "is", "has", "had", "were"}
                or self._passed_on(last)
            )
        )

    def _who_behind(self, last: int) -> bool:
        """“…, who is still waiting”, “… says that”."""
        if last + 1 >= len(self.words) or self._gap(last) not in {" ", ", "}:
            return False
        word = self.words[last + 1]
        return word in {"who", "whose"} or (word in _SAYS and self._gap(last) == " ")

    def _passed_on(self, last: int) -> bool:
        """Whether what follows is said of patients: “was discharged”, “has been told”, “rang”."""
        index = last + 1
        if index >= len(self.words) or self._gap(last) not in {" ", ", "}:
            return False
        auxiliary = False
        while index < min(last + 5, len(self.words)) and self.words[index] in _AUXILIARY:
            auxiliary = auxiliary or self.words[index] in {
                "was",
                "is",
                "been",
                "has",
                "had",
                "were",
            }
            index += 1
        return index < len(self.words) and self.words[index] in (
            _PASSED_ON if auxiliary else _ACTIVE
        )

    def _owns(self, last: int) -> bool:
        """“Joan Demo's results”, “Joan's daughter”."""
        if not self.words[last].endswith("'s"):
            return False
        return any(word in _OWNED or word in RELATIVES for word in self.words[last + 1 : last + 4])

    def _identity_behind(self, last: int) -> bool:
        end = self.spans[last][1]
        behind = self.reading.lower[end : end + 16]
        return bool(_AGE.match(behind)) or self._identity_touches(last)

    def _identity_touches(self, last: int) -> bool:
        """Whether another identifier of a patient begins within a few characters."""
        end = self.spans[last][1]
        for place in range(end, min(end + 20, self.reading.length)):
            if place in self.identities:
                between = self.reading.lower[end:place]
                return bool(_LABEL_BETWEEN.fullmatch(between))
        return False

    def _reversed(self, index: int, run: _Run) -> tuple[Identifier | None, int]:
        """“Demo, Joan” or “DEMO, Joan”: family name first, at a line's beginning or with an age."""
        last = run.last
        following = last + 1
        if following >= len(self.words) or self._gap(last) not in {", ", ","}:
            return None, following
        given = self.bases[following] in GIVEN
        family = self.bases[last]
        unfit = ordinary(family) or family in GIVEN or last != index or self._no_name(following)
        if unfit or not self.capitals[following]:
            return None, following
        end = self._run(following, longest=2, stop=NOT_NAMES).last
        opens = not self.reading.text[: self.spans[index][0]].strip(" -*") or (
            "\n" in self.reading.text[max(self.spans[index][0] - 2, 0) : self.spans[index][0]]
        )
        shouted = self._original(index).isupper()
        told = (opens or shouted or self._cue(index)) and given
        aged = _AGE_SEX.match(self.reading.lower, self.spans[end][1])
        if told or (aged and not self._original(end).isupper()):
            found = self._identifier(index, end, "A family name, a comma and a given name.")
            return found, end + 1
        return None, following

    # In small letters -----------------------------------------------------------------------

    def _in_small_letters(self, index: int) -> tuple[Identifier | None, int]:
        """“patient joan demo”: a given name we know, straight after the word for a person."""
        following = index + 1
        if following >= len(self.words) or self.capitals[following]:
            return None, index + 1
        if self._gap(index) not in {" ", ", ", ": ", " - "} or self.words[following] not in GIVEN:
            return None, index + 1
        if self.words[index] in RELATIVES and not self._possessed(index):
            return None, index + 1
        last = following
        if self._joined(following) and not self._known_end(following + 1):
            last = following + 1
        found = self._identifier(following, last, "A given name after a word for a person.")
        return found, last + 1
