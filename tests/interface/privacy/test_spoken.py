"""Numbers in words are identifiers by their label, or by the shape of their digits."""

import pytest

from interface.privacy import Kind, Tier, find_identifiers


def found(text: str) -> list[tuple[Kind, Tier, str]]:
    return [(one.kind, one.tier, text[one.start : one.end]) for one in find_identifiers(text)]


@pytest.mark.parametrize(
    ("before", "row", "kind", "tier"),
    [
        (
            "NHS is ",
            "nine nine nine five two one four seven seven six",
            Kind.NHS_NUMBER,
            Tier.STOP,
        ),
        (
            "NHS number: ",
            "triple nine, five two one, four double seven five",
            Kind.NHS_NUMBER,
            Tier.STOP,
        ),
        ("UBRN ", "triple oh four one two three four five seven three four", Kind.UBRN, Tier.STOP),
        (
            "hospital number is kay ",
            "four four one nine two eight three",
            Kind.HOSPITAL_NUMBER,
            Tier.STOP,
        ),
        ("NI number queue queue ", "one one double two eight five", Kind.NI_NUMBER, Tier.STOP),
        ("her mobile is ", "oh double seven double oh nine 00 four five two", Kind.PHONE, Tier.ASK),
    ],
)
def test_a_number_in_words_is_found(before, row, kind, tier):
    assert found(f"{before}{row} thanks") == [(kind, tier, row)]


@pytest.mark.parametrize(
    "text",
    [
        "The ward is on oh one one five four nine six oh one one one",
        "We counted one, two, three, four, five letters and then nine more",
        "Seen four times in five years, nine letters, zero answers",
    ],
)
def test_counting_and_a_wards_number_are_nobodys(text):
    assert found(text) == []
