"""Every text that is stored passes the identifier guard, or is on a list with the reason why not.

A new text field that is neither guarded nor on the list fails here, and so does a form's.
"""

import json
import uuid
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from interface.privacy.fields import NoIdentifiers
from interface.privacy.forms import Guarded
from issues.drafts.services import answers_of
from issues.reporting import Reporter, form_of
from tests.accounts.factories import UserFactory

OURS = ("interface", "issues", "audits", "projects")
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField, models.FileField)
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England

CODE = "a code that stands in a published list, too short for an identifier"
RANDOM = "made by us from random letters"
DIGEST = "a digest made by us"
SLUG = "made by us from a guarded name"
OURS_ALONE = "words of our own that never quote what somebody wrote"
WORK_MAIL = "a work address, checked to be one"
OF_GUARDED = "made by a template from texts that were guarded where they were written"

REVIEWED = {
    "worktime.BankHoliday.name": "names of bank holidays; that layer knows no guard",
    "directory.Organisation.postcode": "postcodes of organisations; a form of eight characters",
    "directory.Specialty.treatment_function_code": CODE,
    "directory.Specialty.feedback_email": "a team’s mailbox",
    "accounts.User.password": DIGEST,
    "accounts.User.email": WORK_MAIL,
    "accounts.LaunchLink.digest": DIGEST,
    "accounts.JoinCode.email": WORK_MAIL,
    "accounts.JoinCode.digest": DIGEST,
    "accounts.Session.session_key": RANDOM,
    "accounts.Session.session_data": "keys, digests, references and messages of ours, signed",
    "accounts.Tally.key": "a name of ours and a key or digest",
    "history.Entry.event_table": "a name of one of our tables",
    "outbox.WebhookEndpoint.address": "the address of a machine, shaped as one",
    "outbox.WebhookEndpoint.kinds": "names of events: small letters, dots and underscores",
    "outbox.WebhookEndpoint.secret": RANDOM,
    "outbox.Message.event": "names of templates and references",
    "outbox.Message.recipient": "a work address, or the guarded name of a webhook",
    "outbox.Message.subject": OF_GUARDED,
    "outbox.Message.text": OF_GUARDED,
    "outbox.Message.html": OF_GUARDED,
    "outbox.Message.about": "a reference of ours",
    "outbox.Message.topic": "names of our lists",
    "outbox.Message.link": "the path of one of our pages",
    "outbox.Message.error": "what a mail server answered",
    "outbox.Attempt.reason": "what a mail server answered",
    "outbox.NewsChoice.email": WORK_MAIL,
    "issues.Category.code": CODE,
    "issues.Issue.reference": RANDOM,
    "issues.Issue.status_token": RANDOM,
    "issues.Issue.hear_back_email": WORK_MAIL,
    "issues.Endorsement.hear_back_email": WORK_MAIL,
    "issues.DeskLink.digest": DIGEST,
    "issues.LiveProblem.reference": RANDOM,
    "issues.DeskLink.sent_to": WORK_MAIL,
    "issues.FixedAnswer.claimed": "an outcome, copied from the issue",
    "issues.Issue.returns_to": "a status, set by services",
    "issues.Draft.key": RANDOM,
    "issues.Redaction.what": "the name of one of our fields",
    "issues.Redaction.places": "names of our fields, and numbers",
    "issues.Due.rule": "a name in our settings",
    "issues.SavedView.address": "choices of the desk’s filters; its words are guarded in the form",
    "issues.ReplyDraft.step": "a name of ours",
    "issues.BulkJob.verb": "a name of ours",
    "issues.BulkJob.list_address": "choices of the desk’s filters, and what was searched for",
    "issues.BulkJob.validity": "a choice of the form",
    "issues.BulkJob.outcome": "a choice of the form",
    "issues.BulkRow.was": "a status, set by services",
    "issues.BulkRow.reason": OURS_ALONE,
    "issues.PublicStatement.slug": RANDOM,
    "issues.Draft.browser": DIGEST,
    "issues.Rule.code": CODE,
    "issues.TemplateLetter.code": CODE,
    "issues.TemplateLetter.rule_code": CODE,
    "audits.Audit.slug": SLUG,
    "audits.Import.reference": RANDOM,
    "audits.Import.audit_slug": SLUG,
    "audits.Import.file": "waits under a name of ours; the import guards every row",
    "audits.Import.message": OURS_ALONE,
    "audits.ImportProblem.column": "a column name of the layout",
    "audits.ImportProblem.message": OURS_ALONE,
    "audits.Pack.sent_to": "a team’s mailbox",
    "audits.Pack.link_digest": DIGEST,
    "projects.Project.slug": SLUG,
    "projects.Project.asks": "numbers of the Five Asks",
}
BY_SERVICE = {"issues.Draft.answers": "issues.drafts.services.answers_of"}
REVIEWED_IN_FORMS = {
    "CodeForm.code": "compared with a digest and not stored",
    "FindWordsForm.words": "looked for, and not stored",
    "MonthField": "a month, stored as a date",
    "SignInForm.password": "never asked for: people sign in by code",
    "LetterForm.issue": "a reference of ours, or refused",
    "MergeMany.into": "a reference of ours, or refused",
    "WordsForm.issues": "references of ours, or refused",
    "MergeForm.reference": "a reference of ours, or refused",
    "SpecialtyForm.treatment_function_code": CODE,
    "WebhookForm.address": "shaped as an address, or refused",
    "WebhookForm.kinds": "shaped as names of events, or refused",
}


