"""The integration team sends and revokes links, and decides what a specialty proposes."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from interface.outbox.models import Message
from issues.models import DeskLink, SpecialtyProposal, Status
from issues.replydesk import links, services
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def team(client):
    team = UserFactory(integration_team=True)
    client.force_login(team)
    return team


def words(response):
    return unescape(response.content.decode())


def test_a_link_goes_to_the_mailbox_and_is_shown_to_nobody(client):
    specialty = SpecialtyFactory(feedback_email="cardiology@example.nhs.uk")
    address = reverse("admin:issues_desklink_add")
    response = client.post(address, {"specialty": specialty.pk, "sent_to": ""}, follow=True)
    message = Message.objects.get(recipient="cardiology@example.nhs.uk")
    assert message.private and "/reply-desk/link/" in message.text
    assert "/reply-desk/link/" not in words(response)


def test_one_without_an_address_is_asked_for_it(client):
    specialty = SpecialtyFactory(feedback_email="")
    response = client.post(reverse("admin:issues_desklink_add"), {"specialty": specialty.pk})
    assert "has no mailbox" in words(response) and not DeskLink.objects.exists()


@pytest.mark.parametrize(("action", "live"), [("revoke", 0), ("send_new", 2)])
def test_links_are_revoked_and_sent_anew_from_the_list(client, action, live):
    links.make(SpecialtyFactory(), to="cardiology@example.nhs.uk")
    chosen = {"action": action, "_selected_action": [DeskLink.objects.get().pk]}
    client.post(reverse("admin:issues_desklink_changelist"), chosen)
    assert DeskLink.objects.live().count() == live


class TestDeciding:
    @pytest.fixture
    def proposal(self):
        specialty = SpecialtyFactory()
        issue = IssueFactory(with_specialty=True, specialty=specialty)
        lead = UserFactory(specialty=True, specialties=[specialty])
        said = {"text": "We ring them.", "fixed_from": date(2026, 11, 2), "scope": "All clinics"}
        services.propose_fix(issue, **said, by=lead)
        return SpecialtyProposal.objects.get()

    def test_the_desk_leads_to_it_and_the_list_shows_it(self, client, proposal):
        page = reverse("admin:issues_specialtyproposal_change", args=[proposal.pk])
        desk = reverse("admin:issues_issue_change", args=[proposal.issue_id])
        assert page in words(client.get(desk))
        listed = client.get(reverse("admin:issues_specialtyproposal_changelist"))
        assert proposal.issue.reference in words(listed)
        queue = client.get(reverse("admin:issues_issue_changelist"), {"queue": "proposed"})
        assert proposal.issue.reference in words(queue)

    def test_the_answer_begins_with_what_the_specialty_said(self, client, proposal):
        page = client.get(reverse("admin:issues_specialtyproposal_change", args=[proposal.pk]))
        assert "This holds since 2 November 2026: All clinics." in words(page)

    def test_confirmed_it_is_closed(self, client, proposal):
        address = reverse("admin:issues_specialtyproposal_accept", args=[proposal.pk])
        client.post(address, {"text": "Fixed since 2 November."})
        proposal.issue.refresh_from_db()
        assert proposal.issue.status == Status.CLOSED

    def test_without_an_answer_it_is_not(self, client, proposal):
        address = reverse("admin:issues_specialtyproposal_accept", args=[proposal.pk])
        assert "Write the answer to the practice" in words(client.post(address, {"text": ""}))
        proposal.refresh_from_db()
        assert proposal.is_open

    def test_declined_it_goes_back(self, client, proposal):
        address = reverse("admin:issues_specialtyproposal_decline", args=[proposal.pk])
        client.post(address, {"text": "It happened on Monday."})
        proposal.issue.refresh_from_db()
        assert proposal.issue.status == Status.WITH_SPECIALTY

    @pytest.mark.parametrize("step", ["accept", "decline"])
    def test_looking_decides_nothing(self, client, proposal, step):
        address = reverse(f"admin:issues_specialtyproposal_{step}", args=[proposal.pk])
        assert client.get(address).status_code == 405
