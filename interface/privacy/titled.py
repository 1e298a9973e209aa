"""Names behind Mr, Mrs, Ms, Miss: what makes the title a title, and where the name ends."""

import re

from interface.privacy.lexicon import (
    CLINICAL,
    FAMILY,
    GIVEN,
    NOT_NAMES,
    PARTICLES,
    PUBLIC,
    SMALL,
    TITLED_NAMES,
    TITLES,
    WORD_NAMES,
    ordinary,
    words,
)
from interface.privacy.reading import Reading

_MODAL = words("to not don't will would could might can may who we they you i often never must")
_WEEK = words("monday tuesday wednesday thursday friday saturday sunday")
_NEVER_TITLED = words("consultant team clinic ward hospital doctor nurse patient")
_IMAGING = re.compile(r"(?:gra(?:m|phy)|scopy)s?$")  # MR angiogram
_ENDS_A_NAME = SMALL | {"nhs", "dob"}


def titled_name(reading: Reading, index: int) -> int | None:
    """The last word of the name that the title at a word begins, or None when it is no title."""
    first = _first_of_name(reading, index)
    if first is None:
        return None
    if reading.capitals[first]:
        return reading.run(first, longest=5, stop=_ENDS_A_NAME)
    return _small_family_name(reading, first)


def _first_of_name(reading: Reading, index: int) -> int | None:
    gap, following = reading.gap(index), index + 1
    joint = gap.strip() in {"&", "/", "+"}
    if reading.words[following] in {"and", "or"} and not gap.strip():
        joint, following = True, following + 1
    if joint:  # “Mr and Mrs …”
        if reading.words[following] not in TITLES or reading.words[following + 1] in TITLES:
            return None
        named = reading.capitals[following + 1] and reading.loose(following + 1)
        return following + 1 if named else None
    if gap.replace(".", "", 1).strip() or len(gap) > 4:
        return None
    if following >= reading.count or not reading.loose(following):
        return None
    plausible = _capitalised if reading.capitals[following] else _in_small_letters
    return following if plausible(reading, index, following) else None


def _capitalised(reading: Reading, index: int, first: int) -> bool:
    """Whether a capital after a title begins a name: not MR Spine, not Miss Tuesday's."""
    title, base = reading.written(index), reading.bases[first]
    if len(base) == 1 and reading.joined(first) and reading.capitals[first + 1]:
        return _capitalised(reading, index, first + 1)  # “A” is small only where it is no initial
    known = base in FAMILY or base in GIVEN
    if title == "miss":
        return known and reading.words[index - 1] not in _MODAL
    if title in {"MR", "MS"}:
        if base in CLINICAL or base in PUBLIC:
            return base in FAMILY
        if reading.bases[first + 1] in CLINICAL:
            return False  # “MR Small Bowel”
        shouted = reading.written(first).isupper() and len(base) > 3
        return known or (shouted and not ordinary(base))
    if base in TITLED_NAMES and title in {"Mr", "Mrs", "Ms"}:
        return True
    if title == "Mrs":
        return base not in SMALL or known
    followed = reading.run(first, longest=2, stop=SMALL) > first
    known = known or (base in WORD_NAMES and followed and base not in _WEEK)
    if base in NOT_NAMES and not known:
        return base in PUBLIC and title != "Miss" and base not in _NEVER_TITLED
    return known or title != "Miss" or not ordinary(base)


def _in_small_letters(reading: Reading, index: int, first: int) -> bool:
    """Whether “mr demo” is a name, and not “mr spine”, “ms clinic” or “miss appointments”."""
    title, base = reading.words[index], reading.bases[first]
    if reading.written(index).isupper() and base not in FAMILY:
        return False
    if base in PARTICLES and reading.capitals[first + 1]:
        return True
    if len(base) == 1 and reading.joined(first):
        return _in_small_letters(reading, index, first + 1)
    if len(base) < 3 or (base in SMALL and reading.bases[first + 1] in CLINICAL):
        return False  # “MR small bowel”
    if title in {"mrs", "mr"} and not (title == "mr" and _IMAGING.search(base)):
        return base in FAMILY or base not in NOT_NAMES
    if ordinary(base) and base not in FAMILY:
        return False
    known = (base in FAMILY or base in GIVEN) and base not in WORD_NAMES
    return known and reading.words[index - 1] not in _MODAL


def _small_family_name(reading: Reading, first: int) -> int:
    """The last word of a name in small letters: “mr van demo”, “mrs joan demo”."""
    if len(reading.words[first]) == 1:
        return _small_family_name(reading, first + 1)
    given = reading.words[first] in GIVEN and not ends_small_name(reading, first + 1)
    if reading.joined(first) and (given or reading.words[first] in PARTICLES):
        return reading.run(first + 1, longest=4, stop=SMALL)
    return first


def ends_small_name(reading: Reading, index: int) -> bool:
    """Whether a word in small letters is surely no family name."""
    base = reading.bases[index]
    return base in SMALL or ordinary(base) or len(base) < 3