def our_models():
    """Every table of ours; those of history are filled by triggers from guarded ones."""
    for model in apps.get_models(include_auto_created=True):
        own = model.__module__.startswith(OURS)
        if own and not model._meta.proxy and not hasattr(model, "pgh_tracked_model"):
            yield model


def stored_texts():
    for model in our_models():
        for field in model._meta.local_fields:
            if isinstance(field, TEXTS):
                yield f"{model._meta.label}.{field.name}", field


def is_guarded(field):
    return any(isinstance(validator, NoIdentifiers) for validator in field.validators)


def open_texts():
    """The names of the fields that the guard does not watch by itself."""
    return {name for name, field in stored_texts() if not is_guarded(field) and not field.choices}


def test_every_stored_text_is_guarded_or_on_the_list():
    assert sorted(open_texts() - REVIEWED.keys() - BY_SERVICE.keys()) == []


def test_nothing_is_on_the_list_that_is_not_there_or_needs_no_exception():
    assert sorted((REVIEWED.keys() | BY_SERVICE.keys()) - open_texts()) == []


@pytest.mark.parametrize(
    "field", [pytest.param(field, id=name) for name, field in stored_texts() if is_guarded(field)]
)
def test_what_is_guarded_refuses_a_number(field):
    with pytest.raises(ValidationError) as refusal:
        field.run_validators(NUMBER)
    assert NUMBER not in str(refusal.value)


@pytest.mark.parametrize("path", BY_SERVICE.values())
def test_what_guards_in_a_model_s_place_is_there(path):
    module, name = path.rsplit(".", 1)
    assert callable(getattr(import_module(module), name))


@pytest.mark.django_db
def test_a_draft_keeps_nothing_of_a_number_in_any_answer():
    reporter = Reporter(by=UserFactory())
    names = form_of(reporter).fields
    posted = dict.fromkeys(names, f"Letter for {NUMBER}") | {"submission": str(uuid.uuid4())}
    kept = answers_of(form_of(reporter, data=posted)).kept
    assert NUMBER not in json.dumps(kept) and "what_happened" not in kept


# Forms ---------------------------------------------------------------------------------------


GALLERY = "interface.nhsuk.gallery"  # shows fields and takes nothing in
CHECKED = (forms.EmailField, forms.UUIDField)  # nothing but what they are named for


def our_forms(base=forms.BaseForm):
    for form in base.__subclasses__():
        if form.__module__.startswith(OURS) and form.__module__ != GALLERY:
            yield form
        yield from our_forms(form)


def written_in_forms():
    """Every field into which words are typed, in every form of ours."""
    for module in ("admin", "forms", "filters", "sign_in"):
        for app in apps.get_app_configs():
            if app.name.startswith(OURS):
                import_if_there(f"{app.name}.{module}")
    for form in our_forms():
        for name, field in form.base_fields.items():
            typed = isinstance(field, forms.CharField) and not isinstance(field, CHECKED)
            if typed and not is_guarded_by_model(form, name):
                yield f"{form.__name__}.{name}", field


def is_guarded_by_model(form, name):
    """Whether a model's form leaves the check to the model's own guarded field."""
    model = form._meta.model if issubclass(form, forms.BaseModelForm) else None
    stored = {field.name: field for field in model._meta.fields} if model else {}
    return name in stored and is_guarded(stored[name])


def import_if_there(path):
    try:
        import_module(path)
    except ModuleNotFoundError as missing:
        if missing.name != path:
            raise


def test_every_text_typed_into_a_form_is_guarded_or_on_the_list():
    assert dict(written_in_forms()), "no form was found at all"
    unguarded = {
        name
        for name, field in written_in_forms()
        if not isinstance(field, Guarded) and not is_guarded(field)
        and type(field).__name__ not in REVIEWED_IN_FORMS
    }  # fmt: skip
    assert sorted(unguarded - REVIEWED_IN_FORMS.keys()) == []
