"""The starting data: the group's real projects and the milestones of its roadmap."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.text import slugify

from interface import history
from interface.vocabulary import Domain
from projects.models import LOADED, Milestone, Project, Stage

DATA = Path(__file__).parent / "data"


def load() -> str:
    """Add the projects and milestones that are missing; returns a line for people.

    What is there already stays as it is: people go on editing it. A project is known by its slug,
    a milestone by its month and title.
    """
    projects, milestones = _new_projects(), _new_milestones()
    if projects or milestones:
        _add(projects, milestones, by=None)
    return f"Projects: {len(projects)} projects and {len(milestones)} milestones added"


@history.action(LOADED)
def _add(projects: list[Project], milestones: list[tuple[Milestone, str]], *, by: None) -> None:
    Project.objects.bulk_create(projects)
    by_title = {project.title: project for project in Project.objects.all()}
    for milestone, title in milestones:
        milestone.project = by_title.get(title)
    Milestone.objects.bulk_create(milestone for milestone, _ in milestones)


def _new_projects() -> list[Project]:
    known = set(Project.objects.values_list("slug", flat=True))
    return [
        Project(
            slug=slugify(row["title"])[:80],
            title=row["title"],
            domain=Domain(row["domain"]),
            stage=Stage(row["stage"]),
            summary=row["summary"],
            started_month=_month(row["started"]),
            completed_month=_month(row["completed"]),
        )
        for row in _rows("projects.csv")
        if slugify(row["title"])[:80] not in known
    ]


def _new_milestones() -> list[tuple[Milestone, str]]:
    """Milestones not stored yet, each with the title of its project, or an empty one."""
    known = set(Milestone.objects.values_list("month", "title"))
    links = {(row["month"], row["title"]): row for row in _rows("roadmap_projects.csv")}
    return [
        (
            Milestone(
                month=date.fromisoformat(f"{row['month']}-01"),
                title=row["title"],
                detail=row["detail"],
                domain=Domain(links[row["month"], row["title"]]["domain"]),
                status=Milestone.Status.DONE,
            ),
            links[row["month"], row["title"]]["project"],
        )
        for row in _rows("roadmap.csv")
        if (_month(row["month"]), row["title"]) not in known
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None
