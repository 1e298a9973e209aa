"""Showing findings in a text, and taking them out of it; some of it for any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from interface.privacy import (
    REMOVED,
    find_identifiers,
    highlight,
    redact,
    without_identifiers,
)

TEXT = "Mrs Quillfeather (999 521 4776) rang from 07700 900123."

# Texts that are likely to hold, or nearly hold, what the rules look for.
_PIECES = st.sampled_from(
    [
        *("Mrs", "Mr", "Dr", "Miss", "Joan", "Demo", "Quill", "patient", "her son", "re:", "ward"),
        *("NHS", "no", "DOB", "born", "999", "521", "4776", "9995214776", "K4821097", "12/3/48"),
        *("0000 4821 7730", "QQ123456C", "07700", "900123", "+44", "a@b.example", "NG5", "9ZX"),
        *("14 High Street", "lives at", "clinic", "order", "was", "discharged", "and", "May 1951"),
        *(",", ".", "'s", "(", "\n", "\u200b", "é", "１２"),
    ]
)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(_PIECES, max_size=25).map("".join),
)


def test_the_pieces_of_a_highlighted_text_are_the_text():
    pieces = highlight(TEXT, find_identifiers(TEXT))
    assert [text for text, one in pieces if one] == [
        "Mrs Quillfeather",
        "999 521 4776",
        "07700 900123",
    ]
    assert "".join(text for text, _ in pieces) == TEXT


def test_a_redacted_text_keeps_everything_else():
    redacted = redact(TEXT, find_identifiers(TEXT))
    assert redacted == f"{REMOVED} ({REMOVED}) rang from {REMOVED}."


def test_the_mark_itself_is_not_found():
    assert find_identifiers(f"The patient, {REMOVED}, born {REMOVED}, NHS number {REMOVED}") == []


@given(texts)
@settings(max_examples=300, deadline=None)
def test_findings_are_sorted_apart_and_within_the_text(text):
    place = 0
    for one in find_identifiers(text):
        assert place <= one.start < one.end <= len(text)
        place = one.end


@given(texts)
@settings(max_examples=300, deadline=None)
def test_after_removal_nothing_is_found_and_removing_again_changes_nothing(text):
    clean = without_identifiers(text)
    assert find_identifiers(clean) == []
    assert without_identifiers(clean) == clean


@given(texts)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_findings(text):
    assert find_identifiers(text) == find_identifiers(text)
