"""Names of patients and relatives.

A title makes a name, unless the words around it make a surgeon or a colleague. Without a title a
run of capitals needs company: a given name we know, or a word such as “patient”, “her son” or
“re”, or an age or number behind it.
"""

from collections.abc import Iterator

from interface.privacy.cues import PATIENTS, RELATIVES
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier, plain_name
from interface.privacy.lexicon import GIVEN, NOT_NAMES, TITLES
from interface.privacy.reading import Reading
from interface.privacy.staff import ANY_STAFF, STAFF_TITLES, Company
from interface.privacy.titled import ends_small_name, titled_name
from interface.privacy.untitled import ABOUT, Untitled

_OPENING = ANY_STAFF | PATIENTS | RELATIVES | ABOUT

Found = tuple[Identifier | None, int]  # what was found, and the word to go on with


class Names:
    """Reads one text for names, from left to right; `identities` are places of other findings."""

    def __init__(self, reading: Reading, allowed: Allowed, identities: frozenset[int]):
        self.reading = reading
        self.allowed = allowed
        self.words = reading.words
        self.capitals = reading.capitals
        self.company = Company(reading)
        self.untitled = Untitled(reading, identities)
        self._colleague = -1  # where a title stands that is joined to a clinician's name

    def find(self) -> Iterator[Identifier]:
        """Every name that is nobody's on the staff, in order."""
        following = 0
        for index in range(self.reading.count):
            if index < following or not (self.capitals[index] or self.words[index] in _OPENING):
                continue
            found, following = self._at(index)
            if found:
                self.reading.take(found.start, found.end)
                yield found

    def _at(self, index: int) -> Found:
        word = self.words[index]
        plain = not self.capitals[index + 1] and word in NOT_NAMES and word not in _OPENING
        if plain or not self.reading.free(*self.reading.spans[index]):
            return None, index + 1
        if word in STAFF_TITLES and self.company.is_staff_title(index):
            return None, self._past_staff(self.company.after_name(index))
        if word in TITLES:
            last = titled_name(self.reading, index)
            if last is not None:
                return self._titled(index, last)
        if self.capitals[index]:
            return self._capitals(index)
        return self._small_letters(index)

    def _past_staff(self, following: int) -> int:
        """The word after a clinician, having noted the colleague named in the same breath."""
        self._colleague = self.company.colleague(following)
        return following

    def _titled(self, index: int, last: int) -> Found:
        if index == self._colleague or self.company.is_staff(index, last, self.words[index]):
            return None, self._past_staff(last + 1)
        return self._identifier(index, last, "A title (Mr, Mrs, Ms, Miss) with a name."), last + 1

    def _capitals(self, index: int) -> Found:
        """A run of capitals with no title."""
        if not self.reading.loose(index):
            return None, index + 1
        end = self.untitled.whole(index)
        first, last = self.untitled.trimmed(index, end)
        if first > last:
            return None, end + 1
        if self.untitled.is_thing(last, end):
            return None, end + 1
        reason = self.untitled.reason(first, last)
        if reason:
            staff = self.company.is_staff(first, last, "")
            return None if staff else self._identifier(first, last, reason), last + 1
        if first == last:
            turned = self.untitled.family_first(first)
            if turned is not None:
                reason = "A family name, a comma and a given name."
                return self._identifier(first, turned, reason), turned + 1
        return None, last + 1

    def _small_letters(self, index: int) -> Found:
        """“patient joan demo”: a given name we know, straight after the word for a person."""
        first = index + 1
        apart = self.reading.gap(index) not in {" ", ", ", ": ", " - "}
        if apart or self.capitals[first] or self.words[first] not in GIVEN:
            return None, first
        if self.words[index] in RELATIVES and not self.untitled.of_somebody(index):
            return None, first
        surname = self.reading.joined(first) and not ends_small_name(self.reading, first + 1)
        last = first + surname
        reason = "A given name after a word for a person."
        return self._identifier(first, last, reason), last + 1

    def _identifier(self, first: int, last: int, reason: str) -> Identifier | None:
        start, end = self.reading.spans[first][0], self.reading.spans[last][1]
        if self.words[last].endswith("'s"):
            end -= 2
        if not self.reading.free(start, end):
            return None
        if self.allowed.names and plain_name(self.reading.text[start:end]) in self.allowed.names:
            return None
        return Identifier(start, end, Kind.PATIENT_NAME, Tier.ASK, reason)
