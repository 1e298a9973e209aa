"""Whoever raised a part of a theme hears what is answered to the theme."""

import pytest

from interface.outbox.models import Message
from issues import services, timeline
from issues.models import Issue, Outcome, Side, Status
from issues.themes.following import readers
from issues.themes.services import merge, unmerge
from tests.accounts.factories import UserFactory
from tests.issues.factories import IssueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return UserFactory(integration_team=True)


@pytest.fixture
def chain(team):
    """A theme, a part of it, and a part of that part: three practices."""
    theme, part, deeper = IssueFactory.create_batch(3)
    merge(deeper, into=part, by=team)
    merge(part, into=theme, by=team)
    return theme, part, deeper


def mailed(issue, what):
    return Message.objects.filter(
        event__startswith=f"{what}:{issue.reference}", recipient=issue.raised_by.email
    ).count()


def test_an_answer_to_the_theme_answers_every_open_part_in_the_same_words(chain, team):
    theme, *parts = chain
    assert set(readers(theme)) == set(parts)
    services.answer(theme, text="We follow scans up ourselves.", by=team)
    for part in parts:
        part.refresh_from_db()
        assert part.status == Status.ANSWERED
        assert [reply.text for reply in part.replies.all()] == ["We follow scans up ourselves."]
        assert mailed(part, "issue_answered") == 1
    assert not readers(theme).exists()


def test_the_specialtys_answer_stays_the_specialtys(team):
    theme = IssueFactory(with_specialty=True)
    part = IssueFactory()
    merge(part, into=theme, by=team)
    lead = UserFactory(specialty=True, specialties=[theme.specialty])
    services.answer(theme, text="We changed the letter.", by=lead)
    assert part.replies.get().side == Side.SPECIALTY


def test_closing_the_theme_closes_its_parts_as_parts_of_a_known_theme(chain, team):
    theme, *parts = chain
    services.answer(theme, text="We look into it.", by=team)
    services.close(theme, outcome=Outcome.FIXED_FOR_ALL, text="Fixed.", by=team)
    theme.refresh_from_db()
    for part in parts:
        part.refresh_from_db()
        assert part.is_closed
        assert part.outcome == Outcome.DUPLICATE_OF_THEME
        assert part.closed_at == theme.closed_at
        assert part.replies.last().text == "Fixed."
        assert mailed(part, "issue_closed") == 1


def test_a_part_that_was_closed_keeps_the_answer_it_had(team):
    theme, part = IssueFactory(), IssueFactory(closed=True, outcome=Outcome.RULE_EXPLAINED)
    merge(part, into=theme, by=team)
    services.close(theme, outcome=Outcome.FIXED_FOR_ALL, text="Fixed.", by=team)
    part.refresh_from_db()
    assert part.outcome == Outcome.RULE_EXPLAINED
    assert not part.replies.exists()


def test_a_part_can_be_answered_alone_and_the_theme_is_not(chain, team):
    theme, part, deeper = chain
    services.answer(part, text="For the two of you.", by=team)
    assert {i.status for i in Issue.objects.filter(pk__in=[part.pk, deeper.pk])} == {"answered"}
    theme.refresh_from_db()
    assert theme.status == Status.NEW


def test_what_was_taken_out_hears_no_more(chain, team):
    theme, part, _deeper = chain
    unmerge(part, by=team)
    services.close(theme, outcome=Outcome.NO_CHANGE, text="No change.", by=team)
    part.refresh_from_db()
    assert part.status == Status.NEW
    assert not part.replies.exists()


def test_the_same_form_sent_twice_answers_the_parts_once(chain, team):
    theme, part, _deeper = chain
    form = {"text": "Once.", "submission": "6f3d7d7e-7a54-4a0b-a3b0-0f7b2a3f6f10", "by": team}
    services.answer(theme, **form)
    services.answer(theme, **form)
    assert part.replies.count() == 1


def test_each_side_reads_in_its_story_what_became_of_a_part(chain, team):
    _theme, part, _deeper = chain
    said = [entry.said for entry in timeline.for_practice(part)]
    assert "The integration team found that it is part of a known problem" in said
    told = [entry.said for entry in timeline.for_team(part)]
    assert f"{team.name} made it part of another issue" in told
