from datetime import timedelta

import pytest
from django.utils import timezone

import issues.demonstration
from interface.accounts.models import User
from interface.history.chain import verify
from interface.outbox.models import Message
from interface.privacy import find_identifiers
from issues import reference, timeline
from issues.demonstration import WORDS
from issues.endorsements.models import Minutes
from issues.fixed.models import Fixed, FixedAnswer
from issues.models import Category, Issue, Note, Reply, Status
from tests.accounts.factories import UserFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    reference.load()
    specialty = SpecialtyFactory()
    for _ in range(2):
        UserFactory(is_demonstration=True)
    UserFactory(specialty=True, specialties=[specialty], is_demonstration=True)
    PracticeFactory()
    SpecialtyFactory()
    return UserFactory(integration_team=True, is_demonstration=True)


def test_every_invented_issue_says_so_and_lies_in_the_past(team):
    assert issues.demonstration.make(count=120, by=team) == 120
    assert Issue.objects.filter(is_demonstration=True).count() == 120
    now = timezone.now()
    for moment in Issue.objects.values_list("raised_at", flat=True):
        assert now - timedelta(days=560) < moment < now
    assert len(set(Issue.objects.values_list("status", flat=True))) >= 5


def test_their_history_is_dated_and_named_as_if_it_had_happened(team):
    issues.demonstration.make(count=80, by=team)
    issue = Issue.objects.filter(status=Status.CLOSED).first()
    story = timeline.for_team(issue)
    assert story[-1].at == issue.raised_at and "raised this issue" in story[-1].said
    closed = next(entry for entry in story if "closed it" in entry.said)
    assert closed.at == issue.closed_at
    assert all("outside the service" not in entry.said for entry in story)
    for reply in Reply.objects.all():
        assert reply.events.get().pgh_created_at == reply.written_at
    assert Note.objects.exists()
    assert verify().problems == []


def test_they_cost_minutes_and_some_closings_held_while_others_did_not(team):
    issues.demonstration.make(count=300, by=team)
    told = set(Issue.objects.values_list("minutes_lost", flat=True))
    assert told == {None, *Minutes.values}
    answers = FixedAnswer.objects.counted()
    assert answers["asked"] > answers["answered"] > 0
    assert all(answers[answer] for answer in (Fixed.YES, Fixed.PARTLY, Fixed.NO))
    assert len(set(Issue.objects.exclude(outcome="").values_list("outcome", flat=True))) >= 6
    now = timezone.now()
    for closing in FixedAnswer.objects.select_related("issue"):
        assert closing.closed_at == closing.issue.closed_at
        assert closing.claimed == closing.issue.outcome
        assert (closing.answered_at or closing.asked_at) < now
        said = closing.events.get()
        assert said.pgh_created_at == closing.answered_at or not closing.answer


def test_nobody_is_written_to_about_them(team):
    issues.demonstration.make(count=40, by=team)
    assert not Message.objects.exists()


def test_more_can_be_added_later(team):
    issues.demonstration.make(count=30, by=team)
    issues.demonstration.make(count=30, by=team)
    assert Issue.objects.count() == 60


def test_the_first_ones_belong_to_practices_one_can_sign_in_to(team):
    issues.demonstration.make(count=30, by=team)
    people = User.objects.filter(is_demonstration=True, role="practice")
    assert set(Issue.objects.values_list("practice", flat=True)) <= set(
        people.values_list("organisation", flat=True)
    )


def test_no_invented_word_looks_like_a_patient():
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        assert find_identifiers(line) == [], line


def test_categories_are_loaded_once_and_the_teams_words_are_kept():
    reference.load()
    Category.objects.filter(code="FIT").update(label="Sick notes")
    reference.load()
    assert Category.objects.count() == 12
    assert Category.objects.get(code="FIT").label == "Sick notes"
    assert Category.objects.get(code="TSK").ask is None
