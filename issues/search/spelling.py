"""Mistyped words: the nearest correct ones by shared trigrams, from our own lists."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import chain
from math import ceil

from interface.directory.models import Specialty
from interface.history.kept import Kept
from interface.privacy.lexicon import CLINICAL, PUBLIC, SMALL, ordinary
from issues.models import Category
from issues.search.terms import DATA, LONGEST_WORD, Names, Term, phrase_key, tokens

ALIKE = 0.42  # shared trigrams, of all that either word has
SHORTEST = 4  # letters of a word worth correcting
MOST = 8  # words corrected in one text
MOST_NEAR = 2  # words that a mistyped one may have been meant for
_LISTS = ("search_synonyms.csv", "search_common_words.txt", "categories.csv")


class Words:
    """Correctly spelt words of the field, never from what somebody wrote, by their trigrams."""

    def __init__(self, words: Iterable[str]):
        self.trigrams: dict[str, set[str]] = {}
        self.having: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            self.trigrams[word] = trigrams(word)
            for trigram in self.trigrams[word]:
                self.having[trigram].append(word)

    def nearest(self, typed: str) -> tuple[str, ...]:
        """The likeliest first; none for a word that is spelt correctly or like no other.

        Whatever shares enough trigrams has one of the rarest: those that are left when all but one
        of as many as are enough are taken away.
        """
        if typed in self.trigrams:
            return ()
        own = trigrams(typed)
        having = sorted((self.having.get(one, ()) for one in own), key=len)
        rarest = having[: len(own) - ceil(ALIKE * len(own)) + 1]
        alike = []
        for word in set(chain.from_iterable(rarest)):
            shared = len(own & self.trigrams[word])
            likeness = shared / (len(own) + len(self.trigrams[word]) - shared)
            if likeness >= ALIKE:
                alike.append((-likeness, word))
        return tuple(word for _, word in sorted(alike))[:MOST_NEAR]


def trigrams(word: str) -> set[str]:
    """All runs of three letters, the spaces before and after it included."""
    spaced = f"  {word} "
    return {spaced[at : at + 3] for at in range(len(spaced) - 2)}


def corrected(terms: Iterable[Term], names: Names) -> list[Term]:
    """The terms, those that no list knows with the nearest known words, and names, beside them."""
    terms = list(terms)
    odd = [t.typed for t in terms if not t.known and _may_be_wrong(t.typed)][:MOST]
    words = known_words()
    nearest = {typed: found for typed in odd if (found := words.nearest(typed))}
    return [_with(t, nearest[t.typed], names) if t.typed in nearest else t for t in terms]


def _with(term: Term, words: tuple[str, ...], names: Names) -> Term:
    keys = tuple(key for word in words for key in names.get(phrase_key(word), ()))
    return replace(term, wordings=(*term.wordings, *words), keys=(*term.keys, *keys))


def _may_be_wrong(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and not ordinary(word)


def _read() -> Words:
    """The words of our lists, and those of the specialties and categories that there are now."""
    found = set(_listed())
    for name, aliases in Specialty.objects.values_list("name", "aliases"):
        found |= _words_of(" ".join([name, *aliases]))
    for label in Category.objects.values_list("label", flat=True):
        found |= _words_of(label)
    return Words(word for word in found if len(word) >= SHORTEST)


known_words = Kept(_read, Specialty, Category)


@cache
def _listed() -> set[str]:
    found = {word for word in SMALL | CLINICAL | PUBLIC if word.isalpha()}
    for name in _LISTS:
        found |= _words_of((DATA / name).read_text(encoding="utf-8"))
    return found


def _words_of(text: str) -> set[str]:
    """The words of a long text that are made of letters alone."""
    found: set[str] = set()
    for line in text.splitlines():
        found.update(word for word in tokens(line) if word.isalpha() and len(word) <= LONGEST_WORD)
    return found
