"""Verbs of projects: add and change them and the milestones of the roadmap, with history."""

from django.utils.text import slugify

from interface import history
from interface.accounts.models import User
from projects.models import Milestone, Project


def save_project(project: Project, *, by: User) -> Project:
    """Store a new or an edited project; a new one gets the address its title suggests.

    Raises ValidationError where a text points to a patient or a value is none of the allowed.
    """
    return _change_project(project, by=by) if project.pk else _add_project(project, by=by)


@history.action("added the project")
def _add_project(project: Project, *, by: User) -> Project:
    project.slug = _free_slug(project.title)
    project.full_clean()
    project.save()
    return project


@history.action("changed the project")
def _change_project(project: Project, *, by: User) -> Project:
    project.full_clean()
    project.save()
    return project


def save_milestone(milestone: Milestone, *, by: User) -> Milestone:
    """Store a new or an edited milestone of the roadmap; raises ValidationError likewise."""
    save = _change_milestone if milestone.pk else _add_milestone
    return save(milestone, by=by)


@history.action("added a milestone")
def _add_milestone(milestone: Milestone, *, by: User) -> Milestone:
    milestone.full_clean()
    milestone.save()
    return milestone


@history.action("changed a milestone")
def _change_milestone(milestone: Milestone, *, by: User) -> Milestone:
    milestone.full_clean()
    milestone.save()
    return milestone


@history.action("removed the project")
def remove_project(project: Project, *, by: User) -> None:
    """Take a project away; its milestones stay on the roadmap, its history is kept."""
    project.delete()


@history.action("removed a milestone")
def remove_milestone(milestone: Milestone, *, by: User) -> None:
    """Take a milestone off the roadmap; its history is kept."""
    milestone.delete()


def _free_slug(title: str) -> str:
    """The title as part of an address; never changed later, so links keep working."""
    base = slugify(title)[:76] or "project"
    taken = set(Project.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [base, *numbered] if slug not in taken)
