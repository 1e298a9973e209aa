import re
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from issues.references import ALPHABET, check_character, clean_reference, new_reference

bodies = st.text(ALPHABET, min_size=6, max_size=6)


def whole(body):
    return f"IF-{body}-{check_character(body)}"


@given(bodies, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body, place, wrong):
    characters = list(body + check_character(body))
    assume(characters[place] != wrong)
    characters[place] = wrong
    mistyped = "".join(characters)
    assert clean_reference(f"IF-{mistyped[:6]}-{mistyped[6]}") is None


@pytest.mark.parametrize("place", range(6))
def test_two_neighbours_swapped_are_always_noticed(place):
    for first, second in permutations(ALPHABET, 2):
        body = "7K4QX2"[:place] + first + second + "7K4QX2"[place + 2 :]
        characters = list(body[:6] + check_character(body[:6]))
        if characters[place] != characters[place + 1]:
            characters[place], characters[place + 1] = characters[place + 1], characters[place]
            assert clean_reference("IF-" + "".join(characters)) is None


@given(bodies, st.integers(0, 6), st.integers(0, 6))
def test_any_two_characters_swapped_are_noticed(body, here, there):
    characters = list(body + check_character(body))
    assume(characters[here] != characters[there])
    characters[here], characters[there] = characters[there], characters[here]
    assert clean_reference("IF-" + "".join(characters)) is None


def test_no_reference_is_ten_digits_or_holds_ten_of_them():
    for _ in range(2_000):
        reference = new_reference()
        assert len(re.findall(r"\d", reference)) < 7
        assert not reference.replace("-", "").isdigit()


@given(bodies)
def test_a_reference_is_understood_however_it_is_typed(body):
    reference = whole(body)
    typed = reference.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert clean_reference(typed) == reference
    assert clean_reference(reference.replace("-", "")) == reference


@pytest.mark.parametrize("text", ["", "IF", "IF-", "IF-7K4QX2", "IF-7K4QX2-?", "x" * 500, "0" * 10])
def test_what_is_no_reference_is_none(text):
    assert clean_reference(text) is None
