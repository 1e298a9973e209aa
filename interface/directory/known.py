"""What the identifier guard passes by because the directory knows it: postcodes and names.

Asked for with every text, so it is read once in five minutes by each process.
"""

import time
from dataclasses import dataclass

from interface.directory.models import Organisation, Specialty
from interface.privacy.guard import KNOWN
from interface.privacy.identifier import Allowed

SECONDS_KEPT = 300


@dataclass
class _Memory:
    allowed: Allowed | None = None
    until: float = 0.0


_memory = _Memory()


def allowed() -> Allowed:
    """Postcodes of organisations and hospital sites, and names that read like people's."""
    known = _memory.allowed
    if known is None or time.monotonic() >= _memory.until:
        known = read()
        remember(known)
    return known


def remember(known: Allowed) -> None:
    """Use this for the next five minutes."""
    _memory.allowed, _memory.until = known, time.monotonic() + SECONDS_KEPT


def forget() -> None:
    """Read the directory again when next asked."""
    _memory.allowed = None


def read() -> Allowed:
    """What the directory says at this moment. Two queries."""
    organisations = list(Organisation.objects.values_list("name", "postcode"))
    specialties = list(Specialty.objects.values_list("name", "aliases"))
    return Allowed(
        postcodes=[*KNOWN.postcodes, *(postcode for _, postcode in organisations if postcode)],
        terms=[
            *(name for name, _ in organisations),
            *(name for name, _ in specialties),
            *(alias for _, aliases in specialties for alias in aliases),
        ],
    )
