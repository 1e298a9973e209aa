"""Model fields that refuse identifiers in `full_clean`, and how migrations write them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from interface.privacy import Allowed, Tier, allowlist
from interface.privacy.fields import (
    GuardedCharField,
    GuardedTextField,
    NoIdentifiers,
    no_identifiers,
)
from interface.privacy.forms import GuardedCharField as GuardedFormField
from interface.privacy.refusal import IdentifiersFound

CERTAIN = "NHS 999 521 4776 had no fit note."
LIKELY = "Mrs Quillfeather had no fit note."


@pytest.fixture
def note():
    with isolate_apps("interface.privacy"):

        class Note(models.Model):
            title = GuardedCharField(max_length=60)
            text = GuardedTextField(ask=True, blank=True)

            class Meta:
                app_label = "privacy"

        yield Note


def test_full_clean_refuses_what_is_certain(note):
    with pytest.raises(ValidationError) as refused:
        note(title=CERTAIN).full_clean()
    (error,) = refused.value.error_dict["title"]
    assert isinstance(error, IdentifiersFound)
    assert [one.tier for one in error.identifiers] == [Tier.STOP]


def test_what_is_likely_passes_unless_the_field_asks(note):
    note(title=LIKELY).full_clean()
    with pytest.raises(ValidationError) as refused:
        note(title="No letter", text=LIKELY).full_clean()
    assert list(refused.value.error_dict) == ["text"]


def test_a_text_about_a_process_passes(note):
    note(title="No letter", text="The ward sent none.").full_clean()


def test_the_validator_stands_alone_on_any_field():
    no_identifiers("No letter since 14/03/2025")
    no_identifiers(LIKELY)
    with pytest.raises(IdentifiersFound):
        no_identifiers(CERTAIN)
    with pytest.raises(IdentifiersFound):
        NoIdentifiers(ask=True)(LIKELY)


def test_validators_are_equal_when_they_refuse_the_same():
    assert NoIdentifiers() == no_identifiers
    assert NoIdentifiers(ask=True) != no_identifiers
    assert len({NoIdentifiers(), NoIdentifiers(), NoIdentifiers(ask=True)}) == 2


def test_migrations_write_the_fields_and_the_validator(note):
    plain = note._meta.get_field("title").deconstruct()
    asking = note._meta.get_field("text").deconstruct()
    assert plain[1:] == ("interface.privacy.fields.GuardedCharField", [], {"max_length": 60})
    assert asking[3] == {"ask": True, "blank": True}
    written, imports = MigrationWriter.serialize(NoIdentifiers(ask=True))
    assert written == "interface.privacy.fields.NoIdentifiers(ask=True)"
    assert imports == {"import interface.privacy.fields"}


def test_a_model_form_asks_about_what_is_likely(note):
    field = note._meta.get_field("title").formfield()
    assert isinstance(field, GuardedFormField)
    with pytest.raises(IdentifiersFound):
        field.clean(LIKELY)


def test_a_choice_is_not_guarded_in_its_form():
    field = GuardedCharField(max_length=9, choices=[("a", "A")]).formfield()
    assert not isinstance(field, GuardedFormField)


def test_the_directory_can_say_what_belongs_to_organisations(monkeypatch):
    monkeypatch.setattr(allowlist, "_providers", [])
    asking = NoIdentifiers(ask=True)
    with pytest.raises(IdentifiersFound):
        asking("Forms went to NG6 9XZ")
    allowlist.provide(lambda: Allowed(postcodes=["NG6 9XZ"]))
    asking("Forms went to NG6 9XZ")
