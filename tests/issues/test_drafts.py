import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.accounts import launch
from issues.drafts import services
from issues.drafts.browsers import COOKIE
from issues.drafts.models import Draft
from issues.models import Issue
from issues.tasks import forget_old_drafts
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory
from tests.issues.answers import answers

pytestmark = pytest.mark.django_db
KEEP, DISCARD, REPORT = "/report/draft/", "/report/draft/discard/", "/report/"
WORDS = "The ward asks us to chase its own scan."
NUMBER = "943 476 5919"  # passes the check; printed as an example by NHS England


@pytest.fixture
def gp(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def visitor(client):
    """Somebody without an account, by a practice's launch link."""
    practice = PracticeFactory()
    client.get(reverse("launch", args=[launch.make(practice, by=None)]))
    return practice


def half_written(**changes):
    return {"submission": str(uuid.uuid4()), "what_happened": WORDS, **changes}


def words(response):
    return unescape(response.content.decode())


def test_a_pause_keeps_what_was_typed_so_far(client, gp):
    said = client.post(KEEP, half_written(specialty="", category="")).json()["said"]
    draft = Draft.objects.get()
    assert said.startswith("Draft saved at ")
    assert (draft.owner, draft.answers["what_happened"]) == (gp, WORDS)


def test_the_same_form_kept_again_is_the_same_draft(client, gp):
    form = half_written()
    client.post(KEEP, form)
    client.post(KEEP, {**form, "what_happened": f"{WORDS} Twice."})
    assert Draft.objects.get().answers["what_happened"] == f"{WORDS} Twice."


def test_a_form_in_which_nothing_was_said_begins_no_draft(client, gp):
    client.post(KEEP, half_written(what_happened=" ", kind="issue", wants_reply="on"))
    assert not Draft.objects.exists()


def test_save_and_finish_later_keeps_it_and_lists_it(client, gp):
    page = client.post(REPORT, half_written(secondary="yes"), follow=True)
    assert "Draft saved. It is kept for 30 days." in words(page)
    assert "1 draft not sent yet" in words(page) and WORDS in words(page)
    assert WORDS in words(client.get("/"))


def test_a_draft_is_opened_as_it_was_left(client, gp):
    form = answers(
        risk="none",
        minutes_lost="15",
        own_reference="Log line 12",
        **{"letter_date-day": "3", "letter_date-month": "2", "letter_date-year": "2026"},
    )
    form.pop("wants_reply")
    client.post(REPORT, {**form, "secondary": "yes"})
    page = client.get(REPORT, {"draft": Draft.objects.get().key})
    shown = page.context["form"]
    assert str(shown["submission"].value()) == form["submission"]
    assert shown["what_happened"].value() == form["what_happened"]
    assert shown["category"].value() == form["category"]
    assert shown["minutes_lost"].value() == "15"
    assert shown["letter_date"].value() == {"day": "3", "month": "2", "year": "2026"}
    assert not shown["wants_reply"].value() and shown["may_be_shared"].value()


def test_sending_a_draft_removes_it_and_gives_one_issue_however_often(client, gp):
    form = answers()
    client.post(KEEP, form)
    first = client.post(REPORT, form).url
    assert client.post(REPORT, form).url == first
    assert not Draft.objects.exists() and Issue.objects.count() == 1
    client.post(KEEP, form)  # the script's last word, late
    assert not Draft.objects.exists()


def test_a_draft_that_is_gone_says_so(client, gp):
    page = client.get(REPORT, {"draft": "x" * 24})
    assert "That draft is gone" in words(page)


def test_drafts_survive_signing_out(client, gp):
    client.post(KEEP, half_written())
    client.logout()
    client.force_login(gp)
    assert WORDS in words(client.get(REPORT))


def test_nobody_else_sees_opens_or_deletes_a_draft(client, gp):
    form = half_written()
    client.post(KEEP, form)
    key = Draft.objects.get().key
    client.force_login(UserFactory(organisation=gp.organisation))
    assert WORDS not in words(client.get(REPORT, {"draft": key}))
    client.post(DISCARD, {"key": key})
    client.post(KEEP, {**form, "what_happened": "Taken over."})
    assert Draft.objects.get().answers["what_happened"] == WORDS


def test_a_draft_can_be_thrown_away(client, gp):
    client.post(KEEP, half_written())
    page = client.post(DISCARD, {"key": Draft.objects.get().key}, follow=True)
    assert "Draft deleted" in words(page) and not Draft.objects.exists()


def test_a_browser_by_launch_link_finds_its_drafts_when_its_session_is_over(client, visitor):
    client.post(KEEP, half_written())
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == 30 * 24 * 60 * 60
    client.cookies.pop("sessionid")
    assert client.get(REPORT).status_code == 302
    client.get(reverse("launch", args=[renewed_link(visitor)]))
    assert WORDS in words(client.get(REPORT))


def renewed_link(practice):
    return launch.rotate(practice.launch_link, seen=practice.launch_link.made_at, by=None)


def test_the_cookie_opens_nothing_at_another_practice(client, visitor):
    client.post(KEEP, half_written())
    client.get(reverse("launch", args=[launch.make(PracticeFactory(), by=None)]))
    assert WORDS not in words(client.get(REPORT))


def test_another_browser_of_the_practice_does_not_see_it(client, visitor, client_elsewhere):
    client.post(KEEP, half_written())
    client_elsewhere.get(reverse("launch", args=[renewed_link(visitor)]))
    assert WORDS not in words(client_elsewhere.get(REPORT))


@pytest.fixture
def client_elsewhere():
    from django.test import Client

    return Client()


def test_the_database_holds_a_digest_of_the_cookie_only(client, visitor):
    client.post(KEEP, half_written())
    assert client.cookies[COOKIE].value not in Draft.objects.get().browser


def test_who_is_signed_out_is_told_that_nothing_was_saved(client):
    answer = client.post(KEEP, half_written())
    assert answer.status_code == 403 and answer.json()["said"].startswith("Not saved")
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "refused", [f"Letter for {NUMBER}.", "Mrs Demoperson rang about the letter.", "x" * 5_000]
)
def test_a_refused_text_is_left_out_and_what_was_kept_of_it_goes(client, gp, refused):
    form = answers()
    client.post(KEEP, form)
    said = client.post(KEEP, {**form, "what_happened": refused}).json()["said"]
    assert "without “What happened?”" in said
    assert "what_happened" not in Draft.objects.get().answers
    assert Draft.objects.get().answers["category"] == form["category"]


