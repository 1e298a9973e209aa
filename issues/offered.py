"""The specialties and categories that forms offer, read when they change and not on every page."""

from dataclasses import dataclass, field

from interface.directory.models import Specialty
from interface.history.kept import Kept
from issues.models import Category


@dataclass(frozen=True)
class Offered:
    """Those that one may choose now, and the blank forms made of them (see issues.blank)."""

    specialties: list[Specialty]
    categories: list[Category]
    forms: dict[object, str] = field(default_factory=dict)


def _read() -> Offered:
    return Offered(list(Specialty.objects.active()), list(Category.objects.all()))


offered = Kept(_read, Specialty, Category)
