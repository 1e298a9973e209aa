"""A hospital number is known by its label, its shape, or the company it keeps."""

import pytest

from interface.privacy import Kind, Tier, find_identifiers


def found(text: str) -> list[tuple[str, Tier]]:
    return [
        (text[one.start : one.end], one.tier)
        for one in find_identifiers(text)
        if one.kind is Kind.HOSPITAL_NUMBER
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Hosp Nº ",
        "HOSPITAL NO",
        "Hopsital munber ",
        "Dist. no ",
        "CRN: ",
        "Medway no ",
        "Pat. ID: ",
        "Hospital/Clinic No: ",
        "Hospital number .......... ",
        '"mrn": "',
        "merged record ",
    ],
)
def test_a_labelled_number_stops(label):
    assert found(f"{label}4471902 has no letter") == [("4471902", Tier.STOP)]


def test_numbers_in_a_list_are_all_found():
    text = "Hospital numbers 4471902, 4471903 and 4471904 are one person, seen 2 times"
    assert found(text) == [(number, Tier.STOP) for number in ("4471902", "4471903", "4471904")]


@pytest.mark.parametrize(
    "text",
    [
        "A patient of ours (4471902 on your system) waited",
        "SHAMBLE Edna 4471902, born 02/04/1938",
        "He is known to your trust as D4471902",
        "PID|1|4471902^^^NUH",
    ],
)
def test_a_plain_number_in_company_is_asked_about(text):
    assert [tier for _, tier in found(text)] == [Tier.ASK]


@pytest.mark.parametrize(
    "text",
    [
        "Hospital number 0115 496 0230 is engaged all day",
        "Asset tag NUH4471902 and printer model D4471902",
        "The unit no longer takes bloods, 44719 of them a year",
        "A record number of 44719 attendances",
        "Task 4471902 is for the admin team",
    ],
)
def test_a_things_number_and_a_telephone_are_no_patients(text):
    assert found(text) == []