def test_saving_by_hand_shows_what_was_found_and_keeps_nothing(client, gp):
    text = f"Letter for {NUMBER}."
    page = client.post(REPORT, half_written(what_happened=text, secondary="yes"))
    assert f"<mark>{NUMBER}</mark>" in words(page) and text in words(page)
    assert "Select a specialty" not in words(page).partition("<form")[0]
    assert not Draft.objects.exists()


def test_what_was_said_to_be_no_patient_stays_said(client, gp):
    text = "Mrs Demoperson rang about the letter."
    form = half_written(what_happened=text, secondary="yes")
    [found] = client.post(REPORT, form).context["form"].identifiers()
    ticked = {found.not_a_patient: [one.digest for one in found.findings]}
    client.post(REPORT, {**form, **ticked})
    page = client.get(REPORT, {"draft": Draft.objects.get().key})
    assert all(one.digest in words(page) for one in found.findings)


def test_answers_that_the_form_does_not_offer_are_not_kept(client, gp):
    client.post(KEEP, half_written(specialty="Mrs Demoperson", category="<b>", status="closed"))
    assert Draft.objects.get().answers.keys() <= {"what_happened", "wants_reply", "may_be_shared"}


def test_there_is_room_for_so_many_drafts(client, gp):
    for _ in range(services.MOST):
        client.post(KEEP, half_written())
    answer = client.post(KEEP, half_written())
    assert answer.status_code == 409 and "you have 20 drafts" in answer.json()["said"]
    page = client.post(REPORT, half_written(secondary="yes"))
    assert page.status_code == 409 and "You have 20 drafts already" in words(page)
    assert WORDS in words(page)


def test_a_draft_is_gone_after_30_days_without_a_change(client, gp):
    client.post(KEEP, half_written())
    old = timezone.now() - timedelta(days=30, minutes=1)
    Draft.objects.update(changed_at=old)
    assert WORDS not in words(client.get(REPORT))
    client.post(KEEP, half_written())
    forget_old_drafts()
    assert Draft.objects.get().changed_at > old


def test_a_draft_leaves_no_history(client, gp):
    client.post(KEEP, half_written())
    assert not hasattr(Draft, "pgh_event_model")
