"""Two clicks: a link chooses, a button confirms. The trust's own claim stays as it is."""

import uuid
from html import unescape

import pytest
from django.urls import reverse

from interface.outbox.models import Message
from issues import services as issue_services
from issues import timeline
from issues.fixed import services
from issues.fixed.models import Fixed, FixedAnswer
from issues.models import Outcome, Status
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


def words(response):
    return unescape(response.content.decode())


def address(issue, name="issue_fixed"):
    return reverse(name, args=[issue.status_token])


def saying(issue, answer, text=""):
    issue.refresh_from_db()
    sent = {"answer": answer, "text": text, "seen": issue.version}
    return {**sent, "submission": str(uuid.uuid4())}


@pytest.fixture
def issue():
    return IssueFactory(closed=True)


@pytest.mark.parametrize("answer", Fixed.values)
def test_the_link_chooses_an_answer_and_only_the_button_gives_it(client, issue, answer):
    page = client.get(address(issue) + f"?answer={answer}")
    assert page.context["form"]["answer"].value() == answer
    assert not FixedAnswer.objects.exists()
    client.post(address(issue), saying(issue, answer))
    assert FixedAnswer.objects.get().answer == answer


def test_an_answer_that_there_is_not_chooses_nothing(client, issue):
    page = client.get(address(issue) + "?answer=<script>")
    assert page.status_code == 200 and not page.context["form"]["answer"].value()


def test_nothing_chosen_is_asked_for(client, issue):
    response = client.post(address(issue), saying(issue, ""))
    assert "Select whether it was fixed" in words(response)
    assert not FixedAnswer.objects.exists()


def test_the_outcome_stays_the_trusts_own(client, issue):
    client.post(address(issue), saying(issue, "no", "It came again."))
    answer = FixedAnswer.objects.get()
    issue.refresh_from_db()
    assert (issue.status, issue.outcome) == (Status.CLOSED, Outcome.FIXED_FOR_ALL)
    assert (answer.claimed, answer.text) == (Outcome.FIXED_FOR_ALL, "It came again.")
    assert answer.answered_by is None and answer.answered_at


def test_the_answer_can_be_changed_and_stays_one(client, issue):
    client.post(address(issue), saying(issue, "yes", "Well done."))
    page = client.get(address(issue))
    assert page.context["form"]["answer"].value() == "yes"
    client.post(address(issue), saying(issue, "no", ""))
    answer = FixedAnswer.objects.get()
    assert (answer.answer, answer.text) == ("no", "")


def test_the_same_said_twice_is_said_once(client, issue):
    once = saying(issue, "yes")
    for _ in range(3):
        assert client.post(address(issue), once).status_code == 302
    answer = FixedAnswer.objects.get()
    assert [event.pgh_label for event in answer.events.order_by("pgh_id")] == ["insert", "update"]


def test_no_offers_to_reopen_with_the_words_already_there(client, issue):
    page = words(client.post(address(issue), saying(issue, "no", "It came again."), follow=True))
    assert "You said: No, it is not fixed" in page
    reopen = address(issue, "issue_status_reopen")
    assert reopen in page
    assert "It came again." in words(client.get(reopen))
    issue_services.reopen(issue, text="It came again.", by=None, status_token=issue.status_token)
    assert FixedAnswer.objects.held().count() == 0 and FixedAnswer.objects.telling().count() == 1


def test_yes_offers_no_button_to_reopen(client, issue):
    page = words(client.post(address(issue), saying(issue, "yes"), follow=True))
    assert "You said: Yes, it is fixed" in page
    assert "nhsuk-button--secondary" not in page.split('id="fixed"')[1].split("</section>")[0]


def test_an_open_issue_has_no_question(client):
    issue = IssueFactory(answered=True)
    assert client.get(address(issue)).url == address(issue, "issue_status")
    response = client.post(address(issue), saying(issue, "no"))
    assert "is open again" in words(response)
    assert not FixedAnswer.objects.exists()


def test_an_answer_about_an_earlier_closing_is_asked_again(client, issue):
    old = saying(issue, "yes")
    team = UserFactory(integration_team=True)
    issue_services.reopen(issue, text="Again.", by=issue.raised_by)
    issue_services.close(issue, outcome=Outcome.NO_CHANGE, text="Because.", by=team)
    response = client.post(address(issue), old)
    assert "changed" in words(response) and not FixedAnswer.objects.exists()
    issue.refresh_from_db()
    assert response.context["form"].data["seen"] == str(issue.version)


def test_each_closing_keeps_its_own_answer(client, issue):
    client.post(address(issue), saying(issue, "no"))
    team = UserFactory(integration_team=True)
    issue_services.reopen(issue, text="Again.", by=issue.raised_by)
    issue_services.close(issue, outcome=Outcome.FIXED_THIS_CASE, text="Now.", by=team)
    client.post(address(issue), saying(issue, "yes"))
    assert set(FixedAnswer.objects.values_list("answer", "claimed")) == {
        ("no", Outcome.FIXED_FOR_ALL),
        ("yes", Outcome.FIXED_THIS_CASE),
    }


def test_a_patient_in_the_words_is_refused_and_stored_nowhere(client, issue):
    response = client.post(address(issue), saying(issue, "no", "NHS number 999 521 4776 again"))
    assert "999 521 4776" in words(response)
    assert not FixedAnswer.objects.exists()


def test_another_issues_link_answers_nothing(issue):
    with pytest.raises(issue_services.NotYours):
        services.say(issue, answer="no", text="", by=None, status_token=IssueFactory().status_token)
    with pytest.raises(issue_services.NotYours):
        services.say(issue, answer="no", text="", by=UserFactory())


def test_answering_sends_no_mail(client, issue):
    client.post(address(issue), saying(issue, "no"))
    assert not Message.objects.exists()


def test_the_story_tells_it_to_both_sides_without_names(client, issue):
    services.say(issue, answer="no", text="It came again.", by=issue.raised_by)
    (mine,) = timeline.for_reporter(issue)[:1]
    (theirs,) = timeline.for_specialty(issue)[:1]
    assert mine.said == "You said whether it is fixed: no, it is not fixed"
    assert theirs.said == "The practice said whether it is fixed: no, it is not fixed"
    assert mine.text == "It came again."


def test_the_figures_count_asked_answered_and_each_answer():
    for answer in ("yes", "yes", "partly", "no", "cannot_tell"):
        issue = IssueFactory(closed=True)
        services.ask(issue, by=None)
        services.say(issue, answer=answer, text="", by=issue.raised_by)
    services.ask(IssueFactory(closed=True), by=None)
    assert FixedAnswer.objects.counted() == {
        "asked": 6, "answered": 5, "yes": 2, "partly": 1, "no": 1, "cannot_tell": 1,
    }  # fmt: skip
    assert FixedAnswer.objects.held().count() == 2
    assert FixedAnswer.objects.telling().count() == 4
