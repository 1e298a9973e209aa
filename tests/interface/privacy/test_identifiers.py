"""What is found, in which tier, and what is passed by."""

import subprocess
import sys
from random import Random

import pytest

from interface.privacy import Allowed, Identifier, Kind, Tier, find_identifiers
from interface.privacy.numbers import is_nhs_number


def kinds(text, **options):
    return [one.kind for one in find_identifiers(text, **options)]


def only(text, **options) -> Identifier:
    (one,) = find_identifiers(text, **options)
    return one


def quoted(text):
    return [text[one.start : one.end] for one in find_identifiers(text)]


def completed(nine: str) -> str | None:
    """Nine digits with the check digit that makes the weighted sum divide by eleven, if any does.

    The second way to derive it: all ten digits, weighted 10 to 1, sum to a multiple of eleven.
    """
    for last in "0123456789":
        if sum(int(d) * w for d, w in zip(nine + last, range(10, 0, -1), strict=True)) % 11 == 0:
            return nine + last
    return None


def test_the_check_digit_agrees_with_a_second_derivation():
    random = Random(11)
    for _ in range(2000):
        nine = f"999{random.randrange(10**6):06}"
        whole = completed(nine)
        passing = [nine + last for last in "0123456789" if is_nhs_number(nine + last)]
        assert passing == ([whole] if whole else [])


def test_some_nine_digits_have_no_check_digit_at_all():
    assert completed("999000000") is None
    assert not any(is_nhs_number(f"999000000{last}") for last in range(10))


@pytest.mark.parametrize("text", ["", "999", "99952147760", "999521477x", "٩٩٩٥٢١٤٧٧٦"])
def test_what_is_not_ten_plain_digits_is_no_nhs_number(text):
    assert not is_nhs_number(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS 999 521 4776", Kind.NHS_NUMBER),
        ("Booking reference 0000 4821 7730", Kind.UBRN),
        ("NI number QQ 12 34 56 C", Kind.NI_NUMBER),
        ("Hospital number K4821097", Kind.HOSPITAL_NUMBER),
        ("DOB 17-05-1944", Kind.DATE_OF_BIRTH),
    ],
)
def test_what_is_certain_stops(text, kind):
    assert (only(text).kind, only(text).tier) == (kind, Tier.STOP)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mrs Quillfeather rang", Kind.PATIENT_NAME),
        ("Her mobile is 07700 900123", Kind.PHONE),
        ("Write to joan@example.com", Kind.EMAIL),
        ("He lives at 14 Sham Rise", Kind.ADDRESS),
        ("Her postcode is NG6 9XZ", Kind.POSTCODE),
        ("We wrote about K4821097", Kind.HOSPITAL_NUMBER),
        ("Seen: 0000 4821 7730", Kind.UBRN),
    ],
)
def test_what_is_likely_is_asked_about(text, kind):
    assert (only(text).kind, only(text).tier) == (kind, Tier.ASK)


@pytest.mark.parametrize(
    "number",
    [
        "999 521 4776",
        "9995214776",
        "999-521-4776",
        "999.521.4776",
        "999/521/4776",
        "999\u00a0521\u00a04776",
        "999\u2011521\u20114776",
        "999\u200b521\u200b4776",
        "９９９ ５２１ ４７７６",
        "٩٩٩ ٥٢١ ٤٧٧٦",
        "999 521\n4776",
        "99952 14776",
        "9 9 9 5 2 1 4 7 7 6",
        "999 dash 521 dash 4776",
        "999_521_4776",
        "𝟗𝟗𝟗 𝟓𝟐𝟏 𝟒𝟕𝟕𝟔",
        "nine nine nine five two one four seven seven six",
    ],
)
def test_an_nhs_number_is_found_however_it_is_written(number):
    text = f"Please chase {number} for us"
    assert only(text).kind is Kind.NHS_NUMBER
    assert quoted(text) == [number]


def test_a_scanned_number_is_read_behind_its_label_only():
    assert only("NHS no 999 52l 4776").kind is Kind.NHS_NUMBER
    assert kinds("Form 999 52l 4776") == []


def test_a_labelled_number_that_fails_the_check_is_shown_as_mistyped():
    one = only("NHS number 999 521 4775")
    assert one.tier is Tier.STOP
    assert "mistyped" in one.reason


