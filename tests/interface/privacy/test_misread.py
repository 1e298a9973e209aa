"""Letters for digits are read as digits straight behind a label, and nowhere else."""

import pytest

from interface.privacy import Kind, Tier, find_identifiers


def found(text: str) -> list[tuple[Kind, Tier, str]]:
    return [(one.kind, one.tier, text[one.start : one.end]) for one in find_identifiers(text)]


@pytest.mark.parametrize(
    ("label", "number", "kind", "tier"),
    [
        ("NHS no ", "999 52l 4776", Kind.NHS_NUMBER, Tier.STOP),
        ("UBRN ", "OOO4 1234 5724", Kind.UBRN, Tier.STOP),
        ("Hosp No: ", "K44O2981", Kind.HOSPITAL_NUMBER, Tier.STOP),
        ("NI number ", "QQ 11 22 7S B", Kind.NI_NUMBER, Tier.STOP),
        ("Her mobile: ", "O77OO 900449", Kind.PHONE, Tier.ASK),
    ],
)
def test_a_misread_number_is_found_behind_its_label(label, number, kind, tier):
    assert found(f"{label}{number} on the scan") == [(kind, tier, number)]


@pytest.mark.parametrize(
    "text", ["Seen O77OO 900449", "Ward tel 0115 49O 0111", "The hospital no slots until 10 Oct"]
)
def test_without_a_label_or_with_an_organisations_it_is_nobodys(text):
    assert found(text) == []
