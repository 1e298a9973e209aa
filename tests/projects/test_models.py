from datetime import date

import pytest
from django.db import IntegrityError, transaction

from interface.vocabulary import Ask, Domain
from projects.models import Milestone, Project, Stage
from tests.projects.factories import MilestoneFactory, ProjectFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("status", "month", "word"),
    [
        ("done", date(2024, 1, 1), "Done"),
        ("done", date(2027, 1, 1), "Done"),
        ("planned", date(2026, 11, 1), "Next"),
        ("planned", date(2027, 1, 1), "Next"),
        ("planned", date(2026, 10, 1), "Slipped"),
        ("late", date(2027, 1, 1), "Slipped"),
        ("dropped", date(2026, 1, 1), "Dropped"),
    ],
)
def test_where_a_milestone_stands_depends_on_the_day(status, month, word):
    assert Milestone(status=status, month=month).standing(on=TODAY) == word


def test_lanes_follow_the_six_domains():
    lanes = [Milestone(domain=domain).lane for domain in Domain]
    assert lanes == [1, 2, 3, 4, 5, 6]
    assert Milestone().lane == 0


def test_every_stage_and_delivery_has_a_colour():
    assert all(Project(stage=stage).stage_colour for stage in Stage)
    assert Project(delivery="").delivery_colour == ""
    assert Project(delivery="red").delivery_colour == "red"


def test_asks_are_named_in_their_order():
    assert Project(asks=[5, 1]).served_asks == [Ask.PRESCRIBE, Ask.COMMUNICATE][::-1]


def test_what_is_under_way_comes_before_what_is_finished():
    done = ProjectFactory(title="A", stage=Stage.COMPLETED)
    idea = ProjectFactory(title="B", stage=Stage.IDEA)
    later, sooner = ProjectFactory(title="D"), ProjectFactory(title="C")
    assert list(Project.objects.liveliest_first()) == [sooner, later, idea, done]


def test_counts_by_domain_name_all_six():
    ProjectFactory(domain=Domain.DIGITAL_INTEGRATION)
    counts = Project.objects.counts_by_domain()
    assert list(counts) == Domain.values
    assert counts[Domain.DIGITAL_INTEGRATION] == sum(counts.values()) == 1


def test_the_coming_milestone_is_the_next_one_not_done():
    project = ProjectFactory()
    MilestoneFactory(project=project, done=True, month=date(2024, 1, 1))
    second = MilestoneFactory(project=project, month=date(2027, 5, 1))
    first = MilestoneFactory(project=project, month=date(2027, 1, 1))
    assert Project.objects.with_next_milestone().get().coming == [first, second]


@pytest.mark.parametrize("finished", [date(2023, 12, 1)])
def test_a_project_cannot_complete_before_it_starts(finished):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectFactory(started_month=date(2024, 1, 1), completed_month=finished)
