"""Words fit their room, and nothing in them can break out of a drawing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from interface.charts import words
from interface.charts.units import COUNT, MINUTES, NUMBER, PROPORTION

TEXTS = st.text(max_size=120)


@given(TEXTS)
def test_any_text_can_stand_in_xml(text):
    element = etree.fromstring(f'<a b="{words.escaped(text)}">{words.escaped(text)}</a>')
    assert element.text is None or "<" not in words.escaped(text)
    assert len(element) == 0


@given(TEXTS, st.integers(20, 300))
def test_a_shortened_text_fits_and_says_that_it_is_shortened(text, room):
    short = words.shortened(text, room, 13)
    assert words.width(short, 13) <= room
    assert short == words.clean(text) or short.endswith("…")


@given(TEXTS, st.integers(60, 300))
def test_wrapped_lines_fit_and_lose_nothing_but_what_is_shortened(text, room):
    lines = words.wrapped(text, room, 13, lines=99)
    assert all(words.width(line, 13) <= room for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines).strip() == words.clean(text)


def test_the_last_line_allowed_takes_what_fits():
    assert words.wrapped("one two three four", 46, 13, lines=2) == ["one two", "three…"]


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "text"),
    [
        (COUNT, 1552, 1, "1,552"),
        (COUNT, 20.54, 1, "20.5"),
        (COUNT, 20.04, 1, "20"),
        (NUMBER, -3.25, 2, "−3.25"),
        (NUMBER, -0.001, 1, "0"),
        (PROPORTION, 0.813, 1, "81.3%"),
        (PROPORTION, 1.0, 1, "100%"),
        (MINUTES, 12.0, 1, "12 min"),
        (NUMBER, None, 1, "–"),
    ],
)
def test_numbers_are_written_as_a_reader_writes_them(unit, value, decimals, text):
    assert unit.show(value, decimals) == text


def test_what_is_not_a_number_is_not_shown():
    with pytest.raises(ValueError, match="cannot show"):
        NUMBER.show(float("nan"))


def test_days_and_counts_in_words():
    assert words.day(date(2026, 11, 2)) == "2 Nov 2026"
    assert words.full_day(date(2026, 11, 2)) == "2 November 2026"
    assert words.counted(1, "point") == "1 point"
    assert words.counted(1200, "point") == "1,200 points"
    assert words.counted(2, "specialty", "specialties") == "2 specialties"
