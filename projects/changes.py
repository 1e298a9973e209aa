"""What was changed in a project, in words a reader of the page understands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps

from interface.history.timeline import Occasion, timeline
from interface.vocabulary import Domain
from projects.models import Delivery, Milestone, Project, Stage

LONGEST = 80  # characters of a value that is shown whole
_UNSEEN = {"slug", "project", "invented for demonstration"}
ProjectEvent = apps.get_model("projects", "ProjectEvent")
MilestoneEvent = apps.get_model("projects", "MilestoneEvent")
_WORDS = dict(Domain.choices + Stage.choices + Delivery.choices + Milestone.Status.choices)
_NAMES = {
    "started month": "started",
    "completed month": "completed",
    "public": "on the public roadmap",
}


@dataclass(frozen=True)
class Told:
    """One occasion as the page tells it: a sentence, and what changed line by line."""

    at: datetime
    sentence: str
    lines: list[str]


def story(project: Project) -> list[Told]:
    """Everything that happened to a project and its milestones, newest first. Three queries."""
    milestones = list(MilestoneEvent.objects.filter(project=project.pk))
    occasions = timeline(ProjectEvent.objects.filter(pgh_obj=project.pk), milestones)
    titles = {event.pgh_created_at: event.title for event in milestones}
    return [_told(occasion, titles.get(occasion.at, "")) for occasion in reversed(occasions)]


def _told(occasion: Occasion, milestone: str) -> Told:
    """`milestone` is the title of the milestone that the occasion is about, if it is."""
    action = occasion.action
    sentence = f"{occasion.by} {action}" if occasion.by else action[:1].upper() + action[1:]
    about_milestone = bool(milestone) and "milestone" in action
    if about_milestone:
        sentence += f": {milestone}"
    if all(change.before is None for change in occasion.changes):  # the first of a row
        told = {"month"} if about_milestone else set()
        changes = [change for change in occasion.changes if change.field in told]
    else:
        changes = [change for change in occasion.changes if change.field not in _UNSEEN]
    names = [_NAMES.get(change.field, change.field).capitalize() for change in changes]
    lines = [f"{name}: {_between(c)}" for name, c in zip(names, changes, strict=True)]
    return Told(at=occasion.at, sentence=sentence, lines=lines)


def _between(change: Any) -> str:
    before, after = _shown(change.before), _shown(change.after)
    if len(before) + len(after) > 2 * LONGEST:
        return "rewritten"
    return f"{after or 'removed'} (was {before})" if before else after


def _shown(value: Any) -> str:
    if value is None or value == [] or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%B %Y}"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(_WORDS.get(value, value))
