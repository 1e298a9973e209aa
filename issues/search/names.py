"""What specialties and categories are called, so that their names find their issues."""

from interface.directory.models import Specialty
from interface.history.kept import Kept
from issues.models import Category
from issues.search import keys
from issues.search.terms import Names, phrase_key

SAY_NOTHING = {"something", "else", "other", "and", "or", "not"}


def _read() -> Names:
    """The names, aliases and labels there are now, with the keys of what they name."""
    specialties = Specialty.objects.order_by("pk").values_list("pk", "name", "aliases")
    categories = Category.objects.order_by("pk").values_list("pk", "label")
    found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(wording: str, key: str) -> None:
        phrase = phrase_key(wording)
        if phrase:
            found[phrase] = (*found.get(phrase, ()), key)

    for pk, name, aliases in specialties:
        for wording in dict.fromkeys([name, *aliases]):
            add(wording, keys.specialty(pk))
    for pk, label in categories:
        for wording in {label, *label.lower().replace(",", " ").split()} - SAY_NOTHING:
            add(wording, keys.category(pk))
    return found


known_names = Kept(_read, Specialty, Category)
