"""What forms offer, read when a specialty or a category changes and not on every page."""

from dataclasses import dataclass, field

from interface.directory.models import Specialty
from interface.history.kept import Kept
from issues.models import Category


@dataclass(frozen=True)
class Offered:
    """The specialties one may choose now, and the blank forms made of all this (issues.blank)."""

    specialties: list[Specialty]
    forms: dict[object, str] = field(default_factory=dict)


def _read() -> Offered:
    return Offered(list(Specialty.objects.active()))


offered = Kept(_read, Specialty, Category)
