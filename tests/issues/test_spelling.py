"""Mistyped words find the words that they are most like, whatever way they are looked for."""

import random
import string

import pytest

from issues.search.spelling import ALIKE, MOST_NEAR, known_words, trigrams

pytestmark = pytest.mark.django_db
MISTYPED = 300


def mistyped(word, chance):
    """A word with one or two letters that are others."""
    letters = list(word)
    for _ in range(chance.randint(1, 2)):
        letters[chance.randrange(len(letters))] = chance.choice(string.ascii_lowercase)
    return "".join(letters)


def most_alike(typed, words):
    """The same by looking at every word there is."""
    own, likeness = trigrams(typed), {}
    for word in words:
        shared, either = own & trigrams(word), own | trigrams(word)
        likeness[word] = len(shared) / len(either)
    alike = [word for word, much in likeness.items() if much >= ALIKE]
    return tuple(sorted(alike, key=lambda word: (-likeness[word], word))[:MOST_NEAR])


def test_the_nearest_words_are_those_with_the_most_in_common():
    words, chance = known_words(), random.Random(7)
    known = sorted(words.trigrams)
    for word in chance.sample(known, MISTYPED):
        typed = mistyped(word, chance)
        expected = () if typed in words.trigrams else most_alike(typed, known)
        assert words.nearest(typed) == expected, typed


def test_what_is_spelt_right_or_like_nothing_has_none():
    words = known_words()
    assert words.nearest("cardiology") == words.nearest("zzyzx") == ()
    assert words.nearest("cardilogy") == ("cardiology",)
