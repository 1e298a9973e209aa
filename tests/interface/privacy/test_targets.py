"""The targets of the specification, on the development set and on our own harder lines."""

import pytest

from tests.interface.privacy.marked_lines import lines, measured, titled_recall

SETS = ["pii_dev.jsonl", "hard_cases.jsonl"]
LEAST_FOUND = {
    "nhs_number": 0.98,
    "ubrn": 0.98,
    "ni_number": 0.98,
    "email": 0.98,
    "phone": 0.98,
    "hospital_number": 0.98,
    "date_of_birth": 0.90,
    "patient_name": 0.65,
    "address": 0.90,
    "postcode": 0.90,
}

pytestmark = pytest.mark.parametrize("name", SETS)


@pytest.mark.parametrize("kind", LEAST_FOUND)
def test_enough_of_each_kind_is_found(name, kind):
    result = measured(name)
    assert result.recall(kind) >= LEAST_FOUND[kind], result.missed


def test_nine_of_ten_names_with_a_title_are_found(name):
    assert titled_recall(name) >= 0.90


def test_lines_with_an_identifier_are_rarely_missed_whole(name):
    assert measured(name).share("caught", of="dirty") >= 0.92, measured(name).missed


def test_clean_lines_are_rarely_asked_about_and_hardly_ever_stopped(name):
    result = measured(name)
    assert result.share("flagged", of="clean") <= 0.05, result.flagged
    assert result.share("stopped", of="clean") <= 0.01, result.flagged


def test_every_line_of_the_sets_is_marked_within_its_text(name):
    for line in lines(name):
        assert all(0 <= start < end <= len(line.text) for start, end, _ in line.spans)
