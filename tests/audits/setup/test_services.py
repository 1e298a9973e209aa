"""From a protocol to everybody's list of letters."""

from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audits import services as audits
from audits.models import Criterion, Letter, Review, Sampling, Stage
from audits.setup import services
from interface.accounts.models import Role
from interface.vocabulary import Ask
from tests.accounts.factories import UserFactory
from tests.audits.factories import LetterFactory
from tests.directory.factories import PracticeFactory, SpecialtyFactory, TrustFactory

pytestmark = pytest.mark.django_db

SETTINGS = {
    "name": "Spring 2026",
    "protocol_version": "1.0",
    "window_from": date(2026, 3, 1),
    "window_to": date(2026, 3, 31),
    "inclusion_rules": "Every inpatient summary.",
    "sampling": Sampling.STRATIFIED,
    "expected_percent": 20,
    "half_width_percent": 10,
    "least_per_specialty": 5,
    "second_rated_percent": 10,
}
CRITERIA = {Ask.COMMUNICATE: "Actions are in a box of their own."}


@pytest.fixture
def trust():
    return TrustFactory()


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def audit(trust, team):
    return services.begin(trust=trust, criteria=CRITERIA, by=team, **SETTINGS)


@pytest.fixture
def frame(audit):
    """Fifty letters of one specialty and four of another, and one from before the window."""
    large, small = (SpecialtyFactory(trust=audit.trust) for _ in range(2))
    practice = PracticeFactory()
    common = {"audit": audit, "practice": practice, "in_sample": False}
    letters = LetterFactory.create_batch(50, specialty=large, **common)
    letters += LetterFactory.create_batch(4, specialty=small, **common)
    LetterFactory(specialty=large, discharged_on=date(2026, 2, 28), **common)
    return letters


def reviewer(organisation):
    return UserFactory(role=Role.REVIEWER, organisation=organisation)


@pytest.fixture
def panel(trust):
    return [reviewer(PracticeFactory()), reviewer(trust), reviewer(trust)]


def drawn(audit):
    return set(Letter.objects.filter(audit=audit, in_sample=True))


def test_a_cycle_begins_with_its_frame(audit):
    assert (audit.slug, audit.stage, audit.criteria.get().ask) == ("spring-2026", Stage.FRAME, 1)


@pytest.mark.parametrize("name", ["Spring 2026", "import", "—"])
def test_a_name_that_leads_nowhere_of_its_own_is_refused(audit, team, name):
    with pytest.raises(services.NameIsTaken):
        services.begin(trust=audit.trust, criteria={}, by=team, **{**SETTINGS, "name": name})


def test_the_sample_is_as_planned_and_only_of_the_window(audit, frame, team):
    planned = {one.specialty: (one.frame, one.drawn) for one in services.plan(audit)}
    services.draw(audit, by=team, seed=7)
    audit.refresh_from_db()
    assert {one.specialty: (one.frame, one.drawn) for one in services.plan(audit)} == planned
    assert sorted(planned.values()) == [(4, 4), (50, 27)]  # 29 of 54, and at least five or all
    assert drawn(audit) <= set(frame)
    assert (audit.stage, audit.seed) == (Stage.SAMPLED, 7)
    assert not audit.rates_are_current
    audits.aggregate(audit)
    assert sum(rate.letters for rate in audit.letter_rates.all()) == 31
    assert audits.drift(audit) == 0


def test_a_census_draws_all_of_the_window(audit, frame, team):
    services.change(audit, criteria={}, by=team, sampling=Sampling.CENSUS)
    services.draw(audit, by=team)
    assert drawn(audit) == set(frame)


def test_the_same_seed_draws_the_same_letters(audit, frame, team):
    services.draw(audit, by=team, seed=7)
    first = drawn(audit)
    services.discard(audit, by=team)
    assert not drawn(audit)
    services.draw(audit, by=team, seed=7)
    assert drawn(audit) == first


def test_an_empty_frame_is_refused(audit, team):
    with pytest.raises(services.FrameIsEmpty):
        services.draw(audit, by=team)


def test_once_drawn_the_protocol_is_frozen(audit, frame, team):
    services.draw(audit, by=team)
    with pytest.raises(services.IsFrozen):
        services.change(audit, criteria=CRITERIA, by=team, protocol_version="2")
    with pytest.raises(services.IsFrozen):
        services.draw(audit, by=team)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Criterion.objects.update(text="Something else.")


def test_letters_are_shared_out_and_some_are_read_by_both_sides(audit, frame, team, panel):
    services.draw(audit, by=team, seed=7)
    assert services.assign(audit, reviewers=panel, by=team) == 3
    audit.refresh_from_db()
    assert audit.stage == Stage.IN_REVIEW
    reviews = Review.objects.all()
    assert Counter(review.rater for review in reviews) == {1: 31, 2: 4}
    assert not reviews.filter(counts=True).exists()
    lists = Counter(reviews.values_list("reviewer", flat=True))
    assert max(lists.values()) - min(lists.values()) <= 1
    for second in reviews.filter(rater=2):
        first = reviews.get(letter=second.letter, rater=1)
        assert services.is_of_hospital(first.reviewer) != services.is_of_hospital(second.reviewer)


def test_letters_that_came_with_their_review_are_not_assigned(audit, frame, team, panel):
    services.change(audit, criteria={}, by=team, sampling=Sampling.CENSUS)
    Review.objects.create(letter=frame[0], ask_1="met")
    services.draw(audit, by=team)
    services.assign(audit, reviewers=panel, by=team)
    assert not Review.objects.filter(letter=frame[0], rater=1).exists()


def test_reviewers_are_needed_of_both_sides_where_letters_are_read_twice(audit, frame, team, panel):
    with pytest.raises(services.NotDrawn):
        services.assign(audit, reviewers=panel, by=team)
    services.draw(audit, by=team)
    with pytest.raises(services.NobodyToRead):
        services.assign(audit, reviewers=[], by=team)
    with pytest.raises(services.OneSide):
        services.assign(audit, reviewers=panel[1:], by=team)
    assert not Review.objects.exists()
    services.assign(audit, reviewers=panel, by=team)
    with pytest.raises(services.AlreadyAssigned):
        services.assign(audit, reviewers=panel, by=team)
    with pytest.raises(services.AlreadyAssigned):
        services.discard(audit, by=team)
    assert Review.objects.filter(rater=1).count() == 31


def test_a_sample_that_was_never_drawn_cannot_be_discarded(audit, team):
    with pytest.raises(services.NotDrawn):
        services.discard(audit, by=team)
