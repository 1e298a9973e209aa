"""Every night the rates are compared with a recount."""

import pytest

from audits import services, tasks
from tests.audits.factories import AuditFactory, LetterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit():
    letter = LetterFactory(judged={"ask_1": "met"})
    services.aggregate(letter.audit)
    return letter.audit


def test_rates_that_are_right_differ_in_no_cell(audit):
    tasks.recount_audits()
    audit.refresh_from_db()
    assert audit.cells_differing == 0
    assert audit.recounted_at


def test_rates_changed_by_hand_are_counted_and_logged(audit, caplog):
    audit.rates.filter(ask=1).update(met=7)
    tasks.recount_audits()
    audit.refresh_from_db()
    assert audit.cells_differing == 1
    assert f"1 cells of audit {audit.slug} differ" in caplog.text


def test_rates_that_are_due_to_be_counted_are_left_alone(audit):
    services.letters_changed(audit)
    assert services.recount(audit) is None
    audit.refresh_from_db()
    assert audit.recounted_at is None


def test_an_audit_that_was_never_counted_is_left_alone():
    audit = AuditFactory()
    tasks.recount_audits()
    audit.refresh_from_db()
    assert audit.recounted_at is None
