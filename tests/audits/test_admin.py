"""What the integration team sees of audits in the admin, and what nobody can do there."""

import pytest
from django.urls import reverse

from audits.models import Audit
from tests.audits.factories import AuditFactory, LetterFactory, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, dana):
    client.force_login(dana)
    return client


@pytest.mark.parametrize("model", ["audit", "letter", "import"])
def test_lists_open_and_nothing_can_be_added(admin, import_file, model):
    import_file(letters(2))
    assert admin.get(reverse(f"admin:audits_{model}_changelist")).status_code == 200
    assert admin.get(reverse(f"admin:audits_{model}_add")).status_code == 403


def test_an_audit_can_be_renamed_and_keeps_its_rates(admin, import_file):
    import_file(letters(1))
    audit = Audit.objects.get()
    changed_at = audit.changed_at
    admin.post(reverse("admin:audits_audit_change", args=[audit.pk]), {"name": "Autumn audit"})
    audit.refresh_from_db()
    assert (audit.name, audit.changed_at) == ("Autumn audit", changed_at)
    assert audit.events.order_by("-pgh_id").first().pgh_context["action"] == "renamed"


def test_the_name_of_an_audit_passes_the_identifier_guard(admin):
    audit = AuditFactory(name="Spring audit")
    admin.post(reverse("admin:audits_audit_change", args=[audit.pk]), {"name": "NHS 943 476 5919"})
    audit.refresh_from_db()
    assert audit.name == "Spring audit"


def test_letters_are_read_and_not_deleted(admin):
    letter = LetterFactory()
    address = reverse("admin:audits_letter_change", args=[letter.pk])
    assert admin.get(address).status_code == 200
    assert admin.post(address, {"ward": "C4"}).status_code == 403
    assert (
        admin.post(
            reverse("admin:audits_letter_delete", args=[letter.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
