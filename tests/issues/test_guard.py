"""No text about an issue gets past the identifier guard, by whatever door it comes."""

import logging
import uuid
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from issues.models import Category, Issue, Note, Outcome, Reply
from tests.accounts.factories import UserFactory
from tests.issues.factories import CategoryFactory, IssueFactory

pytestmark = pytest.mark.django_db
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England
TEXT = f"Letter for {NUMBER} came after five weeks."
PAGES = ["reply_to_issue", "answer_issue", "reopen_issue"]
STEPS = ["answer", "ask", "note", "close", "reopen"]


def written(**changes):
    return {"text": TEXT, "submission": str(uuid.uuid4()), "seen": 1, **changes}


def post_through(client, door):
    closed = door in ("reopen", "reopen_issue")
    issue = IssueFactory(closed=closed, **({} if closed else {"with_specialty": True}))
    if door in ("reply_to_issue", "reopen_issue"):
        client.force_login(issue.raised_by)
        url = reverse(door, args=[issue.reference])
    elif door == "answer_issue":
        client.force_login(UserFactory(specialty=True, specialties=[issue.specialty]))
        url = reverse(door, args=[issue.reference])
    else:
        client.force_login(UserFactory(integration_team=True))
        url = reverse("admin:issues_issue_step", args=[issue.pk, door])
    return client.post(url, written(outcome=Outcome.NO_CHANGE))


def everything_stored():
    """Every row of every table, as one text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 our own tables
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def assert_nowhere_in(text):
    assert NUMBER not in text and NUMBER.replace(" ", "") not in text


@pytest.mark.parametrize("door", [*PAGES, *STEPS])
def test_a_number_is_shown_explained_and_stored_nowhere(client, door, caplog):
    with caplog.at_level(logging.DEBUG):
        response = post_through(client, door)
    page = unescape(response.content.decode())
    assert response.status_code == 200
    assert "an NHS number" in page and f"<mark>{NUMBER}</mark>" in page and TEXT in page
    assert not Reply.objects.exists() and not Note.objects.exists()
    assert_nowhere_in(everything_stored())
    assert_nowhere_in(caplog.text)


def report(**changes):
    return {
        "submission": str(uuid.uuid4()),
        "specialty": "not-sure",
        "category": CategoryFactory().code,
        "what_happened": TEXT,
        "removed_patient_details": "on",
        **changes,
    }


def test_raising_an_issue_stops_at_a_number_and_keeps_the_form(client):
    client.force_login(UserFactory())
    said = report()
    page = unescape(client.post("/report/", said).content.decode())
    assert f"<mark>{NUMBER}</mark>" in page and TEXT in page
    assert not Issue.objects.exists()
    assert_nowhere_in(everything_stored())


def test_what_was_taken_out_is_read_once_more_before_it_is_sent(client):
    client.force_login(UserFactory())
    said = report(**{"what_happened-remove-identifiers": "yes"})
    response = client.post("/report/", said)
    page = unescape(response.content.decode())
    assert "Letter for [removed] came after five weeks." in page and NUMBER not in page
    assert "Read what is left, then send it." in page
    assert not Issue.objects.exists()
    said = report(what_happened="Letter for [removed] came after five weeks.")
    assert client.post("/report/", said).status_code == 302


def test_what_may_be_asked_about_passes_once_the_writer_says_so(client):
    client.force_login(UserFactory())
    said = report(what_happened="Mrs Demoperson rang the practice three times about the letter.")
    response = client.post("/report/", said)
    [found] = response.context["form"].identifiers()
    ticks = [finding.digest for finding in found.findings]
    assert ticks and all(ticks) and not Issue.objects.exists()
    assert client.post("/report/", {**said, found.not_a_patient: ticks}).status_code == 302
    assert Issue.objects.count() == 1


def test_the_admin_refuses_a_number_in_the_words_of_a_category(client):
    client.force_login(UserFactory(integration_team=True))
    category = CategoryFactory()
    said = {"label": "Label", "example": TEXT, "position": 1, "valid_from": "2021-09-01"}
    response = client.post(f"/admin/issues/category/{category.pk}/change/", said)
    assert response.status_code == 200
    assert not Category.objects.filter(example__contains="476").exists()


@pytest.mark.parametrize(
    ("model", "field"), [(Issue, "what_happened"), (Reply, "text"), (Note, "text")]
)
def test_the_models_themselves_refuse_it(model, field):
    with pytest.raises(ValidationError) as refusal:
        model(**{field: TEXT}).full_clean()
    assert field in refusal.value.message_dict
