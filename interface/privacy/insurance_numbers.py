"""National Insurance numbers: two letters, six digits, one letter."""

import re
from collections.abc import Iterator

from interface.privacy.identifier import Identifier, Kind, Tier
from interface.privacy.labels import Labels
from interface.privacy.reading import Reading

_BREAK = r"[\s.\-/,_]{0,3}"
_INSURANCE = re.compile(rf"\d(?:{_BREAK}\d){{5}}(?:{_BREAK}([A-Da-d]))?(?![A-Za-z0-9])")
_PREFIX = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z])({_BREAK})([A-Za-z]){_BREAK}$")
_PAIRS = re.compile(r"\d\d([\s.\-/]{1,3})\d\d\1\d\d")
# First letters never issued, or never in that place (HM Revenue & Customs, NIM39110).
_NEVER_FIRST = frozenset("DFIQUV")
_NEVER_SECOND = frozenset("DFIOQUV")
_NEVER_BOTH = frozenset({"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})


def insurance_numbers(reading: Reading, labels: Labels) -> Iterator[Identifier]:
    """Two letters, six digits and A to D in any spacing; behind a label also without the last."""
    for found in _INSURANCE.finditer(reading.text):
        prefix = _PREFIX.search(reading.text[max(found.start() - 9, 0) : found.start()])
        if not prefix:
            continue
        start, end = found.start() - len(prefix[0]), found.end()
        around = labels.around(start, end)
        shaped = found[1] and _shaped(prefix, found[0], elsewhere="other" in around)
        if ("ni" in around or shaped) and reading.free(start, end):
            reading.take(start, end)
            reason = "It has the shape of a National Insurance number."
            yield Identifier(start, end, Kind.NI_NUMBER, Tier.STOP, reason)


def _shaped(prefix: re.Match[str], digits: str, *, elsewhere: bool) -> bool:
    """Whether letters and digits are grouped as on the card, or run together and nothing else's."""
    letters = prefix[1] + prefix[3]
    if prefix[2]:
        return False
    if _PAIRS.match(digits):
        return letters.isupper()
    joined = not elsewhere and (prefix[0] == letters or letters.isupper())
    return joined and digits[:6].isdigit() and _issued(letters.upper())


def _issued(prefix: str) -> bool:
    """Whether the prefix can be issued; QQ is that of published examples."""
    return prefix == "QQ" or (
        prefix[0] not in _NEVER_FIRST
        and prefix[1] not in _NEVER_SECOND
        and prefix not in _NEVER_BOTH
    )
