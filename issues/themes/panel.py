"""What the desk shows beside an issue: the theme it belongs to, and what it is a recurrence of."""

from dataclasses import dataclass

from django.utils import timezone

from interface.reading import Reading
from issues.models import Issue, PromisedFix, ThemeTitle
from issues.themes.arithmetic import Weight
from issues.themes.families import families, leads, weights
from issues.themes.following import readers
from issues.wording import counted


@dataclass(frozen=True)
class ThemePanel:
    """One theme as the team reads it: its lead first, then the parts in the order they came."""

    lead: Issue
    members: list[Issue]
    title: str
    weight: Weight

    @property
    def sentence(self) -> str:
        """For example "3 issues from 4 practices. 65 minutes lost, as 3 answers say"."""
        return weight_sentence(self.weight)


def weight_sentence(weight: Weight) -> str:
    issues, practices = counted(weight.issues, "issue"), counted(weight.practices, "practice")
    if not weight.said:
        return f"{issues} from {practices}. Nobody said how many minutes it cost."
    minutes, answers = counted(weight.minutes, "minute"), counted(weight.said, "answer")
    return f"{issues} from {practices}. At least {minutes} lost, by {answers}."


def theme_of(issue: Issue) -> ThemePanel | None:
    """The theme that an issue leads or is part of; None, after one query, if there is none."""
    if not (issue.is_part or leads(issue)):
        return None
    family = families([issue.pk])[issue.pk]
    rows = Issue.objects.select_related("practice", "specialty", "part_of")
    members = list(rows.filter(pk__in=family.members).order_by("raised_at", "pk"))
    members.sort(key=lambda one: one.pk != family.lead)
    named = ThemeTitle.objects.filter(issue=family.lead).first()
    return ThemePanel(
        lead=members[0],
        members=members,
        title=named.title if named else "",
        weight=weights([family])[family.lead],
    )


def readers_of_theme(issue: Issue, *, closing: bool = False) -> str:
    """Who else reads an answer, to stand after the name of the practice; often nobody."""
    others = readers(issue, closing=closing).count() if leads(issue) else 0
    return f", and whoever raised {counted(others, 'issue')} of the same theme" if others else ""


@dataclass(frozen=True)
class RecurrencePanel:
    """Why an issue is, or was once taken for, one that had been fixed."""

    promise: PromisedFix
    days: int  # from the closing to the new issue
    is_denied: bool


_promise_with_key = Reading(
    PromisedFix, "WHERE this.id = %s", joined=["issue", "specialty", "category", "rule"]
)


def recurrence_of(issue: Issue) -> RecurrencePanel | None:
    """What was promised before this was raised; no query if nothing was."""
    if issue.recurrence_of_id is None:
        return None
    [promise] = _promise_with_key(issue.recurrence_of_id)
    days = timezone.localdate(issue.raised_at) - timezone.localdate(promise.closed_at)
    return RecurrencePanel(promise, days.days, is_denied=not issue.is_recurrence)
