from datetime import UTC, date, datetime

import pytest

from issues.letters.filling import fill
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory
from tests.issues.letters.factories import RuleFactory, VersionFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 12)


def filled(version, **changes):
    ticked = {"requests": version.request_items[:1], "reasons": version.reason_items[:1]}
    return fill(version, **{**ticked, "on": TODAY, **changes})


def test_what_is_known_is_filled_and_the_rest_stays_blank():
    specialty = SpecialtyFactory(name="Demo Cardiology", trust__name="Demo Trust")
    text = filled(VersionFactory(), specialty=specialty, practice="Demo Surgery").text
    assert "12 November 2026\nTo: Demo Cardiology team, Demo Trust\nFrom: Demo Surgery\n" in text
    assert "Our reference" not in text and "About: [Patient name]" in text


def test_without_a_specialty_its_place_is_marked():
    assert "To: [Specialty] team, [Hospital]\nFrom: [Practice]" in filled(VersionFactory()).text


def test_an_issue_brings_its_reference_and_its_specialty():
    issue = IssueFactory()
    letter = filled(VersionFactory(), issue=issue)
    assert f"Our reference: {issue.reference}" in letter.text
    assert issue.specialty.name in letter.text


def test_the_rule_is_the_one_in_force_when_the_issue_was_raised():
    RuleFactory(code="R1", duty="Old duty.", effective_to=date(2024, 3, 31))
    RuleFactory(code="R1", duty="New duty.", effective_from=date(2024, 4, 1))
    issue = IssueFactory(raised_at=datetime(2024, 3, 31, 22, tzinfo=UTC))  # 23:00 in London
    assert "Old duty. (NHS Standard Contract, Service Conditions SC99.9)" in (
        filled(VersionFactory(), issue=issue).text
    )
    assert "New duty." in filled(VersionFactory()).text


def test_what_is_ticked_names_the_rule():
    RuleFactory(code="R1", duty="The letter’s own.")
    RuleFactory(code="R2", duty="The third thing’s.")
    version = VersionFactory()
    third = filled(version, requests=version.request_items[2:]).text
    assert "The third thing’s." in third and "The letter’s own." not in third


def test_where_no_rule_was_in_force_none_is_cited():
    letter = filled(VersionFactory())
    assert letter.rules == [] and "\n\n\n" not in letter.text


def test_the_note_says_whose_words_these_are():
    version = VersionFactory()
    assert filled(version).text.endswith(
        f"Template letter {version.letter.code}, version 1, "
        "agreed by the Demo Committee and the Demo Trust on 1 January 2025."
    )


def test_past_its_review_the_letter_says_so():
    assert filled(VersionFactory(past_review=True)).note.endswith(
        "It was to be reviewed by 30 June 2025 and may be out of date."
    )


def test_a_draft_does_not_pass_for_an_agreed_letter():
    assert filled(VersionFactory(draft=True)).note.endswith("version 1, not yet agreed.")


def test_names_are_one_line_without_characters_that_no_document_can_hold():
    text = filled(VersionFactory(), practice="Demo\x00\x0b\n Surgery\ufffe").text
    assert "From: Demo Surgery\n" in text


def test_the_file_name_is_made_of_our_own_codes():
    issue = IssueFactory()
    version = VersionFactory(letter__code="L77", letter__title='../"Ünsafe"; \r\nSet-Cookie: x')
    name = filled(version, issue=issue, practice="../../etc").file_name
    assert name == f"L77-unsafe-set-cookie-x-{issue.reference}.docx"
