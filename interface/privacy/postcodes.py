"""Postcodes that are not an organisation's."""

import re
from collections.abc import Iterator

from interface.privacy.cues import Owner, owner_of
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier, bare
from interface.privacy.lexicon import words
from interface.privacy.reading import Reading

# The 124 postcode areas (Royal Mail), Crown dependencies included.
_AREAS = words(
    """
    ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy
    e ec eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv ka kt kw ky l la ld le ll
    ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm
    sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze je
    """
)
# From the end, which is rarer than the beginning: a digit and two letters, then what leads to it.
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9]|[/\-]\d)")
_OUTWARD = re.compile(r"(?<![A-Za-z0-9./£\-])([A-Za-z]{1,2})(\s?)(\d[A-Za-z0-9]?)(\s{0,2}|-)$")
_MEASURES = words("hr ft lb pt dr wt ug dl hz")
_POSTCODE_LABEL = re.compile(r"post\s?code[\s:,()\w]{0,12}$")


def postcodes(reading: Reading, allowed: Allowed) -> Iterator[Identifier]:
    """Full postcodes that the sentence does not give to a surgery, a hospital or the like."""
    for found in _INWARD.finditer(reading.text):
        outward = _OUTWARD.search(reading.text[max(found.start() - 8, 0) : found.start()])
        if not outward:
            continue
        start, end = found.start() - len(outward[0]), found.end()
        if not reading.free(start, end) or not _is_postcode(reading, start, outward, found[0]):
            continue
        reading.take(start, end)
        if bare(reading.text[start:end]) in allowed.bare_postcodes:
            continue
        if owner_of(reading, start, end, sites=True) is Owner.ORGANISATION:
            continue
        reason = "A full postcode that no surgery or hospital is said to have."
        yield Identifier(start, end, Kind.POSTCODE, Tier.ASK, reason)


def _is_postcode(reading: Reading, start: int, outward: re.Match[str], inward: str) -> bool:
    """Whether it is one, and not a ward and floor (B3 2nd), a guideline (NG12 2WW) or a dose."""
    area, split, district, gap = outward.groups()
    unit = inward[1:]
    if area.lower() not in _AREAS or (split and not (area.isupper() and len(area) == 2)):
        return False
    if _POSTCODE_LABEL.search(reading.lower[max(start - 24, 0) : start]):
        return True
    if inward.lower() == "2ww" or inward in {"1st", "2nd", "3rd"}:
        return False
    if unit.islower() and (area.isupper() or unit in _MEASURES):
        return False
    if not gap and len(district) == 1 and len(area) == 1:
        return area.isupper() and unit.isupper()
    return not (unit.isupper() and area.islower())
