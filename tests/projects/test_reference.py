"""The real starting data: what the group has published, and nothing invented among it."""

import csv
from datetime import date

import pytest

from interface.vocabulary import Domain
from projects import reference
from projects.models import Milestone, Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    reference.load()


def test_there_are_24_projects_and_22_milestones(loaded):
    assert (Project.objects.count(), Milestone.objects.count()) == (24, 22)
    assert not Project.objects.filter(is_demonstration=True).exists()
    assert not Milestone.objects.filter(is_demonstration=True).exists()


def test_each_project_is_as_published(loaded):
    with (reference.DATA / "projects.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            stored = Project.objects.get(title=row["title"])
            assert (stored.domain, stored.stage, stored.summary) == (
                row["domain"], row["stage"], row["summary"],
            )  # fmt: skip
            assert (f"{stored.started_month:%Y-%m}" if stored.started_month else "") == row[
                "started"
            ]


def test_what_was_published_as_reached_is_done(loaded):
    assert set(Milestone.objects.values_list("status", flat=True)) == {Milestone.Status.DONE}


def test_every_milestone_has_a_lane_and_most_have_a_project(loaded):
    assert not Milestone.objects.exclude(domain__in=Domain.values).exists()
    assert Milestone.objects.exclude(project=None).count() == 15
    echo = Milestone.objects.get(title="Echo on ICE business case approved")
    assert (echo.project.title, echo.month) == ("Echo on ICE", date(2024, 1, 1))


def test_every_link_names_a_project_that_exists(loaded):
    with (reference.DATA / "roadmap_projects.csv").open(encoding="utf-8") as file:
        named = {row["project"] for row in csv.DictReader(file)} - {""}
    assert named <= set(Project.objects.values_list("title", flat=True))


def test_loading_again_adds_nothing_and_keeps_what_people_wrote(loaded):
    Project.objects.filter(slug="echo-on-ice").update(title="Echo everywhere", summary="Ours")
    assert reference.load() == "Projects: 0 projects and 0 milestones added"
    assert Project.objects.get(slug="echo-on-ice").summary == "Ours"


def test_history_says_that_it_was_starting_data(loaded):
    event = Project.objects.get(slug="nuh-fix-it").events.get()
    assert event.pgh_context["action"] == "loaded the starting data"