def test_ten_digits_inside_a_longer_number_are_left_alone():
    assert kinds("Coded as 1240581000000104, barcode 59995214776") == []
    assert kinds("Part SN9995214776 and £9995214776") == []


@pytest.mark.parametrize(
    "label", ["Purchase order", "Ticket", "Invoice no.", "Courier tracking", "The log entry is"]
)
def test_a_number_of_a_thing_is_nobodys(label):
    assert kinds(f"{label} 9995214776 was closed") == []
    assert kinds(f"{label} about patient 9995214776 was closed") == [Kind.NHS_NUMBER]


def test_an_event_is_no_birth():
    assert kinds("Discharged on 14/03/2025, letter typed 29/03/2025") == []
    assert kinds("The idea was born on 3 March 2021 at a meeting") == []
    assert kinds("She was born prematurely and discharged on 14/03/2025") == []


def test_a_date_beside_a_patient_is_asked_about():
    name, date = find_identifiers("Mrs Joan Quillfeather, 9 August 1970, was sent home")
    assert (date.kind, date.tier) == (Kind.DATE_OF_BIRTH, Tier.ASK)
    assert name.kind is Kind.PATIENT_NAME


def test_places_are_those_of_the_text_as_it_was_given():
    text = "Señora\u200b e\u0301: Mrs\u200b Joan Quill\u00adfeather rang"
    assert quoted(text) == ["Mrs\u200b Joan Quill\u00adfeather"]


def test_the_same_name_is_a_patient_or_a_surgeon_by_its_company():
    assert kinds("Mr Quibble was told to ask us for the result") == [Kind.PATIENT_NAME]
    for surgeon in (
        "The patient is under Mr Quibble",
        "Mr Quibble's waiting list is long",
        "Signed by Mr Quibble, consultant surgeon",
        "Dr Imrie and Mr Quibble agree",
        "Seen in the hand clinic by Mr Quibble",
    ):
        assert kinds(surgeon) == []


def test_an_initial_behind_a_title_is_part_of_the_name():
    for name in ("Mrs A. Quibble", "Mr A Quibble", "Ms I. Quibble", "mr j quibble"):
        assert quoted(f"{name} rang the surgery") == [name]
    assert kinds("MR L Spine and mr c spine, then MS T Scan") == []


def test_a_family_name_may_be_an_everyday_word():
    for name in ("Mrs Black", "Mr Foot", "Ms Best", "mr brown"):
        assert quoted(f"{name} fell on Sunday") == [name]
    assert kinds("MR Foot, MR Small Bowel and mr small bowel; MS Best Practice") == []


def test_allowed_things_are_passed_by_in_any_spelling():
    text = "She gave NG59ZX, 01632960111 and a@practice.example, and then Joan Demo-Sample signed."
    assert len(kinds(text)) == 4
    allowed = Allowed(
        postcodes=["ng5 9zx"],
        phones=["+44 1632 960 111"],
        mail_domains=["practice.example"],
        staff=["Dr Joan Demo-Sample"],
    )
    assert kinds(text, allowed=allowed) == []


def test_a_member_of_staff_does_not_hide_others_of_that_family_name():
    allowed = Allowed(staff=["Joan Demo"])
    assert kinds("Mr Demo was sent home", allowed=allowed) == [Kind.PATIENT_NAME]


def test_a_phrase_of_the_partnership_can_be_allowed():
    text = "The letter for Tamsin Fictional was printed twice"
    assert kinds(text) == [Kind.PATIENT_NAME]
    assert kinds(text, allowed=Allowed(terms=["Tamsin Fictional"])) == []


def test_every_kind_says_what_it_is_and_what_to_write_instead():
    for kind in Kind:
        assert kind.words.split()[0] in {"a", "an"}
        assert kind.instead.endswith(".")
        assert find_identifiers(f"{kind.words}. {kind.instead}") == []


def test_reasons_are_sentences_without_a_piece_of_the_text():
    text = "Mrs Quillfeather, DOB 1/2/1934, NHS 999 521 4776, 07700 900123, K4821097"
    for one in find_identifiers(text):
        assert one.reason.endswith(".")
        assert text[one.start : one.end] not in one.reason


def test_the_guard_needs_neither_django_nor_a_network():
    code = (
        "import socket, sys; socket.socket = None\n"
        "from interface.privacy import find_identifiers\n"
        "assert find_identifiers('NHS 999 521 4776')\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django'], 'django'"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
