"""Live problems: taken once, fixed with a sentence, announced without names."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from interface.outbox.models import Message, Shape, WebhookEndpoint
from issues.fixit import figures, services
from issues.models import LiveProblem
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def raised(by, **changes):
    said = {"where": "Blood tests", "what": "The label printer is down.", "specialty": None}
    return services.raise_problem(**{**said, "submission": uuid.uuid4(), **changes}, by=by)


@pytest.fixture
def team():
    return UserFactory(integration_team=True, name="Dana Desk")


@pytest.fixture
def lead():
    return UserFactory(specialty=True, name="Dr Lena Lead")


@pytest.fixture
def gp():
    return UserFactory(name="Dr Demo Doctor")


def test_one_form_is_one_problem(gp):
    form = uuid.uuid4()
    assert raised(gp, submission=form) == raised(gp, submission=form)
    assert LiveProblem.objects.get().practice == gp.organisation


def test_the_oldest_that_nobody_took_comes_first(gp, team):
    taken, old, new = (raised(gp) for _ in range(3))
    services.claim(taken, by=team)
    assert list(LiveProblem.objects.live()) == [old, new, taken]


def test_the_second_to_take_it_is_told_who_has_it(gp, team, lead):
    problem = raised(gp)
    services.claim(problem, by=lead)
    with pytest.raises(services.AlreadyTaken, match="Dr Lena Lead has it already"):
        services.claim(problem, by=team)
    services.claim(problem, by=lead)  # a double tap
    problem.refresh_from_db()
    assert problem.claimed_by == lead


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_gets_it(gp, team, lead):
    problem = raised(gp)

    def take(person):
        try:
            services.claim(LiveProblem.objects.get(pk=problem.pk), by=person)
        except services.AlreadyTaken as refusal:
            return str(refusal)
        else:
            return "mine"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(take, [team, lead]), key=lambda said: said != "mine")
    problem.refresh_from_db()
    assert outcomes == ["mine", f"{problem.claimed_by} has it already. Nothing was changed."]


def test_a_practice_takes_nothing_and_fixes_nothing(gp):
    problem = raised(gp)
    with pytest.raises(services.NotOnDuty):
        services.claim(problem, by=gp)
    with pytest.raises(services.NotOnDuty):
        services.fix(problem, words="Done.", by=gp)


def test_given_back_it_can_be_taken_again(gp, team, lead):
    problem = raised(gp)
    services.claim(problem, by=lead)
    services.give_back(problem, by=lead)
    services.claim(problem, by=team)
    assert problem.claimed_by == team


def test_only_who_has_it_or_the_team_gives_it_back(gp, team, lead):
    problem = raised(gp)
    services.claim(problem, by=lead)
    with pytest.raises(services.NotYours):
        services.give_back(problem, by=UserFactory(specialty=True))
    services.give_back(problem, by=team)
    problem.refresh_from_db()
    assert problem.claimed_by is None


def test_what_is_fixed_stays_as_it_was_told(gp, team, lead):
    problem = raised(gp)
    for _ in range(2):
        services.fix(problem, words="A new printer.", by=lead)
    with pytest.raises(services.AlreadyFixed, match="A new printer"):
        services.fix(problem, words="Restarted.", by=team)
    problem.refresh_from_db()
    with pytest.raises(services.AlreadyFixed):
        services.claim(problem, by=team)
    with pytest.raises(services.AlreadyFixed):
        services.give_back(problem, by=lead)
    assert problem.claimed_by == problem.fixed_by == lead


def test_another_practice_says_nothing_about_it(gp):
    with pytest.raises(services.Refused):
        services.say(raised(gp), text="Us too.", by=UserFactory(), submission=uuid.uuid4())


@pytest.mark.parametrize("shape", Shape.values)
def test_each_step_is_announced_without_names(gp, team, shape):
    WebhookEndpoint.objects.create(
        name="Site team", address="https://hooks.example.nhs.uk/1", shape=shape, kinds=["fix_it"]
    )
    problem = raised(gp)
    services.claim(problem, by=team)
    services.give_back(problem, by=team)
    services.claim(problem, by=team)
    services.fix(problem, words="A new printer.", by=team)
    calls = list(Message.objects.order_by("pk"))
    steps = ["raised", "claimed", "claimed", "fixed"]
    assert [call.subject for call in calls] == [f"Fix It, {step}: Blood tests" for step in steps]
    assert problem.get_absolute_url() in calls[0].text and "A new printer" in calls[-1].text
    for hidden in (gp.name, team.name, gp.organisation.name, gp.organisation.ods_code):
        assert not any(hidden in call.text for call in calls)


def test_the_figures_are_medians_of_the_last_30_days(gp, team):
    now = timezone.now()
    for minutes, days in [(4, 1), (6, 2), (50, 3), (9_000, 60)]:
        problem = raised(gp)
        services.fix(problem, words="Done.", by=team)
        start = now - timedelta(days=days)
        LiveProblem.objects.filter(pk=problem.pk).update(
            raised_at=start,
            claimed_at=start + timedelta(minutes=minutes),
            fixed_at=start + timedelta(minutes=3 * minutes),
        )
    assert figures.speed(at=now) == figures.Speed(fixed=3, to_claim=6, to_fix=12)
