"""Nothing a person types may keep the guard busy: every repetition has an end."""

import importlib
import pkgutil
import re
from random import Random
from re import _constants as constants
from re import _parser as parser

import pytest

import interface.privacy
from interface.privacy import find_identifiers
from interface.privacy.chains import Chains
from interface.privacy.reading import Reading

LONGEST_REPETITION = 400
SIZE = 10_000


def patterns():
    """Every compiled pattern of the package, by the name it has in its module."""
    for found in pkgutil.walk_packages(interface.privacy.__path__, "interface.privacy."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{found.name.removeprefix('interface.')}.{name}")


def repetitions(parsed):
    """The upper bound of every repetition in a parsed pattern, however deep."""
    for operation, argument in parsed:
        if operation in {constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT}:
            yield argument[1]
            yield from repetitions(argument[2])
        elif operation is constants.SUBPATTERN:
            yield from repetitions(argument[3])
        elif operation is constants.ATOMIC_GROUP:
            yield from repetitions(argument)
        elif operation is constants.BRANCH:
            for branch in argument[1]:
                yield from repetitions(branch)
        elif operation in {constants.ASSERT, constants.ASSERT_NOT}:
            yield from repetitions(argument[1])


@pytest.mark.parametrize("pattern", list(patterns()))
def test_every_repetition_has_an_end(pattern):
    parsed = parser.parse(pattern.pattern, pattern.flags)
    assert all(bound <= LONGEST_REPETITION for bound in repetitions(parsed))


def test_there_are_patterns_to_look_at():
    assert len(list(patterns())) > 30


PIECES = [
    *(
        "a",
        "1",
        "1 ",
        "Aa ",
        "Mr ",
        "Mr A, ",
        "Dr A & ",
        "999 521 4776 ",
        "a@",
        "@",
        "NHS no ",
        "hosp no O1l",
        "double oh 7 ",
        "dob ",
    ),
    *(
        "(0",
        "12 High ",
        "Flat 1, Aa Bb, ",
        "her son ",
        "\u200b",
        "é",
        "İ",
        "\n",
        "'s ",
        "Aa-Bb-",
        ".",
    ),
]


@pytest.mark.parametrize("piece", PIECES)
def test_any_text_is_read_to_its_end(piece):
    text = (piece * SIZE)[:SIZE]
    for one in find_identifiers(text):
        assert 0 <= one.start < one.end <= len(text)


def test_a_window_of_digits_is_looked_at_once():
    """The work on a long run of digits grows with its length, not with its square."""
    short, long = (len(list(Chains("1 " * size).windows(10, 10))) for size in (500, 5000))
    assert long <= 11 * short


def test_words_are_read_once():
    reading = Reading("Aa " * 3000)
    assert reading.count == len(reading.starts) == 3000


def test_noise_is_read_to_its_end():
    random = Random(5)
    alphabet = "0123456789 aAbBkKMr.@/-:,'()\n\u00a0é９"
    for _ in range(20):
        find_identifiers("".join(random.choices(alphabet, k=2000)))
