"""The identifier guard: text in, what looks like a patient out. See docs/decisions/0011."""

from interface.privacy.guard import find_identifiers
from interface.privacy.identifier import Allowed, Identifier, Kind, Tier

__all__ = ["Allowed", "Identifier", "Kind", "Tier", "find_identifiers"]
