import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from issues import services
from issues.forgetting import retention
from issues.models import Due, Issue, Note, PersonRequest, Redaction
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.factories import IssueFactory, NoteFactory
from tests.issues.test_services import raising

pytestmark = pytest.mark.django_db
NUMBER = "943 476 5919"  # printed as an example by NHS England


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def desk(client, team):
    client.force_login(team)
    return client


def text_page(note):
    return reverse("admin:redact_text", args=["issues.note", note.pk, "text"])


def test_the_desk_leads_to_every_text_of_an_issue(desk):
    note = NoteFactory(text="The Quillfeather letter was late.")
    page = desk.get(reverse("admin:issues_issue_change", args=[note.issue.pk])).text
    chosen = reverse("admin:redact_issue", args=[note.issue.pk])
    assert chosen in page and text_page(note) in desk.get(chosen).text


def test_a_text_is_shown_with_its_copies_and_goes_on_the_second_click(desk):
    note = NoteFactory(text="The Quillfeather letter was late.")
    page = desk.get(text_page(note)).text
    assert note.text in page and "Note, text (history)" in page
    assert Note.objects.get().text == note.text
    answer = desk.post(text_page(note), {"reason": "Names somebody"})
    assert answer.url == reverse("admin:redact_issue", args=[note.issue.pk])
    assert Note.objects.get().text == "[removed]"
    desk.post(text_page(note), {"reason": "Names somebody"})
    assert Redaction.objects.count() == 1


def test_that_others_wrote_the_very_same_is_said_first(desk):
    note, _same = NoteFactory.create_batch(2, text="The Quillfeather letter was late.")
    assert "stand in 1 other text that people wrote" in desk.get(text_page(note)).text


def test_where_a_text_stands_and_is_left_is_told_apart(desk):
    note = NoteFactory(text="The Quillfeather Lane Surgery")
    PracticeFactory(name=note.text)
    left, _, removed = desk.get(text_page(note)).text.partition("and is removed")
    assert "and is left" in left and "Organisation, name" in left
    assert "Note, text" in removed and "Organisation" not in removed


@pytest.mark.parametrize("reason", ["", f"It names {NUMBER}"])
def test_a_reason_is_needed_and_guarded(desk, reason):
    note = NoteFactory(text="The Quillfeather letter was late.")
    page = desk.post(text_page(note), {"reason": reason})
    assert page.status_code == 200 and Note.objects.get().text == note.text


@pytest.mark.parametrize(
    "which", [["issues.note", 0, "text"], ["issues.note", 1, "side"], ["accounts.user", 1, "name"]]
)
def test_what_is_no_text_is_not_found(desk, which):
    assert desk.get(reverse("admin:redact_text", args=which)).status_code == 404


def test_words_are_found_first_and_removed_on_the_second_click(desk):
    NoteFactory(text="The Quillfeather letter was late.")
    address = reverse("admin:redact_words")
    page = desk.post(address, {"words": "Quillfeather"}).text
    assert "Note, text" in page and "Quillfeather" in Note.objects.get().text
    desk.post(address, {"words": "Quillfeather", "reason": "Names somebody"})
    assert Note.objects.get().text == "The [removed] letter was late."
    again = desk.post(address, {"words": "Quillfeather", "reason": "Names somebody"}).text
    assert "Nothing is left to remove" in again
    assert "at least" in desk.post(address, {"words": "a"}).text


def test_a_due_list_is_read_and_decided(desk):
    issue = IssueFactory(closed=True, closed_at=timezone.now() - timedelta(days=800))
    retention.make_due_lists(at=timezone.now())
    due = Due.objects.get()
    page = desk.get(reverse("admin:issues_due_change", args=[due.pk])).text
    assert issue.reference in page and Issue.objects.get().raised_by
    assert "Who raised a closed issue" in desk.get(reverse("admin:issues_due_changelist")).text
    assert desk.get(reverse("admin:approve_due", args=[due.pk])).status_code == 405
    desk.post(reverse("admin:approve_due", args=[due.pk]))
    answer = desk.post(reverse("admin:keep_due", args=[due.pk]), follow=True)
    assert "Somebody has decided about this list already" in answer.text
    due.refresh_from_db()
    assert due.approved


def test_a_person_s_data_are_shown_saved_or_made_anonymous_on_the_second_click(desk):
    gp = UserFactory(name="Gina Quillfeather")
    services.raise_issue(**raising(gp, what_happened="A letter came late."))
    address, asked = reverse("admin:about_person"), {"email": gp.email, "reason": "In person"}
    assert "A letter came late." in desk.post(address, {**asked, "wish": "show"}).text
    saved = desk.post(address, {**asked, "wish": "save"})
    assert saved.json()["Account"][0]["name"] == gp.name
    assert "attachment" in saved["Content-Disposition"]
    sure = desk.post(address, {**asked, "wish": "anonymise"}).text
    gp.refresh_from_db()
    assert "Make this person anonymous?" in sure and gp.is_active
    desk.post(address, {**asked, "wish": "anonymise", "sure": "yes"})
    gp.refresh_from_db()
    assert not gp.is_active and PersonRequest.objects.count() == 3


def test_who_was_said_to_be_no_patient_is_not_asked_about_again(desk):
    gp = UserFactory()
    address = reverse("admin:about_person")
    asked = {"email": gp.email, "reason": "Mr Gary Quillfeather rang us", "wish": "anonymise"}
    page = desk.post(address, asked).text
    (tick,) = re.findall('name="reason-not-a-patient".* value="([^"]+)"', page)
    sure = desk.post(address, {**asked, "reason-not-a-patient": tick}).text
    assert "Make this person anonymous?" in sure
    again = html.fromstring(sure).forms[-1].fields
    desk.post(address, dict(again))
    gp.refresh_from_db()
    assert not gp.is_active


def test_a_person_nobody_knows_and_a_form_left_empty_are_said_so(desk):
    address = reverse("admin:about_person")
    asked = {"email": "nobody@example.nhs.uk", "reason": "In person"}
    for wish in ("show", "anonymise"):
        page = desk.post(address, {**asked, "wish": wish}).text
        assert "Nothing is kept about this address" in page
    assert "Enter the e-mail of the person" in desk.post(address, {"email": ""}).text


def test_nobody_else_comes_near(client):
    client.force_login(UserFactory())
    note = NoteFactory()
    assert client.get(text_page(note)).status_code == 403
    assert client.post(reverse("admin:about_person"), {}).status_code == 403
