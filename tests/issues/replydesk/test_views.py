"""The reply desk by link and by account: looking changes nothing, others' issues do not exist."""

import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from interface.accounts.limits import POSTS_OF_ADDRESS
from interface.outbox.models import Message
from issues import services
from issues.models import DeskLink, SpecialtyProposal, Status
from issues.replydesk import links
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory
from tests.issues.test_status_page import everything_stored

pytestmark = pytest.mark.django_db

STEPS = ["answer", "not-ours", "fixed", "category"]


def words(response):
    return unescape(response.content.decode())


@pytest.fixture
def cardiology():
    return SpecialtyFactory(name="Cardiology")


@pytest.fixture
def issue(cardiology):
    return IssueFactory(with_specialty=True, specialty=cardiology, practice__place="Mansfield")


@pytest.fixture
def token(cardiology):
    return links.make(cardiology, to="cardiology@example.nhs.uk")


def page(token, issue):
    return reverse("desk_link_issue", args=[token, issue.reference])


def step(token, issue, name):
    return reverse("desk_link_step", args=[token, issue.reference, name])


def said(issue, text="We ring them from now on.", **more):
    return {"text": text, "submission": str(uuid.uuid4()), "seen": issue.version, **more}


FIX = {"fixed_from-day": "2", "fixed_from-month": "11", "fixed_from-year": "2025", "scope": "All"}


class TestLooking:
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_changes_nothing(self, client, method, issue, token):
        before = everything_stored()
        asked = [step(token, issue, name) + "?text=Done&submission=1" for name in STEPS]
        for address in [links.address_of(token), page(token, issue), *asked]:
            assert getattr(client, method)(address).status_code == 200
        assert everything_stored() == before

    def test_it_counts_in_words_what_is_needed(self, client, issue, token):
        IssueFactory.create_batch(2, with_specialty=True, specialty=issue.specialty)
        IssueFactory(with_specialty=True)
        shown = words(client.get(links.address_of(token)))
        assert "Three things need your specialty" in shown

    def test_it_names_neither_the_practice_nor_the_reporter(self, client, issue, token):
        services.practice_reply(issue, text="It was on Monday.", by=issue.raised_by)
        hidden = [issue.practice.name, issue.practice.ods_code, issue.raised_by.name]
        for address in (links.address_of(token), page(token, issue)):
            shown = words(client.get(address))
            assert "A practice in Mansfield" in shown
            assert [name for name in [*hidden, issue.raised_by.email] if name in shown] == []

    @pytest.mark.parametrize("trait", [{"with_specialty": True}, {"triaged": True}])
    def test_another_specialtys_issue_is_not_found(self, client, token, trait):
        other = IssueFactory(**trait)
        assert client.get(page(token, other)).status_code == 404
        for name in STEPS:
            assert client.post(step(token, other, name), said(other)).status_code == 404

    def test_one_that_was_never_sent_to_it_is_not_found(self, client, cardiology, token):
        assert client.get(page(token, IssueFactory(specialty=cardiology))).status_code == 404

    def test_nothing_keeps_or_passes_on_the_address(self, client, token):
        response = client.get(links.address_of(token))
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"

    def test_it_needs_few_queries(self, client, issue, token, django_assert_max_num_queries):
        for address in (links.address_of(token), page(token, issue)):
            with django_assert_max_num_queries(10):
                client.get(address)


class TestALinkThatEnded:
    def test_looks_like_one_that_never_was(self, client, cardiology):
        over, revoked = (links.make(cardiology, to="demo@example.nhs.uk") for _ in range(2))
        ended = timezone.now() - timedelta(days=1)
        rows = DeskLink.objects.order_by("pk")
        DeskLink.objects.filter(pk=rows[0].pk).update(expires_at=ended)
        DeskLink.objects.filter(pk=rows[1].pk).update(revoked_at=ended)
        never = "x" * 43
        pages = set()
        for token in (over, revoked, never):
            response = client.get(links.address_of(token))
            assert response.status_code == 404
            pages.add(words(response).replace(token, ""))
        assert len({shown.split("csrfmiddlewaretoken")[0] for shown in pages}) == 1
        assert "Cardiology" not in pages.pop()

    def test_a_new_one_is_asked_for_with_one_answer_for_all(self, client, cardiology):
        team = UserFactory(integration_team=True)
        token = links.make(cardiology, to="demo@example.nhs.uk")
        known = client.post(reverse("ask_for_new_link", args=[token]))
        unknown = client.post(reverse("ask_for_new_link", args=["x" * 43]))
        assert words(known) == words(unknown)
        assert Message.objects.filter(recipient=team.email).count() == 1

    def test_asking_too_often_does_nothing_more(self, client, cardiology):
        UserFactory(integration_team=True)
        address = reverse("ask_for_new_link", args=["x" * 43])
        for _ in range(POSTS_OF_ADDRESS.times):
            client.post(address)
        token = links.make(cardiology, to="demo@example.nhs.uk")
        assert client.post(reverse("ask_for_new_link", args=[token])).status_code == 200
        assert DeskLink.objects.get().asked_for_new_at is None


