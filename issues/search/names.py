"""What specialties and categories are called, so that their names find their issues."""

from functools import lru_cache

from interface.directory.models import Specialty
from issues.models import Category
from issues.search import keys
from issues.search.terms import Names, phrase_key

SAY_NOTHING = {"something", "else", "other", "and", "or", "not"}


def known_names() -> Names:
    """The names, aliases and labels there are now; two small queries."""
    specialties = Specialty.objects.order_by("pk").values_list("pk", "name", "aliases")
    categories = Category.objects.order_by("pk").values_list("pk", "label")
    return _by_phrase(
        tuple((pk, name, *aliases) for pk, name, aliases in specialties), tuple(categories)
    )


@lru_cache(maxsize=4)
def _by_phrase(specialties: tuple, categories: tuple) -> Names:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(wording: str, key: str) -> None:
        phrase = phrase_key(wording)
        if phrase:
            found[phrase] = (*found.get(phrase, ()), key)

    for pk, *called in specialties:
        for wording in dict.fromkeys(called):
            add(wording, keys.specialty(pk))
    for pk, label in categories:
        for wording in {label, *label.lower().replace(",", " ").split()} - SAY_NOTHING:
            add(wording, keys.category(pk))
    return found
