"""Mistyped words: the nearest correct ones by trigrams, from our own lists."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection

from interface.directory.models import Specialty
from interface.privacy.lexicon import CLINICAL, PUBLIC, SMALL, ordinary
from issues.models import Category
from issues.search.models import SearchWord
from issues.search.terms import DATA, LONGEST_WORD, Names, Term, phrase_key, tokens

ALIKE = 0.42  # shared trigrams, of all that either word has
SHORTEST = 4  # letters of a word worth correcting
MOST = 8  # words corrected in one text
_LISTS = ("search_synonyms.csv", "search_common_words.txt", "categories.csv")

_NEAREST = """
SELECT typed, near.word FROM unnest(%s::text[]) AS typed CROSS JOIN LATERAL (
    SELECT word FROM issues_searchword
    WHERE word %% typed AND similarity(word, typed) >= %s
    ORDER BY similarity(word, typed) DESC, word LIMIT 2
) AS near
WHERE NOT EXISTS (SELECT FROM issues_searchword WHERE word = typed)
"""


def corrected(terms: Iterable[Term], names: Names) -> list[Term]:
    """The terms, those that no list knows with the nearest known words, and names, beside them."""
    terms = list(terms)
    odd = [t.typed for t in terms if not t.known and _may_be_wrong(t.typed)][:MOST]
    nearest = _nearest(odd) if odd else {}
    return [_with(term, nearest.get(term.typed, ()), names) for term in terms]


def _with(term: Term, words: tuple[str, ...], names: Names) -> Term:
    keys = tuple(key for word in words for key in names.get(phrase_key(word), ()))
    return replace(term, wordings=(*term.wordings, *words), keys=(*term.keys, *keys))


def _may_be_wrong(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and not ordinary(word)


def _nearest(words: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [words, ALIKE])
        for typed, word in cursor.fetchall():
            found[typed] = (*found.get(typed, ()), word)
    return found


def load() -> int:
    """Bring the known words up to date with our lists; returns how many were added."""
    wanted = {word for word in SMALL | CLINICAL | PUBLIC if word.isalpha()}
    for name in _LISTS:
        wanted.update(tokens_of((DATA / name).read_text(encoding="utf-8")))
    for name, aliases in Specialty.objects.values_list("name", "aliases"):
        wanted.update(tokens_of(" ".join([name, *aliases])))
    for label in Category.objects.values_list("label", flat=True):
        wanted.update(tokens_of(label))
    known = set(SearchWord.objects.values_list("word", flat=True))
    new = [SearchWord(word=word) for word in sorted(wanted - known) if len(word) >= SHORTEST]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def tokens_of(text: str) -> set[str]:
    """The words of a long text that are made of letters alone."""
    found: set[str] = set()
    for line in text.splitlines():
        found.update(word for word in tokens(line) if word.isalpha() and len(word) <= LONGEST_WORD)
    return found