class TestSaying:
    def test_an_answer_reaches_the_practice(self, client, issue, token):
        response = client.post(step(token, issue, "answer"), said(issue), follow=True)
        issue.refresh_from_db()
        assert issue.status == Status.ANSWERED
        assert "Answer sent to the practice" in words(response)
        assert "Nothing needs your specialty now" in words(response)

    @pytest.mark.parametrize("name", ["not-ours", "fixed", "category"])
    def test_each_other_step_is_shown_to_the_team_and_at_the_desk(self, client, issue, token, name):
        more = {"category": CategoryFactory().pk, **FIX}
        response = client.post(step(token, issue, name), said(issue, **more), follow=True)
        assert SpecialtyProposal.objects.get().issue == issue
        assert "With the integration team" in words(response)

    @pytest.mark.parametrize("name", STEPS)
    def test_a_patient_is_refused_and_stored_nowhere(self, client, issue, token, name):
        text = "NHS number 999 521 4776 was seen."
        more = {"category": CategoryFactory().pk, **FIX}
        response = client.post(step(token, issue, name), said(issue, text, **more))
        assert response.status_code == 200 and "999 521 4776" in words(response)
        assert not issue.replies.exists() and not SpecialtyProposal.objects.exists()

    @pytest.mark.parametrize("name", STEPS)
    def test_nothing_written_is_said_at_the_field(self, client, issue, token, name):
        response = client.post(step(token, issue, name), said(issue, ""))
        assert response.status_code == 200
        assert response.context["form"].has_error("text")

    def test_words_about_what_has_changed_come_back(self, client, issue, token):
        team = UserFactory(integration_team=True)
        old = said(issue, "Our long answer.")
        services.triage(issue, category=issue.category, by=team)
        response = client.post(step(token, issue, "answer"), old)
        assert "Somebody else changed" in words(response)
        assert "Our long answer." in words(response)
        again = response.context["form"].data.dict()
        client.post(step(token, issue, "answer"), again)
        assert issue.replies.get().text == "Our long answer."

    def test_too_much_from_one_link_is_kept_for_later(self, client, issue, token, monkeypatch):
        never = links.Limit("none in tests", 0, timedelta(days=1))
        monkeypatch.setattr(links, "POSTS_OF_LINK", never)
        response = client.post(step(token, issue, "answer"), said(issue))
        assert response.status_code == 429
        assert "We ring them from now on." in words(response)

    def test_an_unknown_step_is_not_found(self, client, issue, token):
        assert client.get(step(token, issue, "close")).status_code == 404


class TestByAccount:
    @pytest.fixture
    def lead(self, client, cardiology):
        lead = UserFactory(specialty=True, specialties=[cardiology])
        client.force_login(lead)
        return lead

    def test_the_same_pages_with_the_trend_and_the_asks_beside(self, client, lead, issue):
        issue.category.ask = 3
        issue.category.save()
        type(issue).objects.update(raised_at=timezone.now() - timedelta(days=100))
        response = client.get("/reply-desk/")
        assert "One thing needs your specialty" in words(response)
        assert "Issues raised about us each month" in words(response)
        [third] = [line for line in response.context["asks"] if line.ask == 3]
        assert third.issues.value == 1
        opened = client.get(third.issues.url)
        assert [row.reference for row in opened.context["page"]] == [issue.reference]

    def test_the_trend_is_not_counted_again_for_each_look(
        self, client, lead, issue, django_assert_max_num_queries
    ):
        client.get("/reply-desk/")
        with django_assert_max_num_queries(12) as asked:
            client.get("/reply-desk/")
        assert not [query for query in asked.captured_queries if "DATE_TRUNC" in query["sql"]]

    def test_an_answer_is_given_under_their_name(self, client, lead, issue):
        address = reverse("reply_desk_step", args=[issue.reference, "answer"])
        client.post(address, said(issue))
        assert issue.replies.get().written_by == lead

    def test_anothers_issue_is_not_found(self, client, lead):
        other = IssueFactory(with_specialty=True)
        address = reverse("reply_desk_issue", args=[other.reference])
        assert client.get(address).status_code == 404
