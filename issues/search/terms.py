"""Reading a typed text as a list of terms: what is meant, in every wording that means it.

The wordings that mean the same are dated data (`data/search_synonyms.csv`), so that another
partnership can say what its practices say. A term weighs between 0 (says nothing) and 1.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
MOST_TERMS = 24  # of a long text; the heaviest are kept
LONGEST_PHRASE = 4  # words
LONGEST_WORD = 40  # characters
PLAIN = 0.7  # the weight of a word that no list knows
NAME = 0.3  # of the name of a specialty or category, which narrows by itself
_WORD = re.compile(r"[^\W_]+(?:[&'/.-][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "’'‘`")


@dataclass(frozen=True)
class Term:
    """One thing that a query says: what was typed, and every wording that means the same."""

    typed: str
    wordings: tuple[str, ...]
    weight: float
    known: bool = True  # False: no list has it, so it may be misspelt
    keys: tuple[str, ...] = ()  # of the specialties and categories that are called so


@dataclass(frozen=True)
class Lexicon:
    """What the lists say, by stemmed words."""

    groups: dict[tuple[str, ...], tuple[tuple[str, ...], float]]
    common: frozenset[str]


Names = Mapping[tuple[str, ...], tuple[str, ...]]  # what is called so (a phrase key): its keys


def stem(word: str) -> str:
    """A word without its commonest English endings; only for looking it up in our lists."""
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + rest
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, at most 500 of them, without accents or apostrophes."""
    found = _WORD.findall(_plain(text[:5_000].replace("\0", " ")).lower())
    return [word[:LONGEST_WORD] for word in found[:500]]


def _plain(text: str) -> str:
    """A text without accents or apostrophes."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return text.translate(_APOSTROPHES)


@cache
def lexicon(on: date) -> Lexicon:
    """The lists that are valid on a day."""
    groups: dict[tuple[str, ...], tuple[tuple[str, ...], float]] = {}
    with (DATA / "search_synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["valid_from"] <= on.isoformat() < (row["valid_to"] or "9999"):
                continue
            wordings = tuple(row["wordings"].split(";"))
            for wording in wordings:
                key = phrase_key(wording)
                before, weight = groups.get(key, ((), 0.0))
                merged = tuple(dict.fromkeys((*before, *wordings)))
                groups[key] = (merged, max(weight, float(row["weight"])))
    lines = (DATA / "search_common_words.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return Lexicon(groups, frozenset(stem(word) for word in words))


def phrase_key(wording: str) -> tuple[str, ...]:
    """What a wording is looked up by."""
    return tuple(stem(word) for word in tokens(wording))


def read(text: str, *, on: date, names: Names | None = None) -> list[Term]:
    """The terms of a text, the heaviest first: known wordings and names, then plain words.

    Words that say nothing are left out.
    """
    known = lexicon(on)
    found: dict[tuple[str, ...], Term] = {}
    words = tokens(text)
    stems = tuple(map(stem, words))
    at = 0
    while at < len(words):
        length, term = _term_at(words, stems, at, known, names or {})
        if term is not None:
            found.setdefault(term.wordings, term)
        at += length
    heaviest = sorted(found.values(), key=lambda term: -term.weight)
    return heaviest[:MOST_TERMS]


def _term_at(
    words: list[str], stems: tuple[str, ...], at: int, known: Lexicon, names: Names
) -> tuple[int, Term | None]:
    """How many words the term at this place takes, and the term unless it says nothing."""
    for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = stems[at : at + length]
        group, keys = known.groups.get(phrase), names.get(phrase, ())
        if group or keys:
            wordings, weight = group or ((), NAME)
            typed = " ".join(words[at : at + length])
            return length, Term(typed, _safe((*wordings, typed)), weight, keys=keys)
    word = words[at]
    if stems[at] in known.common or len(word) < 2:
        return 1, None
    wordings = _safe([word])
    return 1, Term(word, wordings, PLAIN, known=False) if wordings else None


def _safe(wordings: Iterable[str]) -> tuple[str, ...]:
    """The wordings without anything that means something in a tsquery; an empty one left out."""
    plain = (" ".join(re.findall(r"[\w&/.-]+", wording)) for wording in wordings)
    return tuple(dict.fromkeys(wording for wording in plain if re.search(r"\w", wording)))
