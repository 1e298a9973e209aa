"""Many clicks at the same moment, on real connections."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Barrier

import pytest
from django.db import connection

from interface.outbox.models import Message
from issues import services
from issues.models import Issue, Reply, SpecialtyProposal
from issues.replydesk import services as desk
from tests.accounts.factories import UserFactory
from tests.directory.factories import SpecialtyFactory
from tests.issues.factories import CategoryFactory, IssueFactory

CLICKS = 8


def at_the_same_moment(click):
    """What each of several threads gets from calling `click` when all have arrived."""
    gate = Barrier(CLICKS)

    def arrive(_):
        try:
            gate.wait(10)
            return click()
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(arrive, range(CLICKS)))


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_many_times_at_once_is_one_issue_with_one_reference():
    gp, category, token = UserFactory(), CategoryFactory(), uuid.uuid4()

    def send():
        return services.raise_issue(
            submission=token,
            practice=gp.organisation,
            specialty=None,
            category=category,
            what_happened="A letter came after five weeks.",
            by=gp,
        ).reference

    assert len(set(at_the_same_moment(send))) == 1
    assert Issue.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_answer_sent_many_times_at_once_is_one_reply():
    issue, team, token = IssueFactory(), UserFactory(integration_team=True), uuid.uuid4()
    at_the_same_moment(
        lambda: services.answer(issue, text="Once.", by=team, submission=token, seen=1)
    )
    assert Reply.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_close_at_once_one_is_told():
    issue, team = IssueFactory(), UserFactory(integration_team=True)

    def close():
        try:
            services.close(issue, outcome="no_change", text="Because.", by=team, seen=1)
        except services.AlreadyClosed as refusal:
            return str(refusal)
        return "closed"

    said = at_the_same_moment(close)
    assert said.count("closed") == 1
    assert Reply.objects.count() == 1


@pytest.fixture
def lead():
    return UserFactory(specialty=True, specialties=[SpecialtyFactory()])


@pytest.fixture
def held(lead):
    return IssueFactory(with_specialty=True, specialty=lead.specialties.get())


@pytest.mark.django_db(transaction=True)
def test_one_proposal_sent_many_times_at_once_is_one_and_is_refused_to_nobody(lead, held):
    token = uuid.uuid4()
    at_the_same_moment(
        lambda: desk.name_right_team(
            held, text="Theirs.", by=lead, submission=token, seen=held.version
        )
    )
    assert SpecialtyProposal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_who_accept_and_decline_at_once_one_decides(lead, held):
    desk.dispute_category(held, category=CategoryFactory(), text="A referral.", by=lead)
    proposal, team = SpecialtyProposal.objects.get(), UserFactory(integration_team=True)
    decisions = cycle([desk.accept, desk.decline])

    def decide():
        try:
            next(decisions)(SpecialtyProposal.objects.get(), text="Because.", by=team)
        except desk.AlreadyDecided:
            return "told"
        return "decided"

    said = at_the_same_moment(decide)
    assert said.count("decided") == 1
    proposal.refresh_from_db()
    assert not proposal.is_open
