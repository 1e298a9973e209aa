from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from issues.letters.models import Item
from tests.issues.letters.factories import BODY, LetterFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["subject", "body", "requests", "reasons"])
@pytest.mark.parametrize("words", ["{surname}", "{{ user }}", "{% debug %}", "{date!r}", "{"])
def test_an_unknown_placeholder_cannot_be_saved_by_any_path(field, words):
    version = VersionFactory.build(letter=LetterFactory(), **{field: f"{BODY[:40]} {words}"})
    with pytest.raises(ValidationError) as refused:
        version.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError, match="known_placeholders"), transaction.atomic():
        version.save()


def test_a_version_says_which_placeholder_is_unknown():
    with pytest.raises(ValidationError, match=r"\{surname\} is no placeholder of ours"):
        VersionFactory.build(letter=LetterFactory(), body=f"{BODY}{{surname}}").full_clean()


def test_a_letter_without_its_rule_is_no_letter():
    with pytest.raises(ValidationError, match=r"must say \{rule\} somewhere"):
        VersionFactory.build(letter=LetterFactory(), body="{requests} {reasons}").full_clean()


def test_a_patients_number_in_a_letter_is_refused():
    with pytest.raises(ValidationError) as refused:
        VersionFactory.build(letter=LetterFactory(), body=f"{BODY} 943 476 5919").full_clean()
    (problem,) = refused.value.error_dict["body"]
    assert problem.code == "identifier" and "943" not in str(refused.value)


@pytest.mark.parametrize("field", ["subject", "body", "requests", "reasons", "number"])
def test_the_words_of_a_version_never_change(field):
    version = VersionFactory()
    setattr(version, field, 2 if field == "number" else f"{getattr(version, field)} more")
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()


def test_a_version_is_never_deleted():
    with pytest.raises(DatabaseError), transaction.atomic():
        VersionFactory().delete()


@pytest.mark.parametrize(
    "half",
    [
        {"agreed_by_trust_side": ""},
        {"agreed_by_practice_side": ""},
        {"review_on": None},
        {"agreed_on": None},
        {"review_on": date(2025, 1, 1)},
    ],
)
def test_an_agreement_needs_both_sides_and_both_dates(half):
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFactory(**half)


@pytest.mark.parametrize(
    "state", [{"withdrawn_on": date(2026, 1, 1)}, {"withdrawn_because": "Because."}]
)
def test_a_withdrawal_needs_a_day_and_a_reason(state):
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFactory(**state)


def test_new_words_leave_the_agreed_ones_in_use():
    letter = VersionFactory().letter
    VersionFactory(letter=letter, number=2, draft=True)
    assert letter.current.number == 1 and letter.newest.number == 2


def test_a_withdrawn_version_does_not_bring_back_the_one_before():
    letter = VersionFactory().letter
    VersionFactory(letter=letter, number=2, withdrawn=True)
    assert letter.in_use is None and letter.is_withdrawn


def test_a_line_may_name_a_rule_of_its_own():
    version = VersionFactory.build(requests=" First \n\n[R13] Second\n[R] third")
    assert version.request_items == [Item("First"), Item("Second", "R13"), Item("[R] third")]


def test_a_review_is_past_from_the_day_after():
    version = VersionFactory.build(past_review=True)
    assert not version.is_past_review(on=date(2025, 6, 30))
    assert version.is_past_review(on=date(2025, 7, 1))
    assert version.review_is_due_soon(on=date(2025, 5, 1))
    assert not version.review_is_due_soon(on=date(2025, 4, 30))
