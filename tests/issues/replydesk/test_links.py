"""Links to a reply desk: kept as a digest, for one specialty, for some weeks."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from interface.accounts.address_guard import WITHHELD, without_secrets
from interface.outbox.delivery import deliver_due
from interface.outbox.models import Message
from issues import services
from issues.models import DeskLink
from issues.replydesk import links
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cardiology():
    return SpecialtyFactory(name="Cardiology", feedback_email="cardiology@example.nhs.uk")


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


def token_in(message):
    return re.search(r"/reply-desk/link/([\w-]{43})/", message.text)[1]


def test_an_issue_for_a_specialty_brings_it_a_link(cardiology, team):
    services.send_to_specialty(IssueFactory(triaged=True), specialty=cardiology, by=team)
    message = Message.objects.get(recipient="cardiology@example.nhs.uk")
    link = links.find(token_in(message))
    assert (link.specialty, link.sent_to) == (cardiology, "cardiology@example.nhs.uk")
    assert link.expires_at - link.made_at > timedelta(days=29, hours=23)


def test_a_specialty_without_a_mailbox_gets_no_link(team):
    silent = SpecialtyFactory(feedback_email="")
    services.send_to_specialty(IssueFactory(triaged=True), specialty=silent, by=team)
    assert not DeskLink.objects.exists()


def test_the_token_is_nowhere_but_in_the_message_until_it_is_sent(cardiology, team, settings):
    settings.DEMONSTRATION = False  # there everything sent can be read again
    link = links.invite(cardiology, to="cardiology@example.nhs.uk", by=team)
    message = Message.objects.get(event=f"reply_desk_link:{link.pk}")
    token = token_in(message)
    assert token not in str(vars(link)) + str([vars(event) for event in link.events.all()])
    deliver_due()
    message.refresh_from_db()
    assert message.sent_at and token not in message.text + message.html + message.subject


def test_no_log_holds_it(cardiology):
    token = links.make(cardiology, to="cardiology@example.nhs.uk")
    line = without_secrets(f'"GET {links.address_of(token)}IF-7K4QX2-T/ HTTP/1.1" 200')
    assert token not in line and WITHHELD in line


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_one_that_ended_is_not_found(cardiology, change):
    token = links.make(cardiology, to="cardiology@example.nhs.uk")
    assert links.find(token)
    DeskLink.objects.update(**change)
    assert links.find(token) is None


def test_one_of_a_specialty_that_takes_no_issues_is_not_found(cardiology):
    token = links.make(cardiology, to="cardiology@example.nhs.uk")
    cardiology.active = False
    cardiology.save()
    assert links.find(token) is None


def test_revoking_twice_keeps_the_first_moment(cardiology, team):
    link = links.invite(cardiology, to="cardiology@example.nhs.uk", by=team)
    links.revoke(link, by=team)
    link.refresh_from_db()
    first = link.revoked_at
    links.revoke(link, by=team)
    link.refresh_from_db()
    assert link.state == "Revoked" and link.revoked_at == first


def test_who_asks_for_a_new_one_is_heard_by_the_team_once_a_day(cardiology, team):
    token = links.make(cardiology, to="cardiology@example.nhs.uk")
    for _ in range(3):
        links.ask_for_new(token, by=None)
    links.ask_for_new("x" * 43, by=None)
    [message] = Message.objects.filter(recipient=team.email)
    assert "Cardiology" in message.subject and token not in message.text
