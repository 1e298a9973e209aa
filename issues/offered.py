"""What forms offer, read when a specialty or a category changes and not on every page."""

from dataclasses import dataclass, field

from interface.directory.models import Specialty
from interface.history.kept import Kept
from issues.models import Category


@dataclass(frozen=True)
class Offered:
    """What one may choose now, categories of other days included, and the blank forms made of it.

    The forms are put there by issues.blank.
    """

    specialties: list[Specialty]
    categories: list[Category]
    forms: dict[object, str] = field(default_factory=dict)


def _read() -> Offered:
    return Offered(list(Specialty.objects.active()), list(Category.objects.all()))


offered = Kept(_read, Specialty, Category)
