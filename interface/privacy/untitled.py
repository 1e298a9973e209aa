"""Names without a title: a run of capitals, and the company that makes it a patient."""

import re

from interface.privacy.cues import PATIENTS, RELATIVES
from interface.privacy.lexicon import (
    FAMILY,
    GIVEN,
    PARTICLES,
    THINGS,
    TITLES,
    WORD_NAMES,
    ordinary,
    words,
)
from interface.privacy.reading import Reading

ABOUT = words("re regarding concerning case name names named called surname forename behalf")
_ANY_TITLE = TITLES | words("dr drs prof professor")
_SKIPPED = words(
    """
    is was as the a an our my this that of called named aged old year years who here i.e name
    full again namely both about for's s details today number's
    """
)
_OWNED = words(
    """
    result results mri ct scan scans report reports appointment appointments referral referrals
    letter letters discharge operation operations medication medicines prescription prescriptions
    bloods biopsy histology echo ecg xray x-ray case care treatment surgery tablets insulin
    inhalers notes records record dressing wound fracture family gp address phone number condition
    symptoms pain consent blood test tests
    """
)
_TOWARDS = words(
    """
    about concerns contact ring call telephone phone told asked saw reviewed referred seen
    discharged see for of with to and from by that when because advised sent give gave prescribe
    visit visited refer review inform informed reassure reassured admitted where whether against
    colleague colleagues dear doctor team how if
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
_WAS = words("was is has had were been")
_ADVERBS = words("being be not now recently again also still just then to have who")
_ACTIVE = words("attended lives presented collapsed died came")
_DOES = _ACTIVE | words("attends rang phoned")
_AGE_IN_YEARS = r"[\s,(\-]{1,3}(?:aged?\s)?\d{1,3}\s?(?:y\b|yo\b|yrs?\b|years|f\b|m\b|months"
_AGED = re.compile(rf"{_AGE_IN_YEARS}|/12)|\s\([fm],?\s\d{{1,3}}\b")
_AGED_OR_LISTED = re.compile(rf"{_AGE_IN_YEARS}|[,)]|\.\s|\.?$)")
_LABEL_BETWEEN = re.compile(
    r"[\s,;:(\-/|.\[]{1,4}(?:(?:nhs|dob|d\.o\.b|born|mrn|hospital|hosp|date of birth|k|b)\b"
    r"[\s,;:.#\-]{0,3}(?:number|no|num|on)?[\s,;:.#\-]{0,3})?"
)
_BEFORE_A_NAME = frozenset({"", ",", ":", "(", "-", "'", '"', ".", ":-", "="})


class Untitled:
    """Asks of runs of capitals whether they are people; `identities`: where numbers begin."""

    def __init__(self, reading: Reading, identities: frozenset[int]):
        self.reading = reading
        self.identities = identities
        self.words = reading.words
        self.bases = reading.bases

    def whole(self, index: int) -> int:
        """The last word of the run of capitals that a word begins."""
        return self.reading.run(index, longest=7, stop=_ANY_TITLE)

    def trimmed(self, first: int, end: int) -> tuple[int, int]:
        """The part of a run that may be a name; the last word comes before the first if none."""
        while first <= end and self._no_name(first) and not self._word_name(first, end):
            first += 1
        last = first
        while last < end and (
            not self._no_name(last + 1)
            or (self.bases[last + 1] in FAMILY and self.words[first] in GIVEN)
        ):
            last += 1
        return first, last if first <= end else first - 1

    def _no_name(self, index: int) -> bool:
        base = self.bases[index]
        return base not in PARTICLES and base not in GIVEN and ordinary(base)

    def _word_name(self, first: int, end: int) -> bool:
        """“Grace Demo”: an everyday word that is a given name, with a name behind it."""
        return first < end and self.words[first] in WORD_NAMES and not self._no_name(first + 1)

    def is_thing(self, last: int, end: int) -> bool:
        """Whether what follows makes the run a ward, a disease or the like."""
        if any(self.bases[index] in THINGS for index in range(last + 1, end + 1)):
            return True
        if self.reading.gap(last) == " " and self.bases[last + 1] in THINGS:
            return True
        # “John Demo and James Demo hospitals”
        another = self.words[last + 1] == "and" and self.reading.capitals[last + 2]
        return another and (self.bases[last + 3] in THINGS or self.bases[last + 4] in THINGS)

    def reason(self, first: int, last: int) -> str:
        """Why the words from first to last are taken for a patient, or nothing."""
        whole = [index for index in range(first, last + 1) if self._long(index)]
        shouted = all(self.reading.written(index).isupper() for index in whole)
        if not whole or (shouted and any(len(self.bases[index]) < 3 for index in whole)):
            return ""
        cue = self.cue(first)
        initials = first < last and self._long(last) and not self._long(first)
        if len(whole) == 1 and not initials:
            return self._single(first, last, cue)
        if self._given(first) and (cue or not shouted or len(self.bases[last]) > 3):
            return "A given name and a family name."
        if first < last and self._turned(first):
            return "A family name in capitals and a given name."
        if cue == "person" and self._said_of(first, last):
            return "A name after a word for a patient or a relative."
        if self._called_behind(last):
            return "A name with a word for a patient or a relative behind it."
        if self._identity_behind(last):
            return "A name with an age, a date of birth or a number behind it."
        return "" if shouted else self._unknown_reason(first, last, cue)

    def _said_of(self, first: int, last: int) -> bool:
        """Not “Patient Knows Best”: after a capital word for a patient, more is needed."""
        within = self.reading.capitals[first - 1] and self.reading.joined(first - 1)
        about = self.bases[first - 1] in ABOUT
        return about or not within or self._verb_behind(last) or self._identity_behind(last)

    def _unknown_reason(self, first: int, last: int, cue: str) -> str:
        """The reason for two or three capitals that no list knows."""
        word_name = self.bases[first] in WORD_NAMES and last > first and not self._no_name(last)
        if word_name and self._passed_on(last):
            return "A given name and a family name, and something happened to their bearer."
        unknown = last - first in {1, 2} and not any(
            self._no_name(index) or self.bases[index] in WORD_NAMES
            for index in range(first, last + 1)
        )
        if self._owns(last) and (unknown or word_name):
            return "A name whose results, letters or relatives are spoken of."
        if unknown and self._who_behind(last):
            return "It reads like a name, and what follows is said of a person."
        if not unknown and not (word_name and self.bases[last] in FAMILY):
            return ""
        if cue == "towards":
            return "Two capitals in a row that read like a name."
        return (
            "It reads like a name, and something happened to its bearer."
            if self._verb_behind(last)
            else ""
        )

    def _single(self, first: int, last: int, cue: str) -> str:
        """The reason for one word, which alone says little."""
        base, previous = self.bases[first], self.bases[first - 1]
        if previous in {"surname", "forename"} and self._long(first):
            return "A name after “surname” or “forename”."
        given = self._given(first)
        known = given or base in FAMILY or base in WORD_NAMES
        if not self._long(first) or (self.reading.written(first).isupper() and not known):
            return ""
        if cue == "person" and (given or not self.reading.capitals[first - 1]):
            if previous in RELATIVES and self.of_somebody(first - 1):
                return "A name after a word for a relative."
            if given or (base in FAMILY and self._verb_behind(last)):
                return "A name after a word for a patient or a relative."
            if previous in {"called", "named", "name"} and known:
                return "A name after “called” or “name”."
        if self.words[last].endswith("'s") and self.words[last + 1] in RELATIVES:
            return "" if ordinary(base) else "A name whose relatives are spoken of."
        if self._called_behind(last) and not ordinary(base):
            return "A name with a word for a patient or a relative behind it."
        if given and (self._owns(last) or self._identity_behind(last) or self._passed_on(last)):
            return "A given name of somebody who was seen or sent, or whose results are spoken of."
        if previous == "as" and self.words[first - 2] == "known" and self._aged_behind(last):
            return "A name after “known as”, with an age behind it."
        if base not in WORD_NAMES and self._identity_touches(last) and not ordinary(base):
            return "A word like a name straight before a number of a patient."
        return ""

    def _turned(self, first: int) -> bool:
        """“DEMO Joan”: a family name in capitals before a given name we know."""
        family, given = self.reading.written(first), self.reading.written(first + 1)
        shouted = len(family) > 3 and family.isupper() and not given.isupper()
        return shouted and self._given(first + 1) and not ordinary(self.bases[first])

    def _given(self, index: int) -> bool:
        """A given name we know, or two joined by a hyphen of which one is."""
        base = self.bases[index]
        return base in GIVEN or ("-" in base and not GIVEN.isdisjoint(base.split("-")))

    def _long(self, index: int) -> bool:
        return len(self.bases[index]) > 1 and self.reading.capitals[index]

    def of_somebody(self, index: int) -> bool:
        """“her son”, “patient's wife”, “the mother”: a relative of somebody in the sentence."""
        before = self.words[index - 1]
        return before in {"her", "his", "their", "the", "my", "a", "whose"} or before.endswith("'s")

    def cue(self, first: int) -> str:
        """What leads to a run: “person” (patient, her son, re), “towards” (for, about), or ""."""
        limit = self.reading.sentence_start(self.reading.spans[first][0])
        for index in range(first - 1, max(first - 6, -1), -1):
            gap = self.reading.gap(index).strip(" ")
            if self.reading.starts[index] < limit or gap not in _BEFORE_A_NAME:
                return ""
            word = self.bases[index]
            if word in PATIENTS or word in RELATIVES or word in ABOUT:
                owner = index == first - 1 and word in PATIENTS
                return "" if owner and self.words[index].endswith("'s") else "person"
            if word in _TOWARDS and index == first - 1 and gap in {"", ",", ":"}:
                return "towards"
            if word not in _SKIPPED:
                return ""
        return ""

    # What follows a run -------------------------------------------------------------------

    def _verb_behind(self, last: int) -> bool:
        """“rang”, “attended”, “was discharged”."""
        if self.reading.gap(last) != " ":
            return False
        return self.words[last + 1] in _DOES or self._passed_on(last)

    def _passed_on(self, last: int) -> bool:
        """Whether what follows is said of patients: “was discharged”, “has been told”, “lives”."""
        if self.reading.gap(last) not in {" ", ", "}:
            return False
        index, was = last + 1, False
        while index < last + 5 and (self.words[index] in _WAS or self.words[index] in _ADVERBS):
            was = was or self.words[index] in _WAS
            index += 1
        return self.words[index] in (_PASSED_ON if was else _ACTIVE)

    def _who_behind(self, last: int) -> bool:
        """“…, who is still waiting”, “… says that”."""
        gap, word = self.reading.gap(last), self.words[last + 1]
        if word in {"who", "whose"}:
            return gap in {" ", ", "}
        return word in _SAYS and gap == " "

    def _called_behind(self, last: int) -> bool:
        """“Joan Demo (patient)”, “Brenda (daughter)”."""
        word = self.words[last + 1]
        return self.reading.gap(last) == " (" and (word in PATIENTS or word in RELATIVES)

    def _owns(self, last: int) -> bool:
        """“Joan Demo's results”, “Joan's daughter”."""
        return self.words[last].endswith("'s") and any(
            word in _OWNED or word in RELATIVES for word in self.words[last + 1 : last + 4]
        )

    def _identity_behind(self, last: int) -> bool:
        """An age, or an identifier of a patient, straight after the run."""
        end = self.reading.spans[last][1]
        aged = _AGED_OR_LISTED.match(self.reading.lower, end, end + 16)
        return bool(aged) or self._identity_touches(last)

    def _aged_behind(self, last: int) -> bool:
        return bool(_AGED.match(self.reading.lower, self.reading.spans[last][1]))

    def _identity_touches(self, last: int) -> bool:
        end = self.reading.spans[last][1]
        for place in range(end, min(end + 20, self.reading.length)):
            if place in self.identities:
                return bool(_LABEL_BETWEEN.fullmatch(self.reading.lower, end, place))
        return False

    def family_first(self, index: int) -> int | None:
        """The last word of “Demo, Joan” or “DEMO, Joan, 74F”, if the word begins such a name."""
        following = index + 1
        if self.reading.gap(index) not in {", ", ","} or not self.reading.capitals[following]:
            return None
        family = self.bases[index]
        if ordinary(family) or family in GIVEN or self._no_name(following):
            return None
        last = self.reading.run(following, longest=2, stop=frozenset())
        if last > following and self._no_name(last):
            last = following
        if self.bases[following] in GIVEN:
            opens = index == 0 or "\n" in self.reading.gap(index - 1)
            if opens or self.reading.written(index).isupper() or self.cue(index):
                return last
        aged = _AGED.match(self.reading.lower, self.reading.spans[last][1])
        return last if aged and not self.reading.written(last).isupper() else None
