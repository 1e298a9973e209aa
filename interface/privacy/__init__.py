"""The identifier guard: text in, what looks like a patient out. See docs/decisions/0011.

Pure functions, no Django: forms, model fields and the command are in modules of their own.
"""

from interface.privacy.guard import KNOWN, find_identifiers
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier
from interface.privacy.spans import REMOVED, highlight, redact, without_identifiers

__all__ = [
    "KNOWN",
    "REMOVED",
    "Allowed",
    "Identifier",
    "Kind",
    "Tier",
    "find_identifiers",
    "highlight",
    "redact",
    "without_identifiers",
]
